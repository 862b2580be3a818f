import { computed, reactive, ref, type ComputedRef, type Ref } from 'vue'
import type { z } from 'zod'
import { call } from '../api/call.ts'
import { formatInstant } from '../app/formatInstant.ts'
import { useAttempt } from '../app/useAttempt.ts'
import { useDraft } from '../intake/useDraft.ts'

export interface DraftedFormOptions<T extends object> {
  /** Of the draft: `grid.record:new`. */
  key: string
  title: () => string
  initial: () => T
  schema: z.ZodType
  toPayload: (values: T) => unknown
  /** @throws RpcError */
  send: (payload: never) => Promise<unknown>
}

export interface DraftedForm<T extends object> {
  readonly values: T
  readonly errors: Ref<Record<string, string>>
  readonly problem: Ref<string>
  readonly isBusy: Ref<boolean>
  readonly isRestored: Ref<boolean>
  /** When the text on the screen was last kept; '' while nothing is. */
  readonly keptAt: ComputedRef<string>
  /** @returns whether it was saved; the draft goes with it */
  save(): Promise<boolean>
  startAfresh(): Promise<void>
}

/** A form of a record that is no matter: what is typed lies among the person's drafts until it is saved. */
export function useDraftedForm<T extends object>(options: DraftedFormOptions<T>): DraftedForm<T> {
  const { key } = options
  const values = reactive(options.initial()) as T
  const untouched = JSON.stringify(values)
  const isRestored = ref(false)
  const { isBusy, problem, errors, attempt, check } = useAttempt()
  const draft = useDraft({
    content: () => values,
    title: options.title,
    isWorthKeeping: () => JSON.stringify(values) !== untouched,
  })

  async function restore(): Promise<void> {
    draft.startWith(key) // before it is asked for, or what is typed meanwhile counts as kept
    const found = await call('drafts.get', { key }).catch(() => null)
    // Whoever types already is not overwritten.
    if (found && !found.isBinned && typeof found.content === 'object' && JSON.stringify(values) === untouched) {
      Object.assign(values, found.content)
      isRestored.value = true
    }
    draft.startWith(key)
  }
  async function drop(isSaved: boolean): Promise<void> {
    await draft.end()
    await call('drafts.discard', { key, isSaved }).catch(() => undefined)
  }
  void restore()

  return {
    values,
    errors,
    problem,
    isBusy,
    isRestored,
    keptAt: computed(() => (draft.savedAt.value ? formatInstant(draft.savedAt.value) : '')),
    async save() {
      const payload = check(options.schema, options.toPayload(values))
      if (payload === undefined) return false
      if (!(await attempt(() => options.send(payload as never)))) return false
      await drop(true)
      return true
    },
    async startAfresh() {
      await drop(false)
      Object.assign(values, options.initial())
      isRestored.value = false
      draft.startWith(key)
    },
  }
}

import { computed, reactive, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { z } from 'zod'
import type { InputOf } from '../../src-shared/contract.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import { issueTexts } from '../../src-shared/kernel/issueText.ts'
import { call } from '../api/call.ts'
import { RpcError } from '../api/rpcError.ts'
import { formatInstant } from '../app/formatInstant.ts'
import { useAttempt } from '../app/useAttempt.ts'
import { useDraft } from '../intake/useDraft.ts'

export interface DraftPort {
  /** A `conflict` where another window wrote the same draft after `basedOn`. */
  keep(draft: InputOf<'care.saveDraft'>): Promise<{ savedAt: Instant }>
  find(key: string): Promise<{ content: unknown; savedAt: Instant } | null>
  drop(key: string, isSaved: boolean): Promise<unknown>
}
const CARE_DRAFTS: DraftPort = {
  keep: (kept) => call('care.saveDraft', kept),
  find: (key) => call('care.draft', { key }),
  drop: (key) => call('care.discardDraft', { key }),
}

export interface CareFormOptions<T extends object> {
  /** Of the draft: `plan:CLIENT`. */
  key: string
  /** The draft that a second window wrote beside the first; '' for the usual one. */
  fork?: string
  title: () => string
  initial: () => T
  schema: z.ZodType
  toPayload: (values: T) => unknown
  /** What the form asks for beyond the schema: a text by the field that lacks it. */
  needs?: (values: T) => Readonly<Record<string, string>>
  send: (payload: never) => Promise<unknown>
  /** Where drafts lie; in the care store where nothing is said. */
  drafts?: DraftPort
  /** After what was typed before was put back: a form that was opened for more adds it. */
  restored?: (values: T) => void
}

export interface CareForm<T extends object> {
  readonly values: T
  readonly errors: Ref<Record<string, string>>
  readonly problem: Ref<string>
  readonly isBusy: Ref<boolean>
  readonly isRestored: Ref<boolean>
  /** When the text on the screen was last kept; '' while nothing is. */
  readonly keptAt: ComputedRef<string>
  readonly savedKey: Ref<number>
  save(): Promise<boolean>
  /** What the program fills in by itself is no typing: it leaves no draft, and keeps none from being put back. */
  propose(change: () => void): void
  keepDraft(): Promise<void>
  startAfresh(): Promise<void>
}

/** A form of care: its draft lies in the care store, its payload is checked by the contract's own schema. */
export function useCareForm<T extends object>(options: CareFormOptions<T>): CareForm<T> {
  const values = reactive(options.initial()) as T
  const untouched = ref(JSON.stringify(values))
  const isRestored = ref(false)
  const savedKey = ref(0)
  const { drafts = CARE_DRAFTS } = options
  const { isBusy, problem, errors, attempt, check } = useAttempt()
  const draft = useDraft({
    content: () => values,
    title: options.title,
    isWorthKeeping: () => JSON.stringify(values) !== untouched.value,
    keep,
  })
  /** Of the draft; another window that writes the same form makes this one go on beside it, under a key of its own. */
  let key = options.fork ? `${options.key}:${options.fork}` : options.key
  let basedOn: Instant | null = null
  async function keep(kept: Omit<InputOf<'care.saveDraft'>, 'basedOn'>): Promise<{ savedAt: Instant }> {
    const mine = { ...kept, key }
    const saved = await drafts.keep({ ...mine, basedOn }).catch((error: unknown) => {
      if (!(error instanceof RpcError) || error.code !== 'conflict') throw error
      key = `${options.key}:w${Date.now().toString(36)}`
      return drafts.keep({ ...mine, key, basedOn: null })
    })
    basedOn = saved.savedAt
    return saved
  }

  function begin(): void {
    Object.assign(values, options.initial())
    untouched.value = JSON.stringify(values)
    savedKey.value += 1
    key = options.key
    basedOn = null
    draft.startWith(key)
  }
  async function restore(): Promise<void> {
    const found = await drafts.find(key).catch(() => null)
    basedOn = found?.savedAt ?? null
    // Whoever types already is not overwritten.
    if (found && JSON.stringify(values) === untouched.value) {
      Object.assign(values, found.content)
      isRestored.value = true
      options.restored?.(values)
    }
    draft.startWith(key)
  }
  async function drop(isSaved: boolean): Promise<void> {
    await draft.end()
    await drafts.drop(key, isSaved).catch(() => undefined)
  }
  void restore()

  // What was refused is refused no longer once it is mended; the refusal of something else stays.
  watch(values, () => {
    problem.value = ''
    if (Object.keys(errors.value).length === 0) return
    const still = {
      ...issueTexts(options.schema.safeParse(options.toPayload(values)).error),
      ...options.needs?.(values),
    }
    errors.value = Object.fromEntries(
      Object.keys(errors.value).flatMap((name) => (still[name] ? [[name, still[name]]] : [])),
    )
  })

  return {
    values,
    errors,
    problem,
    isBusy,
    isRestored,
    keptAt: computed(() => (draft.savedAt.value ? formatInstant(draft.savedAt.value) : '')),
    savedKey,
    async save() {
      const payload = options.toPayload(values)
      const checked = check(options.schema, payload)
      const lacking = options.needs?.(values) ?? {}
      errors.value = { ...errors.value, ...lacking }
      if (checked === undefined || Object.keys(lacking).length > 0) return false
      if (!(await attempt(() => options.send(checked as never)))) return false
      await drop(true)
      begin()
      isRestored.value = false
      return true
    },
    propose(change) {
      const isUntouched = JSON.stringify(values) === untouched.value
      change()
      if (isUntouched) untouched.value = JSON.stringify(values)
    },
    keepDraft: draft.flush,
    async startAfresh() {
      await drop(false)
      isRestored.value = false
      begin()
    },
  }
}

import { computed, onScopeDispose, reactive, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { z } from 'zod'
import { issueTexts } from '../../src-shared/kernel/issueText.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { call } from '../api/call.ts'
import { errorText, fieldErrors } from '../api/errorTexts.ts'
import { RpcError } from '../api/rpcError.ts'
import { formatInstant } from '../app/formatInstant.ts'
import { useSafeLeave } from '../app/safeLeave.ts'
import { toast } from '../ui/feedback/toast.ts'
import { draftKeyOf } from './openDrafts.ts'
import { useWorkbench } from './workbench.ts'

const DRAFT_AFTER_MS = 1_200

export interface ActForm<T extends object> {
  readonly act: string
  readonly title: string
  readonly values: T
  readonly errors: Ref<Record<string, string>>
  readonly problem: Ref<string>
  readonly isBusy: Ref<boolean>
  /** Somebody else saved meanwhile: the newest content is shown, saving again is offered. */
  readonly isConflict: Ref<boolean>
  /** `2026-03-05 14:20`, when the text on the screen was last kept as a draft. */
  readonly keptAt: Ref<string>
  readonly isRestored: Ref<boolean>
  readonly isDirty: ComputedRef<boolean>
  readonly savedKey: Ref<number>
  save(): Promise<boolean>
  keepDraft(): Promise<void>
  /** Puts the draft in the bin and begins with the proposed values. */
  startAfresh(): Promise<void>
}

export interface ActFormOptions<T extends object> {
  act: string
  /** Where one form serves several records of the matter, each has a draft of its own: which form and which record. */
  draftOf?: { act: string; record: string }
  title?: string
  /** What the form proposes at the beginning. */
  initial: () => T
  toPayload: (values: T) => unknown
  schema?: z.ZodType
  /** What the form asks for beyond the schema: a text by the field that lacks it. */
  needs?: (values: T) => Readonly<Record<string, string>>
  send?: (payload: unknown, version: number) => Promise<{ version: number }>
  /** False where there is nothing to lose: a day and a box. */
  hasDraft?: boolean
  /** Stay open after saving, with fresh values. */
  isRepeated?: boolean
  saved?: () => void
}

/** One act as a form: proposed values, autosaved draft, check by the contract's own schema, conflict, saving. */
export function useActForm<T extends object>(options: ActFormOptions<T>): ActForm<T> {
  const workbench = useWorkbench()
  const { act } = options
  const title = options.title ?? workbench.topic.titleOf(act)
  const key = draftKeyOf(workbench.topic.name, workbench.matterId, options.draftOf ?? { act, record: '' })
  const values = reactive(options.initial()) as T
  let untouched = JSON.stringify(values)
  let kept = untouched
  let version = workbench.view.value?.matter.version ?? 0
  const [problem, keptAt] = [ref(''), ref('')]
  const [isBusy, isConflict, isRestored] = [ref(false), ref(false), ref(false)]
  const errors = ref<Record<string, string>>({})
  const savedKey = ref(0)
  const isDirty = computed(() => JSON.stringify(values) !== untouched)

  const schema = options.schema ?? workbench.topic.schemaOf(act)
  const send =
    options.send ??
    ((payload: unknown, seen: number) =>
      workbench.topic.send(act, { matterId: workbench.matterId, version: seen, act: payload }))

  function take(content: T): void {
    Object.assign(values, content)
  }
  function begin(): void {
    take(options.initial())
    untouched = kept = JSON.stringify(values)
    isRestored.value = false
    keptAt.value = ''
    savedKey.value += 1
  }
  async function restore(): Promise<void> {
    const draft = await call('drafts.get', { key }).catch(() => null)
    if (!draft || draft.isBinned || isDirty.value || typeof draft.content !== 'object') return
    take({ ...options.initial(), ...(draft.content as T) })
    kept = JSON.stringify(values)
    isRestored.value = true
    keptAt.value = formatInstant(draft.savedAt)
  }
  let keeping: Promise<void> | undefined
  function keepDraft(): Promise<void> {
    const now = JSON.stringify(values)
    if (now === kept || isBusy.value || options.hasDraft === false) return Promise.resolve()
    keeping = keep(now)
    return keeping
  }
  async function keep(now: string): Promise<void> {
    try {
      const { savedAt } = await call('drafts.save', {
        key,
        title: `${title}（${workbench.view.value?.matter.number ?? ''}）`,
        content: JSON.parse(now),
      })
      kept = now
      keptAt.value = formatInstant(savedAt)
    } catch (error) {
      if (!(error instanceof RpcError)) throw error
      // Tried again with the next key; while the line is down the frame says so already.
      if (error.code !== 'offline') keptAt.value = ''
      problem.value = error.code === 'offline' ? problem.value : `草稿没有存上：${errorText(error)}`
    }
  }
  async function dropDraft(isSaved: boolean): Promise<void> {
    if (options.hasDraft === false) return
    await keeping // else it could come after and leave a draft of what is already saved
    await call('drafts.discard', { key, isSaved }).catch(() => undefined)
  }

  const faultsOf = (error: z.ZodError | undefined): Record<string, string> => ({
    ...issueTexts(error),
    ...options.needs?.(values),
  })
  /** The values that were refused, field by field. */
  let refused: Record<string, string> = {}
  const printsOf = (): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value) ?? '']))
  /** What is right by now is not marked any more; what only the core can judge, once its field is another. */
  function forgive(): void {
    if (Object.keys(errors.value).length === 0) return
    const faults = faultsOf(schema.safeParse(options.toPayload(values)).error)
    const prints = printsOf()
    const isSame = (path: string): boolean => {
      const name = path.split('.')[0] ?? ''
      return prints[name] === refused[name]
    }
    const left = Object.entries(errors.value).filter(([path]) =>
      isJudgedHere ? faults[path] !== undefined : isSame(path),
    )
    errors.value = Object.fromEntries(left.map(([path, text]) => [path, faults[path] ?? text]))
    if (left.length === 0 && !isConflict.value) problem.value = ''
  }
  /** Whether the marks are the form's own or the core's. */
  let isJudgedHere = true

  async function save(): Promise<boolean> {
    if (isBusy.value) return false
    const parsed = schema.safeParse(options.toPayload(values))
    errors.value = faultsOf(parsed.error)
    refused = printsOf()
    isJudgedHere = true
    const isComplete = parsed.success && Object.keys(errors.value).length === 0
    problem.value = isComplete ? '' : '有内容需要补充或更正，请看标出的格子'
    if (!isComplete) return false
    isBusy.value = true
    try {
      const standing = isConflict.value
        ? (workbench.view.value?.matter.version ?? version)
        : workbench.standsOn(version)
      const done = await send(parsed.data, standing)
      workbench.acted(standing, done.version)
      version = done.version
      isConflict.value = false
      toast.success(`${title}已记录`)
      await dropDraft(true)
    } catch (error) {
      const text = errorText(error)
      const isOutdated = error instanceof RpcError && error.code === 'conflict'
      if (isOutdated) await workbench.reload() // before it is offered to save again, or that click finds the form busy
      problem.value = text
      errors.value = fieldErrors(error)
      isJudgedHere = false
      isConflict.value = isOutdated
      return false
    } finally {
      isBusy.value = false
    }
    kept = untouched = JSON.stringify(values)
    await workbench.changed()
    if (options.isRepeated) begin()
    options.saved?.()
    return true
  }

  let timer: ReturnType<typeof setTimeout> | undefined
  watch(values, () => {
    forgive()
    clearTimeout(timer)
    timer = setTimeout(() => void keepDraft(), DRAFT_AFTER_MS)
  })
  useSafeLeave(keepDraft)
  onScopeDispose(() => {
    clearTimeout(timer)
    void keepDraft()
  })
  if (options.hasDraft !== false) void restore()

  return {
    act,
    title,
    values,
    errors,
    problem,
    isBusy,
    isConflict,
    keptAt,
    isRestored,
    isDirty,
    savedKey,
    save,
    keepDraft,
    async startAfresh() {
      clearTimeout(timer)
      await dropDraft(false)
      begin()
    },
  }
}

export const asRowId = (text: string): RowId => text as RowId

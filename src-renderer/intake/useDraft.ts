import { onScopeDispose, ref, watch, type Ref } from 'vue'
import type { InputOf } from '../../src-shared/contract.ts'
import { call } from '../api/call.ts'
import { onRestored } from '../api/connection.ts'
import { errorText } from '../api/errorTexts.ts'
import { useSafeLeave } from '../app/safeLeave.ts'

const SAVE_WITHIN_MS = 700
const RETRY_AFTER_MS = 3_000

/** What is kept. The content must be plain JSON. */
export interface DraftSource {
  content(): object
  title(): string
  /** Asked only before the first keeping: an untouched form leaves no draft. */
  isWorthKeeping(): boolean
  /** Where it is kept; the common drafts where nothing is said. */
  keep?(draft: { key: string; title: string; content: JsonContent }): Promise<{ savedAt: string }>
}
type JsonContent = InputOf<'drafts.save'>['content']

export interface DraftKeeper {
  /** Empty while nothing is kept. */
  readonly key: Ref<string>
  readonly savedAt: Ref<string>
  /** Why the last change is not kept yet; empty if it is. */
  readonly problem: Ref<string>
  /** Keeps the form now. */
  flush(): Promise<void>
  /** From here on under this key; what the form holds now counts as kept. */
  startWith(key: string): void
  /** The form is no draft any more: it was saved or thrown away. Resolves when nothing more is on its way. */
  end(): Promise<void>
}

/** Keeps a form as a draft within a second of each change, when the page is left and when the line is back. */
export function useDraft(source: DraftSource): DraftKeeper {
  const key = ref('')
  const savedAt = ref('')
  const problem = ref('')
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | undefined
  let kept = ''
  let hasDraft = false

  function schedule(delayMs = SAVE_WITHIN_MS): void {
    if (key.value) timer ??= setTimeout(() => void flush(), delayMs)
  }
  async function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    await running
    running = keep()
    await running
    running = undefined
  }
  async function keep(): Promise<void> {
    const content = JSON.stringify(source.content())
    if (!key.value || content === kept || (!hasDraft && !source.isWorthKeeping())) return
    try {
      const draft = { key: key.value, title: source.title(), content: JSON.parse(content) as JsonContent }
      const saved = await (source.keep?.(draft) ?? call('drafts.save', draft))
      kept = content
      hasDraft = true
      savedAt.value = saved.savedAt
      problem.value = ''
    } catch (error) {
      problem.value = errorText(error)
      schedule(RETRY_AFTER_MS)
    }
  }
  function startWith(newKey: string): void {
    key.value = newKey
    savedAt.value = ''
    problem.value = ''
    hasDraft = false
    kept = JSON.stringify(source.content())
  }
  async function end(): Promise<void> {
    key.value = ''
    clearTimeout(timer)
    timer = undefined
    await running
  }

  watch(source.content, () => schedule(), { deep: true })
  useSafeLeave(flush)
  onScopeDispose(onRestored(() => void flush()))
  onScopeDispose(() => clearTimeout(timer))
  return { key, savedAt, problem, flush, startWith, end }
}

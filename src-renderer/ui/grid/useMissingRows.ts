import { onScopeDispose, watch, type Ref } from 'vue'
import { missingPages } from './gridWindow.ts'

const ASK_AFTER_MS = 40

/** Asks for the pages of rows that are in view but not loaded; each once until `retry` changes. */
export function useMissingRows(
  lines: Readonly<Ref<readonly { index: number; row: object | undefined }[]>>,
  limits: () => { total: number; pageSize: number },
  retry: () => unknown,
  ask: (range: { from: number; to: number }) => void,
): void {
  let asked = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  function askNow(): void {
    const loaded = new Map(lines.value.map(({ index, row }) => [index, row !== undefined]))
    const from = Math.min(...loaded.keys())
    const { total, pageSize } = limits()
    const missing = missingPages(from, from + loaded.size, total, pageSize, (index) => loaded.get(index) === true)
    if (!missing || asked === `${missing.from}-${missing.to}`) return
    asked = `${missing.from}-${missing.to}`
    ask(missing)
  }
  watch(retry, () => (asked = ''), { flush: 'sync' })
  watch(
    lines,
    () => {
      clearTimeout(timer)
      timer = setTimeout(askNow, ASK_AFTER_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
}

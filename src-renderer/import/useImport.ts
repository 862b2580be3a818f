import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import type { OutputOf } from '../../src-shared/contract.ts'
import { base64OfFile } from '../api/base64OfFile.ts'
import { whyNoTable } from '../../src-shared/ledger/sheet/whyNoTable.ts'
import { call } from '../api/call.ts'
import { errorText } from '../api/errorTexts.ts'
import { RpcError } from '../api/rpcError.ts'
import { parseTsv } from '../ui/grid/tsv.ts'

const ASK_EVERY_MS = 300
/** As the contract: 90 million letters of base64. */
export const MOST_BYTES = 67_000_000

export type OpenedSheet = OutputOf<'import.open'>
export type DryRun = OutputOf<'import.dryRun'>

export type ImportFlow = ReturnType<typeof useImport>

/**
 * One import from the file, or from what was copied, to the saved rows. Long steps show how far they are and can be stopped.
 * @param sourceId the other system whose list it is; empty for an older ledger
 */
export function useImport(sourceId: () => string = () => '') {
  const fileName = ref('')
  const opened = shallowRef<OpenedSheet>()
  const mapping = ref<Record<string, number | null>>({})
  const dryRun = shallowRef<DryRun>()
  const problem = ref('')
  const jobId = ref('')
  const title = ref('')
  const progress = shallowRef<OutputOf<'jobs.progress'>>()
  const missing = computed(
    () =>
      opened.value?.fields.filter(({ key, isRequired }) => isRequired && (mapping.value[key] ?? null) === null) ?? [],
  )
  let timer: ReturnType<typeof setInterval> | undefined

  async function run<T>(what: string, work: (jobId: string) => Promise<T>): Promise<{ value: T } | undefined> {
    if (jobId.value) return undefined
    title.value = what
    problem.value = ''
    progress.value = undefined
    jobId.value = crypto.randomUUID()
    timer = setInterval(() => void ask(), ASK_EVERY_MS)
    try {
      return { value: await work(jobId.value) }
    } catch (error) {
      problem.value =
        error instanceof RpcError && error.code === 'cancelled' ? '已停下，什么都没有写入' : errorText(error)
      return undefined
    } finally {
      clearInterval(timer)
      jobId.value = ''
    }
  }
  async function ask(): Promise<void> {
    if (jobId.value) progress.value = await call('jobs.progress', { jobId: jobId.value }).catch(() => progress.value)
  }
  onScopeDispose(() => clearInterval(timer))

  async function open(file: File): Promise<void> {
    if (!/\.xlsx$/i.test(file.name)) {
      problem.value = `“${file.name}”不是 xlsx 工作簿；xls 和 et 文件请先在 WPS 或 Excel 里另存为 xlsx`
      return
    }
    if (file.size > MOST_BYTES) {
      problem.value = '文件太大，请按年分成几个文件再导入'
      return
    }
    const done = await run('读取工作簿', async (id) =>
      call('import.open', {
        fileName: file.name,
        xlsxBase64: await base64OfFile(file),
        sourceId: sourceId(),
        jobId: id,
      }),
    )
    if (done) take(file.name, done.value)
  }
  /** Cells from the clipboard, heads first. */
  async function openPasted(text: string): Promise<void> {
    const all = parseTsv(text)
    const isFilled = (row: readonly string[]): boolean => row.some((cell) => cell.trim() !== '')
    // an empty line between two rows stays, so that a fault is told by the row's own number
    const rows = all.slice(all.findIndex(isFilled), all.findLastIndex(isFilled) + 1)
    const why = whyNoTable(rows)
    if (why) {
      problem.value = why
      return
    }
    const done = await run('读取粘贴的内容', (id) =>
      call('import.openPasted', { rows, sourceId: sourceId(), jobId: id }),
    )
    if (done) take('粘贴的表', done.value)
  }
  function take(name: string, sheet: OpenedSheet): void {
    fileName.value = name
    opened.value = sheet
    mapping.value = { ...sheet.mapping }
    dryRun.value = undefined
  }
  async function tryOut(): Promise<void> {
    const sheet = opened.value
    if (!sheet) return
    dryRun.value = undefined
    const done = await run('试导入', (id) =>
      call('import.dryRun', { importId: sheet.importId, mapping: mapping.value, jobId: id }),
    )
    if (done) dryRun.value = done.value
  }
  /** @returns how many rows were written and how many were here already, or undefined if none were written */
  async function commit(): Promise<OutputOf<'import.commit'> | undefined> {
    const sheet = opened.value
    if (!sheet) return undefined
    const done = await run('导入', (id) => call('import.commit', { importId: sheet.importId, jobId: id }))
    if (done) startAfresh()
    return done?.value
  }
  function startAfresh(): void {
    opened.value = undefined
    dryRun.value = undefined
    fileName.value = ''
    mapping.value = {}
  }
  function setColumn(key: string, column: number | null): void {
    const freed = Object.fromEntries(
      Object.entries(mapping.value).map(([other, at]) => [other, column !== null && at === column ? null : at]),
    )
    mapping.value = { ...freed, [key]: column }
    dryRun.value = undefined
  }
  const isRunning = computed(() => jobId.value !== '')
  async function stop(): Promise<void> {
    if (jobId.value) await call('jobs.cancel', { jobId: jobId.value }).catch(() => undefined)
  }
  return {
    fileName,
    opened,
    mapping,
    dryRun,
    problem,
    title,
    progress,
    missing,
    isRunning,
    open,
    openPasted,
    tryOut,
    commit,
    startAfresh,
    setColumn,
    stop,
  }
}

import { AppError } from '../../src-shared/kernel/errors.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { cellText, isRecordRow } from '../../src-shared/ledger/sheet/cell.ts'
import { detectHeader } from '../../src-shared/ledger/sheet/detectHeader.ts'
import { MEDIATION_LEDGER_FIELDS } from '../../src-shared/ledger/sheet/mediationLedgerFields.ts'
import { isKnownHead, proposeMapping } from '../../src-shared/ledger/sheet/proposeMapping.ts'
import type { ActionCtx, Handlers, Job, SheetFile } from '../ctx/ctx.ts'
import { checkRecords, lookAtSheet, type CheckedPart, type LookedPart, type SheetProblemAt } from './lookAtSheet.ts'
import type { ImportFile } from './readRecords.ts'
import { findKnownDossiers, listBatches } from './repo.ts'

const SAMPLE_ROWS = 5
/** Problems shown on screen; the marked copy has all. */
const MOST_SHOWN = 500
const MAX_FILE_BYTES = 60 * 1024 * 1024

export const importHandlers = {
  'import.open': (ctx, { fileName, xlsxBase64, jobId }) => {
    const bytes = shared(xlsxBase64) // the text is let go before the long work
    return ctx.services.runJob(jobId, (job) => openImport(ctx, fileName, bytes, job))
  },

  'import.dryRun': (ctx, { importId, mapping, jobId }) =>
    ctx.services.runJob(jobId, (job) => dryRun(ctx, importId, mapping, job)),

  'import.commit': (ctx, { importId, jobId }) =>
    ctx.services.runJob(jobId, async (job) => {
      const file = getFile(ctx, importId)
      if (!file.isClean) throw new AppError('not_allowed', '还有问题没有改好，请先试导入直到没有问题')
      const count = (await ctx.services.runWriter(
        { name: 'import', what: '正在导入台账', input: { importId, file } },
        ctx.actor,
        job,
      )) as number
      ctx.services.transit.delete(importId)
      return { count }
    }),

  'import.history': (ctx) =>
    listBatches(ctx.db).map(({ id, fileName, count, at, by, byId, undoneAt }) => ({
      importId: id as RowId,
      fileName,
      count,
      at,
      by,
      isUndone: undoneAt !== null,
      canUndo: undoneAt === null && (byId === ctx.actor.userId || ctx.actor.roles.includes('head')),
    })),

  'import.undo': (ctx, { importId, jobId }) =>
    ctx.services.runJob(jobId, async (job) => {
      const batch = listBatches(ctx.db).find((each) => each.id === importId)
      if (!batch || batch.undoneAt) throw new AppError('not_allowed', '这次导入不存在或已经撤销')
      if (batch.byId !== ctx.actor.userId && !ctx.actor.roles.includes('head'))
        throw new AppError('forbidden', '只有导入人或负责人可以撤销')
      const input = { id: importId, fileName: batch.fileName }
      const undone = await ctx.services.runWriter({ name: 'undoImport', what: '正在撤销导入', input }, ctx.actor, job)
      return undone as { count: number; kept: number }
    }),
} satisfies Partial<Handlers>

async function openImport(ctx: ActionCtx, fileName: string, bytes: Uint8Array, job: Job) {
  if (bytes.length > MAX_FILE_BYTES) throw new AppError('too_large', '文件超过 60 MB，请拆成几个文件导入')
  let looked: LookedPart['found']
  for await (const part of lookedParts(ctx, bytes, job)) {
    job.report(Math.round(part.share * 100), 100, `正在读取，已读 ${part.rows} 行`)
    looked = part.found
  }
  const { top, records } = looked ?? { top: [], records: 0 }
  const header = detectHeader(top, (text) => isKnownHead(text, MEDIATION_LEDGER_FIELDS))
  if (!header) throw new AppError('invalid', '没有找到表头。请确认第一张工作表里有“受理日期”“申请人”这样的表头行')
  const above = top.filter((row) => row.number <= header.lastRow && isRecordRow(row)).length
  const proposed = proposeMapping(header.heads, MEDIATION_LEDGER_FIELDS)
  const mapping = Object.fromEntries(
    MEDIATION_LEDGER_FIELDS.map(({ key }) => [
      key,
      proposed.columns.find((column) => column.key === key)?.column ?? null,
    ]),
  )
  const importId = ctx.newId<RowId>()
  const rowCount = Math.max(0, records - above)
  for (const old of ctx.services.transit.keys()) ctx.services.transit.delete(old) // one at a time is enough for a window
  ctx.services.transit.set(importId, { fileName, bytes, mapping, rowCount, isClean: false } satisfies ImportFile)
  const width = Math.max(...header.heads.map((head) => head.column)) + 1
  const headers = Array.from({ length: width }, (_, column) => {
    const head = header.heads.find((each) => each.column === column)
    return head ? [head.group, head.title].filter(Boolean).join(' ') : ''
  })
  return {
    importId,
    rowCount,
    headers,
    sample: top
      .filter((row) => row.number > header.lastRow)
      .slice(0, SAMPLE_ROWS)
      .map((row) => headers.map((_, column) => cellText(row.cells[column]))),
    fields: MEDIATION_LEDGER_FIELDS.map(({ key, title, isRequired }) => ({ key, title, isRequired })),
    mapping,
  }
}

async function dryRun(ctx: ActionCtx, importId: string, mapping: ImportFile['mapping'], job: Job) {
  const file = getFile(ctx, importId)
  const problems: SheetProblemAt[] = []
  const column = mapping.dossierNumber ?? 0
  let [done, duplicates] = [0, 0]
  for await (const part of checkedParts(ctx, { bytes: file.bytes, mapping }, job)) {
    problems.push(...part.problems)
    const known = findKnownDossiers(
      ctx.db,
      part.numbers.map(({ number }) => number),
    )
    for (const { number, row } of part.numbers)
      if (known.has(number)) problems.push({ row, column, message: '卷号：系统里已有这个卷号' })
    duplicates += known.size
    done += part.rows
    job.report(done, file.rowCount, '正在核对')
  }
  const bad = new Set(problems.map((problem) => problem.row)).size
  const good = done - bad
  const isClean = problems.length === 0 && good > 0
  ctx.services.transit.set(importId, { ...file, mapping, rowCount: done, isClean })
  return {
    good,
    bad,
    duplicates,
    problems: problems.sort((a, b) => a.row - b.row).slice(0, MOST_SHOWN),
    ...(await markedCopy(ctx, file, problems)),
  }
}

/** Up to here a thread takes longer to start than it saves. */
const FEW_BYTES = 100_000

const lookedParts = (ctx: ActionCtx, bytes: Uint8Array, job: Job): AsyncIterable<LookedPart> =>
  bytes.length > FEW_BYTES
    ? (ctx.services.readSheetAside('look', { bytes, mapping: {} }, job.signal) as AsyncIterable<LookedPart>)
    : lookAtSheet(bytes)

const checkedParts = (ctx: ActionCtx, file: SheetFile, job: Job): AsyncIterable<CheckedPart> =>
  file.bytes.length > FEW_BYTES
    ? (ctx.services.readSheetAside('check', file, job.signal) as AsyncIterable<CheckedPart>)
    : checkRecords(file, ctx.today)

/** Bytes that other threads read without a copy. */
function shared(base64: string): Uint8Array {
  const length = Buffer.byteLength(base64, 'base64')
  const bytes = Buffer.from(new SharedArrayBuffer(length))
  bytes.write(base64, 'base64')
  return bytes
}

async function markedCopy(ctx: ActionCtx, file: ImportFile, problems: SheetProblemAt[]) {
  if (problems.length === 0) return { markedFileName: '', markedXlsxBase64: '' }
  const bytes = await ctx.services.markedCopy(file.bytes, problems)
  return {
    markedFileName: file.fileName.replace(/(\.xlsx)?$/i, '-导入问题.xlsx'),
    markedXlsxBase64: bytes.toString('base64'),
  }
}

function getFile(ctx: ActionCtx, importId: string): ImportFile {
  const file = ctx.services.transit.get(importId) as ImportFile | undefined
  if (!file) throw new AppError('not_found', '请重新选择文件')
  return file
}

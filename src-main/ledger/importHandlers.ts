import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Stage } from '../../src-shared/intake/schema.ts'
import type { MatterId, RowId } from '../../src-shared/kernel/ids.ts'
import { cellText, isRecordRow } from '../../src-shared/ledger/sheet/cell.ts'
import { detectHeader } from '../../src-shared/ledger/sheet/detectHeader.ts'
import { isKnownHead } from '../../src-shared/ledger/sheet/proposeMapping.ts'
import { headName, recallMapping } from '../../src-shared/ledger/sheet/recallMapping.ts'
import { whyNoTable } from '../../src-shared/ledger/sheet/whyNoTable.ts'
import type { ActionCtx, Handlers, Job, SheetFile } from '../ctx/ctx.ts'
import { findKnownSheets, getSource } from '../linkage/sheetSources.ts'
import { checkRecords, lookAtSheet, type CheckedPart, type LookedPart, type SheetProblemAt } from './lookAtSheet.ts'
import { sheetOfPasted } from './pastedSheet.ts'
import { PROFILES } from './profiles.ts'
import type { ImportFile } from './readRecords.ts'
import { findKnownDossiers, listBatches } from './repo.ts'

const SAMPLE_ROWS = 5
/** Problems shown on screen; the marked copy has all. */
const MOST_SHOWN = 500
const MAX_FILE_BYTES = 60 * 1024 * 1024

export const importHandlers = {
  'import.open': (ctx, { fileName, xlsxBase64, sourceId, jobId }) => {
    const bytes = shared(xlsxBase64) // the text is let go before the long work
    return ctx.services.runJob(jobId, (job) => openImport(ctx, { fileName, bytes, sourceId }, job))
  },

  'import.openPasted': (ctx, { rows, sourceId, jobId }) =>
    ctx.services.runJob(jobId, async (job) => {
      const why = whyNoTable(rows)
      if (why) throw new AppError('invalid', why)
      const { spec, records } = sheetOfPasted(rows)
      const bytes = await ctx.services.sheetBytes(spec, records, job)
      const fileName = `粘贴的表-${ctx.today}.xlsx`
      return openImport(ctx, { fileName, bytes: new Uint8Array(bytes), sourceId }, job)
    }),

  'import.dryRun': (ctx, { importId, mapping, jobId }) =>
    ctx.services.runJob(jobId, (job) => dryRun(ctx, importId, mapping, job)),

  'import.commit': (ctx, { importId, jobId }) =>
    ctx.services.runJob(jobId, async (job) => {
      const file = getFile(ctx, importId)
      if (!file.isClean) throw new AppError('not_allowed', '还有问题没有改好，请先试导入直到没有问题')
      const isTasks = file.profile === 'task'
      const written = await ctx.services.runWriter(
        {
          name: isTasks ? 'importTasks' : 'import',
          what: isTasks ? '正在登记来件' : '正在导入台账',
          input: { importId, file },
        },
        ctx.actor,
        job,
      )
      ctx.services.transit.delete(importId)
      return isTasks ? (written as { count: number; known: number }) : { count: written as number, known: 0 }
    }),

  'import.history': (ctx) =>
    listBatches(ctx.db).map(({ id, fileName, count, at, by, byId, undoneAt, system }) => ({
      importId: id as RowId,
      fileName,
      count,
      at,
      by,
      system,
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

async function openImport(
  ctx: ActionCtx,
  { fileName, bytes, sourceId }: Pick<ImportFile, 'fileName' | 'bytes' | 'sourceId'>,
  job: Job,
) {
  if (bytes.length > MAX_FILE_BYTES) throw new AppError('too_large', '文件超过 60 MB，请拆成几个文件导入')
  const source = sourceId ? getSource(ctx, sourceId) : undefined
  const profile = source ? 'task' : 'mediation'
  const { fields, noHeads } = PROFILES[profile]
  let looked: LookedPart['found']
  for await (const part of lookedParts(ctx, { bytes, profile, mapping: {} }, job)) {
    job.report(Math.round(part.share * 100), 100, `正在读取，已读 ${part.rows} 行`)
    looked = part.found
  }
  const { top, records } = looked ?? { top: [], records: 0 }
  const header = detectHeader(top, (text) => isKnownHead(text, fields))
  if (!header) throw new AppError('invalid', noHeads)
  const above = top.filter((row) => row.number <= header.lastRow && isRecordRow(row)).length
  const mapping = recallMapping(header.heads, fields, source?.heads ?? {})
  const importId = ctx.newId<RowId>()
  const rowCount = Math.max(0, records - above)
  const width = Math.max(...header.heads.map((head) => head.column)) + 1
  const headers = Array.from({ length: width }, (_, column) => {
    const head = header.heads.find((each) => each.column === column)
    return head ? headName(head) : ''
  })
  const file: ImportFile = { fileName, bytes, profile, mapping, headers, sourceId, rowCount, isClean: false }
  for (const old of ctx.services.transit.keys()) ctx.services.transit.delete(old) // one at a time is enough for a window
  ctx.services.transit.set(importId, file)
  return {
    importId,
    rowCount,
    headers,
    sample: top
      .filter((row) => row.number > header.lastRow)
      .slice(0, SAMPLE_ROWS)
      .map((row) => headers.map((_, column) => cellText(row.cells[column]))),
    fields: fields.map(({ key, title, isRequired }) => ({ key, title, isRequired })),
    mapping,
  }
}

async function dryRun(ctx: ActionCtx, importId: string, mapping: ImportFile['mapping'], job: Job) {
  const file = getFile(ctx, importId)
  const found: SheetProblemAt[] = []
  const known: KnownRow[] = []
  const column = mapping[PROFILES[file.profile].numberKey] ?? 0
  let [done, duplicates] = [0, 0]
  for await (const part of checkedParts(ctx, { ...file, mapping }, job)) {
    found.push(...part.problems)
    if (file.profile === 'task') known.push(...knownRows(ctx, file.sourceId, part))
    else {
      const taken = findKnownDossiers(
        ctx.db,
        part.numbers.map(({ number }) => number),
      )
      for (const { number, row } of part.numbers)
        if (taken.has(number)) found.push({ row, column, message: '卷号：系统里已有这个卷号' })
      duplicates += taken.size
    }
    done += part.rows
    job.report(done, file.rowCount, '正在核对')
  }
  const left = new Set(known.map(({ row }) => row)) // what is here already is not registered, so nothing of it need be mended
  const problems = found.filter(({ row }) => !left.has(row))
  const bad = new Set(problems.map(({ row }) => row)).size
  const good = done - bad - known.length
  const isClean = problems.length === 0 && good > 0
  ctx.services.transit.set(importId, { ...file, mapping, rowCount: done, isClean })
  return {
    good,
    bad,
    duplicates: duplicates + known.length,
    known: known.slice(0, MOST_SHOWN),
    problems: problems.sort((a, b) => a.row - b.row).slice(0, MOST_SHOWN),
    ...(await markedCopy(ctx, file, problems)),
  }
}

type KnownRow = { row: number; number: string; ours: string; matterId: MatterId; stage: Stage }

function knownRows(ctx: ActionCtx, sourceId: string, { numbers }: CheckedPart): KnownRow[] {
  const known = findKnownSheets(
    ctx,
    getSource(ctx, sourceId),
    numbers.map(({ number }) => number),
  )
  return numbers.flatMap(({ number, row }) => {
    const matter = known.get(number)
    return matter ? [{ row, number, ours: matter.ours, matterId: matter.matterId, stage: matter.stage }] : []
  })
}

/** Up to here a thread takes longer to start than it saves. */
const FEW_BYTES = 100_000

const lookedParts = (ctx: ActionCtx, file: SheetFile, job: Job): AsyncIterable<LookedPart> =>
  file.bytes.length > FEW_BYTES
    ? (ctx.services.readSheetAside('look', file, job.signal) as AsyncIterable<LookedPart>)
    : lookAtSheet(file.bytes)

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

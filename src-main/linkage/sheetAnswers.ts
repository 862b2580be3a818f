import type { z } from 'zod'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { column } from '../../src-shared/ledger/definition.ts'
import { last } from '../../src-shared/linkage/project.ts'
import { toAnswer } from '../../src-shared/linkage/sheetAnswer.ts'
import type { AnswersAsked } from '../../src-shared/linkage/sheetContract.ts'
import { bareName, withTheirHeads, type AnswerField, type SheetSource } from '../../src-shared/linkage/sheetSource.ts'
import { openFile } from '../documents/matterFile.ts'
import { NOBODY } from '../intake/visible.ts'
import { printList, type PlainList } from '../ledger/plainList.ts'
import type { SheetSpec } from '../paper/xlsx/sheetSpec.ts'
import { audit, type ActionCtx, type Ctx, type Handlers, type Job } from '../ctx/ctx.ts'
import { recordAct } from './acts.ts'
import { listEnded, listSources } from './sheetRepo.ts'

type Asked = z.output<typeof AnswersAsked>

const MOST = 5_000
const PROGRESS_EVERY = 50

function sourceOf({ db }: Pick<Ctx, 'db'>, id: string): SheetSource {
  const source = listSources(db).find((each) => each.id === id)
  if (!source) throw new AppError('not_found', '没有这个来件系统')
  return source
}

/** Nothing that is sealed goes out to another system. */
const endedOf = (ctx: Ctx, source: SheetSource, asked: Omit<Asked, 'sourceId'>) =>
  listEnded(ctx.db, NOBODY, asked).filter(({ system }) => bareName(system) === bareName(source.name))

/** The answer of a task to the system that sent it; undefined for a task that is not over, or not of that system. */
function answerOf(ctx: Ctx, source: SheetSource, matterId: string): Record<AnswerField, string> | undefined {
  const { matter, linkage, linkageRecord } = openFile(ctx, matterId)
  const system = last(linkageRecord, 'describe')?.sheet?.system ?? ''
  return bareName(system) === bareName(source.name)
    ? toAnswer(linkageRecord, linkage, matter, ctx.settings.centreName)
    : undefined
}

const cellsOf = (ctx: Ctx, source: SheetSource, matterId: string): string[] => {
  const answer = answerOf(ctx, source, matterId)
  return source.answers.map(({ field }) => answer?.[field] ?? '')
}

/** Their columns as a workbook without anything above the heads, so that their system can read it. */
function sheetOf(source: SheetSource, cells: readonly string[][]): { spec: SheetSpec; rows: Record<string, string>[] } {
  const columns = withTheirHeads(source).map(({ head, field }, at) => ({
    key: `c${at}`,
    title: head,
    kind: DAYS.has(field) ? ('day' as const) : ('text' as const),
    ...(field === 'answer' && { width: 60 }),
  }))
  return {
    spec: { sheetName: '答复', title: '', columns, emptyText: '没有答复' },
    rows: cells.map((line) => Object.fromEntries(line.map((text, at) => [`c${at}`, text]))),
  }
}
/** The same on paper. */
const paperOf = (source: SheetSource, cells: readonly string[][]): PlainList => ({
  title: `${source.name}答复`,
  columns: withTheirHeads(source).map(({ head, field }, at) =>
    column(`c${at}`, head, field === 'answer' ? 70 : 24, 'left', DAYS.has(field) ? { kind: 'day' } : {}),
  ),
  rows: cells.map((line) => Object.fromEntries(line.map((text, at) => [`c${at}`, text]))),
})
const DAYS: ReadonlySet<AnswerField> = new Set(['answeredOn', 'receivedOn', 'dueOn'])

/** Reads many tasks in slices, so that the window goes on. */
async function allCells(ctx: ActionCtx, source: SheetSource, asked: Asked, job: Job): Promise<string[][]> {
  const ended = endedOf(ctx, source, asked)
  if (ended.length > MOST)
    throw new AppError('too_large', `共 ${ended.length} 件，一次最多 ${MOST} 件；请缩短时段`, { count: ended.length })
  const cells: string[][] = []
  for (const { matterId } of ended) {
    cells.push(cellsOf(ctx, source, matterId))
    if (cells.length % PROGRESS_EVERY !== 0) continue
    job.report(cells.length, ended.length, '正在整理答复')
    await new Promise((resolve) => setImmediate(resolve))
    job.signal.throwIfAborted()
  }
  return cells
}

export const sheetAnswerHandlers = {
  'linkage.answers': (ctx, { sourceId, limit, offset, ...asked }) => {
    const source = sourceOf(ctx, sourceId)
    const ended = endedOf(ctx, source, asked)
    return {
      heads: withTheirHeads(source).map(({ head }) => head),
      rows: ended.slice(offset, offset + limit).map(({ matterId, version, isTold }) => ({
        matterId,
        version,
        isTold: isTold === 1,
        cells: cellsOf(ctx, source, matterId),
      })),
      count: ended.length,
    }
  },

  'linkage.exportAnswers': (ctx, { purpose, as, jobId, ...asked }) =>
    ctx.services.runJob(jobId, async (job) => {
      const source = sourceOf(ctx, asked.sourceId)
      const cells = await allCells(ctx, source, asked, job)
      const { spec, rows } = sheetOf(source, cells)
      const bytes = as === 'xlsx' ? await ctx.services.sheetBytes(spec, rows, job) : Buffer.alloc(0)
      const title = `${source.name}答复 ${cells.length} 件`
      const pdfBase64 = as === 'pdf' ? (await printList(ctx, paperOf(source, cells), purpose)).pdfBase64 : ''
      if (as !== 'pdf') ctx.transact((tx) => audit(tx, 'exported', { kind: 'matter', id: '', title }, purpose))
      return {
        fileName: `${source.name}答复-${asked.from}至${asked.to}.${as === 'pdf' ? 'pdf' : 'xlsx'}`,
        xlsxBase64: bytes.toString('base64'),
        pdfBase64,
        cells: as === 'cells' ? [spec.columns.map((column) => column.title), ...cells] : [],
        count: cells.length,
      }
    }),

  'linkage.tellAnswers': (ctx, { sourceId, on, how, tasks }) => {
    const source = sourceOf(ctx, sourceId)
    for (const { matterId, version } of tasks) {
      const answer = answerOf(ctx, source, matterId)
      if (!answer) throw new AppError('not_allowed', `有的不是${source.name}的来件或者还没有办结，没有登记任何一件`)
      const { answer: text, by, phone } = answer
      const act = { on, how, toWhom: source.name, text, by: by || ctx.actor.name, phone }
      recordAct(ctx, 'feedBack', { matterId, version, act })
    }
    return { count: tasks.length }
  },
} satisfies Partial<Handlers>

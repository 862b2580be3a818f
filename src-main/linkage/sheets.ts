import { CONFIDENTIAL } from '../../src-shared/kernel/confidential.ts'
import { STAGES } from '../../src-shared/intake/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { levelTitle, SOURCES, type Source } from '../../src-shared/linkage/codes.ts'
import { taskFilterWords } from '../../src-shared/linkage/filterWords.ts'
import type { TaskFilter, TaskRow, TASK_ORDERS } from '../../src-shared/linkage/schema.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { tableVersions } from '../centre/codeTables.ts'
import { NOBODY } from '../intake/visible.ts'
import type { SheetSpec } from '../paper/xlsx/sheetSpec.ts'
import { audit, type ActionCtx, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { wordOf } from './directory.ts'
import { taskQuery } from './list.ts'
import { listTasks } from './listRepo.ts'

/** More is narrowed first; a sheet of paper that nobody reads helps nobody. */
const MOST = 2_000
const TITLE = '六联任务清单'

const COLUMNS: SheetSpec['columns'] = [
  { key: 'number', title: '编号', kind: 'text', width: 16 },
  { key: 'receivedOn', title: '收到日期', kind: 'day' },
  { key: 'linkage', title: '属于', kind: 'text', width: 12 },
  { key: 'source', title: '来源', kind: 'text', width: 14 },
  { key: 'sheetNumber', title: '来件编号', kind: 'text', width: 20 },
  { key: 'summary', title: '事项', kind: 'text', width: 46 },
  { key: 'stage', title: '状态', kind: 'text', width: 14 },
  { key: 'leadUnit', title: '主办单位', kind: 'text', width: 20 },
  { key: 'helpers', title: '协办', kind: 'integer', width: 6 },
  { key: 'dueOn', title: '答复期限', kind: 'day' },
  { key: 'level', title: '督办', kind: 'text', width: 10 },
]

/** The rows of a list as they leave the program: what was asked to be kept confidential goes without its words. */
function rowsOf(ctx: Ctx, filter: TaskFilter, order: (typeof TASK_ORDERS)[number]) {
  const { rows, count } = listTasks(ctx.db, taskQuery(ctx, filter, NOBODY), order, MOST, 0)
  if (count > MOST) throw new AppError('too_large', `共 ${count} 件，一次最多 ${MOST} 件；请先筛选`, { count })
  const linkages = tableVersions(ctx, 'linkage')
  return rows.map((row) => toCells(row, wordOf(linkages, row.linkage, row.receivedOn)))
}

const toCells = (row: TaskRow, linkage: string) => ({
  number: row.number,
  receivedOn: row.receivedOn,
  linkage,
  source: row.source ? SOURCES[row.source as Source] : '',
  sheetNumber: row.sheetNumber,
  summary: row.isSecret ? CONFIDENTIAL : row.summary,
  stage: STAGES[row.stage],
  leadUnit: row.leadUnit,
  helpers: row.helpers > 0 ? String(row.helpers) : '',
  dueOn: row.dueOn ?? ('' as Day | ''),
  level: row.level === 'none' ? '' : levelTitle(row.level),
})

/** What the list is narrowed to, so that nobody takes a part for the whole. */
function narrowedTo(ctx: Ctx, filter: TaskFilter): string {
  const tables = { linkage: 'linkage', unit: 'member_unit', cause: 'linkage_cause' } as const
  const words = taskFilterWords(filter, (table, code) => wordOf(tableVersions(ctx, tables[table]), code, ctx.today))
  return words && `；只列：${words}`
}
const note = (ctx: ActionCtx, verb: string, purpose: string): string =>
  `${ctx.services.isPractice ? '练习数据 ' : ''}${ctx.actor.name} ${ctx.today} ${verb}：${purpose}`
const log = (ctx: ActionCtx, action: 'exported' | 'printed', count: number, purpose: string): void =>
  ctx.transact((tx) => audit(tx, action, { kind: 'matter', id: '', title: `${TITLE} ${count} 件` }, purpose))

export const linkageSheetHandlers = {
  'linkage.export': async (ctx, { filter, order, purpose }) => {
    const rows = rowsOf(ctx, filter, order)
    const bytes = await ctx.services.sheetBytes(
      {
        sheetName: '六联任务',
        title: TITLE,
        note: `${ctx.settings.centreName}，共 ${rows.length} 件${narrowedTo(ctx, filter)}`,
        columns: COLUMNS,
        exportNote: note(ctx, '导出', purpose),
        emptyText: '没有符合条件的任务',
      },
      rows.map((row) => ({ ...row, helpers: Number(row.helpers) || null, dueOn: row.dueOn || null })),
    )
    log(ctx, 'exported', rows.length, purpose)
    return { fileName: `${TITLE}-${ctx.today}.xlsx`, xlsxBase64: bytes.toString('base64') }
  },
  'linkage.print': async (ctx, { filter, order, purpose }) => {
    const rows = rowsOf(ctx, filter, order)
    const data = {
      organisation: ctx.settings.centreName,
      printedOn: ctx.today,
      note: `${note(ctx, '打印', purpose)}${narrowedTo(ctx, filter)}`,
      rows,
    }
    const { pdf, pages } = await ctx.services.typeset('linkage_list', data, { mode: 'issue', timestamp: ctx.now })
    log(ctx, 'printed', rows.length, purpose)
    const pdfBase64 = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64')
    return { title: TITLE, fileName: `${TITLE}-${ctx.today}.pdf`, pdfBase64, pages }
  },
} satisfies Partial<Handlers>

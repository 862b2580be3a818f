import { addDays } from '../../src-shared/kernel/day.ts'
import { KIND_NAMES, kindOf } from '../../src-shared/joint/kinds.ts'
import type { JointFilter, JointRow, JOINT_ORDERS } from '../../src-shared/joint/schema.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { audit, type ActionCtx, type Ctx, type Handlers } from '../ctx/ctx.ts'
import type { SheetSpec } from '../paper/xlsx/sheetSpec.ts'
import { countItems, countOpen, listItems, type JointQuery } from './listRepo.ts'
import { toRow } from './rows.ts'

/** As on the home page. */
const SOON_DAYS = 7
/** More is narrowed first. */
const MOST = 2_000

const queryOf = (ctx: Ctx, filter: JointFilter): JointQuery => ({
  filter,
  today: ctx.today,
  until: addDays(ctx.today, SOON_DAYS),
})

const COLUMNS: SheetSpec['columns'] = [
  { key: 'number', title: '编号', kind: 'text', width: 16 },
  { key: 'startedOn', title: '开始日期', kind: 'day' },
  { key: 'type', title: '类型', kind: 'text', width: 14 },
  { key: 'title', title: '名称', kind: 'text', width: 36 },
  { key: 'areaName', title: '居村', kind: 'text', width: 14 },
  { key: 'unit', title: '单位', kind: 'text', width: 20 },
  { key: 'stage', title: '状态', kind: 'text', width: 16 },
  { key: 'due', title: '该做什么', kind: 'text', width: 24 },
  { key: 'dueOn', title: '期限', kind: 'day' },
  { key: 'untilOn', title: '有效期至', kind: 'day' },
  { key: 'closedOn', title: '办结日期', kind: 'day' },
  { key: 'result', title: '结果', kind: 'text', width: 46 },
]

function rowsOf(ctx: Ctx, filter: JointFilter, order: (typeof JOINT_ORDERS)[number]): JointRow[] {
  const query = queryOf(ctx, filter)
  const count = countItems(ctx.db, query)
  if (count > MOST) throw new AppError('too_large', `共 ${count} 条，一次最多 ${MOST} 条；请先筛选`, { count })
  return listItems(ctx.db, query, order, MOST, 0).map((item) => toRow(ctx, item))
}

const note = (ctx: ActionCtx, verb: string, purpose: string): string =>
  `${ctx.services.isPractice ? '练习数据 ' : ''}${ctx.actor.name} ${ctx.today} ${verb}：${purpose}`
const log = (ctx: ActionCtx, action: 'exported' | 'printed', title: string, count: number, purpose: string): void =>
  ctx.transact((tx) => audit(tx, action, { kind: 'joint', id: '', title: `${title} ${count} 条` }, purpose))

export const listHandlers = {
  'joint.list': (ctx, { filter, order, limit, offset }) => {
    const query = queryOf(ctx, filter)
    return {
      rows: listItems(ctx.db, query, order, limit, offset).map((item) => toRow(ctx, item)),
      count: countItems(ctx.db, query),
    }
  },
  'joint.counts': (ctx) => {
    const found = new Map(countOpen(ctx.db, ctx.today).map((each) => [each.kind, each]))
    return KIND_NAMES.map((kind) => ({ kind, open: found.get(kind)?.open ?? 0, late: found.get(kind)?.late ?? 0 }))
  },
  'joint.export': async (ctx, { filter, order, purpose }) => {
    const title = `${kindOf(filter.kind).title}清单`
    const rows = rowsOf(ctx, filter, order)
    const bytes = await ctx.services.sheetBytes(
      {
        sheetName: kindOf(filter.kind).title,
        title,
        note: `${ctx.settings.centreName}，共 ${rows.length} 条`,
        columns: COLUMNS,
        exportNote: note(ctx, '导出', purpose),
        emptyText: '没有符合条件的记录',
      },
      rows.map(
        ({
          number,
          startedOn,
          type,
          title: name,
          areaName,
          unit,
          stageTitle,
          dueOn,
          dueWhat,
          untilOn,
          closedOn,
          result,
        }) => ({
          ...{ number, startedOn, type, title: name, areaName, unit, dueOn, untilOn, closedOn, result },
          stage: stageTitle,
          due: dueWhat,
        }),
      ),
    )
    log(ctx, 'exported', title, rows.length, purpose)
    return { fileName: `${title}-${ctx.today}.xlsx`, xlsxBase64: bytes.toString('base64') }
  },
  'joint.print': async (ctx, { filter, order, purpose }) => {
    const title = `${kindOf(filter.kind).title}清单`
    const rows = rowsOf(ctx, filter, order)
    const data = {
      organisation: ctx.settings.centreName,
      title,
      printedOn: ctx.today,
      note: note(ctx, '打印', purpose),
      rows: rows.map((row) => ({
        number: row.number,
        startedOn: row.startedOn,
        type: row.type,
        title: row.title,
        areaName: row.areaName,
        unit: row.unit,
        stage: row.stageTitle,
        due: row.dueOn ? `${row.dueOn} ${row.dueWhat}` : '',
        closedOn: row.closedOn ?? '',
        result: row.result,
      })),
    }
    const { pdf, pages } = await ctx.services.typeset('joint_list', data, { mode: 'issue', timestamp: ctx.now })
    log(ctx, 'printed', title, rows.length, purpose)
    const pdfBase64 = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64')
    return { title, fileName: `${title}-${ctx.today}.pdf`, pdfBase64, pages }
  },
} satisfies Partial<Handlers>

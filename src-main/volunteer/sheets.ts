import { titleOn } from '../../src-shared/centre/codeTables.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { figureText } from '../../src-shared/ledger/definition.ts'
import type { PaperData, PaperKind } from '../../src-shared/paper/registry.ts'
import type { VolunteerFilter } from '../../src-shared/volunteer/schema.ts'
import { tableVersions } from '../centre/codeTables.ts'
import { audit, type ActionCtx, type Ctx, type Handlers } from '../ctx/ctx.ts'
import type { SheetSpec } from '../paper/xlsx/sheetSpec.ts'
import { countedUntil, volunteerFigures } from './figures.ts'
import { hoursOf, volunteerRows } from './list.ts'
import { findVolunteer, listServices, listTeams } from './repo.ts'

const TITLE = '平安志愿者名册'
const MOST = 5_000
const COLUMNS: SheetSpec['columns'] = [
  { key: 'number', title: '编号', kind: 'text', width: 12 },
  { key: 'name', title: '姓名', kind: 'text', width: 10 },
  { key: 'team', title: '队伍', kind: 'text', width: 24 },
  { key: 'class', title: '类别', kind: 'text', width: 14 },
  { key: 'place', title: '居村委', kind: 'text', width: 16 },
  { key: 'joinedOn', title: '登记日期', kind: 'day' },
  { key: 'hours', title: '服务时长（小时）', kind: 'text', width: 12 },
  { key: 'insured', title: '保险到期', kind: 'text', width: 12 },
  { key: 'state', title: '状态', kind: 'text', width: 8 },
]

/** The list as it leaves the program: without phones. */
function listed(ctx: Ctx, filter: VolunteerFilter) {
  const rows = volunteerRows(ctx, filter)
  if (rows.length > MOST) throw new AppError('too_large', `共 ${rows.length} 人，一次最多 ${MOST} 人；请先筛选`)
  return rows.map((row) => ({
    number: row.number,
    name: row.name,
    team: row.team,
    class: row.classTitle,
    place: row.place,
    joinedOn: row.joinedOn,
    hours: String(row.hours),
    insured: row.insuredUntil ?? '',
    state: row.leftOn ? '已退出' : '在队',
  }))
}
const note = (ctx: ActionCtx, verb: string, purpose: string): string =>
  `${ctx.services.isPractice ? '练习数据 ' : ''}${ctx.actor.name} ${ctx.today} ${verb}：${purpose}`

async function print<K extends PaperKind>(ctx: ActionCtx, kind: K, title: string, data: PaperData<K>, purpose: string) {
  const { pdf, pages } = await ctx.services.typeset(kind, data, { mode: 'issue', timestamp: ctx.now })
  ctx.transact((tx) => audit(tx, 'printed', { kind: 'volunteer', id: '', title }, purpose))
  const pdfBase64 = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64')
  return { title, fileName: `${title}.pdf`, pdfBase64, pages }
}

function recordOf(ctx: Ctx, id: RowId): PaperData<'volunteer_record'> {
  const found = findVolunteer(ctx.db, id)
  if (!found || found.isWiped) throw new AppError('not_found', '没有找到这位志愿者')
  const kinds = tableVersions(ctx, 'volunteer_activity')
  const own = listServices(ctx.db, found.joinedOn, ctx.today).filter(({ volunteerId }) => volunteerId === id)
  return {
    organisation: ctx.settings.centreName,
    name: found.name,
    number: found.number,
    team: listTeams(ctx.db).find(({ id: team }) => team === found.teamId)?.name ?? '',
    joinedOn: found.joinedOn,
    from: found.joinedOn,
    to: found.leftOn ?? ctx.today,
    total: String(hoursOf(own.reduce((sum, { minutes }) => sum + minutes, 0))),
    count: String(own.length),
    issuedOn: ctx.today,
    rows: own.map(({ on, title, kind, minutes }) => ({
      on,
      title,
      kind: titleOn(kinds, kind, on),
      hours: String(hoursOf(minutes)),
    })),
  }
}

export const sheetHandlers = {
  'volunteer.export': async (ctx, { filter, purpose }) => {
    const rows = listed(ctx, filter)
    const bytes = await ctx.services.sheetBytes(
      {
        sheetName: '志愿者',
        title: TITLE,
        note: `${ctx.settings.centreName}，共 ${rows.length} 人`,
        columns: COLUMNS,
        exportNote: note(ctx, '导出', purpose),
        emptyText: '没有符合条件的志愿者',
      },
      rows,
    )
    const title = `${TITLE} ${rows.length} 人`
    ctx.transact((tx) => audit(tx, 'exported', { kind: 'volunteer', id: '', title }, purpose))
    return { fileName: `${TITLE}-${ctx.today}.xlsx`, xlsxBase64: bytes.toString('base64') }
  },
  'volunteer.print': (ctx, { filter, purpose }) =>
    print(
      ctx,
      'volunteer_list',
      TITLE,
      {
        organisation: ctx.settings.centreName,
        printedOn: ctx.today,
        note: note(ctx, '打印', purpose),
        rows: listed(ctx, filter),
      },
      purpose,
    ),
  'volunteer.printRecord': (ctx, { id, purpose }) => {
    const data = recordOf(ctx, id)
    return print(ctx, 'volunteer_record', `志愿服务记录证明 ${data.name}`, data, purpose)
  },
  'volunteer.printFigures': (ctx, { month, purpose }) => {
    const found = volunteerFigures(ctx, month)
    return print(
      ctx,
      'volunteer_figures',
      `平安志愿服务统计 ${month}`,
      {
        organisation: ctx.settings.centreName,
        period: `${month.slice(0, 4)}年${Number(month.slice(5))}月（${countedUntil(found)}）`,
        printedOn: ctx.today,
        note: note(ctx, '打印', purpose),
        rows: found.figures.map(({ value, group, title, unit, note: how }) => ({
          group,
          title,
          unit,
          note: how,
          value: figureText(value, unit),
        })),
      },
      purpose,
    )
  },
} satisfies Partial<Handlers>

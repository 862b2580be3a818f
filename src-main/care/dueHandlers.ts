import { DUE_KINDS, type DueItem } from '../../src-shared/care/views.ts'
import { LEVEL_TITLES, matchesDue } from '../../src-shared/care/dueWords.ts'
import type { CheckedInput } from '../../src-shared/contract.ts'
import { maskName } from '../../src-shared/intake/mask.ts'
import { addDays, formatChinaTime } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { listPlaces } from '../centre/repo.ts'
import type { CareActionCtx, CareCtx, Handlers } from '../ctx/ctx.ts'
import type { SheetSpec } from '../paper/xlsx/sheetSpec.ts'
import { countTodos, listTodos } from './listRepo.ts'
import { withinPlace } from './places.ts'
import { recordOffice } from './record.ts'
import { toDueItem } from './view.ts'

/** How far the list of what waits looks ahead, if nobody says. */
const AHEAD_DAYS = 30
/** Lines of one sheet: what is longer is for nobody's way. */
const MOST = 2_000
const TITLE = '到期事项清单'

type Filter = Omit<CheckedInput<'care.due'>, 'limit'>

/** What waits, on the screen, as a sheet and on paper. */
export const dueHandlers = {
  'care.due': (ctx, { limit, ...asked }) => {
    const filter = filterOf(ctx, asked)
    const items = listTodos(ctx.care.db, { ...filter, limit }).map((row) => toDueItem(ctx, row))
    return { today: ctx.today, items, ...countTodos(ctx.care.db, filter) }
  },
  'care.waiting': (ctx) => {
    const mine = { until: ctx.today, isMineOnly: true, group: null, kinds: [], placeId: null }
    return { count: countTodos(ctx.care.db, filterOf(ctx, mine)).total }
  },

  'care.exportDue': async (ctx, { filter, text, purpose }) => {
    const rows = rowsOf(ctx, filter, text)
    const spec: SheetSpec = {
      sheetName: TITLE,
      title: TITLE,
      note: `${ctx.settings.centreName}　共 ${rows.length} 件　${wordsOf(ctx, filter, text).join('；')}`,
      columns: COLUMNS,
      exportNote: `${ctx.services.isPractice ? '练习数据 ' : ''}${ctx.actor.name} ${formatChinaTime(ctx.now)} 导出：${purpose}`,
      emptyText: '没有符合筛选的事',
    }
    const bytes = await ctx.services.sheetBytes(spec, rows)
    look(ctx, 'export', purpose, rows.length)
    return { fileName: `${TITLE}-${ctx.today}.xlsx`, xlsxBase64: bytes.toString('base64') }
  },

  'care.printDue': async (ctx, { filter, text, purpose }) => {
    const rows = rowsOf(ctx, filter, text)
    const data = {
      organisation: ctx.settings.centreName,
      filters: wordsOf(ctx, filter, text),
      printedOn: ctx.today,
      note: `${ctx.actor.name} ${ctx.today} 打印：${purpose}。姓名已遮盖；用完当天收回，放入碎纸机。`,
      rows,
    }
    const { pdf, pages } = await ctx.services.typeset('care_due_list', data, { mode: 'issue', timestamp: ctx.now })
    look(ctx, 'print', purpose, rows.length)
    const pdfBase64 = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64')
    return { title: TITLE, fileName: `${TITLE}-${ctx.today}.pdf`, pdfBase64, pages }
  },
} satisfies Partial<Handlers>

const COLUMNS: SheetSpec['columns'] = [
  { key: 'on', title: '哪天前', kind: 'day' },
  { key: 'level', title: '缓急', kind: 'text', width: 8 },
  { key: 'name', title: '姓名', kind: 'text', width: 10 },
  { key: 'number', title: '编号', kind: 'text', width: 12 },
  { key: 'kind', title: '什么事', kind: 'text', width: 18 },
  { key: 'placeName', title: '居村委', kind: 'text', width: 18 },
  { key: 'workerName', title: '走访人', kind: 'text', width: 12 },
]

function filterOf(ctx: CareCtx, { until, isMineOnly, group, kinds, placeId }: Filter) {
  return {
    today: ctx.today,
    until: until ?? addDays(ctx.today, AHEAD_DAYS),
    workerId: isMineOnly ? ctx.actor.userId : null,
    places: withinPlace(ctx, placeId),
    group,
    kinds: JSON.stringify(kinds),
  }
}

/**
 * Lines that leave the screen: every name partly hidden, one's own too, no group and nothing that was said, since either
 * would tell why somebody is visited.
 */
function rowsOf(ctx: CareCtx, asked: Filter, text: string) {
  const filter = filterOf(ctx, asked)
  const { total } = countTodos(ctx.care.db, filter)
  if (total > MOST) throw new AppError('too_large', `共 ${total} 件，一次最多 ${MOST} 件，请先筛选`, { count: total })
  const places = new Map(listPlaces(ctx.db).map(({ id, name }) => [id as string, name]))
  return listTodos(ctx.care.db, { ...filter, limit: MOST })
    .map((row) => ({ row, item: toDueItem(ctx, row) }))
    .filter(({ item }) => matchesDue(item, text))
    .map(({ row, item: { number, on, time, level, kind, workerName } }) => ({
      on,
      level: LEVEL_TITLES[level],
      name: maskName(row.name),
      number,
      kind: `${DUE_KINDS[kind]}${time && `（${time} 前）`}`,
      placeName: places.get(row.placeId ?? '') ?? '',
      workerName,
    }))
}

/** What the list was narrowed by; neither the group nor what was typed, which may name somebody. */
function wordsOf(ctx: CareCtx, filter: Filter, text: string): string[] {
  const place = listPlaces(ctx.db).find(({ id }) => id === filter.placeId)
  return [
    `到 ${filterOf(ctx, filter).until}`,
    ...(filter.isMineOnly ? [`${ctx.actor.name}名下`] : []),
    ...(place ? [place.name] : []),
    ...filter.kinds.map((kind: DueItem['kind']) => DUE_KINDS[kind]),
    ...(filter.group === null ? [] : ['一类对象']),
    ...(text === '' ? [] : ['按查找的字']),
  ]
}

function look(ctx: CareActionCtx, what: 'export' | 'print', purpose: string, count: number): void {
  ctx.transactCare((tx) => recordOffice(tx, 'look', { clientId: null, what, purpose, count: Math.max(1, count) }))
}

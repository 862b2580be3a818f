import { EVENT_SOURCES, EVENT_STATES } from '../../src-shared/grid/codes.ts'
import { stateOfEvent } from '../../src-shared/grid/rules.ts'
import type { GridList } from '../../src-shared/grid/schema.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { column, rowsIn, type LedgerCells, type LedgerColumn } from '../../src-shared/ledger/definition.ts'
import { tableVersions } from '../centre/codeTables.ts'
import { audit, type ActionCtx, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { NOBODY } from '../intake/visible.ts'
import { exportList, printList, type PlainList } from '../ledger/plainList.ts'
import { wordOf } from '../linkage/directory.ts'
import { gridCards } from './cards.ts'
import { countDiaries, countEvents, listDiaries, listEvents } from './listRepo.ts'

/** More is narrowed first. */
const MOST = 2_000
function atMost(count: number): void {
  if (count > MOST) throw new AppError('too_large', `共 ${count} 件，一次最多 ${MOST} 件；请先筛选`, { count })
}
const DAY = { kind: 'day' } as const
const no = column('no', '序号', 7, 'center', { kind: 'integer' })

const EVENTS: readonly LedgerColumn[] = [
  no,
  column('number', '编号', 20, 'left', { sum: 'count' }),
  column('foundOn', '发现日期', 12, 'center', DAY),
  column('place', '居村委、网格', 28, 'left'),
  column('detail', '地点', 24, 'left'),
  column('source', '来源', 14),
  column('class', '分类', 16),
  column('summary', '事件', 50, 'left'),
  column('state', '状态', 14),
  column('checkedOn', '查处', 12, 'center', DAY),
  column('doneOn', '办结', 12, 'center', DAY),
  column('result', '查处、办理', 40, 'left'),
  column('matter', '中心事项', 18),
]
const DIARIES: readonly LedgerColumn[] = [
  no,
  column('notedOn', '日期', 14, 'center', { ...DAY, sum: rowsIn('条') }),
  column('place', '居村委、网格', 32, 'left'),
  column('kind', '类别', 18),
  column('title', '标题', 44, 'left'),
  column('text', '内容', 110, 'left'),
  column('event', '转成事件', 22),
]
const GRIDS: readonly LedgerColumn[] = [
  no,
  column('code', '代码', 26, 'left'),
  column('community', '居村委', 34, 'left'),
  column('grid', '网格', 28, 'left'),
  column('households', '户数', 12, 'right', { kind: 'integer' }),
  column('boundary', '四至', 50, 'left'),
  column('people', '责任人（7+X）', 110, 'left'),
]

function listOf(ctx: Ctx, of: GridList): PlainList {
  if (of.list === 'events') {
    atMost(countEvents(ctx.db, of.filter))
    const classes = tableVersions(ctx, 'linkage_class')
    const rows = listEvents(ctx.db, NOBODY, of.filter, of.order, MOST, 0).map((row): LedgerCells => ({
      number: row.number,
      foundOn: row.foundOn,
      place: row.placeName,
      detail: row.placeDetail,
      source: EVENT_SOURCES[row.source],
      class: wordOf(classes, row.class, row.foundOn),
      summary: row.summary,
      state: EVENT_STATES[stateOfEvent(row)],
      checkedOn: row.checkedOn,
      doneOn: row.doneOn,
      result: [row.checkedText, row.doneText].filter(Boolean).join('；'),
      matter: row.matterNumber,
    }))
    return { title: '网格事件清单', columns: EVENTS, rows }
  }
  if (of.list === 'diaries') {
    atMost(countDiaries(ctx.db, of.filter))
    const kinds = tableVersions(ctx, 'grid_diary')
    const rows = listDiaries(ctx.db, of.filter, of.order, MOST, 0).map((row): LedgerCells => ({
      notedOn: row.notedOn,
      place: row.placeName,
      kind: wordOf(kinds, row.kind, row.notedOn),
      title: row.title,
      text: row.text,
      event: row.eventNumber,
    }))
    return { title: '民情日志清单', columns: DIARIES, rows }
  }
  const posts = tableVersions(ctx, 'grid_post')
  const rows = gridCards(ctx)
    .filter(({ id, isActive }) => isActive && (of.ids === null || of.ids.includes(id)))
    .map((card): LedgerCells => ({
      code: card.regionCode,
      community: card.communityName,
      grid: card.kind === 'grid' ? card.name : '',
      households: card.households,
      boundary: card.boundary,
      people: card.people
        .map(({ post, name, phone }) => `${wordOf(posts, post, ctx.today)} ${name} ${phone}`.trim())
        .join('；'),
    }))
  return { title: '网格和责任人名册', columns: GRIDS, rows }
}

export const gridSheetHandlers = {
  'grid.export': (ctx, { of, purpose }) => exportList(ctx, listOf(ctx, of), purpose),
  'grid.print': (ctx, { of, purpose }) => printList(ctx, listOf(ctx, of), purpose),
  'grid.printCard': async (ctx: ActionCtx, { placeId }) => {
    const card = gridCards(ctx).find(({ id }) => id === placeId)
    if (!card) throw new AppError('not_found', '没有这个居村委或网格')
    const posts = tableVersions(ctx, 'grid_post')
    const data = {
      organisation: ctx.settings.streetName,
      community: card.communityName,
      grid: card.kind === 'grid' ? card.name : '',
      regionCode: card.regionCode,
      boundary: card.boundary,
      households: card.households === null ? '' : `${card.households} 户`,
      centrePhone: ctx.settings.centrePhone,
      centreAddress: ctx.settings.centreAddress,
      people: card.people.map(({ post, name, phone }) => ({ post: wordOf(posts, post, ctx.today), name, phone })),
      printedOn: ctx.today,
    }
    const { pdf, pages } = await ctx.services.typeset('grid_card', data, { mode: 'issue', timestamp: ctx.now })
    ctx.transact((tx) => audit(tx, 'printed', { kind: 'place', id: placeId, title: `网格联系卡：${card.name}` }))
    const title = `网格联系卡-${card.name}`
    return {
      title,
      fileName: `${title}.pdf`,
      pdfBase64: Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64'),
      pages,
    }
  },
} satisfies Partial<Handlers>

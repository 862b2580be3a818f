import { formatDayChinese, type Month } from '../../src-shared/kernel/day.ts'
import { column, rowsIn, type LedgerColumn } from '../../src-shared/ledger/definition.ts'
import { BOARD_KEYS, BOARD_SECTIONS, drawnRows, sumsOf, type Board } from '../../src-shared/linkage/board.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import { audit, type ActionCtx, type Handlers } from '../ctx/ctx.ts'
import { NOBODY } from '../intake/visible.ts'
import { exportList } from '../ledger/plainList.ts'
import { boardOf } from './board.ts'

const COLUMNS: readonly LedgerColumn[] = [
  column('no', '序号', 8, 'center', { kind: 'integer' }),
  column('section', '部分', 60, 'left', { sum: rowsIn('行') }),
  column('title', '项目', 50, 'left'),
  column('series', '统计什么', 24),
  column('value', '件数', 16, 'right', { kind: 'integer' }),
]

const titleOf = (month: Month): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月看板`
const periodOf = ({ from, to }: Board): string => `${formatDayChinese(from)}至${formatDayChinese(to)}`
/** What stands over the pictures on the screen as well. */
const leadOf = ({ signed, leftOut }: Board): string =>
  [
    '按现在的记录统计，只到单位，不到个人，不排名。',
    signed ? `本月台账由 ${signed} 签发，上报以六联台账为准。` : '本月台账还没有签发，上报以签发的六联台账为准。',
    leftOut > 0 ? `另有 ${leftOut} 件分流到六联还没有登记，没有计入。` : '',
  ].join('')

function sectionsOf(board: Board): NonNullable<PaperData<'linkage_board'>['sections']> {
  return BOARD_KEYS.map((key) => {
    const { title, head, note, series } = BOARD_SECTIONS[key]
    const rows = board.sections[key]
    const shown = drawnRows(key, rows)
    const rest = rows.length - shown.length
    return {
      title,
      head,
      note: [note, rest > 0 && shown.length > 0 ? `其余 ${rest} 项都是 0` : ''].filter(Boolean).join('；'),
      series: Object.values(series),
      rows: shown.map(({ title: name, values }) => ({ title: name, values })),
      sums: sumsOf(key, rows) ?? [],
    }
  })
}

export const boardSheetHandlers = {
  'linkage.printBoard': async (ctx: ActionCtx, { month, purpose }) => {
    const board = boardOf(ctx, month, NOBODY)
    const title = titleOf(month)
    const practice = ctx.services.isPractice ? '练习数据 ' : ''
    const data: PaperData<'linkage_board'> = {
      organisation: ctx.settings.centreName,
      title,
      period: periodOf(board),
      lead: leadOf(board),
      printedOn: ctx.today,
      note: `${practice}${ctx.actor.name} ${ctx.today} 打印：${purpose}`,
      sections: sectionsOf(board),
    }
    const { pdf, pages } = await ctx.services.typeset('linkage_board', data, { mode: 'issue', timestamp: ctx.now })
    ctx.transact((tx) => audit(tx, 'printed', { kind: 'list', id: '', title }, purpose))
    const pdfBase64 = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64')
    return { title, fileName: `${title}.pdf`, pdfBase64, pages }
  },
  'linkage.exportBoard': (ctx: ActionCtx, { month, purpose }) => {
    const board = boardOf(ctx, month, NOBODY)
    const rows = BOARD_KEYS.flatMap((key) =>
      board.sections[key].flatMap(({ title, values }) =>
        Object.values(BOARD_SECTIONS[key].series).map((series, at) => ({
          section: BOARD_SECTIONS[key].title,
          title,
          series,
          value: values[at] ?? 0,
        })),
      ),
    )
    const list = { title: titleOf(month), columns: COLUMNS, rows, note: `${periodOf(board)}。${leadOf(board)}` }
    return exportList(ctx, list, purpose)
  },
} satisfies Partial<Handlers>

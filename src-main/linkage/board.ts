import { allCodes } from '../../src-shared/centre/codeTables.ts'
import { addMonthsTo, dayOf, type Month } from '../../src-shared/kernel/day.ts'
import {
  BOARD_KEYS,
  FIXED_ROWS,
  seriesOf,
  type Board,
  type BoardKey,
  type BoardRow,
  type UnitPart,
} from '../../src-shared/linkage/board.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { periodOf } from '../ledger/periods.ts'
import { findFrozen, listCounterMonths } from '../ledger/repo.ts'
import { countTasksBy, countTasksByCause, countTasksByUnit, type Counted } from './boardRepo.ts'

const MONTHS = 12
type Span = Pick<Board, 'month' | 'from' | 'to'>

/** What one series of a part of the board counts, by code. */
function counted({ db }: Ctx, month: Month, section: Exclude<BoardKey, 'unit'>, series: string): Counted[] {
  const basis = series === 'closed' ? 'closed' : 'received'
  switch (section) {
    case 'cause':
      return countTasksByCause(db, month)
    case 'trend':
      return listCounterMonths(db, 'linkage', basis, ['total'], { from: firstOf(month), to: month }).map((each) => ({
        code: each.month,
        n: each.n,
      }))
    default:
      return countTasksBy(db, section, basis, month)
  }
}

const firstOf = (month: Month): Month => addMonthsTo(month, 1 - MONTHS)

/** The lines of a part: every linkage, unit and cause of the office, also those without a task. */
function titlesOf(ctx: Ctx, section: BoardKey, month: Month): { code: string; title: string }[] {
  switch (section) {
    case 'linkage':
      return allCodes(tableVersions(ctx, 'linkage'))
    case 'cause':
      return allCodes(tableVersions(ctx, 'linkage_cause'))
    case 'unit':
      return allCodes(tableVersions(ctx, 'member_unit'))
    case 'trend':
      return Array.from({ length: MONTHS }, (_, at) => addMonthsTo(firstOf(month), at)).map((code) => ({
        code,
        title: `${Number(code.slice(0, 4))}年${Number(code.slice(5))}月`,
      }))
    default:
      return Object.entries(FIXED_ROWS[section]).map(([code, title]) => ({ code, title }))
  }
}

/** The numbers of a part's series, by code. */
function columnsOf(ctx: Ctx, { month, from, to }: Span, section: BoardKey): Map<string, number>[] {
  if (section === 'unit') {
    const units = countTasksByUnit(ctx.db, from, to, ctx.today)
    return seriesOf(section).map((part) => new Map(units.map((unit) => [unit.code, unit[part as UnitPart]])))
  }
  return seriesOf(section).map(
    (series) => new Map(counted(ctx, month, section, series).map(({ code, n }) => [code, n])),
  )
}

function rowsOf(ctx: Ctx, span: Span, section: BoardKey): BoardRow[] {
  const columns = columnsOf(ctx, span, section)
  return titlesOf(ctx, section, span.month).map(({ code, title }) => ({
    code,
    title,
    values: columns.map((column) => column.get(code) ?? 0),
  }))
}

/** The month as it is now; a signed ledger stays as it was signed, whatever is counted here. */
export function boardOf(ctx: Ctx, month: Month): Board {
  const { from, to } = periodOf(ctx.db, month, ctx.settings.cutoffDay, 'linkage')
  const frozen = findFrozen(ctx.db, 'linkage', month)
  const span = { month, from, to }
  const sections = Object.fromEntries(BOARD_KEYS.map((key) => [key, rowsOf(ctx, span, key)])) as Board['sections']
  return { ...span, signed: frozen ? `${frozen.signedBy} ${dayOf(frozen.signedAt)}` : '', sections }
}

export const boardHandlers = {
  'linkage.board': (ctx, { month }) => boardOf(ctx, month),
} satisfies Partial<Handlers>

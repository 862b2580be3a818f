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
import { countTasksByUnit, tallyTasks, type Basis, type Tally } from './boardRepo.ts'
import { countUndescribed } from './ledgerRepo.ts'
import { linkagesWithoutTasks } from './withoutTasks.ts'

const MONTHS = 12
type Span = Pick<Board, 'month' | 'from' | 'to'>

/** Of what one part of the board shows: the codes of a task in it. One with two causes counts in both. */
const CODES = {
  linkage: ({ linkage }) => [linkage],
  source: ({ source }) => [source],
  level: ({ level }) => [level],
  closure: ({ closure }) => [closure],
  cause: ({ causes }) => [...new Set(causes)],
} as const satisfies Partial<Record<BoardKey, (tally: Tally) => readonly string[]>>

type Counts = Map<string, number>
type Tallies = Readonly<Record<Basis, readonly Tally[]>>

function sumBy(tallies: readonly Tally[], codesOf: (tally: Tally) => readonly string[]): Counts {
  const sums: Counts = new Map()
  for (const tally of tallies) for (const code of codesOf(tally)) sums.set(code, (sums.get(code) ?? 0) + tally.n)
  return sums
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
function columnsOf(ctx: Ctx, { month, from, to }: Span, tallies: Tallies, section: BoardKey): Counts[] {
  const basisOf = (series: string): Basis => (series === 'closed' ? 'closed' : 'received')
  switch (section) {
    case 'unit': {
      const units = countTasksByUnit(ctx.db, from, to, ctx.today)
      return seriesOf(section).map((part) => new Map(units.map((unit) => [unit.code, unit[part as UnitPart]])))
    }
    case 'trend':
      return seriesOf(section).map((series) => {
        const months = { from: firstOf(month), to: month }
        const kept = listCounterMonths(ctx.db, 'linkage', basisOf(series), ['total'], months)
        return new Map(kept.map((each) => [each.month, each.n]))
      })
    default:
      return seriesOf(section).map((series) => sumBy(tallies[basisOf(series)], CODES[section]))
  }
}

function rowsOf(ctx: Ctx, span: Span, tallies: Tallies, section: BoardKey): BoardRow[] {
  const columns = columnsOf(ctx, span, tallies, section)
  const without = section === 'linkage' ? linkagesWithoutTasks(ctx, span.to) : new Set<string>()
  return titlesOf(ctx, section, span.month)
    .map(({ code, title }) => ({
      code,
      title,
      values: columns.map((column) => column.get(code) ?? 0),
    }))
    .filter(({ code, values }) => !without.has(code) || values.some((n) => n > 0))
}

/** The month as it is now for `me`; a signed ledger stays as it was signed, whatever is counted here. */
export function boardOf(ctx: Ctx, month: Month, me: string): Board {
  const { from, to } = periodOf(ctx.db, month, ctx.settings.cutoffDay, 'linkage')
  const frozen = findFrozen(ctx.db, 'linkage', month)
  const span = { month, from, to }
  const tallies = { received: tallyTasks(ctx.db, 'received', month), closed: tallyTasks(ctx.db, 'closed', month) }
  const rows = BOARD_KEYS.map((key) => [key, rowsOf(ctx, span, tallies, key)])
  const sections = Object.fromEntries(rows) as Board['sections']
  const leftOut = countUndescribed(ctx.db, me, from, to)
  return { ...span, signed: frozen ? `${frozen.signedBy} ${dayOf(frozen.signedAt)}` : '', leftOut, sections }
}

export const boardHandlers = {
  'linkage.board': (ctx, { month }) => boardOf(ctx, month, ctx.actor.userId),
} satisfies Partial<Handlers>

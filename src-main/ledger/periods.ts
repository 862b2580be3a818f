import { addDays, addMonthsTo, type Day, type Month } from '../../src-shared/kernel/day.ts'
import { ledgerMonth, ledgerPeriod } from '../../src-shared/ledger/period.ts'
import type { LedgerId } from '../../src-shared/ledger/schema.ts'
import type { Db } from '../store/open.ts'
import { findFrozenPeriod } from './repo.ts'

/**
 * First and last day of a ledger's month. A signed-off month keeps the days it was signed with; its unsigned
 * neighbours begin after and end before it, so that a changed cut-off day leaves no day in two
 * months or in none.
 */
export function periodOf(
  db: Db,
  month: Month,
  cutoffDay: number,
  ledger: LedgerId = 'mediation',
): { from: Day; to: Day } {
  const signed = findFrozenPeriod(db, ledger, month)
  if (signed) return signed
  const rule = ledgerPeriod(month, cutoffDay)
  const before = findFrozenPeriod(db, ledger, addMonthsTo(month, -1))
  const after = findFrozenPeriod(db, ledger, addMonthsTo(month, 1))
  return { from: before ? addDays(before.to, 1) : rule.from, to: after ? addDays(after.from, -1) : rule.to }
}

/** The month in whose period a day lies. */
export function monthOfDay(db: Db, day: Day, cutoffDay: number, ledger: LedgerId = 'mediation'): Month {
  const byRule = ledgerMonth(day, cutoffDay)
  for (const month of [byRule, addMonthsTo(byRule, -1), addMonthsTo(byRule, 1)]) {
    const { from, to } = periodOf(db, month, cutoffDay, ledger)
    if (from <= day && day <= to) return month
  }
  return byRule
}

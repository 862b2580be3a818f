import { addDays, addMonths, monthOf, type Day, type Month } from '../kernel/day.ts'

/**
 * The ledger month of a day. With cut-off day 20 the month runs from the 21st of the month before
 * to the 20th (a local custom, G.2); 0 means the calendar month.
 */
export function ledgerMonth(day: Day, cutoffDay: number): Month {
  if (cutoffDay === 0 || Number(day.slice(8, 10)) <= cutoffDay) return monthOf(day)
  return monthOf(addMonths(`${day.slice(0, 7)}-01` as Day, 1))
}

/** First and last day of a ledger month; the exact inverse of {@link ledgerMonth}. */
export function ledgerPeriod(month: Month, cutoffDay: number): { from: Day; to: Day } {
  const first = `${month}-01` as Day
  if (cutoffDay === 0) return { from: first, to: addDays(addMonths(first, 1), -1) }
  return { from: addDays(addMonths(first, -1), cutoffDay), to: addDays(first, cutoffDay - 1) }
}

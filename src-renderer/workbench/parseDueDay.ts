import { parseDayEntry } from '../../src-shared/calendar/parseDayEntry.ts'
import { dayOf, type Day } from '../../src-shared/kernel/day.ts'

/** What is typed for a day on which something is due lies ahead: in November `0305` is next March. */
export function parseDueDay(text: string): Day | undefined {
  return parseDayEntry(text, dayOf(new Date().toISOString()), 'future')
}

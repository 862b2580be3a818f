import { nextWorkday, type WorkCalendar } from '../calendar/workCalendar.ts'
import type { Day } from '../kernel/day.ts'

/**
 * The day by which the window promises a first answer: `workingDays` after the later of receipt
 * and entry. The street's own promise, no rule of law; null if the street makes none.
 */
export function toPromiseDay(receivedOn: Day, enteredOn: Day, workingDays: number, calendar: WorkCalendar): Day | null {
  if (workingDays === 0) return null
  let day = receivedOn > enteredOn ? receivedOn : enteredOn
  for (let n = 0; n < workingDays; n++) day = nextWorkday(calendar, day)
  return day
}

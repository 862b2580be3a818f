import { createWorkCalendar, isWorkday } from '../calendar/workCalendar.ts'
import { fromSerial } from '../kernel/day.ts'

const calendar = createWorkCalendar()
const known = new Map<number, boolean>()

/** Is the practice centre's window open on this day (days since 1970-01-01)? Remembers its answers. */
export function isOfficeDay(serial: number): boolean {
  let isOpen = known.get(serial)
  if (isOpen === undefined) {
    isOpen = isWorkday(calendar, fromSerial(serial))
    known.set(serial, isOpen)
  }
  return isOpen
}

/** The given day if the window is open, else the next day on which it is. */
export function officeDayFrom(serial: number): number {
  let at = serial
  while (!isOfficeDay(at)) at++
  return at
}

/** The `count`-th day after the given one on which the window is open; the day itself for 0, or the next open one. */
export function officeDaysAfter(serial: number, count: number): number {
  let at = officeDayFrom(serial)
  for (let left = count; left > 0; left--) at = officeDayFrom(at + 1)
  return at
}

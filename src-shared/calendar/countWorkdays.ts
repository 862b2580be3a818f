import { type Day, fromSerial, toSerial } from '../kernel/day.ts'
import { dayKind, type DayKind, isProvisional, type WorkCalendar } from './workCalendar.ts'

/** A day that is neither an ordinary working day nor an ordinary weekend. */
export type SpecialDay = { serial: number; found: Extract<DayKind, { name: string }> }

/** One year of a calendar, counted once. */
type YearCount = {
  /** Serial of 1 January. */
  first: number
  /** [n] = working days among the first n days of the year; one entry more than the year has days. */
  workdays: Uint16Array
  special: SpecialDay[]
}

const counted = new WeakMap<WorkCalendar, Map<number, YearCount>>()

/** Working days after `from` up to and including `to`; 0 if `to` is not later. */
export function countWorkdays(calendar: WorkCalendar, from: Day, to: Day): number {
  return to <= from ? 0 : workdaysUpTo(calendar, from, to) - workdaysUpTo(calendar, from, from)
}

/** The `n`th working day after `from`; `from` itself for 0. */
export function nthWorkday(calendar: WorkCalendar, from: Day, n: number): Day {
  if (n <= 0) return from
  let year = yearIn(from)
  let count = countOf(calendar, year)
  let wanted = n + (count.workdays[toSerial(from) - count.first + 1] ?? 0)
  for (;;) {
    const inYear = count.workdays.at(-1) ?? 0
    if (wanted <= inYear) return fromSerial(count.first + indexOf(count.workdays, wanted))
    wanted -= inYear
    count = countOf(calendar, ++year)
  }
}

/** Holidays and 调休 days from `from` to `to`, both included, in order. */
export function specialDays(calendar: WorkCalendar, from: Day, to: Day): SpecialDay[] {
  const [first, last] = [toSerial(from), toSerial(to)]
  const found: SpecialDay[] = []
  for (let year = yearIn(from); year <= yearIn(to); year += 1)
    for (const day of countOf(calendar, year).special) if (day.serial >= first && day.serial <= last) found.push(day)
  return found
}

/** True if a notice that is not in the calendar may still change a day from `from` to `to`, both included. */
export function anyProvisional(calendar: WorkCalendar, from: Day, to: Day): boolean {
  for (let year = yearIn(from); year <= yearIn(to); year += 1) {
    if (!calendar.years.has(year)) return true
    const last = year === yearIn(to) ? to : (`${year}-12-31` as Day)
    if (isProvisional(calendar, last)) return true
  }
  return false
}

/**
 * The days that two calendars answer differently: kind, name, or whether the answer is provisional.
 * In order.
 */
export function changedDays(before: WorkCalendar, after: WorkCalendar): Day[] {
  const days = new Set<Day>()
  for (const part of ['holidays', 'makeupDays'] as const) {
    for (const [day, name] of before[part]) if (after[part].get(day) !== name) days.add(day)
    for (const [day, name] of after[part]) if (before[part].get(day) !== name) days.add(day)
  }
  for (const year of new Set([...before.years, ...after.years])) {
    if (before.years.has(year) && after.years.has(year)) continue
    for (let serial = toSerial(`${year - 1}-12-01` as Day); serial <= toSerial(`${year}-12-31` as Day); serial += 1)
      days.add(fromSerial(serial))
  }
  return [...days].filter((day) => !isSameAnswer(before, after, day)).sort()
}

function isSameAnswer(before: WorkCalendar, after: WorkCalendar, day: Day): boolean {
  const [a, b] = [dayKind(before, day), dayKind(after, day)]
  const isSameKind = a.kind === b.kind && ('name' in a && 'name' in b ? a.name === b.name : true)
  return isSameKind && isProvisional(before, day) === isProvisional(after, day)
}

/** Working days from 1 January of the year of `origin` up to and including `day`, which is in that year or later. */
function workdaysUpTo(calendar: WorkCalendar, origin: Day, day: Day): number {
  let sum = 0
  for (let year = yearIn(origin); year < yearIn(day); year += 1) sum += countOf(calendar, year).workdays.at(-1) ?? 0
  const { first, workdays } = countOf(calendar, yearIn(day))
  return sum + (workdays[toSerial(day) - first + 1] ?? 0)
}

/** The index of the day that makes the count `wanted`. */
function indexOf(workdays: Uint16Array, wanted: number): number {
  let [low, high] = [0, workdays.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((workdays[middle] ?? 0) >= wanted) high = middle
    else low = middle + 1
  }
  return low - 1
}

function countOf(calendar: WorkCalendar, year: number): YearCount {
  let years = counted.get(calendar)
  if (!years) counted.set(calendar, (years = new Map()))
  let count = years.get(year)
  if (!count) years.set(year, (count = countYear(calendar, year)))
  return count
}

function countYear(calendar: WorkCalendar, year: number): YearCount {
  const first = toSerial(`${year}-01-01` as Day)
  const length = toSerial(`${year}-12-31` as Day) - first + 1
  const workdays = new Uint16Array(length + 1)
  const special: SpecialDay[] = []
  for (let index = 0; index < length; index += 1) {
    const found = dayKind(calendar, fromSerial(first + index))
    if ('name' in found) special.push({ serial: first + index, found })
    const isWorked = found.kind === 'workday' || found.kind === 'makeup'
    workdays[index + 1] = (workdays[index] ?? 0) + Number(isWorked)
  }
  return { first, workdays, special }
}

const yearIn = (day: Day): number => Number(day.slice(0, 4))

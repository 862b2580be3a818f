import { addDays, type Day, weekday } from '../kernel/day.ts'
import { builtInHolidays, builtInYears } from './builtInHolidays.ts'
import type { HolidayTable } from './holidayTable.ts'
import { statutoryDays } from './statutoryDays.ts'

/** Working days and days off. Make one with {@link createWorkCalendar}; it is never changed afterwards. */
export type WorkCalendar = {
  /** Years whose notice is known; every other year is answered provisionally. */
  years: ReadonlySet<number>
  /** Day off -> name of the holiday, of the known years. */
  holidays: ReadonlyMap<Day, string>
  /** Weekend day worked (调休上班) -> name of the holiday it pays for, of the known years. */
  makeupDays: ReadonlyMap<Day, string>
}

/** What a day is, for working-day arithmetic. */
export type DayKind =
  | { kind: 'workday' }
  | { kind: 'makeup'; name: string } // a weekend day worked
  | { kind: 'weekend' }
  | { kind: 'holiday'; name: string }

/** Notices have reached back as far as 29 December (2007, 2018). */
const NEXT_NOTICE_REACHES_BACK_TO = '12-26'

/**
 * A calendar of the built-in years in which `tables`, the user's own, replace the built-in table
 * of the same year. Validate the tables with {@link HolidayTable} when they enter the program.
 */
export function createWorkCalendar(tables: readonly HolidayTable[] = []): WorkCalendar {
  return tables.length > 0 ? unfold(tables) : (builtIn ??= unfold([]))
}
/** It is asked for often, by offices that have no table of their own. */
let builtIn: WorkCalendar | undefined

function unfold(tables: readonly HolidayTable[]): WorkCalendar {
  const byYear = new Map<number, HolidayTable>()
  for (const year of builtInYears()) byYear.set(year, builtInHolidays(year) as HolidayTable)
  for (const table of tables) byYear.set(table.year, table)

  const holidays = new Map<Day, string>()
  const makeupDays = new Map<Day, string>()
  for (const table of byYear.values()) {
    for (const { name, fromOn, toOn } of table.daysOff) {
      for (let day = fromOn; day <= toOn; day = addDays(day, 1)) holidays.set(day, name)
    }
    for (const { on, name } of table.makeupDays) makeupDays.set(on, name)
  }
  return { years: new Set(byYear.keys()), holidays, makeupDays }
}

/** In a year without a table: weekends and the days that the law fixes are off, nothing else. */
export function dayKind(calendar: WorkCalendar, day: Day): DayKind {
  const makeup = calendar.makeupDays.get(day)
  if (makeup !== undefined) return { kind: 'makeup', name: makeup }
  const holiday = calendar.holidays.get(day) ?? unpublishedHoliday(calendar, day)
  if (holiday !== undefined) return { kind: 'holiday', name: holiday }
  return weekday(day) > 5 ? { kind: 'weekend' } : { kind: 'workday' }
}

/** True for Monday to Friday that is no holiday, and for 调休上班. */
export function isWorkday(calendar: WorkCalendar, day: Day): boolean {
  const { kind } = dayKind(calendar, day)
  return kind === 'workday' || kind === 'makeup'
}

/** The first working day after `day`. */
export function nextWorkday(calendar: WorkCalendar, day: Day): Day {
  return workdayOnOrAfter(calendar, addDays(day, 1))
}

/** `day` itself if it is a working day, else the next one. */
export function workdayOnOrAfter(calendar: WorkCalendar, day: Day): Day {
  let found = day
  while (!isWorkday(calendar, found)) found = addDays(found, 1)
  return found
}

/**
 * True if a notice that is not in the calendar may still change what `day` is: its own year's, or
 * for the last days of December the next year's. Screens and papers say so (暂按…推算).
 */
export function isProvisional(calendar: WorkCalendar, day: Day): boolean {
  const year = Number(day.slice(0, 4))
  if (!calendar.years.has(year)) return true
  return day.slice(5) >= NEXT_NOTICE_REACHES_BACK_TO && !calendar.years.has(year + 1)
}

const statutoryByYear = new Map<number, Map<Day, string>>()

function unpublishedHoliday(calendar: WorkCalendar, day: Day): string | undefined {
  const year = Number(day.slice(0, 4))
  if (calendar.years.has(year)) return undefined
  let days = statutoryByYear.get(year)
  if (!days) statutoryByYear.set(year, (days = statutoryDays(year)))
  return days.get(day)
}

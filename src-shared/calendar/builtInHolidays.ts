import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { addDays, type Day } from '../kernel/day.ts'
import type { HolidayRange, HolidayTable } from './holidayTable.ts'

const NEW_YEAR = '元旦'
const tables = readTables(published.holidays, published.workdays)

/**
 * The published table of `year` as the npm package chinese-days carries it (2004-2026 in 1.5.7),
 * or undefined if that year's notice is not in it.
 */
export function builtInHolidays(year: number): HolidayTable | undefined {
  return tables.get(year)
}

/** The years that {@link builtInHolidays} knows, ascending. */
export function builtInYears(): number[] {
  return [...tables.keys()].sort((a, b) => a - b)
}

function readTables(holidays: Record<string, string>, workdays: Record<string, string>): Map<number, HolidayTable> {
  const found = new Map<number, HolidayTable>()
  for (const [day, text] of Object.entries(holidays).sort()) {
    const name = nameIn(text)
    const { daysOff } = tableOf(found, noticeYear(day, name))
    const last = daysOff.at(-1)
    if (last && continues(last, day as Day, name)) last.toOn = day as Day
    else daysOff.push({ name, fromOn: day as Day, toOn: day as Day })
  }
  for (const [day, text] of Object.entries(workdays).sort()) {
    const name = nameIn(text)
    tableOf(found, noticeYear(day, name)).makeupDays.push({ on: day as Day, name })
  }
  return found
}

function tableOf(found: Map<number, HolidayTable>, year: number): HolidayTable {
  let table = found.get(year)
  if (!table) {
    table = {
      year,
      source: `国务院办公厅关于${year}年部分节假日安排的通知（程序内置）`,
      daysOff: [],
      makeupDays: [],
    }
    found.set(year, table)
  }
  return table
}

/** New Year days in December were published with the following year. */
function noticeYear(day: string, name: string): number {
  const year = Number(day.slice(0, 4))
  return name === NEW_YEAR && day.slice(5, 7) === '12' ? year + 1 : year
}

function continues(last: HolidayRange, day: Day, name: string): boolean {
  return last.name === name && addDays(last.toOn, 1) === day
}

/** `"Spring Festival,春节,4"` -> `春节`. */
function nameIn(text: string): string {
  return text.split(',')[1] ?? text
}

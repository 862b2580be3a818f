import { describe, expect, it } from 'vitest'
import { builtInHolidays, builtInYears } from '../../../src-shared/calendar/builtInHolidays.ts'
import { HolidayTable } from '../../../src-shared/calendar/holidayTable.ts'
import { statutoryDays } from '../../../src-shared/calendar/statutoryDays.ts'
import { countWorkdays } from '../../../src-shared/calendar/countWorkdays.ts'
import {
  createWorkCalendar,
  dayKind,
  isProvisional,
  isWorkday,
  nextWorkday,
  workdayOnOrAfter,
} from '../../../src-shared/calendar/workCalendar.ts'
import { addDays, type Day, toDay, weekday } from '../../../src-shared/kernel/day.ts'

const calendar = createWorkCalendar()
const day = toDay

/** The notices for 2025 and 2026, written out by hand. */
const PUBLISHED = [
  {
    year: 2025,
    off: ['01-01', '01-28/02-04', '04-04/04-06', '05-01/05-05', '05-31/06-02', '10-01/10-08'],
    makeup: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  {
    year: 2026,
    off: ['01-01/01-03', '02-15/02-23', '04-04/04-06', '05-01/05-05', '06-19/06-21', '09-25/09-27', '10-01/10-07'],
    makeup: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
]

describe('published years', () => {
  it.each(PUBLISHED)('$year: every day of the year is as in the notice', ({ year, off, makeup }) => {
    const offDays = new Set<Day>()
    for (const range of off) {
      const [from, to = from] = range.split('/')
      for (let at = day(`${year}-${from}`); at <= `${year}-${to}`; at = addDays(at, 1)) offDays.add(at)
    }
    const worked = new Set(makeup.map((at) => `${year}-${at}`))
    for (let at = day(`${year}-01-01`); at <= `${year}-12-31`; at = addDays(at, 1)) {
      const expected = worked.has(at) || (!offDays.has(at) && weekday(at) < 6)
      expect([at, isWorkday(calendar, at)]).toEqual([at, expected])
    }
  })

  it('names holidays and 调休', () => {
    expect(dayKind(calendar, day('2026-02-17'))).toEqual({ kind: 'holiday', name: '春节' })
    expect(dayKind(calendar, day('2026-02-28'))).toEqual({ kind: 'makeup', name: '春节' })
    expect(dayKind(calendar, day('2026-03-01'))).toEqual({ kind: 'weekend' })
    expect(dayKind(calendar, day('2026-03-02'))).toEqual({ kind: 'workday' })
  })

  it('has every year from 2004 without a gap, each a valid table', () => {
    const years = builtInYears()
    expect(years[0]).toBe(2004)
    expect(years.at(-1)).toBeGreaterThanOrEqual(2026)
    expect(years).toHaveLength((years.at(-1) ?? 0) - 2004 + 1)
    for (const year of years) expect(HolidayTable.safeParse(builtInHolidays(year)).error).toBeUndefined()
    expect(builtInHolidays(2003)).toBeUndefined()
  })

  it('keeps the December days of a New Year with the year of their notice', () => {
    expect(builtInHolidays(2023)?.daysOff[0]).toEqual({ name: '元旦', fromOn: '2022-12-31', toOn: '2023-01-02' })
    expect(builtInHolidays(2019)?.makeupDays[0]).toEqual({ name: '元旦', on: '2018-12-29' })
    expect(isWorkday(calendar, day('2018-12-29'))).toBe(true)
  })
})

describe('stepping', () => {
  it('finds the next working day across Spring Festival and 调休', () => {
    expect(nextWorkday(calendar, day('2026-02-13'))).toBe('2026-02-14') // a Saturday worked
    expect(nextWorkday(calendar, day('2026-02-14'))).toBe('2026-02-24')
    expect(workdayOnOrAfter(calendar, day('2026-02-14'))).toBe('2026-02-14')
    expect(workdayOnOrAfter(calendar, day('2026-10-01'))).toBe('2026-10-08')
  })
  it('counts without the first day and with the last', () => {
    expect(countWorkdays(calendar, day('2026-02-13'), day('2026-02-28'))).toBe(1 + 4 + 1)
    expect(countWorkdays(calendar, day('2026-02-28'), day('2026-02-13'))).toBe(0)
  })
})

describe('a year without a notice', () => {
  it('knows the statutory days of 2027 and says that the answer is provisional', () => {
    const off = ['2027-01-01', '2027-02-05', '2027-02-08', '2027-04-05', '2027-05-02', '2027-06-09', '2027-09-15']
    const open = createWorkCalendar()
    const unpublished = { ...open, years: new Set([2026]) }
    for (const at of [...off, '2027-10-01']) expect(isWorkday(unpublished, day(at))).toBe(false)
    for (const at of ['2027-02-09', '2027-05-04', '2027-10-04']) expect(isWorkday(unpublished, day(at))).toBe(true)
    expect(isProvisional(unpublished, day('2027-03-01'))).toBe(true)
    expect(isProvisional(unpublished, day('2026-12-25'))).toBe(false)
    expect(isProvisional(unpublished, day('2026-12-30'))).toBe(true)
    expect(isProvisional(open, day('2025-12-30'))).toBe(false)
  })

  it('agrees with every published notice since the law of 2025 that its days are off', () => {
    for (const year of builtInYears().filter((at) => at >= 2025)) {
      for (const [at, name] of statutoryDays(year)) expect(dayKind(calendar, at)).toEqual({ kind: 'holiday', name })
    }
  })

  it('lists 13 days a year as long as the lunar days are known', () => {
    for (let year = 2027; year <= 2040; year += 1) {
      const midAutumnIsNationalDay = [2028, 2031, 2039].includes(year)
      expect([year, statutoryDays(year).size]).toEqual([year, midAutumnIsNationalDay ? 12 : 13])
    }
    expect(statutoryDays(2041).size).toBe(6)
  })
})

describe("a user's table", () => {
  const table = HolidayTable.parse({
    year: 2026,
    source: '测试通知',
    daysOff: [{ name: '元旦', fromOn: '2025-12-31', toOn: '2026-01-01' }],
    makeupDays: [{ name: '元旦', on: '2026-01-10' }],
  })
  it('replaces the whole built-in year and leaves the others', () => {
    const own = createWorkCalendar([table])
    expect(isWorkday(own, day('2025-12-31'))).toBe(false)
    expect(isWorkday(own, day('2026-01-10'))).toBe(true)
    expect(isWorkday(own, day('2026-10-01'))).toBe(true)
    expect(isWorkday(own, day('2025-10-01'))).toBe(false)
  })
  it.each([
    ['a range that ends before it begins', { daysOff: [{ name: '元旦', fromOn: '2026-01-03', toOn: '2026-01-01' }] }],
    ['a day of another year', { daysOff: [{ name: '元旦', fromOn: '2027-01-01', toOn: '2027-01-01' }] }],
    ['a makeup day in the week', { makeupDays: [{ name: '元旦', on: '2026-01-12' }] }],
    ['a makeup day that is off', { daysOff: [{ name: '元旦', fromOn: '2026-01-09', toOn: '2026-01-11' }] }],
    ['an unknown field', { colour: 'red' }],
  ])('refuses %s', (_, change) => {
    expect(HolidayTable.safeParse({ ...table, ...change }).success).toBe(false)
  })
})

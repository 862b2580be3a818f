import { describe, expect, it } from 'vitest'
import { builtInHolidays } from '../../../src-shared/calendar/builtInHolidays.ts'
import { HolidayTable } from '../../../src-shared/calendar/holidayTable.ts'
import type { Day } from '../../../src-shared/kernel/day.ts'
import { describeDays, formOfTable, tableOfForm } from '../../../src-renderer/centre/holidayForm.ts'

describe('tableOfForm', () => {
  it('gives back the table that the form was filled from', () => {
    const table = builtInHolidays(2025) as HolidayTable
    expect(HolidayTable.parse(tableOfForm(2025, formOfTable(table)))).toEqual(table)
  })

  it('drops rows left empty and takes one day for a range without an end', () => {
    const form = {
      source: '练习用的通知',
      daysOff: [
        { name: '元旦', fromOn: '2027-01-01', toOn: '' },
        { name: '', fromOn: '', toOn: '' },
      ],
      makeupDays: [{ on: '', name: ' ' }],
    }
    expect(HolidayTable.parse(tableOfForm(2027, form))).toEqual({
      year: 2027,
      source: '练习用的通知',
      daysOff: [{ name: '元旦', fromOn: '2027-01-01', toOn: '2027-01-01' }],
      makeupDays: [],
    })
  })

  it('keeps a row that is only half filled, so that the check can name it', () => {
    const form = { source: '通知', daysOff: [{ name: '春节', fromOn: '', toOn: '' }], makeupDays: [] }
    expect(HolidayTable.safeParse(tableOfForm(2027, form)).success).toBe(false)
  })
})

it('describes days by holiday, in order of the calendar', () => {
  const days = new Map([
    ['2027-10-01', '国庆节'],
    ['2027-02-06', '春节'],
    ['2027-01-01', '元旦'],
    ['2027-02-05', '春节'],
  ] as [Day, string][])
  expect(describeDays(days)).toBe('元旦 1月1日、春节 2月5日至2月6日、国庆节 10月1日')
})

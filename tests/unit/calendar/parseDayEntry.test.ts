import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDayEntry } from '../../../src-shared/calendar/parseDayEntry.ts'
import { formatDayChinese, fromSerial, toDay, toSerial } from '../../../src-shared/kernel/day.ts'

const today = toDay('2026-03-09')

describe('parseDayEntry', () => {
  it.each([
    ['0305', '2026-03-05'],
    ['3-5', '2026-03-05'],
    ['3.5', '2026-03-05'],
    ['3/5', '2026-03-05'],
    ['3月5日', '2026-03-05'],
    ['3月5号', '2026-03-05'],
    ['３月５日', '2026-03-05'],
    ['０３０５', '2026-03-05'],
    ['20260305', '2026-03-05'],
    ['260305', '2026-03-05'],
    ['2026/3/5', '2026-03-05'],
    ['2026-03-05', '2026-03-05'],
    ['2026．3．5', '2026-03-05'],
    ['2026 年 3 月 5 日', '2026-03-05'],
    ['26-3-5', '2026-03-05'],
    ['1986年12月31日', '1986-12-31'],
    ['昨天', '2026-03-08'],
    ['今天', '2026-03-09'],
    [' 前天 ', '2026-03-07'],
    ['明天', '2026-03-10'],
    ['+3', '2026-03-12'],
    ['＋３', '2026-03-12'],
    ['-3', '2026-03-06'],
    ['0309', '2026-03-09'], // today itself
    ['0310', '2025-03-10'], // tomorrow's date: the last one was a year ago
    ['1230', '2025-12-30'],
    ['0229', '2024-02-29'],
  ])('%s -> %s', (text, expected) => {
    expect(parseDayEntry(text, today)).toBe(expected)
  })

  it.each([
    ['0310', '2026-03-10'],
    ['0309', '2026-03-09'],
    ['0308', '2027-03-08'],
    ['0229', '2028-02-29'],
    ['20250101', '2025-01-01'],
  ])('looking ahead %s -> %s', (text, expected) => {
    expect(parseDayEntry(text, today, 'future')).toBe(expected)
  })

  it.each([
    '',
    '115',
    '1332',
    '0230',
    '2026-02-29',
    '20261301',
    '3-',
    '2026-3/5',
    '三月五日',
    '+',
    '18991231',
    'toString',
    '12345',
  ])('refuses %j', (text) => {
    expect(parseDayEntry(text, today)).toBeUndefined()
  })

  it('reads back every way a day is written', () => {
    const anyDay = fc
      .integer({ min: toSerial(toDay('1900-01-01')), max: toSerial(toDay('2100-12-31')) })
      .map(fromSerial)
    fc.assert(
      fc.property(anyDay, (day) => {
        for (const text of [day, day.replaceAll('-', ''), day.replaceAll('-', '/'), formatDayChinese(day)]) {
          expect(parseDayEntry(text, today)).toBe(day)
        }
      }),
    )
  })

  it('without a year answers the nearest such day on the asked side of today', () => {
    const anyDay = fc
      .integer({ min: toSerial(toDay('2020-01-01')), max: toSerial(toDay('2030-12-31')) })
      .map(fromSerial)
    fc.assert(
      fc.property(anyDay, anyDay, (day, now) => {
        const monthDay = day.slice(5).replace('-', '')
        const past = parseDayEntry(monthDay, now) ?? ''
        const future = parseDayEntry(monthDay, now, 'future') ?? ''
        expect(past <= now && future >= now).toBe(true)
        expect([past.slice(5), future.slice(5)]).toEqual([day.slice(5), day.slice(5)])
      }),
    )
  })
})

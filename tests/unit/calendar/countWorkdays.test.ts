import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countForward, dayOffLines, walkForward } from '../../../src-shared/calendar/counting.ts'
import { anyProvisional, changedDays, countWorkdays, nthWorkday } from '../../../src-shared/calendar/countWorkdays.ts'
import {
  createWorkCalendar,
  dayKind,
  isProvisional,
  isWorkday,
  type WorkCalendar,
} from '../../../src-shared/calendar/workCalendar.ts'
import { addDays, type Day, formatDayChinese, fromSerial, toDay, toSerial } from '../../../src-shared/kernel/day.ts'

const calendar = createWorkCalendar()
const calendars: [WorkCalendar, WorkCalendar] = [calendar, { ...calendar, years: new Set([2024, 2025]) }]
const anyCalendar = fc.constantFrom(...calendars)
const anyDay = fc
  .integer({ min: toSerial(toDay('2019-06-01')), max: toSerial(toDay('2031-12-31')) })
  .map((serial) => fromSerial(serial))
const anyLength = fc.integer({ min: 0, max: 800 })

/** Day by day, as a person with a wall calendar counts. */
const daysFrom = (from: Day, to: Day): Day[] => {
  const days: Day[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day)
  return days
}

describe('counting by year is counting day by day', () => {
  it('for a number of working days', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyLength, (each, from, length) => {
        const to = addDays(from, length)
        const slow = daysFrom(addDays(from, 1), to).filter((day) => isWorkday(each, day)).length
        expect(countWorkdays(each, from, to)).toBe(slow)
      }),
    )
  })
  it('for the last day and the way to it', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: 0, max: 300 }), (each, from, amount) => {
        const slow = walkForward(from, amount, (day) => isWorkday(each, day), [])
        expect(nthWorkday(each, from, amount)).toBe(slow.end)
        expect(countForward(each, from, amount, [])).toEqual(slow)
        expect(countForward(null, from, amount, [])).toEqual(walkForward(from, amount, () => true, []))
      }),
    )
  })
  it('for what is still provisional', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, anyLength, (each, from, length) => {
        const to = addDays(from, length)
        expect(anyProvisional(each, from, to)).toBe(daysFrom(from, to).some((day) => isProvisional(each, day)))
      }),
    )
  })
  it('for the words about days off, around pauses too', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.integer({ min: 1, max: 90 }), anyLength, (each, from, amount, gap) => {
        const pauses = [{ fromOn: addDays(from, 5), toOn: addDays(from, 5 + (gap % 40)), reason: '鉴定' }]
        for (const walk of [countForward(each, from, amount, []), countForward(each, from, amount, pauses)]) {
          const days = walk.passed.flatMap(({ fromOn, toOn }) => daysFrom(fromOn, toOn))
          expect(dayOffLines(each, walk.passed)).toEqual(linesDayByDay(each, days))
        }
      }),
    )
  })
})

describe('changedDays', () => {
  it('are the days that two calendars answer differently, and no others', () => {
    const pairs = [
      [calendars[0], calendars[1]],
      [calendars[1], calendars[0]],
      [calendars[0], calendars[0]],
    ] as const
    for (const [before, after] of pairs) {
      const answer = (each: WorkCalendar, day: Day) => JSON.stringify([dayKind(each, day), isProvisional(each, day)])
      const all = daysFrom(toDay('2003-01-01'), toDay('2030-12-31'))
      expect(changedDays(before, after)).toEqual(all.filter((day) => answer(before, day) !== answer(after, day)))
    }
  })
  it('tell a renamed holiday, whose arithmetic reads differently', () => {
    const holidays = new Map([...calendar.holidays, [toDay('2026-05-01'), '五一']])
    expect(changedDays(calendar, { ...calendar, holidays })).toEqual(['2026-05-01'])
  })
})

function linesDayByDay(each: WorkCalendar, days: readonly Day[]) {
  const off: { kind: string; days: number; text: string }[] = []
  const worked: typeof off = []
  const runs: { name: string; dates: Day[] }[] = []
  let weekends = 0
  for (const day of days) {
    const found = dayKind(each, day)
    if (found.kind === 'weekend') weekends += 1
    if (found.kind === 'makeup')
      worked.push({ kind: 'makeup', days: 1, text: `${formatDayChinese(day)}为${found.name}调休上班，计入` })
    if (found.kind !== 'holiday') continue
    const last = runs.at(-1)
    if (last?.name === found.name && last.dates.at(-1) === addDays(day, -1)) last.dates.push(day)
    else runs.push({ name: found.name, dates: [day] })
  }
  for (const { name, dates } of runs) {
    const [first, last] = [formatDayChinese(dates[0] as Day), formatDayChinese(dates.at(-1) as Day)]
    const span = dates.length === 1 ? first : `${first}至${last}`
    off.push({ kind: 'day_off', days: dates.length, text: `${name}放假（${span}）${dates.length}日，不计入` })
  }
  if (weekends > 0) off.push({ kind: 'day_off', days: weekends, text: `周末${weekends}日，不计入` })
  return [...off, ...worked]
}

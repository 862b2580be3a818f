import { addDays, type Day, daysBetween, formatDayChinese, fromSerial } from '../kernel/day.ts'
import { countWorkdays, nthWorkday, specialDays } from './countWorkdays.ts'
import { isWorkday, type WorkCalendar } from './workCalendar.ts'

/** Days from one to another, both included. */
export type Span = { fromOn: Day; toOn: Day }

/** A span that does not count, both ends included, with what stopped the clock. */
export type Pause = Span & { reason: string }

/** A way from a start day (exclusive) to the day on which the count was full. */
export type Walk = {
  end: Day
  /** The days passed that no pause covers, in order. */
  passed: Span[]
  /** Days that would have counted, per pause that covers them. */
  paused: Map<Pause, number>
}

const TOO_FAR_DAYS = 20_000

/**
 * The way until `amount` days that no pause covers have passed: working days of `calendar`, or every
 * day if it is null.
 */
export function countForward(calendar: WorkCalendar | null, from: Day, amount: number, pauses: readonly Pause[]): Walk {
  const later = pauses.filter(({ toOn }) => toOn > from)
  if (later.length > 0)
    return walkForward(from, amount, calendar ? (day) => isWorkday(calendar, day) : () => true, later)
  const end = calendar ? nthWorkday(calendar, from, amount) : addDays(from, amount)
  return { end, passed: end > from ? [{ fromOn: addDays(from, 1), toOn: end }] : [], paused: new Map() }
}

/** As {@link countForward}, day by day. */
export function walkForward(from: Day, amount: number, counts: (day: Day) => boolean, pauses: readonly Pause[]): Walk {
  const walk: Walk = { end: from, passed: [], paused: new Map() }
  for (let left = amount, steps = 0; left > 0; steps += 1) {
    if (steps > TOO_FAR_DAYS) throw new Error('The period has no end')
    const before = walk.end
    walk.end = addDays(before, 1)
    const pause = pauses.find(({ fromOn, toOn }) => fromOn <= walk.end && walk.end <= toOn)
    if (pause) {
      walk.paused.set(pause, (walk.paused.get(pause) ?? 0) + (counts(walk.end) ? 1 : 0))
      continue
    }
    const last = walk.passed.at(-1)
    if (last?.toOn === before) last.toOn = walk.end
    else walk.passed.push({ fromOn: walk.end, toOn: walk.end })
    if (counts(walk.end)) left -= 1
  }
  return walk
}

/** Moves `end` back by as many natural days as pauses cover of the days after `from`. */
export function passOverPauses(from: Day, end: Day, pauses: readonly Pause[]): Walk {
  return countForward(null, from, daysBetween(from, end), pauses)
}

/** A line about days off, or about weekend days worked. */
export type DayOffLine = { kind: 'day_off' | 'makeup'; days: number; text: string }

/**
 * The days off and 调休 days within `spans` as lines for people: one per holiday and 调休 day, and
 * one sum for the ordinary weekends.
 */
export function dayOffLines(calendar: WorkCalendar, spans: readonly Span[]): DayOffLine[] {
  const holidays: { name: string; first: number; last: number }[] = []
  const worked: DayOffLine[] = []
  let daysOff = 0
  let holidayDays = 0
  for (const { fromOn, toOn } of spans) {
    daysOff += daysBetween(fromOn, toOn) + 1 - countWorkdays(calendar, addDays(fromOn, -1), toOn)
    for (const { serial, found } of specialDays(calendar, fromOn, toOn)) {
      if (found.kind === 'makeup') {
        const text = `${formatDayChinese(fromSerial(serial))}为${found.name}调休上班，计入`
        worked.push({ kind: 'makeup', days: 1, text })
        continue
      }
      holidayDays += 1
      const last = holidays.at(-1)
      if (last?.name === found.name && last.last === serial - 1) last.last = serial
      else holidays.push({ name: found.name, first: serial, last: serial })
    }
  }
  const off = holidays.map(({ name, first, last }): DayOffLine => {
    const days = last - first + 1
    const [from, to] = [formatDayChinese(fromSerial(first)), formatDayChinese(fromSerial(last))]
    const span = days === 1 ? from : `${from}至${to}`
    return { kind: 'day_off', days, text: `${name}放假（${span}）${days}日，不计入` }
  })
  const weekendDays = daysOff - holidayDays
  if (weekendDays > 0) off.push({ kind: 'day_off', days: weekendDays, text: `周末${weekendDays}日，不计入` })
  return [...off, ...worked]
}

import { addDays, type Day, daysBetween, formatDayChinese } from '../kernel/day.ts'
import { dayKind, type WorkCalendar } from './workCalendar.ts'

/** A span that does not count, both ends included, with what stopped the clock. */
export type Pause = { fromOn: Day; toOn: Day; reason: string }

/** A walk from a start day (exclusive) to the day on which the count was full. */
export type Walk = {
  end: Day
  /** Days walked over that no pause covers, in order. */
  passed: Day[]
  /** Days that would have counted, per pause that covers them. */
  paused: Map<Pause, number>
}

const TOO_FAR_DAYS = 20_000

/** Walks until `amount` days for which `counts` holds and that no pause covers have passed. */
export function countForward(from: Day, amount: number, counts: (day: Day) => boolean, pauses: readonly Pause[]): Walk {
  const walk: Walk = { end: from, passed: [], paused: new Map() }
  for (let left = amount, steps = 0; left > 0; steps += 1) {
    if (steps > TOO_FAR_DAYS) throw new Error('The period has no end')
    walk.end = addDays(walk.end, 1)
    const pause = pauses.find(({ fromOn, toOn }) => fromOn <= walk.end && walk.end <= toOn)
    if (pause) walk.paused.set(pause, (walk.paused.get(pause) ?? 0) + (counts(walk.end) ? 1 : 0))
    else walk.passed.push(walk.end)
    if (!pause && counts(walk.end)) left -= 1
  }
  return walk
}

/** Moves `end` back by as many natural days as pauses cover of the days after `from`. */
export function passOverPauses(from: Day, end: Day, pauses: readonly Pause[]): Walk {
  return countForward(from, daysBetween(from, end), () => true, pauses)
}

/** A line about days off, or about weekend days worked. */
export type DayOffLine = { kind: 'day_off' | 'makeup'; days: number; text: string }

/**
 * The days off and 调休 days among `days` as lines for people: one per holiday and 调休 day, and
 * one sum for the ordinary weekends.
 */
export function dayOffLines(calendar: WorkCalendar, days: readonly Day[]): DayOffLine[] {
  const holidays: { name: string; dates: Day[] }[] = []
  const worked: DayOffLine[] = []
  let weekendDays = 0
  for (const day of days) {
    const found = dayKind(calendar, day)
    if (found.kind === 'weekend') weekendDays += 1
    if (found.kind === 'makeup') {
      worked.push({ kind: 'makeup', days: 1, text: `${formatDayChinese(day)}为${found.name}调休上班，计入` })
    }
    if (found.kind === 'holiday') {
      const last = holidays.at(-1)
      if (last?.name === found.name && last.dates.at(-1) === addDays(day, -1)) last.dates.push(day)
      else holidays.push({ name: found.name, dates: [day] })
    }
  }
  const off = holidays.map(({ name, dates }): DayOffLine => {
    const [first, last] = [dates[0] as Day, dates.at(-1) as Day]
    const span = first === last ? formatDayChinese(first) : `${formatDayChinese(first)}至${formatDayChinese(last)}`
    return { kind: 'day_off', days: dates.length, text: `${name}放假（${span}）${dates.length}日，不计入` }
  })
  if (weekendDays > 0) off.push({ kind: 'day_off', days: weekendDays, text: `周末${weekendDays}日，不计入` })
  return [...off, ...worked]
}

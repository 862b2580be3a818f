import { addDays, weekday, type Day } from '../kernel/day.ts'
import { percent } from '../ledger/definition.ts'
import type { MinimumDetail } from './config.ts'

/** One stretch of service of one person. */
export interface Service {
  volunteerId: string
  on: Day
  kind: string
  minutes: number
}
export interface Member {
  id: string
  joinedOn: Day
  leftOn: Day | null
}

/** How many met a minimum, of how many it was asked of. */
export interface MinimumCount {
  /** Person-periods: each member in each whole month or week in which he was a member throughout. */
  asked: number
  met: number
  /** Null where it was asked of nobody, or nothing is asked. */
  rate: number | null
}

export interface Period {
  from: Day
  to: Day
}

/** The whole calendar months, or the whole weeks from Monday, that lie within a period. */
export function wholePeriods({ from, to }: Period, per: MinimumDetail['per']): Period[] {
  return per === 'week' ? weeks(from, to) : months(from, to)
}
function weeks(from: Day, to: Day): Period[] {
  const found: Period[] = []
  for (let on = addDays(from, (8 - weekday(from)) % 7); addDays(on, 6) <= to; on = addDays(on, 7))
    found.push({ from: on, to: addDays(on, 6) })
  return found
}
function months(from: Day, to: Day): Period[] {
  const found: Period[] = []
  let start = from.endsWith('-01') ? from : nextMonth(from)
  for (let next = nextMonth(start); addDays(next, -1) <= to; start = next, next = nextMonth(start))
    found.push({ from: start, to: addDays(next, -1) })
  return found
}
function nextMonth(day: Day): Day {
  let on = addDays(day, 27)
  while (on.slice(0, 7) === day.slice(0, 7)) on = addDays(on, 1)
  return `${on.slice(0, 7)}-01` as Day
}

/** Whoever joined or left within a period is not asked for the whole of it. */
const isThroughout = ({ joinedOn, leftOn }: Member, { from, to }: Period): boolean =>
  joinedOn <= from && (leftOn === null || leftOn > to)

/**
 * Counts the whole months or weeks of a period that are over by `today`: nobody has missed what he may still do. A month or
 * a week whose last day is today counts.
 */
export function countMinimum(
  rule: MinimumDetail,
  members: readonly Member[],
  services: readonly Service[],
  period: Period,
  today: Day,
): MinimumCount {
  const until = today < period.to ? today : period.to
  const byPerson = new Map<string, Service[]>()
  for (const service of services) {
    if (rule.kinds.length > 0 && !rule.kinds.includes(service.kind)) continue
    byPerson.set(service.volunteerId, [...(byPerson.get(service.volunteerId) ?? []), service])
  }
  let [asked, met] = [0, 0]
  for (const span of wholePeriods({ ...period, to: until }, rule.per))
    for (const member of members) {
      if (!isThroughout(member, span)) continue
      asked++
      const own = (byPerson.get(member.id) ?? []).filter(({ on }) => on >= span.from && on <= span.to)
      if (amountOf(rule, own) >= rule.amount) met++
    }
  return { asked, met, rate: rule.amount === 0 ? null : percent(met, asked) }
}

const amountOf = ({ unit }: MinimumDetail, services: readonly Service[]): number =>
  unit === 'days'
    ? new Set(services.filter(({ minutes }) => minutes > 0).map(({ on }) => on)).size
    : services.reduce((sum, { minutes }) => sum + minutes, 0) / 60

import { dayOf, toSerial, type Day, type Instant } from '../kernel/day.ts'
import type { SKIP_REASONS, VISIT_WAYS } from './codes.ts'
import { grouped } from './grouped.ts'
import type { Serial } from './periods.ts'
import type { VisitRule } from './rules.ts'
import type { DueVisit } from './unfold.ts'

/** Of a visit, what decides whether it counts. */
export interface MadeVisit {
  id: string
  at: Instant
  how: keyof typeof VISIT_WAYS
  isMet: boolean
}

export interface SkippedVisit {
  dueId: string
  reason: keyof typeof SKIP_REASONS
}

/**
 * `timely` · `late` visited · `skipped` with a reason · `absent` somebody came in vain · `missed` the day and its grace
 * are over · `open` there is still time.
 */
export type DueState = 'timely' | 'late' | 'skipped' | 'absent' | 'missed' | 'open'

export interface AnsweredDue {
  due: DueVisit
  state: DueState
  /** The visit that counts for it. */
  visitId: string | null
  visitedOn: Day | null
  /** Visits in its time that met nobody. */
  attempts: string[]
}

/** The rule by which a visit is due. */
export type RuleOf = (due: DueVisit) => Pick<VisitRule, 'graceDays' | 'lateDays' | 'ways'>

interface Slot {
  due: DueVisit
  rule: ReturnType<RuleOf>
  from: Serial
  last: Serial
  visit: Made | null
  attempts: string[]
}

interface Made extends MadeVisit {
  day: Serial
}

/**
 * Which visit counts for which due one, for one person. A visit counts once for a rule, and for every rule if visits are
 * merged, else once at all. It counts in time for the earliest due visit it can, else as a late one; `due` should reach
 * back to the start of the service, so that a visit is not counted again for a later month.
 */
export function matchVisits(
  due: readonly DueVisit[],
  visits: readonly MadeVisit[],
  skips: readonly SkippedVisit[],
  ruleOf: RuleOf,
  options: { today: Day; mergesVisits: boolean },
): AnsweredDue[] {
  const slots = due.map((each): Slot => {
    const [from, last] = [toSerial(each.from), toSerial(each.dueOn)]
    return { due: each, rule: ruleOf(each), from, last, visit: null, attempts: [] }
  })
  const made = visits
    .map((visit): Made => ({ ...visit, day: toSerial(dayOf(visit.at)) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1))
  const pools = options.mergesVisits
    ? grouped(slots, (slot) => `${slot.due.enrolmentId}:${slot.due.ruleId}`).values()
    : [slots]
  for (const pool of pools) answer(pool, made)
  const isSkipped = new Set(skips.map(({ dueId }) => dueId))
  const today = toSerial(options.today)
  return slots.map((slot) => ({
    due: slot.due,
    state: stateOf(slot, isSkipped.has(slot.due.id), today),
    visitId: slot.visit?.id ?? null,
    visitedOn: slot.visit && dayOf(slot.visit.at),
    attempts: slot.attempts,
  }))
}

function answer(pool: readonly Slot[], made: readonly Made[]): void {
  const slots = [...pool].sort((a, b) => a.last - b.last)
  const left: Made[] = []
  for (const visit of made) {
    if (!visit.isMet || visit.how === 'absent') {
      for (const slot of slots) if (isTimely(slot, visit)) slot.attempts.push(visit.id)
    } else if (!take(slots, visit, isTimely)) left.push(visit)
  }
  for (const visit of left) take(slots, visit, isLate)
}

function take(slots: readonly Slot[], visit: Made, counts: (slot: Slot, visit: Made) => boolean): boolean {
  const slot = slots.find((each) => each.visit === null && each.rule.ways.includes(visit.how) && counts(each, visit))
  if (slot) slot.visit = visit
  return slot !== undefined
}

const hasBegun = ({ due: { hours }, from }: Slot, { at, day }: Made): boolean =>
  hours ? at >= hours.from : day >= from

/** Hours count to the minute, unless the street gives days of grace. */
const isOver = ({ due: { hours }, rule, last }: Slot, { at, day }: Made): boolean =>
  hours && rule.graceDays === 0 ? at > hours.to : day > last + rule.graceDays

const isTimely = (slot: Slot, visit: Made): boolean => hasBegun(slot, visit) && !isOver(slot, visit)

const isLate = (slot: Slot, visit: Made): boolean => isOver(slot, visit) && visit.day <= slot.last + slot.rule.lateDays

function stateOf(slot: Slot, isSkipped: boolean, today: Serial): DueState {
  if (slot.visit) return isTimely(slot, slot.visit) ? 'timely' : 'late'
  if (isSkipped) return 'skipped'
  if (today <= slot.last + slot.rule.graceDays) return 'open'
  return slot.attempts.length > 0 ? 'absent' : 'missed'
}

import { daysBetween, type Day } from '../kernel/day.ts'

/** What of a task its ledger counts; values as in the `linkage_task` row. */
export interface CountedTask {
  receivedOn: Day
  placeId: string | null
  linkage: string
  source: string
  eventClass: string
  leadCode: string
  helpers: number
  dispatchedOn: Day | null
  dueOn: Day | null
  answeredOn: Day | null
  extendedDays: number
  returns: number
  conferences: number
  level: string
  /** JSON array of codes, one a supervision. */
  causes: string
  verifyFailures: number
  rating: string
  closure: string
  filedOn: Day | null
  closedOn: Day | null
  reopened: number
  monthReceived: string
  monthClosed: string
}

/** Measures that are also counted linkage by linkage: `of.<code>.<measure>`. */
const BY_LINKAGE = [
  'total',
  'dispatched',
  'returned',
  'answered.due',
  'answered.inTime',
  'answered.late',
  'card.yellow',
  'card.red',
  'closed',
  'closure.substantive',
  'closure.stage',
  'closure.procedural',
] as const

/**
 * What one task adds to the counters of its months: measure -> amount. It depends on the task alone and never on the
 * day of counting, so that kept counters and a recount agree. Nothing is counted by person.
 */
export function taskContributions(c: CountedTask): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (measure: string, n = 1) => {
    if (n !== 0) counts.set(measure, (counts.get(measure) ?? 0) + n)
  }
  add('total')
  add(`linkage.${c.linkage || 'none'}`)
  add(`source.${c.source || 'none'}`)
  add(`class.${c.eventClass.slice(0, 2) || 'none'}`)
  if (c.placeId) add(`place.${c.placeId}`)
  if (c.filedOn) add('filed')
  if (c.dispatchedOn) add('dispatched')
  if (c.leadCode) add(`unit.${c.leadCode}`)
  if (c.helpers > 0) add('helped')
  if (c.extendedDays > 0) add('extended')
  if (c.returns > 0) add('returned')
  if (c.conferences > 0) add('conferred')
  if (c.dueOn) {
    add('answered.due')
    if (c.answeredOn) {
      add(c.answeredOn <= c.dueOn ? 'answered.inTime' : 'answered.late')
      add('answer.cycles')
      add('answer.days', Math.max(0, daysBetween(c.receivedOn, c.answeredOn)))
    }
  }
  if (c.level !== 'none') add(`card.${c.level}`)
  for (const cause of JSON.parse(c.causes) as string[]) {
    add('supervisions')
    add(`cause.${cause}`)
  }
  add('verifyFailures', c.verifyFailures)
  if (c.rating) add(`rating.${c.rating}`)
  if (c.closedOn) add('closed')
  if (c.closure) add(`closure.${c.closure}`)
  if (c.reopened > 0) add('reopened')
  for (const measure of BY_LINKAGE) {
    const n = counts.get(measure)
    if (n !== undefined && c.linkage !== '') add(`of.${c.linkage}.${measure}`, n)
  }
  return counts
}

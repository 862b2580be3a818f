import type { Day } from '../kernel/day.ts'
import type { DueVisit } from './unfold.ts'

/** Visits that one visit can do: made between the two days, it is in time for each. */
export interface JointVisit {
  from: Day
  dueOn: Day
  visits: DueVisit[]
}

/**
 * The visits due to one person, put together where one visit will do (client plan `mergesVisits`). Each is led by the
 * one that is due first and takes with it whatever has begun by then; two visits of one rule stay two.
 */
export function mergeVisits(due: readonly DueVisit[]): JointVisit[] {
  const left = [...due].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
  const joint: JointVisit[] = []
  while (left.length > 0) {
    const first = left.shift()!
    const visits = [first]
    let from = first.from
    for (const each of [...left]) {
      const isSameRule = visits.some((one) => one.enrolmentId === each.enrolmentId && one.ruleId === each.ruleId)
      if (isSameRule || each.from > first.dueOn) continue
      visits.push(each)
      left.splice(left.indexOf(each), 1)
      if (each.from > from) from = each.from
    }
    joint.push({ from, dueOn: first.dueOn, visits })
  }
  return joint
}

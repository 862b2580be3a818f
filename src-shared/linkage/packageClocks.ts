import { type DeadlineRule, ruleInForce } from '../calendar/deadlineRule.ts'
import { MATTER_EVENTS } from '../intake/events.ts'
import { dayOf, daysBetween, type Day, type Instant } from '../kernel/day.ts'
import { LINKAGE_DEADLINE_RULES, PACKAGE_RULE } from './deadlineRules.ts'

/** The answer that this seat owes the centre whose sealed package it took in. */
export interface PackageClock {
  rule: DeadlineRule
  /** The package's id. */
  anchor: string
  startOn: Day
  /** The day of the answer that went back in a package; null while it is owed. */
  metOn: Day | null
  /** The day on which a newer package of the same task took its place, or null. */
  stoppedOn: Day | null
}

/** The clocks of a matter's packages, from its events in order. A last day that had passed already starts and ends that day. */
export function packageClocks(events: readonly { kind: string; payload: unknown; at: Instant }[]): PackageClock[] {
  const clocks: (PackageClock & { slipCode: string })[] = []
  for (const { kind, payload, at } of events) {
    if (kind === 'package_taken') {
      const taken = MATTER_EVENTS.package_taken.safeParse(payload).data
      if (!taken) continue
      const { packageId, slipCode, dueOn } = taken
      const day = dayOf(at)
      for (const each of clocks)
        if (each.slipCode === slipCode && each.metOn === null && each.stoppedOn === null) each.stoppedOn = day
      const startOn = dueOn < day ? dueOn : day
      const rule = ruleInForce(LINKAGE_DEADLINE_RULES, PACKAGE_RULE, startOn)
      if (!rule) continue
      const amount = daysBetween(startOn, dueOn)
      clocks.push({ rule: { ...rule, amount }, anchor: packageId, startOn, metOn: null, stoppedOn: null, slipCode })
    } else if (kind === 'package_answered') {
      const on = MATTER_EVENTS.package_answered.safeParse(payload).data?.on
      for (const each of clocks) if (on && each.metOn === null && each.stoppedOn === null) each.metOn = on
    }
  }
  return clocks.map(({ slipCode: _, ...clock }) => clock)
}

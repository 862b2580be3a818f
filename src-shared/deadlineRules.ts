import { type DeadlineRule, ruleInForce } from './calendar/deadlineRule.ts'
import type { CentreSettings } from './centre/schema.ts'
import type { Day } from './kernel/day.ts'
import { LINKAGE_DEADLINE_RULES } from './linkage/deadlineRules.ts'
import { MEDIATION_DEADLINE_RULES } from './mediation/deadlineRules.ts'
import { PETITION_DEADLINE_RULES } from './petition/deadlineRules.ts'

/** The time limits of every topic. A topic adds its own list here; ids are unique over all of them. */
export const DEADLINE_RULES: readonly DeadlineRule[] = [
  ...MEDIATION_DEADLINE_RULES,
  ...PETITION_DEADLINE_RULES,
  ...LINKAGE_DEADLINE_RULES,
]

const versions = new Map<string, DeadlineRule[]>()
for (const rule of DEADLINE_RULES) versions.set(rule.id, [...(versions.get(rule.id) ?? []), rule])

/** The version of rule `id` in force on `day`, or its newest one if no day is given; undefined if there is none. */
export function findDeadlineRule(id: string, day?: Day): DeadlineRule | undefined {
  const found = versions.get(id) ?? []
  if (day !== undefined) return ruleInForce(found, id, day)
  return found.reduce<DeadlineRule | undefined>((a, b) => (a && a.version > b.version ? a : b), undefined)
}

/** A right of the citizen or another's duty, not owed by the office: see `isOption` of {@link DeadlineRule}. */
export const isOption = (ruleId: string): boolean => findDeadlineRule(ruleId)?.isOption ?? false

/** Settings that decide the number of a rule; 0, where a setting allows it, means that the office does not count it. */
export const SETTING_OF_RULE: Readonly<Record<string, keyof CentreSettings>> = {
  'A-14': 'returnVisitDays',
  'A-15': 'promiseWorkingDays',
  'B-14': 'supervisionDays',
  'B-15A': 'simpleDecisionDays',
  'G-04': 'serviceDays',
}

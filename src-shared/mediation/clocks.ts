import { type DeadlineRule, ruleInForce } from '../calendar/deadlineRule.ts'
import type { Day } from '../kernel/day.ts'
import { MEDIATION_DEADLINE_RULES } from './deadlineRules.ts'
import type { MediationAct } from './events.ts'

/** What decides which clocks a mediation has. A day that has not come yet is null. */
export type MediationClockFacts = {
  clock: MediationAct<'accept'>['clock']
  /** The application or the court's assignment came in. */
  receivedOn: Day
  acceptedOn: Day | null
  refusedOn: Day | null
  /** The other party was first reached about the mediation. */
  otherSideToldOn: Day | null
  /** An agreement was reached, written or oral. */
  reachedOn: Day | null
  terminatedOn: Day | null
  agreementForm: 'written' | 'oral' | null
  effectiveOn: Day | null
  performBy: Day | null
  confirmationAppliedOn: Day | null
  firstReturnVisitOn: Day | null
}

/** The numbers that a street sets where the law has none. */
export type MediationClockSettings = {
  /** A-01 one month (the default), or A-02 thirty days or what the parties agreed. */
  generalRule?: 'A-01' | 'A-02'
  /** Days that the parties agreed for this mediation instead of A-02's thirty. */
  agreedDays?: number
  returnVisitDays?: number
  answerWorkingDays?: number
}

/** A running or finished clock; give `rule` and `startOn` to `computeDeadline`. */
export type MediationClock = {
  rule: DeadlineRule
  startOn: Day
  /** The day of the act that the clock waits for, or null while it runs. */
  metOn: Day | null
  /** The day on which the clock lost its object (terminated, refused), or null. */
  stoppedOn: Day | null
}

const MAIN_RULE = {
  medical: 'A-03',
  labour: 'A-04',
  court_before: 'A-05',
  court_ordinary: 'A-06',
  court_summary: 'A-06S',
} as const

/**
 * The clocks that have started, oldest kind first. Each in the version in force on its start day:
 *
 * - received: A-15 answer, or A-07 when a court assigned the case; met by acceptance or refusal
 * - accepted: the one main clock of `clock` (labour counts from receipt, Art. 14); met by an
 *   agreement, stopped by termination; with a court also A-08, met when the other side is reached
 * - a written agreement in effect: A-09 judicial confirmation (an oral one cannot be confirmed)
 * - in effect, or the later end of the performance period: A-14 return visit
 */
export function clocksFor(
  facts: MediationClockFacts,
  settings: MediationClockSettings = {},
  rules: readonly DeadlineRule[] = MEDIATION_DEADLINE_RULES,
): MediationClock[] {
  const { generalRule = 'A-01', agreedDays, returnVisitDays, answerWorkingDays } = settings
  const isCourt = facts.clock.startsWith('court_')
  const clocks: MediationClock[] = []
  const start = (
    id: string,
    startOn: Day | null,
    ends: { metOn: Day | null; stoppedOn: Day | null },
    amount?: number,
  ): void => {
    const rule = startOn === null ? undefined : ruleInForce(rules, id, startOn)
    if (startOn !== null && rule)
      clocks.push({ rule: amount === undefined ? rule : { ...rule, amount }, startOn, ...ends })
  }

  const answered = { metOn: facts.acceptedOn ?? facts.refusedOn, stoppedOn: null }
  if (isCourt) start('A-07', facts.receivedOn, answered)
  else if (answerWorkingDays !== 0) start('A-15', facts.receivedOn, answered, answerWorkingDays)

  const mainId = facts.clock === 'general' ? (agreedDays === undefined ? generalRule : 'A-02') : MAIN_RULE[facts.clock]
  const mainStart = facts.clock === 'labour' && facts.acceptedOn !== null ? facts.receivedOn : facts.acceptedOn
  const ended = { metOn: facts.reachedOn, stoppedOn: facts.reachedOn === null ? facts.terminatedOn : null }
  start(mainId, mainStart, ended, mainId === 'A-02' ? agreedDays : undefined)
  if (isCourt) {
    const stoppedOn = facts.otherSideToldOn === null ? facts.terminatedOn : null
    start('A-08', facts.acceptedOn, { metOn: facts.otherSideToldOn, stoppedOn })
  }

  if (facts.agreementForm === 'written')
    start('A-09', facts.effectiveOn, { metOn: facts.confirmationAppliedOn, stoppedOn: null })
  const { effectiveOn, performBy } = facts
  const visitFrom = effectiveOn !== null && performBy !== null && performBy > effectiveOn ? performBy : effectiveOn
  start('A-14', visitFrom, { metOn: facts.firstReturnVisitOn, stoppedOn: null }, returnVisitDays)
  return clocks
}

import { addDays, dayOf, type Day } from '../kernel/day.ts'
import type { ClientState, Enrolment } from './fold.ts'
import { groupOn, type GroupConfig } from './groups.ts'

/** Of an enrolment, the days from which on it counts in a share of the month (A.7.2); null: not yet. */
export interface EnrolmentFacts {
  enrolmentId: string
  /** The last day for the report-in, where the group has one. */
  reportBy: Day | null
  reportedOn: Day | null
  filedOn: Day | null
  pairedOn: Day | null
  helpedOn: Day | null
  needsWorkOn: Day | null
  settledOn: Day | null
  isSettledByWork: boolean
}

export interface ResponseFacts {
  responseId: string
  raisedOn: Day
  signedOn: Day | null
  answeredOn: Day | null
}

/** 99 其他; every other way of A.8.2 is work. */
const NO_WORK = '99'

export function enrolmentFacts(
  state: ClientState,
  enrolment: Enrolment,
  versions: readonly GroupConfig[],
): EnrolmentFacts {
  const { group, startOn, toldOn, consentOn, reported, settled } = enrolment
  const { reportIn } = groupOn(versions, group, startOn)
  return {
    enrolmentId: enrolment.id,
    reportBy: reportIn && addDays(startOn, reportIn.days),
    reportedOn: reported?.on ?? null,
    filedOn: earliest([toldOn, consentOn]),
    pairedOn: state.pairedOn,
    helpedOn: earliest([state.plannedOn, ...state.measures.map(({ on }) => on)]),
    needsWorkOn: needsWorkOn(state),
    settledOn: settled?.on ?? null,
    isSettledByWork: settled !== null && settled.way !== NO_WORK,
  }
}

export const responseFacts = ({ responses }: ClientState): ResponseFacts[] =>
  responses.map(({ responseId, at, signed, answered }) => ({
    responseId,
    raisedOn: dayOf(at),
    signedOn: signed && dayOf(signed.at),
    answeredOn: answered && dayOf(answered.at),
  }))

/** Since when work is known to be wanted: by a visit, the plan, a measure or a referral. */
function needsWorkOn({ visits, plan, measures, referrals }: ClientState): Day | null {
  const isWork = ({ kind }: { kind: string }): boolean => kind === 'work' || kind === 'training'
  const isJob = ({ kind }: { kind: string }): boolean => kind === 'employment' || kind === 'training'
  return earliest([
    ...visits.filter(({ needs }) => needs.some(isWork)).map(({ at }) => dayOf(at)),
    plan?.needs.some(isWork) ? plan.agreedOn : null,
    ...measures.filter(isWork).map(({ on }) => on),
    ...referrals.filter(isJob).map(({ on }) => on),
  ])
}

const earliest = (days: readonly (Day | null)[]): Day | null =>
  days.reduce((first, day) => (first === null || (day !== null && day < first) ? day : first), null)

import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { UserId } from '../kernel/ids.ts'
import { CLIENT_ACTS, ClientId, OFFICE_ACTS } from './events.ts'

/** What the commands take: the payloads of events, less the ids and names that the core itself puts in. */

export const NewEnrolment = CLIENT_ACTS.enrol.omit({ enrolmentId: true })
export const NewPromise = CLIENT_ACTS.promise.omit({ promiseId: true, visitId: true })
export const NewResponse = CLIENT_ACTS.raise.pick({ what: true, toName: true })
export const Assignment = CLIENT_ACTS.assign.omit({ workerName: true })

/** What one visit found, of one person. */
export const VisitFindings = CLIENT_ACTS.visit.pick({
  isMet: true,
  absence: true,
  needs: true,
  note: true,
  measures: true,
  answers: true,
  nextOn: true,
  slipGiven: true,
})
/** What a round shares. */
export const VisitHead = CLIENT_ACTS.visit.pick({ at: true, place: true, how: true, visitors: true, hasWoman: true })
/** What follows from a visit and is written with it, in one act. */
export const VisitFollows = z.object({
  promises: z.array(NewPromise).max(6).default([]),
  /** An abnormality that somebody has to answer for. */
  response: NewResponse.nullable().default(null),
})

/** Acts that are one event of one client as it stands. */
export const SIMPLE_ACTS = {
  changePerson: CLIENT_ACTS.changePerson,
  enrol: NewEnrolment,
  reportIn: CLIENT_ACTS.reportIn,
  changeTrack: CLIENT_ACTS.changeTrack,
  changeTerm: CLIENT_ACTS.changeTerm,
  suspend: CLIENT_ACTS.suspend,
  resume: CLIENT_ACTS.resume,
  close: CLIENT_ACTS.close,
  withdrawConsent: CLIENT_ACTS.withdrawConsent,
  assign: Assignment,
  plan: CLIENT_ACTS.plan,
  correctVisit: CLIENT_ACTS.correctVisit,
  skipVisit: CLIENT_ACTS.skipVisit,
  promise: CLIENT_ACTS.promise.omit({ promiseId: true }),
  keepPromise: CLIENT_ACTS.keepPromise,
  dropPromise: CLIENT_ACTS.dropPromise,
  raise: CLIENT_ACTS.raise.omit({ responseId: true }),
  signFor: CLIENT_ACTS.signFor,
  respond: CLIENT_ACTS.respond,
  help: CLIENT_ACTS.help.omit({ measureId: true }),
  refer: CLIENT_ACTS.refer.omit({ referralId: true }),
  answerReferral: CLIENT_ACTS.answerReferral,
  review: CLIENT_ACTS.review.omit({ reviewId: true }),
  settled: CLIENT_ACTS.settled,
  takeBack: CLIENT_ACTS.takeBack,
} as const
export type SimpleActName = keyof typeof SIMPLE_ACTS

export const HandOverInput = z.object({
  fromId: UserId,
  toId: UserId,
  clientIds: z.array(ClientId).min(1, '请选择对象').max(500),
  on: Day,
  reason: OFFICE_ACTS.handOver.shape.reason,
})
export const PurgeInput = OFFICE_ACTS.purge.omit({ purgeId: true, records: true }).extend({
  clientIds: z.array(ClientId).min(1, '请选择对象').max(500),
})
export const HelpInput = OFFICE_ACTS.listHelp.extend({ helpId: z.uuid().nullable().default(null) })
export const ProjectInput = OFFICE_ACTS.project.extend({ projectId: z.uuid().nullable().default(null) })
export const SessionInput = OFFICE_ACTS.session.extend({ sessionId: z.uuid().nullable().default(null) })

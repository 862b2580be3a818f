import type { Stage } from '../intake/schema.ts'
import type { Day } from '../kernel/day.ts'
import type { PartyId } from '../kernel/ids.ts'
import type { Purpose, Result } from './codes.ts'
import type { PetitionAct, PetitionActName } from './events.ts'

/** One opinion's life: issued, served, and whether the citizen asked the next level. */
export interface OpinionState {
  on: Day
  servedOn: Day | null
}

/** A unit that the matter was passed to. */
export interface TransferState {
  id: string
  unit: string
  mode: 'forward' | 'assign'
  on: Day
  receivedOn: Day | null
  acceptedOn: Day | null
  reportedOn: Day | null
  isReturned: boolean
}

export interface MandateState {
  agentName: string
  fromOn: Day
  toOn: Day
}

/** What the events of one petition add up to. Plain data; the fold never mutates its input. */
export interface PetitionState {
  stage: Stage
  isDescribed: boolean
  purpose: Purpose | null
  isJudicial: boolean
  isRepeat: boolean
  isUrgent: boolean
  /** The citizen agreed that the answer be published, and did not ask for secrecy. */
  mayPublish: boolean
  wishesSecrecy: boolean
  representativeIds: PartyId[]
  acceptedOn: Day | null
  isSimple: boolean
  transfers: TransferState[]
  objection: 'none' | 'raised' | 'agreed' | 'refused'
  mediation: 'none' | 'running' | 'success' | 'failure'
  opinions: { handling: OpinionState | null; review: OpinionState | null; recheck: OpinionState | null }
  reviewAskedOn: Day | null
  recheckAskedOn: Day | null
  settledOn: Day | null
  repliedOn: Day | null
  publishedOn: Day | null
  /** Extensions of which the citizen was not told yet (Art. 34). */
  untoldExtensions: number
  /** Days granted so far, by clock (`B-06:<anchor>`). */
  extendedBy: Readonly<Record<string, number>>
  procedureOn: Day | null
  mandate: MandateState | null
  /** Mandates given in all; the agency's number comes with the first. */
  mandates: number
  submitIds: string[]
  receiptedIds: string[]
  meetings: Record<string, number[]>
  openSupervisions: string[]
  ratings: { unit: boolean; agency: boolean }
  result: Result | null
  closedOn: Day | null
  /** Where a reopened matter goes on. */
  beforeClose: Stage | null
}

export const INITIAL_PETITION: PetitionState = {
  stage: 'to_sort',
  isDescribed: false,
  purpose: null,
  isJudicial: false,
  isRepeat: false,
  isUrgent: false,
  mayPublish: false,
  wishesSecrecy: false,
  representativeIds: [],
  acceptedOn: null,
  isSimple: false,
  transfers: [],
  objection: 'none',
  mediation: 'none',
  opinions: { handling: null, review: null, recheck: null },
  reviewAskedOn: null,
  recheckAskedOn: null,
  settledOn: null,
  repliedOn: null,
  publishedOn: null,
  untoldExtensions: 0,
  extendedBy: {},
  procedureOn: null,
  mandate: null,
  mandates: 0,
  submitIds: [],
  receiptedIds: [],
  meetings: {},
  openSupervisions: [],
  ratings: { unit: false, agency: false },
  result: null,
  closedOn: null,
  beforeClose: null,
}

/** Names a clock in {@link PetitionState.extendedBy}. */
export const clockKey = ({ ruleId, anchor }: { ruleId: string; anchor: string }): string => `${ruleId}:${anchor}`

/** The transfer that the matter lies with: the newest that was not returned. */
export const currentTransfer = (state: PetitionState): TransferState | undefined =>
  state.transfers.findLast((each) => !each.isReturned)

/** The state after one act. Call `whyNot` first: an act that is not possible must not be folded in. */
export function applyPetitionAct<N extends PetitionActName>(
  state: PetitionState,
  act: N,
  payload: PetitionAct<N>,
  eventId: string,
): PetitionState {
  const step = STEPS[act] as (state: PetitionState, payload: PetitionAct<N>, eventId: string) => PetitionState
  return step(state, payload, eventId)
}

type Steps = {
  [N in PetitionActName]: (state: PetitionState, payload: PetitionAct<N>, eventId: string) => PetitionState
}
const same = (state: PetitionState): PetitionState => state
const changeTransfer = (
  state: PetitionState,
  id: string,
  change: (transfer: TransferState) => TransferState,
): TransferState[] => state.transfers.map((each) => (each.id === id ? change(each) : each))

const STEPS: Steps = {
  describe: (s, p) => ({
    ...s,
    isDescribed: true,
    purpose: p.purpose,
    isJudicial: p.isJudicial,
    isRepeat: p.repeatOf !== null,
    isUrgent: p.isUrgent,
    mayPublish: p.mayPublish,
    wishesSecrecy: p.wishesSecrecy,
    representativeIds: p.representativeIds,
  }),
  accept: (s, p) => ({ ...s, stage: 'handling', acceptedOn: p.acceptedOn, isSimple: p.isSimple }),
  tellAcceptance: same,
  transfer: (s, p, id) => ({
    ...s,
    stage: 'transferred',
    transfers: [
      ...s.transfers,
      {
        id,
        unit: p.unit,
        mode: p.mode,
        on: p.on,
        receivedOn: p.receivedOn,
        acceptedOn: null,
        reportedOn: null,
        isReturned: false,
      },
    ],
  }),
  recordUnitReceipt: (s, p) => ({
    ...s,
    transfers: changeTransfer(s, p.transferId, (each) => ({ ...each, receivedOn: p.on })),
  }),
  tellDirection: same,
  unitObjects: (s, p) => ({
    ...s,
    stage: p.isAgreed ? 'to_sort' : s.stage,
    transfers: p.isAgreed ? changeTransfer(s, p.transferId, (each) => ({ ...each, isReturned: true })) : s.transfers,
  }),
  unitAccepts: (s, p) => ({
    ...s,
    stage: 'handling',
    acceptedOn: p.acceptedOn,
    transfers: changeTransfer(s, p.transferId, (each) => ({ ...each, acceptedOn: p.acceptedOn })),
  }),
  unitReports: (s, p) => ({
    ...s,
    transfers: changeTransfer(s, p.transferId, (each) => ({ ...each, reportedOn: p.on })),
  }),
  objectToSender: (s) => ({ ...s, objection: 'raised' }),
  senderDecides: (s, p) => ({
    ...s,
    objection: p.isAgreed ? 'agreed' : 'refused',
    stage: p.isAgreed ? 'guided' : s.stage,
  }),
  guide: (s) => ({ ...s, stage: 'guided' }),
  leadToProcedure: (s) => ({ ...s, stage: 'led' }),
  procedureBegins: (s, p) => ({ ...s, procedureOn: p.on }),
  procedureEnds: same,
  handReport: (s) => ({ ...s, stage: 'transferred' }),
  refuse: (s) => ({ ...s, stage: 'refused' }),
  reply: (s, p) => ({ ...s, stage: 'replied', repliedOn: p.on }),
  toMediation: (s) => ({ ...s, stage: 'in_mediation', mediation: 'running' }),
  mediationReturns: (s, p) => ({
    ...s,
    mediation: p.result === 'success' ? 'success' : 'failure',
    stage: p.result === 'success' ? 'settled' : s.acceptedOn ? 'handling' : 'to_sort',
  }),
  hear: same,
  settle: (s, p) => ({ ...s, stage: 'settled', settledOn: p.on }),
  issueOpinion: (s, p) => ({
    ...s,
    stage: 'opinion',
    opinions: { ...s.opinions, [p.level]: { on: p.on, servedOn: null } },
  }),
  serve: (s, p) => {
    if (p.what === 'notice') return s
    const opinion = s.opinions[p.what]
    if (!opinion) return s
    return { ...s, stage: 'served', opinions: { ...s.opinions, [p.what]: { ...opinion, servedOn: p.on } } }
  },
  applyReview: (s, p) =>
    p.level === 'review'
      ? { ...s, stage: 'reviewing', reviewAskedOn: p.receivedOn }
      : { ...s, stage: 'rechecking', recheckAskedOn: p.receivedOn },
  extendDeadline: (s, p) => ({
    ...s,
    untoldExtensions: s.untoldExtensions + (p.toldOn ? 0 : 1),
    extendedBy: { ...s.extendedBy, [clockKey(p)]: (s.extendedBy[clockKey(p)] ?? 0) + p.amount },
  }),
  tellExtension: (s) => ({ ...s, untoldExtensions: 0 }),
  supervise: (s, _, id) => ({ ...s, openSupervisions: [...s.openSupervisions, id] }),
  superviseAnswer: (s, p) => ({ ...s, openSupervisions: s.openSupervisions.filter((id) => id !== p.superviseId) }),
  reportUrgent: same,
  recuse: same,
  contact: same,
  rate: (s, p) => ({ ...s, ratings: { ...s.ratings, [p.of]: true } }),
  visitReturn: same,
  publish: (s, p) => ({ ...s, publishedOn: p.on }),
  withdraw: (s) => ({ ...s, stage: 'withdrawn' }),
  close: (s, p) => ({ ...s, stage: 'closed', result: p.result, closedOn: p.on, beforeClose: s.stage, mandate: null }),
  archive: (s) => ({ ...s, stage: 'archived' }),
  reopen: (s) => ({ ...s, stage: s.beforeClose ?? 'to_sort', result: null, closedOn: null, beforeClose: null }),
  mandate: (s, p) => ({
    ...s,
    mandates: s.mandates + 1,
    mandate: { agentName: p.agentName, fromOn: p.fromOn, toOn: p.toOn },
  }),
  revokeMandate: (s) => ({ ...s, mandate: null }),
  endMandate: (s) => ({ ...s, mandate: null }),
  recuseAgent: (s, p) => (p.isGranted ? { ...s, mandate: null } : s),
  handOverAgency: (s, p) => ({ ...s, mandate: s.mandate && { ...s.mandate, agentName: p.agentName } }),
  runErrand: same,
  submit: (s, _, id) => ({ ...s, submitIds: [...s.submitIds, id] }),
  recordReceipt: (s, p) => ({ ...s, receiptedIds: [...new Set([...s.receiptedIds, p.submitId])] }),
  meet: (s, p, id) => ({ ...s, meetings: { ...s.meetings, [id]: p.actions.map((each) => each.no) } }),
  finishAction: (s, p) => ({
    ...s,
    meetings: { ...s.meetings, [p.meetId]: (s.meetings[p.meetId] ?? []).filter((no) => no !== p.no) },
  }),
  feedBack: same,
}

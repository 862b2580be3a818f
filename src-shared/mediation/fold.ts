import type { Day } from '../kernel/day.ts'
import type { PartyId } from '../kernel/ids.ts'
import type { Stage } from '../intake/schema.ts'
import type { Conclusion, ImportedCase, MediationAct, MediationActName } from './events.ts'

/** An agreement as far as its life on paper has gone. */
export interface AgreementState {
  form: 'written' | 'oral'
  reachedOn: Day
  amountFen: number
  signatories: PartyId[]
  signedOn: Record<string, Day>
  mediatorSignedOn: Day | null
  sealedOn: Day | null
  /** Written: the last of the three signs (人调法 Art. 29). Oral: the day it was reached (Art. 30). */
  effectiveOn: Day | null
  performBy: Day | null
  /** What each instalment asks, fen, the first at 0; and what was paid of it so far. */
  instalmentFen: number[]
  paidFen: number[]
  /** Numbers of the instalments that are settled in full. */
  paidInstalments: number[]
}

/** What the events of one mediation add up to. Plain data; the fold never mutates its input. */
export interface MediationState {
  stage: Stage
  acceptedOn: Day | null
  /** Parties that clearly refused and did not consent later. */
  refusedBy: PartyId[]
  consentedBy: PartyId[]
  toldRights: PartyId[]
  hasMediators: boolean
  sessionIds: string[]
  lastSessionResult: 'agreed' | 'failed' | 'continues' | null
  agreement: AgreementState | null
  conclusion: Conclusion | null
  returnVisits: number
  confirmation: 'none' | 'applied' | 'valid' | 'rejected' | 'withdrawn'
  result: 'success' | 'failure' | null
  closedOn: Day | null
}

export const INITIAL_MEDIATION: MediationState = {
  stage: 'to_accept',
  acceptedOn: null,
  refusedBy: [],
  consentedBy: [],
  toldRights: [],
  hasMediators: false,
  sessionIds: [],
  lastSessionResult: null,
  agreement: null,
  conclusion: null,
  returnVisits: 0,
  confirmation: 'none',
  result: null,
  closedOn: null,
}

const union = <T>(list: T[], more: T[]): T[] => [...new Set([...list, ...more])]
const without = <T>(list: T[], item: T): T[] => list.filter((each) => each !== item)

/** The state after one act. Call {@link whyNot} first: an act that is not possible must not be folded in. */
export function applyMediationAct<N extends MediationActName>(
  state: MediationState,
  act: N,
  payload: MediationAct<N>,
): MediationState {
  const step = STEPS[act] as (state: MediationState, payload: MediationAct<N>) => MediationState
  return step(state, payload)
}

/** The state that an imported case enters with: its course happened elsewhere, so only its outcome is known. */
export function importedState(c: ImportedCase): MediationState {
  const reachedOn = c.closedOn ?? c.acceptedOn
  const agreement: AgreementState | null = c.agreementForm && {
    form: c.agreementForm,
    reachedOn,
    amountFen: c.amountFen,
    signatories: [],
    signedOn: {},
    mediatorSignedOn: reachedOn,
    sealedOn: reachedOn,
    effectiveOn: reachedOn,
    performBy: c.performBy,
    instalmentFen: [],
    paidFen: [],
    paidInstalments: [],
  }
  const state: MediationState = {
    ...INITIAL_MEDIATION,
    stage: 'mediating',
    acceptedOn: c.acceptedOn,
    hasMediators: c.mediators.length > 0,
    agreement,
    conclusion: c.conclusion === '' ? null : c.conclusion,
    returnVisits: c.returnVisitOn ? 1 : 0,
    confirmation: c.confirmation,
    result: c.result,
    closedOn: c.closedOn,
  }
  if (c.archivedOn) return { ...state, stage: 'archived' }
  if (c.closedOn) return { ...state, stage: 'closed' }
  return c.result === 'failure' ? { ...state, stage: 'terminated' } : { ...state, stage: workingStage(state) }
}

type Steps = { [N in MediationActName]: (state: MediationState, payload: MediationAct<N>) => MediationState }

const STEPS: Steps = {
  accept: (s, p) => ({ ...s, stage: 'mediating', acceptedOn: p.acceptedOn }),
  refuse: (s, p) => ({ ...s, stage: 'refused', closedOn: p.refusedOn }),
  recordConsent: (s, p) => ({
    ...s,
    consentedBy: p.isGiven ? union(s.consentedBy, [p.partyId]) : without(s.consentedBy, p.partyId),
    refusedBy: p.isGiven ? without(s.refusedBy, p.partyId) : union(s.refusedBy, [p.partyId]),
  }),
  tellRights: (s, p) => ({ ...s, toldRights: union(s.toldRights, p.partyIds) }),
  assignMediators: (s) => ({ ...s, hasMediators: true }),
  recordRecusal: (s, p) => ({ ...s, hasMediators: p.isGranted ? false : s.hasMediators }),
  recordSession: (s, p) => ({
    ...s,
    sessionIds: union(s.sessionIds, [p.sessionId ?? '']),
    lastSessionResult: p.result,
    toldRights: p.isRightsTold ? union(s.toldRights, p.presentPartyIds) : s.toldRights,
  }),
  reachAgreement: (s, p) =>
    settle({
      ...s,
      result: 'success',
      agreement: {
        form: p.form,
        reachedOn: p.reachedOn,
        amountFen: p.amountFen,
        signatories: p.signatories.map((each) => each.partyId),
        signedOn: {},
        mediatorSignedOn: null,
        sealedOn: null,
        effectiveOn: null,
        performBy: p.performBy,
        instalmentFen: [...p.instalments].sort((a, b) => a.no - b.no).map((each) => each.amountFen),
        paidFen: p.instalments.map(() => 0),
        paidInstalments: [],
      },
    }),
  signAsParty: (s, p) => withAgreement(s, (a) => ({ ...a, signedOn: { ...a.signedOn, [p.partyId]: p.on } })),
  signAsMediator: (s, p) => withAgreement(s, (a) => ({ ...a, mediatorSignedOn: p.on })),
  sealByCommittee: (s, p) => withAgreement(s, (a) => ({ ...a, sealedOn: p.on })),
  performInstalment: (s, p) =>
    withAgreement(s, (a) => {
      const paidFen = a.paidFen.map((fen, index) => (index === p.no - 1 ? fen + p.amountFen : fen))
      const isSettled = (paidFen[p.no - 1] ?? 0) >= (a.instalmentFen[p.no - 1] ?? 0)
      return { ...a, paidFen, paidInstalments: isSettled ? union(a.paidInstalments, [p.no]) : a.paidInstalments }
    }),
  concludePerformance: (s, p) => ({
    ...s,
    conclusion: p.conclusion,
    stage: p.conclusion === 'done' ? 'performed' : 'performing',
  }),
  visitReturn: (s) => ({ ...s, returnVisits: s.returnVisits + 1 }),
  applyConfirmation: (s) => ({ ...s, confirmation: 'applied' }),
  decideConfirmation: (s, p) => ({ ...s, confirmation: p.result }),
  terminate: (s, p) => ({ ...s, stage: 'terminated', result: 'failure', closedOn: p.on }),
  close: (s, p) => ({ ...s, stage: 'closed', closedOn: s.result === 'failure' ? s.closedOn : p.on }),
  archive: (s) => ({ ...s, stage: 'archived' }),
  /** Back to where the work goes on; a failed mediation starts over, a settled one keeps its agreement. */
  reopen: (s) =>
    s.result === 'success'
      ? { ...s, stage: workingStage(s), closedOn: null }
      : { ...s, stage: 'mediating', result: null, closedOn: null },
  extendDeadline: (s) => s,
  recordPause: (s) => s,
}

function withAgreement(state: MediationState, change: (agreement: AgreementState) => AgreementState): MediationState {
  return state.agreement ? settle({ ...state, agreement: change(state.agreement) }) : state
}

/** Works out whether and when the agreement takes effect, and the stage that follows. */
function settle(state: MediationState): MediationState {
  if (!state.agreement) return state
  const next = { ...state, agreement: { ...state.agreement, effectiveOn: effectiveDay(state.agreement) } }
  return { ...next, stage: workingStage(next) }
}

function workingStage(state: MediationState): Stage {
  if (!state.agreement) return 'mediating'
  if (!state.agreement.effectiveOn) return 'agreed'
  return state.conclusion === 'done' ? 'performed' : 'performing'
}

/**
 * The day a mediation agreement takes effect.
 *
 * Source: People's Mediation Law (人民调解法) Art. 29: a written one when all parties have signed,
 * sealed or finger-printed, the mediator has signed and the committee has sealed it, hence the
 * last of these days; Art. 30: an oral one on the day it was reached.
 */
export function effectiveDay(agreement: AgreementState): Day | null {
  if (agreement.form === 'oral') return agreement.reachedOn
  const days = [
    ...agreement.signatories.map((id) => agreement.signedOn[id] ?? null),
    agreement.mediatorSignedOn,
    agreement.sealedOn,
  ]
  if (days.some((day) => day === null)) return null
  return (days as Day[]).reduce((last, day) => (day > last ? day : last))
}

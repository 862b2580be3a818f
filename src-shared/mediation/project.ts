import type { Day } from '../kernel/day.ts'
import type { MediationClockFacts } from './clocks.ts'
import type { CorrectionChanges, ImportedCase, MediationAct } from './events.ts'
import type { MediationState } from './fold.ts'

/** An event of this mediation that the fold took. */
export interface TakenEvent {
  id: string
  kind: string
  payload: unknown
}

type Accepted = MediationAct<'accept'>
export type SessionRecord = MediationAct<'recordSession'> & { id: string; no: number }
export type PaidInstalment = MediationAct<'reachAgreement'>['instalments'][number] & {
  /** Paid so far, fen. */
  paidFen: number
  /** The day it was settled in full. */
  paidOn: Day | null
}

/** Everything that a mediation's events say about it beyond its stage. A pure function of the events. */
export interface MediationRecord {
  /** The case as an older ledger held it. */
  imported: ImportedCase | null
  accepted: Accepted | null
  mediators: MediationAct<'assignMediators'>['mediators']
  sessions: SessionRecord[]
  agreement: MediationAct<'reachAgreement'> | null
  instalments: PaidInstalment[]
  performance: MediationAct<'concludePerformance'> | null
  returnVisit: MediationAct<'visitReturn'> | null
  firstReturnVisitOn: Day | null
  confirmationApplied: MediationAct<'applyConfirmation'> | null
  confirmationDecided: MediationAct<'decideConfirmation'> | null
  terminated: MediationAct<'terminate'> | null
  refused: MediationAct<'refuse'> | null
  archived: MediationAct<'archive'> | null
  recusals: MediationAct<'recordRecusal'>[]
  toldOn: Record<string, Day>
  extensions: MediationAct<'extendDeadline'>[]
  pauses: MediationAct<'recordPause'>[]
  firstConsentOn: Day | null
}

const EMPTY: MediationRecord = {
  imported: null,
  accepted: null,
  mediators: [],
  sessions: [],
  agreement: null,
  instalments: [],
  performance: null,
  returnVisit: null,
  firstReturnVisitOn: null,
  confirmationApplied: null,
  confirmationDecided: null,
  terminated: null,
  refused: null,
  archived: null,
  recusals: [],
  toldOn: {},
  extensions: [],
  pauses: [],
  firstConsentOn: null,
}

/** Reads the events in order; later ones replace what earlier ones said. */
export function projectMediation(events: readonly TakenEvent[]): MediationRecord {
  return events.reduce(projectOne, EMPTY)
}

function projectOne(r: MediationRecord, { kind, payload }: TakenEvent): MediationRecord {
  switch (kind) {
    case 'mediation.accept':
      return { ...r, accepted: payload as Accepted }
    case 'mediation.imported':
      return projectImported(r, payload as ImportedCase)
    case 'mediation.correct':
      return r.accepted
        ? { ...r, accepted: { ...r.accepted, ...(payload as { changes: CorrectionChanges }).changes } }
        : r
    case 'mediation.refuse':
      return { ...r, refused: payload as MediationAct<'refuse'> }
    case 'mediation.recordConsent':
      return { ...r, firstConsentOn: r.firstConsentOn ?? (payload as MediationAct<'recordConsent'>).on }
    case 'mediation.tellRights': {
      const told = payload as MediationAct<'tellRights'>
      return { ...r, toldOn: { ...r.toldOn, ...Object.fromEntries(told.partyIds.map((id) => [id, told.on])) } }
    }
    case 'mediation.assignMediators':
      return { ...r, mediators: (payload as MediationAct<'assignMediators'>).mediators }
    case 'mediation.recordRecusal':
      return { ...r, recusals: [...r.recusals, payload as MediationAct<'recordRecusal'>] }
    case 'mediation.recordSession':
      return { ...r, sessions: putSession(r.sessions, payload as MediationAct<'recordSession'>) }
    case 'mediation.reachAgreement': {
      const agreement = payload as MediationAct<'reachAgreement'>
      return {
        ...r,
        agreement,
        instalments: agreement.instalments.map((each) => ({ ...each, paidFen: 0, paidOn: null })),
      }
    }
    case 'mediation.performInstalment': {
      const paid = payload as MediationAct<'performInstalment'>
      return {
        ...r,
        instalments: r.instalments.map((each) => (each.no === paid.no ? payInto(each, paid) : each)),
      }
    }
    case 'mediation.concludePerformance':
      return { ...r, performance: payload as MediationAct<'concludePerformance'> }
    case 'mediation.visitReturn': {
      const visit = payload as MediationAct<'visitReturn'>
      return { ...r, returnVisit: visit, firstReturnVisitOn: r.firstReturnVisitOn ?? visit.on }
    }
    case 'mediation.applyConfirmation':
      return { ...r, confirmationApplied: payload as MediationAct<'applyConfirmation'> }
    case 'mediation.decideConfirmation':
      return { ...r, confirmationDecided: payload as MediationAct<'decideConfirmation'> }
    case 'mediation.terminate':
      return { ...r, terminated: payload as MediationAct<'terminate'> }
    case 'mediation.archive':
      return { ...r, archived: payload as MediationAct<'archive'> }
    case 'mediation.reopen':
      return { ...r, terminated: null, archived: null }
    case 'mediation.extendDeadline':
      return { ...r, extensions: [...r.extensions, payload as MediationAct<'extendDeadline'>] }
    case 'mediation.recordPause':
      return { ...r, pauses: [...r.pauses, payload as MediationAct<'recordPause'>] }
    default:
      return r
  }
}

function payInto(instalment: PaidInstalment, paid: MediationAct<'performInstalment'>): PaidInstalment {
  const paidFen = instalment.paidFen + paid.amountFen
  return { ...instalment, paidFen, paidOn: paidFen >= instalment.amountFen ? paid.on : null }
}

function projectImported(r: MediationRecord, imported: ImportedCase): MediationRecord {
  const { acceptedOn, source, referralUnit, justiceClass, governanceClass, difficulty, facts } = imported
  return {
    ...r,
    imported,
    accepted: {
      acceptedOn,
      source,
      referralUnit,
      referralNumber: '',
      clock: 'general',
      justiceClass,
      governanceClass,
      scale: '01',
      difficulty,
      facts,
      requests: [],
    },
    mediators: imported.mediators.map(({ name }) => ({ userId: null, name, isLead: false })),
  }
}

function putSession(sessions: SessionRecord[], payload: MediationAct<'recordSession'>): SessionRecord[] {
  const id = payload.sessionId ?? ''
  const at = sessions.findIndex((session) => session.id === id)
  if (at < 0) return [...sessions, { ...payload, id, no: sessions.length + 1 }]
  return sessions.map((session, index) => (index === at ? { ...session, ...payload } : session))
}

/** What decides the clocks, from state and record. */
export function clockFacts(state: MediationState, record: MediationRecord, receivedOn: Day): MediationClockFacts {
  return {
    clock: record.accepted?.clock ?? 'general',
    receivedOn,
    acceptedOn: state.acceptedOn,
    refusedOn: record.refused?.refusedOn ?? null,
    otherSideToldOn: record.firstConsentOn,
    reachedOn: state.agreement?.reachedOn ?? null,
    terminatedOn: record.terminated?.on ?? null,
    agreementForm: state.agreement?.form ?? null,
    effectiveOn: state.agreement?.effectiveOn ?? null,
    performBy: state.agreement?.performBy ?? null,
    confirmationAppliedOn: record.confirmationApplied?.on ?? null,
    firstReturnVisitOn: record.firstReturnVisitOn,
  }
}

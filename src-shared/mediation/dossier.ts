import type { Day } from '../kernel/day.ts'
import type { PartyId } from '../kernel/ids.ts'
import type { MediationState } from './fold.ts'
import type { MediationRecord } from './project.ts'
import type { DossierGap } from './schema.ts'

/** Order inside a dossier. Source: 司发通〔2010〕239号 forms as reprinted with local additions (A2.1). */
const ORDER = [
  'dossier_cover',
  'dossier_catalogue',
  'application_form',
  'acceptance_form',
  'rights_notice',
  'session_record',
  'agreement',
  'oral_agreement',
  'termination_notice',
  'return_visit',
  'judicial_confirmation',
  'deadline_sheet',
  'receipt_slip',
  'refusal_notice',
]

export function dossierOrder(kind: string): number {
  const at = ORDER.indexOf(kind)
  return at < 0 ? ORDER.length : at
}

/** What a check-up needs to know besides state and record. */
export interface DossierFacts {
  receivedOn: Day
  partyIds: readonly PartyId[]
  nameOf: (partyId: string) => string
  issuedKinds: ReadonlySet<string>
  hasIdentity: (partyId: string) => boolean
}

/** 卷宗体检: what is missing, which days are out of order, where a hand or a seal is wanted. */
export function checkDossier(state: MediationState, record: MediationRecord, facts: DossierFacts): DossierGap[] {
  if (!record.accepted) return []
  return [...missing(state, record, facts), ...outOfOrder(state, record, facts), ...unsigned(state, facts)]
}

function missing(state: MediationState, record: MediationRecord, facts: DossierFacts): DossierGap[] {
  const problems: DossierGap[] = []
  const lack = (text: string, field: string) => void problems.push({ kind: 'missing', text, field })
  if (!facts.issuedKinds.has('acceptance_form') && !facts.issuedKinds.has('application_form'))
    lack('缺受理登记表（或申请书）', 'acceptance_form')
  for (const id of facts.partyIds) {
    if (!state.consentedBy.includes(id) && !state.refusedBy.includes(id))
      lack(`未记录${facts.nameOf(id)}是否同意调解`, 'recordConsent')
    if (!state.toldRights.includes(id)) lack(`未向${facts.nameOf(id)}告知权利义务`, 'tellRights')
    if (!facts.hasIdentity(id)) lack(`${facts.nameOf(id)}没有证件号码`, 'amend')
  }
  if (facts.partyIds.length < 2) lack('当事人不足两方', 'amend')
  if (!facts.issuedKinds.has('rights_notice')) lack('缺权利义务告知书', 'rights_notice')
  if (record.mediators.length === 0) lack('未指定调解员', 'assignMediators')
  if (record.sessions.length > 0 && !facts.issuedKinds.has('session_record')) lack('缺调解记录', 'session_record')
  if (state.agreement?.form === 'written' && !facts.issuedKinds.has('agreement')) lack('缺调解协议书', 'agreement')
  if (state.agreement?.form === 'oral' && !facts.issuedKinds.has('oral_agreement'))
    lack('缺口头协议登记表', 'oral_agreement')
  if (record.terminated && !facts.issuedKinds.has('termination_notice')) lack('缺终止调解告知书', 'termination_notice')
  if (state.stage === 'closed' || state.stage === 'archived') {
    if (!facts.issuedKinds.has('dossier_cover')) lack('缺卷宗封面', 'dossier_cover')
    if (!facts.issuedKinds.has('dossier_catalogue')) lack('缺卷内目录', 'dossier_catalogue')
    if (state.agreement && state.returnVisits === 0) lack('没有回访记录', 'visitReturn')
  }
  return problems
}

function outOfOrder(state: MediationState, record: MediationRecord, facts: DossierFacts): DossierGap[] {
  const problems: DossierGap[] = []
  const mustNotPrecede = (
    later: Day | null | undefined,
    earlier: Day | null | undefined,
    text: string,
    field: string,
  ) => {
    if (later && earlier && later < earlier)
      problems.push({ kind: 'order', text: `${text}（${later} 早于 ${earlier}）`, field })
  }
  mustNotPrecede(state.acceptedOn, facts.receivedOn, '受理早于收到', 'amend')
  for (const session of record.sessions) {
    mustNotPrecede(session.heldOn, state.acceptedOn, `第 ${session.no} 次调解早于受理`, 'recordSession')
    for (const [id, told] of Object.entries(record.toldOn))
      mustNotPrecede(session.heldOn, told, `第 ${session.no} 次调解早于对${facts.nameOf(id)}的告知`, 'tellRights')
  }
  mustNotPrecede(
    state.agreement?.reachedOn,
    record.sessions.at(-1)?.heldOn,
    '达成协议早于最后一次调解',
    'reachAgreement',
  )
  mustNotPrecede(record.performance?.on, state.agreement?.effectiveOn, '履行早于生效', 'concludePerformance')
  mustNotPrecede(record.archived?.on, state.closedOn, '归档早于结案', 'archive')
  return problems
}

function unsigned(state: MediationState, facts: DossierFacts): DossierGap[] {
  const { agreement } = state
  if (!agreement || agreement.form === 'oral') return []
  const problems: DossierGap[] = agreement.signatories
    .filter((id) => !agreement.signedOn[id])
    .map((id) => ({ kind: 'signature', text: `协议书缺${facts.nameOf(id)}签名`, field: 'signAsParty' }))
  if (!agreement.mediatorSignedOn)
    problems.push({ kind: 'signature', text: '协议书缺调解员签名', field: 'signAsMediator' })
  if (!agreement.sealedOn) problems.push({ kind: 'signature', text: '协议书缺调委会印章', field: 'sealByCommittee' })
  return problems
}

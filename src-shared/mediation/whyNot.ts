import type { Day } from '../kernel/day.ts'
import { toYuanText } from '../kernel/money.ts'
import type { MediationState } from './fold.ts'
import type { MediationAct, MediationActName } from './events.ts'

const WORKING = ['mediating', 'agreed', 'performing', 'performed'] as const

/**
 * Why an act is not possible in this state, in Chinese for the user, or undefined if it is.
 * Without a payload only the state is judged (for buttons); with one, its days and parties too.
 */
export function whyNot<N extends MediationActName>(
  state: MediationState,
  act: N,
  payload?: MediationAct<N>,
): string | undefined {
  return STATE_RULES[act](state) ?? (payload ? PAYLOAD_RULES[act]?.(state, payload as never) : undefined)
}

const isWorking = (s: MediationState): boolean => (WORKING as readonly string[]).includes(s.stage)
const notWorking = (s: MediationState): string | undefined =>
  isWorking(s) ? undefined : s.stage === 'to_accept' ? '尚未受理' : '已经结束，如需继续请先重新打开'
const hasEffect = (s: MediationState): string | undefined =>
  notWorking(s) ??
  (!s.agreement
    ? '尚未达成协议'
    : !s.agreement.effectiveOn
      ? '协议尚未生效：签名、调解员签名、调委会印章三项齐备后才生效'
      : undefined)
const awaitsSignature = (s: MediationState): string | undefined =>
  notWorking(s) ??
  (!s.agreement ? '尚未达成协议' : s.agreement.form === 'oral' ? '口头协议自达成之日生效，不需逐项确认签章' : undefined)

const STATE_RULES: Record<MediationActName, (s: MediationState) => string | undefined> = {
  accept: (s) => (s.stage === 'to_accept' ? undefined : '已经受理或已作处理'),
  refuse: (s) => (s.stage === 'to_accept' ? undefined : '只有待受理的事项可以不予受理'),
  recordConsent: (s) => (s.stage === 'to_accept' ? undefined : notWorking(s)),
  tellRights: notWorking,
  assignMediators: notWorking,
  recordRecusal: (s) => notWorking(s) ?? (s.hasMediators ? undefined : '尚未指定调解员'),
  recordSession: (s) =>
    notWorking(s) ??
    (s.agreement ? '已达成协议；如需再调解请先撤回协议或重新打开' : undefined) ??
    (s.hasMediators ? undefined : '请先指定调解员') ??
    (s.refusedBy.length > 0 ? '有当事人明确拒绝调解，不得调解（人民调解法第十七条）' : undefined),
  reachAgreement: (s) =>
    notWorking(s) ??
    (s.agreement ? '已达成协议' : undefined) ??
    (s.hasMediators ? undefined : '请先指定调解员') ??
    (s.refusedBy.length > 0 ? '有当事人明确拒绝调解（人民调解法第十七条）' : undefined) ??
    (s.sessionIds.length > 0 ? undefined : '请先记录至少一次调解'),
  signAsParty: (s) => awaitsSignature(s) ?? (s.agreement?.effectiveOn ? '协议已经生效' : undefined),
  signAsMediator: (s) => awaitsSignature(s) ?? (s.agreement?.mediatorSignedOn ? '调解员已签名' : undefined),
  sealByCommittee: (s) => awaitsSignature(s) ?? (s.agreement?.sealedOn ? '调委会印章已加盖' : undefined),
  performInstalment: (s) => hasEffect(s) ?? (s.agreement?.instalmentFen.length ? undefined : '协议没有约定分期'),
  concludePerformance: hasEffect,
  visitReturn: (s) => (s.stage === 'closed' || s.stage === 'archived' ? undefined : hasEffect(s)),
  applyConfirmation: (s) =>
    (s.stage === 'closed' ? (s.agreement ? undefined : '没有达成协议') : hasEffect(s)) ??
    (s.agreement?.form === 'oral' ? '口头协议一般不能申请司法确认，请先制作书面协议' : undefined) ??
    (s.confirmation === 'none' || s.confirmation === 'withdrawn' ? undefined : '已经申请司法确认'),
  decideConfirmation: (s) => (s.confirmation === 'applied' ? undefined : '没有等待结果的司法确认申请'),
  terminate: (s) => notWorking(s) ?? (s.agreement ? '已达成协议，不能终止；如协议未成立请先撤回' : undefined),
  close: (s) =>
    s.stage === 'terminated' ? undefined : (hasEffect(s) ?? (s.conclusion ? undefined : '请先记录履行情况')),
  archive: (s) => (s.stage === 'closed' ? undefined : '结案后才能归档'),
  reopen: (s) =>
    s.stage === 'closed' || s.stage === 'archived' || s.stage === 'terminated' ? undefined : '没有结束，不需要重新打开',
  extendDeadline: notWorking,
  recordPause: notWorking,
}

type PayloadRules = { [N in MediationActName]?: (s: MediationState, p: MediationAct<N>) => string | undefined }

const PAYLOAD_RULES: PayloadRules = {
  recordSession: (s, p) =>
    notBefore(s.acceptedOn, p.heldOn, '调解日期早于受理日期') ??
    (p.endsAt < p.startsAt ? '结束时间早于开始时间' : undefined),
  reachAgreement: (s, p) =>
    notBefore(s.acceptedOn, p.reachedOn, '达成协议的日期早于受理日期') ??
    (p.performance === 'instalments' && p.instalments.length === 0 ? '分期履行请填写各期' : undefined) ??
    (p.instalments.length > 0 && sum(p.instalments.map((each) => each.amountFen)) !== p.amountFen
      ? '各期金额之和与协议金额不一致'
      : undefined) ??
    (p.instalments.some((each, index) => each.no !== index + 1) ? '分期期次应当从 1 起依次编号' : undefined) ??
    (new Set(p.signatories.map((each) => each.partyId)).size < p.signatories.length ? '协议的签署方重复' : undefined),
  signAsParty: (s, p) =>
    (s.agreement?.signatories.includes(p.partyId) ? undefined : '不是协议的签署方') ??
    (s.agreement?.signedOn[p.partyId] ? '该当事人已签名' : undefined) ??
    notBefore(s.agreement?.reachedOn, p.on, '签名日期早于达成协议的日期'),
  signAsMediator: (s, p) => notBefore(s.agreement?.reachedOn, p.on, '签名日期早于达成协议的日期'),
  sealByCommittee: (s, p) => notBefore(s.agreement?.reachedOn, p.on, '盖章日期早于达成协议的日期'),
  performInstalment: (s, p) =>
    (p.no <= (s.agreement?.instalmentFen.length ?? 0) ? undefined : '没有这一期') ??
    (s.agreement?.paidInstalments.includes(p.no) ? '这一期已经付清' : undefined) ??
    (p.amountFen > owedFen(s, p.no) ? `超过这一期尚欠的 ${toYuanText(owedFen(s, p.no))} 元` : undefined) ??
    (p.amountFen === 0 && owedFen(s, p.no) > 0 ? '请填写实付金额' : undefined) ??
    notBefore(s.agreement?.effectiveOn, p.on, '履行日期早于协议生效日期'),
  visitReturn: (s, p) => notBefore(s.agreement?.effectiveOn, p.on, '回访日期早于协议生效日期'),
  concludePerformance: (s, p) =>
    notBefore(s.agreement?.effectiveOn, p.on, '履行日期早于协议生效日期') ??
    (p.conclusion === 'done' && hasUnpaid(s)
      ? '还有分期没有付清，不能记为已履行；请先记录付款，或选部分履行'
      : undefined),
  applyConfirmation: (s, p) => notBefore(s.agreement?.effectiveOn, p.on, '申请日期早于协议生效日期'),
  terminate: (s, p) => notBefore(s.acceptedOn, p.on, '终止日期早于受理日期'),
  close: (s, p) => notBefore(s.acceptedOn, p.on, '结案日期早于受理日期'),
  recordPause: (_, p) => notBefore(p.fromOn, p.toOn, '结束日期早于开始日期'),
  archive: (s, p) => notBefore(s.closedOn, p.on, '归档日期早于结案日期'),
}

const owedFen = (s: MediationState, no: number): number =>
  (s.agreement?.instalmentFen[no - 1] ?? 0) - (s.agreement?.paidFen[no - 1] ?? 0)
const hasUnpaid = (s: MediationState): boolean =>
  (s.agreement?.paidInstalments.length ?? 0) < (s.agreement?.instalmentFen.length ?? 0)

const notBefore = (earlier: Day | null | undefined, later: Day, message: string): string | undefined =>
  earlier && later < earlier ? message : undefined
const sum = (numbers: number[]): number => numbers.reduce((total, each) => total + each, 0)

import type { Channel, Stage } from '../intake/schema.ts'
import type { Day } from '../kernel/day.ts'
import type { PetitionAct, PetitionActName } from './events.ts'
import { PETITION_DEADLINE_RULES } from './deadlineRules.ts'
import { clockKey, type PetitionState, type TransferState } from './fold.ts'

/**
 * Why an act is not possible in this state, in Chinese for the user, or undefined if it is.
 * Without a payload only the state is judged (for buttons); with one, its days and references too.
 */
export function whyNot<N extends PetitionActName>(
  state: PetitionState,
  act: N,
  payload?: PetitionAct<N>,
): string | undefined {
  return STATE_RULES[act](state) ?? (payload ? PAYLOAD_RULES[act]?.(state, payload as never) : undefined)
}

/**
 * Why an act does not fit this matter, by what its card says and what the citizen told. Not a rule of the fold: a card
 * may be amended, and what was recorded before stays recorded. The door and the buttons ask here as well.
 */
export function whyUnfit(
  state: PetitionState,
  act: PetitionActName,
  { channel }: { channel: Channel },
): string | undefined {
  if (act === 'objectToSender' && channel !== 'transfer')
    return '不是其他单位转送、交办来的；来源方式有误的，请先修改登记'
  if (act === 'reportUrgent' && state.isDescribed && !state.isUrgent)
    return '信访登记没有勾选“重大、紧急”；属于的，请先修改信访登记（信访工作条例第二十五条）'
  return undefined
}

type Rule = (s: PetitionState) => string | undefined
const at =
  (stages: readonly Stage[], why: string): Rule =>
  (s) =>
    stages.includes(s.stage) ? undefined : why
const all =
  (...rules: Rule[]): Rule =>
  (s) => {
    for (const rule of rules) {
      const why = rule(s)
      if (why) return why
    }
    return undefined
  }

/** Ended in whatever way: nothing more is owed until it is reopened. */
const ENDED: readonly Stage[] = ['closed', 'archived']
/** Ways that lead out of the office without an opinion of its own. */
const GONE: readonly Stage[] = ['guided', 'led', 'refused', 'withdrawn', 'replied']

const isOpen: Rule = (s) => (ENDED.includes(s.stage) ? '已经结案，如需继续请先重新打开' : undefined)
const isLive: Rule = (s) =>
  isOpen(s) ?? (GONE.includes(s.stage) ? '已经作出去向处理；如有变化请撤回或重新打开' : undefined)
const isDescribed: Rule = (s) => (s.isDescribed ? undefined : '请先补全信访登记')
const notReport: Rule = (s) =>
  s.purpose === 'report' ? '检举控告类按管理权限转送有权单位处理，不走这个途径（信访工作条例第三十条）' : undefined
const toSort = all(isOpen, at(['to_sort'], '已经甄别处理'), isDescribed)
const sortable = all(toSort, notReport)
const isTransferred: Rule = (s) =>
  isOpen(s) ?? (s.transfers.some((each) => !each.isReturned) ? undefined : '没有转送、交办的单位')
/** Some unit that it was passed to still owes this. */
const waitsFor = (fits: (transfer: TransferState) => boolean, why: string): Rule =>
  all(isTransferred, (s) => (s.transfers.some((each) => !each.isReturned && fits(each)) ? undefined : why))
const hasMandate: Rule = (s) => isOpen(s) ?? (s.mandate ? undefined : '没有有效的代理委托')
const isHandled = at(['handling'], '受理后才能作出处理意见')

const STATE_RULES: Record<PetitionActName, Rule> = {
  describe: (s) => (s.stage === 'archived' ? '已经归档' : undefined),
  accept: sortable,
  tellAcceptance: all(isOpen, (s) => (s.acceptedOn ? undefined : '尚未受理')),
  transfer: sortable,
  recordUnitReceipt: waitsFor((each) => !each.receivedOn, '承办单位都已签收'),
  // A report that was handed on is owed an answer within the fifteen days as well.
  tellDirection: (s) => isOpen(s) ?? (s.stage === 'transferred' ? undefined : isTransferred(s)),
  unitObjects: waitsFor((each) => !each.acceptedOn, '承办单位已经受理'),
  unitAccepts: waitsFor((each) => !each.acceptedOn && !each.reportedOn, '承办单位已经受理或者报告了结果'),
  unitReports: isTransferred,
  objectToSender: all(isOpen, at(['to_sort'], '已经甄别处理'), (s) =>
    s.objection === 'none' ? undefined : '已经提出异议',
  ),
  senderDecides: all(isOpen, (s) => (s.objection === 'raised' ? undefined : '没有等待答复的异议')),
  guide: sortable,
  leadToProcedure: all(isOpen, at(['to_sort', 'handling'], '已经作出去向处理'), isDescribed, notReport),
  procedureBegins: at(['led'], '没有导入其他法定途径'),
  procedureEnds: all(at(['led'], '没有导入其他法定途径'), (s) =>
    s.procedureOn ? undefined : '请先记录该程序已经受理',
  ),
  handReport: all(toSort, (s) => (s.purpose === 'report' ? undefined : '只有检举控告类走这个途径')),
  refuse: sortable,
  reply: all(toSort, notReport),
  toMediation: all(
    isOpen,
    at(['to_sort', 'handling'], '只有待甄别或办理中的事项可以转人民调解'),
    isDescribed,
    notReport,
    (s) => (s.isJudicial ? '涉法涉诉未终结的事项不能转人民调解（访调对接）' : undefined),
  ),
  mediationReturns: (s) => (s.mediation === 'running' ? undefined : '没有在办的调解'),
  hear: all(isOpen, at(['handling', 'rechecking'], '办理或复核中才能听证')),
  settle: all(isOpen, at(['handling'], '办理中才能记录调解或和解'), notReport),
  issueOpinion: all(isOpen, at(['handling', 'reviewing', 'rechecking'], '受理、复查或复核中才能作出意见')),
  serve: isOpen,
  applyReview: all(
    (s) => (s.stage === 'archived' ? '已经归档，如需继续请先重新打开' : undefined),
    (s) => (s.opinions.handling?.servedOn ? undefined : '处理意见送达后才能申请复查'),
    (s) => (s.opinions.recheck ? '复核意见是终局意见（信访工作条例第三十六条）' : undefined),
    at(['served', 'closed'], '意见送达后才能申请复查或复核'),
  ),
  extendDeadline: (s) =>
    s.stage === 'led'
      ? s.procedureOn
        ? undefined
        : '该途径受理后才有可以延长的期限'
      : (isLive(s) ?? (s.acceptedOn ? undefined : '受理后才有可以延长的期限')),
  tellExtension: (s) => isLive(s) ?? (s.untoldExtensions > 0 ? undefined : '没有等待告知的延期'),
  supervise: isTransferred,
  superviseAnswer: all(isOpen, (s) => (s.openSupervisions.length > 0 ? undefined : '没有等待反馈的督办')),
  reportUrgent: isOpen,
  recuse: isOpen,
  contact: isOpen,
  rate: (s) => (s.stage === 'archived' ? '已经归档' : undefined),
  visitReturn: (s) => (s.stage === 'archived' ? '已经归档' : undefined),
  publish: all(
    (s) => (s.stage === 'archived' ? '已经归档' : undefined),
    (s) => (s.purpose === 'report' ? '检举控告的办理情况不公开（信访工作条例第三十条）' : undefined),
    (s) => (s.wishesSecrecy ? '信访人要求保密，不公开' : undefined),
    (s) => (s.mayPublish ? undefined : '信访人没有同意公开办理结果（个人信息保护法第二十五条）'),
    (s) => (answeredOn(s) ? undefined : '答复信访人之后才能公开'),
    (s) => (s.publishedOn ? '已经公开' : undefined),
  ),
  withdraw: all(isLive, (s) => (s.stage === 'in_mediation' ? '调解还在进行，请先记录调解结果' : undefined)),
  close: all(isOpen, (s) => whyNotClose(s)),
  archive: at(['closed'], '结案后才能归档'),
  reopen: at(['closed', 'archived'], '没有结案，不需要重新打开'),
  mandate: all(isOpen, notReport, (s) => (s.mandate ? '已有代理委托；换代理员请用“移交代理”' : undefined)),
  revokeMandate: hasMandate,
  endMandate: hasMandate,
  recuseAgent: hasMandate,
  handOverAgency: hasMandate,
  runErrand: hasMandate,
  submit: hasMandate,
  recordReceipt: all(isOpen, (s) => (s.submitIds.length > s.receiptedIds.length ? undefined : '没有等待回执的提交')),
  meet: all(isOpen, notReport),
  finishAction: all(isOpen, (s) =>
    Object.values(s.meetings).some((open) => open.length > 0) ? undefined : '没有待落实的议定事项',
  ),
  feedBack: all(isOpen, (s) => (s.mandates > 0 ? undefined : '没有代理委托；联系信访人请用“联系记录”')),
}

/** 办结 needs an answer that reached the citizen, or a way out that was told. */
function whyNotClose(s: PetitionState): string | undefined {
  switch (s.stage) {
    case 'to_sort':
      return '尚未甄别处理'
    case 'handling':
      return '尚未作出处理意见'
    case 'opinion':
      return '意见尚未送达'
    case 'reviewing':
      return '复查尚未答复'
    case 'rechecking':
      return '复核尚未答复'
    case 'in_mediation':
      return '调解还在进行'
    case 'transferred':
      return s.purpose === 'report' || s.transfers.some((each) => !each.isReturned && each.reportedOn)
        ? undefined
        : '承办单位尚未答复或报告办理结果'
    default:
      return undefined
  }
}

type PayloadRules = { [N in PetitionActName]?: (s: PetitionState, p: PetitionAct<N>) => string | undefined }

const transferOf = (s: PetitionState, id: string) => s.transfers.find((each) => each.id === id && !each.isReturned)
const noTransfer = (s: PetitionState, id: string): string | undefined =>
  transferOf(s, id) ? undefined : '没有这次转送、交办'

const PAYLOAD_RULES: PayloadRules = {
  describe: (s, p) =>
    p.purpose === 'report' && s.mandate
      ? '检举控告类不宜代理，请先终止代理'
      : p.purpose !== s.purpose && s.stage !== 'to_sort' && (p.purpose === 'report' || s.purpose === 'report')
        ? '已经甄别处理，不能再改为或改自检举控告；请先撤回'
        : undefined,
  accept: (s, p) => (p.isSimple && s.isRepeat ? '简易办理只适用于初次信访' : undefined),
  transfer: (_, p) =>
    (p.mode === 'assign' && !p.reportBy ? '交办请写明反馈期限' : undefined) ??
    notBefore(p.on, p.reportBy, '反馈期限早于交办日期') ??
    notBefore(p.on, p.receivedOn, '签收日期早于转送日期'),
  recordUnitReceipt: (s, p) =>
    noTransfer(s, p.transferId) ??
    (transferOf(s, p.transferId)?.receivedOn ? '已经记录签收' : undefined) ??
    notBefore(transferOf(s, p.transferId)?.on, p.on, '签收日期早于转送日期'),
  unitObjects: (s, p) =>
    noTransfer(s, p.transferId) ??
    (transferOf(s, p.transferId)?.acceptedOn ? '承办单位已经受理' : undefined) ??
    notBefore(transferOf(s, p.transferId)?.on, p.on, '异议日期早于转送日期'),
  unitAccepts: (s, p) =>
    noTransfer(s, p.transferId) ??
    (transferOf(s, p.transferId)?.acceptedOn ? '承办单位已经受理' : undefined) ??
    (transferOf(s, p.transferId)?.reportedOn ? '承办单位已经报告办理结果' : undefined) ??
    notBefore(transferOf(s, p.transferId)?.on, p.acceptedOn, '受理日期早于转送日期') ??
    notBefore(p.acceptedOn, p.toldOn, '告知日期早于受理日期'),
  unitReports: (s, p) =>
    noTransfer(s, p.transferId) ?? notBefore(transferOf(s, p.transferId)?.on, p.on, '报告日期早于转送日期'),
  handReport: (_, p) =>
    p.isChecked ? undefined : '请核对：接收单位不是被反映的单位、人员，也不归其管理（信访工作条例第三十条）',
  toMediation: (_, p) =>
    p.citizenConsentedOn > p.on || p.otherConsentedOn > p.on ? '双方同意之后才能移交调解' : undefined,
  settle: (s, p) => notBefore(s.acceptedOn, p.on, '日期早于受理日期'),
  hear: (s, p) =>
    notBefore(p.fromOn, p.toOn, '结束日期早于开始日期') ??
    (p.of === 'recheck' && s.stage !== 'rechecking' ? '不在复核中' : undefined) ??
    (p.of === 'handling' && s.stage !== 'handling' ? '不在办理中' : undefined),
  issueOpinion: (s, p) =>
    (p.level === 'handling' ? isHandled(s) : undefined) ??
    (p.level === 'review' && s.stage !== 'reviewing' ? '没有正在复查的申请' : undefined) ??
    (p.level === 'recheck' && s.stage !== 'rechecking' ? '没有正在复核的申请' : undefined) ??
    (p.level !== 'handling' && !p.reviewResult ? '请选择维持、变更或撤销' : undefined) ??
    (p.level !== 'recheck' && p.nextOrgan === ''
      ? `请写明申请${p.level === 'handling' ? '复查' : '复核'}的机关（信访工作条例第三十五条、第三十六条）`
      : undefined) ??
    notBefore(openedOn(s, p.level), p.on, '意见日期早于受理日期'),
  serve: (s, p) => {
    if (p.what === 'notice') return p.paper ? undefined : '请写明送达的文书'
    const opinion = s.opinions[p.what]
    if (!opinion) return '还没有作出这份意见'
    return (opinion.servedOn ? '已经送达' : undefined) ?? notBefore(opinion.on, p.on, '送达日期早于意见日期')
  },
  applyReview: (s, p) =>
    (p.level === 'review' && s.opinions.review ? '已经复查，请申请复核' : undefined) ??
    (p.level === 'recheck' && !s.opinions.review?.servedOn ? '复查意见送达后才能申请复核' : undefined) ??
    notBefore(p.on, p.receivedOn, '收到日期早于申请日期') ??
    notBefore(
      (p.level === 'review' ? s.opinions.handling : s.opinions.review)?.servedOn,
      p.on,
      '申请日期早于意见送达日期',
    ),
  extendDeadline: (s, p) => tooLong(s, p) ?? notBefore(p.on, p.toldOn, '告知日期早于批准日期'),
  superviseAnswer: (s, p) => (s.openSupervisions.includes(p.superviseId) ? undefined : '没有这次督办'),
  mandate: (_, p) =>
    p.consents.processing && p.consents.provide
      ? undefined
      : '代理需要委托人同意处理其个人信息并向责任单位提供（个人信息保护法第二十三条）；不同意的，仍可由本人直接提出',
  recuse: (_, p) => (p.isGranted && p.successor === '' ? '同意回避的，请写明改由谁办理' : undefined),
  recordReceipt: (s, p) =>
    s.submitIds.includes(p.submitId) && !s.receiptedIds.includes(p.submitId) ? undefined : '没有这次等待回执的提交',
  finishAction: (s, p) => (s.meetings[p.meetId]?.includes(p.no) ? undefined : '没有这项待落实的事项'),
  publish: (s, p) =>
    (p.isAnonymised ? undefined : '公开之前请隐去姓名、住址等个人信息，并勾选确认') ??
    notBefore(answeredOn(s), p.on, '公开日期早于答复日期'),
  close: (s, p) => notBefore(s.acceptedOn, p.on, '结案日期早于受理日期'),
  archive: (s, p) => notBefore(s.closedOn, p.on, '归档日期早于结案日期'),
}

function openedOn(s: PetitionState, level: 'handling' | 'review' | 'recheck'): Day | null {
  return level === 'handling' ? s.acceptedOn : level === 'review' ? s.reviewAskedOn : s.recheckAskedOn
}

/** The day on which the citizen had an answer that can be published; a mediation's content is not (人民调解不公开). */
function answeredOn(s: PetitionState): Day | null {
  const reported = s.transfers.find((each) => !each.isReturned && each.reportedOn)?.reportedOn
  return s.opinions.handling?.servedOn ?? s.settledOn ?? s.repliedOn ?? reported ?? null
}

/** What a record from elsewhere must not do either: more days than the clause gives (Art. 34: thirty in all). */
function tooLong(s: PetitionState, p: PetitionAct<'extendDeadline'>): string | undefined {
  const most = PETITION_DEADLINE_RULES.findLast((each) => each.id === p.ruleId)?.extension?.maxAmount
  if (!most) return '这个期限没有延长的规定'
  return (s.extendedBy[clockKey(p)] ?? 0) + p.amount > most ? `累计最多延长${most}日` : undefined
}

const notBefore = (
  earlier: Day | null | undefined,
  later: Day | null | undefined,
  message: string,
): string | undefined => (earlier && later && later < earlier ? message : undefined)

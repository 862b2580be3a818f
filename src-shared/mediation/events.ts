import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { PartyId, RowId, UserId } from '../kernel/ids.ts'
import { AmountFen } from '../kernel/money.ts'

const text = (max: number) => z.string().trim().max(max)
const needed = (max: number, message: string) => z.string().trim().min(1, message).max(max)

/** A2.5 受理方式 and 案件来源. `referred` covers every organ that hands a dispute over. */
export const SOURCES = {
  applied: '当事人申请',
  proactive: '主动调解',
  police: '公安移交',
  court: '审判机关委托（委派）',
  government: '政府部门指定',
  petition: '信访移交',
  procuratorate: '检察委托',
  other_referral: '其他移送',
} as const
export const Source = z.enum(Object.keys(SOURCES) as [keyof typeof SOURCES, ...(keyof typeof SOURCES)[]])
export type Source = z.infer<typeof Source>

export const DIFFICULTIES = { simple: '简单', ordinary: '一般', hard: '疑难复杂', major: '重大' } as const
export const Difficulty = z.enum(['simple', 'ordinary', 'hard', 'major'])
export type Difficulty = z.infer<typeof Difficulty>

export const CONCLUSIONS = { done: '已履行', partly: '部分履行', not: '未履行', refused: '拒不履行' } as const
export const Conclusion = z.enum(['done', 'partly', 'not', 'refused'])
export type Conclusion = z.infer<typeof Conclusion>

export const SATISFACTIONS = { satisfied: '满意', fair: '基本满意', unsatisfied: '不满意', '': '未评' } as const
export const Satisfaction = z.enum(['satisfied', 'fair', 'unsatisfied', ''])

export const Instalment = z.object({
  no: z.int().min(1).max(120),
  dueOn: Day,
  amountFen: AmountFen,
  what: text(200).default(''),
})
export type Instalment = z.infer<typeof Instalment>

export const Mediator = z.object({
  userId: UserId.nullable().default(null),
  name: needed(40, '请填写调解员姓名'),
  isLead: z.boolean().default(false),
})

/**
 * The acts of mediation, one payload schema each. The key is both the event kind (behind
 * `mediation.`) and the name of the command that records it.
 */
export const MEDIATION_ACTS = {
  /** 受理. `acceptedOn` starts the clocks (A2.5). */
  accept: z.object({
    acceptedOn: Day,
    source: Source,
    referralUnit: text(60).default(''),
    referralNumber: text(60).default(''),
    /** Which clock of A1.1 applies besides the general one: chosen by the officer, proposed by the class. */
    clock: z
      .enum(['general', 'medical', 'labour', 'court_before', 'court_ordinary', 'court_summary'])
      .default('general'),
    justiceClass: z.string().regex(/^\d{2}$/, '请选择纠纷类别'),
    governanceClass: z.string().regex(/^(\d{4}|99)$/, '请选择综治类别'),
    scale: z
      .string()
      .regex(/^0[123]$/)
      .default('01'),
    difficulty: Difficulty.default('ordinary'),
    facts: needed(5000, '请填写纠纷简要情况'),
    requests: z.array(needed(500, '请填写申请事项')).max(20).default([]),
  }),
  /** 不予受理, with the remedies told to the applicant. */
  refuse: z.object({
    refusedOn: Day,
    reason: needed(500, '请写明不受理原因'),
    remedies: z.array(needed(200, '')).min(1, '请告知其他救济途径').max(10),
  }),
  /** Consent or refusal of one party (人调法 Art. 17: a clear refusal ends it). */
  recordConsent: z.object({
    partyId: PartyId,
    isGiven: z.boolean(),
    on: Day,
    how: z.enum(['written', 'oral', 'phone']),
  }),
  /** A2.6 权利义务告知 given to parties. */
  tellRights: z.object({
    partyIds: z.array(PartyId).min(1, '请选择被告知的当事人'),
    on: Day,
    how: z.enum(['written', 'oral']),
  }),
  assignMediators: z.object({
    mediators: z.array(Mediator).min(1, '请指定调解员').max(9),
    chosenBy: z.enum(['committee', 'parties']).default('committee'),
    on: Day,
  }),
  /** A party's wish for another mediator, or a mediator's own disclosure, and what came of it. */
  recordRecusal: z.object({
    mediatorName: needed(40, '请填写调解员'),
    askedBy: needed(40, '请填写提出人'),
    reason: needed(300, '请填写理由'),
    isGranted: z.boolean(),
    on: Day,
  }),
  /** A2.9, one a session. */
  recordSession: z.object({
    sessionId: RowId.nullable().default(null),
    heldOn: Day,
    startsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写作 09:30'),
    endsAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写作 11:00'),
    place: needed(100, '请填写地点'),
    presentPartyIds: z.array(PartyId).max(60),
    participants: text(300).default(''),
    recorder: text(40).default(''),
    isRightsTold: z.boolean(),
    isPublic: z.boolean().default(false),
    record: needed(20_000, '请填写记录正文'),
    result: z.enum(['agreed', 'failed', 'continues']),
  }),
  /** A2.10 written or A2.11 oral. */
  reachAgreement: z.object({
    form: z.enum(['written', 'oral']),
    reachedOn: Day,
    disputedFacts: needed(8000, '请填写主要事实和争议事项'),
    terms: z.array(needed(1000, '条款不能为空')).min(1, '请至少写一条协议内容').max(40),
    amountFen: AmountFen,
    performance: z.enum(['at_once', 'once', 'instalments', 'deed']),
    performanceMeans: text(60).default(''),
    performancePlace: text(100).default(''),
    performBy: Day.nullable().default(null),
    instalments: z.array(Instalment).max(120).default([]),
    copies: z.int().min(1).max(60).default(3),
    signatories: z.array(z.object({ partyId: PartyId, name: z.string().max(80) })).min(2, '协议至少有两方当事人'),
  }),
  signAsParty: z.object({ partyId: PartyId, on: Day, how: z.enum(['signature', 'seal', 'fingerprint']) }),
  signAsMediator: z.object({ name: needed(40, '请填写调解员'), on: Day }),
  sealByCommittee: z.object({ on: Day }),
  performInstalment: z.object({
    no: z.int().min(1).max(120),
    on: Day,
    amountFen: AmountFen,
    note: text(300).default(''),
  }),
  concludePerformance: z.object({ conclusion: Conclusion, on: Day, note: text(500).default('') }),
  /** A2.12. */
  visitReturn: z.object({
    partyId: PartyId,
    on: Day,
    how: z.enum(['home', 'phone', 'other']),
    text: needed(2000, '请填写回访情况'),
    conclusion: Conclusion,
    satisfaction: Satisfaction.default(''),
    visitor: text(40).default(''),
  }),
  applyConfirmation: z.object({ on: Day, court: needed(60, '请填写受理法院') }),
  decideConfirmation: z.object({
    on: Day,
    caseNumber: needed(60, '请填写法院案号'),
    result: z.enum(['valid', 'rejected', 'withdrawn']),
  }),
  /** A2.13, with the other remedies told (人调法 Art. 26). */
  terminate: z.object({
    on: Day,
    reasonCode: z.string().regex(/^[1-9]$/),
    reason: needed(500, '请写明终止原因'),
    remedies: z.array(needed(200, '')).min(1, '请告知其他途径').max(10),
    undisputedFacts: text(3000).default(''),
  }),
  close: z.object({ on: Day, note: text(500).default('') }),
  archive: z.object({
    on: Day,
    retention: needed(20, '请填写保管期限'),
    filedBy: needed(40, '请填写立卷人'),
    grade: text(20).default(''),
    subsidyFen: AmountFen.default(0 as AmountFen),
    /** Why it is filed although the dossier is not complete. */
    reason: text(300).default(''),
    /** What the check-up found on that day; written by the core, whatever a caller says. */
    gaps: z.array(text(200)).max(200).default([]),
  }),
  reopen: z.object({ on: Day, reason: needed(300, '请写明原因') }),
  /** An extension of a clock by agreement or approval. */
  extendDeadline: z.object({
    ruleId: z.string().max(20),
    amount: z.int().min(1).max(365),
    approver: needed(40, '请填写同意人或批准人'),
    reason: needed(300, '请写明延长原因'),
    on: Day,
  }),
  /** Days that a clock does not count, such as an appraisal (医疗纠纷预防和处理条例 Art. 38). */
  recordPause: z.object({ ruleId: z.string().max(20), fromOn: Day, toOn: Day, reason: needed(300, '请写明原因') }),
} as const

/** What a correction may change. Without the defaults of `accept`: a field that is left out stays as it is. */
export const CorrectionChanges = z
  .object({
    source: Source,
    referralUnit: text(60),
    referralNumber: text(60),
    justiceClass: MEDIATION_ACTS.accept.shape.justiceClass,
    governanceClass: MEDIATION_ACTS.accept.shape.governanceClass,
    scale: z.string().regex(/^0[123]$/),
    difficulty: Difficulty,
    facts: MEDIATION_ACTS.accept.shape.facts,
  })
  .partial()
export type CorrectionChanges = z.infer<typeof CorrectionChanges>

/** A case as an older ledger held it: one event that stands for a whole course that was not recorded here. */
export const ImportedCase = z.object({
  dossierNumber: text(60),
  acceptedOn: Day,
  source: Source,
  referralUnit: text(60).default(''),
  justiceClass: z.string().max(2),
  governanceClass: z.string().max(4),
  difficulty: Difficulty,
  facts: text(5000),
  mediators: z.array(z.object({ name: z.string().max(40) })).max(9),
  sessions: z.int().min(0).max(999),
  peopleCount: z.int().min(0).max(100_000),
  closedOn: Day.nullable(),
  result: z.enum(['success', 'failure']).nullable(),
  agreementForm: z.enum(['written', 'oral']).nullable(),
  agreementNumber: text(60),
  amountFen: AmountFen,
  performBy: Day.nullable(),
  conclusion: z.enum(['done', 'partly', 'not', 'refused', '']),
  confirmation: z.enum(['none', 'applied', 'valid', 'rejected', 'withdrawn']),
  confirmationNumber: text(100),
  returnVisitOn: Day.nullable(),
  satisfaction: Satisfaction,
  archivedOn: Day.nullable(),
  grade: text(60),
  subsidyFen: AmountFen,
  note: text(1000),
})
export type ImportedCase = z.infer<typeof ImportedCase>

export type MediationActName = keyof typeof MEDIATION_ACTS
export type MediationAct<N extends MediationActName = MediationActName> = z.infer<(typeof MEDIATION_ACTS)[N]>

export const ACT_TITLES: Record<MediationActName, string> = {
  accept: '受理',
  refuse: '不予受理',
  recordConsent: '征求意见',
  tellRights: '权利义务告知',
  assignMediators: '指定调解员',
  recordRecusal: '回避',
  recordSession: '调解',
  reachAgreement: '达成协议',
  signAsParty: '当事人签名',
  signAsMediator: '调解员签名',
  sealByCommittee: '加盖调委会印章',
  performInstalment: '分期履行',
  concludePerformance: '履行情况',
  visitReturn: '回访',
  applyConfirmation: '申请司法确认',
  decideConfirmation: '司法确认结果',
  terminate: '终止调解',
  close: '结案',
  archive: '归档',
  reopen: '重新打开',
  extendDeadline: '延长期限',
  recordPause: '不计入期限的时间',
}

/** Days inside a payload that must not lie in the future when they are recorded. */
export const ACT_DAY_FIELD: Partial<Record<MediationActName, string>> = {
  accept: 'acceptedOn',
  refuse: 'refusedOn',
  recordSession: 'heldOn',
  reachAgreement: 'reachedOn',
}

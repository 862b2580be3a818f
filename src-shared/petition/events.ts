import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { MatterId } from '../kernel/ids.ts'
import { AmountFen } from '../kernel/money.ts'
import { AGENCY_ACTS } from './agencyEvents.ts'
import {
  CONTACTS,
  DELIVERIES,
  OPINION_CONCLUSIONS,
  PROCEDURES,
  PUBLISH_PLACES,
  RATINGS,
  RESULTS,
  REVIEW_RESULTS,
} from './codes.ts'
import { keysOf, needed, text, unit } from './fields.ts'
import { describe } from './registrationEvent.ts'

const opinionItem = z.object({
  request: needed(500, '请填写请求'),
  conclusion: z.enum(keysOf(OPINION_CONCLUSIONS)),
  reply: needed(3000, '请逐项写明处理意见'),
})

/** Acts of registration, sorting and handling; `AGENCY_ACTS` are those of the agent. */
const HANDLING_ACTS = {
  describe,
  /** 本单位受理, or a unit that got it by transfer takes it up: starts the 60 days of Art. 34. */
  accept: z.object({
    acceptedOn: Day,
    /** §31(6) ends in an opinion within 60 days; §31(5) and §29 are answered by their own rules. */
    item: z.enum(['31-6', '31-5', '29']).default('31-6'),
    /** 简易办理: first petitions only, ten working days (国家信访局简易办理办法 ◎). */
    isSimple: z.boolean().default(false),
    handler: text(40).default(''),
  }),
  /** 书面告知受理 (Art. 23). */
  tellAcceptance: z.object({ on: Day, how: z.enum(keysOf(DELIVERIES)), number: text(60).default('') }),
  /** 转送 (`forward`) or 交办 with a day for the report (`assign`), Art. 22. */
  transfer: z.object({
    on: Day,
    mode: z.enum(['forward', 'assign']),
    unit,
    helpers: z.array(unit).max(10).default([]),
    letterNumber: text(60).default(''),
    reportBy: Day.nullable().default(null),
    /** The day the receiving unit signed for it; its clocks start here. */
    receivedOn: Day.nullable().default(null),
    /** 去向告知: the citizen was told where it went. */
    toldOn: Day.nullable().default(null),
  }),
  recordUnitReceipt: z.object({
    transferId: text(40),
    on: Day,
    number: text(60).default(''),
    signedBy: text(40).default(''),
  }),
  tellDirection: z.object({ on: Day, how: z.enum(keysOf(DELIVERIES)) }),
  /** The receiving unit says it is not its office (Art. 23, five working days). */
  unitObjects: z.object({
    transferId: text(40),
    on: Day,
    reason: needed(500, '请写明异议理由'),
    isAgreed: z.boolean(),
    materialsBackOn: Day.nullable().default(null),
  }),
  /** The receiving unit takes it up and tells the citizen. */
  unitAccepts: z.object({
    transferId: text(40),
    acceptedOn: Day,
    toldOn: Day.nullable().default(null),
    item: z.enum(['31-6', '31-5', '29']).default('31-6'),
    number: text(60).default(''),
  }),
  /** 办结报告 of a unit that was assigned the matter (Art. 22). */
  unitReports: z.object({
    transferId: text(40),
    on: Day,
    report: needed(5000, '请填写办理情况'),
    number: text(60).default(''),
  }),
  /** We got it by transfer and it is not ours: objection to the sender within five working days (Art. 23). */
  objectToSender: z.object({ on: Day, sender: unit, reason: needed(500, '请写明异议理由') }),
  senderDecides: z.object({ on: Day, isAgreed: z.boolean(), note: text(300).default('') }),
  /** Not ours nor our system's: the citizen is told whom to turn to (Art. 23). */
  guide: z.object({
    on: Day,
    toWhom: unit,
    reason: needed(500, '请写明理由'),
    how: z.enum(keysOf(DELIVERIES)).default('direct'),
  }),
  /** 导入其他法定途径 (Art. 31 (1)-(5)). */
  leadToProcedure: z.object({
    on: Day,
    procedure: z.enum(keysOf(PROCEDURES)),
    organ: unit,
    reason: needed(500, '请写明理由'),
    /** The day from which that procedure's own time limit for applying runs, as far as known. */
    knownOn: Day.nullable().default(null),
    how: z.enum(keysOf(DELIVERIES)).default('direct'),
  }),
  /** That procedure has begun. */
  procedureBegins: z.object({ on: Day, organ: unit, number: text(60).default('') }),
  procedureEnds: z.object({ on: Day, result: needed(1000, '请填写结果'), number: text(60).default('') }),
  /** 检举控告 goes to the organ with authority by 条例 Art. 30, never to those reported. */
  handReport: z.object({
    on: Day,
    organ: unit,
    signedBy: text(40).default(''),
    letterNumber: text(60).default(''),
    /** Whoever hands it on looked: names alone cannot tell every unit that is, or is under, the one reported. */
    isChecked: z.boolean().default(false),
  }),
  /** 不予受理 (Art. 19) or 不再受理 (Art. 36): no other grounds. */
  refuse: z.object({
    on: Day,
    ground: z.enum(['pending_elsewhere', 'after_recheck']),
    earlierNumber: needed(80, '请写明正在办理的单位和编号，或复核意见书的文号'),
    reason: needed(500, '请写明理由'),
    remedies: z.array(needed(200, '')).min(1, '请告知其他途径').max(10),
    how: z.enum(keysOf(DELIVERIES)).default('direct'),
  }),
  /** 建议意见, 咨询 and what can be answered at once (Arts. 23, 29). */
  reply: z.object({
    on: Day,
    text: needed(3000, '请写明答复内容'),
    adoption: z.enum(['adopted', 'partly', 'noted', 'none']).default('none'),
    how: z.enum(keysOf(CONTACTS)).default('face'),
  }),
  /** 转人民调解 with the consent of both sides (Art. 33; 访调对接 A5.1 ◎). The mediation is a matter of its own. */
  toMediation: z.object({
    on: Day,
    mediationId: MatterId,
    mediationNumber: text(60).default(''),
    otherSide: needed(80, '请填写对方当事人'),
    citizenConsentedOn: Day,
    otherConsentedOn: Day,
    nature: z.enum(['personal_property', 'civil_with_organisation', 'civil_with_authority', 'other']),
  }),
  /** What the mediation reports back. */
  mediationReturns: z.object({
    on: Day,
    result: z.enum(['success', 'failure', 'refused']),
    number: text(60).default(''),
    note: text(1000).default(''),
  }),
  hear: z.object({
    of: z.enum(['handling', 'recheck']).default('handling'),
    fromOn: Day,
    toOn: Day,
    place: needed(100, '请填写地点'),
    participants: needed(500, '请填写参加人'),
    record: needed(20_000, '请填写笔录'),
  }),
  /** 调解协议 / 和解协议 (Art. 33). */
  settle: z.object({
    on: Day,
    form: z.enum(['mediated', 'agreed']),
    parties: needed(300, '请填写各方'),
    terms: z.array(needed(1000, '')).min(1).max(40),
    amountFen: AmountFen.default(0 as AmountFen),
  }),
  /** 信访处理意见书 / 复查意见书 / 复核意见书. */
  issueOpinion: z.object({
    level: z.enum(['handling', 'review', 'recheck']),
    on: Day,
    unit,
    number: needed(60, '请填写文书编号'),
    items: z.array(opinionItem).min(1, '请逐项答复').max(20),
    factsFound: needed(8000, '请填写事实认定'),
    legalBasis: needed(2000, '请填写法律法规政策依据'),
    conclusion: z.enum(keysOf(OPINION_CONCLUSIONS)),
    reviewResult: z.enum(keysOf(REVIEW_RESULTS)).nullable().default(null),
    /** 复查 / 复核 rights told: organ; 30 days come from the rule. */
    nextOrgan: text(80).default(''),
    signedBy: needed(40, '请填写签发人'),
  }),
  /** 送达. Of an opinion it starts the citizen's 30 days (Arts. 35, 36). */
  serve: z.object({
    what: z.enum(['handling', 'review', 'recheck', 'notice']),
    /** For `notice`: the paper's title and number. */
    paper: text(120).default(''),
    on: Day,
    how: z.enum(keysOf(DELIVERIES)),
    receivedBy: needed(40, '请填写签收人'),
    server: needed(40, '请填写送达人'),
    comment: text(500).default(''),
  }),
  /** The citizen asks for 复查 or 复核; received by that organ on `receivedOn`. */
  applyReview: z.object({ level: z.enum(['review', 'recheck']), on: Day, organ: unit, receivedOn: Day }),
  extendDeadline: z.object({
    ruleId: z.string().max(20),
    anchor: text(40).default(''),
    amount: z.int().min(1).max(365),
    approver: needed(40, '请填写批准人'),
    reason: needed(300, '请写明延长原因'),
    on: Day,
    /** The reason was told to the citizen (Art. 34). */
    toldOn: Day.nullable().default(null),
  }),
  tellExtension: z.object({ on: Day, how: z.enum(keysOf(DELIVERIES)) }),
  /** 督办 of the responsible unit (Art. 40). */
  supervise: z.object({ on: Day, unit, text: needed(1000, '请写明督办内容'), number: text(60).default('') }),
  superviseAnswer: z.object({ superviseId: text(40), on: Day, text: needed(2000, '请填写反馈内容') }),
  /** 重大紧急 reported (Art. 25). */
  reportUrgent: z.object({
    on: Day,
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写作 09:30'),
    toWhom: needed(200, '请填写报告对象'),
  }),
  /** Whoever handles it and has a direct interest in it or in the citizen withdraws (Art. 28). */
  recuse: z.object({
    on: Day,
    person: needed(40, '请填写被申请回避的人'),
    askedBy: needed(40, '请填写提出人'),
    reason: needed(300, '请填写理由'),
    isGranted: z.boolean(),
    /** Who goes on with it. */
    successor: text(40).default(''),
  }),
  contact: z.object({ on: Day, how: z.enum(keysOf(CONTACTS)), text: needed(1000, '请填写联系情况') }),
  rate: z.object({
    of: z.enum(['unit', 'agency']),
    on: Day,
    rating: z.enum(keysOf(RATINGS)),
    note: text(500).default(''),
  }),
  visitReturn: z.object({
    on: Day,
    how: z.enum(keysOf(CONTACTS)),
    text: needed(2000, '请填写回访情况'),
    visitor: text(40).default(''),
  }),
  /** The answer was made public, with the citizen's separate consent (个人信息保护法 Art. 25) and without naming anybody. */
  publish: z.object({
    on: Day,
    where: z.enum(keysOf(PUBLISH_PLACES)),
    /** The page's address, or which board. */
    place: text(200).default(''),
    by: needed(40, '请填写公开人'),
    isAnonymised: z.boolean().default(false),
  }),
  withdraw: z.object({ on: Day, reason: text(300).default(''), isInWriting: z.boolean().default(false) }),
  close: z.object({
    on: Day,
    result: z.enum(keysOf(RESULTS)),
    summary: needed(2000, '请写明办理结果'),
    approver: text(40).default(''),
  }),
  archive: z.object({
    on: Day,
    retention: needed(20, '请填写保管期限'),
    filedBy: needed(40, '请填写立卷人'),
    isIncomplete: z.boolean().default(false),
    note: text(300).default(''),
  }),
  reopen: z.object({ on: Day, reason: needed(300, '请写明原因') }),
} as const

/** Every act of a petition, one payload schema each; the key is the event kind behind `petition.`. */
export const PETITION_ACTS = { ...HANDLING_ACTS, ...AGENCY_ACTS } as const
export type PetitionActName = keyof typeof PETITION_ACTS
export type PetitionAct<N extends PetitionActName = PetitionActName> = z.infer<(typeof PETITION_ACTS)[N]>

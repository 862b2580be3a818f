import { z } from 'zod'
import { Line, PrintAmount, PrintDay, PrintParty, Prose, Remedies } from '../../paper/fields.ts'
import { Materials, Names, Outgoing, Subject, titleOf } from './words.ts'

/*
 * Papers of a petition that leave the office: notices, letters, opinions, and what proves their service.
 * Fields by 信访工作条例 Arts. 22-36 and the management fields of B1.6.
 */

const Notice = Outgoing.extend(Subject.shape)
/** The petition by number and words, without its way to the office. */
const Named = Subject.omit({ receivedOn: true, receivedFrom: true })

/** 受理告知书 (Art. 23). */
export const AcceptanceNotice = Notice.extend({
  acceptedOn: PrintDay,
  /** The unit that handles it, where it is not the office itself. */
  handlingUnit: Line,
  /** Which way of Arts. 29-31 it goes. */
  clause: Line,
  isSimple: z.boolean().default(false),
  /** `60日`; empty where the law has no number for this way. */
  limit: Line,
  limitClause: Line,
  dueOn: PrintDay,
  /** What comes next and how to object, paragraph by paragraph. */
  rights: z.array(Prose).default([]),
})

export const LETTER_TITLES = ['转送函', '交办函'] as const
/** 转送函 / 交办函 (Art. 22); a report (检举控告) goes by Art. 30. */
export const TransferLetter = Notice.extend({
  paperTitle: titleOf(LETTER_TITLES),
  helpers: Names,
  citizens: z.array(z.object({ name: Line, address: Line, phone: Line })).default([]),
  form: Line,
  facts: Prose,
  isReport: z.boolean().default(false),
  wishesSecrecy: z.boolean().default(false),
  isUrgent: z.boolean().default(false),
  reportBy: PrintDay,
  materials: Materials,
})

/** 去向告知书 (Arts. 22, 23). */
export const DirectionNotice = Notice.extend({
  transferredOn: PrintDay,
  mode: z.enum(['转送', '交办']).default('转送'),
  toUnit: Line,
  helpers: Names,
})

/** 不属本单位职权的告知书: whom to turn to (Art. 23). */
export const GuidanceNotice = Notice.extend({ toWhom: Line, reason: Prose })

/** 异议（退回）申请单: five working days, with reasons and the materials (Art. 23). */
export const ObjectionForm = Outgoing.extend(Subject.shape).extend({
  sender: Line,
  letterNumber: Line,
  citizen: Line,
  lastDayOn: PrintDay,
  reason: Prose,
  materials: Materials,
  objectedOn: PrintDay,
  isAgreed: z.boolean().nullable().default(null),
  decidedOn: PrintDay,
  decisionNote: Prose,
})

/** 不予受理告知书 (Art. 19) and 不再受理告知书 (Art. 36): never without a reason and another way. */
export const PetitionRefusal = Notice.extend({
  /** Where the matter is pending, or the number of the recheck opinion. */
  earlier: Line,
  reason: z.string().trim().min(1).max(60_000),
  remedies: Remedies,
})

/** 适用其他法定途径告知书 (Art. 31 (1)-(5)), with that procedure's own limits. */
export const ProcedureNotice = Notice.extend({
  procedure: Line,
  organ: Line,
  clause: Line,
  reason: Prose,
  limits: z
    .array(z.object({ title: Line, amount: Line, startEvent: Line, clause: Line, lastDayOn: PrintDay, note: Prose }))
    .default([]),
})

/** 延期办理告知书 (Art. 34). */
export const ExtensionNotice = Notice.extend({
  acceptedOn: PrintDay,
  clause: Line,
  originalDueOn: PrintDay,
  amount: Line,
  dueOn: PrintDay,
  reason: Prose,
  approver: Line,
  approvedOn: PrintDay,
})

export const CONCLUSION_WORDS = ['支持', '解释说明', '不支持'] as const
export const REVIEW_WORDS = ['维持', '变更', '撤销'] as const
const conclusion = z.enum(CONCLUSION_WORDS).nullable().default(null)

/** 信访处理意见书, 复查意见书 and 复核意见书 (Arts. 31 (6), 32, 35, 36): each request answered. */
export const Opinion = Notice.omit({ requests: true }).extend({
  acceptedOn: PrintDay,
  /** The opinion asked to be reviewed; empty for the first. */
  before: z.object({ unit: Line, number: Line, on: PrintDay, appliedOn: PrintDay }).nullable().default(null),
  items: z.array(z.object({ request: Prose, conclusion, reply: Prose })).default([]),
  factsFound: Prose,
  legalBasis: Prose,
  conclusion,
  reviewResult: z.enum(REVIEW_WORDS).nullable().default(null),
  /** Organ for the next level; empty for a recheck, which is final. */
  nextOrgan: Line,
  signedBy: Line,
})

/** 听证通知书 (Arts. 31, 36). */
export const HearingNotice = Notice.extend({
  level: z.enum(['办理', '复核']).default('办理'),
  heldOn: PrintDay,
  startsAt: Line,
  place: Line,
  participants: Prose,
})

/** 听证笔录. */
export const HearingRecord = Named.extend({
  office: Line,
  citizens: Names,
  level: z.enum(['办理', '复核']).default('办理'),
  fromOn: PrintDay,
  toOn: PrintDay,
  place: Line,
  participants: Prose,
  record: Prose,
})

export const SETTLEMENT_TITLES = ['调解协议书', '和解协议书'] as const
/** 调解协议书 / 和解协议书 (Art. 33): voluntary, within the law and what each side may decide. */
export const Settlement = Named.extend({
  office: Line,
  number: Line,
  paperTitle: titleOf(SETTLEMENT_TITLES),
  parties: z.array(PrintParty).default([]),
  /** All sides as recorded, where they are not all parties of the matter. */
  sides: Line,
  facts: Prose,
  terms: z.array(Prose).default([]),
  amountFen: PrintAmount,
  agreedOn: PrintDay,
})

export const DELIVERY_WORDS = ['直接送达', '挂号邮寄', '留置送达', '网上送达', '其他方式'] as const
/** 送达回证, one for each outgoing paper (B1.6). */
export const ServiceReceipt = z.object({
  office: Line,
  matterNumber: Line,
  recipient: Line,
  address: Line,
  phone: Line,
  paper: Line,
  paperNumber: Line,
  copies: Line,
  delivery: z.enum(DELIVERY_WORDS).nullable().default(null),
  server: Line,
  serverPhone: Line,
  servedOn: PrintDay,
  receivedBy: Line,
  comment: Prose,
  /** What starts with the signature, such as the 30 days for a review. */
  effect: Prose,
})

/** 督办函 (Art. 40). */
export const SupervisionLetter = Outgoing.extend(Named.shape).extend({
  citizen: Line,
  transferNumber: Line,
  transferredOn: PrintDay,
  text: Prose,
  answerBy: PrintDay,
})

/** 办结报告 to the organ that assigned the matter (Art. 22). */
export const HandlingReport = Outgoing.extend(Subject.shape).extend({
  letterNumber: Line,
  letterOn: PrintDay,
  citizen: Line,
  acceptedOn: PrintDay,
  toldOn: PrintDay,
  report: Prose,
  opinionNumber: Line,
  conclusion: Line,
  servedOn: PrintDay,
  settledOn: PrintDay,
})

/** 访调对接移送函 (A5.2), with the reply slip whether it is taken on. */
export const MediationReferral = Outgoing.omit({ contact: true })
  .extend(Subject.shape)
  .extend({
    handler: Line,
    phone: Line,
    parties: z.array(PrintParty).default([]),
    otherSide: Line,
    nature: Line,
    facts: Prose,
    citizenConsentedOn: PrintDay,
    otherConsentedOn: PrintDay,
    materials: Materials,
    limit: Line,
    dueOn: PrintDay,
    receivedBy: Line,
    signedOn: PrintDay,
    isTaken: z.boolean().nullable().default(null),
    refusal: Prose,
  })

export const MEDIATION_REPLIES = ['调解成功', '调解不成', '终止调解', '不予调解'] as const
/** 访调对接复函 (A5.2). */
export const MediationReply = z.object({
  committeeName: Line,
  number: Line,
  addressee: Line,
  referralNumber: Line,
  referredOn: PrintDay,
  matterNumber: Line,
  parties: Prose,
  result: z.enum(MEDIATION_REPLIES).nullable().default(null),
  agreementNumber: Line,
  amountFen: PrintAmount,
  performance: Line,
  reason: Prose,
  materialsBack: Materials,
  repliedOn: PrintDay,
})

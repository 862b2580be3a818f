import { z } from 'zod'
import { Answer, Delivery, Line, PrintAmount, PrintDay, PrintParty, Prose, Remedies } from '../../paper/fields.ts'

/*
 * The papers of a mediation dossier. Fields follow the ministry's forms (司发通〔2010〕239号) and 人民调解法 Art. 28-29.
 */

const Parties = z.array(PrintParty).default([])
const Names = z.array(Line).default([])

/** 人民调解申请书. */
export const ApplicationForm = z.object({
  committeeName: Line,
  applicants: Parties,
  respondents: Parties,
  summary: Prose,
  requests: z.array(Prose).default([]),
  /** An oral application is written down on the spot and signed by the applicant. */
  isOral: z.boolean().default(false),
  recorder: Line,
  appliedOn: PrintDay,
})

/** How a case came to the committee; the first two are the ministry's form, the third its statistics. */
export const ACCEPTANCE_METHODS = ['依当事人申请', '调委会主动调解', '接受委托移送'] as const

/** 人民调解受理登记表. */
export const AcceptanceForm = z.object({
  committeeName: Line,
  number: Line,
  acceptedOn: PrintDay,
  method: z.enum(ACCEPTANCE_METHODS).nullable().default(null),
  isConsented: Answer,
  parties: Parties,
  disputeClass: Line,
  source: Line,
  summary: Prose,
  registrar: Line,
  remark: Prose,
})

/** 当事人权利义务告知书, with the notice of PIPL Art. 17 and, for sensitive data, Art. 29-30. */
export const RightsNotice = z.object({
  committeeName: Line,
  number: Line,
  parties: Names,
  mediators: Names,
  /** Did anybody ask for another mediator? */
  isRecusalAsked: Answer,
  recusalNote: Prose,
  privacy: z
    .object({
      handler: Line,
      contact: Line,
      purpose: Prose,
      method: Prose,
      kinds: Prose,
      retention: Line,
      rights: Prose,
    })
    .prefault({}),
  sensitive: z.object({ kinds: Prose, necessity: Prose, impact: Prose }).nullable().default(null),
  noticedOn: PrintDay,
})

export const SESSION_RESULTS = ['调解成功', '调解不成', '有待继续调解'] as const

/** 人民调解记录（笔录）, one a session. */
export const SessionRecord = z.object({
  committeeName: Line,
  number: Line,
  ordinal: z.int().min(1).nullable().default(null),
  heldOn: PrintDay,
  /** `09:30`, or any words. */
  startsAt: Line,
  endsAt: Line,
  place: Line,
  cause: Line,
  parties: Names,
  participants: Names,
  mediators: Names,
  recorder: Line,
  isNoticeGiven: Answer,
  isPublic: Answer,
  record: Prose,
  result: z.enum(SESSION_RESULTS).nullable().default(null),
})

const Instalment = z.object({ dueOn: PrintDay, amountFen: PrintAmount, payer: Line, note: Line })

/** 人民调解协议书 (人民调解法 Art. 29). */
export const Agreement = z.object({
  committeeName: Line,
  number: Line,
  parties: Parties,
  facts: Prose,
  issues: Prose,
  responsibilities: Prose,
  terms: z.array(Prose).default([]),
  /** 一次 / 分期; 现金 / 转账 / 行为 / 其他. */
  performanceMode: Line,
  performancePlace: Line,
  performancePeriod: Line,
  amountFen: PrintAmount,
  instalments: z.array(Instalment).default([]),
  copies: z.int().min(1).max(99).nullable().default(null),
  mediators: Names,
  recorder: Line,
  agreedOn: PrintDay,
  effectiveOn: PrintDay,
  deliveries: z.array(Delivery).default([]),
})

export const PERFORMANCE_STATES = ['已履行', '部分履行', '未履行'] as const

/** 人民调解口头协议登记表 (人民调解法 Art. 28, 30). */
export const OralAgreement = z.object({
  committeeName: Line,
  number: Line,
  acceptedOn: PrintDay,
  parties: Parties,
  crossesCommittees: Answer,
  facts: Prose,
  place: Line,
  isSuccessful: Answer,
  amountFen: PrintAmount,
  content: Prose,
  performanceMode: Line,
  performancePeriod: Line,
  performed: z.enum(PERFORMANCE_STATES).nullable().default(null),
  mediators: Names,
  agreedOn: PrintDay,
})

/** 终止调解告知书 (人民调解法 Art. 26). */
export const TerminationNotice = z.object({
  committeeName: Line,
  number: Line,
  parties: Names,
  reason: z.string().trim().min(1).max(60_000),
  remedies: Remedies,
  /** Written down only with the consent and signature of both sides. */
  undisputedFacts: Prose,
  deliveries: z.array(Delivery).default([]),
  /** A court or other body that had entrusted the case, and when it was told in writing. */
  entrustedBy: Line,
  reportedOn: PrintDay,
  mediators: Names,
  issuedOn: PrintDay,
})

export const VISIT_METHODS = ['上门', '电话', '其他'] as const
export const PERFORMANCE_FINDINGS = ['已履行', '部分履行', '未履行', '拒不履行'] as const
export const SATISFACTIONS = ['满意', '基本满意', '不满意'] as const

/** 人民调解回访记录, one a person visited. */
export const ReturnVisit = z.object({
  committeeName: Line,
  visited: Line,
  agreementNumber: Line,
  cause: Line,
  visitedOn: PrintDay,
  method: z.enum(VISIT_METHODS).nullable().default(null),
  findings: Prose,
  performance: z.enum(PERFORMANCE_FINDINGS).nullable().default(null),
  satisfaction: z.enum(SATISFACTIONS).nullable().default(null),
  visitor: Line,
})

/** 司法确认申请书 with its undertaking; both sides apply together (民诉法 Art. 205). */
export const JudicialConfirmation = z.object({
  court: Line,
  committeeName: Line,
  agreementNumber: Line,
  applicants: z.array(PrintParty.extend({ serviceAddress: Line })).default([]),
  request: Prose,
  reasons: Prose,
  agreedOn: PrintDay,
  effectiveOn: PrintDay,
  /** Last day to apply, computed by the caller (30 days from effect). */
  lastDayOn: PrintDay,
  materials: z.array(z.object({ name: Line, copies: Line })).default([]),
  appliedOn: PrintDay,
})

/** 人民调解卷宗封面. */
export const DossierCover = z.object({
  committeeName: Line,
  title: Line,
  number: Line,
  mediators: Names,
  startedOn: PrintDay,
  endedOn: PrintDay,
  filedBy: Line,
  filedOn: PrintDay,
  retention: Line,
  remark: Prose,
})

/** 卷内目录. */
export const DossierCatalogue = z.object({
  committeeName: Line,
  number: Line,
  title: Line,
  entries: z.array(z.object({ name: Line, author: Line, on: PrintDay, pages: Line, remark: Line })).default([]),
})

/** 卷宗补正清单: what the check-up of a dossier found, by kind, each line with room for who mended it and when. */
export const DossierGaps = z.object({
  committeeName: Line,
  number: Line,
  title: Line,
  checkedOn: PrintDay,
  checker: Line,
  groups: z.array(z.object({ title: Line, items: z.array(Line) })).default([]),
})

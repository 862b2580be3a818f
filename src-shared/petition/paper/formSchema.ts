import { z } from 'zod'
import { Answer, Line, PrintDay, PrintParty, Prose } from '../../paper/fields.ts'
import { Materials, Names, Subject, titleOf } from './words.ts'

/*
 * Forms that stay in the dossier: registration (B1.7), agency (B2.4, B2.5), closing and filing.
 */

const Party = z.array(PrintParty).default([])
const Earlier = z.array(z.object({ procedure: Line, hasBeen: Answer, number: Prose, organ: Prose })).default([])

/** 信访事项登记表 (B1.7). */
export const PetitionRegistration = Subject.extend({
  office: Line,
  enteredAt: Line,
  form: Line,
  department: Line,
  registrar: Line,
  receivedBy: Line,
  parties: Party,
  peopleCount: Line,
  isGroup: Answer,
  isJointLetter: Answer,
  representatives: Names,
  facts: Prose,
  isConfirmed: Answer,
  purpose: Line,
  contentClass: Line,
  problemPlace: Line,
  against: Line,
  isRepeat: Answer,
  firstNumber: Line,
  earlier: Earlier,
  isJudicial: Answer,
  wishesSecrecy: Answer,
  mayPublish: Answer,
  isUrgent: Answer,
  isSimple: Answer,
  route: Line,
  materials: Materials,
  tellDueOn: PrintDay,
  answerDueOn: PrintDay,
})

const Agent = z.object({ name: Line, unit: Line, cardNumber: Line, phone: Line }).prefault({})
const ticks = z.array(z.object({ title: Line, isOn: z.boolean() })).default([])

/** 信访代理委托书 (B2.4): free, revocable, never a condition; each consent apart (PIPL Arts. 17, 23, 29). */
export const AgencyMandate = z.object({
  office: Line,
  number: Line,
  principals: Party,
  representatives: Names,
  agent: Agent,
  subject: Prose,
  scopes: ticks,
  specialAuthority: Prose,
  fromOn: PrintDay,
  toOn: PrintDay,
  /** To whom the data goes, and how to ask for it. */
  receivers: Prose,
  retention: Line,
  contact: Line,
  consents: z.object({ processing: Answer, sensitive: Answer, provide: Answer }).prefault({}),
  signedByCitizenOn: PrintDay,
  signedByAgentOn: PrintDay,
})

/** 信访代理登记表 (B2.5). */
export const AgencyRegistration = z.object({
  office: Line,
  number: Line,
  matterNumber: Line,
  registeredOn: PrintDay,
  registrar: Line,
  source: Line,
  level: Line,
  principals: Party,
  peopleCount: Line,
  isGroup: Answer,
  representatives: Names,
  purpose: Line,
  contentClass: Line,
  problemPlace: Line,
  summary: Prose,
  leadUnit: Line,
  helpers: Names,
  earlier: Earlier,
  agent: Agent,
  errands: ticks,
  submissions: z
    .array(z.object({ on: PrintDay, unit: Line, materials: Prose, receipt: Line, receiptOn: PrintDay }))
    .default([]),
  toldOn: PrintDay,
  toldNumber: Line,
  process: z.array(z.object({ on: PrintDay, how: Line, text: Prose })).default([]),
  meetings: z.array(z.object({ on: PrintDay, units: Line, text: Prose })).default([]),
  feedbacks: z.array(z.object({ on: PrintDay, how: Line, text: Prose, isSigned: Answer })).default([]),
  extension: Line,
  opinionOn: PrintDay,
  conclusion: Line,
  mediation: Line,
  rating: Line,
  result: Line,
  end: Prose,
  archivedOn: PrintDay,
  archiveNumber: Line,
})

/** 协调会纪要, with what was decided and by when. */
export const AgencyMeeting = z.object({
  office: Line,
  number: Line,
  matterNumber: Line,
  summary: Prose,
  heldOn: PrintDay,
  place: Line,
  chair: Line,
  units: Names,
  isCitizenPresent: Answer,
  minutes: Prose,
  actions: z.array(z.object({ no: Line, unit: Line, what: Prose, byOn: PrintDay, done: Prose })).default([]),
})

/** 反馈签收单, one for each time (包反馈). */
export const AgencyFeedback = z.object({
  office: Line,
  number: Line,
  principal: Line,
  agent: Agent,
  summary: Prose,
  ordinal: z.int().min(1).nullable().default(null),
  on: PrintDay,
  how: Line,
  text: Prose,
})

export const RATING_WORDS = ['满意', '基本满意', '不满意', '逾期未评'] as const
const rating = z
  .object({ of: Line, rating: z.enum(RATING_WORDS).nullable().default(null), on: PrintDay, note: Prose })
  .prefault({})
/** 满意度评价表: the unit and the agency apart; work is rated, never a person. */
export const Satisfaction = z.object({
  office: Line,
  matterNumber: Line,
  citizen: Line,
  summary: Prose,
  unit: rating,
  /** Null where nobody acted for the citizen. */
  agency: rating.nullable().default(null),
})

/** 回访记录. */
export const PetitionVisit = z.object({
  office: Line,
  matterNumber: Line,
  citizen: Line,
  summary: Prose,
  result: Line,
  on: PrintDay,
  how: Line,
  text: Prose,
  visitor: Line,
})

export const CLOSING_TITLES = ['结案审批表', '结案报告'] as const
/** 结案审批表, or 结案报告 once it was approved. */
export const Closing = Subject.extend({
  paperTitle: titleOf(CLOSING_TITLES),
  office: Line,
  archiveNumber: Line,
  citizen: Line,
  purpose: Line,
  route: Line,
  acceptedOn: PrintDay,
  dueOn: PrintDay,
  extension: Line,
  unit: Line,
  agent: Line,
  opinions: z
    .array(z.object({ level: Line, number: Line, unit: Line, on: PrintDay, conclusion: Line, servedOn: PrintDay }))
    .default([]),
  settlement: Line,
  ratingOfUnit: Line,
  ratingOfAgency: Line,
  result: Line,
  text: Prose,
  handler: Line,
  approver: Line,
  closedOn: PrintDay,
})

/** 档案封面. */
export const PetitionCover = z.object({
  office: Line,
  /** 信访代理档案 where somebody acted for the citizen, else 信访档案. */
  heading: Line,
  number: Line,
  matterNumber: Line,
  citizen: Line,
  title: Prose,
  contentClass: Line,
  agent: Line,
  startedOn: PrintDay,
  endedOn: PrintDay,
  result: Line,
  filedBy: Line,
  filedOn: PrintDay,
  retention: Line,
  pages: Line,
  remark: Prose,
})

/** 档案目录. */
export const PetitionCatalogue = z.object({
  office: Line,
  number: Line,
  title: Prose,
  entries: z
    .array(z.object({ name: Line, documentNumber: Line, author: Line, on: PrintDay, pages: Line, remark: Line }))
    .default([]),
})

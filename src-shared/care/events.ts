import { z } from 'zod'
import { Day, Instant } from '../kernel/day.ts'
import { PlaceId, UserId } from '../kernel/ids.ts'
import {
  ABSENCE_REASONS,
  BASES,
  CLOSE_REASONS,
  CONTACT_WAYS,
  GROUP_IDS,
  LOOK_KINDS,
  MEASURE_KINDS,
  NEED_KINDS,
  OCCASION_KINDS,
  PURGE_REASONS,
  REFERRAL_ANSWERS,
  REFERRAL_KINDS,
  SKIP_REASONS,
  VISIT_WAYS,
} from './codes.ts'
import { MOST_PHOTO_BYTES } from './photo.ts'

export const ClientId = z.uuid().brand<'ClientId'>()
export type ClientId = z.infer<typeof ClientId>

const text = (max: number) => z.string().trim().max(max)
const needed = (max: number, message: string) => z.string().trim().min(1, message).max(max)
const id = z.uuid()
const MOST_JPEG_CHARS = Math.ceil(MOST_PHOTO_BYTES / 3) * 4
const keys = <K extends string>(titles: Readonly<Record<K, unknown>>) => Object.keys(titles) as [K, ...K[]]

/** A guardian, relative or other contact. */
const Contact = z.object({
  name: needed(40, '请填写联系人姓名'),
  relation: text(20).default(''),
  phone: text(30).default(''),
  /** Guardians are told and asked where the law says so. */
  isGuardian: z.boolean().default(false),
})

/** What helpers need to find and speak with somebody, and no more. */
export const CarePerson = z.object({
  name: needed(40, '请填写姓名'),
  sex: z.enum(['0', '1', '2', '9']).default('0'),
  birthOn: Day.nullable().default(null),
  idNumber: text(18).default(''),
  phone: text(30).default(''),
  placeId: PlaceId.nullable().default(null),
  address: text(200).default(''),
  contacts: z.array(Contact).max(6).default([]),
})

/** One need with what is to come of it. */
export const CareNeed = z.object({ kind: z.enum(keys(NEED_KINDS)), text: text(300).default('') })

/** Acts of a client's own stream. Ids in payloads are made by the core, never by the caller. */
export const CLIENT_ACTS = {
  register: CarePerson,
  changePerson: CarePerson,
  /** Into a group; a person may be in several. Legal basis and purpose stand with it (个人信息保护法 Arts. 13, 17, 29-31, 34-35). */
  enrol: z.object({
    enrolmentId: id,
    group: z.enum(GROUP_IDS),
    /** A variant of the group that its visiting rule knows, such as the 22- or 28-visit schedule; '' is the usual one. */
    track: text(40).default(''),
    basis: z.enum(keys(BASES)),
    basisNote: text(200).default(''),
    purpose: needed(200, '请写明登记用途'),
    /** 告知 or 同意: when, and by whom if not by the person. */
    toldOn: Day.nullable().default(null),
    consentOn: Day.nullable().default(null),
    consentBy: text(40).default(''),
    /** The day the term or the service begins. */
    startOn: Day,
    /** Last day of the term, where the group has one. */
    endOn: Day.nullable().default(null),
  }),
  /** 报到、衔接、接收: the start event of groups that have one. */
  reportIn: z.object({ enrolmentId: id, on: Day, note: text(300).default('') }),
  /** Another phase or category of the plan; it changes how often is visited from its day on. */
  changeTrack: z.object({ enrolmentId: id, track: text(40), on: Day, reason: needed(200, '请写明原因') }),
  changeTerm: z.object({ enrolmentId: id, endOn: Day.nullable(), reason: needed(200, '请写明原因') }),
  /** 中止 and 恢复. */
  suspend: z.object({ enrolmentId: id, on: Day, reason: needed(200, '请写明原因') }),
  resume: z.object({ enrolmentId: id, on: Day }),
  /** The end of one enrolment: term over, moved away, consent withdrawn … */
  close: z.object({ enrolmentId: id, on: Day, reason: z.enum(keys(CLOSE_REASONS)), note: text(300).default('') }),
  /** 撤回同意 (个人信息保护法 Art. 15): ends what only consent carried. */
  withdrawConsent: z.object({ enrolmentId: id, on: Day, by: text(40).default('') }),
  assign: z.object({
    workerId: UserId,
    workerName: text(40),
    helpers: z
      .array(
        z.object({ name: needed(40, '请填写姓名'), unit: text(60).default(''), isWoman: z.boolean().default(false) }),
      )
      .max(12)
      .default([]),
    on: Day,
  }),
  /** What was agreed: needs, goals, when not to come, how to get in touch. */
  plan: z.object({
    needs: z.array(CareNeed).max(12).default([]),
    goals: text(1000).default(''),
    measures: text(2000).default(''),
    quietHours: text(100).default(''),
    contactWay: z.enum(keys(CONTACT_WAYS)).default('any'),
    /** Visits of several groups or helpers that fall into one period count as one. */
    mergesVisits: z.boolean().default(true),
    agreedOn: Day,
    agreedBy: text(40).default(''),
  }),
  visit: z.object({
    visitId: id,
    /** Several clients of one round share it. */
    roundId: id.nullable().default(null),
    at: Instant,
    place: text(100).default(''),
    how: z.enum(keys(VISIT_WAYS)),
    visitors: z.array(needed(40, '请填写走访人')).min(1, '请填写走访人').max(10),
    hasWoman: z.boolean().default(false),
    /** 见到本人. */
    isMet: z.boolean(),
    absence: z.enum(keys(ABSENCE_REASONS)).nullable().default(null),
    needs: z.array(CareNeed).max(12).default([]),
    note: text(2000).default(''),
    measures: text(1024).default(''),
    /** Answers to the group's own questions, by their ids. */
    answers: z.record(z.string().max(40), text(300)).default({}),
    nextOn: Day.nullable().default(null),
    slipGiven: z.boolean().default(false),
  }),
  /** A mistake in an entry is corrected beside it; the first text stays. */
  correctVisit: z.object({
    visitId: id,
    note: text(2000),
    measures: text(1024).default(''),
    reason: needed(200, '请写明更正原因'),
  }),
  /** A photo of a visit, agreed to by whom it shows (个人信息保护法 Art. 29). */
  photo: z.object({
    photoId: id,
    visitId: id,
    agreedBy: needed(40, '请写明谁同意拍照'),
    bytes: z.int().min(1).max(MOST_PHOTO_BYTES),
    /** base64; in the box and in `care_photo`, never where a client is folded. */
    jpeg: z.string().max(MOST_JPEG_CHARS).default(''),
  }),
  /** The picture is destroyed; that there was one stays. */
  removePhoto: z.object({ photoId: id, visitId: id, reason: needed(200, '请写明删去原因') }),
  /** A due visit that was not made, which is normal: ill, away, asked not to. `dueId` is of the unfolding. */
  skipVisit: z.object({ dueId: text(80), dueOn: Day, reason: z.enum(keys(SKIP_REASONS)), note: text(200).default('') }),
  promise: z.object({
    promiseId: id,
    visitId: id.nullable().default(null),
    what: needed(300, '请写明答应了什么'),
    byOn: Day,
  }),
  keepPromise: z.object({ promiseId: id, on: Day, note: text(300).default('') }),
  dropPromise: z.object({ promiseId: id, on: Day, reason: needed(200, '请写明原因') }),
  /** Something that somebody has to answer for: signed for, answered, closed, each within its limit (A.7.1). */
  raise: z.object({
    responseId: id,
    visitId: id.nullable().default(null),
    at: Instant,
    what: needed(500, '请写明异常情况'),
    toName: text(40).default(''),
  }),
  signFor: z.object({ responseId: id, at: Instant, by: needed(40, '请填写签收人'), opinion: text(300).default('') }),
  respond: z.object({
    responseId: id,
    at: Instant,
    by: needed(40, '请填写回复人'),
    unit: text(60).default(''),
    answer: needed(1000, '请填写处理情况'),
  }),
  /** Help that was given. */
  help: z.object({
    measureId: id,
    kind: z.enum(keys(MEASURE_KINDS)),
    on: Day,
    what: needed(500, '请写明帮扶内容'),
    byName: text(40).default(''),
  }),
  refer: z.object({
    referralId: id,
    kind: z.enum(keys(REFERRAL_KINDS)),
    unit: needed(80, '请填写转介单位'),
    on: Day,
    what: needed(500, '请写明转介事项'),
    answerBy: Day.nullable().default(null),
  }),
  answerReferral: z.object({
    referralId: id,
    on: Day,
    result: z.enum(keys(REFERRAL_ANSWERS)),
    answer: text(500).default(''),
  }),
  /** 季度小结 and 年度评估. */
  review: z.object({
    reviewId: id,
    kind: z.enum(['quarter', 'year']),
    from: Day,
    to: Day,
    text: needed(3000, '请填写内容'),
    outcome: z.enum(['very_good', 'good', 'fair', 'poor']).nullable().default(null),
  }),
  settled: z.object({ enrolmentId: id, on: Day, way: text(2), note: text(300).default('') }),
  attend: z.object({ projectId: id, sessionId: id, isPresent: z.boolean() }),
  /** A paper as it was issued: from its data every seat prints the same one; `sha256` is of the first print. */
  issuePaper: z.object({
    paperId: id,
    kind: text(40),
    ref: text(60).default(''),
    title: text(120),
    templateVersion: text(40),
    data: z.json(),
    /** The moment inside the paper. */
    issuedAt: Instant,
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    pages: z.int().min(1),
  }),
  takeBack: z.object({ eventId: id, reason: needed(200, '请写明原因') }),
} as const

export type ClientActName = keyof typeof CLIENT_ACTS
export type ClientAct<N extends ClientActName = ClientActName> = z.output<(typeof CLIENT_ACTS)[N]>

/** Acts of the office of care: what belongs to no single client. */
export const OFFICE_ACTS = {
  /** Visiting rules and questions of a group from a day on; a complete new version of it. */
  configure: z.object({
    group: z.enum(GROUP_IDS),
    version: z.int().min(2),
    effectiveFrom: Day,
    content: z.json(),
    reason: needed(200, '请写明原因'),
  }),
  /** Bad weather or a festival, for which groups that have a rule for it are visited; the newest with an id stands. */
  occasion: z.object({
    occasionId: id,
    kind: z.enum(keys(OCCASION_KINDS)),
    title: needed(40, '请填写名称'),
    from: Day,
    to: Day,
    groups: z.array(z.enum(GROUP_IDS)).min(1, '请选择帮扶类别').max(GROUP_IDS.length),
    note: text(200).default(''),
    isOff: z.boolean().default(false),
  }),
  /** A unit of help near by, with its conditions and when they were last checked. */
  listHelp: z.object({
    helpId: id,
    name: needed(80, '请填写名称'),
    kind: z.enum(keys(REFERRAL_KINDS)),
    phone: text(30).default(''),
    address: text(200).default(''),
    conditions: text(500).default(''),
    checkedOn: Day,
    isGone: z.boolean().default(false),
  }),
  project: z.object({
    projectId: id,
    title: needed(80, '请填写名称'),
    goal: text(500).default(''),
    startOn: Day,
    endOn: Day.nullable().default(null),
    isOver: z.boolean().default(false),
  }),
  session: z.object({
    projectId: id,
    sessionId: id,
    on: Day,
    topic: needed(100, '请填写主题'),
    place: text(100).default(''),
    leader: text(40).default(''),
  }),
  /** A caseload changes hands in one act, with the list that both sign. */
  handOver: z.object({
    handOverId: id,
    fromId: UserId,
    fromName: text(40),
    toId: UserId,
    toName: text(40),
    clientIds: z.array(id).min(1, '请选择对象').max(500),
    on: Day,
    reason: needed(200, '请写明原因'),
  }),
  /** A look at what is masked, with its purpose: one click at the screen, one line for the head of care. */
  look: z.object({
    clientId: id.nullable(),
    what: z.enum(LOOK_KINDS),
    purpose: needed(100, '请选择用途'),
    count: z.int().min(1).default(1),
  }),
  signMonth: z.object({ ledger: z.enum(GROUP_IDS), month: z.string().regex(/^\d{4}-\d{2}$/), sheet: z.json() }),
  differ: z.object({
    ledger: z.enum(GROUP_IDS),
    month: z.string().regex(/^\d{4}-\d{2}$/),
    sheet: z.json(),
    reason: needed(300, '请写明原因'),
    /** Of the difference sheet; '' where it was issued before sheets had numbers. */
    number: text(60).default(''),
  }),
  /**
   * Whose record was destroyed when and why, by number only; signed figures stay. Retention is over (个人信息保护法 Art. 47),
   * consent is withdrawn (Art. 15), or a juvenile's record is sealed (刑事诉讼法 Art. 286, 预防未成年人犯罪法 Art. 59).
   */
  purge: z.object({
    purgeId: id,
    why: z.enum(keys(PURGE_REASONS)),
    clientIds: z.array(id).min(1).max(500),
    on: Day,
    basis: needed(200, '请写明依据'),
    witness: needed(40, '请填写监销人'),
    /** When each had ended and until when it had to be kept, for the destruction record. */
    records: z
      .array(z.object({ clientId: id, closedOn: Day.nullable(), eraseAfter: Day.nullable() }))
      .max(500)
      .default([]),
  }),
} as const

export type OfficeActName = keyof typeof OFFICE_ACTS
export type OfficeAct<N extends OfficeActName = OfficeActName> = z.output<(typeof OFFICE_ACTS)[N]>

/** One line of a stream as it is stored and boxed. Order: `at`, then `id`. */
export const CareEvent = z.object({
  id,
  stream: z.enum(['client', 'office']),
  /** The client, or '' for the office. */
  streamId: z.string().max(40),
  kind: z.string().max(40),
  at: Instant,
  actorId: z.string().max(40),
  actorName: text(40),
  payload: z.record(z.string(), z.json()),
})
export type CareEvent = z.infer<typeof CareEvent>

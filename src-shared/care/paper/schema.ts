import { z } from 'zod'
import { Answer, Line, PrintDay, Prose } from '../../paper/fields.ts'

/*
 * Papers of care visits that stay with the office. What they say about somebody is what helpers need and no more: no
 * grade, no test, no offence. Fields by A.6-A.7 of the domain notes.
 */

const Names = z.array(Line).default([])
/** Which of two readings one form has; it is also its heading. */
const titleOf = <const T extends readonly [string, ...string[]]>(titles: T) => z.enum(titles).default(titles[0])
const Needs = z.array(z.object({ title: Line, text: Prose })).default([])

/** Whose paper it is. `groups` are the words of the services somebody has, for papers that stay in the office. */
export const PersonHead = z.object({
  office: Line,
  number: Line,
  name: Line,
  sex: Line,
  age: Line,
  phone: Line,
  address: Line,
  groups: Names,
})

/** How often somebody was to be visited and was: the denominator always beside the figure. */
const Counts = z
  .object({ due: Line, made: Line, met: Line, absent: Line, skipped: Line, missed: Line, promises: Line, kept: Line })
  .prefault({})

const Helps = z.array(z.object({ on: PrintDay, title: Line, text: Prose, result: Line })).default([])

/** 走访记录表 (A.7.1). */
export const VisitRecord = PersonHead.extend({
  on: PrintDay,
  time: Line,
  plannedOn: PrintDay,
  how: Line,
  place: Line,
  visitors: Names,
  companions: Line,
  isMet: Answer,
  absence: Line,
  needs: Needs,
  answers: z.array(z.object({ question: Line, answer: Line })).default([]),
  note: Prose,
  measures: Prose,
  promises: z.array(z.object({ what: Line, byOn: PrintDay })).default([]),
  hasAbnormality: Answer,
  abnormality: Prose,
  signedFor: Line,
  reply: Prose,
  nextOn: PrintDay,
  slipGiven: Answer,
  /** Which photos; their pictures are given to the typesetter beside the data. */
  photos: z.array(z.object({ photoId: Line })).default([]),
  corrections: z.array(z.object({ at: Line, who: Line, text: Prose, reason: Line })).default([]),
})

/** 帮扶方案: what was agreed with the person, and how often somebody comes by which rule. */
export const CarePlan = PersonHead.extend({
  startOn: PrintDay,
  endOn: PrintDay,
  needs: Needs,
  goals: Prose,
  measures: Prose,
  rules: z.array(z.object({ title: Line, howOften: Line, basis: Line })).default([]),
  contactWay: Line,
  quietHours: Line,
  mergesVisits: Answer,
  worker: Line,
  helpers: z.array(z.object({ name: Line, unit: Line })).default([]),
  contacts: z.array(z.object({ name: Line, relation: Line, phone: Line })).default([]),
  agreedOn: PrintDay,
  agreedBy: Line,
})

export const REVIEW_TITLES = ['季度小结', '年度评估'] as const
/** 季度小结 and 年度评估. */
export const CareReview = PersonHead.extend({
  paperTitle: titleOf(REVIEW_TITLES),
  fromOn: PrintDay,
  toOn: PrintDay,
  counts: Counts,
  helps: Helps,
  openPromises: z.array(z.object({ what: Line, byOn: PrintDay })).default([]),
  text: Prose,
  outcome: Line,
  worker: Line,
  writtenOn: PrintDay,
})

/** 帮扶结束小结: the service's own close, never the certificate of a justice organ. */
export const CareEndSummary = PersonHead.extend({
  startOn: PrintDay,
  endOn: PrintDay,
  reason: Line,
  counts: Counts,
  helps: Helps,
  text: Prose,
  /** Who goes on with what, where something goes on. */
  goesOn: Prose,
  retainUntil: PrintDay,
  worker: Line,
  toldOn: PrintDay,
})

/** 移交清单: a caseload in one act. */
export const HandOverList = z.object({
  office: Line,
  number: Line,
  on: PrintDay,
  fromName: Line,
  toName: Line,
  reason: Line,
  rows: z
    .array(
      z.object({
        number: Line,
        name: Line,
        startOn: Line,
        lastVisitOn: Line,
        nextOn: Line,
        promises: Line,
        responses: Line,
        note: Line,
      }),
    )
    .default([]),
})

/** 销毁记录: numbers only; whoever reads it learns no name. */
export const DestructionRecord = z.object({
  office: Line,
  number: Line,
  on: PrintDay,
  basis: Prose,
  operator: Line,
  witness: Line,
  rows: z.array(z.object({ number: Line, closedOn: Line, retainUntil: Line, reason: Line })).default([]),
  kept: Prose,
})

/** 走访名单, to carry along: names partly hidden, and nothing that says why somebody is visited. */
export const RoundList = z.object({
  office: Line,
  worker: Line,
  fromOn: PrintDay,
  toOn: PrintDay,
  printedBy: Line,
  printedAt: Line,
  rows: z
    .array(z.object({ dueOn: Line, name: Line, address: Line, how: Line, quietHours: Line, remember: Line }))
    .default([]),
})

/** 到期事项清单: what waits, for one office's own use; names partly hidden, no word on why somebody is visited. */
export const DueList = z.object({
  organisation: Line,
  filters: z.array(Line).default([]),
  printedOn: PrintDay,
  /** By whom, when and what for. */
  note: Line,
  rows: z
    .array(
      z.object({
        on: Line,
        level: Line,
        name: Line,
        number: Line,
        kind: Line,
        placeName: Line,
        workerName: Line,
      }),
    )
    .default([]),
})

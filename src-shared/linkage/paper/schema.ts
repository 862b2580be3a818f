import { z } from 'zod'
import { Line, PrintDay, Prose } from '../../paper/fields.ts'
import { toSlipMark } from '../slipMark.ts'

/*
 * The six forms of 三本台账 (B.3) with every column, the supervision and the minutes. What is not known prints as room
 * for the pen.
 */

const Head = { office: Line, number: Line, matterNumber: Line, place: Line, summary: Prose }
const Unit = z.object({
  unit: Line,
  responsible: Line,
  contact: Line,
  phone: Line,
  dueOn: PrintDay,
  receivedOn: PrintDay,
})

/** A slip code, which reaches the template as the rows of its QR mark. */
const SlipMark = Line.transform(toSlipMark)

/** 受理单. */
export const Intake = z.object({
  ...Head,
  receivedOn: PrintDay,
  takenOn: PrintDay,
  kind: Line,
  sheetNumber: Line,
  linkage: Line,
  eventClass: Line,
  handler: Line,
  proposal: Prose,
})

/** 交办单, one for each unit: with the code by which the answer finds its task. */
export const Order = z.object({
  ...Head,
  slipCode: Line,
  slipMark: SlipMark,
  linkage: Line,
  /** 会议类型与期数, where a conference gave it. */
  meeting: Line,
  request: Prose,
  addressee: Line,
  role: Line,
  lead: Unit,
  helpers: z.array(Unit).default([]),
  fromOn: PrintDay,
  dueOn: PrintDay,
  contact: Line,
})

/** 转办通知单. */
export const TransferNotice = z.object({
  ...Head,
  slipCode: Line,
  slipMark: SlipMark,
  unit: Line,
  responsible: Line,
  fromOn: PrintDay,
  dueOn: PrintDay,
  request: Prose,
  receivedOn: PrintDay,
  contact: Line,
  answer: Prose,
})

/** 申报单: a unit asks the joint meeting to take something up. */
export const Application = z.object({
  ...Head,
  unit: Line,
  contact: Line,
  on: PrintDay,
  reason: Prose,
  proposal: Prose,
})

/** 呈报单: to the office above. */
export const ReportUp = z.object({
  ...Head,
  unit: Line,
  contact: Line,
  above: Line,
  reason: Prose,
  advice: Prose,
})

/** 回复表, sent along with an order for the unit to fill in. */
export const Reply = z.object({
  ...Head,
  slipCode: Line,
  slipMark: SlipMark,
  unit: Line,
  on: PrintDay,
  answer: Prose,
  contact: Line,
  dueOn: PrintDay,
})

/** 督办单. */
export const Supervision = z.object({
  ...Head,
  level: Line,
  unit: Line,
  on: PrintDay,
  dispatchedOn: PrintDay,
  dueOn: PrintDay,
  cause: Line,
  text: Prose,
  answerBy: PrintDay,
  answer: Prose,
})

/** 会商纪要. */
export const Minutes = z.object({
  ...Head,
  on: PrintDay,
  place: Line,
  chair: Line,
  attendees: z.array(Line).default([]),
  returns: z.array(z.object({ on: PrintDay, unit: Line, reason: Prose })).default([]),
  minutes: Prose,
  decision: Prose,
  lead: Line,
  helpers: z.array(Line).default([]),
  dueOn: PrintDay,
})

/** 六联任务清单: the list as shown. */
export const TaskList = z.object({
  organisation: Line,
  printedOn: PrintDay,
  note: Line,
  rows: z
    .array(
      z.object({
        number: Line,
        receivedOn: Line,
        linkage: Line,
        source: Line,
        sheetNumber: Line,
        summary: Line,
        stage: Line,
        leadUnit: Line,
        helpers: Line,
        dueOn: Line,
        level: Line,
      }),
    )
    .default([]),
})

/** 看板: the month's numbers of tasks by kinds and units, part by part; units and kinds only, nobody is ranked. */
export const BoardSheet = z.object({
  organisation: Line,
  title: Line,
  period: Line,
  lead: Line,
  printedOn: PrintDay,
  note: Line,
  sections: z
    .array(
      z.object({
        title: Line,
        /** Over the first column. */
        head: Line,
        note: Line,
        series: z.array(Line),
        /** A number a series. */
        rows: z.array(z.object({ title: Line, values: z.array(z.int()) })),
        /** Of all rows, also of those left out; empty where rows count one task twice. */
        sums: z.array(z.int()),
      }),
    )
    .default([]),
})

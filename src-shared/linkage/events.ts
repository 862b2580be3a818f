import { z } from 'zod'
import { DirectiveId } from '../directive/schema.ts'
import { Day } from '../kernel/day.ts'
import { AmountFen } from '../kernel/money.ts'
import {
  CLOSURES,
  HOW_TOLD,
  HOW_VERIFIED,
  LEVELS,
  NATURES,
  RATINGS,
  ROLES_OF_UNIT,
  SOURCES,
  UNIT_KINDS,
  URGENCIES,
} from './codes.ts'
import { CardLimits, TaskLimits } from './config.ts'
import { keysOf, needed, text } from './fields.ts'

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间写作 09:30')
/** Names a unit's part in a task: the event that gave it and its place in it. */
const key = text(80)
const unitCode = z.string().regex(/^\d{1,6}$/, '请从成员单位里选择')

/** Another system's sheet (12345 转办单 and the like, C.2): their number is kept, and they are answered in their fields. */
export const Sheet = z.object({
  system: needed(40, '请填写来件系统'),
  number: needed(60, '请填写来件编号'),
  kind: text(40).default(''),
  callKind: text(40).default(''),
  /** 一至五级分类. */
  classes: z.array(text(40)).max(5).default([]),
  urgency: text(20).default(''),
  forwardedBy: text(40).default(''),
  opinion: text(1000).default(''),
  signedBy: text(40).default(''),
  /** 办结时限 that they set. */
  dueOn: Day.nullable().default(null),
  leaderOpinion: text(1000).default(''),
})
export type Sheet = z.infer<typeof Sheet>

/** What a person says of one unit at dispatch. */
export const AssignmentInput = z.object({
  role: z.enum(keysOf(ROLES_OF_UNIT)),
  unitCode,
  responsible: text(40).default(''),
  contact: text(40).default(''),
  phone: text(30).default(''),
  dueOn: Day,
})
export type AssignmentInput = z.infer<typeof AssignmentInput>

/** The same as recorded: what the unit was called, which cards it goes by, and the code on its order. */
export const Assignment = AssignmentInput.extend({
  unit: needed(40, '请选择单位'),
  kind: z.enum(keysOf(UNIT_KINDS)),
  slipCode: text(20),
  limits: CardLimits,
})
export type Assignment = z.infer<typeof Assignment>

const oneLead = (list: readonly { role: string }[]): boolean => list.filter(({ role }) => role === 'lead').length === 1
const noneTwice = (list: readonly { unitCode: string }[]): boolean =>
  new Set(list.map((each) => each.unitCode)).size === list.length
const ONE_LEAD = '每件任务有且只有一个主办单位'
const TWICE = '同一个单位不能列两次'

/** One lead unit always, and its helpers. */
const led = <T extends z.ZodType<{ role: string; unitCode: string }>>(assignment: T) =>
  z.array(assignment).min(1, '请选择主办单位').max(30).refine(oneLead, ONE_LEAD).refine(noneTwice, TWICE)
const helping = <T extends z.ZodType<{ role: string; unitCode: string }>>(assignment: T) =>
  z
    .array(assignment)
    .min(1, '请选择协办单位')
    .max(30)
    .refine((list) => list.every(({ role }) => role === 'helper'), '这里只增加协办单位')
    .refine(noneTwice, TWICE)

const DISPATCH = {
  on: Day,
  /** 交办要求 / 拟办意见. */
  request: needed(2000, '请写明交办要求'),
  approver: text(40).default(''),
  number: text(60).default(''),
  /** Set where several tasks were dispatched at once, so that it can be undone at once. */
  batchId: text(40).default(''),
}
/** 会商 (the second return): minutes and a decision, which names the lead. */
const CONFER = {
  on: Day,
  place: needed(100, '请填写地点'),
  chair: needed(40, '请填写召集人'),
  attendees: z.array(needed(60, '')).min(2, '请填写参加单位').max(30),
  minutes: needed(10_000, '请填写会商纪要'),
  decision: needed(2000, '请写明会商决定'),
  number: text(60).default(''),
}
const ADD_HELPERS = { on: Day, request: text(2000).default(''), approver: text(40).default('') }

/** What the person gives for acts that the command completes. */
export const DISPATCH_INPUTS = {
  dispatch: z.object({ ...DISPATCH, assignments: led(AssignmentInput) }),
  confer: z.object({ ...CONFER, assignments: led(AssignmentInput) }),
  addHelpers: z.object({ ...ADD_HELPERS, assignments: helping(AssignmentInput) }),
} as const

/** 受理登记 beyond the intake card (B.3). */
const DESCRIBE = {
  linkage: z.string().regex(/^\d{1,6}$/, '请选择属于哪一联'),
  source: z.enum(keysOf(SOURCES)),
  sheet: Sheet.nullable().default(null),
  directiveId: DirectiveId.nullable().default(null),
  eventClass: z.string().regex(/^\d{1,6}$/, '请选择事件分类'),
  happenedOn: Day.nullable().default(null),
  happenedAt: z.union([Time, z.literal('')]).default(''),
  place: text(120).default(''),
  nature: z.enum(keysOf(NATURES)).default('single'),
  people: z.int().min(0).max(100_000).default(0),
  amountFen: AmountFen.default(0 as AmountFen),
  urgency: z.enum(keysOf(URGENCIES)).default('normal'),
  isMajor: z.boolean().default(false),
  isLegacy: z.boolean().default(false),
  isSecret: z.boolean().default(false),
  /** 拟办意见 of the desk, and whom it went to. */
  proposal: text(1000).default(''),
}
export const DESCRIBE_INPUT = z.object(DESCRIBE)

/**
 * Every act of a task by its name; the key is the event kind behind `linkage.`. They follow the five 统一 of B.4:
 * 受理, 分流, 协调, 督办, 归档 (local practice, no national rule).
 */
export const LINKAGE_ACTS = {
  /** The newest one counts. `title` and `task` are those of the version in force on the day of receipt. */
  describe: z.object({ ...DESCRIBE, title: text(40), task: TaskLimits }),
  /** 备案 (B.4, 32): noted and done with, nobody is tasked. */
  file: z.object({ on: Day, reason: needed(500, '请写明备案原因') }),
  dispatch: z.object({ ...DISPATCH, assignments: led(Assignment) }),
  unitReceives: z.object({ key, on: Day, at: z.union([Time, z.literal('')]).default(''), by: text(40).default('') }),
  /** 回退 with its reason. A lead that returns stays the lead until somebody else is. */
  unitReturns: z.object({ key, on: Day, reason: needed(500, '请写明退回理由'), by: text(40).default('') }),
  /** The reason does not hold: it stays where it was. */
  refuseReturn: z.object({ on: Day, reason: needed(500, '请写明不同意退回的理由') }),
  confer: z.object({ ...CONFER, assignments: led(Assignment) }),
  addHelpers: z.object({ ...ADD_HELPERS, assignments: helping(Assignment) }),
  releaseHelper: z.object({ key, on: Day, reason: needed(300, '请写明原因') }),
  /** 办理中（批注）. */
  note: z.object({ on: Day, unit: text(40).default(''), text: needed(2000, '请写明办理情况') }),
  /** 领导批示. */
  instruct: z.object({ on: Day, leader: needed(40, '请填写批示领导'), text: needed(1000, '请填写批示内容') }),
  /** 抄告. */
  copyTo: z.object({
    on: Day,
    units: z.array(needed(40, '')).min(1, '请选择单位').max(30),
    text: text(500).default(''),
  }),
  /** 加急 and its end; neither moves a last day. */
  markUrgent: z.object({ on: Day, reason: needed(300, '请写明加急原因'), by: text(40).default('') }),
  endUrgent: z.object({ on: Day, reason: needed(300, '请写明取消加急的原因') }),
  extendDeadline: z.object({
    ruleId: z.string().max(20),
    anchor: text(80).default(''),
    amount: z.int().min(1).max(365),
    approver: needed(40, '请填写批准人'),
    reason: needed(300, '请写明延期理由'),
    on: Day,
    toldOn: Day.nullable().default(null),
  }),
  unitAnswers: z.object({
    key,
    on: Day,
    text: needed(5000, '请填写办理结果'),
    by: text(40).default(''),
    phone: text(30).default(''),
    number: text(60).default(''),
    /** The code on the paper by which it came back; empty if it came otherwise. */
    slipCode: text(20).default(''),
    /** The sealed file in which the unit answered; empty if it came otherwise. The same file is never recorded twice. */
    packageId: text(60).default(''),
    /** How the unit says that its part ended; the centre verifies and closes by itself. */
    closure: z.enum(keysOf(CLOSURES)).nullable().default(null),
  }),
  /** 督办: the cause is recorded and counted by cause, never by person. */
  supervise: z.object({
    key,
    level: z.enum(keysOf(LEVELS)),
    on: Day,
    cause: z.string().regex(/^\d{1,6}$/, '请选择原因'),
    text: needed(1000, '请写明督办内容'),
    answerBy: Day,
    number: text(60).default(''),
  }),
  superviseAnswer: z.object({ superviseId: text(40), on: Day, text: needed(2000, '请填写反馈内容') }),
  /** 验证: before anything is closed. What did not pass goes back to the units that are named, each with a new day. */
  verify: z.object({
    on: Day,
    by: needed(40, '请填写验证人'),
    how: z.enum(keysOf(HOW_VERIFIED)),
    isPassed: z.boolean(),
    text: needed(2000, '请写明验证情况'),
    rating: z.enum(keysOf(RATINGS)).nullable().default(null),
    redo: z
      .array(z.object({ key, dueOn: Day }))
      .max(30)
      .default([]),
  }),
  close: z.object({
    on: Day,
    closure: z.enum(keysOf(CLOSURES)),
    summary: needed(2000, '请写明办理结果'),
    approver: needed(40, '请填写审批人'),
    /** When a task that is not solved for good is looked at again. */
    lookBackOn: Day.nullable().default(null),
  }),
  lookBack: z.object({ on: Day, text: needed(1000, '请写明回看情况'), by: text(40).default('') }),
  /** 反馈 to where it came from, in their format where it was their sheet. */
  feedBack: z.object({
    on: Day,
    how: z.enum(keysOf(HOW_TOLD)),
    toWhom: needed(60, '请填写反馈对象'),
    text: needed(2000, '请填写反馈内容'),
    by: text(40).default(''),
    phone: text(30).default(''),
  }),
  archive: z.object({
    on: Day,
    retention: needed(20, '请填写保管期限'),
    filedBy: needed(40, '请填写立卷人'),
    /** What the check-up found wanting then; written by the command. */
    gaps: z.array(text(200)).max(100).default([]),
    note: text(300).default(''),
  }),
  reopen: z.object({ on: Day, reason: needed(300, '请写明原因') }),
} as const
export type LinkageActName = keyof typeof LINKAGE_ACTS
export type LinkageAct<N extends LinkageActName = LinkageActName> = z.infer<(typeof LINKAGE_ACTS)[N]>

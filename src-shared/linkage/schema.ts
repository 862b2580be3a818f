import { z } from 'zod'
import { DirectiveId, DirectiveKind, DirectiveStage } from '../directive/schema.ts'
import { MatterView, Stage } from '../intake/schema.ts'
import { Day, Instant, Month } from '../kernel/day.ts'
import { MatterId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES, type Role } from '../kernel/roles.ts'
import { MediationView } from '../mediation/schema.ts'
import { Board, UNIT_PARTS } from './board.ts'
import { CLOSURES, LEVEL_ORDER, LEVELS, type AnyLevel } from './codes.ts'
import { DESCRIBE_INPUT, DISPATCH_INPUTS, LINKAGE_ACTS, type LinkageActName } from './events.ts'
import type { LinkageState } from './fold.ts'
import { keysOf, needed, text } from './fields.ts'
import type { LinkageRecord } from './project.ts'

/** Other topics speak of kinds of units, too. */
export { UNIT_KINDS } from './codes.ts'

/** A unit's part as the workbench shows it: what it owes, which card is due and by which arithmetic. */
export const PartView = z.object({
  key: z.string(),
  role: z.enum(['lead', 'helper']),
  unitCode: z.string(),
  unit: z.string(),
  responsible: z.string(),
  contact: z.string(),
  phone: z.string(),
  slipCode: z.string(),
  request: z.string(),
  on: Day,
  /** With extensions; of the latest term, where the work was owed anew. */
  dueOn: Day,
  /** The day of the verification from which the work is owed anew; null for a first term. */
  redoneOn: Day.nullable(),
  /** Terms before that one, oldest first. */
  earlier: z.array(z.object({ on: Day, dueOn: Day, answeredOn: Day.nullable(), answer: z.string() })),
  receivedOn: Day.nullable(),
  answeredOn: Day.nullable(),
  answer: z.string(),
  /** How the unit says that its part ended; null where it did not say. */
  answerClosure: z.enum(keysOf(CLOSURES)).nullable(),
  /** The unit has a computer of its own that sealed packages go to. */
  hasKey: z.boolean(),
  /** Sealed packages that left with this part. */
  handedOver: z.array(z.object({ at: Instant, by: z.string() })),
  level: z.enum(LEVEL_ORDER),
  state: z.enum(['to_receive', 'to_answer', 'returning', 'answered', 'returned', 'released', 'replaced']),
  /** Lines past which a card may be shown, each with its arithmetic. */
  lines: z.array(
    z.object({
      level: z.enum(['yellow', 'red']),
      title: z.string(),
      on: Day,
      isPassed: z.boolean(),
      steps: z.array(z.string()),
    }),
  ),
  dueCard: z.object({ level: z.enum(['yellow', 'red']), steps: z.array(z.string()) }).nullable(),
})
export type PartView = z.infer<typeof PartView>

/** Last days that the linkage's usual numbers come to from a day, moved off days off; null before the task is described. */
const UsualDays = z.object({ dueOn: Day.nullable(), answerBy: Day.nullable() })

/** The workbench of one task. */
export const LinkageView = z.object({
  matter: MatterView,
  /** 一联 as it was called when the task was described. */
  linkageTitle: z.string(),
  nextNumber: z.string(),
  /** From today. */
  usual: UsualDays,
  state: z.custom<LinkageState>(),
  record: z.custom<LinkageRecord>(),
  /** Causes of the supervisions as the office's table called them then, by the supervision's id. */
  causes: z.record(z.string(), z.string()),
  parts: z.array(PartView),
  /** The directive of the district that it comes from, as the reader may know of it. */
  directive: z
    .object({
      id: DirectiveId,
      number: z.string(),
      title: z.string(),
      kind: DirectiveKind,
      replyBy: Day,
      stage: DirectiveStage,
      canReply: z.boolean(),
    })
    .nullable(),
  dossier: MediationView.shape.dossier,
  papers: MediationView.shape.papers,
})
export type LinkageView = z.infer<typeof LinkageView>

/** The record holds what the command adds; the person gives less. */
export const LINKAGE_INPUTS = { ...LINKAGE_ACTS, describe: DESCRIBE_INPUT, ...DISPATCH_INPUTS } as const
export type LinkageInput<N extends LinkageActName> = z.infer<(typeof LINKAGE_INPUTS)[N]>

const HANDLERS = ['clerk', 'head'] as const satisfies readonly Role[]
/** Acts that only tell what happened: everybody who works on matters may write them down. */
const TELLING: readonly LinkageActName[] = [
  'describe',
  'unitReceives',
  'unitReturns',
  'unitAnswers',
  'note',
  'instruct',
  'superviseAnswer',
  'verify',
  'lookBack',
  'feedBack',
]
/** What binds units against their will is the head's. */
const OF_HEAD: readonly LinkageActName[] = ['confer', 'reopen']

const Changed = z.object({ matterId: MatterId, version: z.int() })
type ActProcedures = {
  [N in LinkageActName as `linkage.${N}`]: {
    kind: 'command'
    allow: readonly Role[]
    input: z.ZodObject<{ matterId: typeof MatterId; version: z.ZodInt; act: (typeof LINKAGE_INPUTS)[N] }>
    output: typeof Changed
  }
}

/** Every act is one command: the matter, the version the user saw, and what the person says. */
const acts = Object.fromEntries(
  (Object.keys(LINKAGE_INPUTS) as LinkageActName[]).map((name) => [
    `linkage.${name}`,
    {
      kind: 'command',
      allow: OF_HEAD.includes(name) ? ['head'] : TELLING.includes(name) ? CASE_ROLES : HANDLERS,
      input: z.object({ matterId: MatterId, version: z.int(), act: LINKAGE_INPUTS[name] }),
      output: Changed,
    },
  ]),
) as unknown as ActProcedures

/** What a list of tasks is narrowed to; empty says nothing. */
export const TaskFilter = z.object({
  linkage: text(6).default(''),
  /** As lead or as helper. */
  unitCode: text(6).default(''),
  stages: z.array(Stage).default([]),
  source: text(20).default(''),
  /** `late`: a unit that owes is past its day; `due`: within the days asked for; `carded`: has a card; `urgent`. */
  concern: z.enum(['', 'late', 'due', 'carded', 'urgent']).default(''),
  receivedFrom: Day.nullable().default(null),
  receivedTo: Day.nullable().default(null),
  isOpenOnly: z.boolean().default(false),
  /** The ledger month that a task is counted in, by the day of receipt or of closing. */
  monthReceived: Month.nullable().default(null),
  monthClosed: Month.nullable().default(null),
  /** The highest card it ever had. */
  level: z.enum(['', ...keysOf(LEVELS)]).default(''),
  /** One of the causes of its supervisions. */
  cause: text(6).default(''),
  closure: z.enum(['', ...keysOf(CLOSURES)]).default(''),
  /** What of the unit's part happened between `partFrom` and `partTo`; with `unitCode`. */
  unitPart: z.enum(['', ...keysOf(UNIT_PARTS)]).default(''),
  partFrom: Day.nullable().default(null),
  partTo: Day.nullable().default(null),
  /** Number, sheet number, slip code, or a piece of the summary. */
  words: text(60).default(''),
})
export type TaskFilter = z.infer<typeof TaskFilter>
export const TASK_ORDERS = ['received', 'due', 'level', 'unit'] as const
const Taken = z.object({ filter: TaskFilter.prefault({}), order: z.enum(TASK_ORDERS).default('received') })

export const TaskRow = z.object({
  id: MatterId,
  version: z.int(),
  number: z.string(),
  summary: z.string(),
  stage: Stage,
  linkage: z.string(),
  source: z.string(),
  sheetNumber: z.string(),
  placeName: z.string(),
  receivedOn: Day,
  leadUnit: z.string(),
  helpers: z.int(),
  dueOn: Day.nullable(),
  level: z.custom<AnyLevel>(),
  isUrgent: z.boolean(),
  /** 要求保密: its words stay on the screen. */
  isSecret: z.boolean(),
  returns: z.int(),
  closure: z.string(),
})
export type TaskRow = z.infer<typeof TaskRow>

/** What is dispatched at once: the same words and units for each, every task with its own order. */
const Batch = z.object({
  linkage: z.string().regex(/^\d{1,6}$/, '请选择属于哪一联'),
  eventClass: z.string().regex(/^\d{1,6}$/, '请选择事件分类'),
  on: Day,
  request: needed(2000, '请写明交办要求'),
  approver: text(40).default(''),
  assignments: DISPATCH_INPUTS.dispatch.shape.assignments,
})
/** More go in a second batch, so that each can be looked at and taken back. */
export const BATCH_AT_MOST = 200
export const BatchPreview = Batch.extend({
  matterIds: z.array(MatterId).min(1, '请先选择事项').max(BATCH_AT_MOST, `一批最多 ${BATCH_AT_MOST} 件，请分批交办`),
})
const BatchTasks = Batch.extend({
  tasks: z
    .array(z.object({ matterId: MatterId, version: z.int() }))
    .min(1, '请先选择事项')
    .max(BATCH_AT_MOST, `一批最多 ${BATCH_AT_MOST} 件，请分批交办`),
})

export const linkageContract = defineContract({
  ...acts,
  'linkage.get': { kind: 'command', allow: CASE_ROLES, input: z.object({ matterId: MatterId }), output: LinkageView },
  /** What forms propose for an order or a supervision of that day; nothing is saved. */
  'linkage.usualDays': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ matterId: MatterId, on: Day }),
    output: UsualDays,
  },
  /** What a clock would become with an extension; nothing is saved. */
  'linkage.whatIfExtended': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({
      matterId: MatterId,
      ruleId: z.string().max(20),
      anchor: z.string().max(80).default(''),
      amount: z.int().min(1).max(365),
    }),
    output: z.object({ dueOn: Day, steps: z.array(z.string()) }),
  },
  'linkage.list': {
    kind: 'query',
    allow: CASE_ROLES,
    input: Taken.extend({
      limit: z.int().min(1).max(500).default(100),
      offset: z.int().min(0).max(1_000_000).default(0),
    }),
    output: z.object({ rows: z.array(TaskRow), count: z.int() }),
  },
  /** The centre's month in pictures: numbers of tasks by kind and by unit, each of them the count of a list. */
  'linkage.board': { kind: 'query', allow: HANDLERS, input: z.object({ month: Month }), output: Board },
  /** The same numbers on paper or as a file; each is a line of the audit. */
  'linkage.printBoard': {
    kind: 'action',
    allow: HANDLERS,
    input: z.object({ month: Month, purpose: z.string().trim().min(2, '请写明打印用途').max(100) }),
    output: z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), pages: z.int() }),
  },
  'linkage.exportBoard': {
    kind: 'action',
    allow: HANDLERS,
    input: z.object({ month: Month, purpose: z.string().trim().min(2, '请写明导出用途').max(100) }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  /** The same list as a file or on paper; each is a line of the audit. */
  'linkage.export': {
    kind: 'action',
    allow: CASE_ROLES,
    input: Taken.extend({ purpose: z.string().trim().min(2, '请写明导出用途').max(100) }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  'linkage.print': {
    kind: 'action',
    allow: CASE_ROLES,
    input: Taken.extend({ purpose: z.string().trim().min(2, '请写明打印用途').max(100) }),
    output: z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), pages: z.int() }),
  },
  /** The directory of member units as in force, narrowed by words; each a line of the audit. */
  'linkage.exportUnits': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ words: text(60).default(''), purpose: z.string().trim().min(2, '请写明导出用途').max(100) }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  'linkage.printUnits': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ words: text(60).default(''), purpose: z.string().trim().min(2, '请写明打印用途').max(100) }),
    output: z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), pages: z.int() }),
  },
  /** Finds the task to which a paper with this code belongs. */
  'linkage.findSlip': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ code: z.string().max(30) }),
    output: z.object({
      matterId: MatterId,
      version: z.int(),
      number: z.string(),
      summary: z.string(),
      key: z.string(),
      unit: z.string(),
      role: z.enum(['lead', 'helper']),
      dueOn: Day,
      /** Why no answer can be keyed now; empty if one can. */
      why: z.string(),
    }),
  },
  /** What would be dispatched, one line a task; nothing is saved. */
  'linkage.previewBatch': {
    kind: 'query',
    allow: HANDLERS,
    input: BatchPreview,
    output: z.object({
      rows: z.array(
        z.object({
          matterId: MatterId,
          version: z.int(),
          number: z.string(),
          summary: z.string(),
          why: z.string(),
        }),
      ),
    }),
  },
  /** One task each, all or none. */
  'linkage.dispatchBatch': {
    kind: 'command',
    allow: HANDLERS,
    input: BatchTasks,
    output: z.object({ batchId: z.string(), count: z.int() }),
  },
  /** Takes back the dispatches of a batch where nothing happened since; says which stayed. */
  'linkage.undoBatch': {
    kind: 'command',
    allow: HANDLERS,
    input: z.object({ batchId: z.string().min(1).max(40) }),
    output: z.object({ undone: z.int(), kept: z.array(z.string()) }),
  },
})
export type BatchInput = z.infer<typeof Batch>

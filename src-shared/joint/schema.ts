import { z } from 'zod'
import { Day, Instant, Month } from '../kernel/day.ts'
import { DocumentId, PlaceId, RowId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'
import { JointKindName } from './kinds.ts'
import type { JointState } from './state.ts'

const text = (max: number) => z.string().trim().max(max)
const Payload = z.record(z.string().max(40), z.unknown())

/** A record of a linkage: of no matter, with an id of its own. */
export const JointId = RowId
export type JointId = RowId

export const JointFilter = z.object({
  kind: JointKindName,
  stage: text(20).default(''),
  area: PlaceId.nullable().default(null),
  /** Past its day, or due within the days asked for. */
  concern: z.enum(['', 'late', 'due']).default(''),
  isOpenOnly: z.boolean().default(false),
  words: text(60).default(''),
})
export type JointFilter = z.infer<typeof JointFilter>
export const JOINT_ORDERS = ['started', 'due', 'unit', 'stage'] as const
const Taken = z.object({ filter: JointFilter, order: z.enum(JOINT_ORDERS).default('started') })

export const JointRow = z.object({
  id: JointId,
  kind: JointKindName,
  number: z.string(),
  title: z.string(),
  /** In words, as it was called on the day. */
  type: z.string(),
  areaName: z.string(),
  unit: z.string(),
  stage: z.string(),
  stageTitle: z.string(),
  isOpen: z.boolean(),
  isVoid: z.boolean(),
  /** A name whose last day has passed, and nobody said yet what follows. */
  isOutlived: z.boolean(),
  startedOn: Day,
  dueOn: Day.nullable(),
  dueWhat: z.string(),
  /** Until when an award holds, and of a project its last day. */
  untilOn: Day.nullable(),
  closedOn: Day.nullable(),
  result: z.string(),
  /** Of a project: its milestones, for the picture of the year. */
  parts: z.array(z.object({ label: z.string(), dueOn: Day.nullable(), doneOn: Day.nullable() })),
})
export type JointRow = z.infer<typeof JointRow>

export const JointPhoto = z.object({
  id: RowId,
  side: z.string(),
  takenOn: Day,
  caption: z.string(),
  bytes: z.int(),
  addedBy: z.string(),
  addedAt: Instant,
  /** Set once the picture itself was destroyed; what is left says why. */
  removedWhy: z.string(),
})
export type JointPhoto = z.infer<typeof JointPhoto>

export const JointView = z.object({
  row: JointRow,
  version: z.int(),
  state: z.custom<JointState>(),
  card: z.array(z.object({ label: z.string(), text: z.string() })),
  dues: z.array(z.object({ what: z.string(), dueOn: Day, dueAt: z.string(), steps: z.array(z.string()) })),
  acts: z.array(
    z.object({ act: z.string(), title: z.string(), button: z.string(), why: z.string(), byHead: z.boolean() }),
  ),
  /** The act that stands out; '' where none does. */
  leads: z.string(),
  timeline: z.array(
    z.object({
      id: z.string(),
      at: Instant,
      title: z.string(),
      who: z.string(),
      text: z.string(),
      isUndone: z.boolean(),
      /** Why it took no effect; '' if it did. */
      refused: z.string(),
    }),
  ),
  /** The newest act, where the person may take it back. */
  takeBack: z.object({ eventId: z.string(), title: z.string() }).nullable(),
  parts: z.array(
    z.object({
      key: z.string(),
      list: z.string(),
      label: z.string(),
      dueOn: Day.nullable(),
      isDone: z.boolean(),
      note: z.string(),
    }),
  ),
  photos: z.array(JointPhoto),
  papers: z.array(z.object({ kind: z.string(), title: z.string(), why: z.string() })),
  documents: z.array(
    z.object({
      id: DocumentId,
      kind: z.string(),
      title: z.string(),
      number: z.string(),
      pages: z.int(),
      issuedAt: Instant,
      issuedBy: z.string(),
      isHere: z.boolean(),
      isVoid: z.boolean(),
    }),
  ),
})
export type JointView = z.infer<typeof JointView>

const on = { id: JointId, version: z.int() }
const Changed = z.object({ id: JointId, version: z.int() })
const Step = z.object({ ...on, act: text(40), payload: Payload })
const Paper = z.object({ id: JointId, kind: text(40) })
const HANDLERS = ['clerk', 'head'] as const

export const jointContract = defineContract({
  'joint.list': {
    kind: 'query',
    allow: CASE_ROLES,
    input: Taken.extend({
      limit: z.int().min(1).max(500).default(200),
      offset: z.int().min(0).max(1_000_000).default(0),
    }),
    output: z.object({ rows: z.array(JointRow), count: z.int() }),
  },
  /** How many are open and late, by kind: for the tabs of a linkage's page. */
  'joint.counts': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({}),
    output: z.array(z.object({ kind: JointKindName, open: z.int(), late: z.int() })),
  },
  /** Opens one record; the look is a line in the audit. */
  'joint.get': { kind: 'command', allow: CASE_ROLES, input: z.object({ id: JointId }), output: JointView },
  'joint.open': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ kind: JointKindName, card: Payload }),
    output: Changed.extend({ number: z.string() }),
  },
  /** What tells what happened: everybody who works on matters may write it down. */
  'joint.act': { kind: 'command', allow: CASE_ROLES, input: Step, output: Changed },
  /** What binds others: listing, striking off, awards. */
  'joint.decide': { kind: 'command', allow: ['head'], input: Step, output: Changed },
  /** The newest act, by whoever recorded it or by the head; it stays on the timeline, struck through. */
  'joint.takeBack': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ ...on, eventId: text(40), reason: z.string().trim().min(2, '请写明原因').max(300) }),
    output: Changed,
  },
  'joint.addPhoto': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({
      id: JointId,
      side: text(20),
      takenOn: Day,
      caption: text(100).default(''),
      jpegBase64: z.string().max(400_000),
    }),
    output: z.object({ photoId: RowId }),
  },
  'joint.photo': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ photoId: RowId }),
    output: z.object({ jpegBase64: z.string() }),
  },
  /** Destroys the picture on every seat; who, when and why stays. */
  'joint.removePhoto': {
    kind: 'command',
    allow: HANDLERS,
    input: z.object({ photoId: RowId, reason: z.string().trim().min(2, '请写明原因').max(200) }),
    output: z.object({}),
  },
  /** Counts that the month's situation sheet begins with: of a signed ledger as signed, else as of now; `source` says which. */
  'joint.situation': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ month: Month }),
    output: z.array(z.object({ title: z.string(), now: z.int(), before: z.int(), source: z.string() })),
  },
  'joint.previewPaper': {
    kind: 'action',
    allow: CASE_ROLES,
    input: Paper,
    output: z.object({ title: z.string(), pdfBase64: z.string(), pages: z.int(), fontNotice: z.array(z.string()) }),
  },
  'joint.issuePaper': { kind: 'action', allow: CASE_ROLES, input: Paper, output: z.object({ documentId: DocumentId }) },
  'joint.export': {
    kind: 'action',
    allow: CASE_ROLES,
    input: Taken.extend({ purpose: z.string().trim().min(2, '请写明导出用途').max(100) }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  'joint.print': {
    kind: 'action',
    allow: CASE_ROLES,
    input: Taken.extend({ purpose: z.string().trim().min(2, '请写明打印用途').max(100) }),
    output: z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), pages: z.int() }),
  },
})

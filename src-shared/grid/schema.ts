import { z } from 'zod'
import { Place } from '../centre/schema.ts'
import { Day, Instant } from '../kernel/day.ts'
import { DocumentId, MatterId, PlaceId, RowId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'
import { EVENT_SOURCES, EVENT_STATES } from './codes.ts'

const text = (max: number) => z.string().trim().max(max)
const needed = (max: number, message: string) => z.string().trim().min(1, message).max(max)
const code = (message: string) => z.string().regex(/^\d{1,6}$/, message)
const keysOf = <K extends string>(titles: Readonly<Record<K, unknown>>) => Object.keys(titles) as [K, ...K[]]
const reason = z.string().trim().min(2, '请写明原因，至少两个字').max(200)
const placeId = z.string().min(1, '请选择居村委或网格').pipe(PlaceId)

/** One of those who answer for a grid (7+X), by post. */
export const GridPerson = z.object({
  post: code('请选择岗位'),
  name: needed(40, '请填写姓名'),
  phone: text(30),
})
export type GridPerson = z.infer<typeof GridPerson>

const CARD = {
  regionCode: text(15),
  households: z.int().min(0).max(100_000).nullable(),
  /** 四至. */
  boundary: text(300),
  people: z.array(GridPerson).max(40),
}
/** What is known of a community or a grid beside its name. */
export const GridCard = Place.extend({
  ...CARD,
  communityName: z.string(),
  /** Null: nobody wrote anything yet. Given back on saving, so that nobody overwrites unread words. */
  changedAt: Instant.nullable(),
  changedBy: z.string(),
})
export type GridCard = z.infer<typeof GridCard>

const FOUND = {
  placeId,
  placeDetail: text(100).default(''),
  foundOn: Day,
  foundAt: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$|^$/, '时间写作 09:30')
    .default(''),
  source: z.enum(keysOf(EVENT_SOURCES)),
  class: code('请选择事件分类'),
  summary: needed(100, '请写明什么事'),
  facts: text(4000).default(''),
}
/** An event as it is written down. It names no resident: who complains comes through the window. */
export const EventCard = z.object(FOUND)
export type EventCard = z.infer<typeof EventCard>

export const GridEvent = EventCard.extend({
  id: RowId,
  number: z.string(),
  placeName: z.string(),
  state: z.enum(keysOf(EVENT_STATES)),
  checkedOn: Day.nullable(),
  checkedText: z.string(),
  doneOn: Day.nullable(),
  doneText: z.string(),
  matterId: MatterId.nullable(),
  /** Of the matter, where the reader may know of it: its number, and when the centre closed it. */
  matterNumber: z.string(),
  matterClosedOn: Day.nullable(),
  voidReason: z.string(),
  enteredBy: z.string(),
  changedAt: Instant,
  changedBy: z.string(),
})
export type GridEvent = z.infer<typeof GridEvent>

export const EventFilter = z.object({
  /** A community with its grids, or one grid. */
  placeId: PlaceId.nullable().default(null),
  /** The first digits of a class: `04` with all of its kind. */
  class: text(6).default(''),
  state: z.enum(['', 'open', ...keysOf(EVENT_STATES)]).default(''),
  foundFrom: Day.nullable().default(null),
  foundTo: Day.nullable().default(null),
  words: text(60).default(''),
})
export type EventFilter = z.infer<typeof EventFilter>
export const EVENT_ORDERS = ['found', 'place', 'class'] as const

const DIARY = {
  placeId,
  notedOn: Day,
  kind: code('请选择类别'),
  title: needed(60, '请填写标题'),
  text: needed(4000, '请写下内容'),
  placeDetail: text(100).default(''),
}
export const DiaryEntry = z.object({
  ...DIARY,
  id: RowId,
  placeName: z.string(),
  eventId: RowId.nullable(),
  eventNumber: z.string(),
  enteredBy: z.string(),
  changedAt: Instant,
})
export type DiaryEntry = z.infer<typeof DiaryEntry>
export const DiaryFilter = z.object({
  placeId: PlaceId.nullable().default(null),
  kind: text(6).default(''),
  from: Day.nullable().default(null),
  to: Day.nullable().default(null),
  words: text(60).default(''),
})
export const DIARY_ORDERS = ['noted', 'place', 'kind'] as const
export type DiaryFilter = z.infer<typeof DiaryFilter>

/** One day of all grids: what the daily sheet says. Events count by the day on which it happened. */
export const DaySheet = z.object({
  on: Day,
  found: z.int(),
  checked: z.int(),
  done: z.int(),
  handed: z.int(),
  /** Of what was found that day. */
  checkRate: z.string(),
  /** 办结数 ÷ 查处数. */
  doneRate: z.string(),
  byClass: z.array(z.object({ title: z.string(), count: z.int() })),
  diaryByKind: z.array(z.object({ title: z.string(), count: z.int() })),
  events: z.array(GridEvent),
  diaries: z.array(DiaryEntry),
})
export type DaySheet = z.infer<typeof DaySheet>

const page = { limit: z.int().min(1).max(500).default(200), offset: z.int().min(0).max(1_000_000).default(0) }
const seen = { id: RowId, seen: Instant }
const Saved = z.object({ id: RowId, changedAt: Instant })
const KEEPERS = ['clerk', 'head'] as const
const Lists = z.discriminatedUnion('list', [
  z.object({
    list: z.literal('events'),
    filter: EventFilter.prefault({}),
    order: z.enum(EVENT_ORDERS).default('found'),
  }),
  z.object({
    list: z.literal('diaries'),
    filter: DiaryFilter.prefault({}),
    order: z.enum(DIARY_ORDERS).default('noted'),
  }),
  /** `ids`: only these, as found on the page; all if null. */
  z.object({ list: z.literal('grids'), ids: z.array(PlaceId).max(2_000).nullable().default(null) }),
])
export type GridList = z.infer<typeof Lists>
const forPurpose = (message: string) => z.object({ of: Lists, purpose: z.string().trim().min(2, message).max(100) })
const Printed = z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), pages: z.int() })

export const gridContract = defineContract({
  'grid.cards': { kind: 'query', allow: CASE_ROLES, input: z.object({}), output: z.array(GridCard) },
  'grid.saveCard': {
    kind: 'command',
    allow: KEEPERS,
    input: z.object({ placeId: PlaceId, seen: Instant.nullable(), ...CARD }),
    output: z.object({ changedAt: Instant }),
  },
  /** 网格联系卡 to hang in the stairwell: who answers for the grid, with telephone. */
  'grid.printCard': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ placeId: PlaceId }),
    output: Printed,
  },
  'grid.events': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ filter: EventFilter.prefault({}), order: z.enum(EVENT_ORDERS).default('found'), ...page }),
    output: z.object({ rows: z.array(GridEvent), count: z.int() }),
  },
  'grid.event': { kind: 'query', allow: CASE_ROLES, input: z.object({ id: RowId }), output: GridEvent },
  'grid.record': {
    kind: 'command',
    allow: CASE_ROLES,
    input: EventCard.extend({ diaryId: RowId.nullable().default(null) }),
    output: Saved.extend({ number: z.string() }),
  },
  'grid.amend': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ ...seen, card: EventCard, reason: text(200).default('') }),
    output: Saved,
  },
  'grid.check': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ ...seen, on: Day, text: needed(1000, '请写明怎样查处') }),
    output: Saved,
  },
  'grid.finish': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ ...seen, on: Day, text: needed(1000, '请写明办理结果') }),
    output: Saved,
  },
  /** Takes the last of 办结 and 查处 back. */
  'grid.takeBack': { kind: 'command', allow: CASE_ROLES, input: z.object({ ...seen, reason }), output: Saved },
  /** The event becomes a matter of the centre, a task of one linkage; its number is kept as the number of the sheet. */
  'grid.handOver': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ ...seen, linkage: code('请选择属于哪一联') }),
    output: Saved.extend({ matterId: MatterId, matterNumber: z.string() }),
  },
  'grid.void': { kind: 'command', allow: KEEPERS, input: z.object({ ...seen, reason }), output: Saved },
  'grid.diaries': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ filter: DiaryFilter.prefault({}), order: z.enum(DIARY_ORDERS).default('noted'), ...page }),
    output: z.object({ rows: z.array(DiaryEntry), count: z.int() }),
  },
  'grid.writeDiary': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ id: RowId.nullable(), seen: Instant.nullable(), ...DIARY }),
    output: Saved,
  },
  'grid.voidDiary': { kind: 'command', allow: CASE_ROLES, input: z.object({ ...seen, reason }), output: z.object({}) },
  'grid.day': { kind: 'query', allow: CASE_ROLES, input: z.object({ on: Day }), output: DaySheet },
  /** The day's sheet for the leader: kept as it was issued, however the day is corrected later. */
  'grid.issueDay': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ on: Day }),
    output: z.object({ documentId: DocumentId }),
  },
  /** The lists as a file or on paper; each is a line of the audit. */
  'grid.export': {
    kind: 'action',
    allow: CASE_ROLES,
    input: forPurpose('请写明导出用途'),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  'grid.print': { kind: 'action', allow: CASE_ROLES, input: forPurpose('请写明打印用途'), output: Printed },
})

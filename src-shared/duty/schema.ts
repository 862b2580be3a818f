import { z } from 'zod'
import { Day, Month } from '../kernel/day.ts'
import { RowId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES, type Role } from '../kernel/roles.ts'
import { CONFLICT_KINDS } from './conflicts.ts'
import { DUTY_EVENT_KINDS, DUTY_EVENTS } from './events.ts'
import { AlertView, DutyList, EventView, SwapView } from './lists.ts'
import { DutyCell, DutyPerson, DutyPost, PersonCard, PostCard } from './model.ts'

export type { AlertView, SwapView } from './lists.ts'

/** Who plans the roster; everybody who works on matters may read it, sign people in and ask for a swap. */
const PLANNERS = ['clerk', 'head'] as const satisfies readonly Role[]
/** Orders and swaps bind people: they are the head's. */
const HEAD = ['head'] as const satisfies readonly Role[]

const purpose = (verb: string) => z.string().trim().min(2, `请写明${verb}用途`).max(100)
const Found = z.object({ id: RowId })
const AnyId = z.string()

export const ConflictView = z.object({
  kind: z.enum(Object.keys(CONFLICT_KINDS) as [keyof typeof CONFLICT_KINDS, ...(keyof typeof CONFLICT_KINDS)[]]),
  on: Day,
  postId: AnyId,
  shift: z.string(),
  personId: z.string(),
  text: z.string(),
})
export type ConflictView = z.infer<typeof ConflictView>

/** A person as lists show him: the phone partly hidden. */
export const PersonView = DutyPerson.extend({ unit: z.string() })
export type PersonView = z.infer<typeof PersonView>

const ShiftView = z.object({ code: z.string(), title: z.string(), text: z.string() })
const DayView = z.object({
  on: Day,
  kind: z.enum(['workday', 'makeup', 'weekend', 'holiday']),
  name: z.string(),
  /** Title of the level of alert; empty on an ordinary day. */
  level: z.string(),
})
/** A month of the roster, everything its page shows. */
export const MonthView = z.object({
  posts: z.array(DutyPost),
  people: z.array(PersonView),
  shifts: z.array(ShiftView),
  days: z.array(DayView),
  cells: z.array(DutyCell),
  conflicts: z.array(ConflictView),
  /** More conflicts than are listed. */
  moreConflicts: z.int(),
})
export type MonthView = z.infer<typeof MonthView>

/** One cell as it shall be, and as it was when the person saw it: what changed meanwhile is not written over. */
export const CellChange = DutyCell.extend({ seen: z.array(RowId).max(50), seenLeader: z.string().default('') })
export type CellChange = z.infer<typeof CellChange>
const MOST_CELLS = 30_000

export const LoadView = z.object({ personId: RowId, name: z.string(), before: z.int(), after: z.int() })

const StintView = z.object({
  postId: RowId,
  post: z.string(),
  place: z.string(),
  on: Day,
  shift: z.string(),
  shiftText: z.string(),
  personId: RowId,
  name: z.string(),
  isLeader: z.boolean(),
  /** Whether the roster has him there; who signed in and was taken off it is shown all the same. */
  isPosted: z.boolean(),
  signedIn: z.string(),
  signedOut: z.string(),
  absence: z.string(),
  /** Whether the shift is still to come, runs, or is over. */
  phase: z.enum(['ahead', 'running', 'over']),
  /** The day of its last minute: the next one for a night. */
  endsOn: Day,
})
export type StintView = z.infer<typeof StintView>

export const NowView = z.object({
  at: z.string(),
  /** Whether a roster is kept at all. */
  hasPosts: z.boolean(),
  level: z.string(),
  /** 值班 now, and who comes next within twelve hours. */
  now: z.array(StintView),
  next: z.array(StintView),
  gaps: z.array(z.string()),
  waitingSwaps: z.int(),
})
export type NowView = z.infer<typeof NowView>

const FigureLine = z.object({
  key: z.string(),
  group: z.string(),
  title: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  note: z.string(),
})
const Period = { from: Day, to: Day }
const checkPeriod = ({ from, to }: { from: Day; to: Day }): boolean => from <= to

/** What a person writes down, one entry each. */
export const RecordInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('leave'), entry: DUTY_EVENTS.leave }),
  z.object({ kind: z.literal('sign_in'), entry: DUTY_EVENTS.sign_in }),
  z.object({ kind: z.literal('sign_out'), entry: DUTY_EVENTS.sign_out }),
  z.object({ kind: z.literal('absence'), entry: DUTY_EVENTS.absence }),
  z.object({ kind: z.literal('inspection'), entry: DUTY_EVENTS.inspection }),
  z.object({ kind: z.literal('handover'), entry: DUTY_EVENTS.handover }),
  z.object({ kind: z.literal('swap_ask'), entry: DUTY_EVENTS.swap_ask }),
])
const OrderInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('level_start'), entry: DUTY_EVENTS.level_start }),
  z.object({ kind: z.literal('level_stop'), entry: DUTY_EVENTS.level_stop }),
])

/** The sheets of a roster. `ref`: a month, an entry, or a day and shift. */
export const DUTY_SHEETS = {
  roster: '排班表（A4 横向）',
  roster_a3: '排班表（A3 横向）',
  order: '启动令、解除令',
  inspection: '查岗记录',
  handover: '交接班单',
  figures: '勤务月度统计',
} as const
const Sheet = z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), pages: z.int() })

export const dutyContract = defineContract({
  'duty.month': { kind: 'query', allow: CASE_ROLES, input: z.object({ month: Month }), output: MonthView },
  /** Posts and people with those that are out of use. */
  'duty.setup': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({}),
    output: z.object({ posts: z.array(DutyPost), people: z.array(PersonView), shifts: z.array(ShiftView) }),
  },
  'duty.savePost': {
    kind: 'command',
    allow: PLANNERS,
    input: z.object({ id: RowId.nullable().default(null), post: PostCard }),
    output: Found,
  },
  /** A phone left as it was shown, partly hidden, stays as it is. */
  'duty.savePerson': {
    kind: 'command',
    allow: PLANNERS,
    input: z.object({ id: RowId.nullable().default(null), person: PersonCard }),
    output: Found,
  },
  'duty.reveal': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ id: RowId, purpose: purpose('查看') }),
    output: z.object({ phone: z.string() }),
  },
  /**
   * What passes over something that happened (signed in, absent, handed over), or changes a day that is over, is refused at
   * `reason` with the question to ask, and taken with a reason, which is kept as a `correction`.
   *
   * @returns what is wrong now on the days that were touched
   */
  'duty.setCells': {
    kind: 'command',
    allow: PLANNERS,
    input: z.object({
      cells: z.array(CellChange).min(1).max(MOST_CELLS),
      why: z.string().trim().max(40).default(''),
      reason: z.string().trim().max(200).default(''),
    }),
    output: z.object({ conflicts: z.array(ConflictView) }),
  },
  /** A fair roster for what is still open in a month; nothing is saved. */
  'duty.propose': {
    kind: 'query',
    allow: PLANNERS,
    input: z.object({ month: Month, from: Day.nullable().default(null) }),
    output: z.object({
      cells: z.array(CellChange),
      unfilled: z.array(z.string()),
      loads: z.array(LoadView),
    }),
  },
  /** The month before laid over this one, weekday on weekday, where nothing stands yet; nothing is saved. */
  'duty.copyMonth': {
    kind: 'query',
    allow: PLANNERS,
    input: z.object({ month: Month }),
    output: z.object({ cells: z.array(CellChange) }),
  },
  'duty.conflicts': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object(Period).refine(checkPeriod, '结束日期早于开始日期'),
    output: z.object({ conflicts: z.array(ConflictView), count: z.int() }),
  },
  'duty.now': { kind: 'query', allow: CASE_ROLES, input: z.object({}), output: NowView },
  /** Who is on a post in a day's shifts, with signing in. */
  'duty.day': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ on: Day }),
    output: z.object({ stints: z.array(StintView), level: z.string() }),
  },
  'duty.record': { kind: 'command', allow: CASE_ROLES, input: RecordInput, output: Found },
  'duty.order': { kind: 'command', allow: HEAD, input: OrderInput, output: Found },
  /** Approved, both shifts change hands in the same moment; refused if that would book somebody twice. */
  'duty.answerSwap': {
    kind: 'command',
    allow: HEAD,
    input: z
      .object({ askId: RowId, isApproved: z.boolean(), reason: z.string().trim().max(200).default('') })
      .refine(({ isApproved, reason }) => isApproved || reason.length >= 2, {
        path: ['reason'],
        message: '不同意请写明原因',
      }),
    output: Found,
  },
  'duty.takeBack': { kind: 'command', allow: PLANNERS, input: DUTY_EVENTS.void, output: Found },
  'duty.alerts': { kind: 'query', allow: CASE_ROLES, input: z.object({}), output: z.array(AlertView) },
  'duty.swaps': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ isWaitingOnly: z.boolean().default(false) }),
    output: z.array(SwapView),
  },
  'duty.events': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ ...Period, kinds: z.array(z.enum(DUTY_EVENT_KINDS)).default([]) }),
    output: z.array(EventView),
  },
  /** One post or one entry, as the line of the ledger opens it. */
  'duty.entry': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ id: RowId }),
    output: z.object({
      title: z.string(),
      lines: z.array(z.object({ title: z.string(), text: z.string() })),
      isPost: z.boolean(),
      /** Its paper; null where it has none. */
      sheet: z.enum(['order', 'inspection', 'handover']).nullable(),
    }),
  },
  /**
   * What the shift of one post hands over: promises due by the end of the next shift, and what the shift left undone.
   * `to` is empty where nobody else follows at the post; `stays`: who is on in both shifts.
   */
  'duty.draftHandover': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ on: Day, shift: z.string(), postId: RowId }),
    output: z.object({ from: z.string(), to: z.string(), stays: z.string(), lines: z.array(z.string()) }),
  },
  'duty.figures': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object(Period).refine(checkPeriod, '结束日期早于开始日期'),
    output: z.object({
      /** The last day of which what happened was counted, today at the latest; null before the period. */
      until: Day.nullable(),
      figures: z.array(FigureLine),
      /** For the rotation alone; in the order of names, never of weights. */
      loads: z.array(z.object({ personId: RowId, name: z.string(), weight: z.int() })),
    }),
  },
  'duty.print': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({
      sheet: z.enum(Object.keys(DUTY_SHEETS) as [keyof typeof DUTY_SHEETS, ...(keyof typeof DUTY_SHEETS)[]]),
      ref: z.string().max(60),
      purpose: purpose('打印'),
    }),
    output: Sheet,
  },
  'duty.export': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ month: Month, purpose: purpose('导出') }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  /** Swaps or orders, as narrowed and in the order of their page; each a line of the audit. */
  'duty.exportList': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ of: DutyList, purpose: purpose('导出') }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  'duty.printList': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ of: DutyList, purpose: purpose('打印') }),
    output: Sheet,
  },
})

import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { RowId } from '../kernel/ids.ts'

const text = (max: number) => z.string().trim().max(max)
const needed = (max: number, message: string) => z.string().trim().min(1, message).max(max)
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请写时间，如 0830、18:00')

/** A place on the roster: a post, a day, a shift. */
const Where = { postId: RowId, on: Day, shift: z.string().regex(/^\d{1,6}$/, '请选择班次') }
const Stint = z.object({ ...Where, personId: RowId })

/**
 * What happens around a roster, each written once. Signing in says a time and nothing else: where somebody is, is not
 * recorded. A wrong entry is taken back by `void`, which says why; the entry stays.
 */
export const DUTY_EVENTS = {
  /** 启动令 (B.7: 等级按启动令、解除令). */
  level_start: z.object({
    level: z.string().regex(/^\d{1,6}$/, '请选择防控等级'),
    on: Day,
    time: clock.default('00:00'),
    orderedBy: needed(40, '请写明由谁下令'),
    number: text(60).default(''),
    task: needed(100, '请写明任务名称'),
    text: text(1000).default(''),
  }),
  /** 解除令. */
  level_stop: z.object({
    startId: RowId,
    on: Day,
    time: clock.default('23:59'),
    orderedBy: needed(40, '请写明由谁下令'),
    number: text(60).default(''),
    summary: text(2000).default(''),
  }),
  leave: z
    .object({ personId: RowId, on: Day, toOn: Day, reason: needed(100, '请写明请假原因') })
    .refine(({ on, toOn }) => toOn >= on, { path: ['toOn'], message: '结束日期早于开始日期' }),
  swap_ask: z.object({
    from: Stint,
    /** The shift given in return; null where only the duty is taken over. */
    back: Stint.nullable().default(null),
    toPersonId: RowId,
    reason: needed(200, '请写明换班原因'),
  }),
  swap_answer: z.object({ askId: RowId, isApproved: z.boolean(), reason: text(200).default('') }),
  sign_in: z.object({ ...Stint.shape, time: clock, note: text(200).default('') }),
  sign_out: z.object({ ...Stint.shape, time: clock, note: text(200).default('') }),
  absence: z.object({
    ...Stint.shape,
    reason: z.string().regex(/^\d{1,6}$/, '请选择缺勤原因'),
    note: text(200).default(''),
  }),
  /** 查岗. */
  inspection: z.object({
    ...Where,
    time: clock,
    inspector: needed(40, '请写明查岗人'),
    present: z.array(RowId).max(50).default([]),
    missing: z.array(RowId).max(50).default([]),
    finding: text(1000).default(''),
    hasProblem: z.boolean().default(false),
    handled: text(1000).default(''),
  }),
  /** 交接班: the lines as they were handed over. */
  handover: z.object({
    on: Day,
    shift: z.string().regex(/^\d{1,6}$/, '请选择班次'),
    /** The post whose shift ends; none in entries of older versions, which took all posts of a shift together. */
    postIds: z.array(RowId).max(1, '一张交接班单只写一个岗位').default([]),
    from: needed(100, '请写明交班人'),
    to: needed(100, '请写明接班人'),
    lines: z.array(needed(400, '这一条是空的')).max(200).default([]),
    note: text(2000).default(''),
  }),
  /** A shift of the roster changed after it had happened, wholly or in part: who was on before, who after, and why. */
  correction: z.object({
    ...Where,
    before: z.array(RowId).max(50),
    beforeLeader: z.string().max(60).default(''),
    after: z.array(RowId).max(50),
    afterLeader: z.string().max(60).default(''),
    reason: needed(200, '请写明为什么改'),
  }),
  void: z.object({ eventId: RowId, reason: needed(200, '请写明为什么作废') }),
} as const
/** Names as people join them: 样本甲、示例乙. */
export const splitNames = (joined: string): string[] =>
  joined
    .split(/[、，,；;\s]+/)
    .map((name) => name.trim())
    .filter(Boolean)
/** Who would take over from himself: somebody who stays on hands nothing over, so he stands on neither side. */
export const relievesHimself = ({ from, to }: { from: string; to: string }): string[] => {
  const takers = new Set(splitNames(to))
  return [...new Set(splitNames(from))].filter((name) => takers.has(name))
}
export type DutyEventKind = keyof typeof DUTY_EVENTS
export type DutyPayload<K extends DutyEventKind> = z.output<(typeof DUTY_EVENTS)[K]>
export const DUTY_EVENT_KINDS = Object.keys(DUTY_EVENTS) as [DutyEventKind, ...DutyEventKind[]]

export const DUTY_EVENT_TITLES: Readonly<Record<DutyEventKind, string>> = {
  level_start: '启动防控等级',
  level_stop: '解除防控等级',
  leave: '请假',
  swap_ask: '申请换班',
  swap_answer: '答复换班',
  sign_in: '到岗签到',
  sign_out: '离岗签退',
  absence: '缺勤',
  inspection: '查岗',
  handover: '交接班',
  correction: '更正排班',
  void: '作废',
}

/** One entry as it is kept. */
export type DutyEvent<K extends DutyEventKind = DutyEventKind> = {
  [E in K]: { id: string; kind: E; on: Day; at: string; byName: string; payload: DutyPayload<E> }
}[K]

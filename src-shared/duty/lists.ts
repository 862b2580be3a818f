import { z } from 'zod'
import { Day, Instant } from '../kernel/day.ts'
import { DUTY_EVENT_KINDS, type DutyEventKind } from './events.ts'

export const SwapView = z.object({
  id: z.string(),
  at: Instant,
  byName: z.string(),
  /** The day of the shift that is given away. */
  on: Day,
  fromText: z.string(),
  backText: z.string(),
  reason: z.string(),
  state: z.enum(['waiting', 'approved', 'refused']),
  answeredBy: z.string(),
  answer: z.string(),
})
export type SwapView = z.infer<typeof SwapView>

export const AlertView = z.object({
  id: z.string(),
  level: z.string(),
  task: z.string(),
  on: Day,
  time: z.string(),
  orderedBy: z.string(),
  number: z.string(),
  text: z.string(),
  change: z.string(),
  endOn: Day.nullable(),
  endTime: z.string(),
  endedBy: z.string(),
  summary: z.string(),
})
export type AlertView = z.infer<typeof AlertView>

export const EventView = z.object({
  id: z.string(),
  kind: z.enum(DUTY_EVENT_KINDS),
  title: z.string(),
  on: Day,
  at: Instant,
  byName: z.string(),
  text: z.string(),
  isVoid: z.boolean(),
})
export type EventView = z.infer<typeof EventView>

/** The entries of the page 查岗与交接, as they are looked at together; the first is the usual one. */
export const EVENT_GROUPS = {
  papers: '查岗和交接班',
  signs: '签到、签退、缺勤',
  leave: '请假',
  roster: '更正排班',
  all: '全部',
} as const
export const KINDS_OF_GROUP: Readonly<Record<keyof typeof EVENT_GROUPS, readonly DutyEventKind[]>> = {
  papers: ['inspection', 'handover'],
  signs: ['sign_in', 'sign_out', 'absence'],
  leave: ['leave'],
  roster: ['correction'],
  all: [],
}
export const EVENT_STATES = { valid: '有效', void: '已作废' } as const
export const EVENT_ORDERS = { newest: '日期新的在前', oldest: '日期早的在前', kind: '按种类' } as const

export const SWAP_STATES = { waiting: '等着答复', approved: '已同意', refused: '不同意' } as const
export const ALERT_STATES = { open: '没有解除', ended: '已解除' } as const
/** Where an alert stands on a day: an order for a day to come is not in force, nor is one lifted from a day to come over. */
export function alertPhase(
  { on, endOn }: { on: string; endOn: string | null },
  today: string,
): { kind: 'waiting' | 'warn' | 'idle'; text: string } {
  if (on > today) return { kind: 'waiting', text: '还没到日子' }
  return endOn !== null && endOn < today ? { kind: 'idle', text: '已结束' } : { kind: 'warn', text: '生效中' }
}
/** The first is the usual one. */
export const SWAP_ORDERS = { asked: '新申请的在前', shift: '按换出的班的日期', state: '按状态' } as const
export const ALERT_ORDERS = { started: '新启动的在前', level: '按等级', task: '按任务' } as const

type Keys<T> = [keyof T & string, ...(keyof T & string)[]]
const keys = <T extends object>(of: T): Keys<T> => Object.keys(of) as Keys<T>
const words = z.string().trim().max(60).default('')

/**
 * Swaps, orders that began a level and ended it, entries of a period, posts or people, as they are narrowed and put in order
 * on their page.
 */
export const DutyList = z.discriminatedUnion('list', [
  z.object({
    list: z.literal('swaps'),
    words,
    state: z.enum(['', ...keys(SWAP_STATES)]).default(''),
    order: z.enum(keys(SWAP_ORDERS)).default('asked'),
  }),
  z.object({
    list: z.literal('orders'),
    words,
    state: z.enum(['', ...keys(ALERT_STATES)]).default(''),
    order: z.enum(keys(ALERT_ORDERS)).default('started'),
  }),
  z.object({
    list: z.literal('events'),
    from: Day,
    to: Day,
    group: z.enum(keys(EVENT_GROUPS)).default('papers'),
    words,
    state: z.enum(['', ...keys(EVENT_STATES)]).default(''),
    order: z.enum(keys(EVENT_ORDERS)).default('newest'),
  }),
  z.object({ list: z.literal('posts'), words }),
  z.object({ list: z.literal('people'), words }),
])
export type DutyList = z.infer<typeof DutyList>
type Of<L extends DutyList['list']> = Omit<Extract<DutyList, { list: L }>, 'list'>

const has = (wanted: string, texts: readonly string[]): boolean =>
  wanted
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => texts.some((text) => text.includes(word)))
/** Stable, so that what is equal stays as it was given: the newest first. */
const by =
  <T>(key: (one: T) => string | number) =>
  (a: T, b: T): number => {
    const [x, y] = [key(a), key(b)]
    return x < y ? -1 : x > y ? 1 : 0
  }

/** @param rows the newest first */
export function narrowSwaps(rows: readonly SwapView[], { words: wanted, state, order }: Of<'swaps'>): SwapView[] {
  const found = rows.filter(
    (one) =>
      (state === '' || one.state === state) &&
      has(wanted, [one.byName, one.on, one.fromText, one.backText, one.answeredBy, one.answer]),
  )
  if (order === 'shift') return found.sort(by(({ on }) => on))
  return order === 'state' ? found.sort(by((one) => keys(SWAP_STATES).indexOf(one.state))) : found
}

/**
 * @param rows the newest first
 * @param levels titles of the levels, the lowest first
 */
export function narrowAlerts(
  rows: readonly AlertView[],
  { words: wanted, state, order }: Of<'orders'>,
  levels: readonly string[] = [],
): AlertView[] {
  const found = rows.filter(
    (one) =>
      (state === '' || (state === 'open') === (one.endOn === null)) &&
      has(wanted, [
        one.task,
        one.level,
        one.number,
        one.on,
        one.endOn ?? '',
        one.orderedBy,
        one.endedBy,
        one.text,
        one.summary,
      ]),
  )
  if (order === 'level') return found.sort(by(({ level }) => -levels.indexOf(level)))
  return order === 'task' ? found.sort((a, b) => a.task.localeCompare(b.task, 'zh-CN')) : found
}

/** @param rows those recorded last first */
export function narrowEvents(
  rows: readonly EventView[],
  { words: wanted, state, order }: Pick<Of<'events'>, 'words' | 'state' | 'order'>,
): EventView[] {
  const found = rows.filter(
    (one) =>
      (state === '' || (state === 'void') === one.isVoid) && has(wanted, [one.on, one.title, one.text, one.byName]),
  )
  if (order === 'oldest') return found.reverse().sort(by(({ on }) => on))
  found.sort((a, b) => by<EventView>(({ on }) => on)(b, a))
  return order === 'kind' ? found.sort(by(({ kind }) => DUTY_EVENT_KINDS.indexOf(kind))) : found
}

export const narrowPosts = <P extends { code: string; name: string; place: string }>(
  posts: readonly P[],
  wanted: string,
): P[] => posts.filter(({ code, name, place }) => has(wanted, [code, name, place]))

export const narrowPeople = <P extends { name: string; unit: string }>(people: readonly P[], wanted: string): P[] =>
  people.filter(({ name, unit }) => has(wanted, [name, unit]))

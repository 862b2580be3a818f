import { titleOn } from '../../src-shared/centre/codeTables.ts'
import {
  DUTY_EVENT_TITLES,
  type DutyEvent,
  type DutyEventKind,
  relievesHimself,
  type DutyPayload,
} from '../../src-shared/duty/events.ts'
import { alertsOf, standing, swapsOf } from '../../src-shared/duty/fold.ts'
import type { EventView } from '../../src-shared/duty/lists.ts'
import type { DutyCell } from '../../src-shared/duty/model.ts'
import type { AlertView, CellChange, SwapView } from '../../src-shared/duty/schema.ts'
import { signMinute } from '../../src-shared/duty/spans.ts'
import { addDays, formatChinaTime, type Day, type Instant } from '../../src-shared/kernel/day.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { tableVersions } from '../centre/codeTables.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { happenedBetween } from './corrections.ts'
import { writeCells } from './month.ts'
import { minuteOf } from './now.ts'
import { cellsAround, codesOn, conflictsOf, readDuty, type Duty } from './posting.ts'
import { findCell, findEvent, insertEvent, listAllEvents, listEvents } from './repo.ts'
import { checkSign, isStillIn } from './signs.ts'
import { eventText, nameOf, swapText, whereText } from './words.ts'

type Where = { postId: RowId; on: Day; shift: string }

/** Writes one entry. @returns its id */
export function record<K extends DutyEventKind>(ctx: Ctx, kind: K, on: Day, payload: DutyPayload<K>): { id: RowId } {
  const id = ctx.newId<RowId>()
  const event = { id, kind, on, at: ctx.now, byName: ctx.actor.name, payload } as unknown as DutyEvent
  insertEvent(ctx.db, { ...event, byId: ctx.actor.userId })
  const text = eventText(ctx, readDuty(ctx, on, on), event)
  audit(ctx, 'changed', { kind: 'duty', id, title: DUTY_EVENT_TITLES[kind] }, text)
  ctx.changed('duty')
  return { id }
}

/** @throws AppError 'not_allowed' if the person is not on the roster there */
function checkPosted(ctx: Ctx, duty: Duty, where: Where, personId: RowId): DutyCell {
  const cell = findCell(ctx.db, where)
  if (cell?.people.includes(personId)) return cell
  const name = duty.personById.get(personId)?.name ?? '这个人'
  throw new AppError('not_allowed', `${name}没有排在${whereText(duty, where)}；临时上岗请先改排班`)
}

type Watch = { [K in 'inspection' | 'handover']: { kind: K; entry: DutyPayload<K> } }['inspection' | 'handover']

/** @throws AppError 'invalid' for what lies ahead, for a problem without words, and for who would relieve himself */
function checkWatch(ctx: Ctx, duty: Duty, { kind, entry }: Watch): void {
  if (entry.on > ctx.today) throw invalidField('on', '班还没到，不能先记')
  const shift = duty.shifts.get(entry.shift)
  if (kind === 'inspection') {
    if (signMinute('sign_out', entry.on, shift, entry.time) > minuteOf(ctx.now))
      throw invalidField('time', `时间不能晚于现在（${formatChinaTime(ctx.now).slice(11)}）`)
    if (entry.hasProblem && entry.finding === '') throw invalidField('finding', '发现问题的，请写明发现情况')
    return
  }
  if (entry.postIds.length === 0) throw invalidField('postIds', '请选择交哪个岗位的班')
  const same = relievesHimself(entry)
  if (same.length > 0)
    throw invalidField(
      'to',
      `${same.join('、')}不能把班交给自己：请写明另外由谁接班；连着上两个班的不用交接，从两边去掉`,
    )
}

/** @throws AppError 'not_allowed' if the shift has begun for him: who signed in does not vanish from the roster by a swap */
function checkUntouched(ctx: Ctx, duty: Duty, where: Where, personId: RowId): void {
  const happened = happenedBetween(ctx, where.on, where.on)
  const record = happened.of(where, personId) || (happened.isHandedOver(where) ? '已经交班' : '')
  if (record !== '')
    throw new AppError(
      'not_allowed',
      `${nameOf(duty, personId)}的${whereText(duty, where)}${record}，不能再换；实际换了人的，请在排班月表里改，写明原因`,
    )
}

/** Both shifts as they would be after the swap. */
function swapped(ctx: Ctx, duty: Duty, { from, back, toPersonId }: DutyPayload<'swap_ask'>): CellChange[] {
  const replace = (where: Where, leaves: RowId, comes: RowId): CellChange => {
    const cell = checkPosted(ctx, duty, where, leaves)
    checkUntouched(ctx, duty, where, leaves)
    if (cell.people.includes(comes))
      throw new AppError(
        'not_allowed',
        `${duty.personById.get(comes)?.name ?? '对方'}本来就在${whereText(duty, where)}`,
      )
    const people = cell.people.map((id) => (id === leaves ? comes : id))
    const leader = cell.leader === leaves ? comes : cell.leader
    return { ...cell, people, leader, seen: cell.people, seenLeader: cell.leader }
  }
  if (from.personId === toPersonId) throw invalidField('toPersonId', '换给本人没有意义，请另选一人')
  const changes = [replace(from, from.personId, toPersonId)]
  if (back) changes.push(replace(back, toPersonId, from.personId))
  return changes
}

/** @throws AppError 'not_allowed' that names what the swap would break, where it did not stand before */
function checkSwap(ctx: Ctx, ask: DutyPayload<'swap_ask'>): CellChange[] {
  const days = [ask.from.on, ask.back?.on ?? ask.from.on].sort() as Day[]
  // Who was there stays written as it was: signing in and the month's figures hang on it.
  if ((days[0] as Day) < ctx.today)
    throw new AppError('not_allowed', `${days[0]} 的班已经过去，不能再换；当天实际换了人的，请在排班月表里改`)
  const [from, to] = [addDays(days[0] as Day, -1), addDays(days[1] as Day, 1)]
  const duty = readDuty(ctx, from, to)
  const changes = swapped(ctx, duty, ask)
  const cells = cellsAround(ctx, from, to)
  const isSame = (a: DutyCell, b: DutyCell): boolean => a.postId === b.postId && a.on === b.on && a.shift === b.shift
  const after = cells.map((cell) => changes.find((change) => isSame(change, cell)) ?? cell)
  const before = new Set(conflictsOf(ctx, duty, cells, from, to).map(({ text }) => text))
  const fresh = conflictsOf(ctx, duty, after, from, to).find(
    ({ kind, text }) => ['double', 'rest', 'away', 'unfit'].includes(kind) && !before.has(text),
  )
  if (fresh) throw new AppError('not_allowed', `换班后${fresh.text}`)
  return changes
}

function answerSwap(ctx: Ctx, answer: DutyPayload<'swap_answer'>): { id: RowId } {
  const swap = swapsOf(listAllEvents(ctx.db, ['swap_ask', 'swap_answer', 'void'])).find(({ id }) => id === answer.askId)
  if (!swap) throw new AppError('not_found', '没有找到这个换班申请，可能已经作废')
  if (swap.state !== 'waiting') throw new AppError('not_allowed', `这个换班申请 ${swap.answeredBy} 已经答复过`)
  if (answer.isApproved) writeCells(ctx, checkSwap(ctx, swap.ask))
  return record(ctx, 'swap_answer', ctx.today, answer)
}

export const alerts = (ctx: Ctx) => alertsOf(listAllEvents(ctx.db, ['level_start', 'level_stop', 'void']))

function checkOrder(ctx: Ctx, kind: 'level_start' | 'level_stop', entry: unknown): void {
  if (kind === 'level_start') {
    const { level, on } = entry as DutyPayload<'level_start'>
    if (!codesOn(ctx, 'duty_level', on).some(({ code }) => code === level))
      throw invalidField('level', '那一天生效的防控等级里没有这一级')
    return
  }
  const { startId, on, time } = entry as DutyPayload<'level_stop'>
  const alert = alerts(ctx).find(({ id }) => id === startId)
  if (!alert) throw new AppError('not_found', '没有找到对应的启动令')
  if (alert.stop) throw new AppError('not_allowed', '这个等级已经解除')
  const { start } = alert
  // By day and time: both stand on the printed orders.
  if (on < start.on) throw invalidField('on', `解除不能早于启动（${start.on} ${start.time}）`)
  if (on === start.on && time <= start.time) throw invalidField('time', `解除要晚于启动（${start.on} ${start.time}）`)
}

export function alertViews(ctx: Ctx): AlertView[] {
  const versions = tableVersions(ctx, 'duty_level')
  return alerts(ctx)
    .map(({ id, start, stop, endOn }) => {
      const detail = codesOn(ctx, 'duty_level', start.on).find(({ code }) => code === start.level)?.detail as
        { note?: string } | undefined
      return {
        id,
        level: titleOn(versions, start.level, start.on),
        task: start.task,
        on: start.on,
        time: start.time,
        orderedBy: start.orderedBy,
        number: start.number,
        text: start.text,
        change: detail?.note ?? '',
        endOn,
        endTime: stop?.time ?? '',
        endedBy: stop?.orderedBy ?? '',
        summary: stop?.summary ?? '',
      }
    })
    .reverse()
}

/** Every swap that was asked for and not taken back, the newest first. */
/** Entries of a period by their day, the newest first; all kinds if none is asked for. */
export function eventViews(
  ctx: Ctx,
  { from, to }: { from: Day; to: Day },
  kinds: readonly DutyEventKind[],
): EventView[] {
  const duty = readDuty(ctx, ctx.today, ctx.today)
  const wanted = kinds.length > 0 ? kinds : (Object.keys(DUTY_EVENT_TITLES) as DutyEventKind[])
  const found = listEvents(ctx.db, wanted, from, to)
  const valid = new Set(standing([...found, ...listAllEvents(ctx.db, ['void'])]).map(({ id }) => id))
  return found
    .map((event) => ({
      id: event.id,
      kind: event.kind,
      title: DUTY_EVENT_TITLES[event.kind],
      on: event.on,
      at: event.at as Instant,
      byName: event.byName,
      text: eventText(ctx, duty, event),
      isVoid: event.kind !== 'void' && !valid.has(event.id),
    }))
    .reverse()
}

export function swapViews(ctx: Ctx): SwapView[] {
  const duty = readDuty(ctx, ctx.today, ctx.today)
  return swapsOf(listAllEvents(ctx.db, ['swap_ask', 'swap_answer', 'void']))
    .map((swap) => ({
      id: swap.id,
      at: swap.at as Instant,
      byName: swap.byName,
      on: swap.ask.from.on,
      fromText: swapText(duty, { ...swap.ask, back: null }),
      backText: swap.ask.back ? whereText(duty, swap.ask.back) : '',
      reason: swap.ask.reason,
      state: swap.state,
      answeredBy: swap.answeredBy,
      answer: swap.reason,
    }))
    .reverse()
}

export const recordHandlers = {
  'duty.record': (ctx, input) => {
    const { kind, entry } = input
    const on = kind === 'swap_ask' ? entry.from.on : entry.on
    if (input.kind === 'sign_in' || input.kind === 'sign_out' || input.kind === 'absence') {
      const duty = readDuty(ctx, on, on)
      if (!isStillIn(ctx, input)) checkPosted(ctx, duty, input.entry, input.entry.personId)
      checkSign(ctx, duty, input)
    }
    if (input.kind === 'inspection' || input.kind === 'handover') checkWatch(ctx, readDuty(ctx, on, on), input)
    if (kind === 'swap_ask') checkSwap(ctx, entry)
    return record(ctx, kind, on, entry as never)
  },
  'duty.order': (ctx, { kind, entry }) => {
    checkOrder(ctx, kind, entry)
    return record(ctx, kind, entry.on, entry as never)
  },
  'duty.answerSwap': (ctx, answer) => answerSwap(ctx, answer),
  'duty.takeBack': (ctx, entry) => {
    const found = findEvent(ctx.db, entry.eventId)
    if (!found || found.kind === 'void') throw new AppError('not_found', '没有找到这条记录')
    if (found.kind === 'correction')
      throw new AppError('not_allowed', '更正已经写进排班；要改回来，请在排班月表里再改，写明原因')
    if (found.kind === 'swap_answer') throw new AppError('not_allowed', '换班已经答复，要换回来请再申请一次')
    if ((found.kind === 'level_start' || found.kind === 'level_stop') && !ctx.actor.roles.includes('head'))
      throw new AppError('forbidden', '启动令、解除令由负责人作废')
    return record(ctx, 'void', found.on, entry)
  },
  'duty.alerts': (ctx) => alertViews(ctx),
  'duty.swaps': (ctx, { isWaitingOnly }) => swapViews(ctx).filter(({ state }) => !isWaitingOnly || state === 'waiting'),
  'duty.events': (ctx, { from, to, kinds }) => eventViews(ctx, { from, to }, kinds),
} satisfies Partial<Handlers>

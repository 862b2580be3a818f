import { formatNumber } from '../../src-shared/centre/numbering.ts'
import { stateOfEvent, whyNotDay, whyNotStep, type EventStep } from '../../src-shared/grid/rules.ts'
import type { EventCard, GridEvent } from '../../src-shared/grid/schema.ts'
import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import { AppError, invalidField } from '../../src-shared/kernel/errors.ts'
import type { MatterId, RowId } from '../../src-shared/kernel/ids.ts'
import { findPlace } from '../centre/repo.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { isInSignedMonth } from '../ledger/repo.ts'
import { checkCode } from '../linkage/directory.ts'
import { takeNext } from '../store/series.ts'
import { countEvents, findListedEvent, listEvents, type ListedEvent } from './listRepo.ts'
import { findDiary, findEvent, isEventNumberTaken, saveDiary, saveEvent, type EventRecord } from './repo.ts'

export function toEvent(row: ListedEvent): GridEvent {
  const { enteredAt: _, changeReason: __, communityId: ___, ...event } = row
  return { ...event, state: stateOfEvent(row) }
}

/** The event as the caller saw it. @throws AppError 'conflict' if somebody changed it since, 'not_allowed' by the rules */
export function eventAt(ctx: Ctx, id: RowId, seen: Instant, step: EventStep): EventRecord {
  const row = findEvent(ctx.db, id)
  if (!row) throw new AppError('not_found', '没有这件网格事件')
  if (row.changedAt !== seen) throw new AppError('conflict', '别人刚改过这件事件，请看过新内容再办')
  const why = whyNotStep(row, step)
  if (why) throw new AppError('not_allowed', why)
  return row
}

/** Saves what changed, in the name of the caller. */
export function keepEvent(ctx: Ctx, row: EventRecord, changes: Partial<EventRecord>, what: string, reason = '') {
  saveEvent(ctx.db, { ...row, ...changes, changedAt: ctx.now, changedBy: ctx.actor.name, changeReason: reason })
  audit(
    ctx,
    'changed',
    { kind: 'grid_event', id: row.id, title: row.number },
    [what, reason].filter(Boolean).join('：'),
  )
  ctx.changed('grid')
  return { id: row.id, changedAt: ctx.now }
}

function checkCard(ctx: Ctx, card: EventCard): void {
  if (!findPlace(ctx.db, card.placeId)) throw invalidField('placeId', '请选择居村委或网格')
  if (card.foundOn > ctx.today) throw invalidField('foundOn', '发现日期不能晚于今天')
  checkCode(ctx, 'linkage_class', card.class, card.foundOn, 'class')
}

/** `网` before the seat's own pattern: its numbers are final offline and never a matter's. */
function nextEventNumber(ctx: Ctx, foundOn: Day): string {
  const { settings } = ctx
  const year = Number(foundOn.slice(0, 4))
  for (;;) {
    const seq = takeNext(ctx.db, 'grid_event', year, settings.seatLetter)
    const parts = {
      year,
      seat: settings.seatLetter,
      seq,
      committee: settings.committeeShortName,
      street: settings.streetName,
    }
    const number = `网${formatNumber(settings.matterPattern, parts)}`
    if (!isEventNumberTaken(ctx.db, number)) return number
  }
}

/**
 * Gives events that nobody else has seen a number under the seat's new letter: a copy of this computer may have given out
 * theirs as well.
 */
export function renumberGridEvents(ctx: Ctx, ids: readonly string[]): void {
  for (const id of ids) {
    const row = findEvent(ctx.db, id)
    if (row) keepEvent(ctx, row, { number: nextEventNumber(ctx, row.foundOn) }, '换发编号', `原编号 ${row.number}`)
  }
}

/** Writes an event down. */
export function recordEvent(ctx: Ctx, card: EventCard, diaryId: RowId | null = null) {
  checkCard(ctx, card)
  const id = ctx.newId<RowId>()
  const number = nextEventNumber(ctx, card.foundOn)
  const row: EventRecord = {
    ...card,
    id,
    number,
    checkedOn: null,
    checkedText: '',
    doneOn: null,
    doneText: '',
    matterId: null,
    voidReason: '',
    enteredAt: ctx.now,
    enteredBy: ctx.actor.name,
    changedAt: ctx.now,
    changedBy: ctx.actor.name,
    changeReason: '',
  }
  const kept = keepEvent(ctx, row, {}, '登记')
  if (diaryId) {
    const diary = findDiary(ctx.db, diaryId)
    if (!diary) throw new AppError('not_found', '没有这篇民情日志')
    if (diary.eventId) throw new AppError('not_allowed', '这篇民情日志已经转过事件')
    saveDiary(ctx.db, { ...diary, eventId: id, changedAt: ctx.now, changedBy: ctx.actor.name })
  }
  return { ...kept, number }
}

/** What a signed ledger says is corrected with a reason: the difference sheet prints it. */
function askReason(ctx: Ctx, id: RowId, reason: string): void {
  if (reason.length < 2 && isInSignedMonth(ctx.db, id as string as MatterId))
    throw invalidField('reason', '这件事件所在月份的台账已经签发，更正请写明原因')
}

function checkStep(ctx: Ctx, row: EventRecord, step: 'check' | 'finish', on: Day): void {
  const why = whyNotDay(row, step, on, ctx.today)
  if (why) throw invalidField('on', why)
}

export const eventHandlers = {
  'grid.events': (ctx, { filter, order, limit, offset }) => ({
    rows: listEvents(ctx.db, ctx.actor.userId, filter, order, limit, offset).map(toEvent),
    count: countEvents(ctx.db, filter),
  }),
  'grid.event': (ctx, { id }) => {
    const row = findListedEvent(ctx.db, ctx.actor.userId, id)
    if (!row) throw new AppError('not_found', '没有这件网格事件')
    return toEvent(row)
  },
  'grid.record': (ctx, { diaryId, ...card }) => recordEvent(ctx, card, diaryId),
  'grid.amend': (ctx, { id, seen, card, reason }) => {
    const row = eventAt(ctx, id, seen, 'amend')
    checkCard(ctx, card)
    const first = [row.checkedOn, row.doneOn].filter((day): day is Day => day !== null).sort()[0]
    if (first && card.foundOn > first) throw invalidField('foundOn', `发现日期晚于查处或办结日期 ${first}`)
    askReason(ctx, id, reason)
    return keepEvent(ctx, row, card, '更正', reason)
  },
  'grid.check': (ctx, { id, seen, on, text }) => {
    const row = eventAt(ctx, id, seen, 'check')
    checkStep(ctx, row, 'check', on)
    return keepEvent(ctx, row, { checkedOn: on, checkedText: text }, '现场查处')
  },
  'grid.finish': (ctx, { id, seen, on, text }) => {
    const row = eventAt(ctx, id, seen, 'finish')
    checkStep(ctx, row, 'finish', on)
    return keepEvent(ctx, row, { doneOn: on, doneText: text }, '办结')
  },
  'grid.takeBack': (ctx, { id, seen, reason }) => {
    const row = eventAt(ctx, id, seen, 'takeBack')
    return row.doneOn
      ? keepEvent(ctx, row, { doneOn: null, doneText: '' }, '撤回办结', reason)
      : keepEvent(ctx, row, { checkedOn: null, checkedText: '' }, '撤回查处', reason)
  },
  'grid.void': (ctx, { id, seen, reason }) =>
    keepEvent(ctx, eventAt(ctx, id, seen, 'void'), { voidReason: reason }, '作废', reason),
} satisfies Partial<Handlers>

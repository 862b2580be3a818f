import {
  CLIENT_ACTS,
  OFFICE_ACTS,
  type CareEvent,
  type ClientActName,
  type OfficeAct,
  type OfficeActName,
} from '../../src-shared/care/events.ts'
import { foldClient, type ClientState } from '../../src-shared/care/fold.ts'
import { whyNot } from '../../src-shared/care/whyNot.ts'
import { wrongDay } from '../../src-shared/care/wrongDay.ts'
import type { ClientId } from '../../src-shared/care/events.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { CareCtx } from '../ctx/ctx.ts'
import { boxIdOf, sealBox } from '../store/careKeys.ts'
import { saveBox } from './boxRepo.ts'
import { countEvents, hasDestroyed, insertEvent, listClientEvents } from './eventRepo.ts'
import { projectClient } from './projectClient.ts'

/** One act as a command asks for it; ids are in the payload already. */
export interface Act {
  kind: ClientActName
  payload: unknown
}

export interface Recorded {
  clientId: ClientId
  version: number
}

/**
 * Records acts of one client, one after the other, each asked of the fold first: events, their boxes and all rows made of them,
 * in the caller's two transactions.
 *
 * @param version what the page saw; undefined where an act fits whatever happened meanwhile
 * @throws AppError 'not_found' · 'conflict' · 'not_allowed' with the fold's reason · 'invalid'
 */
export function recordActs(ctx: CareCtx, clientId: string, acts: readonly Act[], version?: number): Recorded {
  const { db } = ctx.care
  const events = listClientEvents(db, clientId)
  const seen = countEvents(db, clientId)
  if (events.length === 0 && acts[0]?.kind !== 'register') throw hasDestroyed(db, clientId) ? destroyed() : notFound()
  if (version !== undefined && version !== seen)
    throw new AppError('conflict', '这份记录刚刚被别人改动过，已重新读取，请核对后再办', { seen: version, now: seen })
  for (const { kind, payload } of acts) {
    const parsed = CLIENT_ACTS[kind].safeParse(payload)
    if (!parsed.success) throw new AppError('invalid', '填写的内容有误，请检查')
    const state = foldClient(events)
    const problem =
      kind === 'takeBack' ? whyKept(state, events, parsed.data as never) : whyNot(state, kind, parsed.data as never)
    if (problem !== undefined) throw new AppError('not_allowed', problem)
    const wrong = wrongDay(state, kind, parsed.data as never, ctx.today)
    if (wrong !== undefined) throw new AppError('invalid', wrong)
    events.push(append(ctx, 'client', clientId, kind, parsed.data, events.at(-1)?.at))
  }
  projectClient(ctx, clientId)
  ctx.changed('care')
  return { clientId: clientId as ClientId, version: seen + acts.length }
}

/** One act of the office of care. */
export function recordOffice<N extends OfficeActName>(ctx: CareCtx, kind: N, payload: OfficeAct<N>): CareEvent {
  const event = append(ctx, 'office', '', kind, OFFICE_ACTS[kind].parse(payload))
  if (kind !== 'look') ctx.changed('care')
  return event
}

/** The state of a client. @throws AppError 'not_found', also for one whose record was destroyed */
export function getClient(ctx: CareCtx, clientId: string): { state: ClientState; events: CareEvent[] } {
  const events = listClientEvents(ctx.care.db, clientId)
  const state = foldClient(events)
  if (!state.person) throw hasDestroyed(ctx.care.db, clientId) ? destroyed() : notFound()
  return { state, events }
}

/** That a record has ended is said to whoever had it; why, only in the destruction record. */
const destroyed = (): AppError =>
  new AppError('not_found', '这份记录已经按规定销毁，找不回来；编号和日期在“保存与销毁”的销毁单里')

export const notFound = (): AppError => new AppError('not_found', '没有这份记录')

function append(
  ctx: CareCtx,
  stream: CareEvent['stream'],
  streamId: string,
  kind: string,
  payload: unknown,
  last?: Instant,
): CareEvent {
  const { db, keys } = ctx.care
  const event: CareEvent = {
    id: ctx.newId(),
    stream,
    streamId,
    kind,
    at: laterThan(ctx.now, last),
    actorId: ctx.actor.userId,
    actorName: ctx.actor.name,
    payload: payload as CareEvent['payload'],
  }
  const boxId = boxIdOf(keys, event.id)
  insertEvent(db, boxId, event)
  saveBox(ctx.db, boxId, sealBox(keys, boxId, JSON.stringify(event)))
  return event
}

/** What is written after something was read comes after it on every seat, whatever the clocks of two seats say. */
function laterThan(now: Instant, last: Instant | undefined): Instant {
  if (last === undefined || last < now) return now
  return new Date(Date.parse(last) + 1).toISOString() as Instant
}

/** A photo is removed, picture and all; taking back would leave it lying. */
export const isPhotoAct = (kind: string): boolean => kind === 'photo' || kind === 'removePhoto'

/** Whatever hangs on an entry is taken back first, newest to oldest: nothing ever hangs in the air. */
function whyKept(
  state: ClientState,
  events: readonly CareEvent[],
  { eventId }: { eventId: string },
): string | undefined {
  const event = events.find(({ id }) => id === eventId)
  if (!event || event.kind === 'takeBack') return '没有这条记录'
  if (state.takenBack.includes(eventId)) return '这条记录已经收回'
  if (event.kind === 'register') return '登记不能收回；登记有误的，以“登记有误”结束后按规定销毁'
  if (event.kind === 'issuePaper') return '已经打印的文书不能收回'
  if (isPhotoAct(event.kind)) return '照片用“删去”，删去了的不能恢复'
  const after = foldClient([...events.filter(({ id }) => id !== eventId)])
  const broken = Object.keys(after.problems).find((id) => !(id in state.problems))
  return broken === undefined ? undefined : '后面的记录要用到它，请先收回后面的记录'
}

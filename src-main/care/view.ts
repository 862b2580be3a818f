import { describeCareEvent } from '../../src-shared/care/describe.ts'
import type { GroupId } from '../../src-shared/care/codes.ts'
import type { CareEvent, ClientId } from '../../src-shared/care/events.ts'
import type { ClientState } from '../../src-shared/care/fold.ts'
import { groupOn } from '../../src-shared/care/groups.ts'
import type { ClientRow, ClientView, DueItem } from '../../src-shared/care/views.ts'
import { addDays, formatChinaTime, type Day, type Instant } from '../../src-shared/kernel/day.ts'
import type { PlaceId, UserId } from '../../src-shared/kernel/ids.ts'
import type { CareCtx } from '../ctx/ctx.ts'
import { countEvents } from './eventRepo.ts'
import { groupVersions } from './groups.ts'
import { listEnrolments, type ListedClient, type TodoRow } from './listRepo.ts'
import { maskState, nameFor, ownState } from './mask.ts'
import { numberOf } from './number.ts'
import { listDueVisits } from './dueRepo.ts'
import { getClient, isPhotoAct } from './record.ts'
import { findClient } from './projectRepo.ts'

export const isMine = (ctx: CareCtx, workerId: string | null): boolean => workerId === ctx.actor.userId

export const groupTitle =
  (ctx: CareCtx) =>
  (group: GroupId): string =>
    groupOn(groupVersions(ctx.care.db), group, ctx.today).title

/** One client as the caller may see them: by default masked, to the assigned worker with contacts hidden, after a look in full. */
export function viewClient(ctx: CareCtx, clientId: string, isRevealed = false): ClientView {
  const { state, events } = getClient(ctx, clientId)
  const shows = isRevealed ? 'all' : isMine(ctx, state.assigned?.workerId ?? null) ? 'own' : 'masked'
  const shown = { all: (each: ClientState) => each, own: ownState, masked: maskState }[shows](state)
  return {
    clientId: clientId as ClientId,
    number: numberOf(clientId),
    version: countEvents(ctx.care.db, clientId),
    shows,
    state: shown,
    dueVisits: listDueVisits(ctx.care.db, clientId, ctx.today),
    timeline: timelineOf(ctx, state, events, shows === 'masked'),
    papers: shown.papers.map(({ paperId, kind, title, writtenAt, byName }) => ({
      paperId,
      kind,
      title,
      issuedAt: writtenAt,
      by: byName,
    })),
    eraseAfter: findClient(ctx.care.db, clientId)?.eraseAfter ?? null,
  }
}

function timelineOf(ctx: CareCtx, state: ClientState, events: readonly CareEvent[], isMasked: boolean) {
  const takenBack = new Set(state.takenBack)
  return events
    .filter(({ kind }) => kind !== 'takeBack')
    .map((event) => {
      const { title, text } = describeCareEvent(event, groupTitle(ctx))
      const isTakenBack = takenBack.has(event.id)
      return {
        eventId: event.id,
        kind: event.kind,
        at: event.at,
        byName: event.actorName,
        title,
        text: isMasked ? '' : text,
        isTakenBack,
        problem: state.problems[event.id] ?? '',
        canTakeBack:
          !isTakenBack && !isPhotoAct(event.kind) && event.kind !== 'register' && event.kind !== 'issuePaper',
      }
    })
    .reverse()
}

export function toClientRow(ctx: CareCtx, found: ListedClient): ClientRow {
  const mine = isMine(ctx, found.workerId)
  return {
    clientId: found.id as ClientId,
    number: found.number,
    version: found.version,
    name: nameFor(found.name, mine),
    isMasked: !mine,
    placeId: found.placeId as PlaceId | null,
    enrolments: listEnrolments(ctx.care.db, found.id).map(({ id, ...rest }) => ({ enrolmentId: id, ...rest })),
    workerId: found.workerId as UserId | null,
    workerName: found.workerName,
    lastVisitOn: found.lastVisitOn,
    nextDueOn: found.nextDueOn,
    openCount: found.openCount,
    lateCount: found.lateCount,
    isOpen: found.isOpen === 1,
  }
}

/** Due within so many days is soon. */
const SOON_DAYS = 7

export function toDueItem(ctx: CareCtx, row: TodoRow): DueItem {
  const mine = isMine(ctx, row.workerId)
  const isResponse = row.kind === 'sign' || row.kind === 'answer'
  return {
    kind: row.kind,
    clientId: row.clientId as ClientId,
    number: row.number,
    name: nameFor(row.name, mine),
    isMasked: !mine,
    groups: row.groups,
    ref: row.ref,
    fromOn: row.fromOn,
    on: isResponse && row.lastOn !== null && isOver(row.dueOn, row.dueAt, ctx) ? row.lastOn : row.dueOn,
    time: isResponse ? timeOf(row, ctx.now) : '',
    level: isResponse ? responseLevel(row, ctx) : levelOf(row.dueOn, ctx.today),
    what: mine ? row.what : '',
    workerId: row.workerId as UserId | null,
    workerName: row.workerName,
  }
}

const levelOf = (dueOn: Day, today: Day): DueItem['level'] =>
  dueOn < today ? 'late' : dueOn === today ? 'today' : dueOn <= addDays(today, SOON_DAYS) ? 'soon' : 'later'

/** A limit in hours is over at its minute, one in days with its day. */
const isOver = (on: Day, at: Instant | '', { now, today }: Pick<CareCtx, 'now' | 'today'>): boolean =>
  at === '' ? on < today : at < now

/** The minute of the limit that the line shows. */
function timeOf({ dueAt, lastAt }: TodoRow, now: Instant): string {
  const at = dueAt !== '' && dueAt < now ? lastAt : dueAt
  return at === '' ? '' : formatChinaTime(at).slice(11)
}

/** Yellow once its first limit is over, red once the second is: of the unit that should answer, never of the person. */
function responseLevel({ dueOn, lastOn, dueAt, lastAt }: TodoRow, ctx: CareCtx): DueItem['level'] {
  if (lastOn !== null && isOver(lastOn, lastAt, ctx)) return 'red'
  return isOver(dueOn, dueAt, ctx) ? 'yellow' : levelOf(dueOn, ctx.today)
}

import { buildDestruction, buildHandOver, buildRoundList } from '../../src-shared/care/paper/buildOffice.ts'
import { foldClient } from '../../src-shared/care/fold.ts'
import { Day } from '../../src-shared/kernel/day.ts'
import { maskName } from '../../src-shared/intake/mask.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { CareCtx } from '../ctx/ctx.ts'
import { listClientEvents } from './eventRepo.ts'
import { countTodos, findNextDue, listTodos } from './listRepo.ts'
import { numberOf } from './number.ts'
import { readOffice } from './office.ts'
import { findClient } from './projectRepo.ts'
import { notFound } from './record.ts'

/** Stops of one round list. */
const MOST_STOPS = 500

/** The data of a paper of the office of care and how many people it names; undefined for a kind that is none. */
export function buildOfficePaper(ctx: CareCtx, kind: string, ref: string) {
  switch (kind) {
    case 'care_round_list':
      return { kind, ...roundList(ctx, ref) } as const
    case 'care_hand_over':
      return { kind, ...handOver(ctx, ref) } as const
    case 'care_destruction':
      return { kind, data: destruction(ctx, ref), people: 0 } as const
    default:
      return undefined
  }
}

const stateOf = (ctx: CareCtx, clientId: string) => foldClient(listClientEvents(ctx.care.db, clientId))

/** One's own visits up to a day. */
function roundList(ctx: CareCtx, ref: string) {
  const until = Day.safeParse(ref)
  if (!until.success) throw new AppError('invalid', '请选择截止日期')
  const mine = { workerId: ctx.actor.userId, places: null, group: null, kinds: '["visit"]' }
  const filter = { today: ctx.today, until: until.data, ...mine }
  const { total } = countTodos(ctx.care.db, filter)
  if (total > MOST_STOPS)
    throw new AppError('too_large', `共 ${total} 次，一张名单最多 ${MOST_STOPS} 次，请把“看到哪天”选近一些`, {
      count: total,
    })
  const visits = listTodos(ctx.care.db, { ...filter, limit: MOST_STOPS })
  const data = buildRoundList({
    office: ctx.settings.centreName,
    worker: ctx.actor.name,
    printedBy: ctx.actor.name,
    printedAt: ctx.now,
    hideName: maskName,
    from: ctx.today,
    to: until.data,
    visits: visits.map(({ clientId, dueOn }) => ({ on: dueOn, state: stateOf(ctx, clientId) })),
  })
  return { data, people: visits.length }
}

function handOver(ctx: CareCtx, ref: string) {
  const found = readOffice(ctx, 'handOver').find(({ act }) => act.handOverId === ref)
  if (!found) throw notFound()
  const data = buildHandOver({
    office: ctx.settings.centreName,
    act: found.act,
    hideName: maskName,
    clients: found.act.clientIds.map((clientId) => ({
      number: numberOf(clientId),
      state: stateOf(ctx, clientId),
      lastVisitOn: findClient(ctx.care.db, clientId)?.lastVisitOn ?? null,
      nextDueOn: findNextDue(ctx.care.db, clientId, ctx.today),
    })),
  })
  return { data, people: found.act.clientIds.length }
}

function destruction(ctx: CareCtx, ref: string) {
  const found = readOffice(ctx, 'purge').find(({ act }) => act.purgeId === ref)
  if (!found) throw notFound()
  return buildDestruction({
    office: ctx.settings.centreName,
    act: { ...found.act, byName: found.event.actorName },
    records: found.act.records.map(({ clientId, ...record }) => ({ number: numberOf(clientId), ...record })),
  })
}

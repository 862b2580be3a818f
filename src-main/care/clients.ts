import type { ClientRow } from '../../src-shared/care/views.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import type { CareCtx, Handlers } from '../ctx/ctx.ts'
import { hasLooked } from './officeRepo.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { toAct } from './acts.ts'
import { checkEnrolment } from './enrolment.ts'
import { countClients, listClients, listSame } from './listRepo.ts'
import { withinPlace } from './places.ts'
import { recordActs, recordOffice } from './record.ts'
import { toClientRow, viewClient } from './view.ts'

/** Reading and registering clients: every list masked, every look a line. */
export const clientHandlers = {
  'care.clients': (ctx, { cursor, limit, order, state, placeId, ...rest }) => {
    const filter = {
      ...rest,
      me: ctx.actor.userId,
      places: withinPlace(ctx, placeId),
      isOpen: state === 'all' ? null : Number(state === 'open'),
    }
    const found = listClients(ctx.care.db, {
      ...filter,
      today: ctx.today,
      order,
      after: cursor === null ? null : parseCursor(cursor),
      limit: limit + 1,
    })
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    return {
      rows: rows.map((row) => toClientRow(ctx, row)),
      next: found.length > limit && last ? `${last.sortKey}|${last.id}` : null,
      total: countClients(ctx.care.db, filter),
    }
  },
  'care.client': (ctx, { clientId }) => viewClient(ctx, clientId),
  'care.reveal': (ctx, { clientId, purpose }) => {
    const view = viewClient(ctx, clientId, true)
    recordOffice(ctx, 'look', { clientId, what: 'reveal', purpose, count: 1 })
    return view
  },
  'care.same': (ctx, who) => {
    const trimmed = { name: who.name.trim(), idNumber: who.idNumber.trim(), phone: who.phone.trim() }
    return found(ctx, trimmed, '登记时查重')
  },
  'care.find': (ctx, { text }) =>
    found(ctx, { name: text, idNumber: text, phone: text }, '按完整的姓名、电话或证件号查找'),
  'care.register': (ctx, { person, enrolments, assignment }) => {
    for (const enrolment of enrolments) checkEnrolment(ctx, person, enrolment)
    return recordActs(ctx, ctx.newId(), [
      { kind: 'register', payload: person },
      ...enrolments.map((enrolment) => toAct(ctx, 'enrol', enrolment)),
      ...(assignment ? [toAct(ctx, 'assign', assignment)] : []),
    ])
  },
} satisfies Partial<Handlers>

/** Within this time the same look at the same person is one line. */
const SAME_LOOK_MS = 60 * 60_000

/** Whoever asks by a whole name learns that somebody is cared for: a line of the log, for each who is not one's own. */
function found(ctx: CareCtx, who: { name: string; idNumber: string; phone: string }, purpose: string): ClientRow[] {
  const since = new Date(Date.parse(ctx.now) - SAME_LOOK_MS).toISOString() as Instant
  return listSame(ctx.care.db, { ...who, today: ctx.today }).map((row) => {
    const seen = { clientId: row.id, what: 'list', purpose, actorId: ctx.actor.userId, since }
    if (row.workerId !== ctx.actor.userId && !hasLooked(ctx.care.db, seen))
      recordOffice(ctx, 'look', { clientId: row.id, what: 'list', purpose, count: 1 })
    return toClientRow(ctx, row)
  })
}

function parseCursor(cursor: string): { key: string; id: string } {
  const [key, id] = cursor.split('|')
  if (key === undefined || id === undefined) throw new AppError('invalid', '请从头再翻')
  return { key, id }
}

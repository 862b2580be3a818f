import type { Handlers } from '../ctx/ctx.ts'
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
    return listSame(ctx.care.db, { ...trimmed, today: ctx.today }).map((row) => toClientRow(ctx, row))
  },
  'care.register': (ctx, { person, enrolments, assignment }) => {
    for (const enrolment of enrolments) checkEnrolment(ctx, person, enrolment)
    return recordActs(ctx, ctx.newId(), [
      { kind: 'register', payload: person },
      ...enrolments.map((enrolment) => toAct(ctx, 'enrol', enrolment)),
      ...(assignment ? [toAct(ctx, 'assign', assignment)] : []),
    ])
  },
} satisfies Partial<Handlers>

function parseCursor(cursor: string): { key: string; id: string } {
  const [key, id] = cursor.split('|')
  if (key === undefined || id === undefined) throw new AppError('invalid', '请从头再翻')
  return { key, id }
}

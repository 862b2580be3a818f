import type { CareCtx, Handlers } from '../ctx/ctx.ts'
import { addDays } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { toAct } from './acts.ts'
import { checkEnrolment } from './enrolment.ts'
import { countClients, countTodos, listClients, listSame, listTodos } from './listRepo.ts'
import { recordActs, recordOffice } from './record.ts'
import { toClientRow, toDueItem, viewClient } from './view.ts'

/** How far the list of what waits looks ahead, if nobody says. */
const AHEAD_DAYS = 30

/** Reading and registering clients: every list masked, every look a line. */
export const clientHandlers = {
  'care.clients': (ctx, { cursor, limit, order, state, ...rest }) => {
    const filter = { ...rest, isOpen: state === 'all' ? null : Number(state === 'open') }
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
  'care.due': (ctx, { until, isMineOnly, group, kinds, limit }) => {
    const filter = {
      today: ctx.today,
      until: until ?? addDays(ctx.today, AHEAD_DAYS),
      workerId: isMineOnly ? ctx.actor.userId : null,
      group,
      kinds: JSON.stringify(kinds),
    }
    const items = listTodos(ctx.care.db, { ...filter, limit }).map((row) => toDueItem(ctx, row))
    return { today: ctx.today, items, ...countTodos(ctx.care.db, filter) }
  },
  'care.waiting': (ctx) => ({ count: countWaiting(ctx) }),
} satisfies Partial<Handlers>

/** What is to be done today or is late, of the caller’s own. */
function countWaiting(ctx: CareCtx): number {
  const filter = { today: ctx.today, until: ctx.today, group: null, kinds: '[]' }
  return countTodos(ctx.care.db, { ...filter, workerId: ctx.actor.userId }).total
}

function parseCursor(cursor: string): { key: string; id: string } {
  const [key, id] = cursor.split('|')
  if (key === undefined || id === undefined) throw new AppError('invalid', '请从头再翻')
  return { key, id }
}

import { keptDays, openClock, readArithmetic } from '../../src-shared/directive/clocks.ts'
import { describeSteps } from '../../src-shared/directive/describe.ts'
import { DISTRICT_ACTS, DISTRICT_AUTHOR, type DirectiveEventKind } from '../../src-shared/directive/events.ts'
import type { DirectiveId } from '../../src-shared/directive/schema.ts'
import { whyNot } from '../../src-shared/directive/whyNot.ts'
import type { DistrictDirectiveRow, DistrictDirectiveView } from '../../src-shared/district/directives.ts'
import type { DistrictAction } from '../../src-shared/district/log.ts'
import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { DocumentId } from '../../src-shared/kernel/ids.ts'
import type { Sql } from '../db/db.ts'
import { writeOwnRows } from '../sync/writeRows.ts'
import { newId, note, type KnownCtx, type OfficeHandlers } from './ctx.ts'
import { eventFields, listDirectives, type Directive } from './directiveRepo.ts'
import { listHeads } from './matterRepo.ts'
import { listRowsByKey, listStreetNames, numberOf, textOf, type StreetName } from './rowsRepo.ts'
import { listCursors, type SeatCursor } from './streetRepo.ts'
import { clocksToday, writeDirective } from './writeDirective.ts'

const ACTS: Record<string, string> = { confirmed: '确认办结', sent_back: '退回补办', withdrawn: '撤回' }

function toRow(one: Directive, street: StreetName, today: Day, cursors: readonly SeatCursor[]): DistrictDirectiveRow {
  const days = { receiveBy: one.receiveBy as Day, replyBy: one.replyBy as Day }
  const owed = openClock(one.state.stage, days)
  const seats = cursors.filter(({ streetCode }) => streetCode === street.streetCode)
  return {
    ...street,
    streetName: street.name,
    ...days,
    id: one.id as DirectiveId,
    number: one.number,
    kind: one.kind,
    title: one.title,
    stage: one.state.stage,
    issuedAt: one.issuedAt as Instant,
    issuedBy: one.issuedBy,
    owes: owed && { ...owed, isOverdue: owed.dueOn < today },
    lastAt: one.events.reduce((last, { at }) => (at > last ? at : last), one.issuedAt) as Instant,
    seatsReached: seats.filter(({ cursor }) => cursor >= one.seq).length,
    seats: seats.length,
  }
}

async function getDirective(sql: Sql, street: string, id: string): Promise<Directive> {
  const found = (await listDirectives(sql, street)).find((each) => each.id === id)
  if (!found) throw new AppError('not_found', '没有这件督办、交办')
  return found
}

async function view(sql: Sql, one: Directive, row: DistrictDirectiveRow): Promise<DistrictDirectiveView> {
  const { streetCode } = row
  const documents = await listRowsByKey(sql, streetCode, 'document', [...one.documentIds])
  const paperOf = (id: string) => {
    const found = documents.find(({ key }) => key === id)
    if (!found) return []
    const { data } = found
    return [
      {
        id: id as DocumentId,
        title: textOf(data, 'title'),
        number: textOf(data, 'number'),
        pages: numberOf(data, 'pages'),
      },
    ]
  }
  const [matter] = one.matterId ? await listHeads(sql, streetCode, [one.matterId]) : []
  const { state } = one
  return {
    ...row,
    text: one.text,
    arithmetic: readArithmetic(one.arithmetic),
    matter: matter ? { matterId: matter.id, number: matter.number } : null,
    steps: describeSteps(one.events, state),
    replies: state.replies.map(({ documentIds, eventId: _, ...reply }) => ({
      ...reply,
      at: reply.at as Instant,
      papers: documentIds.flatMap(paperOf),
    })),
    returned: state.returned && { ...state.returned, at: state.returned.at as Instant },
    withdrawn: state.withdrawn && { ...state.withdrawn, at: state.withdrawn.at as Instant },
    kept: keptDays(state, row),
    acts: DISTRICT_ACTS.map((act) => {
      const why = whyNot(state, act)
      return { act, isAllowed: why === '', why }
    }),
  }
}

/** Records what the district says to a directive, in the street's own stream. */
async function record(
  ctx: KnownCtx,
  { streetCode, directiveId }: { streetCode: string; directiveId: string },
  kind: DirectiveEventKind,
  text: string,
  action: DistrictAction,
): Promise<Record<string, never>> {
  const { district, actor, now } = ctx
  await district.db.inStreet(streetCode, async (sql) => {
    // Others that write to the street wait from here on, so that what is read stays true.
    await sql('SELECT seq FROM street_head WHERE street_code = $1 FOR UPDATE', [streetCode])
    const one = await getDirective(sql, streetCode, directiveId)
    const why = whyNot(one.state, kind)
    if (why) throw new AppError('not_allowed', why)
    const seq = one.events.reduce((most, each) => Math.max(most, each.seq), 0) + 1
    const event = { seq, kind, at: now, byId: `${DISTRICT_AUTHOR}${actor.accountId}`, byName: actor.name, text }
    const values = eventFields({ ...event, directiveId, documentIds: [], matterId: null })
    const rows = [{ table: 'directive_event', key: newId(district), values }]
    const withdrawn = { table: 'directive', key: directiveId, values: { withdrawn_at: now } }
    await writeOwnRows(district, sql, streetCode, kind === 'withdrawn' ? [...rows, withdrawn] : rows)
    await note(ctx, sql, action, { street: streetCode, id: directiveId, title: one.number }, ACTS[kind] ?? '')
  })
  district.hub.tell(streetCode)
  return {}
}

export const directiveHandlers = {
  'directives.list': async ({ district: { db }, today }) => {
    const [streets, cursors] = await db.inDistrict(async (sql) => [await listStreetNames(sql), await listCursors(sql)])
    const found: DistrictDirectiveRow[] = []
    for (const street of streets) {
      const own = await db.inStreet(street.streetCode, (sql) => listDirectives(sql, street.streetCode))
      found.push(...own.map((one) => toRow(one, street, today, cursors)))
    }
    return found.sort((a, b) => b.issuedAt.localeCompare(a.issuedAt))
  },
  'directives.open': async (ctx, { streetCode, directiveId }) => {
    const { db } = ctx.district
    const [streets, cursors] = await db.inDistrict(async (sql) => [await listStreetNames(sql), await listCursors(sql)])
    const name = streets.find((each) => each.streetCode === streetCode)?.name ?? ''
    return db.inStreet(streetCode, async (sql) => {
      const one = await getDirective(sql, streetCode, directiveId)
      await note(ctx, sql, 'looked', { street: streetCode, id: directiveId, title: one.number })
      return view(sql, one, toRow(one, { streetCode, name }, ctx.today, cursors))
    })
  },
  'directives.clocks': async (ctx, { kind, replyDays }) => ({
    issuedOn: ctx.today,
    arithmetic: await clocksToday(ctx, kind, replyDays),
  }),
  'directives.write': async (ctx, input) => ({ written: await writeDirective(ctx, input) }),
  'directives.confirm': (ctx, { text, ...on }) => record(ctx, on, 'confirmed', text, 'directive_answered'),
  'directives.sendBack': (ctx, { reason, ...on }) => record(ctx, on, 'sent_back', reason, 'directive_answered'),
  'directives.withdraw': (ctx, { reason, ...on }) => record(ctx, on, 'withdrawn', reason, 'directive_withdrawn'),
} satisfies Partial<OfficeHandlers>

import { DISTRICT_AUTHOR, readDocumentIds, type DirectiveEvent } from '../../src-shared/directive/events.ts'
import { foldDirective, type DirectiveState } from '../../src-shared/directive/fold.ts'
import type { DirectiveKind } from '../../src-shared/directive/schema.ts'
import { DISTRICT_SEAT, stampSeat, type Stamp } from '../../src-shared/sync/stamp.ts'
import type { Sql } from '../db/db.ts'
import { listRows, numberOf, textOf, textOrNull, type StreetRow } from './rowsRepo.ts'

/** A directive of one street with everything that happened to it. */
export interface Directive {
  id: string
  /** The number of its row in the stream: a seat that has read so far has it. */
  seq: number
  number: string
  kind: DirectiveKind
  title: string
  text: string
  matterId: string | null
  issuedAt: string
  issuedBy: string
  receiveBy: string
  replyBy: string
  withdrawnAt: string | null
  arithmetic: string | null
  events: DirectiveEvent[]
  state: DirectiveState
  /** Every paper that went with a reply. */
  documentIds: ReadonlySet<string>
}

/** What the column says of its author is believed only as far as the stamp bears it out. */
function toEvent({ key, stamp, data }: StreetRow): DirectiveEvent {
  const isOurs = stampSeat(stamp as Stamp) === DISTRICT_SEAT
  const byId = textOf(data, 'by_id')
  return {
    id: key,
    seq: numberOf(data, 'seq'),
    kind: textOf(data, 'kind'),
    at: textOf(data, 'at'),
    byId: isOurs || !byId.startsWith(DISTRICT_AUTHOR) ? byId : '',
    byName: textOf(data, 'by_name'),
    text: textOf(data, 'text'),
    documentIds: readDocumentIds(textOrNull(data, 'document_ids')),
    matterId: textOrNull(data, 'matter_id'),
  }
}

/** All of a street, in the order in which they were written. */
export async function listDirectives(sql: Sql, street: string): Promise<Directive[]> {
  const rows = await listRows(sql, street, 'directive')
  if (rows.length === 0) return []
  const byDirective = new Map<string, DirectiveEvent[]>(rows.map(({ key }) => [key, []]))
  for (const row of await listRows(sql, street, 'directive_event'))
    byDirective.get(textOf(row.data, 'directive_id'))?.push(toEvent(row))
  return rows.map(({ key, seq, data }) => {
    const events = byDirective.get(key) ?? []
    return {
      id: key,
      seq,
      number: textOf(data, 'number'),
      kind: textOf(data, 'kind') === 'assign' ? 'assign' : 'supervise',
      title: textOf(data, 'title'),
      text: textOf(data, 'text'),
      matterId: textOrNull(data, 'matter_id'),
      issuedAt: textOf(data, 'issued_at'),
      issuedBy: textOf(data, 'issued_by'),
      receiveBy: textOf(data, 'receive_by'),
      replyBy: textOf(data, 'reply_by'),
      withdrawnAt: textOrNull(data, 'withdrawn_at'),
      arithmetic: textOrNull(data, 'arithmetic'),
      events,
      state: foldDirective(events),
      documentIds: new Set(events.flatMap(({ kind, documentIds }) => (kind === 'replied' ? documentIds : []))),
    }
  })
}

/** Of the district's events, one line as the column has it. */
export const eventFields = (event: Omit<DirectiveEvent, 'id'> & { directiveId: string }) => ({
  directive_id: event.directiveId,
  seq: event.seq,
  kind: event.kind,
  at: event.at,
  by_id: event.byId,
  by_name: event.byName,
  text: event.text,
  document_ids: JSON.stringify(event.documentIds),
  matter_id: event.matterId,
})

/** The next number of a series in a year. */
export async function nextInSeries(sql: Sql, series: string, year: number): Promise<number> {
  const [row] = await sql<{ last: number }>(
    `INSERT INTO office_series (series, year, last) VALUES ($1, $2, 1)
     ON CONFLICT (series, year) DO UPDATE SET last = office_series.last + 1 RETURNING last`,
    [series, year],
  )
  return row?.last ?? 1
}

import { type DirectiveEvent, readDocumentIds } from '../../src-shared/directive/events.ts'
import type { DirectiveId, DirectiveKind } from '../../src-shared/directive/schema.ts'
import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import { VISIBLE } from '../intake/visible.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export interface DirectiveRecord {
  id: DirectiveId
  number: string
  kind: DirectiveKind
  title: string
  text: string
  matterId: string | null
  issuedAt: Instant
  issuedBy: string
  receiveBy: Day
  replyBy: Day
  arithmetic: string | null
}

const COLUMNS = `d.id, d.number, CASE d.kind WHEN 'assign' THEN 'assign' ELSE 'supervise' END AS kind, d.title, d.text, d.matter_id AS matterId,
  d.issued_at AS issuedAt, d.issued_by AS issuedBy, d.receive_by AS receiveBy, d.reply_by AS replyBy, d.arithmetic`

/**
 * True of a directive `d` that the reader may know of: neither the matter it is about nor one that was linked to it is
 * sealed against him. A matter that is not here hides nothing.
 */
const MAY_KNOW = `NOT EXISTS (SELECT 1 FROM matter m WHERE NOT ${VISIBLE} AND (m.id = d.matter_id
  OR m.id IN (SELECT e.matter_id FROM directive_event e WHERE e.directive_id = d.id AND e.matter_id IS NOT NULL)))`

/** Newest first. */
export function listDirectiveRecords(db: Db, me: string): DirectiveRecord[] {
  return prepared(db, `SELECT ${COLUMNS} FROM directive d WHERE ${MAY_KNOW} ORDER BY d.issued_at DESC, d.id DESC`).all({
    me,
  }) as DirectiveRecord[]
}

export function findDirective(db: Db, me: string, id: string): DirectiveRecord | undefined {
  return prepared(db, `SELECT ${COLUMNS} FROM directive d WHERE d.id = @id AND ${MAY_KNOW}`).get({ me, id }) as
    DirectiveRecord | undefined
}

type Raw = Omit<DirectiveEvent, 'documentIds'> & { documentIds: string }
const EVENT = `id, seq, kind, at, by_id AS byId, by_name AS byName, text, document_ids AS documentIds, matter_id AS matterId`
const toEvent = (raw: Raw): DirectiveEvent => ({ ...raw, documentIds: readDocumentIds(raw.documentIds) })

export function listDirectiveEvents(db: Db, directiveId: string): DirectiveEvent[] {
  return (
    prepared(db, `SELECT ${EVENT} FROM directive_event WHERE directive_id = ? ORDER BY seq, id`).all(
      directiveId,
    ) as Raw[]
  ).map(toEvent)
}

export function insertDirectiveEvent(db: Db, directiveId: string, event: DirectiveEvent): void {
  prepared(
    db,
    `INSERT INTO directive_event (id, directive_id, seq, kind, at, by_id, by_name, text, document_ids, matter_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    event.id,
    directiveId,
    event.seq,
    event.kind,
    event.at,
    event.byId,
    event.byName,
    event.text,
    JSON.stringify(event.documentIds),
    event.matterId,
  )
}

/** Who asks, as the district names itself to this seat. */
export function findDistrictName(db: Db): string {
  const row = prepared(db, `SELECT value FROM sync_state WHERE key = 'districtName'`).get() as
    { value: string } | undefined
  return row?.value ?? ''
}

export interface PublishedRecord {
  id: string
  kind: string
  subject: string
  version: number
  title: string
  effectiveFrom: Day
  content: string
  publishedAt: Instant
  publishedBy: string
  withdrawnAt: string | null
}

/** Newest first. */
export function listPublished(db: Db): PublishedRecord[] {
  return prepared(
    db,
    `SELECT id, kind, subject, version, title, effective_from AS effectiveFrom, content, published_at AS publishedAt,
       published_by AS publishedBy, withdrawn_at AS withdrawnAt FROM published ORDER BY published_at DESC, id DESC`,
  ).all() as PublishedRecord[]
}

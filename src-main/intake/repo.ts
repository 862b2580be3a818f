import type { StoredEvent } from '../../src-shared/intake/matterFold.ts'
import type { Channel, IntakeCard, MatterKind, Stage } from '../../src-shared/intake/schema.ts'
import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import type { MatterId, PlaceId, UserId } from '../../src-shared/kernel/ids.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { VISIBLE } from './visible.ts'

export interface MatterRecord {
  rid: number
  id: MatterId
  version: number
  number: string
  kind: MatterKind
  stage: Stage
  isOpen: number
  summary: string
  facts: string
  wish: string
  channel: Channel
  sourceUnit: string
  sourceNumber: string
  placeId: PlaceId | null
  placeDetail: string
  peopleCount: number
  isAnonymous: number
  receivedOn: Day
  enteredAt: Instant
  enteredBy: string
  ownerId: UserId | null
  promiseOn: Day | null
  dueOn: Day | null
  mergedInto: MatterId | null
  partyNames: string
  isSealed: number
}

const COLUMNS = `rid, id, version, number, kind, stage, is_open AS isOpen, summary, facts, wish, channel,
  source_unit AS sourceUnit, source_number AS sourceNumber, place_id AS placeId, place_detail AS placeDetail,
  people_count AS peopleCount, is_anonymous AS isAnonymous, received_on AS receivedOn, entered_at AS enteredAt,
  entered_by AS enteredBy, owner_id AS ownerId, promise_on AS promiseOn, due_on AS dueOn, merged_into AS mergedInto,
  party_names AS partyNames, is_sealed AS isSealed`

/** As stored, whoever asks; a caller's use-case takes `getMatter`, which knows of seals. */
export function findMatter(db: Db, id: string): MatterRecord | undefined {
  return prepared(db, `SELECT ${COLUMNS} FROM matter WHERE id = ?`).get(id) as MatterRecord | undefined
}

export interface NewMatter {
  id: MatterId
  number: string
  card: IntakeCard
  enteredAt: Instant
  enteredBy: string
  ownerId: UserId
  promiseOn: Day | null
  partyNames: string
  importId: string | null
}

/** Inserts the header in its first state; returns its rowid. */
export function insertMatter(db: Db, m: NewMatter): number {
  const { card } = m
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO matter (id, number, kind, stage, is_open, summary, facts, wish, channel, source_unit, source_number, place_id,
       place_detail, people_count, is_anonymous, received_on, entered_at, entered_by, owner_id, promise_on, due_on, import_id, party_names)
     VALUES (?, ?, 'open', 'registered', 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    m.id,
    m.number,
    card.summary,
    card.facts,
    card.wish,
    card.channel,
    card.sourceUnit,
    card.sourceNumber,
    card.placeId,
    card.placeDetail,
    card.peopleCount,
    Number(card.isAnonymous),
    card.receivedOn,
    m.enteredAt,
    m.enteredBy,
    m.ownerId,
    m.promiseOn,
    m.promiseOn,
    m.importId,
    m.partyNames,
  )
  return Number(lastInsertRowid)
}

export interface ImportedMatter {
  id: MatterId
  number: string
  stage: Stage
  isOpen: boolean
  summary: string
  receivedOn: Day
  peopleCount: number
  enteredAt: Instant
  enteredBy: string
  ownerId: UserId
  importId: string
  partyNames: string
}

/** A case of an older ledger enters in the stage it had there. */
export function insertImportedMatter(db: Db, m: ImportedMatter): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO matter (id, version, number, kind, stage, is_open, summary, channel, received_on, entered_at, entered_by, owner_id, people_count, import_id, party_names)
     VALUES (?, 2, ?, 'mediation', ?, ?, ?, 'visit', ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    m.id,
    m.number,
    m.stage,
    Number(m.isOpen),
    m.summary,
    m.receivedOn,
    m.enteredAt,
    m.enteredBy,
    m.ownerId,
    m.peopleCount,
    m.importId,
    m.partyNames,
  )
  return Number(lastInsertRowid)
}

/** How many there are of whatever kind and state. */
export function countAllMatters(db: Db): number {
  return prepared(db, 'SELECT count(*) FROM matter').pluck().get() as number
}

export function updateCard(db: Db, id: MatterId, card: IntakeCard, partyNames: string): void {
  prepared(
    db,
    `UPDATE matter SET summary = ?, facts = ?, wish = ?, channel = ?, source_unit = ?, source_number = ?, place_id = ?, place_detail = ?,
       people_count = ?, is_anonymous = ?, received_on = ?, party_names = ? WHERE id = ?`,
  ).run(
    card.summary,
    card.facts,
    card.wish,
    card.channel,
    card.sourceUnit,
    card.sourceNumber,
    card.placeId,
    card.placeDetail,
    card.peopleCount,
    Number(card.isAnonymous),
    card.receivedOn,
    partyNames,
    id,
  )
}

/** What of a matter's header its events decide. */
export interface FoldedHeader {
  kind: MatterKind
  stage: Stage
  isOpen: boolean
  dueOn: Day | null
  mergedInto: MatterId | null
}

/** Writes the folded header and raises the version. False, and nothing written, if the row is no longer at `version`. */
export function updateFolded(db: Db, id: MatterId, version: number, folded: FoldedHeader): boolean {
  const { changes } = prepared(
    db,
    `UPDATE matter SET kind = ?, stage = ?, is_open = ?, due_on = ?, merged_into = ?, version = version + 1 WHERE id = ? AND version = ?`,
  ).run(folded.kind, folded.stage, Number(folded.isOpen), folded.dueOn, folded.mergedInto, id, version)
  return changes === 1
}

export function isNumberTaken(db: Db, number: string): boolean {
  return prepared(db, 'SELECT 1 FROM matter WHERE number = ?').get(number) !== undefined
}

export function updateNumber(db: Db, id: MatterId, number: string): void {
  prepared(db, 'UPDATE matter SET number = ? WHERE id = ?').run(number, id)
}

export function updateOwner(db: Db, id: MatterId, ownerId: UserId): void {
  prepared(db, 'UPDATE matter SET owner_id = ? WHERE id = ?').run(ownerId, id)
}

export interface EventRow extends StoredEvent {
  actorId: string
  actorName: string
  at: Instant
  reason: string
}

export function listEvents(db: Db, matterId: string): EventRow[] {
  const rows = prepared(
    db,
    `SELECT id, seq, kind, actor_id AS actorId, actor_name AS actorName, at, reason, payload FROM matter_event WHERE matter_id = ? ORDER BY seq, id`,
  ).all(matterId) as (Omit<EventRow, 'payload'> & { payload: string })[]
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as unknown }))
}

export function insertEvent(db: Db, matterId: string, event: EventRow): void {
  prepared(
    db,
    'INSERT INTO matter_event (id, matter_id, seq, kind, actor_id, actor_name, at, reason, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(
    event.id,
    matterId,
    event.seq,
    event.kind,
    event.actorId,
    event.actorName,
    event.at,
    event.reason,
    JSON.stringify(event.payload),
  )
}

export interface LinkRow {
  matterId: MatterId
  number: string
  summary: string
  relation: 'same_matter' | 'merged_into' | 'merged_from'
}

/** Links in either direction, and merges, with what `me` may know of. */
export function listLinks(db: Db, me: UserId, id: MatterId): LinkRow[] {
  return prepared(
    db,
    `SELECT m.id AS matterId, m.number, m.summary, 'same_matter' AS relation FROM matter_link l JOIN matter m ON m.id = l.other_id WHERE l.matter_id = @id AND l.relation = 'same_matter' AND ${VISIBLE}
     UNION ALL SELECT m.id, m.number, m.summary, 'same_matter' FROM matter_link l JOIN matter m ON m.id = l.matter_id WHERE l.other_id = @id AND l.relation = 'same_matter' AND ${VISIBLE}
     UNION ALL SELECT m.id, m.number, m.summary, 'merged_into' FROM matter me JOIN matter m ON m.id = me.merged_into WHERE me.id = @id AND ${VISIBLE}
     UNION ALL SELECT m.id, m.number, m.summary, 'merged_from' FROM matter m WHERE m.merged_into = @id AND ${VISIBLE}`,
  ).all({ id, me }) as LinkRow[]
}

export function saveLink(db: Db, matterId: MatterId, otherId: MatterId, relation: 'same_matter' | 'kept_apart'): void {
  prepared(
    db,
    'INSERT INTO matter_link (matter_id, other_id, relation) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET relation = excluded.relation',
  ).run(matterId, otherId, relation)
}

export function deleteLink(db: Db, matterId: MatterId, otherId: MatterId): void {
  prepared(
    db,
    'DELETE FROM matter_link WHERE (matter_id = ? AND other_id = ?) OR (other_id = ? AND matter_id = ?)',
  ).run(matterId, otherId, matterId, otherId)
}

export function listKeptApart(db: Db, id: MatterId): MatterId[] {
  return prepared(
    db,
    `SELECT other_id FROM matter_link WHERE matter_id = @id AND relation = 'kept_apart' UNION SELECT matter_id FROM matter_link WHERE other_id = @id AND relation = 'kept_apart'`,
  )
    .all({ id })
    .map((row) => Object.values(row as object)[0] as MatterId)
}

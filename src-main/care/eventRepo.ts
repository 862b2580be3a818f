import type { CareEvent } from '../../src-shared/care/events.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

const COLUMNS = `id, stream, stream_id AS streamId, kind, at, actor_id AS actorId, actor_name AS actorName, payload`

type Raw = Omit<CareEvent, 'payload'> & { payload: string }
const toEvent = (raw: Raw): CareEvent => ({ ...raw, payload: JSON.parse(raw.payload) as CareEvent['payload'] })

/** What is left of a client's stream, in order; destroyed events are no more. */
export function listClientEvents(db: Db, clientId: string): CareEvent[] {
  return (
    prepared(
      db,
      `SELECT ${COLUMNS} FROM care_event WHERE stream = 'client' AND stream_id = ? AND payload <> '' ORDER BY at, id`,
    ).all(clientId) as Raw[]
  ).map(toEvent)
}

export interface OfficeFilter {
  kind: string
  from?: string
  to?: string
  /** `at|id` of the line before which to go on, newest first. */
  before?: string
  limit?: number
}

/** Events of the office of care of one kind, newest first. */
export function listOfficeEvents(db: Db, { kind, from, to, before, limit }: OfficeFilter): CareEvent[] {
  return (
    prepared(
      db,
      `SELECT ${COLUMNS} FROM care_event
       WHERE stream = 'office' AND kind = @kind AND payload <> ''
         AND (@from IS NULL OR at >= @from) AND (@to IS NULL OR at < @to) AND (@before IS NULL OR at || '|' || id < @before)
       ORDER BY at DESC, id DESC LIMIT @limit`,
    ).all({ kind, from: from ?? null, to: to ?? null, before: before ?? null, limit: limit ?? -1 }) as Raw[]
  ).map(toEvent)
}

/** False if it is there already, destroyed or not. The picture of a photo is kept apart. */
export function insertEvent(db: Db, boxId: string, event: CareEvent): boolean {
  const { jpeg, ...rest } = event.payload
  const isPhoto = event.kind === 'photo' && typeof jpeg === 'string'
  const isNew =
    prepared(
      db,
      `INSERT INTO care_event (id, box_id, stream, stream_id, kind, at, actor_id, actor_name, payload)
       VALUES (@id, @boxId, @stream, @streamId, @kind, @at, @actorId, @actorName, @payload) ON CONFLICT DO NOTHING`,
    ).run({ ...event, boxId, payload: JSON.stringify(isPhoto ? rest : event.payload) }).changes > 0
  if (isNew && isPhoto)
    prepared(db, 'INSERT INTO care_photo (event_id, jpeg) VALUES (?, ?)').run(event.id, Buffer.from(jpeg, 'base64'))
  return isNew
}

/** The picture of a photo, while it is kept. */
export function findPhoto(db: Db, eventId: string): Buffer | undefined {
  return prepared(db, 'SELECT jpeg FROM care_photo WHERE event_id = ?').pluck().get(eventId) as Buffer | undefined
}

/** The event of a box, as far as it is kept. */
export function findByBox(db: Db, boxId: string): { id: string; streamId: string; isGone: boolean } | undefined {
  const found = prepared(
    db,
    `SELECT id, stream_id AS streamId, payload = '' AS isGone FROM care_event WHERE box_id = ?`,
  ).get(boxId) as { id: string; streamId: string; isGone: number } | undefined
  return found && { ...found, isGone: found.isGone === 1 }
}

/** Box ids of all events: with their content, and destroyed. */
export function listBoxIds(db: Db): { boxId: string; isGone: number }[] {
  return prepared(db, `SELECT box_id AS boxId, payload = '' AS isGone FROM care_event`).all() as never
}

/** With the picture, if it is a photo: as its box holds it. */
export function getEventByBox(db: Db, boxId: string): CareEvent {
  const event = toEvent(prepared(db, `SELECT ${COLUMNS} FROM care_event WHERE box_id = ?`).get(boxId) as Raw)
  const jpeg = findPhoto(db, event.id)
  return jpeg ? { ...event, payload: { ...event.payload, jpeg: jpeg.toString('base64') } } : event
}

/** Destroys what an event says; its id stays, so that its box is never read again. */
export function wipeEvent(db: Db, boxId: string): void {
  prepared(db, 'DELETE FROM care_photo WHERE event_id = (SELECT id FROM care_event WHERE box_id = ?)').run(boxId)
  prepared(
    db,
    `UPDATE care_event SET kind = '', at = '', actor_id = '', actor_name = '', payload = '' WHERE box_id = ? AND payload <> ''`,
  ).run(boxId)
}

export function findBoxId(db: Db, eventId: string): string | undefined {
  return prepared(db, 'SELECT box_id FROM care_event WHERE id = ?').pluck().get(eventId) as string | undefined
}

export function listBoxIdsOf(db: Db, clientId: string): string[] {
  return prepared(db, `SELECT box_id FROM care_event WHERE stream = 'client' AND stream_id = ?`)
    .pluck()
    .all(clientId) as string[]
}

export function hasDestroyed(db: Db, clientId: string): boolean {
  return (
    prepared(db, `SELECT 1 FROM care_event WHERE stream = 'client' AND stream_id = ? AND payload = '' LIMIT 1`).get(
      clientId,
    ) !== undefined
  )
}

/** How many events a client's stream holds, destroyed ones too: the version that a page has seen. */
export function countEvents(db: Db, clientId: string): number {
  return prepared(db, `SELECT count(*) FROM care_event WHERE stream = 'client' AND stream_id = ?`)
    .pluck()
    .get(clientId) as number
}

export type StateKey = 'unreadable' | 'boxes_read'

export function readState(db: Db, key: StateKey): string | undefined {
  return prepared(db, 'SELECT value FROM care_state WHERE key = ?').pluck().get(key) as string | undefined
}

export function saveState(db: Db, key: StateKey, value: string | number): void {
  prepared(
    db,
    'INSERT INTO care_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, String(value))
}

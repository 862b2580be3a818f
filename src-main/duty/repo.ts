import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import type { DutyEvent, DutyEventKind } from '../../src-shared/duty/events.ts'
import { cellKey, type DutyCell, type DutyPerson, type DutyPost } from '../../src-shared/duty/model.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** The only SQL of 岗位联勤. */
type RawPost = Omit<DutyPost, 'shifts' | 'isActive'> & { shifts: string; isActive: number }
type RawPerson = Omit<DutyPerson, 'posts' | 'canLead' | 'isActive'> & {
  posts: string
  canLead: number
  isActive: number
}

export function listPosts(db: Db): DutyPost[] {
  const rows = prepared(
    db,
    `SELECT id, code, name, place, kind, unit_code AS unitCode, min_people AS minPeople, shifts, days, from_level AS fromLevel,
       duties, notes, is_active AS isActive FROM duty_post ORDER BY code, id`,
  ).all() as RawPost[]
  return rows.map((row) => ({ ...row, shifts: JSON.parse(row.shifts) as string[], isActive: row.isActive === 1 }))
}

export function savePostRow(db: Db, post: DutyPost): void {
  prepared(
    db,
    `INSERT INTO duty_post (id, code, name, place, kind, unit_code, min_people, shifts, days, from_level, duties, notes, is_active)
     VALUES (@id, @code, @name, @place, @kind, @unitCode, @minPeople, @shifts, @days, @fromLevel, @duties, @notes, @isActive)
     ON CONFLICT (id) DO UPDATE SET code = excluded.code, name = excluded.name, place = excluded.place, kind = excluded.kind,
       unit_code = excluded.unit_code, min_people = excluded.min_people, shifts = excluded.shifts, days = excluded.days,
       from_level = excluded.from_level, duties = excluded.duties, notes = excluded.notes, is_active = excluded.is_active`,
  ).run({ ...post, shifts: JSON.stringify(post.shifts), isActive: Number(post.isActive) })
}

export function listPeople(db: Db): DutyPerson[] {
  const rows = prepared(
    db,
    `SELECT id, name, category, unit_code AS unitCode, phone, posts, can_lead AS canLead, is_active AS isActive
     FROM duty_person ORDER BY id`,
  ).all() as RawPerson[]
  return rows.map((row) => ({
    ...row,
    posts: JSON.parse(row.posts) as DutyPerson['posts'],
    canLead: row.canLead === 1,
    isActive: row.isActive === 1,
  }))
}

export function savePersonRow(db: Db, person: DutyPerson): void {
  prepared(
    db,
    `INSERT INTO duty_person (id, name, category, unit_code, phone, posts, can_lead, is_active)
     VALUES (@id, @name, @category, @unitCode, @phone, @posts, @canLead, @isActive)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, category = excluded.category, unit_code = excluded.unit_code,
       phone = excluded.phone, posts = excluded.posts, can_lead = excluded.can_lead, is_active = excluded.is_active`,
  ).run({
    ...person,
    posts: JSON.stringify(person.posts),
    canLead: Number(person.canLead),
    isActive: Number(person.isActive),
  })
}

type RawCell = Omit<DutyCell, 'people'> & { people: string }
const CELL = 'SELECT post_id AS postId, on_day AS "on", shift, people, leader FROM duty_cell'
const toCell = (raw: RawCell): DutyCell => ({ ...raw, people: JSON.parse(raw.people) as DutyCell['people'] })

/** Cells with somebody in them. */
export function listCells(db: Db, from: Day, to: Day): DutyCell[] {
  const rows = prepared(db, `${CELL} WHERE on_day BETWEEN ? AND ? AND people <> '[]' ORDER BY on_day`).all(from, to)
  return (rows as RawCell[]).map(toCell)
}

export function findCell(
  db: Db,
  { postId, on, shift }: Pick<DutyCell, 'postId' | 'on' | 'shift'>,
): DutyCell | undefined {
  const raw = prepared(db, `${CELL} WHERE post_id = ? AND on_day = ? AND shift = ?`).get(postId, on, shift)
  return raw === undefined ? undefined : toCell(raw as RawCell)
}

/** Writes a column only where it changes, so that sync sees no change that is none. */
export function saveCellRow(db: Db, cell: DutyCell): void {
  prepared(
    db,
    `INSERT INTO duty_cell (post_id, on_day, shift, people, leader) VALUES (@postId, @on, @shift, @people, @leader)
     ON CONFLICT (post_id, on_day, shift) DO UPDATE SET people = excluded.people, leader = excluded.leader
     WHERE people <> excluded.people OR leader <> excluded.leader`,
  ).run({ ...cell, people: JSON.stringify(cell.people) })
}

type RawEvent = { id: string; kind: DutyEventKind; on: Day; at: string; byName: string; payload: string }
const EVENT = 'SELECT id, kind, on_day AS "on", at, by_name AS byName, payload FROM duty_event'
const toEvent = (raw: RawEvent): DutyEvent => ({ ...raw, payload: JSON.parse(raw.payload) as never }) as DutyEvent

export function insertEvent(db: Db, event: DutyEvent & { byId: string }): void {
  prepared(
    db,
    'INSERT INTO duty_event (id, kind, on_day, at, by_id, by_name, payload) VALUES (@id, @kind, @on, @at, @byId, @byName, @payload)',
  ).run({ ...event, payload: JSON.stringify(event.payload) })
}

/** Entries of some kinds about days of a period, in the order in which they were made. */
export function listEvents(db: Db, kinds: readonly DutyEventKind[], from: Day, to: Day): DutyEvent[] {
  const rows = prepared(
    db,
    `${EVENT} WHERE kind IN (SELECT value FROM json_each(?)) AND on_day BETWEEN ? AND ? ORDER BY at, id`,
  ).all(JSON.stringify(kinds), from, to)
  return (rows as RawEvent[]).map(toEvent)
}

/** Entries of some kinds, whenever they are about: orders and swaps, of which there are few. */
export function listAllEvents(db: Db, kinds: readonly DutyEventKind[]): DutyEvent[] {
  const rows = prepared(db, `${EVENT} WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY at, id`).all(
    JSON.stringify(kinds),
  )
  return (rows as RawEvent[]).map(toEvent)
}

export function findEvent(db: Db, id: string): DutyEvent | undefined {
  const raw = prepared(db, `${EVENT} WHERE id = ?`).get(id)
  return raw === undefined ? undefined : toEvent(raw as RawEvent)
}

/** The last entry made after an instant that is about an entry, an order, a swap or a post. */
export function findLastEventAbout(db: Db, id: string, after: Instant): DutyEvent | undefined {
  const raw = prepared(
    db,
    `${EVENT} e WHERE at >= @after AND (id = @id OR payload ->> 'postId' = @id OR payload ->> '$.from.postId' = @id
       OR payload ->> 'eventId' = @id OR payload ->> 'startId' = @id OR payload ->> 'askId' = @id
       OR (kind = 'void' AND EXISTS (SELECT 1 FROM duty_event o WHERE o.id = e.payload ->> 'eventId' AND o.payload ->> 'postId' = @id)))
     ORDER BY at DESC, id DESC LIMIT 1`,
  ).get({ id, after })
  return raw === undefined ? undefined : toEvent(raw as RawEvent)
}

/**
 * Signing in, signing out and staying away of whoever is not in the cells, which are those of the period, without what was
 * taken back. There are very many entries and hardly ever one of these: told apart here, the whole of it is read only then.
 */
export function listUnposted(db: Db, from: Day, to: Day, cells: readonly DutyCell[]): DutyEvent[] {
  const rows = prepared(
    db,
    `SELECT id, payload FROM duty_event WHERE kind IN ('sign_in', 'sign_out', 'absence') AND on_day BETWEEN ? AND ?`,
  )
    .raw()
    .all(from, to) as [id: string, payload: string][]
  if (rows.length === 0) return []
  const people = new Map(cells.map((cell) => [cellKey(cell), cell.people as readonly string[]]))
  const isVoid = prepared(db, `SELECT 1 FROM duty_event WHERE kind = 'void' AND payload ->> 'eventId' = ?`)
  return rows
    .filter(([, payload]) => {
      const one = JSON.parse(payload) as DutyCell & { personId: string }
      return !people.get(cellKey(one))?.includes(one.personId)
    })
    .flatMap(([id]) => (isVoid.get(id) === undefined ? (findEvent(db, id) ?? []) : []))
    .sort((a, b) => (a.at < b.at || (a.at === b.at && a.id < b.id) ? -1 : 1))
}

/** Signing in and staying away of a period, without what was taken back. Key: `post/day/shift/person`. */
export function listAttendance(db: Db, from: Day, to: Day): { key: string; kind: string; reason: string }[] {
  return prepared(
    db,
    `SELECT kind, payload ->> 'reason' AS reason,
       (payload ->> 'postId') || '/' || on_day || '/' || (payload ->> 'shift') || '/' || (payload ->> 'personId') AS key
     FROM duty_event WHERE kind IN ('sign_in', 'absence') AND on_day BETWEEN ? AND ?
       AND id NOT IN (SELECT payload ->> 'eventId' FROM duty_event WHERE kind = 'void')
     ORDER BY at, id`,
  ).all(from, to) as { key: string; kind: string; reason: string }[]
}

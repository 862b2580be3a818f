import type { FieldValue } from '../../src-shared/sync/merge.ts'
import { SYNCED_TABLES } from '../../src-shared/sync/tables.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** Of each list; more is settled from the first ones on. */
const MOST_LISTED = 500

const tableNo = (name: string): number => SYNCED_TABLES.find((table) => table.name === name)?.no ?? 0

const BOXES = tableNo('sealed_box')
/** What would tell somebody of sealed matters that are kept from him: their rows, and their boxes. */
const SILENT = `is_held = 0 AND tbl <> ${BOXES}`

/** Came by a package from another seat: delivered here, and not yet known to be at the district. As the index has it. */
const UNRECEIVED = 'receipt IS NULL AND pending IS NULL AND flight IS NULL'

/** Whether nothing is kept from `me`, so that counts may speak of sealed rows. */
function isToldAll(db: Db, me: string): boolean {
  return (
    prepared(
      db,
      `SELECT NOT EXISTS (SELECT 1 FROM matter m INDEXED BY matter_sealed WHERE m.is_sealed = 1
       AND NOT EXISTS (SELECT 1 FROM matter_access a WHERE a.matter_id = m.id AND a.user_id = @me))`,
    )
      .pluck()
      .get({ me }) === 1
  )
}

export interface WaitingTable {
  tbl: number
  /** Rows that the district has not answered for; of them those that were not sent at all. */
  n: number
  unsent: number
  /** The stamp of the oldest change. */
  oldest: string
}

/** What waits, by table; most first. */
export function listWaiting(db: Db, me: string): WaitingTable[] {
  const told = isToldAll(db, me) ? '1' : SILENT
  return prepared(
    db,
    `SELECT tbl, count(*) AS n, sum(flight IS NULL) AS unsent, min(pending) AS oldest FROM sync_row
     WHERE pending IS NOT NULL AND is_held <> 1 AND ${told} GROUP BY tbl ORDER BY n DESC`,
  ).all() as WaitingTable[]
}

/** Counts that add up with what waits: from indexes and without a look at each row, so that a page may ask often. */
export function countRows(db: Db, me: string): { all: number; flying: number; held: number } {
  const isTold = isToldAll(db, me)
  const count = (where: string): number =>
    prepared(db, `SELECT count(*) FROM sync_row${where && ` WHERE ${where}`}`)
      .pluck()
      .get() as number
  const held = count('is_held <> 0 AND is_held = 1') // as the index has it
  const unspoken = isTold ? 0 : count('is_held <> 0') + count(`tbl = ${BOXES} AND is_held = 0`)
  const told = isTold ? '1' : SILENT
  return {
    all: count('') - unspoken,
    flying: count(`flight IS NOT NULL AND ${told}`) + count(`${UNRECEIVED} AND is_held <> 1 AND ${told}`),
    held: isTold ? held : 0,
  }
}

export function countOpenConflicts(db: Db, me: string): number {
  return prepared(db, `SELECT count(*) FROM overwritten o WHERE o.settled_at IS NULL AND ${KNOWN} AND ${KNOWN_PERSON}`)
    .pluck()
    .get({ me }) as number
}

export function countQuarantined(db: Db, me: string): number {
  return prepared(db, `SELECT count(*) FROM sync_quarantine o WHERE ${KNOWN}`).pluck().get({ me }) as number
}

/** Nothing of a sealed matter is told to whom it is kept from. */
const KNOWN = `(o.matter_id IS NULL OR NOT EXISTS (SELECT 1 FROM matter m WHERE m.id = o.matter_id AND m.is_sealed = 1
  AND NOT EXISTS (SELECT 1 FROM matter_access a WHERE a.matter_id = m.id AND a.user_id = @me)))`
/** Nor of a person who is named in one. */
const KNOWN_PERSON = `(o.table_name <> 'party' OR NOT EXISTS (SELECT 1 FROM matter_party p JOIN matter m ON m.id = p.matter_id
  WHERE p.party_id = o.row_key AND m.is_sealed = 1 AND NOT EXISTS (SELECT 1 FROM matter_access a WHERE a.matter_id = m.id AND a.user_id = @me)))`

export interface ConflictRow {
  id: string
  tableName: string
  rowKey: string
  /** Where it is looked at: for a person, the newest matter that names him. */
  matterId: string | null
  number: string | null
  summary: string | null
  /** Whose or what it is where the row has a name. */
  name: string | null
  field: string
  winner: string
  winnerStamp: string
  winnerBy: string
  loser: string
  loserStamp: string
  loserBy: string
  foundAt: string
  settledAt: string | null
  settledBy: string
  settledAs: string | null
  reason: string
}

const PERSONS_MATTER = `(SELECT p.matter_id FROM matter_party p JOIN matter s ON s.id = p.matter_id
  WHERE o.table_name = 'party' AND p.party_id = o.row_key ORDER BY s.rid DESC LIMIT 1)`
const CONFLICT = `SELECT o.id, o.table_name AS tableName, o.row_key AS rowKey, m.id AS matterId, m.number, m.summary, CASE o.table_name WHEN 'party' THEN (SELECT name FROM party WHERE id = o.row_key)
    WHEN 'place' THEN (SELECT name FROM place WHERE id = o.row_key) WHEN 'user_account' THEN (SELECT name FROM user_account WHERE id = o.row_key)
    WHEN 'duty_cell' THEN (SELECT name FROM duty_post WHERE id = substr(o.row_key, 1, 36)) || substr(o.row_key, 37, 11)
    WHEN 'duty_post' THEN (SELECT name FROM duty_post WHERE id = o.row_key) WHEN 'duty_person' THEN (SELECT name FROM duty_person WHERE id = o.row_key)
    WHEN 'volunteer_team' THEN (SELECT name FROM volunteer_team WHERE id = o.row_key) WHEN 'volunteer' THEN (SELECT name FROM volunteer WHERE id = o.row_key)
    WHEN 'volunteer_activity' THEN (SELECT title FROM volunteer_activity WHERE id = o.row_key) END AS name,
  o.field, o.winner, o.winner_stamp AS winnerStamp, o.winner_by AS winnerBy, o.loser, o.loser_stamp AS loserStamp, o.loser_by AS loserBy,
  o.found_at AS foundAt, o.settled_at AS settledAt, coalesce(o.settled_by, '') AS settledBy, o.settled_as AS settledAs, coalesce(o.reason, '') AS reason
  FROM overwritten o LEFT JOIN matter m ON m.id = coalesce(o.matter_id, ${PERSONS_MATTER})`
const OF_MATTER = `(@matterId IS NULL OR o.matter_id = @matterId
  OR (o.table_name = 'party' AND o.row_key IN (SELECT party_id FROM matter_party WHERE matter_id = @matterId)))`

export function listConflicts(db: Db, me: string, isSettled: boolean, matterId: string | null): ConflictRow[] {
  return prepared(
    db,
    `${CONFLICT} WHERE o.settled_at IS ${isSettled ? 'NOT NULL' : 'NULL'} AND ${OF_MATTER} AND ${KNOWN} AND ${KNOWN_PERSON}
     ORDER BY ${isSettled ? 'o.settled_at' : 'o.found_at'} DESC LIMIT ${MOST_LISTED}`,
  ).all({ me, matterId }) as ConflictRow[]
}

export function findConflict(db: Db, me: string, id: string): ConflictRow | undefined {
  return prepared(db, `${CONFLICT} WHERE o.id = @id AND ${KNOWN} AND ${KNOWN_PERSON}`).get({ id, me }) as
    ConflictRow | undefined
}

/** The name of what a value points to, where it is an id. */
export function nameOfRow(
  db: Db,
  table: 'user_account' | 'place' | 'party' | 'duty_person' | 'duty_post' | 'volunteer_team',
  id: string,
): string | undefined {
  return prepared(db, `SELECT name FROM ${table} WHERE id = ?`).pluck().get(id) as string | undefined
}

export function saveSettled(
  db: Db,
  id: string,
  settled: { at: string; by: string; as: 'winner' | 'loser'; reason: string },
  winner: { value: FieldValue; stamp: string; by: string },
): void {
  prepared(
    db,
    `UPDATE overwritten SET settled_at = @at, settled_by = @by, settled_as = @as, reason = @reason, winner = @winner,
       winner_stamp = @stamp, winner_by = @winnerBy WHERE id = @id`,
  ).run({ ...settled, id, winner: JSON.stringify(winner.value), stamp: winner.stamp, winnerBy: winner.by })
}

export interface QuarantineRow {
  id: number
  direction: 'up' | 'down'
  tbl: string
  key: string
  code: string
  message: string
  content: string
  /** Null too where the matter is not here. */
  matterId: string | null
  number: string | null
  summary: string | null
  at: string
}

const QUARANTINE = `SELECT o.id, o.direction, o.tbl, o.key, o.code, o.message, o.content, m.id AS matterId, m.number, m.summary, o.at FROM sync_quarantine o LEFT JOIN matter m ON m.id = o.matter_id`

export function listQuarantined(db: Db, me: string): QuarantineRow[] {
  return prepared(db, `${QUARANTINE} WHERE ${KNOWN} ORDER BY o.at DESC LIMIT ${MOST_LISTED}`).all({
    me,
  }) as QuarantineRow[]
}

export function findQuarantined(db: Db, me: string, id: number): QuarantineRow | undefined {
  return prepared(db, `${QUARANTINE} WHERE o.id = @id AND ${KNOWN}`).get({ id, me }) as QuarantineRow | undefined
}

/** The rows of one matter: its header, events, people, links, papers. */
export function matterRows(
  db: Db,
  matterId: string,
): { pending: string | null; flight: number | null; receipt: number | null; held: number }[] {
  const row = `SELECT s.pending, s.flight, s.receipt, s.is_held AS held FROM sync_row s`
  return prepared(
    db,
    `${row} WHERE s.tbl = ${tableNo('matter')} AND s.key = @id
     UNION ALL SELECT s.pending, s.flight, s.receipt, s.is_held FROM matter_event e JOIN sync_row s ON s.tbl = ${tableNo('matter_event')} AND s.key = e.id WHERE e.matter_id = @id
     UNION ALL SELECT s.pending, s.flight, s.receipt, s.is_held FROM matter_party p JOIN sync_row s ON s.tbl = ${tableNo('party')} AND s.key = p.party_id WHERE p.matter_id = @id
     UNION ALL SELECT s.pending, s.flight, s.receipt, s.is_held FROM document d JOIN sync_row s ON s.tbl = ${tableNo('document')} AND s.key = d.id WHERE d.matter_id = @id`,
  ).all({ id: matterId }) as { pending: string | null; flight: number | null; receipt: number | null; held: number }[]
}

/** The matter of this seat that bears a number and that the district never took, known to `me`. */
export function findUnsentBearer(db: Db, me: string, number: string): string | undefined {
  return prepared(
    db,
    `SELECT o.id FROM (SELECT id, id AS matter_id FROM matter WHERE number = @number) o
     JOIN sync_row s ON s.tbl = ${tableNo('matter')} AND s.key = o.id WHERE s.receipt IS NULL AND ${KNOWN}`,
  )
    .pluck()
    .get({ number, me }) as string | undefined
}

export function findPaperSum(db: Db, documentId: string): { sha256: string; matterId: string | null } | undefined {
  return prepared(db, 'SELECT sha256, matter_id AS matterId FROM document WHERE id = ?').get(documentId) as
    { sha256: string; matterId: string | null } | undefined
}

import type { Stamp } from '../../src-shared/sync/stamp.ts'
import type { SyncedTable } from '../../src-shared/sync/tables.ts'
import { fullMask, GOING, type Mask, type OlderText } from '../store/older.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** What is known of a synced row besides its values. */
export interface RowMeta {
  stamp: Stamp
  older: OlderText
  extra: string | null
  gone: number
  pending: string | null
  changed: Mask
  flying: Mask
  acked: string | null
}

export function findMeta(db: Db, tbl: number, key: string): RowMeta | undefined {
  return prepared(
    db,
    'SELECT stamp, older, extra, gone, pending, changed, flying, acked FROM sync_row WHERE tbl = ? AND key = ?',
  ).get(tbl, key) as RowMeta | undefined
}

export function insertMeta(
  db: Db,
  tbl: number,
  key: string,
  meta: Pick<RowMeta, 'stamp' | 'older' | 'extra' | 'gone' | 'acked'>,
  receipt: number | null,
): void {
  prepared(
    db,
    'INSERT INTO sync_row (tbl, key, stamp, older, extra, gone, acked, receipt) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(tbl, key, meta.stamp, meta.older, meta.extra, meta.gone, meta.acked, receipt)
}

export function updateMeta(db: Db, tbl: number, key: string, meta: RowMeta, receipt: number | null): void {
  prepared(
    db,
    `UPDATE sync_row SET stamp = ?, older = ?, extra = ?, gone = ?, pending = ?, changed = ?, acked = ?, receipt = coalesce(?, receipt)
     WHERE tbl = ? AND key = ?`,
  ).run(meta.stamp, meta.older, meta.extra, meta.gone, meta.pending, meta.changed, meta.acked, receipt, tbl, key)
}

export function readSums(db: Db): Map<number, string> {
  return new Map(prepared(db, 'SELECT tbl, sum FROM sync_digest').raw().all() as [number, string][])
}

export function writeSum(db: Db, tbl: number, sum: string): void {
  prepared(
    db,
    'INSERT INTO sync_digest (tbl, sum) VALUES (?, ?) ON CONFLICT (tbl) DO UPDATE SET sum = excluded.sum',
  ).run(tbl, sum)
}

export function markUnsettled(db: Db, matterIds: Iterable<string>): void {
  const insert = prepared(db, 'INSERT INTO sync_unsettled (matter_id) VALUES (?) ON CONFLICT DO NOTHING')
  for (const id of matterIds) insert.run(id)
}

export function listUnsettled(db: Db, limit: number): string[] {
  return prepared(db, 'SELECT matter_id FROM sync_unsettled ORDER BY matter_id DESC LIMIT ?')
    .pluck()
    .all(limit) as string[]
}

export function countUnsettled(db: Db): number {
  return prepared(db, 'SELECT count(*) FROM sync_unsettled').pluck().get() as number
}

export function clearUnsettled(db: Db, matterId: string): void {
  prepared(db, 'DELETE FROM sync_unsettled WHERE matter_id = ?').run(matterId)
}

/** Open matters of every kind: a new calendar or setting concerns them all. */
export function markOpenUnsettled(db: Db): void {
  prepared(
    db,
    `INSERT INTO sync_unsettled (matter_id) SELECT id FROM matter WHERE is_open = 1
     UNION ALL SELECT id FROM joint_item WHERE is_open = 1 ON CONFLICT DO NOTHING`,
  ).run()
}

/** A setting as it is stored; undefined if nobody ever set it. */
export const readSetting = (db: Db, key: string): unknown =>
  prepared(db, 'SELECT value FROM setting WHERE key = ?').pluck().get(key)

/** Whether anything was counted into months. */
export const hasCounters = (db: Db): boolean =>
  prepared(db, 'SELECT EXISTS (SELECT 1 FROM month_counter)').pluck().get() === 1

export function listMattersOfParty(db: Db, partyId: string): string[] {
  return prepared(db, 'SELECT DISTINCT matter_id FROM matter_party WHERE party_id = ?').pluck().all(partyId) as string[]
}

export interface Quarantined {
  direction: 'up' | 'down'
  table: string
  key: string
  code: string
  message: string
  content: unknown
  matterId: string | null
  at: string
}

export function saveQuarantined(db: Db, q: Quarantined): void {
  prepared(
    db,
    `INSERT INTO sync_quarantine (direction, tbl, key, code, message, content, matter_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (direction, tbl, key) DO UPDATE SET code = excluded.code, message = excluded.message, content = excluded.content, at = excluded.at`,
  ).run(q.direction, q.table, q.key, q.code, q.message, JSON.stringify(q.content), q.matterId, q.at)
}

export function clearQuarantined(db: Db, direction: 'up' | 'down', table: string, key: string): void {
  prepared(db, 'DELETE FROM sync_quarantine WHERE direction = ? AND tbl = ? AND key = ?').run(direction, table, key)
}

/** Rows of a table that wait here and that the district never had: nobody else has seen them. */
export const listNeverSent = (db: Db, tbl: number): string[] =>
  prepared(
    db,
    'SELECT key FROM sync_row WHERE tbl = ? AND pending IS NOT NULL AND acked IS NULL AND gone = 0 ORDER BY key',
  )
    .pluck()
    .all(tbl) as string[]

/** Rows from outside that may be written by now, in the order in which they came; of a row that went nothing is tried. */
export function listRetakable(db: Db): { table: string; key: string; code: string; content: string }[] {
  return prepared(
    db,
    `SELECT tbl AS "table", key, code, content FROM sync_quarantine WHERE direction = 'down' AND code IN ('taken', 'partial', 'unknown_table') ORDER BY id`,
  ).all() as { table: string; key: string; code: string; content: string }[]
}

export interface OverwrittenRow {
  id: string
  tableName: string
  rowKey: string
  matterId: string | null
  field: string
  winner: string
  winnerStamp: string
  winnerBy: string
  loser: string
  loserStamp: string
  loserBy: string
  foundAt: string
}

/** Finding the same pair twice is finding it once. */
export function saveOverwritten(db: Db, o: OverwrittenRow): void {
  prepared(
    db,
    `INSERT INTO overwritten (id, table_name, row_key, matter_id, field, winner, winner_stamp, winner_by, loser, loser_stamp, loser_by, found_at)
     VALUES (@id, @tableName, @rowKey, @matterId, @field, @winner, @winnerStamp, @winnerBy, @loser, @loserStamp, @loserBy, @foundAt)
     ON CONFLICT (id) DO NOTHING`,
  ).run(o)
}

/** A file that a row speaks of and that is not here; fetched when somebody opens it. */
export function wantFile(db: Db, sha256: string, direction: 'up' | 'down', at: string): void {
  prepared(
    db,
    'INSERT INTO sync_file (sha256, direction, wanted_at) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING',
  ).run(sha256, direction, at)
}

/** Keys of a table with the sums on which both sides agreed. */
export function listAcked(db: Db, tbl: number): IterableIterator<{ key: string; acked: string }> {
  return db.prepare('SELECT key, acked FROM sync_row WHERE tbl = ? AND acked IS NOT NULL').iterate(tbl) as never
}

/** The row is sent once more with all its fields and the stamps it has. */
export function sendWhole(db: Db, table: SyncedTable, key: string): void {
  prepared(
    db,
    'UPDATE sync_row SET pending = coalesce(pending, sync_stamp()), changed = CASE WHEN gone = 1 THEN ? ELSE ? END WHERE tbl = ? AND key = ? AND is_held = 0',
  ).run(GOING, fullMask(table), table.no, key)
}

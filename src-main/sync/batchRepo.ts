import type { Stamp } from '../../src-shared/sync/stamp.ts'
import type { Mask, OlderText } from '../store/older.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export interface WaitingRow {
  tbl: number
  key: string
  stamp: Stamp
  older: OlderText
  gone: number
  pending: Stamp
  changed: Mask
  held: number
}

/** Rows that wait and are in no batch, oldest change first. */
export function listWaiting(db: Db, after: string, limit: number): WaitingRow[] {
  return prepared(
    db,
    `SELECT tbl, key, stamp, older, gone, pending, changed, is_held AS held FROM sync_row
     WHERE pending > ? AND flight IS NULL AND is_held <> 1 ORDER BY pending LIMIT ?`,
  ).all(after, limit) as WaitingRow[]
}

export function markFlying(db: Db, tbl: number, key: string, no: number): void {
  prepared(db, 'UPDATE sync_row SET flying = changed, changed = 0, flight = ? WHERE tbl = ? AND key = ?').run(
    no,
    tbl,
    key,
  )
}

export interface BatchRow {
  no: number
  hash: string
  rows: number
  body: Buffer
}

export function insertBatch(db: Db, batch: BatchRow): void {
  prepared(db, 'INSERT INTO sync_batch (no, hash, rows, body) VALUES (?, ?, ?, ?)').run(
    batch.no,
    batch.hash,
    batch.rows,
    batch.body,
  )
}

export function listBatches(db: Db): BatchRow[] {
  return prepared(db, 'SELECT no, hash, rows, body FROM sync_batch ORDER BY no').all() as BatchRow[]
}

export function deleteBatch(db: Db, no: number): void {
  prepared(db, 'DELETE FROM sync_batch WHERE no = ?').run(no)
}

export interface FlyingRow {
  tbl: number
  key: string
  stamp: Stamp
  older: OlderText
  extra: string | null
  gone: number
  changed: Mask
  acked: string | null
  pending: string | null
  held: number
}

export function listFlying(db: Db, no: number): FlyingRow[] {
  return prepared(
    db,
    'SELECT tbl, key, stamp, older, extra, gone, changed, acked, pending, is_held AS held FROM sync_row WHERE flight = ?',
  ).all(no) as FlyingRow[]
}

/** The district has it: nothing of the batch waits any more; what changed meanwhile still does. */
export function landRow(
  db: Db,
  tbl: number,
  key: string,
  pending: string | null,
  acked: string | null,
  receipt: number,
): void {
  prepared(
    db,
    'UPDATE sync_row SET flying = 0, flight = NULL, pending = ?, acked = ?, receipt = ?, is_held = (is_held <> 0) WHERE tbl = ? AND key = ?',
  ).run(pending, acked, receipt, tbl, key)
}

/** What flew waits again; used where a chain does not fit or a clock was ahead. */
export function groundAll(db: Db): void {
  prepared(
    db,
    'UPDATE sync_row SET changed = changed | flying, flying = 0, flight = NULL WHERE flight IS NOT NULL',
  ).run()
  prepared(db, 'DELETE FROM sync_batch').run()
}

/** Rejected: it does not wait any more, the tray has it. */
export function rejectRow(db: Db, tbl: number, key: string): void {
  prepared(
    db,
    'UPDATE sync_row SET flying = 0, flight = NULL, pending = NULL, changed = 0 WHERE tbl = ? AND key = ?',
  ).run(tbl, key)
}

/** What of a row nobody has seen yet, with its stamps. */
export interface PendingStamps {
  tbl: number
  key: string
  stamp: Stamp
  older: OlderText
  unsent: Mask
}

export function listPendingStamps(db: Db): PendingStamps[] {
  return prepared(
    db,
    'SELECT tbl, key, stamp, older, changed | flying AS unsent FROM sync_row WHERE pending IS NOT NULL',
  ).all() as PendingStamps[]
}

export function restampRow(db: Db, tbl: number, key: string, stamp: Stamp, older: OlderText): void {
  prepared(db, 'UPDATE sync_row SET stamp = ?, older = ? WHERE tbl = ? AND key = ?').run(stamp, older, tbl, key)
}

export function countWaiting(db: Db): number {
  return prepared(db, 'SELECT count(*) FROM sync_row WHERE pending IS NOT NULL AND is_held <> 1')
    .pluck()
    .get() as number
}

import { findSynced, type SyncedTable } from '../../src-shared/sync/tables.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export const HELD = 1
export const TO_WIPE = 2

export function hasSealed(db: Db): boolean {
  const held = prepared(db, 'SELECT 1 FROM sync_row WHERE is_held <> 0 LIMIT 1')
  return (
    prepared(db, 'SELECT 1 FROM matter WHERE is_sealed = 1 LIMIT 1').get() !== undefined || held.get() !== undefined
  )
}

/** Where the rows of sealed matters are, by table. People count only where every matter of theirs is sealed. */
const KEYS: Record<string, string> = {
  matter: 'SELECT id FROM matter WHERE is_sealed = 1',
  matter_event: 'SELECT e.id FROM matter m JOIN matter_event e ON e.matter_id = m.id WHERE m.is_sealed = 1',
  matter_party: `SELECT p.matter_id || '/' || p.position FROM matter m JOIN matter_party p ON p.matter_id = m.id WHERE m.is_sealed = 1`,
  party: `SELECT DISTINCT p.party_id FROM matter m JOIN matter_party p ON p.matter_id = m.id WHERE m.is_sealed = 1
     AND NOT EXISTS (SELECT 1 FROM matter_party q JOIN matter o ON o.id = q.matter_id WHERE q.party_id = p.party_id AND o.is_sealed = 0)`,
  matter_link: `SELECT l.matter_id || '/' || l.other_id FROM matter_link l JOIN matter m ON m.id IN (l.matter_id, l.other_id) WHERE m.is_sealed = 1`,
  mediation: 'SELECT id FROM matter WHERE is_sealed = 1',
  petition: 'SELECT id FROM matter WHERE is_sealed = 1',
  document: 'SELECT d.id FROM matter m JOIN document d ON d.matter_id = m.id WHERE m.is_sealed = 1',
  overwritten: 'SELECT o.id FROM matter m JOIN overwritten o ON o.matter_id = m.id WHERE m.is_sealed = 1',
}

export function listSealedRows(db: Db): { table: SyncedTable; keys: Set<string> }[] {
  return Object.entries(KEYS).map(([name, sql]) => ({
    table: findSynced(name) as SyncedTable,
    keys: new Set(prepared(db, sql).pluck().all() as string[]),
  }))
}

export interface Held {
  pending: string | null
  receipt: number | null
  held: number
}

export function findHeld(db: Db, tbl: number, key: string): Held | undefined {
  return prepared(
    db,
    'SELECT pending, receipt, is_held AS held FROM sync_row WHERE tbl = ? AND key = ? AND flight IS NULL',
  ).get(tbl, key) as Held | undefined
}

export function listHeld(db: Db): { tbl: number; key: string }[] {
  return prepared(db, `SELECT tbl, key FROM sync_row WHERE is_held = ${HELD}`).all() as { tbl: number; key: string }[]
}

/** It has a box: nothing of the row itself waits. */
export function hold(db: Db, tbl: number, key: string): void {
  prepared(db, `UPDATE sync_row SET is_held = ${HELD}, pending = NULL, changed = 0 WHERE tbl = ? AND key = ?`).run(
    tbl,
    key,
  )
}

/** It was sent before it was sealed: a going that also wipes is to be sent. */
export function markToWipe(db: Db, tbl: number, key: string): void {
  prepared(
    db,
    `UPDATE sync_row SET is_held = ${TO_WIPE}, stamp = sync_stamp(), older = NULL, pending = sync_stamped() WHERE tbl = ? AND key = ?`,
  ).run(tbl, key)
}

/** The seal was opened: the row is sent whole, as a new one. */
export function release(db: Db, tbl: number, key: string, full: number): void {
  prepared(
    db,
    'UPDATE sync_row SET is_held = 0, stamp = sync_stamp(), older = NULL, pending = sync_stamped(), changed = ? WHERE tbl = ? AND key = ?',
  ).run(full, tbl, key)
}

export function saveBox(db: Db, id: string, box: string): void {
  prepared(db, 'INSERT INTO sealed_box (id, box) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET box = excluded.box').run(
    id,
    box,
  )
}

export function deleteBox(db: Db, id: string): void {
  prepared(db, 'DELETE FROM sealed_box WHERE id = ?').run(id)
}

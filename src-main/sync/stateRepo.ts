import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export function readState(db: Db): [string, string][] {
  return prepared(db, 'SELECT key, value FROM sync_state').raw().all() as [string, string][]
}

export function writeState(db: Db, key: string, value: string): void {
  prepared(
    db,
    'INSERT INTO sync_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, value)
}

export function clearState(db: Db): void {
  for (const table of ['sync_state', 'sync_row', 'sync_batch', 'sync_quarantine', 'sync_digest', 'sync_file'])
    db.exec(`DELETE FROM ${table}`)
}

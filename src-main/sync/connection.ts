import type { Db } from '../store/open.ts'
import { openStore, type DataKey } from '../store/open.ts'

/** Pages kept in memory, KiB: rows come in order and few are read again. */
const CACHE_KIB = 32_768

/**
 * A connection for rows from outside: a child may come in a page before its parent, so references are not enforced on it.
 * A short wait for the lock: the engine would rather try again than stand in the way.
 */
export function openForSync(file: string, key: DataKey, options: { nowMs?: () => number; nonce?: string } = {}): Db {
  const db = openStore(file, key, { ...options, cacheKib: CACHE_KIB })
  db.pragma('foreign_keys = OFF')
  return db
}

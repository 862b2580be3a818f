import { openStore, setLogPages, type DataKey, type Db } from '../store/open.ts'

/** Pages kept in memory, KiB: rows come in order and few are read again. */
const CACHE_KIB = 16_384

/** Pages in the log before they are written into the file: many slices write the same pages again. */
const LOG_PAGES = 2_000

/** A connection of the engine's own. */
export function openForSync(file: string, key: DataKey, options: { nowMs?: () => number; nonce?: string } = {}): Db {
  const db = openStore(file, key, { ...options, cacheKib: CACHE_KIB, enforcesReferences: false })
  setLogPages(db, LOG_PAGES)
  return db
}

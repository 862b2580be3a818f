import { openStore, setLogPages, setWaitingForDisk, type DataKey, type Db } from '../store/open.ts'

/** Pages kept in memory, KiB: rows come in order and few are read again. */
const CACHE_KIB = 8_192

/** Pages in the log before they are written into the file: many slices write the same pages again. */
const LOG_PAGES = 2_000

/**
 * A connection of the engine's own. Its commits do not wait for the disk: rows, receipts and folds that a power cut takes are as
 * if they had not come yet, cursor and all, and come again. What must not be forgotten is committed by `durably`; what people
 * save goes through the window's connection, which always waits.
 */
export function openForSync(file: string, key: DataKey, options: { nowMs?: () => number; nonce?: string } = {}): Db {
  const db = openStore(file, key, { ...options, cacheKib: CACHE_KIB, enforcesReferences: false })
  setLogPages(db, LOG_PAGES)
  setWaitingForDisk(db, false)
  return db
}

/** One transaction that is on the disk when it returns, with all before it: what the district is told next must be known here. */
export function durably<T>(db: Db, work: () => T): T {
  setWaitingForDisk(db, true)
  try {
    return db.transaction(work).immediate()
  } finally {
    setWaitingForDisk(db, false)
  }
}

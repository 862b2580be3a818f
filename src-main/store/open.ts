import Database from 'better-sqlite3'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { containsSearchText } from '../../src-shared/search/grams.ts'
import { registerCapture } from './capture.ts'

export type Db = Database.Database

/** The data key: 32 random bytes that encrypt the file. */
export type DataKey = Buffer

/** Pages kept in memory, KiB. Scans beyond the cache decrypt every page again (measured: 3-6x). */
const CACHE_KIB = 65_536

export interface OpenOptions {
  readonly?: boolean
  cacheKib?: number
  /** False for rows from outside: a child may come in a page before its parent. */
  enforcesReferences?: boolean
  /** The clock and the nonce of captured changes, where they are not this process's own. */
  nowMs?: () => number
  nonce?: string
}

/**
 * Opens (or makes) the encrypted store. Cipher: AEGIS-256, the fastest authenticated one of the
 * build on this field's machines (docs/decisions/0002); the raw key skips key derivation.
 *
 * @throws AppError 'file_damaged' if the file is no store or the key does not fit
 */
export function openStore(file: string, key: DataKey, options: OpenOptions = {}): Db {
  const db = new Database(file, { readonly: options.readonly ?? false })
  try {
    applyKey(db, key)
    db.pragma(`cache_size = -${options.cacheKib ?? CACHE_KIB}`)
    db.pragma('busy_timeout = 5000')
    if (!options.readonly) {
      db.pragma('journal_mode = WAL')
      db.pragma('synchronous = FULL')
    }
    db.pragma(`foreign_keys = ${options.enforcesReferences === false ? 'OFF' : 'ON'}`)
    db.pragma('recursive_triggers = ON') // else INSERT OR REPLACE would pass by the guards of append-only tables
    db.pragma('temp_store = MEMORY')
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    registerCapture(db, options)
    registerSearch(db)
    return db
  } catch (error) {
    db.close()
    if (isUnreadable(error)) throw new AppError('file_damaged', '数据文件无法读取')
    throw error
  }
}

/** `search_contains(text, words)`: 1 if every piece of the words is in the text, read as the search index reads both. */
function registerSearch(db: Db): void {
  db.function('search_contains', { deterministic: true }, (text, words) =>
    Number(containsSearchText(text as string, words as string)),
  )
}

/** For one transaction: references are looked at when it commits. */
export function deferReferences(db: Db): void {
  db.pragma('defer_foreign_keys = ON')
}

/** SQLite's own habit: a commit that finds this many pages in the log writes them into the file. */
export const LOG_PAGES = 1_000

/** After how many pages a commit of this connection writes the log into the file; 0 leaves it to another connection. */
export function setLogPages(db: Db, pages: number): void {
  db.pragma(`wal_autocheckpoint = ${pages}`)
}

/**
 * Whether this connection's commits return only once the disk has them, as they do from the start. What is committed stays whole
 * and in order without it; a power cut can take the newest commits.
 */
export function setWaitingForDisk(db: Db, waits: boolean): void {
  db.pragma(`synchronous = ${waits ? 'FULL' : 'NORMAL'}`)
}

/** While it is on, what this connection frees in the file is overwritten. */
export function setOverwriting(db: Db, isOn: boolean): void {
  db.pragma(`secure_delete = ${isOn ? 'ON' : 'OFF'}`)
}

/** Writes the log into the file and empties it, as far as no other connection is reading. */
export function emptyLog(db: Db): void {
  db.pragma('wal_checkpoint(TRUNCATE)')
}

/** Sets cipher and key on a fresh connection; also used on backup copies. */
export function applyKey(db: Db, key: DataKey): void {
  if (key.length !== 32) throw new Error('The data key has 32 bytes')
  db.pragma(`cipher = 'aegis'`)
  db.pragma(`key = 'raw:${key.toString('hex')}'`)
}

/** True for the errors by which SQLite says that a file is damaged or not a store. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT|IOERR|CANTOPEN)/.test(error.code)
}

/** Empties the write-ahead log into the file and closes. */
export function closeStore(db: Db): void {
  if (!db.open) return
  if (!db.readonly) emptyLog(db)
  db.close()
}

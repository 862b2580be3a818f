import { randomBytes } from 'node:crypto'
import { sawStamp, tick, toStamp, type ClockState, type Stamp } from '../../src-shared/sync/stamp.ts'
import { findSyncedByNo, SYNCED_TABLES, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { afterWrite, fullMask, GOING, type OlderText } from './older.ts'
import type { Db } from './open.ts'

/**
 * Change capture: triggers made from the table registry write what changed into `sync_row`, in the transaction of the
 * change. They exist only in the store of a seat that joined a street.
 */
export interface Capture {
  clock: ClockState
  /** Seat code and nonce; undefined until the seat has joined a street. */
  writer: string | undefined
  /** What the district's clock is ahead of this computer's, milliseconds. */
  offsetMs: number
  /** True while rows from outside are written. */
  isApplying: boolean
  last: Stamp | undefined
  nowMs(): number
}

const captures = new WeakMap<Db, Capture>()
/** Drawn once a process, so that two copies of one disk never write the same stamp. */
const processNonce = (): string => (randomBytes(2).readUInt16BE() % 1296).toString(36).padStart(2, '0')

export function captureOf(db: Db): Capture {
  const capture = captures.get(db)
  if (!capture) throw new Error('A connection without change capture')
  return capture
}

/** Gives a fresh connection the functions that triggers call; `openStore` does it for every connection. */
export function registerCapture(db: Db, options: { nowMs?: () => number; nonce?: string } = {}): void {
  const nonce = options.nonce ?? processNonce()
  const capture: Capture = {
    clock: { ms: 0, counter: 0 },
    writer: undefined,
    offsetMs: 0,
    isApplying: false,
    last: undefined,
    nowMs: options.nowMs ?? Date.now,
  }
  captures.set(db, capture)
  nonces.set(capture, nonce)
  db.function('sync_capturing', () => (capture.isApplying ? 0 : 1))
  db.function('sync_applying', () => (capture.isApplying ? 1 : 0))
  db.function('sync_stamp', () => nextStamp(capture))
  db.function('sync_stamped', () => capture.last ?? nextStamp(capture))
  db.function('sync_older', (older, stamp, written, no) => {
    const table = findSyncedByNo(no as number)
    return table ? afterWrite(older as OlderText, stamp as Stamp, written as number, fullMask(table)) : older
  })
  refreshCapture(db)
}
const nonces = new WeakMap<Capture, string>()

/** Reads the seat's code, the known offset and the newest stamp; after joining, after each contact, and at opening. */
export function refreshCapture(db: Db): void {
  const capture = captureOf(db)
  const hasState = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'sync_state'`).get() !== undefined
  if (!hasState) return
  const read = db.prepare('SELECT value FROM sync_state WHERE key = ?').pluck()
  const seatCode = read.get('seatCode') as string | undefined
  capture.writer = seatCode && `${seatCode}${nonces.get(capture) ?? '00'}`
  capture.offsetMs = Number(read.get('offsetMs') ?? 0)
  const newest = [
    read.get('clock') as string | undefined,
    db.prepare('SELECT max(stamp) FROM sync_row WHERE pending IS NOT NULL').pluck().get() as string | undefined,
  ]
  for (const stamp of newest) if (stamp) sawInCapture(capture, stamp)
}

/** What is written from now on is later than this. */
export function sawInCapture(capture: Capture, stamp: string): void {
  capture.clock = sawStamp(capture.clock, stamp as Stamp)
}

/** The two characters of this process in every stamp. */
export const processPart = (db: Db): string => nonces.get(captureOf(db)) ?? '00'

/** Later than every stamp seen so far. @throws Error on a seat that joined no street */
export function nextStamp(capture: Capture): Stamp {
  if (!capture.writer) throw new Error('A change was captured on a seat that joined no street')
  capture.clock = tick(capture.clock, capture.nowMs() + capture.offsetMs)
  capture.last = toStamp(capture.clock, capture.writer)
  return capture.last
}

/** Runs a synchronous piece of work whose writes come from outside: triggers let them pass. */
export function applying<T>(db: Db, work: () => T): T {
  const capture = captureOf(db)
  const before = capture.isApplying
  capture.isApplying = true
  try {
    return work()
  } finally {
    capture.isApplying = before
  }
}

/** Those that this store's schema has: a step of an upgrade may lack the newest. */
export function syncedTablesOf(db: Db): SyncedTable[] {
  const names = new Set(db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all())
  return SYNCED_TABLES.filter(({ name }) => names.has(name))
}

const PREFIX = 'sync_capture_'

/** Makes the triggers, or makes them anew where the registry or a migration changed; inside the caller's transaction. */
export function installCapture(db: Db): void {
  const wanted = new Map(syncedTablesOf(db).flatMap(triggersOf))
  const found = db
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '${PREFIX}%'`)
    .all() as { name: string; sql: string }[]
  for (const { name, sql } of found) {
    if (wanted.get(name) === sql) wanted.delete(name)
    else db.exec(`DROP TRIGGER ${name}`)
  }
  for (const sql of wanted.values()) db.exec(sql)
}

export function removeCapture(db: Db): void {
  const names = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE '${PREFIX}%'`)
    .pluck()
    .all() as string[]
  for (const name of names) db.exec(`DROP TRIGGER ${name}`)
}

/** Names and texts of a table's triggers. */
export function triggersOf(table: SyncedTable): [string, string][] {
  const { no, name, key, columns, where } = table
  const full = fullMask(table)
  const keyOf = (row: 'new' | 'old') => key.map((column) => `${row}.${column}`).join(` || '/' || `)
  const when = (row: 'new' | 'old') => `sync_capturing()${where ? ` AND (${where(row)})` : ''}`
  const changed = columns.map((column, bit) => `(old.${column} IS NOT new.${column}) << ${bit}`)
  const mask = changed.length === 1 ? changed.join('') : changed.map((each) => `(${each})`).join(' | ')
  const upsert = (row: 'new' | 'old', gone: 0 | 1, written: string, changed: string) =>
    `INSERT INTO sync_row (tbl, key, stamp, gone, pending, changed)
     VALUES (${no}, ${keyOf(row)}, sync_stamp(), ${gone}, sync_stamped(), ${gone ? GOING : full})
     ON CONFLICT (tbl, key) DO UPDATE SET older = sync_older(older, stamp, ${written}, ${no}), stamp = excluded.stamp,
       gone = ${gone}, pending = coalesce(pending, excluded.pending), changed = ${changed};`
  const insert = upsert('new', 0, String(full), String(full))
  // A row whose condition became true only now was never sent: all of it is news.
  const written = where ? `CASE WHEN ${where('old')} THEN ${mask} ELSE ${full} END` : mask
  const update = upsert('new', 0, written, `changed | (${written})`)
  const trigger = (kind: string, head: string, condition: string, body: string): [string, string] => [
    `${PREFIX}${name}_${kind}`,
    `CREATE TRIGGER ${PREFIX}${name}_${kind} AFTER ${head} ON ${name} WHEN ${condition} BEGIN
     ${body}
   END`,
  ]
  return [
    trigger('i', 'INSERT', when('new'), insert),
    trigger('u', `UPDATE OF ${columns.join(', ')}`, `${when('new')} AND (${mask}) <> 0`, update),
    trigger('d', 'DELETE', when('old'), upsert('old', 1, '0', String(GOING))),
  ]
}

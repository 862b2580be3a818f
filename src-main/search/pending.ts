import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { gramsOf } from './indexMatter.ts'
import { appendGrams, findSearchSource } from './repo.ts'

/** Rids whose search entries are still to be written, both ends included. */
export interface PendingRange {
  fromRid: number
  toRid: number
}

/** Lets the entries of new matters follow after the transaction: see `indexSlice`. Until then a search reads the rows. */
export function addPending(db: Db, { fromRid, toRid }: PendingRange): void {
  prepared(db, 'INSERT INTO search_pending (from_rid, to_rid) VALUES (?, ?)').run(fromRid, toRid)
}

/** Newest first. */
export function listPending(db: Db): PendingRange[] {
  return prepared(
    db,
    'SELECT from_rid AS fromRid, to_rid AS toRid FROM search_pending ORDER BY from_rid DESC',
  ).all() as PendingRange[]
}

export function countPending(db: Db): number {
  return listPending(db).reduce((sum, { fromRid, toRid }) => sum + toRid - fromRid + 1, 0)
}

/** Matters of one slice: its transaction keeps other writers waiting for some hundredths of a second. */
const SLICE = 250

interface Slice {
  range: PendingRange
  lastRid: number
  entries: { rid: number; grams: string }[]
}

/**
 * Writes the entries of the next pending matters in a transaction of its own; returns false if none were left. Texts
 * are read and cut up before the transaction, and again within it only if somebody wrote in between.
 */
export function indexSlice(db: Db): boolean {
  const version = dataVersion(db)
  const early = readSlice(db)
  if (!early) return false
  db.transaction(() => {
    const slice = dataVersion(db) === version ? early : readSlice(db)
    if (slice) writeSlice(db, slice)
  }).immediate()
  return true
}

const dataVersion = (db: Db): unknown => db.pragma('data_version', { simple: true })

function readSlice(db: Db): Slice | undefined {
  const range = listPending(db).at(-1)
  if (!range) return undefined
  const lastRid = Math.min(range.toRid, range.fromRid + SLICE - 1)
  const matters = prepared(db, 'SELECT rid, id FROM matter WHERE rid BETWEEN ? AND ? ORDER BY rid').all(
    range.fromRid,
    lastRid,
  ) as { rid: number; id: string }[]
  const entries = matters.flatMap(({ rid, id }) => {
    const source = findSearchSource(db, id)
    return source ? [{ rid, grams: gramsOf(source) }] : []
  })
  return { range, lastRid, entries }
}

function writeSlice(db: Db, { range, lastRid, entries }: Slice): void {
  for (const { rid, grams } of entries) appendGrams(db, rid, grams)
  prepared(db, 'DELETE FROM search_pending WHERE from_rid = ?').run(range.fromRid)
  if (lastRid < range.toRid) addPending(db, { fromRid: lastRid + 1, toRid: range.toRid })
}

import type { Db } from '../store/open.ts'
import { dataVersion } from '../store/wholeTransaction.ts'
import { gramsOf } from './indexMatter.ts'
import { appendGrams, findSearchSource, listMatterIds, listPending, shortenPending, type PendingRange } from './repo.ts'

/** Matters whose search entries are still to be written. */
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

function readSlice(db: Db): Slice | undefined {
  const range = listPending(db).at(-1)
  if (!range) return undefined
  const lastRid = Math.min(range.toRid, range.fromRid + SLICE - 1)
  const entries = listMatterIds(db, range.fromRid, lastRid).flatMap(({ rid, id }) => {
    const source = findSearchSource(db, id)
    return source ? [{ rid, grams: gramsOf(source) }] : []
  })
  return { range, lastRid, entries }
}

function writeSlice(db: Db, { range, lastRid, entries }: Slice): void {
  for (const { rid, grams } of entries) appendGrams(db, rid, grams)
  shortenPending(db, range, lastRid)
}

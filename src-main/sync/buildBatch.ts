import { createHash } from 'node:crypto'
import { BATCH_BYTES, BATCH_ROWS, type WireRow } from '../../src-shared/sync/protocol.ts'
import type { FieldValue } from '../../src-shared/sync/merge.ts'
import type { Stamp } from '../../src-shared/sync/stamp.ts'
import { findSyncedByNo, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { fullMask, olderOfText } from '../store/older.ts'
import type { Db } from '../store/open.ts'
import { rowsOf } from '../store/syncedRows.ts'
import { insertBatch, listWaiting, markFlying, type BatchRow, type WaitingRow } from './batchRepo.ts'
import { pack } from './pack.ts'
import { boxSealed } from './sealedBox.ts'
import { TO_WIPE } from './sealedRepo.ts'
import { loadState, saveState } from './state.ts'

/**
 * Builds the next batch from what waits, oldest change first, and remembers it as it is: should its answer be lost, the
 * same bytes are sent again. In the caller's transaction.
 *
 * @param mostRows at most `BATCH_ROWS`
 * @returns undefined if nothing waits
 */
export function buildBatch(db: Db, mostRows = BATCH_ROWS): BatchRow | undefined {
  boxSealed(db)
  const state = loadState(db)
  const no = state.lastNo + 1
  const rows: WireRow[] = []
  let bytes = 0
  let after = ''
  for (;;) {
    const waiting = listWaiting(db, after, mostRows - rows.length)
    let isFull = false
    for (const each of waiting) {
      after = each.pending
      const row = toChange(db, each)
      const size = sizeOf(row)
      if (rows.length > 0 && bytes + size > BATCH_BYTES) {
        isFull = true
        break
      }
      rows.push(row)
      bytes += size
      markFlying(db, each.tbl, each.key, no)
    }
    if (isFull || waiting.length === 0 || rows.length >= mostRows) break
  }
  if (rows.length === 0) return undefined
  const { epoch, lastHash, cursor, lineage } = state
  const body = pack({ epoch, no, prev: lastHash, cursor, lineage, rows })
  const batch = { no, hash: createHash('sha256').update(body).digest('hex'), rows: rows.length, body }
  insertBatch(db, batch)
  saveState(db, { lastNo: no, lastHash: batch.hash })
  return batch
}

/** What a row has to say: all of it if the district never had it, else the fields that wait. */
function toChange(db: Db, waiting: WaitingRow): WireRow {
  const table = findSyncedByNo(waiting.tbl) as SyncedTable
  const { key, stamp } = waiting
  if (waiting.held === TO_WIPE) return [table.name, key, stamp, 1, { erase: 1 }]
  if (waiting.gone === 1) return [table.name, key, stamp, 1, {}]
  const values = rowsOf(db, table).read(key)
  if (!values) return [table.name, key, stamp, 1, {}]
  const isWhole = table.isEvent || waiting.changed === fullMask(table)
  const fields: Record<string, FieldValue> = {}
  const older: Record<string, Stamp> = {}
  const stamps = waiting.older ? olderOfText(waiting.older, table) : {}
  let hasOlder = false
  table.columns.forEach((column, bit) => {
    if (!isWhole && !(waiting.changed & (1 << bit))) return
    fields[column] = values[bit] ?? null
    const own = stamps[column]
    if (own) {
      older[column] = own
      hasOlder = true
    }
  })
  return hasOlder ? [table.name, key, stamp, 0, fields, older] : [table.name, key, stamp, 0, fields]
}

/** Close enough to its length as JSON. */
function sizeOf([, key, , , fields]: WireRow): number {
  let size = key.length + 60
  for (const [field, value] of Object.entries(fields))
    size += field.length + 6 + (typeof value === 'string' ? value.length * 2 : 8)
  return size
}

import type { Stamp } from '../../src-shared/sync/stamp.ts'
import { findSyncedByNo, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { captureOf, nextStamp, refreshCapture } from '../store/capture.ts'
import { fullMask, parseOlder, type Mask, type OlderText } from '../store/older.ts'
import type { Db } from '../store/open.ts'
import { groundAll, listPendingStamps, restampRow } from './batchRepo.ts'
import { loadState, saveState } from './state.ts'

/**
 * This computer's clock was ahead: what nobody has seen yet gets stamps of now, in the order in which it was written.
 * In the caller's transaction.
 */
export function restamp(db: Db, offsetMs: number): void {
  unsendAll(db)
  const rows = listPendingStamps(db)
  const capture = captureOf(db)
  const { clock } = loadState(db)
  // Back to the newest stamp that others have seen; refreshCapture would find the very stamps that are too far ahead.
  capture.offsetMs = offsetMs
  capture.clock = {
    ms: clock === '' ? 0 : parseInt(clock.slice(0, 9), 36),
    counter: clock === '' ? 0 : parseInt(clock.slice(9, 12), 36),
  }
  for (const row of rows) {
    const table = findSyncedByNo(row.tbl) as SyncedTable
    const stamp = nextStamp(capture)
    restampRow(db, row.tbl, row.key, stamp, keepSeen(row.older, row.stamp, row.unsent, fullMask(table)))
  }
  saveState(db, { offsetMs })
  refreshCapture(db)
}

/** Fields that others have seen keep their stamps; all that was unsent has the new one. */
function keepSeen(older: OlderText, rowStamp: Stamp, unsent: Mask, full: Mask): OlderText {
  const kept = new Map<string, Mask>()
  let named = 0
  for (const [stamp, mask] of parseOlder(older)) {
    named |= mask
    if (mask & ~unsent) kept.set(stamp, mask & ~unsent)
  }
  const rest = full & ~named & ~unsent
  if (rest) kept.set(rowStamp, (kept.get(rowStamp) ?? 0) | rest)
  const pairs = [...kept].sort(([a], [b]) => (a < b ? -1 : 1))
  return pairs.length === 0 ? null : pairs.map(([stamp, mask]) => `${stamp}:${mask.toString(36)}`).join(',')
}

/** Batches that were built and are not to be sent: their rows wait again, the chain is as before them. */
export function unsendAll(db: Db): void {
  const { ackedNo, ackedHash } = loadState(db)
  groundAll(db)
  saveState(db, { lastNo: ackedNo, lastHash: ackedHash })
}

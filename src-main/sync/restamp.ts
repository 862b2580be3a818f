import { stampMs, type Stamp } from '../../src-shared/sync/stamp.ts'
import { findSyncedByNo, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { captureOf, nextStamp, refreshCapture, sawInCapture } from '../store/capture.ts'
import { GOING, olderOfText, textOfOlder } from '../store/older.ts'
import type { Db } from '../store/open.ts'
import { groundAll, listPendingStamps, restampRow, type PendingStamps } from './batchRepo.ts'
import { loadState, saveState } from './state.ts'

/**
 * This computer's clock was ahead: what nobody has seen yet and is not yet due gets stamps of now, in the order in which it was written.
 * In the caller's transaction.
 */
export function restampNow(db: Db, offsetMs: number): void {
  unsendAll(db)
  const rows = listPendingStamps(db)
  const capture = captureOf(db)
  const { clock } = loadState(db)
  // Back to the newest stamp that others have seen; refreshCapture would find the very stamps that are too far ahead.
  capture.offsetMs = offsetMs
  capture.clock = { ms: 0, counter: 0 }
  if (clock !== '') sawInCapture(capture, clock)
  const ahead = rows.flatMap(unsentStamps).filter((stamp) => stampMs(stamp) > capture.nowMs() + offsetMs)
  const fresh = new Map([...new Set(ahead)].sort().map((stamp) => [stamp, nextStamp(capture)]))
  for (const row of rows) rewrite(db, row, (stamp) => fresh.get(stamp) ?? stamp)
  saveState(db, { offsetMs })
  refreshCapture(db)
}

/**
 * This seat goes on as another one, beside a twin that has its old name: what nobody has seen yet is signed with the new
 * name at the same time, so that what the twin wrote meanwhile is told apart from it. In the caller's transaction.
 */
export function restampAs(db: Db, writer: string): void {
  unsendAll(db)
  for (const row of listPendingStamps(db))
    rewrite(db, row, (stamp) => `${stamp.slice(0, -writer.length)}${writer}` as Stamp)
}

/** Stamps of a row's unsent fields, and of its own going. */
function unsentStamps({ tbl, stamp, older, unsent }: PendingStamps): Stamp[] {
  const table = findSyncedByNo(tbl) as SyncedTable
  const named = olderOfText(older, table)
  const stamps = table.columns.flatMap((column, bit) => (unsent & (1 << bit) ? [named[column] ?? stamp] : []))
  return unsent & GOING ? [...stamps, stamp] : stamps
}

function rewrite(db: Db, row: PendingStamps, toNew: (stamp: Stamp) => Stamp): void {
  const table = findSyncedByNo(row.tbl) as SyncedTable
  const named = olderOfText(row.older, table)
  const stamps = table.columns.map((column, bit): [string, Stamp] => {
    const was = named[column] ?? row.stamp
    return [column, row.unsent & (1 << bit) ? toNew(was) : was]
  })
  const own = row.unsent & GOING ? toNew(row.stamp) : undefined
  const newest = stamps.reduce((max, [, stamp]) => (stamp > max ? stamp : max), own ?? ('' as Stamp))
  const older = Object.fromEntries(stamps.filter(([, stamp]) => stamp !== newest))
  restampRow(db, row.tbl, row.key, newest, textOfOlder(older, table))
}

/** Batches that were built and are not to be sent: their rows wait again, the chain is as before them. */
export function unsendAll(db: Db): void {
  const { ackedNo, ackedHash } = loadState(db)
  groundAll(db)
  saveState(db, { lastNo: ackedNo, lastHash: ackedHash })
}

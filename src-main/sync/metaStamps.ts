import { rowSum, sumToHex } from '../../src-shared/sync/digest.ts'
import type { Stamp } from '../../src-shared/sync/stamp.ts'
import type { SyncedTable } from '../../src-shared/sync/tables.ts'
import { olderOfText } from '../store/older.ts'
import { olderOfExtra } from './extraFields.ts'
import type { RowMeta } from './rowRepo.ts'

/** A row's share of its table's sum, by its stamps alone: 16 hex digits. */
export function sumOfMeta(
  table: SyncedTable,
  key: string,
  { stamp, older, gone, extra }: Pick<RowMeta, 'stamp' | 'older' | 'gone' | 'extra'>,
): string {
  const named = { ...olderOfText(older, table), ...olderOfExtra(extra, stamp) }
  return sumToHex(rowSum(table.name, key, { stamp, gone: gone === 1, older: named }))
}

/** Names every field that does not have the row's new stamp. */
export function withRowStamp(
  stamps: Record<string, Stamp>,
  { columns }: SyncedTable,
  before: Stamp,
  after: Stamp,
): Record<string, Stamp> {
  const named: Record<string, Stamp> = {}
  for (const column of columns) {
    const stamp = stamps[column] ?? before
    if (stamp !== after) named[column] = stamp
  }
  return named
}

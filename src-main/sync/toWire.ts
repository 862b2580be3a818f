import type { FieldValue } from '../../src-shared/sync/merge.ts'
import type { WireRow } from '../../src-shared/sync/protocol.ts'
import type { SyncedTable } from '../../src-shared/sync/tables.ts'
import { olderOfText } from '../store/older.ts'
import type { RowMeta } from './rowRepo.ts'

/** A whole row as it is sent. */
export function toWire(
  table: SyncedTable,
  key: string,
  meta: Pick<RowMeta, 'stamp' | 'older' | 'gone'>,
  values: readonly FieldValue[],
): WireRow {
  const older = olderOfText(meta.older, table)
  const fields = Object.fromEntries(table.columns.map((column, at) => [column, values[at] ?? null]))
  const isPlain = Object.keys(older).length === 0
  const gone = meta.gone === 1 ? 1 : 0
  return isPlain ? [table.name, key, meta.stamp, gone, fields] : [table.name, key, meta.stamp, gone, fields, older]
}

import type { FieldValue, Fields } from '../../src-shared/sync/merge.ts'
import type { Stamp } from '../../src-shared/sync/stamp.ts'
import type { SyncedTable } from '../../src-shared/sync/tables.ts'

/** Fields of a newer version of the program, with their stamps: kept, given back untouched. */
type Extra = Record<string, [FieldValue, Stamp]>

/** Fields that this version does not know, with their stamps. */
export function extraOf(
  table: SyncedTable,
  values: Fields,
  older: Readonly<Record<string, Stamp>>,
  stamp: Stamp,
): string | null {
  const unknown = Object.keys(values).filter((field) => !table.columns.includes(field))
  if (unknown.length === 0) return null
  const extra: Extra = {}
  for (const field of unknown) extra[field] = [values[field] ?? null, older[field] ?? stamp]
  return JSON.stringify(extra)
}

export function mergeExtra(mine: string | null, theirs: string | null): string | null {
  if (!theirs || !mine) return theirs ?? mine
  const merged = JSON.parse(mine) as Extra
  for (const [field, [value, stamp]] of Object.entries(JSON.parse(theirs) as Extra))
    if (!merged[field] || merged[field][1] < stamp) merged[field] = [value, stamp]
  return JSON.stringify(merged)
}

export function olderOfExtra(extra: string | null, rowStamp: Stamp): Record<string, Stamp> {
  if (!extra) return {}
  const stamped = Object.entries(JSON.parse(extra) as Extra)
  return Object.fromEntries(stamped.flatMap(([field, [, stamp]]) => (stamp === rowStamp ? [] : [[field, stamp]])))
}

import type { SyncedTable } from '../../src-shared/sync/tables.ts'
import type { Stamp } from '../../src-shared/sync/stamp.ts'

/** Fields of a table as bits, in the order of its columns. */
export type Mask = number
export const fullMask = (table: SyncedTable): Mask => 2 ** table.columns.length - 1

/** Of a row that went: its going waits to be sent. Above every field's bit. */
export const GOING: Mask = 2 ** 30

/**
 * Which fields of a row have an older stamp than the row: `stamp:mask` pairs in base 36, oldest first, joined by commas;
 * null if none has. Fields that were written together share a stamp, so a row rarely has more than a few.
 */
export type OlderText = string | null

export function parseOlder(text: OlderText): [Stamp, Mask][] {
  if (!text) return []
  return text.split(',').map((pair) => [pair.slice(0, 18) as Stamp, parseInt(pair.slice(19), 36)])
}

function formatOlder(pairs: Map<Stamp, Mask>): OlderText {
  const kept = [...pairs].filter(([, mask]) => mask !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
  return kept.length === 0 ? null : kept.map(([stamp, mask]) => `${stamp}:${mask.toString(36)}`).join(',')
}

/**
 * After a newer write of the fields in `written`: those are no longer older, every other field that had the row's stamp
 * now is.
 */
export function afterWrite(text: OlderText, rowStamp: Stamp, written: Mask, full: Mask): OlderText {
  const pairs = new Map<Stamp, Mask>()
  let named = 0
  for (const [stamp, mask] of parseOlder(text)) {
    named |= mask
    pairs.set(stamp, mask & ~written)
  }
  const rest = full & ~named & ~written
  if (rest !== 0) pairs.set(rowStamp, (pairs.get(rowStamp) ?? 0) | rest)
  return formatOlder(pairs)
}

/** Stamps by field, for those that are older. */
export function olderOfText(text: OlderText, { columns }: SyncedTable): Record<string, Stamp> {
  const older: Record<string, Stamp> = {}
  for (const [stamp, mask] of parseOlder(text))
    columns.forEach((column, bit) => {
      if (mask & (1 << bit)) older[column] = stamp
    })
  return older
}

/** The inverse of {@link olderOfText}; names that the table does not have are left out. */
export function textOfOlder(older: Readonly<Record<string, Stamp>>, { columns }: SyncedTable): OlderText {
  const pairs = new Map<Stamp, Mask>()
  columns.forEach((column, bit) => {
    const stamp = Object.hasOwn(older, column) ? older[column] : undefined
    if (stamp) pairs.set(stamp, (pairs.get(stamp) ?? 0) | (1 << bit))
  })
  return formatOlder(pairs)
}

/** The fields of a mask by name. */
export const fieldsOf = (mask: Mask, { columns }: SyncedTable): string[] =>
  columns.filter((_, bit) => mask & (1 << bit))

import type { Fields } from '../../src-shared/sync/merge.ts'
import { tick, toStamp } from '../../src-shared/sync/stamp.ts'
import { findSynced, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { xorSum } from '../../src-shared/sync/digest.ts'
import type { District } from '../context.ts'
import type { Sql } from '../db/db.ts'
import { moveHead } from './headRepo.ts'
import { mergeBatch } from './mergeBatch.ts'
import type { SentRow } from './readRow.ts'
import { findRows, saveRows } from './rowRepo.ts'

/** A row of the district's own, or some fields of one. */
export interface OwnRow {
  table: string
  key: string
  values: Fields
}

/**
 * Writes rows of the district into a street's stream, under the next numbers and the district's own stamps. Say
 * `district.hub.tell(street)` after the commit.
 *
 * @returns the street's head after it
 * @throws Error for an unknown table or street, and for an event under a key that is there
 */
export async function writeOwnRows(
  district: District,
  sql: Sql,
  street: string,
  rows: readonly OwnRow[],
): Promise<number> {
  const [head] = await sql<{ seq: number; ms: number; counter: number; high: number; low: number }>(
    `SELECT seq, clock_ms AS ms, clock_counter AS counter, sum_high AS high, sum_low AS low
     FROM street_head WHERE street_code = $1 FOR UPDATE`,
    [street],
  )
  if (!head) throw new Error('No such street')
  const nowMs = district.nowMs()
  let clock = { ms: head.ms, counter: head.counter }
  const sent = rows.map(({ table: name, key, values }): SentRow => {
    const table: SyncedTable | undefined = findSynced(name)
    if (!table) throw new Error(`Not a synced table: ${name}`)
    clock = tick(clock, nowMs)
    return { table, key, stamp: toStamp(clock, district.writer), gone: false, values, older: {}, isErasure: false }
  })
  const held = await findRows(sql, street, rows)
  const merged = mergeBatch(held, sent, {
    seq: head.seq,
    cursor: head.seq, // whoever writes here has read all there is
    publicKey: '',
    isNumberTaken: () => false,
  })
  if (merged.rejected.length > 0) throw new Error(`Refused: ${merged.rejected[0]?.code}`)
  const sum = await saveRows(sql, street, [...merged.changed.values()], held)
  moveHead(sql, street, { seq: merged.seq, clock, sum: xorSum([head.high, head.low], sum) })
  return merged.seq
}

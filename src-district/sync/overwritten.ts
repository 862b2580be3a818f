import { NO_SUM, type Sum } from '../../src-shared/sync/digest.ts'
import type { Fields } from '../../src-shared/sync/merge.ts'
import { DISTRICT_SEAT, stampSeat, tick, toStamp, type ClockState, type Stamp } from '../../src-shared/sync/stamp.ts'
import { isoOf, type District } from '../context.ts'
import type { Sql } from '../db/db.ts'
import { sha256 } from '../seats/proof.ts'
import { listSeats } from '../seats/repo.ts'
import type { HeldRow } from './heldRow.ts'
import { nameOf, type FoundPair, type MergedBatch } from './mergeBatch.ts'
import type { SentRow } from './readRow.ts'
import { dropFilesOf, findRows, listPairsOf, saveRows } from './rowRepo.ts'

interface Place {
  seq: number
  clock: ClockState
}

/** The same on every side that finds the pair, so that finding it twice is finding it once. */
export function overwrittenId(table: string, key: string, field: string, loserStamp: Stamp): string {
  return sha256(`${table}|${key}|${field}|${loserStamp}`).toString('hex').slice(0, 32)
}

/** Writes what the batch found to be overwritten into the stream, with the district's own stamps. */
export async function keepPairs(
  district: District,
  sql: Sql,
  street: string,
  { pairs, seq }: Pick<MergedBatch, 'pairs' | 'seq'>,
  clock: ClockState,
): Promise<Place & { sum: Sum; count: number }> {
  if (pairs.length === 0) return { seq, clock, sum: NO_SUM, count: 0 }
  const names = new Map((await listSeats(sql, street)).map(({ seatCode, name }) => [seatCode, name]))
  const byId = new Map(
    pairs.map((pair) => [overwrittenId(pair.table.name, pair.key, pair.field, pair.loser.stamp), pair]),
  )
  const known = await findRows(
    sql,
    street,
    [...byId.keys()].map((key) => ({ table: 'overwritten', key })),
  )
  const nowMs = district.nowMs()
  const place = { seq, clock }
  const rows: HeldRow[] = []
  for (const [id, pair] of byId) {
    if (known.has(nameOf('overwritten', id))) continue
    place.clock = tick(place.clock, nowMs)
    place.seq += 1
    const values = valuesOf(pair, names, isoOf(nowMs))
    const row = { stamp: toStamp(place.clock, district.writer), gone: false, values, older: {} }
    rows.push(newRow('overwritten', id, place.seq, row, pair.matter))
  }
  return { ...place, sum: await saveRows(sql, street, rows, new Map()), count: rows.length }
}

function valuesOf(pair: FoundPair, names: ReadonlyMap<string, string>, foundAt: string): Fields {
  const by = (stamp: Stamp): string =>
    stampSeat(stamp) === DISTRICT_SEAT ? '区里' : (names.get(stampSeat(stamp)) ?? stampSeat(stamp))
  const { winner, loser } = pair
  return {
    table_name: pair.table.name,
    row_key: pair.key,
    matter_id: pair.matter,
    field: pair.field,
    winner: JSON.stringify(winner.value),
    winner_stamp: winner.stamp,
    winner_by: by(winner.stamp),
    loser: JSON.stringify(loser.value),
    loser_stamp: loser.stamp,
    loser_by: by(loser.stamp),
    found_at: foundAt,
    settled_at: null,
    settled_by: null,
    settled_as: null,
    reason: null,
  }
}

const newRow = (table: string, key: string, seq: number, row: HeldRow['row'], matter: string | null): HeldRow => ({
  table,
  key,
  seq,
  madeSeq: seq,
  row,
  seqs: {},
  matter,
  onlyFor: null,
})

/** Of rows that were sealed later nothing stays: neither their pairs of values nor their files. */
export async function wipe(
  district: District,
  sql: Sql,
  street: string,
  erased: readonly SentRow[],
  { seq, clock }: Place,
): Promise<Place & { sum: Sum }> {
  const place = { seq, clock }
  if (erased.length === 0) return { ...place, sum: NO_SUM }
  await dropFilesOf(sql, street, erased)
  const pairs = await listPairsOf(sql, street, erased)
  const before = new Map(pairs.map((pair) => [nameOf(pair.table, pair.key), pair]))
  const after = pairs.map((pair): HeldRow => {
    place.clock = tick(place.clock, district.nowMs())
    place.seq += 1
    const row = { stamp: toStamp(place.clock, district.writer), gone: true, values: { erase: 1 }, older: {} }
    return { ...pair, seq: place.seq, seqs: {}, row }
  })
  return { ...place, sum: await saveRows(sql, street, after, before) }
}

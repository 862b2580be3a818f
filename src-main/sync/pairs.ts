import { createHash } from 'node:crypto'
import type { FieldValue } from '../../src-shared/sync/merge.ts'
import { stampSeat, type Stamp } from '../../src-shared/sync/stamp.ts'
import type { SyncedTable } from '../../src-shared/sync/tables.ts'
import type { Db } from '../store/open.ts'
import { rowsOf } from '../store/syncedRows.ts'
import { listMattersOfParty, saveOverwritten } from './rowRepo.ts'
import { loadState, seatName } from './state.ts'

/** A value met while this seat's own waits: written after the rows, because the triggers rest meanwhile. */
export interface Pair {
  table: SyncedTable
  key: string
  field: string
  mine: { value: FieldValue; stamp: Stamp }
  theirs: { value: FieldValue; stamp: Stamp }
}

/** Keeps what was found to be overwritten, once each; returns how many pairs there were. Triggers must be awake. */
export function keepPairs(db: Db, pairs: readonly Pair[], nowIso: string): number {
  if (pairs.length === 0) return 0
  const state = loadState(db)
  for (const { table, key, field, mine, theirs } of pairs) {
    const [winner, loser] = mine.stamp > theirs.stamp ? [mine, theirs] : [theirs, mine]
    saveOverwritten(db, {
      id: overwrittenId(table.name, key, field, loser.stamp),
      tableName: table.name,
      rowKey: key,
      matterId: matterOf(table, key, db),
      field,
      winner: JSON.stringify(winner.value),
      winnerStamp: winner.stamp,
      winnerBy: seatName(state, stampSeat(winner.stamp)),
      loser: JSON.stringify(loser.value),
      loserStamp: loser.stamp,
      loserBy: seatName(state, stampSeat(loser.stamp)),
      foundAt: nowIso,
    })
  }
  return pairs.length
}

/** The same on every side that finds the pair. */
function overwrittenId(table: string, key: string, field: string, loserStamp: Stamp): string {
  return createHash('sha256').update(`${table}|${key}|${field}|${loserStamp}`).digest('hex').slice(0, 32)
}

function matterOf(table: SyncedTable, key: string, db: Db): string | null {
  if (table.matter === 'id') return key
  if (table.matter && table.key[0] === table.matter) return key.split('/', 1)[0] ?? null
  if (table.matter) return (rowsOf(db, table).read(key)?.[table.columns.indexOf(table.matter)] as string | null) ?? null
  return table.name === 'party' ? (listMattersOfParty(db, key)[0] ?? null) : null
}

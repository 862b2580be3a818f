import { rowSum, sumOfHex, sumToHex, xorSum } from '../../src-shared/sync/digest.ts'
import type { PushAnswer } from '../../src-shared/sync/protocol.ts'
import { findSynced, findSyncedByNo, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { olderOfText } from '../store/older.ts'
import type { Db } from '../store/open.ts'
import { rowsOf } from '../store/syncedRows.ts'
import { deleteBatch, landRow, listFlying, rejectRow, type FlyingRow } from './batchRepo.ts'
import { readSums, saveQuarantined, wantFile, writeSum } from './rowRepo.ts'
import { TO_WIPE } from './sealedRepo.ts'
import { loadState, raiseClock, saveState } from './state.ts'
import { toWire } from './toWire.ts'

/** Takes the district's answer to the batch of this hash: receipts, refused rows to the tray, and the cursor past this seat's own rows. */
export function landBatch(db: Db, hash: string, answer: PushAnswer, nowIso: string): void {
  const { cursor, head } = loadState(db)
  const rejected = new Map(answer.rejected.map((each) => [`${each.table}|${each.key}`, each]))
  const sums = readSums(db)
  const touched = new Set<number>()
  let newest = ''
  const flying = listFlying(db, answer.no)
  const numbers = numbersOf(flying, answer)
  for (const row of flying) {
    const table = findSyncedByNo(row.tbl) as SyncedTable
    const refusal = rejected.get(`${table.name}|${row.key}`)
    if (refusal) {
      keepRefused(db, table, row, refusal.code, refusal.message, nowIso)
      rejectRow(db, row.tbl, row.key)
      continue
    }
    if (row.stamp > newest && row.changed === 0) newest = row.stamp
    const isClean = row.changed === 0
    const acked = isClean
      ? sumToHex(
          rowSum(table.name, row.key, {
            stamp: row.stamp,
            gone: row.gone === 1 || row.held === TO_WIPE,
            older: olderNames(row, table),
          }),
        )
      : row.acked
    landRow(db, row.tbl, row.key, isClean ? null : row.pending, acked, numbers.get(row) ?? answer.to)
    if (table.name === 'document' && row.gone === 0) wantFileOf(db, table, row.key, nowIso)
    if (acked === row.acked) continue
    const sum = xorSum(xorSum(sumOfHex(sums.get(row.tbl) ?? ''), sumOfHex(row.acked ?? '')), sumOfHex(acked ?? ''))
    sums.set(row.tbl, sumToHex(sum))
    touched.add(row.tbl)
  }
  for (const tbl of touched) writeSum(db, tbl, sums.get(tbl) ?? '')
  deleteBatch(db, answer.no)
  raiseClock(db, newest)
  saveState(db, { ackedNo: answer.no, ackedHash: hash })
  if (answer.from === cursor) saveState(db, { cursor: answer.to, head: Math.max(head, answer.to) })
}

/**
 * The district's number of each row, as other seats get it with the row. They are in the batch's order; where a row told nothing
 * new, or was changed again since, it is only known that none is behind the batch's last.
 */
function numbersOf(flying: readonly FlyingRow[], { from, to, rejected }: PushAnswer): Map<FlyingRow, number> {
  const isPlain = rejected.length === 0 && to - from === flying.length && flying.every(({ changed }) => changed === 0)
  if (!isPlain) return new Map()
  const sent = [...flying].sort((a, b) => ((a.pending ?? '') < (b.pending ?? '') ? -1 : 1))
  return new Map(sent.map((row, at) => [row, from + 1 + at]))
}

/** The row is there: its file may follow. */
function wantFileOf(db: Db, table: SyncedTable, key: string, nowIso: string): void {
  const sha256 = rowsOf(db, table).read(key)?.[table.columns.indexOf('sha256')]
  if (typeof sha256 === 'string') wantFile(db, sha256, 'up', nowIso)
}

function olderNames(row: FlyingRow, table: SyncedTable): Record<string, never> {
  const named = olderOfText(row.older, table) as Record<string, never>
  if (!row.extra) return named
  for (const [field, [, stamp]] of Object.entries(JSON.parse(row.extra) as Record<string, [unknown, string]>))
    if (stamp !== row.stamp) named[field] = stamp as never
  return named
}

function keepRefused(db: Db, table: SyncedTable, row: FlyingRow, code: string, message: string, at: string): void {
  const values = rowsOf(db, table).read(row.key) ?? []
  const content = toWire(table, row.key, row, values)
  const matter =
    table.matter === 'id'
      ? row.key
      : (content[4]['matter_id'] ?? (table.key[0] === 'matter_id' ? row.key.split('/', 1)[0] : null))
  saveQuarantined(db, {
    direction: 'up',
    table: findSynced(table.name)?.name ?? table.name,
    key: row.key,
    code,
    message,
    content,
    matterId: typeof matter === 'string' ? matter : null,
    at,
  })
}

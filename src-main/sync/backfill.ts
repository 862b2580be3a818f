import { foundingStamp } from '../../src-shared/sync/stamp.ts'
import type { SyncedTable } from '../../src-shared/sync/tables.ts'
import { captureOf, syncedTablesOf } from '../store/capture.ts'
import type { Db } from '../store/open.ts'
import { stampSlice } from './backfillRepo.ts'
import { loadState, saveState } from './state.ts'

const DONE = 'done'

/**
 * Stamps the next rows that were there before the seat joined, so that they are sent; each slice in the caller's
 * transaction. What people change meanwhile is captured as ever. Returns false when all are stamped.
 */
export function backfillSlice(db: Db, rows: number): boolean {
  const { backfill } = loadState(db)
  if (backfill === DONE) return false
  const [no, ...rest] = backfill === '' ? ['0'] : backfill.split('/')
  const tables = syncedTablesOf(db).filter((table) => !table.isDistricts)
  const at = Math.max(
    tables.findIndex((table) => table.no === Number(no)),
    0,
  )
  const table = tables[at] as SyncedTable
  const last = stampSlice(db, table, rest.join('/'), foundingOf(db, table), rows)
  if (last !== undefined) {
    saveState(db, { backfill: `${table.no}/${last}` })
    return true
  }
  const next = tables[at + 1]
  saveState(db, { backfill: next ? `${next.no}/` : DONE })
  return next !== undefined
}

function foundingOf(db: Db, { isOffices = false }: SyncedTable): string | null {
  const { writer } = captureOf(db)
  return isOffices && writer ? foundingStamp(writer) : null
}

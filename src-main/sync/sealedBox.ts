import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { findSyncedByNo, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { fullMask } from '../store/older.ts'
import type { Db } from '../store/open.ts'
import { rowsOf } from '../store/syncedRows.ts'
import {
  deleteBox,
  findHeld,
  hasSealed,
  HELD,
  hold,
  listHeld,
  listSealedRows,
  markToWipe,
  release,
  saveBox,
  TO_WIPE,
} from './sealedRepo.ts'
import { loadState, saveState } from './state.ts'

/**
 * Before a batch is built: what belongs to a sealed matter (检举控告, 信访工作条例 Art. 30) goes into boxes that only this seat can
 * open and waits no more; what the district had before the seal is to be wiped there; what was unsealed is sent as new.
 * In the caller's transaction.
 */
export function boxSealed(db: Db): void {
  if (!hasSealed(db)) return
  const key = boxKeyOf(db)
  const sealed = new Map<number, Set<string>>()
  for (const { table, keys } of listSealedRows(db)) {
    sealed.set(table.no, keys)
    for (const each of keys) boxRow(db, key, table, each)
  }
  for (const { tbl, key: each } of listHeld(db)) {
    if (sealed.get(tbl)?.has(each)) continue
    const table = findSyncedByNo(tbl) as SyncedTable
    release(db, tbl, each, fullMask(table))
    deleteBox(db, boxId(key, table, each))
  }
}

function boxRow(db: Db, key: Buffer, table: SyncedTable, rowKey: string): void {
  const row = findHeld(db, table.no, rowKey)
  if (!row || row.held === TO_WIPE || (row.held === HELD && row.pending === null)) return
  const values = rowsOf(db, table).read(rowKey)
  if (values) saveBox(db, boxId(key, table, rowKey), seal(key, JSON.stringify([table.name, rowKey, values])))
  if (row.receipt !== null && row.held === 0) markToWipe(db, table.no, rowKey)
  else if (row.pending !== null) hold(db, table.no, rowKey)
}

function boxKeyOf(db: Db): Buffer {
  const { boxKey } = loadState(db)
  if (boxKey !== '') return Buffer.from(boxKey, 'base64url')
  const key = randomBytes(32)
  saveState(db, { boxKey: key.toString('base64url') })
  return key
}

/** Tells nothing of what is inside, and is the same each time. */
const boxId = (key: Buffer, table: SyncedTable, rowKey: string): string =>
  createHmac('sha256', key).update(`${table.name}|${rowKey}`).digest('hex').slice(0, 32)

/** AES-256-GCM: nonce, text, tag; base64url. */
export function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/** @throws Error if the box was made with another key or changed */
export function unseal(key: Buffer, box: string): string {
  const bytes = Buffer.from(box, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
}

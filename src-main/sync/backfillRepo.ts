import type { SyncedTable } from '../../src-shared/sync/tables.ts'
import { fullMask } from '../store/older.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/**
 * Marks rows after a key as waiting, in order of the key.
 *
 * @param founding the stamp they get; null for one of now, each its own
 * @returns the last key marked, undefined if none was left
 */
export function stampSlice(
  db: Db,
  table: SyncedTable,
  afterKey: string,
  founding: string | null,
  limit: number,
): string | undefined {
  const { no, name, key, where } = table
  const keys = key.join(', ')
  const joined = key.map((column) => `t.${column}`).join(` || '/' || `)
  const parts = afterKey === '' ? null : key.length === 1 ? [afterKey] : afterKey.split('/')
  const from = parts ? `(${keys}) > (${key.map(() => '?').join(', ')})` : '1'
  const condition = where ? where('new').replaceAll('new.', 't.') : '1'
  const rows = prepared(db, `SELECT ${joined} FROM ${name} t WHERE ${from} ORDER BY ${keys} LIMIT ${limit}`)
    .pluck()
    .all(...(parts ?? [])) as (string | number)[]
  if (rows.length === 0) return undefined
  const insert = prepared(
    db,
    `INSERT INTO sync_row (tbl, key, stamp, pending, changed) SELECT ${no}, ${joined}, coalesce(?, sync_stamp()), sync_stamp(), ${fullMask(table)}
     FROM ${name} t WHERE (${keys}) = (${key.map(() => '?').join(', ')}) AND (${condition}) ON CONFLICT (tbl, key) DO NOTHING`,
  )
  for (const each of rows) {
    const text = String(each)
    insert.run(founding, ...(key.length === 1 ? [text] : text.split('/')))
  }
  return String(rows.at(-1))
}

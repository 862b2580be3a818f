import type { Db } from '../db/db.ts'

export interface CareRow {
  table: 'care_key' | 'care_box'
  key: string
  data: Record<string, unknown>
}

/** What a street sent of care work: keys in wraps and boxes, as they came. */
export async function listCareRows(db: Db, street: string): Promise<CareRow[]> {
  const rows = await db.inStreet(street, (sql) =>
    sql<{ tbl: CareRow['table']; key: string; data: string }>(
      `SELECT tbl, key, data FROM sync_row WHERE street_code = $1 AND tbl IN ('care_key', 'care_box') AND gone = 0 ORDER BY tbl, key`,
      [street],
    ),
  )
  return rows.map(({ tbl, key, data }) => ({ table: tbl, key, data: JSON.parse(data) as CareRow['data'] }))
}

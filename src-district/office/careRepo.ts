import type { Db, Sql } from '../db/db.ts'

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

export interface CareFigures {
  /** 0 as signed first, then one more with each change. */
  no: number
  figures: string
  signedAt: string
}

/** Of a month the figures that a street signed last. The keys are `group/month/no`. */
export async function findCareFigures(
  sql: Sql,
  street: string,
  group: string,
  month: string,
): Promise<CareFigures | undefined> {
  const [found] = await sql<CareFigures>(
    `SELECT split_part(key, '/', 3)::integer AS no, readable(data)->>'figures' AS figures,
       readable(data)->>'signed_at' AS "signedAt"
     FROM sync_row WHERE street_code = $1 AND tbl = 'care_figure' AND gone = 0
       AND split_part(key, '/', 1) = $2 AND split_part(key, '/', 2) = $3
     ORDER BY no DESC LIMIT 1`,
    [street, group, month],
  )
  return found
}

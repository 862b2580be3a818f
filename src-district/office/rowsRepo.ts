import type { Fields } from '../../src-shared/sync/merge.ts'
import type { Sql } from '../db/db.ts'

/** A row as a street holds it now, for reading. */
export interface StreetRow {
  key: string
  seq: number
  stamp: string
  data: Fields
}
interface Raw {
  key: string
  seq: number
  stamp: string
  data: string
}

const COLUMNS = 'key, seq, stamp, data'
const toRow = ({ data, ...row }: Raw): StreetRow => ({ ...row, data: JSON.parse(data) as Fields })

/** Rows that are there, not gone. Only for tables of few rows. */
export async function listRows(sql: Sql, street: string, table: string): Promise<StreetRow[]> {
  const rows = await sql<Raw>(
    `SELECT ${COLUMNS} FROM sync_row WHERE street_code = $1 AND tbl = $2 AND gone = 0 ORDER BY made_seq`,
    [street, table],
  )
  return rows.map(toRow)
}

export async function findRow(sql: Sql, street: string, table: string, key: string): Promise<StreetRow | undefined> {
  const [row] = await listRowsByKey(sql, street, table, [key])
  return row
}

export async function listRowsByKey(
  sql: Sql,
  street: string,
  table: string,
  keys: readonly string[],
): Promise<StreetRow[]> {
  if (keys.length === 0) return []
  const rows = await sql<Raw>(
    `SELECT ${COLUMNS} FROM sync_row WHERE street_code = $1 AND tbl = $2 AND gone = 0
     AND key = ANY (ARRAY(SELECT json_array_elements_text($3::json)))`,
    [street, table, JSON.stringify(keys)],
  )
  return rows.map(toRow)
}

/** Everything of one table that belongs to a matter, whose key spells it or whose field names it. */
export async function listRowsOfMatter(sql: Sql, street: string, table: string, matter: string): Promise<StreetRow[]> {
  const rows = await sql<Raw>(
    `SELECT ${COLUMNS} FROM sync_row WHERE street_code = $1 AND tbl = $2 AND matter = $3 AND gone = 0 ORDER BY made_seq`,
    [street, table, matter],
  )
  return rows.map(toRow)
}

export const textOf = (data: Fields, field: string): string => {
  const value = data[field]
  return typeof value === 'string' ? value : ''
}
export const textOrNull = (data: Fields, field: string): string | null => textOf(data, field) || null
export const numberOf = (data: Fields, field: string): number => {
  const value = data[field]
  return typeof value === 'number' ? value : 0
}

export interface StreetName {
  streetCode: string
  name: string
}

export function listStreetNames(sql: Sql): Promise<StreetName[]> {
  return sql<StreetName>('SELECT street_code AS "streetCode", name FROM street ORDER BY street_code')
}

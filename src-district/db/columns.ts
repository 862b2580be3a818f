import type { Param } from './db.ts'

/** Stands in no JSON text and in no checked key: a column of many rows travels as one text and is cut apart by PostgreSQL. */
const CUT = '\u001f'
/** A text of its own for NULL, which an empty text is not. */
const NULL = '\u001e'

export type ColumnType = 'text' | 'bigint' | 'integer' | 'smallint'

/**
 * Rows as the arrays of an `unnest`: cutting a text is what PostgreSQL does fastest, and the statement stays the same for
 * any number of rows. There must be at least one row.
 *
 * @param from number of the first parameter
 */
export function unnest(types: readonly ColumnType[], from: number): string {
  const arrays = types.map((type, at) => {
    const array = `string_to_array($${from + at}, '${CUT}', '${NULL}')`
    // One empty text alone would be cut into nothing.
    return type === 'text' ? `CASE $${from + at} WHEN '' THEN ARRAY[''] ELSE ${array} END` : `${array}::${type}[]`
  })
  return `unnest(${arrays.join(', ')})`
}

/** The parameters of {@link unnest}: one text a column. Texts are JSON or were checked to hold no control character. */
export function columnsOf(width: number, rows: readonly (readonly (string | number | null)[])[]): Param[] {
  return Array.from({ length: width }, (_, at) => rows.map((row) => row[at] ?? NULL).join(CUT))
}

/** One column of texts: `= ANY (anyOf(n))`. */
export const anyOf = (at: number): string => `string_to_array($${at}, '${CUT}')`
/**
 * The rows of `select` whose `column` is one of the texts, looked up one by one. A plan that was made while the table was
 * empty, as of a first push, would walk the whole street for `= ANY`, every row against every text; asked for in the order
 * of the column, only the index that is led by street and column will do, whatever the planner knows of the table.
 *
 * @param at number of the parameter
 * @param select ends in conditions; the index's earlier columns are fixed in it
 */
export const eachOf = (at: number, column: string, select: string): string =>
  `SELECT r.* FROM unnest(${anyOf(at)}) AS asked,
   LATERAL (${select} AND ${column} >= asked AND ${column} <= asked ORDER BY ${column}) r`

/** The parameter of {@link anyOf} and {@link eachOf}: every text once. */
export const joined = (texts: readonly string[]): string => [...new Set(texts)].join(CUT)

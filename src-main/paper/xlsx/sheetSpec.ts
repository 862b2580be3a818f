import type { Day } from '../../../src-shared/kernel/day.ts'

/**
 * What a column holds and how its cells are typed:
 * `text` a text cell whatever it looks like (identity numbers, telephones, `=1+1`) · `day` a real date cell
 * from a {@link Day} · `number` any number · `integer` a count · `yuan` an amount given in fen, shown in yuan.
 * A value that does not fit its column is written as text, so nothing is lost.
 */
export type ColumnKind = 'text' | 'day' | 'number' | 'yuan' | 'integer'

export interface SheetColumn {
  key: string
  title: string
  /** A second head line above; neighbours with the same group share one merged cell. */
  group?: string
  /** In characters of half width; a default by kind if left out. */
  width?: number
  kind: ColumnKind
}

/** One sheet as it is exported and printed: A4 landscape, one page wide, its heads on every page. */
export interface SheetSpec {
  sheetName: string
  /** Empty for a sheet that starts with its heads: what another system reads. */
  title: string
  /** One line under the title: unit, period, who filled it in. */
  note?: string
  columns: readonly SheetColumn[]
  /** Keys of the columns that the 合计 line sums; no line if left out or empty. */
  sumKeys?: readonly string[]
  /** Lines under the table, such as `填表人：　　审核人：`. */
  footLines?: readonly string[]
  /** Who exported it and when; printed at the lower left of every page. */
  exportNote?: string
  /** What stands in the table when there are no rows; 本月无 if left out. */
  emptyText?: string
}

export type SheetValue = string | number | Day | null | undefined
export type SheetRecord = Readonly<Record<string, SheetValue>>

/** Rows that the head of a sheet takes. */
export interface HeadRows {
  /** Of the title; the note follows it. */
  title: 1 | undefined
  note: number | undefined
  /** First and last line of the column heads. */
  first: number
  last: number
}

export function headRowsOf(spec: SheetSpec): HeadRows {
  const title = spec.title ? 1 : undefined
  const note = spec.note ? (title ?? 0) + 1 : undefined
  const first = (note ?? title ?? 0) + 1
  return { title, note, first, last: spec.columns.some((column) => column.group) ? first + 1 : first }
}

/** `0` -> `A`, `26` -> `AA`. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last
}

/** A sheet name that every spreadsheet program accepts. */
export function safeSheetName(name: string): string {
  const cleaned = name
    .replace(/[\u0000-\u001f\\/?*[\]:]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
  return [...cleaned].reduce((kept, char) => (kept.length + char.length > 31 ? kept : kept + char), '') || 'Sheet1'
}

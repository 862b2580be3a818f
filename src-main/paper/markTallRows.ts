import type { LedgerColumn } from '../../src-shared/ledger/paper/columns.ts'

/** A row as the ledger template reads it. */
export interface TemplateRow {
  cells: string[]
  /** A row that would not fit on an empty page may go over to the next; all others stay whole. */
  maySplit: boolean
}

const POINTS_PER_MM = 72 / 25.4
/** What a ledger page has for its rows below the heading; the template's real height is some 8 % more. */
const TABLE_WIDTH_PT = 277 * POINTS_PER_MM
const TABLE_HEIGHT_PT = 153 * POINTS_PER_MM
const CELL_PADDING_PT = 3
/** Distance of two base lines by type size: glyphs and leading of the template. */
const LINE_PER_SIZE = 1.2

/** Marks the rows that are taller than a page. Counts every character as full width, so it errs to splitting. */
export function markTallRows(
  rows: readonly string[][],
  columns: readonly Pick<LedgerColumn, 'width'>[],
  typeSizePt: number,
): TemplateRow[] {
  const whole = columns.reduce((sum, { width }) => sum + width, 0)
  const perLine = columns.map(({ width }) =>
    Math.max(1, Math.floor(((width / whole) * TABLE_WIDTH_PT - CELL_PADDING_PT) / typeSizePt)),
  )
  const maxLines = Math.floor(TABLE_HEIGHT_PT / (typeSizePt * LINE_PER_SIZE))
  return rows.map((cells) => ({
    cells,
    maySplit: cells.some((cell, at) => lineCount(cell, perLine[at] ?? 1) > maxLines),
  }))
}

function lineCount(text: string, perLine: number): number {
  if (text.length <= perLine) return 1
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / perLine)), 0)
}

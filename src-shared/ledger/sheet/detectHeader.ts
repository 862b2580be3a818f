import type { Cell, SheetRow } from './cell.ts'
import { cellText } from './cell.ts'

/** One column of the heads that were found. */
export interface Head {
  /** From 0. */
  column: number
  title: string
  /** What stands above several columns in a head of two or three lines. */
  group?: string
}

export interface DetectedHeader {
  /** Row numbers of the head lines, first and last. */
  firstRow: number
  lastRow: number
  heads: Head[]
}

/** Rows to look at: a title, a note or two, and up to three head lines come early. */
export const HEADER_SEARCH_ROWS = 30
const MAX_HEAD_LINES = 3
const LONGEST_HEAD = 24
/** What a known head weighs against a mere short text. */
const KNOWN_WEIGHT = 3

/**
 * Finds the heads of a ledger: the row of the first {@link HEADER_SEARCH_ROWS} with the most short texts in separate
 * columns (known heads count more), with the lines above or below that belong to it by merged cells.
 *
 * @param isKnown whether a text is a head that the program knows
 * @returns undefined if no row has two texts in separate columns
 */
export function detectHeader(
  rows: readonly SheetRow[],
  isKnown: (text: string) => boolean = () => false,
): DetectedHeader | undefined {
  const top = rows.slice(0, HEADER_SEARCH_ROWS)
  const scores = top.map((row) => score(row, isKnown))
  const best = Math.max(0, ...scores)
  if (best < 2) return undefined
  let first = scores.indexOf(best)
  let last = first
  while (first > 0 && last - first + 1 < MAX_HEAD_LINES && belongTogether(top[first - 1], top[first])) first -= 1
  while (last - first + 1 < MAX_HEAD_LINES && belongTogether(top[last], top[last + 1])) last += 1
  const lines = top.slice(first, last + 1)
  return { firstRow: lines[0]!.number, lastRow: lines[lines.length - 1]!.number, heads: headsOf(lines) }
}

function score(row: SheetRow, isKnown: (text: string) => boolean): number {
  const texts = row.cells.map(headText).filter((text) => text !== '' && text.length <= LONGEST_HEAD)
  const distinct = [...new Set(texts)].filter((text) => !/^[\d.,\s/-]+$/.test(text))
  return distinct.length + KNOWN_WEIGHT * distinct.filter(isKnown).length
}

/**
 * Whether two neighbouring rows are lines of one head: a cell reaches from the upper into the lower, or the upper
 * has groups, merged over some of its columns (a title is merged over all), with titles under each of them.
 */
function belongTogether(upper: SheetRow | undefined, lower: SheetRow | undefined): boolean {
  if (!upper || !lower || lower.number !== upper.number + 1) return false
  const reaches = lower.cells.some(
    (cell, column) => originOf(cell)?.column === column && originOf(cell)!.row <= upper.number,
  )
  const filled = upper.cells.filter((cell) => cellText(cell).trim() !== '').length
  const covered = upper.cells.flatMap((cell, column) => (originOf(cell)?.row === upper.number ? [column] : []))
  const isGrouped = covered.length > 0 && covered.every((column) => lower.cells[column]?.kind === 'text')
  return filled > 1 && (reaches || isGrouped)
}

function headsOf(lines: readonly SheetRow[]): Head[] {
  const width = Math.max(...lines.map((line) => line.cells.length))
  const heads: Head[] = []
  for (let column = 0; column < width; column += 1) {
    const texts = lines.map((line) => resolved(lines, line.cells[column])).filter((text) => text !== '')
    const titles = texts.filter((text, i) => text !== texts[i - 1])
    const title = titles.pop()
    if (title) heads.push({ column, title, ...(titles.length > 0 && { group: titles.join('/') }) })
  }
  return heads
}

/** The text of a cell, or of the cell that covers it. */
function resolved(lines: readonly SheetRow[], cell: Cell | undefined): string {
  const origin = cell && originOf(cell)
  if (!origin) return headText(cell)
  return headText(lines.find((line) => line.number === origin.row)?.cells[origin.column])
}

function originOf(cell: Cell | undefined) {
  return cell?.kind === 'empty' ? cell.mergedWith : undefined
}

function headText(cell: Cell | undefined): string {
  return cellText(cell).replace(/\s+/g, '')
}

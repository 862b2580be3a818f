import { cellText } from '../../../src-shared/ledger/sheet/cell.ts'
import type { SheetRow } from '../../../src-shared/ledger/sheet/cell.ts'
import { HEADER_SEARCH_ROWS, detectHeader } from '../../../src-shared/ledger/sheet/detectHeader.ts'
import { PROBLEM_HEAD } from '../../../src-shared/ledger/sheet/proposeMapping.ts'
import { createMarkStyles } from './markStyles.ts'
import { markRow } from './markRow.ts'
import type { RowMarks } from './markRow.ts'
import { readSheet, chooseSheet } from './readSheet.ts'
import type { ReadOptions } from './readSheet.ts'
import { attribute, rowNumberOf, sheetPieces } from './sheetPieces.ts'
import { openWorkbook } from './workbook.ts'
import { replaceFile } from './writeSheet.ts'
import { rawBytes, unpacked } from './zipReader.ts'
import { createZipWriter } from './zipWriter.ts'

export interface SheetProblem {
  /** As the program shows it, from 1. */
  row: number
  /** From 0. */
  column: number
  /** Chinese; several of one row are joined. */
  message: string
}

export interface MarkOptions extends Pick<ReadOptions, 'sheet' | 'signal'> {
  /** The (lower) head row, where the added column gets its head; found by itself if left out. */
  headRow?: number
}

const NO_MARKS: RowMarks = { columns: new Set(), text: '' }
const MAX_TEXT_CHARS = 2_000
const COLUMN_WIDTH = 50
const MAX_PART_BYTES = 1024 * 1024 * 1024

/**
 * Copies the user's own workbook with the cells in question coloured and a last column 「导入问题」 that says what is
 * wrong, in a second round the same column again. Only the worksheet and the list of formats are rewritten; every
 * other part (sheets, pictures, formulas, comments, print set-up) is copied byte for byte.
 * Lost: a digital signature no longer holds; the colour of a cell that has been mended since stays until its
 * user removes it; the added column is outside the print area, if there is one.
 *
 * @throws as `readSheet` and `writeSheet`
 */
export async function markErrors(
  source: string | Uint8Array,
  problems: readonly SheetProblem[],
  target: string,
  options: MarkOptions = {},
): Promise<void> {
  const { headRow, textColumn, isSecondRound } = await findTextColumn(source, options)
  const marks = groupByRow(problems)
  if (marks.size > 0) marks.set(headRow, { columns: marks.get(headRow)?.columns ?? new Set(), text: PROBLEM_HEAD })
  const book = await openWorkbook(source)
  try {
    const { entry: sheetEntry } = chooseSheet(book, options.sheet)
    await replaceFile(target, options.signal, async (handle) => {
      const zip = createZipWriter(handle, options.signal)
      const styles = createMarkStyles(
        book.stylesEntry ? await textOf(unpacked(book.source, book.stylesEntry, MAX_PART_BYTES)) : '',
      )
      for (const entry of book.entries) {
        if (entry === sheetEntry) {
          const markOne = (row: string, number: number) => {
            const mark = marks.get(number) ?? (isSecondRound ? NO_MARKS : undefined)
            return mark ? markRow(row, number, mark, textColumn, styles.marked) : row
          }
          await zip.add(entry.name, markSheet(unpacked(book.source, entry, MAX_PART_BYTES), textColumn, markOne))
        } else if (entry !== book.stylesEntry) {
          await zip.copy(entry.name, { ...entry, bytes: rawBytes(book.source, entry) })
        }
      }
      // Last, because only now it is known which formats have a coloured copy.
      if (book.stylesEntry) await zip.add(book.stylesEntry.name, [styles.toXml()])
      await zip.finish()
      await book.source.close()
    })
  } finally {
    await book.source.close()
  }
}

/** The column of an earlier round, or the first one behind everything. */
async function findTextColumn(source: string | Uint8Array, options: MarkOptions) {
  const top: SheetRow[] = []
  let width = 0
  let earlier: number | undefined
  for await (const row of readSheet(source, options)) {
    if (top.length < HEADER_SEARCH_ROWS) {
      top.push(row)
      const column = row.cells.findIndex((cell) => cellText(cell) === PROBLEM_HEAD)
      if (column >= 0) earlier = column
    }
    width = Math.max(width, row.cells.length)
  }
  return {
    headRow: options.headRow ?? detectHeader(top)?.lastRow ?? 1,
    textColumn: earlier ?? width,
    isSecondRound: earlier !== undefined,
  }
}

function groupByRow(problems: readonly SheetProblem[]): Map<number, RowMarks> {
  const marks = new Map<number, RowMarks>()
  for (const { row, column, message } of problems) {
    const mark = marks.get(row) ?? { columns: new Set(), text: '' }
    mark.columns.add(column)
    if (mark.text.length + message.length < MAX_TEXT_CHARS) mark.text += (mark.text ? '；' : '') + message
    marks.set(row, mark)
  }
  return marks
}

async function* markSheet(
  chunks: AsyncIterable<Buffer>,
  textColumn: number,
  markOne: (row: string, number: number) => string,
): AsyncGenerator<string> {
  let previous = 0
  for await (const piece of sheetPieces(chunks)) {
    if (piece.kind === 'start') yield widened(piece.xml, textColumn)
    else if (piece.kind === 'end') yield piece.xml
    else yield piece.rows.map((row) => markOne(row, (previous = rowNumberOf(row, previous)))).join('')
  }
}

/** What stands before the rows, with a width for the added column and without the extent, which may now be wrong. */
function widened(start: string, column: number): string {
  const xml = start.replace(/<(?:\w+:)?dimension\s[^>]*?(?:\/>|>\s*<\/(?:\w+:)?dimension>)/, '')
  const prefix = /<(\w+:)?sheetData/.exec(xml)?.[1] ?? ''
  const added = `<${prefix}col min="${column + 1}" max="${column + 1}" width="${COLUMN_WIDTH}" customWidth="1"/>`
  const existing = xml.match(/<(?:\w+:)?col\s[^>]*>/g) ?? []
  if (existing.length === 0) return xml.replace(`<${prefix}sheetData`, `<${prefix}cols>${added}</${prefix}cols>$&`)
  const bound = (tag: string, name: string) => Number(attribute(tag, name))
  if (existing.some((tag) => bound(tag, 'min') <= column + 1 && bound(tag, 'max') >= column + 1)) return xml
  const next = existing.find((tag) => bound(tag, 'min') > column + 1)
  return next ? xml.replace(next, added + next) : xml.replace(`</${prefix}cols>`, `${added}$&`)
}

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const parts = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts).toString('utf8')
}

import { Day } from '../../../src-shared/kernel/day.ts'
import { AppError } from '../../../src-shared/kernel/errors.ts'
import { EMPTY } from '../../../src-shared/ledger/sheet/cell.ts'
import type { Cell, SheetRow } from '../../../src-shared/ledger/sheet/cell.ts'
import { fromSheetSerial } from '../../../src-shared/ledger/sheet/sheetSerial.ts'
import { createMergeMarker, readMerges } from './merges.ts'
import { indexSharedStrings, textOf } from './sharedStrings.ts'
import type { SharedStrings } from './sharedStrings.ts'
import { forEachCell, rowNumberOf, sheetPieces } from './sheetPieces.ts'
import type { RawCell } from './sheetPieces.ts'
import { openWorkbook } from './workbook.ts'
import type { SheetInfo, Workbook } from './workbook.ts'
import { unescapeCellText } from './xml.ts'
import { unpacked } from './zipReader.ts'

export interface ReadOptions {
  /** Its name, or its place from 0; the first visible sheet if left out. */
  sheet?: string | number
  /** Called now and then with the rows handed out and the share of the sheet that is read, 0 to 1. */
  onProgress?: (rows: number, share: number) => void
  signal?: AbortSignal
}

/** Rows of one import, heads included. */
export const MAX_ROWS = 200_000
const MAX_COLUMNS = 1_000
const MAX_SHEET_BYTES = 1024 * 1024 * 1024
const MAX_STRINGS_BYTES = 256 * 1024 * 1024

/** Names of the sheets of a workbook. @throws as {@link readSheet} */
export async function listSheets(file: string | Uint8Array): Promise<{ name: string; isHidden: boolean }[]> {
  const book = await openWorkbook(file)
  await book.source.close()
  return book.sheets.map(({ name, isHidden }) => ({ name, isHidden }))
}

/**
 * The rows of a sheet, one by one, from row 1 to the last that holds anything. No row or cell is left out: blank
 * rows and cells in between are handed out as such, so that row numbers and columns are those that a person sees.
 * Formulas count as the value that the workbook keeps for them; dates are days whatever their time.
 *
 * @throws AppError in Chinese: 'invalid' (.xls, .et, .csv, a password, no such sheet) · 'file_damaged' ·
 * 'too_large' (over {@link MAX_ROWS} rows, or unpacking to over 1 GB) · 'cancelled' · 'not_found' · 'in_use'
 */
export async function* readSheet(file: string | Uint8Array, options: ReadOptions = {}): AsyncGenerator<SheetRow> {
  const book = await openWorkbook(file)
  try {
    yield* rowsOf(book, chooseSheet(book, options.sheet), options)
  } finally {
    await book.source.close()
  }
}

export function chooseSheet({ sheets }: Workbook, wanted: string | number | undefined): SheetInfo {
  if (sheets.length === 0) throw new AppError('invalid', '文件中没有工作表')
  if (wanted === undefined) return sheets.find((sheet) => !sheet.isHidden) ?? sheets[0]!
  const found = typeof wanted === 'number' ? sheets[wanted] : sheets.find((sheet) => sheet.name === wanted)
  if (!found) throw new AppError('invalid', '文件中没有这张工作表', { sheets: sheets.length })
  return found
}

async function* rowsOf(book: Workbook, { entry }: SheetInfo, options: ReadOptions): AsyncGenerator<SheetRow> {
  let readBytes = 0
  async function* watched(isCounted: boolean) {
    for await (const chunk of unpacked(book.source, entry, MAX_SHEET_BYTES)) {
      if (options.signal?.aborted) throw new AppError('cancelled', '已取消导入')
      if (isCounted) readBytes += chunk.length
      yield chunk
    }
  }
  const markMerged = createMergeMarker(await readMerges(watched(false)))
  const toCell = createCellReader(book, await readSharedStrings(book))
  let handedOut = 0
  let previous = 0
  for await (const piece of sheetPieces(watched(true))) {
    if (piece.kind !== 'rows') continue
    for (const xml of piece.rows) {
      const number = rowNumberOf(xml, previous)
      previous = number
      const cells = cellsOf(xml, toCell)
      if (cells.length === 0) continue
      if (number > MAX_ROWS)
        throw new AppError('too_large', `超过 ${MAX_ROWS / 10_000} 万行，请分成几个文件导入`, { number })
      while (handedOut < number) {
        handedOut += 1
        const row = handedOut === number ? cells : []
        markMerged(handedOut, row)
        yield { number: handedOut, cells: row }
      }
    }
    options.onProgress?.(handedOut, Math.min(1, readBytes / entry.size))
  }
  options.onProgress?.(handedOut, 1)
}

async function readSharedStrings({ source, sharedStringsEntry }: Workbook): Promise<SharedStrings> {
  if (!sharedStringsEntry) return () => ''
  const bytes = Buffer.alloc(Math.min(sharedStringsEntry.size, MAX_STRINGS_BYTES))
  let at = 0
  for await (const chunk of unpacked(source, sharedStringsEntry, MAX_STRINGS_BYTES)) at += chunk.copy(bytes, at)
  return indexSharedStrings(bytes)
}

type CellReader = (row: string, cell: RawCell) => Cell

/** The cells of a row up to the last that holds anything. */
function cellsOf(row: string, toCell: CellReader): Cell[] {
  const cells: Cell[] = []
  forEachCell(row, (raw) => {
    if (raw.end === raw.tagEnd) return
    const cell = toCell(row, raw)
    if (cell.kind === 'empty') return
    if (raw.column >= MAX_COLUMNS) throw new AppError('too_large', `超过 ${MAX_COLUMNS} 列，请删去多余的列`)
    while (cells.length < raw.column) cells.push(EMPTY)
    cells[raw.column] = cell
  })
  return cells
}

function createCellReader({ dayFormats, isDate1904 }: Workbook, sharedStrings: SharedStrings): CellReader {
  const text = (value: string): Cell => (value === '' ? EMPTY : { kind: 'text', text: value })
  return (row, cell) => {
    if (cell.type === 'inlineStr') return text(textOf(row.slice(cell.tagEnd, cell.end)))
    const value = valueOf(row, cell)
    switch (cell.type) {
      case 's':
        return value === '' ? EMPTY : text(sharedStrings(Number(value)))
      case 'str':
        return text(unescapeCellText(value))
      case 'b':
        return { kind: 'boolean', value: value === '1' || value === 'true' }
      case 'e':
        return text(value)
      case 'd': {
        const day = Day.safeParse(value.slice(0, 10))
        return day.success ? { kind: 'day', day: day.data } : text(value)
      }
      default: {
        if (value === '') return EMPTY
        const number = Number(value)
        if (!Number.isFinite(number)) return text(unescapeCellText(value))
        const day = dayFormats[cell.style] ? fromSheetSerial(number, isDate1904) : undefined
        return day ? { kind: 'day', day } : { kind: 'number', value: number }
      }
    }
  }
}

/** What stands in `<v>`. */
function valueOf(row: string, { tagEnd, end }: RawCell): string {
  const inner = row.slice(tagEnd, end)
  const plain = inner.indexOf('<v>')
  if (plain >= 0) return inner.slice(plain + 3, inner.indexOf('<', plain + 3))
  return /<(?:\w+:)?v(?:\s[^>]*)?(?<!\/)>([^<]*)</.exec(inner)?.[1] ?? ''
}

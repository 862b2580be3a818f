import { Day } from '../../../src-shared/kernel/day.ts'
import { toSheetSerial } from '../../../src-shared/ledger/sheet/sheetSerial.ts'
import { STYLE, columnWidth } from './bookParts.ts'
import { columnLetters, headRowsOf } from './sheetSpec.ts'
import type { ColumnKind, SheetColumn, SheetRecord, SheetSpec, SheetValue } from './sheetSpec.ts'
import { escapeCellText } from './xml.ts'

/** What a cell of WPS and Excel can hold. */
export const MAX_CELL_CHARS = 32_767
const CUT_MARK = '…（内容过长，此处截断）'
const SUM_STYLE = {
  text: STYLE.sumText,
  day: STYLE.sumText,
  number: STYLE.sumNumber,
  integer: STYLE.sumInteger,
  yuan: STYLE.sumYuan,
}

const MAX_ROW_POINTS = 409
const LINE_POINTS = 14.5

/** Turns the lines of one sheet into XML. Keeps the sums of what it wrote and the cells to merge. */
export interface RowWriter {
  /** The title, the note and the heads. */
  heads(): string
  row(record: SheetRecord): string
  /** The line of an empty table, the sums and the foot lines. */
  tail(): string
  readonly merges: readonly string[]
  /** Rows of the table itself. */
  readonly count: number
  /** Last row of the table, heads included. */
  readonly lastRow: number
  /** Cells that had more characters than a spreadsheet can hold, and were cut. */
  readonly cutCells: number
}

export function createRowWriter(spec: SheetSpec): RowWriter {
  const { columns } = spec
  const head = headRowsOf(spec)
  const letters = columns.map((_, i) => columnLetters(i))
  const widths = columns.map(columnWidth)
  const lastLetter = letters[letters.length - 1]!
  const merges: string[] = []
  const sums = columns.map(() => 0)
  const isSummed = columns.map((column) => spec.sumKeys?.includes(column.key) ?? false)
  let rowNumber = head.last
  let count = 0
  let cutCells = 0

  function textCell(ref: string, style: number, text: string): string {
    let kept = text
    if (text.length > MAX_CELL_CHARS) {
      kept = text.slice(0, MAX_CELL_CHARS - CUT_MARK.length) + CUT_MARK
      cutCells += 1
    }
    return `<c r="${ref}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeCellText(kept)}</t></is></c>`
  }

  function cell(ref: string, kind: ColumnKind, value: SheetValue): string {
    if (value === null || value === undefined || value === '') return `<c r="${ref}" s="${STYLE[kind]}"/>`
    if (kind === 'text') return textCell(ref, STYLE.text, String(value))
    const number = kind === 'day' ? serialOf(value) : value
    if (typeof number !== 'number' || !Number.isFinite(number)) return textCell(ref, STYLE.text, String(value))
    return `<c r="${ref}" s="${STYLE[kind]}"><v>${kind === 'yuan' ? number / 100 : number}</v></c>`
  }

  function wideLine(number: number, text: string, style: number, height: number): string {
    if (columns.length > 1) merges.push(`A${number}:${lastLetter}${number}`)
    const rest = letters.slice(1).map((letter) => `<c r="${letter}${number}" s="${style}"/>`)
    return `<row r="${number}" ht="${height}" customHeight="1">${textCell(`A${number}`, style, text)}${rest.join('')}</row>`
  }

  function sumLine(number: number): string {
    const label = isSummed.indexOf(false)
    const cells = columns.map((column, i) => {
      const ref = `${letters[i]}${number}`
      if (i === label) return textCell(ref, STYLE.sumText, '合计')
      if (!isSummed[i]) return `<c r="${ref}" s="${STYLE.sumText}"/>`
      const range = `${letters[i]}${head.last + 1}:${letters[i]}${rowNumber}`
      const value = column.kind === 'yuan' ? sums[i]! / 100 : sums[i]!
      return `<c r="${ref}" s="${SUM_STYLE[column.kind]}"><f>SUM(${range})</f><v>${value}</v></c>`
    })
    return `<row r="${number}">${cells.join('')}</row>`
  }

  return {
    merges,
    get count() {
      return count
    },
    get lastRow() {
      return rowNumber
    },
    get cutCells() {
      return cutCells
    },
    heads() {
      const title = head.title ? wideLine(head.title, spec.title, STYLE.title, 30) : ''
      const note = head.note ? wideLine(head.note, spec.note!, STYLE.note, 20) : ''
      if (head.first < head.last) merges.push(...headMerges(columns, letters, head.first))
      const lines = []
      for (let line = head.first; line <= head.last; line += 1) {
        const titles = columns.map((column) => headTitle(column, line < head.last, head.first < head.last))
        const cells = titles.map((text, i) => {
          const ref = `${letters[i]}${line}`
          return text ? textCell(ref, STYLE.head, text) : `<c r="${ref}" s="${STYLE.head}"/>`
        })
        lines.push(
          `<row r="${line}" ht="${headHeight(columns, line === head.last)}" customHeight="1">${cells.join('')}</row>`,
        )
      }
      return title + note + lines.join('')
    },
    row(record) {
      rowNumber += 1
      count += 1
      let xml = ''
      let lines = 1
      for (let i = 0; i < columns.length; i += 1) {
        const column = columns[i]!
        const value = record[column.key]
        if (isSummed[i] && typeof value === 'number' && Number.isFinite(value)) sums[i]! += value
        if (typeof value === 'string') lines = Math.max(lines, lineCount(value, widths[i]!))
        xml += cell(letters[i]! + rowNumber, column.kind, value)
      }
      const height = lines > 1 ? ` ht="${Math.min(MAX_ROW_POINTS, lines * LINE_POINTS + 3)}"` : ''
      return `<row r="${rowNumber}"${height}>${xml}</row>`
    },
    tail() {
      let xml = ''
      if (count === 0) xml += wideLine(++rowNumber, spec.emptyText ?? '本月无', STYLE.centred, 24)
      let next = rowNumber + 1
      if (isSummed.includes(true)) xml += sumLine(next++)
      for (const line of spec.footLines ?? []) xml += wideLine(next++, line, STYLE.note, 20)
      return xml
    },
  }
}

function serialOf(value: SheetValue): number | undefined {
  const day = Day.safeParse(value)
  return day.success ? toSheetSerial(day.data) : undefined
}

/** Lines that a text takes in a column. Not every program fits row heights when it opens a file, so they are given. */
function lineCount(text: string, width: number): number {
  if (text.length * 2 < width && !text.includes('\n')) return 1
  let lines = 1
  let used = 0
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    const chars = code < 0x2e80 ? 1 : 2
    if (code === 10 || used + chars > width - 1) {
      lines += 1
      used = code === 10 ? 0 : chars
    } else used += chars
  }
  return lines
}

/** Of a two-line head: groups stand above, the title of a column without group spans both lines from above. */
function headTitle(column: SheetColumn, isUpper: boolean, isDouble: boolean): string {
  if (!isDouble) return column.title
  if (isUpper) return column.group ?? column.title
  return column.group ? column.title : ''
}

function headMerges(columns: readonly SheetColumn[], letters: readonly string[], upper: number): string[] {
  const merges: string[] = []
  for (let i = 0; i < columns.length;) {
    const { group } = columns[i]!
    let end = i
    while (group && columns[end + 1]?.group === group) end += 1
    if (!group) merges.push(`${letters[i]}${upper}:${letters[i]}${upper + 1}`)
    else if (end > i) merges.push(`${letters[i]}${upper}:${letters[end]}${upper}`)
    i = end + 1
  }
  return merges
}

/** Merged cells do not grow by themselves, so the height is estimated from the longest title. */
function headHeight(columns: readonly SheetColumn[], isLast: boolean): number {
  if (!isLast) return 22
  const lines = columns.map((column) => Math.ceil((column.title.length * 2 + 1) / columnWidth(column)))
  return 8 + 15 * Math.min(6, Math.max(...lines))
}

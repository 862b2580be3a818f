import { textOf, type GridColumn } from '../ui/grid/gridTypes.ts'
import { saveFile } from '../matter/saveFile.ts'

/** A cell that a spreadsheet would take for a formula stays a text. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** CSV with heads, one line a row; WPS and Excel read it as UTF-8 by its mark. */
export function toCsv<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ title }) => cell(title)),
    ...rows.map((row) => columns.map((each) => cell(textOf(each, row)))),
  ]
  return `\uFEFF${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}

export function saveCsv<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[], fileName: string): void {
  saveFile(new TextEncoder().encode(toCsv(columns, rows)), fileName, 'text/csv')
}

import type { SheetRecord, SheetSpec } from '../paper/xlsx/sheetSpec.ts'

/** Cells from the clipboard as a sheet of their own: the first row is the heads, so that rows keep the numbers they had. */
export function sheetOfPasted(rows: readonly (readonly string[])[]): { spec: SheetSpec; records: SheetRecord[] } {
  const [heads = [], ...lines] = rows
  const keyOf = (column: number): string => `c${column}`
  const width = Math.max(...rows.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, column) => ({
    key: keyOf(column),
    title: heads[column] ?? '',
    kind: 'text' as const,
  }))
  return {
    spec: { sheetName: '粘贴的表', title: '', columns },
    records: lines.map((line) => Object.fromEntries(line.map((text, column) => [keyOf(column), text]))),
  }
}

import { toGroupedYuan } from '../paper/groupedYuan.ts'
import { NUMBER_COLUMN, type LedgerCells, type LedgerColumn, type LedgerField } from './definition.ts'

/** A value as people read it: amounts in yuan, nothing for none. */
export function fieldText({ key, kind }: LedgerField, row: LedgerCells): string {
  const value = row[key] ?? ''
  if (kind !== 'fen') return String(value)
  return Number(value) > 0 ? toGroupedYuan(Number(value)) : ''
}

/** The text of one cell; several fields in one stand below each other. */
export function cellText(column: LedgerColumn, row: LedgerCells): string {
  if (column.text) return column.text(row)
  if (!column.parts) return fieldText(column, row)
  return column.parts
    .map((part) => fieldText(part, row))
    .filter((text) => text !== '')
    .join('\n')
}

/** The cells of one row as they print; `index` counts from 0. */
export function toCells(columns: readonly LedgerColumn[], row: LedgerCells, index: number): string[] {
  return columns.map((column) => (column.key === NUMBER_COLUMN ? String(index + 1) : cellText(column, row)))
}

/** The sum line by column; empty where nothing is summed. */
export function toSums(columns: readonly LedgerColumn[], rows: readonly LedgerCells[]): string[] {
  return columns.map((column) => {
    if (typeof column.sum === 'function') return column.sum(rows)
    if (column.sum === 'count') return `${rows.length}件`
    if (column.sum !== 'total') return ''
    return (column.parts ?? [column])
      .filter(({ kind }) => kind === 'fen' || kind === 'integer')
      .map(({ key, kind }) => {
        const total = rows.reduce((sum, row) => sum + Number(row[key] ?? 0), 0)
        return kind === 'fen' ? toGroupedYuan(total) : String(total)
      })
      .join('\n')
  })
}

import type { Day } from '../../kernel/day.ts'

/** A cell as a workbook holds it, before anybody asks what it should mean. */
export type Cell =
  | { kind: 'text'; text: string }
  | { kind: 'number'; value: number }
  | { kind: 'day'; day: Day }
  | { kind: 'boolean'; value: boolean }
  /** `mergedWith` names the cell whose text covers this one in a merged area: row from 1, column from 0. */
  | { kind: 'empty'; mergedWith?: { row: number; column: number } }

/** One row of a sheet. Empty rows between others are rows too. */
export interface SheetRow {
  /** As the program shows it, from 1. */
  number: number
  /** From column A on; cells after the last filled or merged one are left out and count as empty. */
  cells: readonly Cell[]
}

export const EMPTY: Cell = Object.freeze({ kind: 'empty' })

/** What a person reads in the cell; `''` if it is empty. */
export function cellText(cell: Cell | undefined): string {
  if (!cell || cell.kind === 'empty') return ''
  if (cell.kind === 'text') return cell.text
  if (cell.kind === 'day') return cell.day
  if (cell.kind === 'boolean') return cell.value ? '是' : '否'
  return String(cell.value)
}

const NOT_A_RECORD =
  /^(合计|总计|小计|累计|本月无|本期无|填表人|制表人|审核人|负责人|填报人|填报单位|备注[:：]|说明[:：]|注[:：])/

/**
 * Whether a row under the heads is a record: not blank, and not a sum, 本月无 or foot line.
 * A line of dots or numbers only in the first column (预留序号) is no record either.
 */
export function isRecordRow(row: SheetRow): boolean {
  const filled = row.cells.filter((cell) => cellText(cell).trim() !== '')
  if (filled.length === 0) return false
  if (filled.length === 1 && row.cells[0]?.kind === 'number') return false
  return !NOT_A_RECORD.test(cellText(filled[0]).replace(/\s/g, ''))
}

import { cellCount, rangeOf, type Selection } from './gridSelection.ts'
import { textOf, type GridColumn } from './gridTypes.ts'

/** The line under the grid: how many rows, where, what is selected, what Esc gave up. */
export function statusText(total: number, selection: Selection, abandoned: string | undefined): string {
  const { top, bottom, left, right } = rangeOf(selection)
  const parts = [`共 ${total.toLocaleString('zh-CN')} 行`]
  if (total > 0 && selection.active.row >= 0) parts.push(`第 ${selection.active.row + 1} 行`)
  if (cellCount({ top, bottom, left, right }) > 1) parts.push(`已选 ${bottom - top + 1} 行 × ${right - left + 1} 列`)
  if (abandoned !== undefined) parts.push(`已放弃修改“${abandoned.slice(0, 20)}”，按 Ctrl+Z 找回`)
  return parts.join(' · ')
}

/** A cell in words, for the control that holds the focus in an editable grid. */
export function cellName<Row>(
  grid: string,
  index: number,
  column: GridColumn<Row> | undefined,
  row: Row | undefined,
): string {
  const text = column && row ? textOf(column, row) || '空' : ''
  return `${grid} 第${index + 1}行 ${column?.title ?? ''}：${text}`
}

import type { CellPos, CellRange } from './gridTypes.ts'

export interface GridSize {
  readonly rows: number
  readonly columns: number
  /** Rows that fit on one screen. */
  readonly page: number
  /** Whether Up from the first row reaches the header. */
  readonly hasHeader: boolean
}

export interface Selection {
  /** The cell with the focus. */
  readonly active: CellPos
  /** The cell where the range began. */
  readonly anchor: CellPos
}

export function rangeOf({ active, anchor }: Selection): CellRange {
  return {
    top: Math.min(active.row, anchor.row),
    bottom: Math.max(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    right: Math.max(active.column, anchor.column),
  }
}

export function cellCount({ top, bottom, left, right }: CellRange): number {
  return (bottom - top + 1) * (right - left + 1)
}

/** The cell that a navigation key leads to, or undefined if the key is none. */
export function moveCell(from: CellPos, key: string, isCtrl: boolean, size: GridSize): CellPos | undefined {
  const lastRow = Math.max(0, size.rows - 1)
  const lastColumn = Math.max(0, size.columns - 1)
  const firstRow = size.hasHeader ? -1 : 0
  const { row, column } = from
  switch (key) {
    case 'ArrowUp':
      return { row: isCtrl ? 0 : Math.max(firstRow, row - 1), column }
    case 'ArrowDown':
      return { row: isCtrl ? lastRow : Math.min(lastRow, row + 1), column }
    case 'ArrowLeft':
      return { row, column: isCtrl ? 0 : Math.max(0, column - 1) }
    case 'ArrowRight':
      return { row, column: isCtrl ? lastColumn : Math.min(lastColumn, column + 1) }
    case 'PageUp':
      return { row: Math.max(0, row - size.page), column }
    case 'PageDown':
      return { row: Math.min(lastRow, Math.max(0, row) + size.page), column }
    case 'Home':
      return { row: isCtrl ? 0 : row, column: 0 }
    case 'End':
      return { row: isCtrl ? lastRow : row, column: lastColumn }
    default:
      return undefined
  }
}

/** Moves the focus; with `extend` the range grows from its anchor and never into the header. */
export function select(selection: Selection, to: CellPos, extend: boolean): Selection {
  if (!extend) return { active: to, anchor: to }
  const active = { row: Math.max(0, to.row), column: to.column }
  const { anchor } = selection
  return { active, anchor: anchor.row < 0 ? { row: 0, column: anchor.column } : anchor }
}

/** The same selection in a grid that has become smaller. */
export function clampSelection(selection: Selection, rows: number, columns: number): Selection {
  const clamp = ({ row, column }: CellPos): CellPos => ({
    row: Math.max(Math.min(row, rows - 1), rows > 0 ? -1 : 0),
    column: Math.max(0, Math.min(column, columns - 1)),
  })
  return { active: clamp(selection.active), anchor: clamp(selection.anchor) }
}

export interface GridColumn<Row> {
  readonly key: string
  readonly title: string
  /** CSS pixels at zoom 1; the user's own width wins. Default 120. */
  readonly width?: number
  readonly align?: 'left' | 'right' | 'center'
  /** Stays in view when scrolled sideways. Frozen columns come first. */
  readonly frozen?: boolean
  readonly sortable?: boolean
  readonly editable?: boolean | ((row: Row) => boolean)
  /** What the cell shows, copies and is edited as. Default: `String(row[key] ?? '')`. */
  readonly text?: (row: Row) => string
  /** What local sorting compares. Default: `row[key]`. */
  readonly sortValue?: (row: Row) => string | number | null | undefined
}

export interface GridSort {
  readonly key: string
  readonly direction: 'up' | 'down'
}

/** `row` -1 is the header. */
export interface CellPos {
  readonly row: number
  readonly column: number
}

export interface CellRange {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface GridChange<Row> {
  readonly row: Row
  /** Position in the view, from 0. */
  readonly index: number
  readonly key: string
  readonly text: string
}

export interface GridEdit<Row> {
  readonly kind: 'cell' | 'paste' | 'fill' | 'clear'
  /** Only cells of editable columns of loaded rows. */
  readonly changes: readonly GridChange<Row>[]
  /** The pasted block as it came (`paste` only). */
  readonly block?: readonly (readonly string[])[]
  /** Lines of the pasted block below the last row (`paste` only). */
  readonly overflow?: readonly (readonly string[])[]
  /** How many cells were left alone: not editable, not loaded, or outside. */
  readonly skipped: number
}

export interface PlacedColumn<Row> {
  readonly column: GridColumn<Row>
  readonly left: number
  readonly width: number
  readonly isFrozen: boolean
}

/** A column that has elements. `gap` is the width of the columns left out before it. */
export interface ShownColumn<Row> extends PlacedColumn<Row> {
  readonly at: number
  readonly gap: number
}

/** The text of a cell. */
export function textOf<Row>(column: GridColumn<Row>, row: Row): string {
  return column.text ? column.text(row) : String((row as Record<string, unknown>)[column.key] ?? '')
}

export function isEditable<Row>(column: GridColumn<Row>, row: Row | undefined): boolean {
  if (row === undefined) return false
  return typeof column.editable === 'function' ? column.editable(row) : column.editable === true
}

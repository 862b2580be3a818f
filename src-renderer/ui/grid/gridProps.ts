import type { GridColumn, GridSort } from './gridTypes.ts'

export interface GridProps<Row> {
  /** What the grid lists, for screen readers. */
  name: string
  columns: readonly GridColumn<Row>[]
  /** All rows, or a getter (undefined: not loaded yet) together with `total`. */
  rows: readonly Row[] | ((index: number) => Row | undefined)
  total?: number
  /** Change it when rows changed behind the getter or in place. */
  version?: number | string
  sort?: GridSort
  /** Texts of the sum line by column key; no sum line without it. */
  sums?: Readonly<Record<string, string>>
  /** Under which name the user's column widths are remembered. */
  storageKey?: string
  emptyText?: string
  pageSize?: number
  rowNumbers?: boolean
  /** Says how many cells are selected, and asks by Ctrl+Enter what shall stand in all of them. */
  choosesForRange?: boolean
}

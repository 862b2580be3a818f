import {
  isEditable,
  textOf,
  type CellPos,
  type CellRange,
  type GridChange,
  type GridColumn,
  type GridEdit,
} from './gridTypes.ts'
import type { Block } from './tsv.ts'

export interface GridData<Row> {
  readonly total: number
  readonly columns: readonly GridColumn<Row>[]
  readonly rowAt: (index: number) => Row | undefined
}

/** The texts of a range; rows that are not loaded are left out and counted. */
export function readBlock<Row>(data: GridData<Row>, range: CellRange): { block: string[][]; missing: number } {
  const columns = data.columns.slice(range.left, range.right + 1)
  const block: string[][] = []
  let missing = 0
  for (let index = Math.max(0, range.top); index <= Math.min(range.bottom, data.total - 1); index++) {
    const row = data.rowAt(index)
    if (row) block.push(columns.map((column) => textOf(column, row)))
    else missing++
  }
  return { block, missing }
}

/** A pasted block at a cell. One single value fills the whole selected range, as spreadsheets do. */
export function pasteEdit<Row>(data: GridData<Row>, range: CellRange, block: Block): GridEdit<Row> {
  const value = block[0]?.[0]
  const isSingle = block.length === 1 && block[0]?.length === 1 && value !== undefined
  if (isSingle) return { ...setAll(data, range, () => value, 'paste'), block, overflow: [] }
  const at = { row: Math.max(0, range.top), column: range.left }
  const fitting = Math.max(0, data.total - at.row)
  const collected = collect(data, placed(block.slice(0, fitting), at))
  return { kind: 'paste', ...collected, block, overflow: block.slice(fitting) }
}

/** Ctrl+D: the first line of the range goes into the others; a range of one line takes the line above. */
export function fillDownEdit<Row>(data: GridData<Row>, range: CellRange): GridEdit<Row> {
  const isOneLine = range.top === range.bottom
  const source = data.rowAt(isOneLine ? range.top - 1 : range.top)
  if (!source) return { kind: 'fill', changes: [], skipped: 0 }
  const below = isOneLine ? range : { ...range, top: range.top + 1 }
  return setAll(data, below, (column) => textOf(column, source), 'fill')
}

/** The same text in every cell of the range. */
export function fillAllEdit<Row>(data: GridData<Row>, range: CellRange, text: string): GridEdit<Row> {
  return setAll(data, range, () => text, 'fill')
}

/** The cells of a range that may be changed. */
export function editableCells<Row>(data: GridData<Row>, range: CellRange): { row: Row; key: string }[] {
  const cells: { row: Row; key: string }[] = []
  for (let index = Math.max(0, range.top); index <= range.bottom; index++) {
    const row = data.rowAt(index)
    if (!row) continue
    for (const column of data.columns.slice(range.left, range.right + 1))
      if (isEditable(column, row)) cells.push({ row, key: column.key })
  }
  return cells
}

export function clearEdit<Row>(data: GridData<Row>, range: CellRange): GridEdit<Row> {
  return setAll(data, range, () => '', 'clear')
}

type Wanted = { readonly index: number; readonly column: number; readonly text: string }

function setAll<Row>(
  data: GridData<Row>,
  range: CellRange,
  text: (column: GridColumn<Row>) => string,
  kind: GridEdit<Row>['kind'],
): GridEdit<Row> {
  const wanted: Wanted[] = []
  for (let index = Math.max(0, range.top); index <= range.bottom; index++) {
    for (let column = range.left; column <= range.right; column++) {
      const definition = data.columns[column]
      if (definition) wanted.push({ index, column, text: text(definition) })
    }
  }
  return { kind, ...collect(data, wanted) }
}

function placed(block: Block, at: CellPos): Wanted[] {
  return block.flatMap((line, down) =>
    line.map((text, right) => ({ index: at.row + down, column: at.column + right, text })),
  )
}

function collect<Row>(data: GridData<Row>, wanted: readonly Wanted[]): { changes: GridChange<Row>[]; skipped: number } {
  const changes: GridChange<Row>[] = []
  let skipped = 0
  for (const { index, column, text } of wanted) {
    const row = data.rowAt(index)
    const definition = data.columns[column]
    if (!row || !definition || !isEditable(definition, row)) skipped++
    else if (textOf(definition, row) !== text) changes.push({ row, index, key: definition.key, text })
  }
  return { changes, skipped }
}

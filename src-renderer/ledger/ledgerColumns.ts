import { cellText, toSums } from '../../src-shared/ledger/cells.ts'
import {
  fieldsOf,
  NUMBER_COLUMN,
  type LedgerColumn,
  type LedgerDefinition,
} from '../../src-shared/ledger/definition.ts'
import type { LedgerRow } from '../../src-shared/ledger/schema.ts'
import type { GridColumn } from '../ui/grid/gridTypes.ts'

type Columns = LedgerDefinition['columns']

/** What a column sorts by: its amount or count if it holds several fields, else its value. */
function sortValueOf(column: LedgerColumn): (row: LedgerRow) => string | number | null | undefined {
  const fields = fieldsOf([column])
  const key = (fields.find(({ kind }) => kind === 'fen' || kind === 'integer') ?? fields[0])?.key ?? column.key
  return (row) => row[key]
}

/** A ledger's columns in the grid; 序号 is the grid's own line number. */
export function gridColumnsOf(columns: Columns): GridColumn<LedgerRow>[] {
  return columns
    .filter(({ key }) => key !== NUMBER_COLUMN)
    .map((column) => ({
      key: column.key,
      title: column.title,
      width: column.gridWidth ?? 110,
      align: column.align === 'center' ? 'left' : column.align,
      frozen: column.isFrozen === true,
      sortable: true,
      text: (row) => cellText(column, row).replaceAll('\n', ' '),
      sortValue: sortValueOf(column),
    }))
}

/** The sum line. */
export function ledgerSums(columns: Columns, rows: readonly LedgerRow[]): Record<string, string> {
  const sums = toSums(columns, rows)
  return Object.fromEntries(columns.map(({ key }, at) => [key, (sums[at] ?? '').replaceAll('\n', ' ')]))
}

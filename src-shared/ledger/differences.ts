import { fieldText } from './cells.ts'
import { fieldsOf, type LedgerDefinition, type LedgerField } from './definition.ts'
import type { DifferenceKind, LedgerRow } from './schema.ts'

/** One cell that is not what was signed off; `whole` marks a case that came in or went out. */
export interface CellDifference {
  /** Whether a cell was only handled further its history tells, not the rows. */
  kind: Exclude<DifferenceKind, 'progress'>
  matterId: LedgerRow['matterId']
  /** What the ledger names the row by; 卷号 for a mediation. */
  dossierNumber: string
  column: string
  columnTitle: string
  frozen: string
  present: string
  /** What the row is about. */
  about: string
}

type Compared = Pick<LedgerDefinition, 'columns' | 'numberKey' | 'aboutKeys'>

/**
 * Every cell in which the present rows differ from the signed-off ones, case by case in ledger order. Cases missing on
 * one side appear as one entry. Empty exactly when both are equal. A column that a ledger got after the month was
 * signed is no difference.
 */
export function compareLedgers(
  ledger: Compared,
  frozen: readonly LedgerRow[],
  present: readonly LedgerRow[],
): CellDifference[] {
  const fields = fieldsOf(ledger.columns)
  const now = new Map(present.map((row) => [row.matterId, row]))
  const before = new Set(frozen.map((row) => row.matterId))
  const nameOf = (row: LedgerRow): string => String(row[ledger.numberKey] ?? '')
  const aboutOf = (row: LedgerRow): string =>
    ledger.aboutKeys
      .map((key) => String(row[key] ?? ''))
      .filter((text) => text !== '')
      .join('，')
  const whole = (kind: CellDifference['kind'], row: LedgerRow, was: string, is: string): CellDifference => ({
    kind,
    matterId: row.matterId,
    dossierNumber: nameOf(row),
    column: 'whole',
    columnTitle: '整条记录',
    frozen: was,
    present: is,
    about: aboutOf(row),
  })
  const inRow = (row: LedgerRow, after: LedgerRow): CellDifference[] =>
    fields
      .filter(({ key }) => row[key] !== undefined && row[key] !== (after[key] ?? null))
      .map((field) => ({
        kind: 'correction',
        matterId: after.matterId,
        dossierNumber: nameOf(after),
        column: field.key,
        columnTitle: field.title.replace('(元)', ''),
        frozen: show(field, row),
        present: show(field, after),
        about: aboutOf(after),
      }))
  return [
    ...frozen.flatMap((row) => {
      const after = now.get(row.matterId)
      return after ? inRow(row, after) : [whole('correction', row, '在台账内', '已不在本期')]
    }),
    ...present.filter((row) => !before.has(row.matterId)).map((row) => whole('late', row, '不在台账内', '应列入本期')),
  ]
}

/** Unlike in the ledger, an amount of nought is said. */
function show(field: LedgerField, row: LedgerRow): string {
  return field.kind === 'fen' && Number(row[field.key] ?? 0) === 0 ? '0.00' : fieldText(field, row)
}

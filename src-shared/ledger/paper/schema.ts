import { z } from 'zod'
import { Line, PrintDay, Prose } from '../../paper/fields.ts'
import { toCells, toSums } from '../cells.ts'
import { MediationRow } from '../mediationRow.ts'
import { CrossCheck, Difference, Figure } from '../schema.ts'
import { LEDGER_COLUMNS } from './columns.ts'
import type { LedgerColumnKey } from './columns.ts'

/** One case of the ledger as it prints; the paper itself counts 序号. */
export const PrintRow = MediationRow.omit({ matterId: true })
export type PrintRow = z.infer<typeof PrintRow>

const ColumnKey = z.enum(LEDGER_COLUMNS.map(({ key }) => key) as [LedgerColumnKey, ...LedgerColumnKey[]])

const foot = { preparedBy: Line, reviewedBy: Line, responsible: Line, preparedOn: PrintDay }

/** 矛盾纠纷调解台账 of one month (or any span), A4 landscape. */
export const MediationLedger = z.object({
  organisation: Line,
  title: z.string().max(60).default('矛盾纠纷调解台账'),
  /** `2026年3月`. */
  period: Line,
  /** By which day a case belongs to the month, and the cut-off: printed under the title. */
  basis: Line,
  /** `已签核` with its day and person, or empty for a working copy. */
  signedOff: Line,
  hiddenColumns: z.array(ColumnKey).default([]),
  typeSizePt: z.number().min(6.5).max(9).default(7),
  rows: z.array(PrintRow).max(200_000),
  ...foot,
})
export type MediationLedger = z.output<typeof MediationLedger>

const columnsOf = (keys: readonly LedgerColumnKey[]) =>
  keys.flatMap((key) => LEDGER_COLUMNS.filter((column) => column.key === key))

/** The cells of one row as text, in the order of `keys`; `index` counts from 0. */
export function toLedgerCells(row: PrintRow, index: number, keys: readonly LedgerColumnKey[]): string[] {
  return toCells(columnsOf(keys), row, index)
}

/** The sum line by column: cases, people, sessions, successes, agreed and paid amounts; empty where nothing is summed. */
export function toLedgerSums(rows: readonly PrintRow[], keys: readonly LedgerColumnKey[]): string[] {
  return toSums(columnsOf(keys), rows)
}

/** 更正差异单: what changed after the month was signed off; the frozen sheet itself stays as it is. */
export const DifferenceSheet = z.object({
  organisation: Line,
  number: Line,
  period: Line,
  sheetTitle: Line,
  signedOffOn: PrintDay,
  signedOffBy: Line,
  items: z.array(Difference.omit({ matterId: true, column: true })),
  /** Totals that the corrections move. */
  totals: z.array(z.object({ label: Line, frozen: Line, present: Line })).default([]),
  preparedBy: Line,
  preparedOn: PrintDay,
})

const shown = z.union([z.string(), z.number(), z.null()]).transform((value) => (value === null ? '' : String(value)))

/** The monthly table of a ledger: figures, their cross-checks, and how each is counted. A null value prints blank. */
export const MonthlyFigures = z.object({
  organisation: Line,
  title: z.string().max(60).default('人民调解案件情况统计表'),
  period: Line,
  basis: Line,
  figures: z.array(Figure.pick({ group: true, title: true, unit: true }).extend({ value: shown, definition: Prose })),
  checks: z.array(
    CrossCheck.extend({
      left: shown,
      right: shown,
      matters: z.array(z.object({ number: Line, why: Line })).default([]),
    }),
  ),
  ...foot,
})

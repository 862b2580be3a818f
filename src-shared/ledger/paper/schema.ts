import { z } from 'zod'
import { Line, PrintDay, Prose } from '../../paper/fields.ts'
import { toCells, toSums } from '../cells.ts'
import type { LedgerCells, LedgerColumn } from '../definition.ts'
import { CrossCheck, Difference, Figure } from '../schema.ts'

const foot = { preparedBy: Line, reviewedBy: Line, responsible: Line, preparedOn: PrintDay }

/** A ledger of one month (or any span), A4 landscape: its columns, and its rows as they print. */
export const LedgerSheet = z.object({
  organisation: Line,
  title: Line,
  /** `2026年3月`. */
  period: Line,
  /** By which day a case belongs to the month, and the cut-off: printed under the title. */
  basis: Line,
  /** `已签发` with its day and person, or empty for a working copy. */
  signedOff: Line,
  typeSizePt: z.number().min(6.5).max(9).default(7),
  columns: z
    .array(z.object({ title: z.string(), width: z.number().positive(), align: z.enum(['left', 'center', 'right']) }))
    .min(1),
  /** Cells in the order of the columns. */
  rows: z.array(z.array(z.string())).max(200_000),
  sums: z.array(z.string()),
  /** What stands there when there are no rows: a month says 本月无, a list that nothing was found. */
  emptyText: z.string().max(40).default('本月无'),
  ...foot,
})
export type LedgerSheet = z.output<typeof LedgerSheet>

/** Columns, cells and sums of a {@link LedgerSheet}. */
export function toPrintTable(
  columns: readonly LedgerColumn[],
  rows: readonly LedgerCells[],
): Pick<LedgerSheet, 'columns' | 'rows' | 'sums'> {
  return {
    columns: columns.map(({ title, width, align }) => ({ title, width, align })),
    rows: rows.map((row, index) => toCells(columns, row, index)),
    sums: toSums(columns, rows),
  }
}

/** One row of a difference sheet that is told as a whole. */
const RowLine = z.object({ dossierNumber: Line, about: Prose, who: Line, on: PrintDay })

/** 更正差异单: what changed after the month was signed off; the frozen sheet itself stays as it is. */
export const DifferenceSheet = z.object({
  organisation: Line,
  number: Line,
  period: Line,
  sheetTitle: Line,
  /** Head of the column that names a row: `卷号`. */
  numberTitle: Line,
  signedOffOn: PrintDay,
  signedOffBy: Line,
  items: z.array(
    Difference.pick({
      columnTitle: true,
      dossierNumber: true,
      frozen: true,
      present: true,
      who: true,
      on: true,
      reason: true,
    }),
  ),
  /** 补列: rows that the signed month had not. */
  late: z.array(RowLine.extend({ reason: Line })).default([]),
  /** Handling after the month, row by row: nothing wrong was signed. `changes`: `答复日期：2026-04-03；办结方式：实质性办结`. */
  progress: z.array(RowLine.extend({ changes: Prose })).default([]),
  /** Totals that the corrections move. */
  totals: z.array(z.object({ label: Line, frozen: Line, present: Line })).default([]),
  preparedBy: Line,
  preparedOn: PrintDay,
})

const shown = z.union([z.string(), z.number(), z.null()]).transform((value) => (value === null ? '' : String(value)))

/** The monthly table of a ledger: figures, their cross-checks, and how each is counted. A null value prints blank. */
export const MonthlyFigures = z.object({
  organisation: Line,
  title: Line,
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

/** 中心月报一页: the chosen figures of every ledger with its state, and the tasks of each linkage. */
export const CentreMonth = z.object({
  organisation: Line,
  period: Line,
  basis: Line,
  ledgers: z
    .array(
      z.object({
        title: Line,
        /** `已签 2026-04-02` or `未签`. */
        state: Line,
        /** `按收到日期列入`: which records the month counts. */
        basis: Line.default(''),
        figures: z.array(z.object({ title: Line, unit: Line, value: Line })).max(12),
      }),
    )
    .max(20)
    .default([]),
  linkageHeads: z.array(Line).max(10).default([]),
  linkages: z
    .array(z.object({ title: Line, values: z.array(Line).max(10) }))
    .max(20)
    .default([]),
  note: Line,
  ...foot,
})

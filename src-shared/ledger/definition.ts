import type { PaperKind } from '../paper/registry.ts'
import type { Topic } from '../topic.ts'

/** A value of a ledger row; days as `2026-03-05`, amounts in fen. */
export type LedgerCell = string | number | null
/** One row of a ledger by field key, codes already in words. */
export type LedgerCells = Readonly<Record<string, LedgerCell>>

/** One value that a row keeps, signs off and compares. */
export interface LedgerField {
  key: string
  title: string
  /** `fen`: an amount in fen, shown in yuan, a nought left empty. Default `text`. */
  kind?: 'text' | 'day' | 'integer' | 'fen'
}

/** One printed column: a field, or several of them in one cell. */
export interface LedgerColumn extends LedgerField {
  /** Millimetres on a sheet with all columns; hidden ones leave their width to the rest. */
  width: number
  align: 'left' | 'center' | 'right'
  /** The fields that share the cell, where the column is not a field itself. */
  parts?: readonly LedgerField[]
  /** Citizens' names: partly hidden in print and export. */
  isName?: boolean
  /** Any people's names joined by `、`: found by their initials. */
  hasPeople?: boolean
  /** What the sum line shows: the number of rows in 件, the total, or words of its own. */
  sum?: 'count' | 'total' | ((rows: readonly LedgerCells[]) => string)
  /** The cell's text where its kind does not say enough. */
  text?: (row: LedgerCells) => string
  /** On the screen: CSS pixels at zoom 1, in view when scrolled sideways, a drop-down of what occurs (`each`: of joined names). */
  gridWidth?: number
  isFrozen?: boolean
  filter?: 'whole' | 'each'
}

/** For the sum line of a list that does not count 件. */
export const rowsIn =
  (unit: string) =>
  (rows: readonly LedgerCells[]): string =>
    `${rows.length}${unit}`

/** By which day a case belongs to a month. The first of a ledger is its default. */
export interface LedgerBasisRule {
  id: string
  /** As printed: `按受理日期列入`. */
  title: string
}

/** A counter of the month, by measure; 0 where nothing was counted. */
export type Count = (measure: string) => number

/** One way to count a figure, where offices count it differently. */
export interface FigureVariant {
  id: string
  /** `口径一`; printed with the figure's definition. */
  title: string
  definition: string
  /** null where there is nothing to divide by. `before` counts the month before. */
  value(n: Count, before: Count): number | null
}

/** One line of the monthly table. */
export interface FigureRule {
  key: string
  group: string
  title: string
  unit: string
  /** How it is counted, printed under the table. */
  definition: string
  /**
   * Default: the counter that its key names. null prints blank: there is nothing to divide by. `before` counts the
   * month before by the same basis; a month without a record counts 0.
   */
  value?(n: Count, before: Count): number | null
  /** Shown with so many decimals, noughts too. */
  decimals?: number
  /** The counter whose cases the figure opens; default its key; null: it opens nothing. */
  opens?: string | null
  /** Counted by this basis whatever the ledger is listed by. */
  basis?: string
  /** Competing definitions: the office chooses one, the first if it did not. They stand for `value` and `definition`. */
  variants?: readonly FigureVariant[]
}

/** A sum that must hold (勾稽), and why a single case can break it ('' if it does not). */
export interface CheckRule<C = unknown> {
  title: string
  relation: '=' | '≤'
  left(n: Count): number
  right(n: Count): number
  why(counted: C): string
}

/** Codes in order, of tables that belong to a topic or that the office edits. */
export type CodeTables = (table: string) => readonly { code: string; title: string }[]

/** Twelve months as pictures: a whole, a part of it, and lists by the code in a measure's name. */
export interface TrendRule {
  whole: { measure: string; title: string }
  part: { measure: string; title: string; longTitle: string; rateTitle: string }
  /** Measures `<prefix><code>`; titles from `table`, or the office's places for `places`. */
  lists: readonly { prefix: string; table: string; title: string; head: string }[]
}

/**
 * A ledger of one topic: its columns, how its cases are counted and what the month's papers say. The rest, months,
 * sign-off, differences, export, pictures, is the same for every ledger. `C` is what of a case is counted.
 */
export interface LedgerDefinition<C = unknown> {
  id: string
  /** On page and paper. */
  title: string
  /** On the tab and in lines of the log. */
  shortTitle: string
  /** Of the page of figures; its paper adds 表. */
  figuresTitle: string
  /** What is counted: `案件`. */
  noun: string
  /** Heads of the list behind a figure: what numbers a case, which day it shows. */
  numberTitle: string
  dayTitle: string
  /** Whose ledger it is. */
  organisation: 'committeeName' | 'centreName'
  /** Names in print and export: as the office set, always partly hidden, or there are none: it lists no citizens. */
  masksNames: 'setting' | 'always' | 'none'
  bases: readonly LedgerBasisRule[]
  columns: readonly LedgerColumn[]
  /** The field by which people name a row. */
  numberKey: string
  /** Fields that say what a row is about where it stands alone; no names of citizens. */
  aboutKeys: readonly string[]
  /** Printed after the days and the basis; '' if nothing is to be added. */
  footnote: string
  /** Cases of the period that no row tells of yet, in words before 件, and the page that lists them. */
  leftOut?: { words: string; path: string }
  /** The months a case is counted in, by basis; '' is none. */
  monthsOf(counted: C): readonly (readonly [basis: string, month: string])[]
  /** What a case adds to the counters of each of its months: measure -> amount. */
  contributionsOf(counted: C): ReadonlyMap<string, number>
  figures(tables: CodeTables): readonly FigureRule[]
  checks: readonly CheckRule<C>[]
  /** Figures that people count by hand; key -> title with its unit in brackets. */
  manual: { title: string; group: string; note: string; fields: Readonly<Record<string, string>> } | null
  trend: TrendRule | null
  papers: { ledger: PaperKind; figures: PaperKind }
  /** Number series of its difference sheets, and the word in their number that stands for 告字. */
  difference: { series: string; word: string }
  /** Where a row opens, its id at the end; `/matters/` if left out. */
  rowPath?: string
  /** Changes of these topics are changes of the ledger. */
  topics: readonly Topic[]
}

/** The page behind a row. */
export const rowPathOf = ({ rowPath = '/matters/' }: Pick<LedgerDefinition, 'rowPath'>, id: string): string =>
  `${rowPath}${id}`

/** A column; a helper that keeps its key literal. */
export function column<const K extends string>(
  key: K,
  title: string,
  width: number,
  align: LedgerColumn['align'] = 'center',
  more: Omit<LedgerColumn, 'key' | 'title' | 'width' | 'align'> = {},
) {
  return { key, title, width, align, ...more }
}

/** 序号: counted by whoever prints or shows the rows, never kept. */
export const NUMBER_COLUMN = 'no'

/** What a row of these columns keeps, column by column. */
export function fieldsOf(columns: readonly LedgerColumn[]): LedgerField[] {
  return columns.filter(({ key }) => key !== NUMBER_COLUMN).flatMap((each) => each.parts ?? [each])
}

/**
 * A share of a whole, rounded half up to so many decimals of the quotient; null where the whole is 0. Four decimals is
 * how petition offices divide (B3.5). Both must be whole numbers, not negative.
 */
export function quotient(part: number, whole: number, decimals = 4): number | null {
  if (whole === 0) return null
  const scale = 10 ** decimals
  return Math.floor((2 * part * scale + whole) / (2 * whole)) / scale
}

/** {@link quotient} in per cent: four decimals of the quotient are two of the per cent. */
export function percent(part: number, whole: number, decimals = 4): number | null {
  if (whole === 0) return null
  const scale = 10 ** decimals
  return Math.floor((2 * part * scale + whole) / (2 * whole)) / 10 ** (decimals - 2)
}

/** A figure as papers and screens show it: shares always with two decimals, `—` where nothing can be divided. */
export const figureText = (value: number | null, unit: string): string =>
  value === null ? '—' : unit === '%' ? value.toFixed(2) : String(value)

/** 环比: by how many per cent `present` is more or less than `past`, rounded as {@link percent}; null where `past` is 0. */
export function change(present: number, past: number, decimals = 4): number | null {
  const share = percent(Math.abs(present - past), past, decimals)
  return share === null || share === 0 || present > past ? share : -share
}

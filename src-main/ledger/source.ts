import type { CodeTables } from '../../src-shared/ledger/definition.ts'
import type { LedgerRow } from '../../src-shared/ledger/schema.ts'
import type { Day, Instant, Month } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { Ctx } from '../ctx/ctx.ts'
import type { Db } from '../store/open.ts'

/** A case with what of it is counted, and the words by which a list names it. */
export interface CountedEntry<C = unknown> {
  matterId: MatterId
  number: string
  title: string
  /** The day that the ledger's list shows. */
  on: Day
  counted: C
}

/** Who changed a row, when, and why. */
export interface RowChange {
  actorName: string
  reason: string
  at: Instant
  /** All that happened since was handling after the period, see src-shared/ledger/handling.ts. */
  isHandledFurther: boolean
}

/**
 * Where a ledger's rows come from: the part of a topic's definition that reads its store. Rows come in ledger order.
 * `basis` is one of the definition's. A sealed matter (检举控告) is in no ledger: its months stay empty.
 */
export interface LedgerSource<C = unknown> {
  /** Code tables by the names that the definition's figures and trend use. `places` is known without it. */
  tables(ctx: Ctx): CodeTables
  listMonth(ctx: Ctx, basis: string, month: Month): LedgerRow[]
  /** By the days of a period instead of the kept month: for months that were frozen under another cut-off. */
  listBetween(ctx: Ctx, basis: string, from: Day, to: Day): LedgerRow[]
  listCounted(ctx: Ctx, basis: string, month: Month): CountedEntry<C>[]
  /**
   * For rows that change at other seats without being folded here: nothing is kept, sums are made from `listCounted`
   * when they are asked for.
   */
  isCountedLive?: true
  /** Who last changed a row since an instant, and why, where its history is not that of a matter; `to` ends the period. */
  lastChange?(ctx: Ctx, id: string, since: Instant, to: Day): RowChange | undefined
  /** How many cases of the days are in no row yet: the definition's `leftOut`. */
  countLeftOut?(ctx: Ctx, from: Day, to: Day): number
  /** Every case there is, for a recount; nothing where sums are not kept. */
  eachCounted(db: Db): Iterable<C>
  /** After the cut-off day changed: keeps anew in which months each case belongs. */
  moveMonths(ctx: Ctx, monthOf: (day: Day) => Month): void
}

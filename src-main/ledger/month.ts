import type { LedgerBasis } from '../../src-shared/centre/schema.ts'
import { JUSTICE_CLASSES } from '../../src-shared/mediation/disputeClasses.ts'
import { maskPartyName } from '../../src-shared/intake/mask.ts'
import { codeTitle } from '../../src-shared/kernel/codeTable.ts'
import { dayOf, type Day, type Month } from '../../src-shared/kernel/day.ts'
import { compareLedgers } from '../../src-shared/ledger/differences.ts'
import { definitionOf } from '../../src-shared/ledger/figures.ts'
import { toLedgerRow } from '../../src-shared/ledger/toLedgerRow.ts'
import type { Difference, LedgerRow, MonthState } from '../../src-shared/ledger/schema.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { periodOf } from './periods.ts'
import {
  findFrozen,
  findLastChange,
  listDifferenceSheets,
  listLedger,
  listLedgerBetween,
  type RawLedgerRow,
} from './repo.ts'

export const className = (code: string): string => codeTitle(JUSTICE_CLASSES, code) ?? code

export const inWords = (rows: readonly RawLedgerRow[]): LedgerRow[] => rows.map((row) => toLedgerRow(row, className))

/** A month's rows as they are now, in ledger order. */
export function currentRows(ctx: Ctx, month: Month): LedgerRow[] {
  return inWords(listLedger(ctx.db, ctx.settings.ledgerBasis, month))
}

/** For paper and export where the office hides names: `张**`. */
export function hideNames(rows: readonly LedgerRow[]): LedgerRow[] {
  const hide = (names: string): string =>
    names
      .split('、')
      .map((name) => maskPartyName(name.length > 4 ? 'company' : 'person', name))
      .join('、')
  return rows.map((row) => ({ ...row, applicants: hide(row.applicants), respondents: hide(row.respondents) }))
}

/** What a signed-off month shows now against what was last signed: by the days it was frozen with. */
export function openDifferences(ctx: Ctx, month: Month): Difference[] {
  const frozen = findFrozen(ctx.db, month)
  if (!frozen) return []
  const signed = listDifferenceSheets(ctx.db, month).at(-1)?.rows ?? frozen.rows
  const present = inWords(listLedgerBetween(ctx.db, frozen.basis, frozen.from, frozen.to))
  return compareLedgers(signed, present).map((difference) => {
    const change = findLastChange(ctx.db, difference.matterId, frozen.signedAt)
    return {
      ...difference,
      who: change?.actorName ?? '',
      reason: change?.reason ?? '',
      on: change ? dayOf(change.at) : null,
    }
  })
}

export function presentRowsOfFrozen(ctx: Ctx, month: Month): LedgerRow[] {
  const frozen = findFrozen(ctx.db, month)
  return frozen ? inWords(listLedgerBetween(ctx.db, frozen.basis, frozen.from, frozen.to)) : []
}

export function monthState(ctx: Ctx, month: Month): MonthState {
  const frozen = findFrozen(ctx.db, month)
  const period = periodOf(ctx.db, month, ctx.settings.cutoffDay)
  return {
    month,
    ...period,
    isSignedOff: frozen !== undefined,
    signedAt: frozen?.signedAt ?? null,
    signedBy: frozen?.signedBy ?? '',
    ledgerDocumentId: frozen?.ledgerDocumentId ?? null,
    figuresDocumentId: frozen?.figuresDocumentId ?? null,
    openDifferences: frozen ? openDifferences(ctx, month).length : 0,
    differenceSheets: listDifferenceSheets(ctx.db, month).map(({ documentId, number, issuedAt }) => ({
      documentId,
      number,
      issuedAt,
    })),
  }
}

export function definition(
  ctx: Ctx,
  state: { from: Day; to: Day },
  basis: LedgerBasis = ctx.settings.ledgerBasis,
): string {
  return definitionOf(basis, state.from, state.to)
}

export const monthHandlers = {
  'ledger.months': (ctx, { year }) =>
    Array.from({ length: 12 }, (_, index) => monthState(ctx, `${year}-${String(index + 1).padStart(2, '0')}` as Month)),
  /** A signed-off month shows what was signed; the differences list says what changed since. */
  'ledger.month': (ctx, { month }) => {
    const state = monthState(ctx, month)
    const frozen = findFrozen(ctx.db, month)
    return { state, rows: frozen?.rows ?? currentRows(ctx, month), definition: definition(ctx, state, frozen?.basis) }
  },
  'ledger.differences': (ctx, { month }) => openDifferences(ctx, month),
} satisfies Partial<Handlers>

export const caseTitleOf = (row: RawLedgerRow): string =>
  [row.applicants, row.respondents].filter(Boolean).join(' 与 ') || row.facts.slice(0, 30)

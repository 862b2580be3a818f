import { describeEvent } from '../../src-shared/describeEvent.ts'
import { dayOf, type Day, type Instant, type Month } from '../../src-shared/kernel/day.ts'
import { basisOf } from '../../src-shared/ledger/choices.ts'
import { definitionOf } from '../../src-shared/ledger/countFigures.ts'
import { compareLedgers } from '../../src-shared/ledger/differences.ts'
import { isHandledFurther } from '../../src-shared/ledger/handling.ts'
import type { Difference, LedgerId, LedgerRow, MonthState } from '../../src-shared/ledger/schema.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { listHiddenMatters } from '../intake/visible.ts'
import { periodOf } from './periods.ts'
import { ledgerOf } from './registry.ts'
import { findFrozen, listChanges, listDifferenceSheets, type FrozenMonth } from './repo.ts'
import type { RowChange } from './source.ts'

/** A month's rows as they are now, in ledger order. */
export function currentRows(ctx: Ctx, ledger: LedgerId, month: Month): LedgerRow[] {
  const { rules, source } = ledgerOf(ledger)
  return source.listMonth(ctx, basisOf(rules, ctx.settings), month)
}

/** As the month is shown and printed: signed off as it was signed, else as it is now. */
export function shownRows(ctx: Ctx, ledger: LedgerId, month: Month): LedgerRow[] {
  const frozen = findFrozen(ctx.db, ledger, month)
  return frozen ? withoutHidden(ctx, frozen.rows) : currentRows(ctx, ledger, month)
}

/** Less what was sealed since it was signed and the reader may not know of. */
function withoutHidden<R extends { matterId: string }>(ctx: Ctx, rows: R[]): R[] {
  const hidden = listHiddenMatters(ctx)
  return hidden.size === 0 ? rows : rows.filter(({ matterId }) => !hidden.has(matterId))
}

function presentRows(ctx: Ctx, { ledger, basis, from, to }: FrozenMonth): LedgerRow[] {
  return ledgerOf(ledger).source.listBetween(ctx, basis, from, to)
}

/** A signed month's rows as its last difference sheet has them, else as they were signed. */
export function lastSignedRows(ctx: Ctx, frozen: FrozenMonth): LedgerRow[] {
  return listDifferenceSheets(ctx.db, frozen.ledger, frozen.month).at(-1)?.rows ?? frozen.rows
}

/** What a signed-off month shows now against what was last signed: by the days it was frozen with. */
export function openDifferences(ctx: Ctx, ledger: LedgerId, month: Month): Difference[] {
  const frozen = findFrozen(ctx.db, ledger, month)
  if (!frozen) return []
  const sheet = listDifferenceSheets(ctx.db, ledger, month).at(-1)
  const differences = compareLedgers(ledgerOf(ledger).rules, sheet?.rows ?? frozen.rows, presentRows(ctx, frozen))
  const since = sheet?.issuedAt ?? frozen.signedAt
  const changes = new Map<string, RowChange | undefined>()
  const changeOf = ({ matterId }: { matterId: LedgerRow['matterId'] }): RowChange | undefined => {
    if (!changes.has(matterId)) changes.set(matterId, lastChange(ctx, ledger, matterId, since, frozen.to))
    return changes.get(matterId)
  }
  return withoutHidden(ctx, differences).map((difference) => {
    const change = changeOf(difference)
    const isProgress = difference.kind === 'correction' && difference.column !== 'whole' && change?.isHandledFurther
    return {
      ...difference,
      kind: isProgress ? 'progress' : difference.kind,
      who: change?.actorName ?? '',
      reason: change?.reason ?? '',
      on: change ? dayOf(change.at) : null,
    }
  })
}

/** Who changed a row since then, and whether it was only handled further. A correction speaks before what came after it. */
function lastChange(
  ctx: Ctx,
  ledger: LedgerId,
  matterId: LedgerRow['matterId'],
  since: Instant,
  to: Day,
): RowChange | undefined {
  const { source } = ledgerOf(ledger)
  if (source.lastChange) return source.lastChange(ctx, matterId, since, to)
  const events = listChanges(ctx.db, matterId, since)
  const last = events.findLast(({ kind }) => kind.endsWith('.correct')) ?? events.at(-1)
  if (!last) return undefined
  const { actorName, at } = last
  return { actorName, at, reason: reasonOf(last), isHandledFurther: isHandledFurther(events, to) }
}

/** Acts that ask for no reason are one themselves: the citizen was answered, the case was closed. */
function reasonOf({ reason, kind, payload }: { reason: string; kind: string; payload: unknown }): string {
  return reason || `办理：${describeEvent(kind, payload, () => '').title}`
}

export function presentRowsOfFrozen(ctx: Ctx, ledger: LedgerId, month: Month): LedgerRow[] {
  const frozen = findFrozen(ctx.db, ledger, month)
  return frozen ? presentRows(ctx, frozen) : []
}

export function monthState(ctx: Ctx, ledger: LedgerId, month: Month): MonthState {
  const frozen = findFrozen(ctx.db, ledger, month)
  const open = openDifferences(ctx, ledger, month)
  return {
    month,
    ...periodOf(ctx.db, month, ctx.settings.cutoffDay, ledger),
    isSignedOff: frozen !== undefined,
    signedAt: frozen?.signedAt ?? null,
    signedBy: frozen?.signedBy ?? '',
    ledgerDocumentId: frozen?.ledgerDocumentId ?? null,
    figuresDocumentId: frozen?.figuresDocumentId ?? null,
    openDifferences: open.filter(({ kind }) => kind !== 'progress').length,
    openProgress: open.filter(({ kind }) => kind === 'progress').length,
    differenceSheets: listDifferenceSheets(ctx.db, ledger, month).map(({ documentId, number, issuedAt }) => ({
      documentId,
      number,
      issuedAt,
    })),
  }
}

/** How the ledger of a month is cut and counted; a signed-off one by the basis it was signed with. */
export function ledgerDefinition(ctx: Ctx, ledger: LedgerId, month: Month): string {
  const { rules } = ledgerOf(ledger)
  const { from, to } = periodOf(ctx.db, month, ctx.settings.cutoffDay, ledger)
  const basis = findFrozen(ctx.db, ledger, month)?.basis ?? basisOf(rules, ctx.settings)
  return definitionOf(rules, basis, from, to)
}

export const monthHandlers = {
  'ledger.months': (ctx, { ledger, year }) =>
    Array.from({ length: 12 }, (_, index) =>
      monthState(ctx, ledger, `${year}-${String(index + 1).padStart(2, '0')}` as Month),
    ),
  /** A signed-off month shows what was signed; the differences list says what changed since. */
  'ledger.month': (ctx, { ledger, month }) => {
    const state = monthState(ctx, ledger, month)
    return {
      state,
      rows: shownRows(ctx, ledger, month),
      definition: ledgerDefinition(ctx, ledger, month),
      leftOut: ledgerOf(ledger).source.countLeftOut?.(ctx, state.from, state.to) ?? 0,
    }
  },
  'ledger.differences': (ctx, { ledger, month }) => openDifferences(ctx, ledger, month),
} satisfies Partial<Handlers>

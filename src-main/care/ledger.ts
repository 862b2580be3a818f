import type { GroupId } from '../../src-shared/care/codes.ts'
import { OFFICE_ACTS, type CareEvent } from '../../src-shared/care/events.ts'
import { withNumbers } from '../../src-shared/care/figures.ts'
import { careLedger } from '../../src-shared/care/ledger.ts'
import { sumCases } from '../../src-shared/care/ledgerCase.ts'
import { SignedMonth } from '../../src-shared/care/ledgerSchema.ts'
import type { CareDifference, CareLedgerRow, CareMonthState } from '../../src-shared/care/views.ts'
import { maskNameAlone } from '../../src-shared/intake/mask.ts'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { toCount, toFigures } from '../../src-shared/ledger/countFigures.ts'
import type { LedgerDefinition } from '../../src-shared/ledger/definition.ts'
import { compareLedgers } from '../../src-shared/ledger/differences.ts'
import { ledgerPeriod } from '../../src-shared/ledger/period.ts'
import type { Figure, LedgerRow } from '../../src-shared/ledger/schema.ts'
import type { z } from 'zod'
import type { CareCtx } from '../ctx/ctx.ts'
import { hasDestroyed } from './eventRepo.ts'
import { listLedgerLines, listNames, listSignedMonths, type LedgerLine } from './ledgerRepo.ts'
import { groupTitle } from './view.ts'

export interface SignedSheet {
  sheet: SignedMonth
  event: CareEvent
  reason: string
  number: string
}

const LATER = OFFICE_ACTS.differ.extend({ sheet: SignedMonth })
const FIRST = LATER.extend({ reason: LATER.shape.reason.default('签发') })

/** The months of a group that were signed, each as it was first signed and as it was changed since, oldest first. */
export function signedMonths(ctx: CareCtx, group: GroupId, from: Month, to: Month): Map<Month, SignedSheet[]> {
  const found = new Map<Month, SignedSheet[]>()
  for (const event of listSignedMonths(ctx.care.db, group, from, to)) {
    const isFirst = event.kind === 'signMonth'
    const act = (isFirst ? FIRST : LATER).safeParse(event.payload)
    if (!act.success) continue
    const month = act.data.month as Month
    const sheets = found.get(month) ?? []
    // Two seats that signed without knowing of each other: the first counts.
    if (isFirst !== (sheets.length === 0)) continue
    found.set(month, [...sheets, { sheet: act.data.sheet, event, reason: act.data.reason, number: act.data.number }])
  }
  return found
}

export const signedMonth = (ctx: CareCtx, group: GroupId, month: Month): SignedSheet[] =>
  signedMonths(ctx, group, month, month).get(month) ?? []

export const ledgerOf = (ctx: CareCtx, group: GroupId): LedgerDefinition => careLedger(group, groupTitle(ctx)(group))

/**
 * The month counted now; one that was signed by the days it was signed with. Lines of records that were destroyed since stand as
 * they were signed: nothing is left to count them by, and to name them on a difference sheet would undo the sealing.
 */
export function presentMonth(ctx: CareCtx, group: GroupId, month: Month, signed?: SignedSheet): SignedMonth {
  const { from, to } = signed?.sheet ?? ledgerPeriod(month, ctx.settings.cutoffDay)
  const ledger = ledgerOf(ctx, group)
  const lines = listLedgerLines(ctx.care.db, group, from, to)
  const sums = sumCases(lines)
  const living = lines.map((line) => toRow(line, to))
  const gone = signed?.sheet.rows.filter(({ clientId }) => hasDestroyed(ctx.care.db, clientId)) ?? []
  const rows = [...living, ...gone]
  if (signed && gone.length > 0 && isSameRows(rows, signed.sheet.rows)) return signed.sheet
  return {
    from,
    to,
    title: ledger.title,
    rows,
    sums: Object.fromEntries(sums),
    figures: figuresOf(ledger, group, sums),
  }
}

function isSameRows(some: readonly CareLedgerRow[], others: readonly CareLedgerRow[]): boolean {
  const known = new Map(others.map((row) => [row.clientId, JSON.stringify(row)]))
  return some.length === others.length && some.every((row) => known.get(row.clientId) === JSON.stringify(row))
}

export function figuresOf(ledger: LedgerDefinition, group: GroupId, sums: ReadonlyMap<string, number>): Figure[] {
  const n = toCount(sums)
  const figures = toFigures(ledger, {
    countOf: () => n,
    countBefore: () => () => 0,
    basis: ledger.bases[0]?.id ?? '',
    manual: {},
    tables: () => [],
    variantOf: () => undefined,
  })
  return withNumbers(group, figures, n)
}

function toRow(line: LedgerLine, to: Day): CareLedgerRow {
  const { clientId, number, worker, startOn, lastOn, due, done, timely, skipped, visits, absent, raised, answered } =
    line
  const state = lastOn >= to ? '在册' : '已结束'
  const counts = { due, done, timely, skipped, visits, absent, raised, answered }
  return { clientId, number, worker, startOn, state, ...counts, lastVisitOn: line.lastVisitOn, note: '' }
}

/** Rows as anybody sees them, on paper and screen: names partly hidden, none where the record was destroyed. */
export function withNames(ctx: CareCtx, group: GroupId, rows: readonly CareLedgerRow[]): CareLedgerRow[] {
  const names = listNames(ctx.care.db, group)
  return rows.map((row) => ({ ...row, name: maskNameAlone(names.get(row.clientId) ?? '') }))
}

/** For the common engine, which calls the record behind a row a matter. */
export const asLedgerRow = ({ clientId, ...cells }: CareLedgerRow): LedgerRow => ({
  ...cells,
  matterId: clientId as string as MatterId,
})

/** What is now other than it was last signed, line by line. */
export function differencesOf(
  ctx: CareCtx,
  group: GroupId,
  month: Month,
  sheets: readonly SignedSheet[],
): z.infer<typeof CareDifference>[] {
  const last = sheets.at(-1)
  if (!last) return []
  const present = presentMonth(ctx, group, month, last)
  return compareSheets(ledgerOf(ctx, group), last.sheet, present)
}

export const compareSheets = (
  ledger: LedgerDefinition,
  before: SignedMonth,
  after: SignedMonth,
): z.infer<typeof CareDifference>[] =>
  compareLedgers(ledger, before.rows.map(asLedgerRow), after.rows.map(asLedgerRow)).map(
    ({ matterId, dossierNumber, columnTitle, frozen, present }) => ({
      clientId: matterId as string,
      number: dossierNumber,
      title: columnTitle,
      signed: frozen,
      present,
    }),
  )

/** Lines of the monthly table that are not what they were. */
export function changedFigures(before: readonly Figure[], after: readonly Figure[]) {
  const now = new Map(after.map((figure) => [figure.key, figure.text]))
  return before
    .filter(({ key, text }) => now.get(key) !== text)
    .map(({ key, title, unit, text }) => ({ title, unit, signed: text, present: now.get(key) ?? '' }))
}

export function monthState(
  ctx: CareCtx,
  group: GroupId,
  month: Month,
  sheets: readonly SignedSheet[],
): z.infer<typeof CareMonthState> {
  const [first, ...later] = sheets
  const { from, to } = first?.sheet ?? ledgerPeriod(month, ctx.settings.cutoffDay)
  return {
    group,
    month,
    from,
    to,
    signedAt: first?.event.at ?? null,
    signedBy: first?.event.actorName ?? '',
    openDifferences: differencesOf(ctx, group, month, sheets).length,
    sheets: later.map(({ event, reason, number }, index) => ({
      no: index + 1,
      number,
      issuedAt: event.at,
      by: event.actorName,
      reason,
    })),
  }
}

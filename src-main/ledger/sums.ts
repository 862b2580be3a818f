import { addMonthsTo, type Month } from '../../src-shared/kernel/day.ts'
import type { LedgerId } from '../../src-shared/ledger/schema.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { ledgerOf } from './registry.ts'
import { listCounterMonths, sumCounters } from './repo.ts'

interface Span {
  from: Month
  to: Month
}

/** Sums of all measures over months, both ends included: as kept, or counted now where a ledger keeps none. */
export function sumsOf(ctx: Ctx, ledger: LedgerId, basis: string, { from, to }: Span): Map<string, number> {
  if (!ledgerOf(ledger).source.isCountedLive) return sumCounters(ctx.db, ledger, basis, from, to)
  const sums = new Map<string, number>()
  for (let month = from; month <= to; month = addMonthsTo(month, 1))
    for (const [measure, n] of countMonth(ctx, ledger, basis, month)) sums.set(measure, (sums.get(measure) ?? 0) + n)
  return sums
}

/** The same month by month, for some measures. */
export function sumsByMonth(
  ctx: Ctx,
  ledger: LedgerId,
  basis: string,
  measures: readonly string[],
  span: Span,
): { month: Month; measure: string; n: number }[] {
  if (!ledgerOf(ledger).source.isCountedLive) return listCounterMonths(ctx.db, ledger, basis, measures, span)
  const rows: { month: Month; measure: string; n: number }[] = []
  for (let { from: month } = span; month <= span.to; month = addMonthsTo(month, 1)) {
    const counted = countMonth(ctx, ledger, basis, month)
    for (const measure of measures) {
      const n = counted.get(measure)
      if (n !== undefined) rows.push({ month, measure, n })
    }
  }
  return rows
}

function countMonth(ctx: Ctx, ledger: LedgerId, basis: string, month: Month): Map<string, number> {
  const { rules, source } = ledgerOf(ledger)
  const sums = new Map<string, number>()
  for (const { counted } of source.listCounted(ctx, basis, month))
    for (const [measure, n] of rules.contributionsOf(counted)) sums.set(measure, (sums.get(measure) ?? 0) + n)
  return sums
}

import { LEDGER_IDS, type LedgerId } from '../../src-shared/ledger/schema.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import type { Db } from '../store/open.ts'
import { createCounterSum } from './counters.ts'
import { monthOfDay } from './periods.ts'
import { ledgerOf } from './registry.ts'
import { clearCounters } from './repo.ts'

/** Counts every case of a ledger again from the rows themselves. Returns how many months have figures. */
export function recount(db: Db, ledger: LedgerId = 'mediation'): number {
  clearCounters(db, ledger)
  const sum = createCounterSum<unknown>(ledger)
  for (const counted of ledgerOf(ledger).source.eachCounted(db)) sum.add(counted)
  return sum.write(db)
}

/** After the cut-off day changed: every case to its month, every counter anew. Signed-off months keep their paper. */
export function recountMonths(ctx: Ctx, cutoffDay: number): number {
  const months = LEDGER_IDS.map((id) => {
    ledgerOf(id).source.moveMonths(ctx, (day) => monthOfDay(ctx.db, day, cutoffDay, id))
    return recount(ctx.db, id)
  })
  ctx.changed('ledger')
  return Math.max(...months)
}

export const recountHandlers = {
  'centre.recount': (ctx) => ({ months: recountMonths(ctx, ctx.settings.cutoffDay) }),
} satisfies Partial<Handlers>

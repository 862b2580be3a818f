import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { Figure } from '../ledger/schema.ts'
import { CareLedgerRow } from './views.ts'

/**
 * A month as it is signed: counts by client without a name, so that what stays after a record was destroyed says nothing
 * of anybody. `sums` are the counters behind the figures.
 */
export const SignedMonth = z.object({
  from: Day,
  to: Day,
  title: z.string(),
  rows: z.array(CareLedgerRow),
  sums: z.record(z.string(), z.number()),
  figures: z.array(Figure),
})
export type SignedMonth = z.infer<typeof SignedMonth>

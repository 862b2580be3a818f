import type { Month } from '../../src-shared/kernel/day.ts'
import type { LedgerCase } from '../../src-shared/ledger/mediation.ts'
import { LEDGERS } from '../../src-shared/ledger/registry.ts'
import type { LedgerId } from '../../src-shared/ledger/schema.ts'
import type { Db } from '../store/open.ts'
import { addToCounter } from './repo.ts'

export type { LedgerCase }

/**
 * Takes a case's old share out of its months and puts the new one in; the difference only is written.
 * @typeParam C what the ledger counts of a case, see its definition
 */
export function moveCounters<C = LedgerCase>(
  db: Db,
  before: C | undefined,
  after: C,
  ledger: LedgerId = 'mediation',
): void {
  const sum = createCounterSum<C>(ledger)
  if (before) sum.add(before, -1)
  sum.add(after)
  sum.write(db)
}

/** Adds up shares of many cases of one ledger, then writes each counter once. */
export function createCounterSum<C = LedgerCase>(ledger: LedgerId = 'mediation') {
  const { monthsOf, contributionsOf } = LEDGERS[ledger]
  const sums = new Map<string, number>()
  return {
    add(counted: C, sign: 1 | -1 = 1): void {
      const shares = contributionsOf(counted)
      for (const [basis, month] of monthsOf(counted)) {
        if (month === '') continue
        for (const [measure, n] of shares) {
          const key = `${basis}|${month}|${measure}`
          sums.set(key, (sums.get(key) ?? 0) + sign * n)
        }
      }
    },
    /** Returns how many months were touched. */
    write(db: Db): number {
      const months = new Set<string>()
      for (const [key, n] of sums) {
        const [basis, month, measure] = key.split('|') as [string, Month, string]
        months.add(month)
        if (n !== 0) addToCounter(db, ledger, basis, month, measure, n)
      }
      return months.size
    },
  }
}

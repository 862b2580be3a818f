import type { Month } from '../../src-shared/kernel/day.ts'
import type { LedgerCase } from '../../src-shared/ledger/mediation.ts'
import { LEDGERS } from '../../src-shared/ledger/registry.ts'
import type { LedgerId } from '../../src-shared/ledger/schema.ts'
import type { Db } from '../store/open.ts'
import { addToCounter } from './repo.ts'

export type { LedgerCase }

/** Connections whose moves wait for the end of their transaction. */
const gathering = new WeakMap<Db, Map<LedgerId, CounterSum>>()

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
  const gathered = gathering.get(db)
  const sum = (gathered?.get(ledger) ?? createCounterSum<C>(ledger)) as CounterSum<C>
  gathered?.set(ledger, sum as CounterSum)
  if (before) sum.add(before, -1)
  sum.add(after)
  if (!gathered) sum.write(db)
}

/** For many acts in one transaction: from now on moves are added up; the function returned writes each counter once. */
export function gatherCounters(db: Db): () => void {
  const sums = new Map<LedgerId, CounterSum>()
  gathering.set(db, sums)
  return () => {
    gathering.delete(db)
    for (const sum of sums.values()) sum.write(db)
  }
}

type CounterSum<C = never> = ReturnType<typeof createCounterSum<C>>

/** Adds up shares of many cases of one ledger, then writes each counter once. */
export function createCounterSum<C = LedgerCase>(ledger: LedgerId = 'mediation') {
  const { monthsOf, contributionsOf } = LEDGERS[ledger]
  const sums = new Map<string, Map<string, number>>() // by basis and month, then by measure
  return {
    add(counted: C, sign: 1 | -1 = 1): void {
      const shares = contributionsOf(counted)
      for (const [basis, month] of monthsOf(counted)) {
        if (month === '') continue
        const key = `${basis}|${month}`
        const sum = sums.get(key) ?? new Map<string, number>()
        sums.set(key, sum)
        for (const [measure, n] of shares) sum.set(measure, (sum.get(measure) ?? 0) + sign * n)
      }
    },
    /** Returns how many months were touched. */
    write(db: Db): number {
      const months = new Set<string>()
      for (const [key, sum] of sums) {
        const [basis, month] = key.split('|') as [string, Month]
        months.add(month)
        for (const [measure, n] of sum) if (n !== 0) addToCounter(db, ledger, basis, month, measure, n)
      }
      return months.size
    },
  }
}

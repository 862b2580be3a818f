import type { Month } from '../../src-shared/kernel/day.ts'
import { contributionsOf, type CountedCase } from '../../src-shared/ledger/contributions.ts'
import type { Db } from '../store/open.ts'
import { addToCounter, clearCounters, eachCountedCase } from './repo.ts'

export type LedgerCase = CountedCase & { monthAccepted: string; monthClosed: string }

/** Takes a case's old share out of its months and puts the new one in; the difference only is written. */
export function moveCounters(db: Db, before: LedgerCase | undefined, after: LedgerCase): void {
  const sum = createCounterSum()
  if (before) sum.add(before, -1)
  sum.add(after)
  sum.write(db)
}

/** Adds up shares of many cases, then writes each counter once. */
export function createCounterSum() {
  const sums = new Map<string, number>()
  return {
    add(counted: LedgerCase, sign: 1 | -1 = 1): void {
      for (const [basis, month] of [
        ['accepted', counted.monthAccepted],
        ['closed', counted.monthClosed],
      ] as const) {
        if (month === '') continue
        for (const [measure, n] of contributionsOf(counted)) {
          const key = `${basis}|${month}|${measure}`
          sums.set(key, (sums.get(key) ?? 0) + sign * n)
        }
      }
    },
    /** Returns how many months were touched. */
    write(db: Db): number {
      const months = new Set<string>()
      for (const [key, n] of sums) {
        const [basis, month, measure] = key.split('|') as ['accepted' | 'closed', Month, string]
        months.add(month)
        if (n !== 0) addToCounter(db, basis, month, measure, n)
      }
      return months.size
    },
  }
}

/** Counts every case again from the rows themselves. Returns how many months have figures. */
export function recount(db: Db): number {
  clearCounters(db)
  const sum = createCounterSum()
  for (const counted of eachCountedCase(db)) sum.add(counted)
  return sum.write(db)
}

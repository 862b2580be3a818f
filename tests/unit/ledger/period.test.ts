import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, addMonthsTo, fromSerial, toSerial, type Day, type Month } from '../../../src-shared/kernel/day.ts'
import { ledgerMonth, ledgerPeriod } from '../../../src-shared/ledger/period.ts'

const CUTOFFS = Array.from({ length: 29 }, (_, cutoffDay) => cutoffDay)
const cutoff = fc.constantFrom(...CUTOFFS)
const day = fc.integer({ min: toSerial('2000-01-01' as Day), max: toSerial('2100-12-31' as Day) }).map(fromSerial)

describe('ledger months', () => {
  it('put every day into exactly one period, for every cut-off', () => {
    fc.assert(
      fc.property(day, cutoff, (on, cutoffDay) => {
        const month = ledgerMonth(on, cutoffDay)
        const holding = [-2, -1, 0, 1, 2]
          .map((n) => addMonthsTo(month, n))
          .filter((each) => {
            const { from, to } = ledgerPeriod(each, cutoffDay)
            return from <= on && on <= to
          })
        expect(holding).toEqual([month])
      }),
      { numRuns: 5000 },
    )
  })

  it('have periods that lead back to them and join without gap or overlap, over four years and all cut-offs', () => {
    for (const cutoffDay of CUTOFFS) {
      for (let month = '2023-11' as Month; month < '2028-02'; month = addMonthsTo(month, 1)) {
        const { from, to } = ledgerPeriod(month, cutoffDay)
        expect(from <= to).toBe(true)
        for (let on = from; on <= to; on = addDays(on, 1)) expect(ledgerMonth(on, cutoffDay)).toBe(month)
        expect(ledgerPeriod(addMonthsTo(month, 1), cutoffDay).from).toBe(addDays(to, 1))
      }
    }
  })

  it('run from the 21st to the 20th with the cut-off day 20, over the turn of a year too', () => {
    expect(ledgerPeriod('2026-03' as Month, 20)).toEqual({ from: '2026-02-21', to: '2026-03-20' })
    expect(ledgerMonth('2025-12-21' as Day, 20)).toBe('2026-01')
    expect(ledgerPeriod('2024-02' as Month, 0)).toEqual({ from: '2024-02-01', to: '2024-02-29' })
  })
})

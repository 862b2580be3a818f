import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '../../../src-shared/kernel/day.ts'
import { isHandledFurther, type RowEvent } from '../../../src-shared/ledger/handling.ts'

const MARCH_31 = '2026-03-31' as Day
let ids = 0
const event = (kind: string, payload: unknown = {}): RowEvent => ({ id: `e${(ids += 1)}`, kind, payload })
const answer = (on: string): RowEvent => event('linkage.unitAnswers', { on })

describe('what happened since a month was signed', () => {
  it('is further handling where every act was done after the period', () => {
    expect(isHandledFurther([answer('2026-04-01'), event('linkage.close', { on: '2026-04-03' })], MARCH_31)).toBe(true)
    expect(isHandledFurther([event('mediation.holdSession', { heldOn: '2026-04-01' })], MARCH_31)).toBe(true)
    expect(isHandledFurther([event('joint.report', { on: '2026-04-01' })], MARCH_31)).toBe(true)
  })

  it('is a correction where an act of the period was written late', () => {
    expect(isHandledFurther([answer('2026-03-31')], MARCH_31)).toBe(false)
    expect(isHandledFurther([answer('2026-04-02'), answer('2026-03-20')], MARCH_31)).toBe(false)
  })

  it('is a correction where what was there is said anew, whatever day it names', () => {
    for (const kind of ['mediation.correct', 'linkage.describe', 'joint.amend', 'petition.reopen', 'amended', 'voided'])
      expect(isHandledFurther([event(kind, { on: '2026-04-05' }), answer('2026-04-05')], MARCH_31), kind).toBe(false)
  })

  it('leaves out what was taken back, and what no ledger tells', () => {
    const slip = answer('2026-03-02')
    const struck = event('taken_back', { eventId: slip.id })
    expect(isHandledFurther([slip, struck, answer('2026-04-02'), event('handed_over')], MARCH_31)).toBe(true)
    // what was struck is of before the signature: what was signed does not hold
    expect(isHandledFurther([event('taken_back', { eventId: 'old' }), answer('2026-04-02')], MARCH_31)).toBe(false)
    expect(isHandledFurther([], MARCH_31)).toBe(false)
  })

  it('depends on no order, and one act of the period decides', () => {
    const days = fc.constantFrom('2026-03-01', '2026-03-31', '2026-04-01', '2026-05-09')
    fc.assert(
      fc.property(fc.array(days, { minLength: 1, maxLength: 8 }), (list) => {
        const events = list.map(answer)
        const expected = list.every((each) => each > MARCH_31)
        expect(isHandledFurther(events, MARCH_31)).toBe(expected)
        expect(isHandledFurther(events.toReversed(), MARCH_31)).toBe(expected)
      }),
    )
  })
})

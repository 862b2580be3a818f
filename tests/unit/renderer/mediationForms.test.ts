import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Day } from '../../../src-shared/kernel/day.ts'
import {
  amountPhrase,
  capitalProblems,
  termChecks,
  type AgreementText,
} from '../../../src-renderer/mediation/agreementChecks.ts'
import { proposeClock } from '../../../src-renderer/mediation/caseFields.ts'
import { splitEvenly, sumOf } from '../../../src-renderer/mediation/instalments.ts'
import { parseTime } from '../../../src-renderer/workbench/parseTime.ts'

const text = (more: Partial<AgreementText>): AgreementText => ({
  terms: [],
  names: ['张三'],
  amountFen: 300_000,
  instalmentsFen: [],
  hasDay: false,
  hasMeans: false,
  ...more,
})

describe('instalments', () => {
  it('add up to the amount, whatever it is divided by, and differ by less than a fen each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000_000 }), fc.integer({ min: 2, max: 120 }), (total, count) => {
        const lines = splitEvenly(total, count, '2026-01-31' as Day)
        expect(lines).toHaveLength(count)
        expect(sumOf(lines)).toBe(total)
        expect((lines.at(-1)?.amountFen ?? 0) - (lines[0]?.amountFen ?? 0)).toBeLessThan(count)
      }),
    )
  })
  it('fall on the same day each month, or its last one', () => {
    expect(splitEvenly(300, 3, '2026-01-31' as Day).map(({ dueOn }) => dueOn)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2026-03-31',
    ])
  })
})

describe('capitals in terms', () => {
  it('agree where they were put in by the page', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (fen) => {
        expect(capitalProblems(text({ amountFen: fen, terms: [`赔偿${amountPhrase(fen)}。`] }))).toEqual([])
      }),
    )
  })
  it('are told where they differ from the figure beside them, are unknown or no amount', () => {
    expect(capitalProblems(text({ terms: ['支付3000元（大写：叁佰元整）'] }))[0]).toMatch(/^第1条：大写读作 300\.00 元/)
    expect(capitalProblems(text({ terms: ['无', '支付伍佰元整'] }))[0]).toMatch(/^第2条：.*500\.00/)
    expect(capitalProblems(text({ terms: ['支付伍佰元整'], instalmentsFen: [50_000] }))).toEqual([])
  })
})

it('finds who, what, when, how and what if not', () => {
  const found = (terms: string[]) => termChecks(text({ terms })).map(({ isFound }) => isFound)
  expect(found(['张三于2026年3月5日前转账支付3000元，逾期按日付利息'])).toEqual([true, true, true, true, true])
  expect(found(['互相谅解'])).toEqual([false, false, false, false, false])
})

it.each([
  ['930', '09:30'],
  ['0930', '09:30'],
  ['9：05', '09:05'],
  ['9点半', '09:30'],
  ['14点', '14:00'],
  ['2400', undefined],
  ['1260', undefined],
  ['上午', undefined],
])('reads %s as %s', (typed, time) => expect(parseTime(typed)).toBe(time))

it('proposes the clock by class, and by source before class', () => {
  expect(proposeClock('15', 'applied')).toBe('medical')
  expect(proposeClock('11', 'applied')).toBe('labour')
  expect(proposeClock('15', 'court')).toBe('court_before')
  expect(proposeClock('02', 'applied')).toBe('general')
})

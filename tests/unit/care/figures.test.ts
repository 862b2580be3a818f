import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GROUP_IDS, type GroupId } from '../../../src-shared/care/codes.ts'
import { careFigureRules, ratesOf, withNumbers } from '../../../src-shared/care/figures.ts'
import {
  HIDDEN,
  hiddenCounts,
  SMALLEST_SHOWN,
  suppressFigures,
  suppressFurther,
  type SumOf,
} from '../../../src-shared/care/figuresSuppress.ts'
import { careLedger } from '../../../src-shared/care/ledger.ts'
import { CASE_MEASURES, sumCases, type CareCase } from '../../../src-shared/care/ledgerCase.ts'
import { toCount, toFigures } from '../../../src-shared/ledger/countFigures.ts'
import type { Figure } from '../../../src-shared/ledger/schema.ts'
import { getPaper } from '../../../src-shared/paper/registry.ts'

const nought = Object.fromEntries(CASE_MEASURES.map((measure) => [measure, 0])) as Omit<CareCase, 'clientId'>
const someone = (more: Partial<CareCase>): CareCase => ({
  clientId: 'c',
  ...nought,
  registered: 1,
  present: 1,
  ...more,
})

function figuresOf(group: GroupId, cases: readonly CareCase[]): Figure[] {
  const n = toCount(sumCases(cases))
  const inputs = { countOf: () => n, countBefore: () => n, basis: 'present', manual: {}, tables: () => [] }
  return withNumbers(group, toFigures(careLedger(group, '走访'), { ...inputs, variantOf: () => undefined }), n)
}
const texts = (figures: readonly Pick<Figure, 'key' | 'text'>[]): Record<string, string> =>
  Object.fromEntries(figures.map(({ key, text }) => [key, text]))

describe('figures of a month (A.7.2)', () => {
  const cases = [
    someone({ due: 4, done: 3, timely: 2, skipped: 1, visits: 5 }),
    someone({ due: 1, absent: 1 }),
    someone({ due: 1, done: 1, timely: 1, visits: 1, registered: 0 }),
  ]

  it('counts people and visits apart', () => {
    expect(texts(figuresOf('elderly', cases))).toMatchObject({
      registered: '2',
      present: '3',
      due: '6',
      done: '4',
      timely: '3',
      skipped: '1',
      visited: '2',
      visits: '6',
      absent: '1',
      peopleRate: '66.67',
      visitRate: '66.67',
      timelyRate: '50',
      monthRate: '50',
    })
  })

  it('prints what was divided by what, and a dash where there is nothing to divide by', () => {
    const found = figuresOf('elderly', cases).find(({ key }) => key === 'visitRate')
    expect(found?.definition).toBe('实访人次 ÷ 应访人次（4 ÷ 6）')
    for (const group of GROUP_IDS) {
      const rates = ratesOf(group).map(({ key }) => key)
      const empty = figuresOf(group, [])
      expect(empty.filter(({ text }) => text === '—').map(({ key }) => key)).toEqual(rates)
    }
  })

  it('counts resettlement by both denominators', () => {
    const resettled = [
      someone({ reported: 1, helped: 1, needsWork: 1, settled: 1, settledWork: 1 }),
      someone({ reported: 1, needsWork: 1 }),
      someone({ settled: 1 }),
      someone({ registered: 0, settled: 1, needsWork: 1, settledWork: 1, reported: 1 }),
    ]
    expect(texts(figuresOf('resettlement', resettled))).toMatchObject({
      takenRate: '75',
      helpedRate: '33.33',
      settledRate: '66.67',
      settledNeedRate: '50',
      workRate: '50',
    })
  })

  it('never has a share above the whole', () => {
    const bit = fc.integer({ min: 0, max: 1 })
    const one = fc
      .record({ ...Object.fromEntries(CASE_MEASURES.map((measure) => [measure, bit])), visits: fc.nat(4) })
      .map((each) => each as unknown as CareCase)
      .map((each): CareCase => {
        const present = Math.max(each.present, each.registered)
        const done = Math.min(each.done, each.due)
        return {
          ...each,
          present,
          done,
          timely: Math.min(each.timely, done),
          talkDone: Math.min(each.talkDone, each.talkDue),
          reported: Math.min(each.reported, each.toReport, present),
        }
      })
    fc.assert(
      fc.property(fc.constantFrom(...GROUP_IDS), fc.array(one, { maxLength: 20 }), (group, all) => {
        const n = toCount(sumCases(all))
        for (const { part, whole } of ratesOf(group)) expect(n(part)).toBeLessThanOrEqual(n(whole))
      }),
    )
  })

  it('names its papers, and no person in a column but by a name that is hidden', () => {
    for (const group of GROUP_IDS) {
      const { papers, masksNames, columns } = careLedger(group, '走访')
      expect(masksNames).toBe('always')
      expect(getPaper(papers.ledger).title).toBe('关爱走访台账')
      expect(columns.filter(({ isName }) => isName).map(({ key }) => key)).toEqual(['name'])
      expect(new Set(careFigureRules(group).map(({ key }) => key)).size).toBe(careFigureRules(group).length)
    }
  })
})

describe('counts that could point at somebody', () => {
  const sums: SumOf[] = [
    { whole: 'all', parts: ['a', 'b', 'c'] },
    { whole: 'a', parts: ['a1', 'a2'] },
  ]

  it('hides the small ones, and another so that the sum does not tell', () => {
    const values = { all: 42, a: 30, b: 9, c: 3, a1: 18, a2: 12 }
    expect([...hiddenCounts(new Map(Object.entries(values)), sums)].sort()).toEqual(['b', 'c'])
    expect([
      ...hiddenCounts(
        new Map([
          ['all', 20],
          ['a', 17],
        ]),
        [{ whole: 'all', parts: ['a'] }],
      ),
    ]).toEqual(['a'])
    expect([
      ...hiddenCounts(
        new Map([
          ['all', 20],
          ['a', 0],
        ]),
        [{ whole: 'all', parts: ['a'] }],
      ),
    ]).toEqual([])
  })

  it('shows five', () => {
    expect([...hiddenCounts(new Map(Object.entries({ all: 10, a: 5 })), [{ whole: 'all', parts: ['a'] }])]).toEqual([])
  })

  it('lets nobody reckon a small one from what is shown', () => {
    const amounts = fc.tuple(fc.nat(12), fc.nat(12), fc.nat(12), fc.nat(12))
    fc.assert(
      fc.property(amounts, ([a1, a2, b, c]) => {
        const values = new Map(Object.entries({ all: a1 + a2 + b + c, a: a1 + a2, b, c, a1, a2 }))
        const hidden = hiddenCounts(values, sums)
        for (const [key, n] of values) {
          if (n === 0 || n >= SMALLEST_SHOWN) continue
          expect(hidden.has(key)).toBe(true)
          expect(solutions(values, hidden, key).size).toBeGreaterThan(1)
        }
      }),
      { numRuns: 300 },
    )
  })

  /** What a count can be for somebody who sees the rest and knows what adds up: by trying all numbers. */
  function solutions(values: ReadonlyMap<string, number>, hidden: ReadonlySet<string>, key: string): Set<number> {
    const found = new Set<number>()
    const range = (name: string): number[] =>
      hidden.has(name) ? Array.from({ length: 25 }, (_, n) => n) : [values.get(name)!]
    for (const a1 of range('a1'))
      for (const a2 of range('a2')) {
        if (!hidden.has('a') && a1 + a2 !== values.get('a')) continue
        for (const b of range('b'))
          for (const c of range('c')) {
            const all = a1 + a2 + b + c
            if (!hidden.has('all') && all !== values.get('all')) continue
            found.add({ a1, a2, b, c, a: a1 + a2, all }[key]!)
          }
      }
    return found
  }

  it('hides shares with their counts', () => {
    const few = Array.from({ length: 8 }, (_, index) =>
      someone({ due: 1, done: Number(index < 6), timely: Number(index < 6), visits: Number(index < 6) }),
    )
    const sums8 = toCount(sumCases(few))
    const shown = texts(suppressFigures('elderly', figuresOf('elderly', few), sums8))
    expect(shown).toMatchObject({
      present: '8',
      registered: '8',
      visited: '不单列',
      peopleRate: '不单列',
      monthRate: '不单列',
    })
    const two = texts(
      suppressFigures('elderly', figuresOf('elderly', few.slice(0, 2)), toCount(sumCases(few.slice(0, 2)))),
    )
    expect(two).toMatchObject({ present: HIDDEN, visits: HIDDEN, peopleRate: '不单列' })
    const many = Array.from({ length: 9 }, () => someone({ due: 1, done: 1, timely: 1, visits: 1 }))
    const all = figuresOf('elderly', many)
    expect(texts(suppressFigures('elderly', all, toCount(sumCases(many))))).toEqual(texts(all))
  })
})

describe('figures shown by a district that shows fewer than the street', () => {
  const reported = suppressFigures(
    'elderly',
    figuresOf(
      'elderly',
      Array.from({ length: 40 }, (_, at) =>
        someone({ due: 1, done: Number(at < 33), timely: Number(at < 33), visits: 1 }),
      ),
    ),
    () => 40,
  )

  it('are those of the street where the district asks for no more', () => {
    for (const below of [0, 5]) expect(suppressFurther('elderly', reported, below)).toEqual(reported)
  })

  it('lose counts from which a rest below the limit would follow, and the shares made of them', () => {
    const shown = texts(suppressFurther('elderly', reported, 10))
    // 40 due less 33 made would tell the 7 who were not.
    expect(shown).toMatchObject({ skipped: '不单列', visitRate: '不单列', registered: '40', visits: '40' })
    expect(texts(suppressFurther('elderly', reported, 50))).toMatchObject({ registered: '少于 50', due: '少于 50' })
  })
})

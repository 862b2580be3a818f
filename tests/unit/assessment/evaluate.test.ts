import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareScores } from '../../../src-shared/assessment/differences.ts'
import { warningsOf } from '../../../src-shared/assessment/designer.ts'
import { scoreIndicator, totalOf, type Scored } from '../../../src-shared/assessment/evaluate.ts'
import { foldUnit } from '../../../src-shared/assessment/fold.ts'
import { countRecords, MEASURES, type MeasureId } from '../../../src-shared/assessment/measures.ts'
import { groupText, joinWords, stepsText } from '../../../src-shared/assessment/words.ts'
import { ASSESSMENT_RULE } from '../../../src-shared/assessment/presets.ts'
import { IndicatorDetail, whyNotRule, type Indicator } from '../../../src-shared/assessment/rule.ts'

const of = (detail: object, title = '一项'): Indicator => ({
  code: '01',
  title,
  detail: IndicatorDetail.parse({ group: '大项', points: 20, ...detail }),
})
const counts = (part: string, n: number, whole: number) => (measure: string) =>
  measure === part ? n : measure === (MEASURES as Record<string, { whole: string }>)[part]?.whole ? whole : 0
const more = fc.constantFrom('inTime', 'closed', 'substantive', 'satisfied', 'gridChecked')
const less = fc.constantFrom('late', 'yellow', 'red', 'redone')
const points = fc.integer({ min: 1, max: 10_000 }).map((n) => n / 100)
const counted = fc
  .tuple(
    fc.oneof(
      fc.record({ formula: fc.constant('rate'), part: more, points }),
      fc.record({
        formula: fc.constant('shortfall'),
        part: more,
        points,
        per: points,
        target: fc.integer({ min: 0, max: 100 }),
      }),
      fc.record({ formula: fc.constant('each'), part: less, points, per: points }),
    ),
    fc.nat(400),
    fc.nat(400),
  )
  .map(([detail, a, b]) => ({ indicator: of(detail), part: Math.min(a, b), whole: Math.max(a, b) }))

describe('one indicator', () => {
  it('is no score over nothing, whatever the formula: neither 0 nor full', () => {
    fc.assert(
      fc.property(counted, ({ indicator }) => {
        expect(scoreIndicator(indicator, () => 0, null)).toMatchObject({ score: null, whole: 0 })
      }),
    )
    expect(scoreIndicator(of({ formula: 'hand', evidence: '纪要' }), () => 9, null).score).toBeNull()
  })

  it('stays between 0 and its points, within half a hundredth of the exact value', () => {
    fc.assert(
      fc.property(counted, ({ indicator, part, whole }) => {
        fc.pre(whole > 0)
        const { detail } = indicator
        const { score, full } = scoreIndicator(indicator, counts(detail.part, part, whole), null)
        expect(score).not.toBeNull()
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(full)
        const rate = part / whole
        const exact =
          detail.formula === 'rate'
            ? detail.points * rate
            : detail.formula === 'each'
              ? detail.points - detail.per * part
              : detail.points - detail.per * Math.max(0, detail.target - 100 * rate)
        expect(Math.abs((score as number) / 100 - Math.max(0, exact))).toBeLessThanOrEqual(0.005 + 1e-9)
      }),
    )
  })

  it('rounds half up to hundredths', () => {
    const third = of({ formula: 'rate', part: 'inTime', points: 10 })
    expect(scoreIndicator(third, counts('inTime', 2, 3), null).score).toBe(667)
    expect(
      scoreIndicator(of({ formula: 'rate', part: 'inTime', points: 0.05 }), counts('inTime', 1, 2), null).score,
    ).toBe(3)
    const shortfall = of({ formula: 'shortfall', part: 'inTime', points: 30, per: 0.5, target: 100 })
    expect(scoreIndicator(shortfall, counts('inTime', 16, 18), null).score).toBe(2444)
  })

  it('never gets worse by better work', () => {
    fc.assert(
      fc.property(counted, ({ indicator, part, whole }) => {
        fc.pre(part < whole)
        const at = (n: number) =>
          scoreIndicator(indicator, counts(indicator.detail.part, n, whole), null).score as number
        if (indicator.detail.formula === 'each') expect(at(part + 1)).toBeLessThanOrEqual(at(part))
        else expect(at(part + 1)).toBeGreaterThanOrEqual(at(part))
      }),
    )
  })

  it('gives no score below its least whole', () => {
    const least = of({ formula: 'rate', part: 'inTime', minWhole: 3 })
    expect(scoreIndicator(least, counts('inTime', 2, 2), null).score).toBeNull()
    expect(scoreIndicator(least, counts('inTime', 3, 3), null).score).toBe(2000)
  })
})

it('says of a group what it got, or why it got nothing', () => {
  const item = { group: '组织领导', formula: 'hand', full: 1000, score: null }
  const text = (...items: object[]) => groupText({ items: items.map((each) => ({ ...item, ...each })) }, '组织领导')
  expect(text({})).toBe('未复评')
  expect(text({ formula: 'bonus' })).toBe('未加分')
  expect(text({ formula: 'rate' })).toBe('不计分')
  expect(text({ formula: 'rate' }, {})).toBe('未复评')
  expect(text({ score: 850 }, { score: 500, full: 500 }, {})).toBe('13.50/15.00')
  expect(text({ group: '别的' })).toBe('不计分')
})

describe('a total', () => {
  const scored = fc.array(
    fc.record({
      full: fc.integer({ min: 1, max: 5_000 }),
      share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      isBonus: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  it('is what was got of what could be scored, of a hundred, the bonus on top; nothing scored is no score', () => {
    fc.assert(
      fc.property(scored, (draws) => {
        const items = draws.map(({ full, share, isBonus }): Scored => ({
          code: '1',
          title: '',
          group: '',
          formula: isBonus ? 'bonus' : 'rate',
          full,
          score: share === null ? null : Math.floor(full * share),
          part: null,
          whole: null,
          steps: '',
        }))
        const { total, full, got, bonus } = totalOf(items)
        if (full === 0) return void expect(total).toBeNull()
        expect(Math.abs((total as number) - bonus - (got * 10_000) / full)).toBeLessThanOrEqual(0.5)
        // an item without a score changes nothing
        expect(totalOf([...items, { ...(items[0] as Scored), formula: 'rate', score: null }])).toEqual({
          total,
          full,
          got,
          bonus,
        })
      }),
    )
  })
})

describe('a sheet', () => {
  it('that ships is a hundred for every kind of unit and would be taken', () => {
    expect(whyNotRule(ASSESSMENT_RULE.codes)).toBeUndefined()
  })
  it('is refused where the weights of a kind do not add up to a hundred', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 6 }), (weights) => {
        const sheet = weights.map((points) => of({ formula: 'rate', part: 'inTime', points: points / 100 }))
        const isWhole = weights.reduce((sum, each) => sum + each, 0) === 10_000
        expect(whyNotRule(sheet) === undefined).toBe(isWhole)
        const missing = 10_000 - weights.reduce((sum, each) => sum + each, 0)
        if (missing > 0)
          expect(whyNotRule([...sheet, of({ formula: 'rate', part: 'closed', points: missing / 100 })])).toBeUndefined()
      }),
    )
  })
  it.each([
    [{ formula: 'rate', part: 'due' }, '只是数量'],
    [{ formula: 'each', part: 'gridFound', per: 1 }, '只是数量'],
    [{ formula: 'each', part: 'inTime', per: 1 }, '不能按件数'],
    [{ formula: 'rate', part: 'late' }, '每件扣分'],
    [{ formula: 'hand' }, '写明看什么依据'],
    [{ formula: 'shortfall', part: 'inTime' }, '每点或每件'],
  ])('cannot hold %o', (detail, message) => {
    const parsed = IndicatorDetail.safeParse({ group: '大项', points: 20, ...detail })
    expect(parsed.error?.issues[0]?.message).toContain(message)
  })
  it.each([
    ['每月上报信息不少于 20 条', '不考核录入数'],
    ['民情日志录入数量', '不考核录入数'],
    ['综合排名前三', '不排名次'],
    ['网格员个人得分', '只考核单位'],
  ])('cannot ask by hand for “%s”', (title, message) => {
    expect(whyNotRule([of({ formula: 'hand', points: 100, evidence: '材料' }, title)])).toContain(message)
  })
  it('is warned of small denominators, gameable items and heavy weights', () => {
    const sheet = [
      of({ formula: 'rate', part: 'satisfied', points: 60 }, '评价'),
      of({ formula: 'each', part: 'red', points: 40, per: 30 }, '红牌'),
    ]
    const words = warningsOf(sheet, new Map([['01', [1, 2, 0, 2]]])).join('\n')
    for (const text of ['占 60 分', '分母小', '只回访容易满意的', '一件就扣掉一半']) expect(words).toContain(text)
    expect(warningsOf([of({ formula: 'rate', part: 'substantive', points: 20 })], new Map([['01', [9, 12]]]))).toEqual(
      [],
    )
  })
})

describe('an appeal', () => {
  const appeal = { on: '2026-04-02', by: '甲', code: '01', claim: '等待区级', evidence: '' }
  const decide = {
    appealId: 'a',
    on: '2026-04-03',
    by: '乙',
    isUpheld: true,
    reason: '属实',
    excludes: ['m:1'],
    score: null,
  }
  it('counts once: a second decision, or one of an appeal that is not there, changes nothing', () => {
    const state = foldUnit([
      { id: 'a', kind: 'appeal', payload: appeal },
      { id: 'd', kind: 'decide', payload: decide },
      { id: 'e', kind: 'decide', payload: { ...decide, isUpheld: false, excludes: [] } },
      { id: 'f', kind: 'decide', payload: { ...decide, appealId: 'none', excludes: ['m:2'] } },
    ])
    expect(state.appeals.map(({ state }) => state)).toEqual(['upheld'])
    expect([...(state.excluded.get('01') ?? [])]).toEqual(['m:1'])
  })
  it('of points given by hand keeps apart what the review gave and what the decision made of it', () => {
    const hand = of({ formula: 'hand', evidence: '纪要' })
    const review = (score: number) => ({
      id: `r${score}`,
      kind: 'review',
      payload: {
        on: '2026-04-01',
        by: '丙',
        scores: [{ code: '01', score, reason: '缺一次研究。', evidence: '纪要' }],
      },
    })
    const upheld = (id: string, score: number) => [
      { id, kind: 'appeal', payload: appeal },
      { id: `d${id}`, kind: 'decide', payload: { ...decide, appealId: id, reason: '补齐。', excludes: [], score } },
    ]
    const told = (acts: Parameters<typeof foldUnit>[0]): string => {
      const given = foldUnit(acts).given.get('01')
      const { steps } = scoreIndicator(hand, () => 0, given ?? null)
      return stepsText({ steps, reason: joinWords([given?.reason ?? '', given?.evidence ?? '']) })
    }
    expect(told([])).toBe('还没有复评，不计入应得分')
    expect(told([review(9)])).toBe('复评 9.00 分：缺一次研究；纪要')
    expect(told([review(9), ...upheld('a', 10)])).toBe('复评 9.00，申诉决定改为 10.00：补齐。')
    expect(told([review(9), ...upheld('a', 9)])).toBe('复评 9.00，申诉决定仍为 9.00：补齐。')
    expect(told([review(9), ...upheld('a', 9.5), ...upheld('b', 10)])).toBe('复评 9.00，申诉决定改为 10.00：补齐。')
    expect(told(upheld('a', 10))).toBe('没有复评，申诉决定为 10.00：补齐。')
    expect(told([...upheld('a', 10), review(8)])).toBe('复评 8.00 分：缺一次研究；纪要')
  })
  it('leaves out exactly the records that it excludes', () => {
    const record = fc.record({
      key: fc.integer({ min: 0, max: 20 }).map(String),
      measures: fc.subarray(Object.keys(MEASURES) as MeasureId[]),
    })
    fc.assert(
      fc.property(
        fc.uniqueArray(record, { selector: ({ key }) => key }),
        fc.array(fc.integer({ min: 0, max: 20 }).map(String)),
        (records, keys) => {
          const counted = countRecords(records, new Set(keys))
          expect(counted).toEqual(
            countRecords(
              records.filter(({ key }) => !keys.includes(key)),
              new Set(),
            ),
          )
        },
      ),
    )
  })
})

it('finds no difference between equal months', () => {
  const scores = { month: '2026-03', from: '2026-03-01', to: '2026-03-31', rule: {}, units: [] } as never
  expect(compareScores(scores, scores)).toEqual([])
})

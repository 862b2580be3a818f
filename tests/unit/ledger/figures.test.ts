import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contributionsOf, type CountedCase } from '../../../src-shared/ledger/contributions.ts'
import { compareLedgers } from '../../../src-shared/ledger/differences.ts'
import { toChecks, toCount, toFigures } from '../../../src-shared/ledger/countFigures.ts'
import type { CheckRule, LedgerDefinition } from '../../../src-shared/ledger/definition.ts'
import { JUSTICE_CODES } from '../../../src-shared/ledger/justiceCodes.ts'
import { MEDIATION_LEDGER } from '../../../src-shared/ledger/mediation.ts'
import { MediationRow } from '../../../src-shared/ledger/mediationRow.ts'
import type { CrossCheck } from '../../../src-shared/ledger/schema.ts'
import { SOURCES, type Source } from '../../../src-shared/mediation/events.ts'
import { uuid } from '../../support/mediationActs.ts'

const counted: fc.Arbitrary<CountedCase> = fc
  .record({
    source: fc.constantFrom(...(Object.keys(SOURCES) as Source[])),
    justiceClass: fc.constantFrom(...JUSTICE_CODES),
    difficulty: fc.constantFrom('simple' as const, 'ordinary' as const, 'hard' as const, 'major' as const),
    peopleCount: fc.nat(9),
    result: fc.constantFrom('success' as const, 'failure' as const, null),
    form: fc.constantFrom('written' as const, 'oral' as const),
    amountFen: fc.nat(10_000_000),
    conclusion: fc.constantFrom('done' as const, 'partly' as const, '' as const),
    isConfirmed: fc.boolean(),
    placeId: fc.constantFrom('p1', 'p2', null),
  })
  .map(({ form, isConfirmed, ...rest }) => ({
    ...rest,
    agreementForm: rest.result === 'success' ? form : null,
    confirmation:
      rest.result === 'success' && form === 'written' && isConfirmed ? ('valid' as const) : ('none' as const),
  }))

const LEDGER = MEDIATION_LEDGER as LedgerDefinition
const figuresOf = (sums: ReadonlyMap<string, number>) =>
  toFigures(LEDGER, {
    countOf: () => toCount(sums),
    countBefore: () => toCount(new Map()),
    basis: 'accepted',
    manual: {},
    tables: () => [],
    variantOf: () => undefined,
  })
const checksOf = (sums: ReadonlyMap<string, number>, suspects: (check: CheckRule) => CrossCheck['matters']) =>
  toChecks(LEDGER, toCount(sums), suspects)

const sumOf = (cases: readonly CountedCase[]): Map<string, number> => {
  const sums = new Map<string, number>()
  for (const each of cases)
    for (const [measure, n] of contributionsOf(each)) sums.set(measure, (sums.get(measure) ?? 0) + n)
  return sums
}

describe('the monthly figures', () => {
  it('say what a count by hand says, and their cross-checks hold for every set of sound cases', () => {
    fc.assert(
      fc.property(fc.array(counted, { maxLength: 30 }), (cases) => {
        const sums = sumOf(cases)
        const value = new Map(figuresOf(sums).map((figure) => [figure.key, figure.value]))
        const count = (test: (c: CountedCase) => boolean): number => cases.filter(test).length
        expect(value.get('total')).toBe(cases.length)
        expect(value.get('success')).toBe(count((c) => c.result === 'success'))
        expect(value.get('hard')).toBe(count((c) => c.difficulty === 'hard' || c.difficulty === 'major'))
        expect(value.get('people')).toBe(cases.reduce((total, c) => total + c.peopleCount, 0))
        expect(value.get('threeOrMore')).toBe(count((c) => c.peopleCount >= 3))
        expect(value.get('source.referred')).toBe(count((c) => c.source !== 'applied' && c.source !== 'proactive'))
        expect(value.get('referral.court')).toBe(count((c) => c.source === 'court'))
        expect(value.get('oral')).toBe(count((c) => c.agreementForm === 'oral'))
        expect(value.get('performed')).toBe(count((c) => c.result === 'success' && c.conclusion === 'done'))
        expect(value.get('confirmed')).toBe(count((c) => c.confirmation === 'valid'))
        const fen = cases.filter((c) => c.result === 'success').reduce((total, c) => total + c.amountFen, 0)
        expect(value.get('amountFen')).toBe(Math.round(fen / 10_000) / 100)
        expect(value.get('successRate')).toBe(
          cases.length === 0 ? null : Math.round((1000 * (value.get('success') ?? 0)) / cases.length) / 10,
        )
        for (const code of JUSTICE_CODES) expect(value.get(`class.${code}`)).toBe(count((c) => c.justiceClass === code))
        expect(checksOf(sums, () => []).filter((check) => !check.holds)).toEqual([])
      }),
    )
  })

  it('name the suspects of a sum that does not hold, and of no other', () => {
    const sums = sumOf([
      {
        source: 'applied',
        justiceClass: '99',
        difficulty: 'simple',
        peopleCount: 2,
        result: 'success',
        agreementForm: 'oral',
        amountFen: 0,
        conclusion: '',
        confirmation: 'valid',
        placeId: null,
      },
    ])
    const suspect = { matterId: uuid(1) as never, number: '测1', why: '测试' }
    const broken = checksOf(sums, () => [suspect]).filter((check) => !check.holds)
    expect(broken.map((check) => check.title)).toEqual(['各纠纷类别之和 = 案件总数', '司法确认 ≤ 书面协议'])
    for (const check of broken) expect(check.matters).toEqual([suspect])
    expect(
      checksOf(sums, () => [suspect])
        .filter((check) => check.holds)
        .flatMap((check) => check.matters),
    ).toEqual([])
  })
})

const text = fc.constantFrom('', '甲', '乙')
const day = fc.constantFrom('2026-03-01', '2026-03-02')
const row = fc.record({
  dossierNumber: text,
  acceptedOn: day,
  applicants: text,
  respondents: text,
  peopleCount: fc.nat(2),
  justiceClass: text,
  source: text,
  difficulty: text,
  facts: text,
  mediators: text,
  sessions: fc.nat(2),
  closedOn: fc.option(day),
  result: text,
  agreementForm: text,
  agreementNumber: text,
  amountFen: fc.nat(2),
  performBy: fc.option(day),
  performance: text,
  confirmation: text,
  returnVisitOn: fc.option(day),
  satisfaction: text,
  archivedOn: fc.option(day),
  grade: text,
  subsidyFen: fc.nat(2),
  note: text,
})
const ledger = fc
  .array(row, { maxLength: 5 })
  .map((rows) => rows.map((each, index) => MediationRow.parse({ ...each, matterId: uuid(index + 1) })))

describe('the comparison of a signed ledger with the present', () => {
  it('knows every column that a row has', () => {
    const [one] = fc.sample(row, 1)
    const whole = MediationRow.parse({ ...one, matterId: uuid(1) })
    for (const key of Object.keys(MediationRow.shape).filter((each) => each !== 'matterId') as (keyof MediationRow)[]) {
      const before = whole[key]
      const after = { ...whole, [key]: typeof before === 'number' ? before + 7 : `${String(before)}改` }
      expect(compareLedgers(LEDGER, [whole], [after]).map((difference) => difference.column)).toEqual([key])
    }
  })

  it('is empty exactly when both are equal, and names each cell that differs once', () => {
    fc.assert(
      fc.property(ledger, ledger, (a, b) => {
        expect(compareLedgers(LEDGER, a, a)).toEqual([])
        const found = compareLedgers(LEDGER, a, b)
        expect(found.length === 0).toBe(JSON.stringify(a) === JSON.stringify(b))
        const places = found.map(({ matterId, column }) => `${matterId} ${column}`)
        expect(new Set(places).size).toBe(places.length)
        expect(found.filter((each) => each.column === 'whole')).toHaveLength(Math.abs(a.length - b.length))
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { basisOf, variantKey, variantOf } from '../../../src-shared/ledger/choices.ts'
import { definitionOf, toCount, toFigures } from '../../../src-shared/ledger/countFigures.ts'
import { change, fieldsOf, percent, quotient, type LedgerDefinition } from '../../../src-shared/ledger/definition.ts'
import { ALL_LEDGERS, LEDGERS } from '../../../src-shared/ledger/registry.ts'
import { LEDGER_IDS } from '../../../src-shared/ledger/schema.ts'
import { getPaper } from '../../../src-shared/paper/registry.ts'

const none = () => 0
const settings = (ledgerChoices: Record<string, string>) => ({ ledgerBasis: 'closed' as const, ledgerChoices })
const figuresOf = (
  ledger: LedgerDefinition,
  sums: Record<string, number>,
  choices: Record<string, string> = {},
  sumsBefore: Record<string, number> = {},
) => {
  const figures = toFigures(ledger, {
    countOf: (basis) => toCount(new Map(basis === ledger.bases[0]?.id ? Object.entries(sums) : [])),
    countBefore: () => toCount(new Map(Object.entries(sumsBefore))),
    basis: basisOf(ledger, settings(choices)),
    manual: {},
    tables: () => [{ code: '03', title: '城乡建设' }],
    variantOf: variantOf(ledger, settings(choices)),
  })
  return new Map(figures.map((figure) => [figure.key, figure]))
}

describe('a quotient', () => {
  it.each([
    [2, 3, 0.6667],
    [1, 3, 0.3333],
    [1, 20_000, 0.0001], // 0.00005 goes up
    [0, 7, 0],
    [7, 7, 1],
  ])('%i ÷ %i is %d, to four places, half up', (part, whole, expected) => {
    expect(quotient(part, whole)).toBe(expected)
  })

  it('is nothing where there is nothing to divide by', () => {
    expect(quotient(0, 0)).toBeNull()
    expect(percent(5, 0)).toBeNull()
  })

  it('never lies further from the truth than half of its last place, and as per cent is the same number', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), (part, whole) => {
        const rounded = quotient(part, whole) as number
        expect(Math.abs(rounded - part / whole)).toBeLessThanOrEqual(0.000_050_001)
        expect(percent(part, whole)).toBeCloseTo(rounded * 100, 6)
      }),
    )
  })
})

describe('the change since the month before', () => {
  it.each([
    [3, 2, 50],
    [2, 3, -33.33],
    [2, 2, 0],
    [0, 4, -100],
    [20_001, 20_000, 0.01],
    [0, 0, null],
    [5, 0, null],
  ])('%i after %i is %s per cent', (present, past, expected) => {
    expect(change(present, past)).toBe(expected)
  })

  it('stands beside each of the forms, blank where the month before had none', () => {
    const figures = figuresOf(
      LEDGERS.petition,
      { 'form.visit': 3, visitPeople: 9, 'form.letter': 1 },
      {},
      { 'form.visit': 2, visitPeople: 12 },
    )
    const shown = ['form.visit', 'visitPeople', 'form.letter', 'form.online'].map((key) => figures.get(`${key}.change`))
    expect(shown.map((figure) => figure?.text)).toEqual(['50.00', '-25.00', '', ''])
    expect(
      shown.every((figure) => figure?.canOpen === false && figure.definition.includes('（本月 − 上月）÷ 上月')),
    ).toBe(true)
  })
})

describe.each(LEDGER_IDS)('the ledger %s', (id) => {
  const ledger = LEDGERS[id]

  it('is what it is registered as, with columns, bases and papers that fit together', () => {
    expect(ledger.id).toBe(id)
    const keys = ledger.columns.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys[0]).toBe('no')
    const fields = fieldsOf(ledger.columns).map(({ key }) => key)
    expect(new Set(fields).size).toBe(fields.length)
    expect(fields).toContain(ledger.numberKey)
    expect(ledger.columns.some(({ isName }) => isName)).toBe(ledger.masksNames !== 'none')
    expect(ledger.bases.length).toBeGreaterThan(0)
    expect(getPaper(ledger.papers.ledger).title).toBe(ledger.title)
    expect(getPaper(ledger.papers.figures).title).toBe(`${ledger.figuresTitle}表`)
  })

  it('has figures with keys of their own that can be asked for, empty where nothing is counted', () => {
    const rules = ledger.figures(() => [{ code: '03', title: '城乡建设' }])
    expect(new Set(rules.map(({ key }) => key)).size).toBe(rules.length)
    for (const { key, variants, value } of rules) {
      expect(key.length).toBeLessThanOrEqual(40)
      const ofNothing = variants ? variants.map((each) => each.value(none, none)) : [value ? value(none, none) : 0]
      for (const result of ofNothing) expect([0, null]).toContain(result)
    }
    for (const check of ledger.checks) expect(check.left(() => 0)).toBe(check.right(() => 0))
  })

  it('can be told apart from the others by its papers and its difference sheets', () => {
    const others = ALL_LEDGERS.filter((each) => each.id !== id)
    for (const other of others) {
      expect(other.papers.ledger).not.toBe(ledger.papers.ledger)
      expect(other.papers.figures).not.toBe(ledger.papers.figures)
      expect(other.difference.word).not.toBe(ledger.difference.word)
      expect(other.difference.series).not.toBe(ledger.difference.series)
    }
  })
})

describe('competing definitions', () => {
  const sums = {
    total: 10,
    closed: 8,
    first: 6,
    repeat: 4,
    'unit.satisfied': 3,
    'unit.fair': 1,
    'unit.unsatisfied': 2,
    'unit.lapsed': 1,
  }

  it('are the first unless the office chose another, and the figure says which', () => {
    const first = figuresOf(LEDGERS.petition, sums).get('unitContent')
    expect(first).toMatchObject({ value: 62.5, text: '62.50' })
    expect(first?.definition).toMatch(/^口径一：.*逾期未评/)
    const choices = { [variantKey('petition', 'unitContent')]: 'rated' }
    const second = figuresOf(LEDGERS.petition, sums, choices).get('unitContent')
    expect(second).toMatchObject({ value: 66.67, text: '66.67', canOpen: false })
    expect(second?.definition).toMatch(/^口径二：.*÷ 参评数/)
    expect(
      figuresOf(LEDGERS.petition, sums, { [variantKey('petition', 'unitContent')]: '?' }).get('unitContent'),
    ).toEqual(first)
  })

  it('leave the other figures alone', () => {
    const choices = { [variantKey('petition', 'repeatRate')]: 'closed' }
    const [before, after] = [figuresOf(LEDGERS.petition, sums), figuresOf(LEDGERS.petition, sums, choices)]
    expect(
      [...after].filter(([key, figure]) => JSON.stringify(before.get(key)) !== JSON.stringify(figure)),
    ).toHaveLength(1)
    expect(before.get('repeatRate')?.text).toBe('40.00')
    expect(after.get('repeatRate')?.text).toBe('75.00')
  })

  it('print blank where the denominator is nought', () => {
    expect(figuresOf(LEDGERS.petition, {}).get('unitContent')).toMatchObject({ value: null, text: '' })
    expect(figuresOf(LEDGERS.petition, {}).get('total')).toMatchObject({ value: 0, text: '0' })
  })
})

describe('the basis of a ledger', () => {
  it('is its first one until the office chooses, and the mediation ledger has its own setting', () => {
    expect(basisOf(LEDGERS.mediation, settings({ 'mediation.basis': 'accepted' }))).toBe('closed')
    expect(basisOf(LEDGERS.petition, settings({}))).toBe('received')
    expect(basisOf(LEDGERS.petition, settings({ 'petition.basis': 'closed' }))).toBe('closed')
    expect(basisOf(LEDGERS.petition, settings({ 'petition.basis': 'nonsense' }))).toBe('received')
  })

  it('is printed with the days of the month', () => {
    expect(definitionOf(LEDGERS.petition, 'closed', '2026-03-01', '2026-03-31')).toBe(
      '本期自 2026-03-01 至 2026-03-31，按办结日期列入',
    )
  })

  it('may be fixed for one figure, which then says so', () => {
    const rule = { key: 'x', group: '', title: 'x', unit: '件', definition: '只数收到的', basis: 'received' }
    const ledger: LedgerDefinition = { ...LEDGERS.petition, figures: () => [rule] }
    const figure = figuresOf(ledger, { x: 7 }, { 'petition.basis': 'closed' }).get('x')
    expect(figure).toMatchObject({ value: 7, definition: '只数收到的（按信访日期列入）' })
  })
})

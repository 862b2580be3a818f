import { describe, expect, it } from 'vitest'
import { LEDGER_COLUMNS } from '../../../src-shared/ledger/paper/columns.ts'
import { toCells, toSums } from '../../../src-shared/ledger/cells.ts'
import { breakAfterYear } from '../../../src-main/paper/typesetLedger.ts'
import { markTallRows } from '../../../src-main/paper/markTallRows.ts'
import { ledgerRow } from '../../main/paper/ledgerSamples.ts'

const KEYS = LEDGER_COLUMNS.map(({ key }) => key)
const row = (changes: object) => ({ ...ledgerRow(1), ...changes })
const cell = (changes: object, key: (typeof KEYS)[number]) =>
  toCells(LEDGER_COLUMNS, row(changes), 4)[KEYS.indexOf(key)]

describe('toCells', () => {
  it('has 25 columns and counts from one', () => {
    expect(KEYS).toHaveLength(25)
    expect(cell({}, 'no')).toBe('5')
  })

  it('shows a nought only where there is an agreement', () => {
    expect(cell({ amountFen: 0, agreementForm: '口头' }, 'amountFen')).toBe('0.00')
    expect(cell({ amountFen: 0, agreementForm: '' }, 'amountFen')).toBe('')
  })

  it('lets a day break after its year, and leaves other text alone', () => {
    expect(breakAfterYear(cell({}, 'acceptedOn') ?? '')).toBe('2026-\u200b03-05')
    expect(breakAfterYear('见2026-03-05笔录')).toBe('见2026-03-05笔录')
    expect(cell({ closedOn: null }, 'closedOn')).toBe('')
  })
})

describe('toSums', () => {
  it('counts a success but not its contrary', () => {
    const rows = [row({ result: '成功' }), row({ result: '不成功' }), row({ result: '调解成功' }), row({ result: '' })]
    const sums = toSums(LEDGER_COLUMNS, rows)
    expect(sums[KEYS.indexOf('result')]).toBe('成功2')
    expect(sums[KEYS.indexOf('dossierNumber')]).toBe('4件')
    expect(sums[KEYS.indexOf('facts')]).toBe('')
  })
})

describe('markTallRows', () => {
  it('lets only a row taller than a page split', () => {
    const columns = [{ width: 20 }, { width: 257 }]
    const rows = [
      ['1', 'x'.repeat(200)],
      ['2', '行\n'.repeat(80)],
      ['字'.repeat(600), ''],
    ]
    expect(markTallRows(rows, columns, 7).map(({ maySplit }) => maySplit)).toEqual([false, true, true])
  })
})

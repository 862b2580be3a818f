import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ETHNICITIES } from '../../../src-shared/intake/codes.ts'
import {
  ageOn,
  checkCreditCode,
  checkIdNumber,
  creditCheckCharacter,
  idCheckDigit,
  tidyNumber,
  upgradeLegacyIdNumber,
} from '../../../src-shared/intake/identity.ts'
import { fromSerial, toDay, toSerial } from '../../../src-shared/kernel/day.ts'

/** The specimen numbers of the two standards themselves. */
const SPECIMEN = '11010519491231002X'
const CREDIT_SPECIMEN = '91350100M000100Y43'

describe('resident ID number (GB 11643)', () => {
  it('reads the specimen, in any width and with pasted spaces', () => {
    const expected = { kind: 'valid', idNumber: SPECIMEN, birthOn: '1949-12-31', sex: '2' }
    for (const text of [
      SPECIMEN,
      '11010519491231002x',
      ' 110105 19491231 002X ',
      '１１０１０５１９４９１２３１００２Ｘ',
      '110105-19491231-002X',
    ]) {
      expect(checkIdNumber(text)).toEqual(expected)
    }
    expect(checkIdNumber('440524188001010014')).toMatchObject({ kind: 'valid', birthOn: '1880-01-01', sex: '1' })
  })
  it.each([
    ['110105194912310021', '校验位'],
    ['11010519491331002X', '出生日期'],
    ['11010519490229002X', '出生日期'],
    ['01010519491231002X', '省级'],
    ['1101051949123100', '18 位，现为 16 位'],
    ['A1010519491231002X', '18 位'],
    ['', '现为 0 位'],
    ['110105990230002', '现为 15 位'],
  ])('refuses %s (%s)', (text, message) => {
    const found = checkIdNumber(text)
    expect(found).toMatchObject({ kind: 'wrong', message: expect.stringContaining(message) })
  })
  it('recognises an old number of 15 digits and tells so', () => {
    expect(checkIdNumber('110105491231002')).toMatchObject({
      kind: 'legacy',
      birthOn: '1949-12-31',
      sex: '2',
      message: expect.stringContaining('15 位'),
    })
    expect(upgradeLegacyIdNumber('110105491231002')).toBe(SPECIMEN)
  })
  const anyNumber = fc
    .tuple(
      fc.integer({ min: toSerial(toDay('1900-01-01')), max: toSerial(toDay('2030-12-31')) }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(([serial, order]) => {
      const digits = `310104${fromSerial(serial).replaceAll('-', '')}${String(order).padStart(3, '0')}`
      return `${digits}${idCheckDigit(digits)}`
    })
  it('finds every single wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (number, at, change) => {
        expect(checkIdNumber(number).kind).toBe('valid')
        const digits = [...number]
        const wrong = digits.with(at, String((Number(digits[at]) + change) % 10)).join('')
        expect(checkIdNumber(wrong).kind).toBe('wrong')
        const swapped = digits
          .with(at, digits[at + 1] ?? '')
          .with(at + 1, digits[at] ?? '')
          .join('')
        if (swapped !== number) expect(checkIdNumber(swapped).kind).toBe('wrong')
      }),
    )
  })
})

describe('unified social credit code (GB 32100)', () => {
  it('reads the specimen', () => {
    expect(checkCreditCode('91350100m000100y43')).toEqual({ kind: 'valid', code: CREDIT_SPECIMEN })
    expect(checkCreditCode(' 9135 0100 M000 100Y 43 ').kind).toBe('valid')
  })
  it.each([
    ['91350100M000100Y44', '校验位'],
    ['91350100O000100Y43', 'I、O'],
    ['9135010M', '现为 8 位'],
  ])('refuses %s', (text, message) => {
    expect(checkCreditCode(text)).toMatchObject({ kind: 'wrong', message: expect.stringContaining(message) })
  })
  it('finds every single wrong character', () => {
    const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
    const body = fc
      .array(fc.constantFrom(...letters), { minLength: 9, maxLength: 9 })
      .map((tail) => `91310104${tail.join('')}`)
    fc.assert(
      fc.property(body, fc.integer({ min: 8, max: 16 }), fc.integer({ min: 1, max: 30 }), (digits, at, change) => {
        const code = [...digits, creditCheckCharacter(digits)]
        expect(checkCreditCode(code.join('')).kind).toBe('valid')
        const other = letters[(letters.indexOf(code[at] ?? '') + change) % 31] ?? ''
        expect(checkCreditCode(code.with(at, other).join('')).kind).toBe('wrong')
      }),
    )
  })
})

describe('small things', () => {
  it('tidies pasted numbers', () => {
    expect(tidyNumber('  ３１０１－０４ x ')).toBe('310104X')
  })
  it.each([
    ['2012-03-05', '2026-03-04', 13],
    ['2012-03-05', '2026-03-05', 14],
    ['2012-02-29', '2026-02-28', 13],
    ['2012-02-29', '2026-03-01', 14],
  ])('born %s is on %s %i', (birthOn, on, age) => {
    expect(ageOn(toDay(birthOn), toDay(on))).toBe(age)
  })
  it('lists 56 ethnic groups and two more', () => {
    expect(ETHNICITIES.codes).toHaveLength(58)
    expect(new Set(ETHNICITIES.codes.map(({ title }) => title)).size).toBe(58)
    expect(ETHNICITIES.codes[55]).toEqual({ code: '56', title: '基诺族' })
    expect(ETHNICITIES.codes[10]).toEqual({ code: '11', title: '满族' })
  })
})

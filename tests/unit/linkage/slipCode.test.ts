import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSlipCode, toSlipCode, toSlipDigits } from '../../../src-shared/linkage/slipCode.ts'
import { isWithin, parseRegionCode } from '../../../src-shared/kernel/regionCode.ts'

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const codes = fc
  .record({
    seat: fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ'),
    year: fc.integer({ min: 2020, max: 2099 }),
    seq: fc.integer({ min: 1, max: 99_999 }),
  })
  .map(({ seat, year, seq }) => toSlipCode(seat, year, seq))

describe('the code on an order', () => {
  it('is read as it was made, however it is typed', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(parseSlipCode(code)).toBe(code)
        expect(parseSlipCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code)
      }),
    )
    expect(parseSlipCode('Ａ２６—００４２—' + toSlipCode('A', 2026, 42).slice(-2))).toBe(toSlipCode('A', 2026, 42))
  })

  it('is read from the digits that its mark holds, also in full width', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const digits = toSlipDigits(code)
        expect(digits).toMatch(/^\d{10,12}$/)
        expect(parseSlipCode(digits)).toBe(code)
        const wide = [...digits].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('')
        expect(parseSlipCode(`${wide}\n`)).toBe(code)
      }),
    )
  })

  it('is refused with any one wrong digit of its mark, and with any two neighbours swapped', () => {
    fc.assert(
      fc.property(codes, fc.nat(20), fc.integer({ min: 0, max: 9 }), (code, at, digit) => {
        const digits = [...toSlipDigits(code)]
        const place = at % digits.length
        const wrong = digits.with(place, String(digit)).join('')
        if (wrong !== digits.join('')) expect(parseSlipCode(wrong)).toBeUndefined()
        if (place + 1 >= digits.length) return
        const swapped = digits.with(place, digits[place + 1] as string).with(place + 1, digits[place] as string)
        if (swapped.join('') !== digits.join('')) expect(parseSlipCode(swapped.join(''))).toBeUndefined()
      }),
      { numRuns: 2000 },
    )
  })

  it('is refused with any one wrong sign, and with any two neighbours swapped', () => {
    fc.assert(
      fc.property(codes, fc.nat(20), fc.constantFrom(...SIGNS), (code, at, sign) => {
        const signs = [...code.replaceAll('-', '')]
        const place = at % signs.length
        const wrong = signs.with(place, sign).join('')
        if (wrong !== signs.join('')) expect(parseSlipCode(wrong)).toBeUndefined()
        const next = (place + 1) % signs.length
        const swapped = signs.with(place, signs[next] as string).with(next, signs[place] as string)
        if (next !== 0 && swapped.join('') !== signs.join('')) expect(parseSlipCode(swapped.join(''))).toBeUndefined()
      }),
      { numRuns: 2000 },
    )
  })

  it('is no code if it is something else', () => {
    for (const typed of ['', 'A26', '2026-A0001', 'A26-0042', '甲']) expect(parseSlipCode(typed)).toBeUndefined()
  })
})

describe('an area code', () => {
  it('is taken apart by its length', () => {
    expect(parseRegionCode('310108012003001')).toEqual({
      county: '310108',
      street: '012',
      community: '003',
      grid: '001',
    })
    expect(parseRegionCode('310108012')).toEqual({ county: '310108', street: '012', community: '', grid: '' })
    for (const wrong of ['', '3101080', '31010801200300', '甲', '3101080120030011'])
      expect(parseRegionCode(wrong)).toBeUndefined()
  })
  it('lies in what it begins with', () => {
    expect(isWithin('310108012003', '310108012')).toBe(true)
    expect(isWithin('310108013003', '310108012')).toBe(false)
    expect(isWithin('310108012003', '')).toBe(false)
  })
})

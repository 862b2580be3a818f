import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCapitalAmount, readCapitalAmount, toCapitalAmount } from '../../../src-shared/kernel/capitalAmount.ts'

const anyFen = fc.oneof(
  fc.integer({ min: 0, max: 10_000_000_000_000 }),
  fc.integer({ min: 0, max: 100_000_000 }),
  // many zeros, where the rules bite
  fc.array(fc.constantFrom(0, 0, 0, 1, 5), { minLength: 1, maxLength: 13 }).map((digits) => Number(digits.join(''))),
)

describe('toCapitalAmount', () => {
  it.each([
    [140950, '壹仟肆佰零玖元伍角'],
    [600714, '陆仟零柒元壹角肆分'],
    [168032, '壹仟陆佰捌拾元零叁角贰分'],
    [10700053, '壹拾万柒仟元零伍角叁分'],
    [1640902, '壹万陆仟肆佰零玖元零贰分'],
    [32504, '叁佰贰拾伍元零肆分'],
    [0, '零元整'],
    [5, '伍分'],
    [50, '伍角'],
    [15, '壹角伍分'],
    [1000, '壹拾元整'],
    [1000000, '壹万元整'],
    [10001000000, '壹亿零壹万元整'],
    [10000000001, '壹亿元零壹分'],
    [100010000, '壹佰万零壹佰元整'],
    [10_000_000_000_000, '壹仟亿元整'],
  ])('%i fen is %s', (fen, expected) => {
    expect(toCapitalAmount(fen)).toBe(expected)
  })
  it('reads back as the same amount, with no double or trailing 零', () => {
    fc.assert(
      fc.property(anyFen, (fen) => {
        const text = toCapitalAmount(fen)
        expect(readCapitalAmount(text)).toBe(fen)
        expect(text).not.toMatch(/零零|零万|零亿|^零.*[角分]/)
        if (fen > 0) expect(text).not.toMatch(/零元|零$/)
        expect(text.endsWith('整')).toBe(fen % 100 === 0)
      }),
      { numRuns: 2000 },
    )
  })
  it.each([-1, 1.5, Number.NaN, 10_000_000_000_001])('refuses %d', (fen) => {
    expect(() => toCapitalAmount(fen)).toThrow()
  })
})

describe('checkCapitalAmount', () => {
  it.each([
    [140950, '人民币壹仟肆佰零玖元伍角'],
    [140950, '壹仟肆佰零玖元伍角整'],
    [140950, '壹仟肆佰零玖圆伍角正'],
    [168032, '壹仟陆佰捌拾元零叁角贰分'],
    [168032, '壹仟陆佰捌拾元叁角贰分'],
    [10700053, '壹拾万柒仟元零伍角叁分'],
    [10700053, '壹拾万零柒仟元伍角叁分'],
    [1200000, ' 壹万贰仟 元正 '],
    [0, '零元整'],
  ])('takes %i as %s', (fen, typed) => {
    expect(checkCapitalAmount(fen, typed)).toEqual({ kind: 'same' })
  })
  it.each([
    [1200000, '壹万贰仟伍佰元整', 1250000],
    [1200000, '壹万贰仟元伍角', 1200050],
    [1200000, '贰万元整', 2000000],
  ])('says what %i typed as %s reads', (fen, typed, readFen) => {
    expect(checkCapitalAmount(fen, typed)).toMatchObject({ kind: 'differs', readFen })
  })
  it.each([
    [1200000, ''],
    [1200000, '12000元'],
    [1200000, '一万二千元整'],
    [1200000, '壹万贰仟元'], // 整 is missing
    [1640902, '壹万陆仟肆佰玖元贰分'], // 零 is missing
    [1200000, '壹万零贰仟元整'],
    [200530, '贰仟零伍元零叁角'],
    [1200000, '元整'],
    [1200000, '壹拾贰佰元整'],
  ])('finds %i typed as %j malformed', (fen, typed) => {
    expect(checkCapitalAmount(fen, typed).kind).toBe('malformed')
  })
  it('takes its own writing and no other amount', () => {
    fc.assert(
      fc.property(anyFen, anyFen, (fen, other) => {
        expect(checkCapitalAmount(fen, toCapitalAmount(fen)).kind).toBe('same')
        if (fen !== other)
          expect(checkCapitalAmount(fen, toCapitalAmount(other))).toMatchObject({ kind: 'differs', readFen: other })
      }),
      { numRuns: 1000 },
    )
  })
})

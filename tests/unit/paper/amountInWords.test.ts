import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toAmountInWords, toGroupedYuan } from '../../../src-shared/paper/amountInWords.ts'

describe('toAmountInWords', () => {
  it.each([
    [0, '零元整'],
    [1, '壹分'],
    [10, '壹角整'],
    [105, '壹元零伍分'],
    [110, '壹元壹角整'],
    [12_345, '壹佰贰拾叁元肆角伍分'],
    [100_500, '壹仟零伍元整'],
    [1_000_000, '壹万元整'],
    [1_230_050, '壹万贰仟叁佰元伍角整'],
    [1_000_001_00, '壹佰万零壹元整'],
    [123_456_789_012, '壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分'],
    [10_000_000_000_000, '壹仟亿元整'],
  ])('%i fen is %s', (fen, words) => {
    expect(toAmountInWords(fen)).toBe(words)
  })

  it('gives different words to different amounts, in capital characters only', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000_00), fc.nat(10_000_000_00), (one, other) => {
        expect(toAmountInWords(one)).toMatch(/^[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+$/)
        expect(toAmountInWords(one) === toAmountInWords(other)).toBe(one === other)
      }),
    )
  })
})

describe('toGroupedYuan', () => {
  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [99_999, '999.99'],
    [100_000, '1,000.00'],
    [123_456_789, '1,234,567.89'],
  ])('%i fen is %s', (fen, text) => {
    expect(toGroupedYuan(fen)).toBe(text)
  })
})

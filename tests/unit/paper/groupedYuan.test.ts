import { describe, expect, it } from 'vitest'
import { toGroupedYuan } from '../../../src-shared/paper/groupedYuan.ts'

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

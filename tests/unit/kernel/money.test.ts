import { expect, it } from 'vitest'
import { isTooMuch, MOST_FEN, parseYuan, toYuanText } from '../../../src-shared/kernel/money.ts'

it.each([
  ['100000000000', false],
  ['100,000,000,000.00 元', false],
  ['100000000000.01', true],
  ['１０００００００００００１', true],
  ['9999999999999999', true],
  ['十二块', false],
  ['-5', false],
  ['', false],
])('%j is more than is allowed: %j', (text, expected) => {
  expect(isTooMuch(text)).toBe(expected)
  if (expected) expect(parseYuan(text)).toBeUndefined()
})

it('takes the largest amount', () => {
  expect(parseYuan(toYuanText(MOST_FEN))).toBe(MOST_FEN)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markMatch, markPositions } from '../../../src-renderer/search/markMatch.ts'

const marked = (text: string, searched: string) =>
  markMatch(text, searched)
    .map(({ text: part, isMatch }) => (isMatch ? `[${part}]` : part))
    .join('')

describe('markMatch', () => {
  it('marks every word wherever it stands, in any case and width', () => {
    expect(marked('楼上漏水，楼下漏水', '漏水')).toBe('楼上[漏水]，楼下[漏水]')
    expect(marked('编号 2026-A0001', 'ａ0001')).toBe('编号 2026-[A0001]')
    expect(marked('张三诉李四', '李四 张三')).toBe('[张三]诉[李四]')
    expect(marked('张三', '')).toBe('张三')
    expect(marked('…修复漏水处…', '漏水')).toBe('…修复[漏水]处…')
  })

  it('never changes the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ maxLength: 4 }), (text, searched) => {
        expect(
          markMatch(text, searched)
            .map((part) => part.text)
            .join(''),
        ).toBe(text)
      }),
    )
  })

  it('marks characters by their places', () => {
    expect(markPositions('样本甲', [0, 1])).toEqual([
      { text: '样本', isMatch: true },
      { text: '甲', isMatch: false },
    ])
  })
})

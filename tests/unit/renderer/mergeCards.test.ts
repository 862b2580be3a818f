import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyCard, emptyParty, type CardForm } from '../../../src-renderer/intake/cardForm.ts'
import { mergeCards } from '../../../src-renderer/intake/mergeCards.ts'

const base: CardForm = {
  ...emptyCard(),
  receivedOn: '2026-03-18',
  summary: '漏水',
  parties: [{ ...emptyParty(), name: '样本甲' }],
}

describe('mergeCards', () => {
  it('takes what only the other person changed and says so', () => {
    const merged = mergeCards(base, { ...base, wish: '修好' }, { ...base, placeDetail: '梧桐里9弄' })
    expect(merged.card).toMatchObject({ wish: '修好', placeDetail: '梧桐里9弄' })
    expect(merged.taken).toEqual(['事发地点'])
    expect(merged.both).toEqual([])
  })

  it('keeps mine where both changed, and shows theirs', () => {
    const theirs = { ...base, summary: '楼上漏水', parties: [{ ...emptyParty(), name: '样本乙' }] }
    const merged = mergeCards(
      base,
      { ...base, summary: '水管漏水', parties: [{ ...emptyParty(), name: '样本丙' }] },
      theirs,
    )
    expect(merged.card.summary).toBe('水管漏水')
    expect(merged.card.parties.map(({ name }) => name)).toEqual(['样本丙'])
    expect(merged.both).toEqual([
      { title: '当事人', theirs: '样本乙' },
      { title: '什么事', theirs: '楼上漏水' },
    ])
  })

  it('loses nothing that was typed, whatever the other person did', () => {
    const text = fc.constantFrom('', '甲', '乙', '丙')
    const card = fc.record({ summary: text, wish: text, facts: text }).map((typed) => ({ ...base, ...typed }))
    fc.assert(
      fc.property(card, card, (mine, theirs) => {
        const { card: merged } = mergeCards(base, mine, theirs)
        for (const key of ['summary', 'wish', 'facts'] as const) {
          expect(merged[key]).toBe(mine[key] === base[key] ? theirs[key] : mine[key])
        }
      }),
    )
  })
})

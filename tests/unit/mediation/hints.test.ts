import { describe, expect, it } from 'vitest'
import { type AcceptanceFacts, acceptanceHints } from '../../../src-shared/mediation/acceptanceHints.ts'
import { confirmationObstacles } from '../../../src-shared/mediation/confirmationObstacles.ts'
import { proposeRemedies, TERMINATION_REASONS } from '../../../src-shared/mediation/terminationReasons.ts'

const facts: AcceptanceFacts = {
  justiceClass: '02',
  source: 'applied',
  clock: 'general',
  isRefusedByParty: false,
  text: '楼上漏水',
}
const ids = (change: Partial<AcceptanceFacts>) => acceptanceHints({ ...facts, ...change }).map(({ id }) => id)

describe('acceptance hints', () => {
  it('shows only the scope for an ordinary case', () => {
    expect(ids({})).toEqual(['scope', 'jurisdiction'])
  })
  it('puts a refusal first', () => {
    expect(ids({ isRefusedByParty: true, text: '已起诉到法院' }).slice(0, 2)).toEqual([
      'party_refuses',
      'already_taken_up',
    ])
  })
  it('asks about another organ, but not when that organ sent the case', () => {
    expect(ids({ text: '法院已立案' })).toContain('already_taken_up')
    expect(ids({ text: '法院已立案', source: 'court' })).not.toContain('already_taken_up')
    expect(ids({ source: 'court' })).toContain('referral_consent')
  })
  it.each([
    [{ justiceClass: '15' }, 'medical_taken_up'],
    [{ clock: 'medical' }, 'medical_taken_up'],
    [{ source: 'petition' }, 'petition_not_mediable'],
    [{ text: '对行政处罚不服' }, 'exclusive_jurisdiction'],
    [{ text: '扬言持刀' }, 'escalation'],
    [{ text: '疑似家庭暴力' }, 'domestic_violence'],
    [{ text: '全体业主' }, 'many_parties'],
  ])('%j -> %s', (change, id) => {
    expect(ids(change)).toContain(id)
    expect(ids({})).not.toContain(id)
  })
  it('names a clause with every hint', () => {
    for (const { text, source } of acceptanceHints({ ...facts, isRefusedByParty: true })) {
      expect(text).not.toBe('')
      expect(source).not.toBe('')
    }
  })
})

describe('obstacles to judicial confirmation', () => {
  const found = (terms: string[], agreementForm: 'written' | 'oral' = 'written') =>
    confirmationObstacles({ justiceClass: '01', agreementForm, terms }).map(({ id }) => id)
  it.each([
    ['双方自愿离婚，孩子随母亲生活', 'personal_status'],
    ['解除收养关系', 'personal_status'],
    ['涉案房屋归甲方所有', 'title_to_property'],
    ['争议地块使用权归乙方', 'title_to_property'],
    ['乙方尽快支付赔偿款', 'unclear_terms'],
  ])('%s -> %s', (term, id) => {
    expect(found([term])).toEqual([id])
  })
  it('finds none in a clear money agreement, and wants writing', () => {
    expect(found(['甲方于2026年4月1日前向乙方一次性支付3000元'])).toEqual([])
    expect(found(['甲方于2026年4月1日前向乙方一次性支付3000元'], 'oral')).toEqual(['oral'])
    expect(found([])).toEqual(['unclear_terms'])
  })
})

describe('termination', () => {
  it('has nine reasons and always remedies', () => {
    expect(TERMINATION_REASONS.codes.map(({ code }) => code).join('')).toBe('123456789')
    expect(proposeRemedies('02')).toHaveLength(3)
    expect(proposeRemedies('11')[0]).toContain('劳动人事争议仲裁委员会')
  })
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { replaceNames } from '../../../src-shared/intake/namesInText.ts'
import type { MatterId } from '../../../src-shared/kernel/ids.ts'
import { ALL_LEDGERS, LEDGERS } from '../../../src-shared/ledger/registry.ts'
import type { LedgerRow } from '../../../src-shared/ledger/schema.ts'
import { hideNames, hideNamesOfDifferences } from '../../../src-main/ledger/hideNames.ts'

const row = (values: Record<string, string | number | null>): LedgerRow => ({ matterId: 'm1' as MatterId, ...values })
const one = (values: Record<string, string | number | null>) => hideNames(LEDGERS.petition.columns, [row(values)])[0]
const star = (text: string, ...names: string[]) => replaceNames(text, names, () => '*')

it.each([
  ['范宇松建议增设路灯，范宇松称已多次反映', ['范宇松'], '*建议增设路灯，*称已多次反映'],
  ['王小明与王小争执', ['王小', '王小明'], '*与*争执'],
  ['张三来访', ['张三（测试）'], '*来访'],
  ['张三（测试）来访', ['张三（测试）'], '*来访'],
  ['王某称', ['王'], '王某称'],
  ['（要求保密）反映', ['（要求保密）'], '（要求保密）反映'],
  ['A.B 与 AxB', ['A.B'], '* 与 AxB'],
  ['无人', [''], '无人'],
])('finds whole names in %s', (text, names, expected) => expect(star(text, ...names)).toBe(expected))

it('leaves none of the names, however they begin and hold each other', () => {
  const name = fc.string({ unit: fc.constantFrom('王', '小', '明', '（', '）', '.'), minLength: 2, maxLength: 5 })
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.array(name, { maxLength: 4 }), (names, others) => {
      const real = names.filter((each) => !/^（.*）$/.test(each))
      const left = star([...names, ...others].join('，'), ...names)
      for (const each of real) expect(left).not.toContain(each)
    }),
  )
})

it('hides the names of a row in its texts too, and those of no other row', () => {
  const hidden = one({ names: '范宇松、欧阳小雨', summary: '范宇松、欧阳小雨建议；李四旁观', unit: '', peopleCount: 2 })
  expect(hidden).toEqual(
    row({ names: '范某某、欧阳某某', summary: '范某某、欧阳某某建议；李四旁观', unit: '', peopleCount: 2 }),
  )
  expect(one({ names: '王', summary: '王某来访，住王家宅' })).toMatchObject({ summary: '王某来访，住王家宅' })
  expect(one({ names: '样例物业服务有限公司', summary: '样例物业服务有限公司来函' })).toMatchObject({
    summary: '样例物业服务有限公司来函',
  })
})

it('hides both sides of a mediation', () => {
  const values = { applicants: '张小三', respondents: '李小四', facts: '张小三家与李小四家因漏水争执' }
  expect(hideNames(LEDGERS.mediation.columns, [row(values)])[0]).toMatchObject({
    facts: '张某某家与李某某家因漏水争执',
  })
})

it('hides the old and the new names of a row on its difference sheet', () => {
  const item = (column: string, frozen: string, present: string, reason = '') => ({
    matterId: 'm1' as MatterId,
    column,
    frozen,
    present,
    about: '范雨松建议',
    reason,
  })
  const rows = [row({ names: '范宇松', summary: '范宇松建议' }), row({ names: '范雨松', summary: '范雨松建议' })]
  const items = [
    item('names', '范宇松', '范雨松'),
    item('summary', '范宇松建议', '范雨松建议', '范雨松来电要求更正'),
    { ...item('summary', '范宇松', ''), matterId: 'm2' as MatterId },
  ]
  const about = '范某某建议'
  expect(hideNamesOfDifferences(LEDGERS.petition.columns, items, rows)).toEqual([
    { ...item('names', '范某某', '范某某'), about },
    { ...item('summary', '范某某建议', '范某某建议', '范某某来电要求更正'), about },
    { ...item('summary', '范宇松', ''), matterId: 'm2' },
  ])
})

it('reaches every ledger', () => {
  for (const { columns } of ALL_LEDGERS.filter(({ masksNames }) => masksNames !== 'none')) {
    const key = columns.find(({ isName }) => isName)?.key ?? ''
    expect(hideNames(columns, [row({ [key]: '范宇松', note: '范宇松来电' })])[0]).toMatchObject({ note: '范某某来电' })
  }
})

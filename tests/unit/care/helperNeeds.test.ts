import { expect, it } from 'vitest'
import { newClientState } from '../../../src-shared/care/fold.ts'
import { BUILT_IN_GROUPS } from '../../../src-shared/care/groupsBuiltIn.ts'
import { helperNeeds } from '../../../src-shared/care/helperNeeds.ts'
import type { Day } from '../../../src-shared/kernel/day.ts'

const configOf = (group: string) => BUILT_IN_GROUPS.find((each) => each.group === group)
const needs = (sex: string, { isWoman = false, birthOn = '1980-01-01', closed = false, group = 'correction' } = {}) =>
  helperNeeds(
    {
      ...newClientState(),
      person: { sex, birthOn } as never,
      enrolments: [{ group, closed: closed ? { on: '2026-01-01' } : null } as never],
      assigned: { helpers: [{ name: '甲', unit: '', isWoman }] } as never,
    },
    configOf,
    '2026-03-18' as Day,
  )

it('asks for a woman among the helpers of a woman until there is one', () => {
  expect(needs('2')).toEqual([expect.stringContaining('女性成员')])
  expect(needs('2')[0]).toContain('第二十五条')
  expect(needs('2', { isWoman: true })).toEqual([])
  expect(needs('1')).toEqual([])
  expect(needs('2', { closed: true })).toEqual([])
  expect(needs('2', { group: 'disabled' })).toEqual([])
})

it('says of a minor who should be there, which no record can show', () => {
  expect(needs('1', { birthOn: '2010-01-01' })).toEqual([expect.stringContaining('第五十二条')])
})

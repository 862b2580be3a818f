import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { PartyId } from '../../src-shared/kernel/ids.ts'
import { testCore, type TestCore } from '../support/testCore.ts'

let t: TestCore
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
})
afterAll(() => t.close())

const NAME = '王小样（测试）'
const question = (phone: string) => ({ name: NAME, phone, idNumber: '', address: '', summary: '' })

async function register(phone: string, notPartyIds: PartyId[] = []): Promise<PartyId> {
  const clerk = t.as('chuangkou')
  const { matterId } = await clerk('intake.register', {
    receivedOn: '2026-03-18' as Day,
    summary: '咨询（测试）',
    parties: [{ party: { name: NAME, phone }, notPartyIds }],
  })
  return (await clerk('matters.get', { matterId })).parties[0]!.partyId
}

it('asks no more about somebody who was said to be another, where the right one is found', async () => {
  const clerk = t.as('chuangkou')
  const first = await register('13000000001')
  const asked = await clerk('intake.suggest', question('13000000002'))
  expect(asked.people.map(({ partyId }) => partyId)).toEqual([first])

  const second = await register('13000000002', [first])
  const peopleFor = async (phone: string) =>
    (await clerk('intake.suggest', question(phone))).people.map(({ partyId }) => partyId)
  expect(await peopleFor('13000000002')).toEqual([second])
  expect(await peopleFor('13000000001')).toEqual([first])
  // By the name alone either may be meant, and a third one may be somebody else again.
  expect((await peopleFor('')).toSorted()).toEqual([first, second].toSorted())
  expect((await peopleFor('13000000003')).toSorted()).toEqual([first, second].toSorted())

  // Said twice it is kept once; each time it is news it is a line of the audit.
  await register('13000000004', [first, second])
  const lines = (await t.as('head')('audit.list', { limit: 500 })).lines
  expect(lines.filter(({ subject }) => subject === '认定不是同一人')).toHaveLength(3)
})

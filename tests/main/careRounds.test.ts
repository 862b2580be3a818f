import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { AT, careDesk, DAY, enrolment, person, type CareDesk } from '../support/careDesk.ts'
import { Refused } from '../support/testCore.ts'

let t: CareDesk
beforeAll(async () => void (t = await careDesk()))
afterAll(() => t.close())

it('a round that is refused says whose visit it was, by number, and writes none', async () => {
  const willing = await t.register('吴愿意（测试）')
  const tooSoon = await t.register('吴太早（测试）')
  const { number } = await t.get('shegong', tooSoon)
  const visits = [willing, tooSoon].map((clientId) => ({
    clientId,
    findings: { isMet: true, nextOn: clientId === tooSoon ? DAY : null },
    follows: { promises: [], response: null },
  }))
  const refusal = await t
    .as('shegong')('care.round', { head: { at: AT, how: 'home', visitors: ['社工戊'] }, visits })
    .catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(Refused)
  expect((refusal as Refused).message).toMatch(`第 2 位（${number}）：`)
  expect((refusal as Refused).message).not.toContain('吴太早')
  expect((await t.get('shegong', willing)).state.visits).toEqual([])
})

it('a visit that was put together names every group that it is for', async () => {
  const { clientId } = await t.as('shegong')('care.register', {
    person: person('吴两类（测试）'),
    enrolments: [enrolment(), enrolment({ group: 'disabled' })],
    assignment: { workerId: t.ids.shegong, helpers: [], on: DAY },
  })
  const due = async () =>
    (await t.as('shegong')('care.due', { kinds: ['visit'], until: '2026-12-31' as Day })).items.filter(
      (item) => item.clientId === clientId,
    )
  const groups = (await due()).map((item) => [...item.groups].sort())
  expect(groups).toContainEqual(['disabled', 'elderly'])
  for (const group of ['disabled', 'elderly'] as const) {
    const { items } = await t.as('shegong')('care.due', { kinds: ['visit'], group, until: '2026-12-31' as Day })
    expect(items.some((item) => item.clientId === clientId && item.groups.length === 2)).toBe(true)
  }
})

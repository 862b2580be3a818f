import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

let t: TestCore
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
})
afterAll(() => t.close())

async function acceptedOn(day: string) {
  const clerk = t.as('chuangkou')
  const registered = await clerk('intake.register', { receivedOn: day as Day, summary: '楼道堆物引起的争执' })
  const triaged = await clerk('intake.triage', { ...registered, route: 'mediation' })
  await clerk('mediation.accept', {
    ...triaged,
    act: {
      acceptedOn: day as Day,
      source: 'applied',
      justiceClass: '02',
      governanceClass: '0299',
      facts: '双方因楼道堆物发生争执。',
    },
  })
  return registered.matterId
}

const dossiers = async (month: string): Promise<number> =>
  (await t.as('head')('ledger.month', { month: month as never })).rows.length
const total = async (month: string): Promise<number | null | undefined> =>
  (await t.as('head')('figures.month', { month: month as never })).figures.find(({ key }) => key === 'total')?.value

it('moves cases and counters to their month when the cut-off day changes', async () => {
  await acceptedOn('2026-02-25')
  expect([
    await dossiers('2026-02'),
    await dossiers('2026-03'),
    await total('2026-02'),
    await total('2026-03'),
  ]).toEqual([1, 0, 1, 0])
  await t.as('head')('centre.saveSettings', { cutoffDay: 20 })
  expect([
    await dossiers('2026-02'),
    await dossiers('2026-03'),
    await total('2026-02'),
    await total('2026-03'),
  ]).toEqual([0, 1, 0, 1])
})

it('leaves no day in two months or in none beside a signed-off month', async () => {
  const head = t.as('head')
  await head('centre.saveSettings', { cutoffDay: 0 })
  t.clock.toDay('2026-03-19')
  await t.as('chuangkou')('account.login', { login: 'chuangkou', password: PASSWORD })
  await head('account.login', { login: 'head', password: PASSWORD })
  await acceptedOn('2026-01-28')
  await head('ledger.signOff', { month: '2026-02' as never })
  await head('centre.saveSettings', { cutoffDay: 25 })
  const periods = (await head('ledger.months', { year: 2026 })).slice(0, 3).map(({ from, to }) => `${from} ${to}`)
  expect(periods).toEqual(['2025-12-26 2026-01-31', '2026-02-01 2026-02-28', '2026-03-01 2026-03-25'])
  expect(await dossiers('2026-01')).toBe(1)
  await head('centre.saveSettings', { cutoffDay: 0 })
}, 60_000)

it('counts running clocks again when the rule for days off changes, and says so in the log in Chinese', async () => {
  const matterId = await acceptedOn('2026-03-05') // a month later is a Sunday in a holiday
  const dueOn = async () =>
    (await t.as('head')('matters.get', { matterId })).deadlines.find(({ ruleId }) => ruleId === 'A-01')?.dueOn
  expect(await dueOn()).toBe('2026-04-05')
  await t.as('head')('centre.saveSettings', { rollsWhereSilent: true })
  expect(await dueOn()).toBe('2026-04-07')
  const { lines } = await t.as('head')('audit.list', { action: 'settings_changed' })
  expect(lines[0]?.detail).toBe('末日遇假日是否顺延')
})

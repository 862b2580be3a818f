import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import { described, lead, linkageDesk } from '../support/linkageDesk.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

/* Between the window and the first unit: sorted to 六联 and not registered there, and the answer that the visitor waits for. */

const day = (text: string) => text as Day
const MARCH = '2026-03' as Month
let t: TestCore
beforeAll(async () => void (t = await testCore()))
afterAll(() => t.close())

async function head(today: string) {
  t.clock.toDay(today)
  await t.as('head')('account.login', { login: 'head', password: PASSWORD })
  return t.as('head')
}

it('is said beside every month and board that does not count it yet, and by its own word', async () => {
  const call = await head('2026-03-18')
  const desk = await linkageDesk(call, day('2026-03-17'))
  const leftOut = async (): Promise<number[]> => [
    (await call('ledger.month', { ledger: 'linkage', month: MARCH })).leftOut,
    (await call('linkage.board', { month: MARCH })).leftOut,
    (await call('linkage.list', { filter: { stages: ['to_describe'] } })).count,
  ]
  const rows = async (): Promise<number> =>
    (await call('ledger.month', { ledger: 'linkage', month: MARCH })).rows.length
  expect(await leftOut()).toEqual([1, 1, 1])
  expect(await rows()).toBe(0)
  expect((await call('ledger.month', { ledger: 'linkage', month: '2026-02' as Month })).leftOut).toBe(0)
  expect((await call('ledger.month', { ledger: 'mediation', month: MARCH })).leftOut).toBe(0)

  await desk.act('describe', described())
  expect(await leftOut()).toEqual([0, 0, 0])
  expect(await rows()).toBe(1)
  expect((await desk.view()).matter.stage).toBe('to_dispatch')
  const { rows: listed } = await call('linkage.list', { filter: {} })
  expect(listed.find(({ id }) => id === desk.matterId)?.placeName).toBe('示范路口')
})

it('keeps the first answer that the window promised in sight until the visitor was told, and no other source’s', async () => {
  const call = await head('2026-03-18')
  const promised = async (): Promise<string[]> =>
    (await call('today.list', { isMineOnly: false })).items
      .filter(({ what }) => what === '答应过的首次答复')
      .map(({ matterId }) => matterId as string)
  const desk = await linkageDesk(call, day('2026-03-18'))
  const patrol = await linkageDesk(call, day('2026-03-18'))
  await patrol.act('describe', described({ source: 'patrol' }))
  expect(await promised()).toContain(desk.matterId)
  expect(await promised()).not.toContain(patrol.matterId)

  await desk.act('describe', described())
  await desk.act('dispatch', { on: '2026-03-18', request: '请清理', assignments: [lead('05', '2026-03-27')] })
  const { key } = await desk.part('05')
  await desk.act('unitReceives', { key, on: '2026-03-18', by: '接件人（测试）' })
  expect(await promised()).toContain(desk.matterId)
  expect((await desk.view()).matter.promiseOn).toBe('2026-03-23')

  await desk.act('feedBack', { on: '2026-03-18', how: 'phone', toWhom: '张三（测试）', text: '已交城管办理' })
  expect(await promised()).not.toContain(desk.matterId)
  expect((await desk.view()).matter.promiseOn).toBeNull()
})

it('of a task that was opened again is owed once more: its clock runs, it may be given out anew, and told anew before it is filed', async () => {
  const call = await head('2026-03-18')
  const sheet = { system: '12345 热线', number: 'HL-重开（测试）' }
  const desk = await linkageDesk(call, day('2026-03-16'))
  await desk.act('describe', described({ source: 'hotline', sheet }))
  await desk.act('dispatch', { on: '2026-03-16', request: '请清理', assignments: [lead('05', '2026-03-20')] })
  const { key } = await desk.part('05')
  await desk.act('unitAnswers', { key, on: '2026-03-17', text: '已清理' })
  await desk.act('verify', { on: '2026-03-17', by: '窗口甲', how: 'call', text: '看过', isPassed: true })
  await desk.act('close', {
    on: '2026-03-17',
    closure: 'procedural',
    summary: '已办',
    approver: '主任',
    lookBackOn: '2026-04-17',
  })
  await desk.act('feedBack', { on: '2026-03-17', how: 'system', toWhom: '12345 热线', text: '已办' })
  await desk.act('reopen', { on: '2026-03-18', reason: '又摆出来' })

  const { state, matter } = await desk.view()
  expect(state.toldOn).toBeNull()
  expect(matter.deadlines.filter((each) => each.state === 'running').map(({ ruleId }) => ruleId)).toContain('L-09')
  const { items } = await call('today.list', { isMineOnly: false })
  expect(items.some(({ matterId }) => matterId === desk.matterId)).toBe(true)

  await desk.act('dispatch', { on: '2026-03-18', request: '请再清理', assignments: [lead('05', '2026-03-25')] })
  expect((await desk.view()).matter.stage).toBe('to_receive')
  const again = await desk.part('05')
  await desk.act('unitAnswers', { key: again.key, on: '2026-03-18', text: '已再次清理' })
  await desk.act('verify', { on: '2026-03-18', by: '窗口甲', how: 'call', text: '看过', isPassed: true })
  await desk.act('close', { on: '2026-03-18', closure: 'substantive', summary: '已清理', approver: '主任' })
  await expect(desk.act('archive', { on: '2026-03-18', retention: '10年', filedBy: '窗口甲' })).rejects.toThrow('反馈')
})

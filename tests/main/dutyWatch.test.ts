import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { addPerson, addPost, putOn } from '../support/dutyDesk.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

/** What happens at a post: handing over, inspecting, signing in. */
const TODAY = '2026-03-18' as Day
let t: TestCore
let clerk: ReturnType<TestCore['as']>
let east: RowId
let gate: RowId
let jia: RowId
let yi: RowId
let bing: RowId

async function toTime(text: string): Promise<void> {
  t.clock.nowMs = Date.parse(`${text}:00+08:00`)
  for (const login of ['chuangkou', 'head']) await t.as(login)('account.login', { login, password: PASSWORD })
}

/** Two posts by day and night. 甲 has the east gate by day and the metro by night; 乙 stays at the metro all round. */
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  clerk = t.as('chuangkou')
  await toTime(`${TODAY}T08:00`)
  east = await addPost(clerk, 'G01', { name: '东门岗', shifts: ['01', '02'] })
  gate = await addPost(clerk, 'G02', { name: '地铁岗', shifts: ['01', '02'] })
  jia = await addPerson(clerk, '样本甲')
  yi = await addPerson(clerk, '示例乙')
  bing = await addPerson(clerk, '示例丙')
  await putOn(clerk, east, TODAY, '01', [jia])
  await putOn(clerk, east, TODAY, '02', [bing])
  await putOn(clerk, gate, TODAY, '01', [yi, bing])
  await putOn(clerk, gate, TODAY, '02', [yi, jia])
  await toTime(`${TODAY}T17:20`)
})
afterAll(() => t.close())

const draft = (postId: RowId) => clerk('duty.draftHandover', { on: TODAY, shift: '01', postId })
const handOver = (more: object) =>
  clerk('duty.record', {
    kind: 'handover',
    entry: { on: TODAY, shift: '01', postIds: [east], from: '样本甲', to: '示例丙', ...more } as never,
  })
const fieldOf = async (work: Promise<unknown>): Promise<Record<string, string[]>> => {
  const error = await work.then(
    () => undefined,
    (thrown: { details?: { issues?: { fieldErrors?: Record<string, string[]> } } }) => thrown,
  )
  return error?.details?.issues?.fieldErrors ?? {}
}

it('is handed over post by post, to those of the next shift there, and by nobody to himself', async () => {
  expect(await draft(east)).toMatchObject({ from: '样本甲', to: '示例丙', stays: '' })
  // 乙 stays where he is: he hands nothing over and takes nothing over.
  expect(await draft(gate)).toMatchObject({ from: '示例丙', to: '样本甲', stays: '示例乙' })
  expect((await draft(gate)).lines.join()).not.toContain('东门岗')
  expect((await fieldOf(handOver({ to: '示例丙、样本甲' })))['to']?.join()).toContain('样本甲不能把班交给自己')
  expect(Object.keys(await fieldOf(handOver({ postIds: [] })))).toEqual(['postIds'])
  expect(Object.keys(await fieldOf(handOver({ on: '2026-03-19' })))).toEqual(['on'])
  const { id } = await handOver({})
  const entry = await clerk('duty.entry', { id })
  expect(entry.lines.map(({ text }) => text).join()).toContain('东门岗：样本甲交给示例丙')
})

it('is inspected only in the past, and a problem is told in words', async () => {
  const inspect = (more: object) =>
    clerk('duty.record', {
      kind: 'inspection',
      entry: { postId: east, on: TODAY, shift: '01', time: '10:00', inspector: '负责人乙', ...more } as never,
    })
  expect(Object.keys(await fieldOf(inspect({ time: '17:25' })))).toEqual(['time'])
  expect(Object.keys(await fieldOf(inspect({ on: '2026-03-19' })))).toEqual(['on'])
  expect(Object.keys(await fieldOf(inspect({ hasProblem: true })))).toEqual(['finding'])
  await inspect({ hasProblem: true, finding: '灯不亮' })
  expect((await draft(east)).lines.join()).toContain('灯不亮')
  expect((await draft(gate)).lines.join()).not.toContain('灯不亮')
})

it('takes somebody who comes long before his shift only with the reason, by the office’s own number of minutes', async () => {
  await toTime('2026-03-18T16:40')
  const sign = (time: string, note = '') =>
    clerk('duty.record', {
      kind: 'sign_in',
      entry: { postId: east, on: TODAY, shift: '02', personId: bing, time, note },
    })
  expect((await fieldOf(sign('14:00')))['note']?.join()).toContain('提前了 3 小时 30 分钟')
  await sign('16:35')
  await sign('14:00', '替样本甲早到')
  const { stints } = await clerk('duty.day', { on: TODAY })
  expect(stints.find(({ personId, postId }) => personId === bing && postId === east)?.signedIn).toBe('14:00')
  const events = await clerk('duty.events', { from: TODAY, to: TODAY, kinds: ['sign_in'] })
  expect(events.map(({ text }) => text).join()).toContain('替样本甲早到')
  await t.as('head')('centre.saveCodeTable', {
    table: 'duty_rule',
    next: {
      effectiveFrom: TODAY,
      title: '排班规则',
      source: '示例',
      codes: [{ code: '07', title: '提前超过几分钟签到要写明原因', detail: { value: 240 } }],
    },
  })
  await sign('14:00')
})

it('lets nobody go before he came, over midnight too, nor come after he went', async () => {
  await toTime('2026-03-19T09:00')
  const sign = (kind: 'sign_in' | 'sign_out', shift: string, personId: RowId, time: string) =>
    clerk('duty.record', { kind, entry: { postId: east, on: TODAY, shift, personId, time } })
  const { id: came } = await sign('sign_in', '01', jia, '08:25')
  expect((await fieldOf(sign('sign_out', '01', jia, '08:20')))['time']?.join()).toContain('签退不能早于签到（08:25）')
  await sign('sign_out', '01', jia, '17:30')
  expect((await fieldOf(sign('sign_in', '01', jia, '17:40')))['time']?.join()).toContain('已经 17:30 签退')
  // A sign-in that was taken back hinders nobody.
  await clerk('duty.takeBack', { eventId: came, reason: '写错了' })
  await sign('sign_out', '01', jia, '08:20')
  // 丙 came to his night in the afternoon (above): the next morning is later, the noon before is not.
  expect(Object.keys(await fieldOf(sign('sign_out', '02', bing, '13:00')))).toEqual(['time'])
  await sign('sign_out', '02', bing, '08:35')
})

it('is under a level that is lifted later than it began, by day and time', async () => {
  const head = t.as('head')
  const { id } = await head('duty.order', {
    kind: 'level_start',
    entry: { level: '03', on: '2026-05-02', time: '18:00', orderedBy: '负责人乙', task: '示例集会' } as never,
  })
  const stop = (on: string, time: string) =>
    head('duty.order', {
      kind: 'level_stop',
      entry: { startId: id, on, time, orderedBy: '负责人乙' } as never,
    })
  expect((await fieldOf(stop('2026-05-01', '23:00')))['on']?.join()).toContain('2026-05-02 18:00')
  for (const time of ['17:00', '18:00'])
    expect((await fieldOf(stop('2026-05-02', time)))['time']?.join()).toContain('解除要晚于启动（2026-05-02 18:00）')
  expect((await head('duty.alerts', {}))[0]?.endOn).toBeNull()
  await stop('2026-05-02', '18:01')
  expect((await head('duty.alerts', {}))[0]).toMatchObject({ endOn: '2026-05-02', endTime: '18:01' })
})

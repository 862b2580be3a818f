import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { addPerson, addPost } from '../support/dutyDesk.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

/** A roster that is changed after it happened: what was recorded stays to be seen, and why it was changed is kept. */
const TODAY = '2026-03-18' as Day
const PAST = '2026-03-10' as Day
let t: TestCore
let clerk: ReturnType<TestCore['as']>
let head: ReturnType<TestCore['as']>
let east: RowId
let gate: RowId
let jia: RowId
let yi: RowId
let bing: RowId

async function toTime(text: string): Promise<void> {
  t.clock.nowMs = Date.parse(`${text}:00+08:00`)
  for (const login of ['chuangkou', 'head']) await t.as(login)('account.login', { login, password: PASSWORD })
}
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  clerk = t.as('chuangkou')
  head = t.as('head')
  await toTime(`${TODAY}T08:00`)
  east = await addPost(clerk, 'G01', { name: '东门岗', shifts: ['01', '02'] })
  gate = await addPost(clerk, 'G02', { name: '地铁岗', shifts: ['01'] })
  jia = await addPerson(clerk, '样本甲')
  yi = await addPerson(clerk, '示例乙')
  bing = await addPerson(clerk, '示例丙')
})
afterAll(() => t.close())

const change = (postId: RowId, on: Day, seen: RowId[], people: RowId[], reason = '') =>
  clerk('duty.setCells', { cells: [{ postId, on, shift: '01', people, leader: '', seen }], reason })
const asked = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (thrown: { details?: { issues?: { fieldErrors?: Record<string, string[]> } } }) => thrown,
  )
  return error?.details?.issues?.fieldErrors?.['reason']?.join() ?? ''
}
const peopleAt = async (postId: RowId, on: Day): Promise<RowId[]> => {
  const { cells } = await clerk('duty.month', { month: '2026-03' as never })
  return cells.find((cell) => cell.postId === postId && cell.on === on && cell.shift === '01')?.people ?? []
}
const sign = (kind: 'sign_in' | 'sign_out', personId: RowId, time: string, postId = east) =>
  clerk('duty.record', { kind, entry: { postId, on: TODAY, shift: '01', personId, time } })
const listed = async (): Promise<string[]> =>
  (await clerk('duty.conflicts', { from: TODAY, to: TODAY })).conflicts
    .filter(({ kind }) => kind === 'signed')
    .map(({ text }) => text)

it('asks before it takes a shift from whoever signed in, names him, and keeps him in sight', async () => {
  await change(east, TODAY, [], [jia])
  const { id: signedIn } = await sign('sign_in', jia, '07:55')
  // Somebody beside him, or another leader, takes nothing away.
  await change(east, TODAY, [jia], [jia, yi])
  expect(await asked(change(east, TODAY, [jia, yi], [yi]))).toContain('3月18日东门岗日班：样本甲 07:55 已经签到')
  expect(await asked(change(east, TODAY, [jia, yi], [], '改'))).toContain('样本甲')
  expect(await peopleAt(east, TODAY)).toEqual([jia, yi])
  // What the other seat wrote is told before any question.
  await expect(change(east, TODAY, [jia], [yi])).rejects.toMatchObject({ code: 'conflict' })

  const { conflicts } = await change(east, TODAY, [jia, yi], [yi], '样本甲签错了岗')
  const said = '样本甲 07:55 在3月18日东门岗日班签到，这个班的排班里没有他'
  expect(conflicts.map(({ text }) => text).join()).toContain(said)
  expect((await listed()).join()).toContain(said)
  const [kept] = await clerk('duty.events', { from: TODAY, to: TODAY, kinds: ['correction'] })
  expect(kept).toMatchObject({ title: '更正排班', byName: '窗口丙' })
  expect(kept?.text).toBe('3月18日东门岗日班：样本甲、示例乙 → 示例乙；样本甲签错了岗')
  const { lines } = await head('audit.list', { limit: 20 })
  expect(lines.some(({ detail }) => detail === '改动 1 个班：样本甲签错了岗')).toBe(true)
  await expect(clerk('duty.takeBack', { eventId: kept!.id as RowId, reason: '试试' })).rejects.toMatchObject({
    code: 'not_allowed',
  })

  await toTime(`${TODAY}T12:00`)
  const mine = (stints: readonly { personId: string }[]) => stints.find(({ personId }) => personId === jia)
  expect(mine((await clerk('duty.day', { on: TODAY })).stints)).toMatchObject({ isPosted: false, signedIn: '07:55' })
  expect(mine((await clerk('duty.now', {})).now)).toMatchObject({ isPosted: false })
  await expect(sign('sign_in', jia, '11:00')).rejects.toMatchObject({ code: 'not_allowed' })
  await sign('sign_out', jia, '11:30')
  expect(mine((await clerk('duty.day', { on: TODAY })).stints)).toMatchObject({ signedOut: '11:30' })
  expect(mine((await clerk('duty.now', {})).now)).toBeUndefined()
  expect(await listed()).toHaveLength(1)
  await clerk('duty.takeBack', { eventId: signedIn, reason: '签错了岗' })
  expect(await listed()).toEqual([])
})

it('asks where somebody is recorded absent, and where the shift was handed over', async () => {
  await change(gate, TODAY, [], [jia, bing])
  const where = { postId: gate, on: TODAY, shift: '01' }
  await clerk('duty.record', { kind: 'absence', entry: { ...where, personId: bing, reason: '01' } })
  expect(await asked(change(gate, TODAY, [jia, bing], [jia, yi]))).toContain('示例丙 已经登记缺勤')
  await change(gate, TODAY, [jia, bing], [jia, yi], '示例乙顶班')
  // His absence is seen on the day; it is nothing to put right.
  const { stints } = await clerk('duty.day', { on: TODAY })
  expect(stints.find(({ personId }) => personId === bing)).toMatchObject({ isPosted: false, absence: '01' })
  expect(await listed()).toEqual([])
  const entry = { on: TODAY, shift: '01', postIds: [gate], from: '样本甲', to: '示例丙' }
  await clerk('duty.record', { kind: 'handover', entry })
  expect(await asked(change(gate, TODAY, [jia, yi], [yi]))).toContain('3月18日地铁岗日班：已经交班')
  await expect(
    clerk('duty.record', {
      kind: 'swap_ask',
      entry: { from: { ...where, personId: yi }, toPersonId: bing, reason: '家里有事' },
    }),
  ).rejects.toMatchObject({ code: 'not_allowed', message: expect.stringContaining('已经交班') as string })
})

it('is not passed over by a swap either: who signed in keeps his shift', async () => {
  await sign('sign_in', yi, '08:30')
  await expect(
    clerk('duty.record', {
      kind: 'swap_ask',
      entry: {
        from: { postId: east, on: TODAY, shift: '01', personId: yi },
        toPersonId: bing,
        reason: '家里有事',
      },
    }),
  ).rejects.toMatchObject({ code: 'not_allowed', message: expect.stringContaining('08:30 已经签到') as string })
})

it('asks why a day that is over changes; what nobody ever filled is filled freely', async () => {
  await change(east, PAST, [], [jia])
  const figure = async (key: string) =>
    (await clerk('duty.figures', { from: PAST, to: PAST })).figures.find((each) => each.key === key)?.value
  await clerk('duty.record', {
    kind: 'sign_in',
    entry: { postId: east, on: PAST, shift: '01', personId: jia, time: '08:20' },
  })
  expect([await figure('came'), await figure('unsigned')]).toEqual([1, 0])
  expect(await asked(change(east, PAST, [jia], [yi]))).toContain('3月10日东门岗日班：样本甲 08:20 已经签到')
  expect(await asked(change(east, PAST, [jia], [jia, yi]))).toContain('3月10日东门岗日班已经过去')
  expect(await figure('came')).toBe(1)
  await change(east, PAST, [jia], [], '当天撤岗')
  expect(await asked(change(east, PAST, [], [yi]))).toContain('已经过去')
  await change(east, PAST, [], [yi], '查了纸质签到表')
  const kept = await clerk('duty.events', { from: PAST, to: PAST, kinds: ['correction'] })
  expect(kept.map(({ text }) => text)).toEqual([
    '3月10日东门岗日班：没有人 → 示例乙；查了纸质签到表',
    '3月10日东门岗日班：样本甲 → 没有人；当天撤岗',
  ])
  const many = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'] as Day[]
  const cells = many.map((on) => ({ postId: gate, on, shift: '01', people: [jia], leader: '' as const, seen: [] }))
  await clerk('duty.setCells', { cells })
  const back = cells.map((cell) => ({ ...cell, people: [], seen: [jia] }))
  expect(await asked(clerk('duty.setCells', { cells: back }))).toContain('；另有 1 个班。')
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { JointId } from '../../src-shared/joint/schema.ts'
import { PHOTO } from '../support/photos.ts'
import { pdfText } from '../support/pdfText.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

const TODAY = '2026-03-18' as Day
let t: TestCore
let head: ReturnType<TestCore['as']>

/** The clock of a test stands at 10:00 in China. */
beforeAll(async () => {
  t = await testCore()
  head = t.as('head')
  t.clock.toDay(TODAY)
  await head('account.login', { login: 'head', password: PASSWORD })
})
afterAll(() => t.close())

async function trouble() {
  const card = { foundOn: '2026-03-10', title: '示例路口占道', type: '03', place: '示例路口', hazard: '占用盲道' }
  const { id } = await head('joint.open', { kind: 'trouble', card })
  const get = () => head('joint.get', { id: id as JointId })
  const act = async (name: string, payload: object) =>
    head(name === 'list' ? 'joint.decide' : 'joint.act', {
      id: id as JointId,
      version: (await get()).version,
      act: name,
      payload: payload as never,
    })
  return { id: id as JointId, get, act }
}

it('a time of today that is still to come is refused as a day is', async () => {
  const card = (happenedAt: string) => ({
    happenedOn: TODAY,
    happenedAt,
    title: '示例楼停水',
    type: '04',
    level: 'iv',
    place: '示例楼',
    facts: '水管爆裂',
  })
  await expect(head('joint.open', { kind: 'incident', card: card('10:01') })).rejects.toMatchObject({
    message: expect.stringContaining('发生时间不能晚于现在（10:00）') as string,
    details: { issues: { fieldErrors: { happenedAt: [expect.anything()] } } },
  })
  const { id } = await head('joint.open', { kind: 'incident', card: card('10:00') })
  const end = { id: id as JointId, version: 1, act: 'end', payload: { on: TODAY, at: '23:50', result: '好了' } }
  await expect(head('joint.act', end)).rejects.toThrow('不能晚于现在')
})

it('the notice of a listed problem says what was asked and by when, and not what came of it', async () => {
  const one = await trouble()
  await one.act('list', { on: '2026-03-11', level: 'street', lead: '综合行政执法队', measures: '清理并划线' })
  const due = (await one.get()).state.dueOn!
  const notice = async (): Promise<string> =>
    (await pdfText((await head('joint.previewPaper', { id: one.id, kind: 'joint_notice' })).pdfBase64)).replace(
      /\s/g,
      '',
    )
  const issued = await notice()
  expect(issued).toContain(`整治期限${due}`)
  expect(issued).not.toContain('待办')
  await one.act('report', { on: '2026-03-12', by: '示例队长', text: '摊位都已撤走' })
  await expect(
    one.act('recheck', { on: '2026-03-13', by: '窗口甲', verdict: 'pass', effect: 'bad', text: '看过' }),
  ).rejects.toThrow('不能通过')
  await one.act('recheck', { on: '2026-03-13', by: '窗口甲', verdict: 'pass', effect: 'good', text: '现场看过' })
  expect(await notice()).toBe(issued)
})

it('what moves a record on does not lie before what is written down of it', async () => {
  const one = await trouble()
  await one.act('list', { on: '2026-03-11', level: 'street', lead: '综合行政执法队', measures: '清理并划线' })
  await one.act('progress', { on: '2026-03-16', text: '已划线' })
  const report = (on: string) => one.act('report', { on, by: '示例队长', text: '摊位都已撤走' })
  await expect(report('2026-03-12')).rejects.toThrow('早于已经记下的 2026-03-16')
  await report('2026-03-16')
})

it('a picture of after is not older than all of before', async () => {
  const { id } = await trouble()
  const add = (side: string, takenOn: string) =>
    head('joint.addPhoto', { id, side, takenOn: takenOn as Day, caption: '', jpegBase64: PHOTO.toString('base64') })
  await add('before', '2026-03-10')
  await expect(add('after', '2026-03-09')).rejects.toThrow('早于整改前的照片 2026-03-10')
  await add('after', '2026-03-12')
})

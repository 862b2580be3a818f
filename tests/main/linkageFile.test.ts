import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import { described, helper, lead, linkageDesk, type LinkageDesk } from '../support/linkageDesk.ts'
import { pdfText } from '../support/pdfText.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

const RECEIVED = '2026-03-02' as Day
const TODAY = '2026-03-06' as Day
let t: TestCore
let head: ReturnType<TestCore['as']>

beforeAll(async () => {
  t = await testCore()
  head = t.as('head')
  t.clock.toDay(TODAY)
  await head('account.login', { login: 'head', password: PASSWORD })
})
afterAll(() => t.close())

const gapsOf = async (desk: LinkageDesk): Promise<string[]> => (await desk.view()).dossier.map(({ text }) => text)

async function given(more: object = {}): Promise<LinkageDesk> {
  const desk = await linkageDesk(head, RECEIVED)
  await desk.act('describe', described(more))
  const assignments = [lead('05', '2026-03-13'), helper('01', '2026-03-09')]
  await desk.act('dispatch', { on: '2026-03-03', request: '请办理', assignments })
  return desk
}

it('is checked: what is wanting is named, and no longer once it is there', async () => {
  const bare = await linkageDesk(head, RECEIVED)
  expect(await gapsOf(bare)).toEqual(['受理登记没有补全'])

  const desk = await given()
  expect(await gapsOf(desk)).toEqual(['缺受理单', '缺主办综合行政执法队的交办单', '缺协办公安派出所的交办单'])
  const issue = (kind: 'linkage_intake' | 'linkage_order' | 'linkage_supervision', ref = '') =>
    head('papers.issue', { matterId: desk.matterId, kind, ref })
  await issue('linkage_intake')
  for (const code of ['05', '01']) await issue('linkage_order', (await desk.part(code)).key)
  expect(await gapsOf(desk)).toEqual([])
  expect((await desk.view()).papers.find(({ kind }) => kind === 'dossier_gaps')?.canIssue).toBe(false)

  const { key } = await desk.part('05')
  await desk.act('supervise', {
    key,
    level: 'ordinary',
    cause: '01',
    text: '请抓紧',
    on: '2026-03-04',
    answerBy: '2026-03-13',
  })
  expect(await gapsOf(desk)).toEqual(['缺 2026-03-04 对综合行政执法队普通督办的督办单'])
  const [ref] = (await desk.view()).state.openSupervisions
  await issue('linkage_supervision', ref)

  const [on, by] = ['2026-03-05', '窗口丙']
  for (const code of ['05', '01']) await desk.act('unitAnswers', { key: (await desk.part(code)).key, on, text: '已办' })
  await desk.act('verify', { on, by, how: 'call', isPassed: true, text: '属实' })
  await desk.act('close', { on, closure: 'substantive', summary: '已解决', approver: '主任' })
  const left = ['2026-03-04 对综合行政执法队的督办没有反馈', '没有把结果反馈给来件单位或反映人']
  expect(await gapsOf(desk)).toEqual(left)
  const { id } = await head('papers.issue', { matterId: desk.matterId, kind: 'dossier_gaps' })
  const { pdfBase64 } = await head('papers.bytes', { documentId: id, purpose: 'view' })
  const sheet = await pdfText(pdfBase64)
  for (const text of left) expect(sheet.replace(/\s/g, '')).toContain(text.replace(/\s/g, ''))
  await desk.act('archive', { on, retention: '10年', filedBy: by })
  const { timeline } = (await desk.view()).matter
  expect(timeline.find(({ title }) => title === '归档')?.text).toContain(`归档时没有补齐：${left.join('、')}`)
})

it('refuses a day that cannot be, at its field and by its name', async () => {
  const bare = await linkageDesk(head, RECEIVED)
  const refused = (field: string, message: string) => ({
    code: 'invalid',
    message: expect.stringContaining(message) as string,
    details: { issues: { fieldErrors: { [field]: [expect.anything()] } } },
  })
  const describe = (happenedOn: Day) => bare.act('describe', described({ happenedOn }))
  await expect(describe(addDays(TODAY, 1))).rejects.toMatchObject(refused('happenedOn', '发生日期不能晚于今天'))
  await expect(describe(TODAY)).rejects.toMatchObject(refused('happenedOn', `发生日期晚于收到日期 ${RECEIVED}`))
  await expect(bare.act('describe', described({ happenedAt: '09:00' }))).rejects.toMatchObject(
    refused('happenedOn', '请填写发生日期'),
  )
  await describe(RECEIVED)

  const desk = await given()
  const answered = (await desk.part('05')).key
  await desk.act('unitReceives', { key: answered, on: '2026-03-04' })
  await expect(desk.act('unitAnswers', { key: answered, on: '2026-03-03', text: '已办' })).rejects.toMatchObject(
    refused('on', '早于综合行政执法队的接件日期 2026-03-04'),
  )
  await desk.act('unitAnswers', { key: answered, on: '2026-03-05', text: '已办' })
  await desk.act('unitAnswers', { key: (await desk.part('01')).key, on: '2026-03-04', text: '已办' })
  const verify = (on: string, more: object = {}) =>
    desk.act('verify', { on, by: '窗口丙', how: 'call', isPassed: true, text: '属实', ...more })
  await expect(verify('2026-03-04')).rejects.toMatchObject(refused('on', '早于综合行政执法队的答复日期 2026-03-05'))
  const redo = [{ key: answered, dueOn: '2026-03-04' }]
  await expect(verify('2026-03-05', { isPassed: false, redo })).rejects.toMatchObject(
    refused('redo.0.dueOn', '重办期限早于验证日期 2026-03-05'),
  )
})

it('takes no answer to a supervision from before it', async () => {
  const desk = await given()
  const { key } = await desk.part('05')
  const on = '2026-03-05'
  await desk.act('supervise', { key, level: 'ordinary', cause: '01', text: '请抓紧', on, answerBy: '2026-03-13' })
  const [superviseId] = (await desk.view()).state.openSupervisions
  await expect(desk.act('superviseAnswer', { superviseId, on: '2026-03-04', text: '在办' })).rejects.toThrow(
    '早于督办日期',
  )
})

it('refuses a time that is still to come, and a return before the unit took it up', async () => {
  const desk = await given()
  const { key } = await desk.part('05')
  await expect(desk.act('unitReceives', { key, on: TODAY, at: '10:01' })).rejects.toThrow('时间不能晚于现在（10:00）')
  await desk.act('unitReceives', { key, on: TODAY, at: '10:00' })
  await expect(desk.act('unitReturns', { key, on: '2026-03-05', reason: '不属' })).rejects.toThrow(`接件日期 ${TODAY}`)
})

it('shows what came before a term that was owed anew', async () => {
  const desk = await given()
  const { key } = await desk.part('05')
  await desk.act('unitAnswers', { key, on: '2026-03-04', text: '说是办好了' })
  await desk.act('unitAnswers', { key: (await desk.part('01')).key, on: '2026-03-04', text: '已办' })
  expect(await desk.part('05')).toMatchObject({ redoneOn: null, earlier: [] })
  const redo = [{ key, dueOn: '2026-03-20' }]
  await desk.act('verify', { on: '2026-03-05', by: '窗口丙', how: 'site', isPassed: false, text: '还有两处', redo })
  expect(await desk.part('05')).toMatchObject({
    on: '2026-03-03',
    dueOn: '2026-03-20',
    redoneOn: '2026-03-05',
    earlier: [{ on: '2026-03-03', dueOn: '2026-03-13', answeredOn: '2026-03-04', answer: '说是办好了' }],
  })
  expect(await desk.part('01')).toMatchObject({ redoneOn: null, earlier: [] })
  // the order says what is to be done anew, from when, and why
  const order = await head('papers.preview', { matterId: desk.matterId, kind: 'linkage_order', ref: key })
  const text = (await pdfText(order.pdfBase64)).replace(/\s/g, '')
  expect(text).toContain('重办：2026-03-05验证没有通过。还有两处')
  expect(text).toMatch(/2026年3月5日.*2026年3月20日/)
})

it('has last days proposed from the day that is asked for', async () => {
  const desk = await given()
  const { usual } = await desk.view()
  expect(await head('linkage.usualDays', { matterId: desk.matterId, on: TODAY })).toEqual(usual)
  const earlier = await head('linkage.usualDays', { matterId: desk.matterId, on: RECEIVED })
  expect(earlier.dueOn! < usual.dueOn!).toBe(true)
})

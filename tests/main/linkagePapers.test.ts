import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { described, helper, lead, linkageDesk, type LinkageDesk } from '../support/linkageDesk.ts'
import { pdfText } from '../support/pdfText.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

const MONDAY = '2026-03-02'
const FACTS = '示范路口占道经营反复出现，早市摊位占用盲道，行人走上车道'

let t: TestCore
let clerk: ReturnType<TestCore['as']>
let desk: LinkageDesk
let keys: Record<'returned' | 'lead' | 'helper', string>

/** Given to a lead with two helpers, returned by the lead, given anew to one of the helpers. */
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  clerk = t.as('chuangkou')
  t.clock.toDay(MONDAY)
  await clerk('account.login', { login: 'chuangkou', password: PASSWORD })
  desk = await linkageDesk(clerk, MONDAY as Day, { summary: '示范路口占道经营反复出现', facts: FACTS })
  await desk.act('describe', described({ place: '示范路 9 号门前' }))
  await desk.act('dispatch', {
    on: MONDAY,
    request: '请清理并巡查',
    assignments: [lead('05', '2026-03-13'), helper('01', '2026-03-06'), helper('06', '2026-03-09')],
  })
  const returned = (await desk.part('05')).key
  await desk.act('unitReturns', { key: returned, on: MONDAY, reason: '属于市场监管' })
  await desk.act('dispatch', { on: MONDAY, request: '请办理', assignments: [lead('06', '2026-03-13')] })
  keys = { returned, lead: (await desk.part('06')).key, helper: (await desk.part('01')).key }
})
afterAll(() => t.close())

it('offers the papers of units that have the task first, and says of the others how they ended', async () => {
  const { papers } = await desk.view()
  const orders = papers.filter(({ kind }) => kind === 'linkage_order')
  expect(orders.map(({ refTitle, isRequired }) => [refTitle, isRequired])).toEqual([
    ['主办 市场监督管理所', true],
    ['协办 公安派出所', true],
    [`主办 综合行政执法队 ${MONDAY} 交办，已退回`, false],
    [`协办 市场监督管理所 ${MONDAY} 交办，已改派`, false],
  ])
  const names = papers.map(({ title, refTitle }) => `${title} ${refTitle}`)
  expect(new Set(names).size, 'every line under a name of its own').toBe(names.length)
  const sections = papers.map(({ section }) => section)
  expect(sections.indexOf('以前的交办（已经结束）')).toBe(sections.length - 6)
})

it('keeps the orders of one dispatch under names of their own', async () => {
  const save = async (ref: string) => {
    const { id } = await clerk('papers.issue', { matterId: desk.matterId, kind: 'linkage_order', ref })
    return (await clerk('papers.bytes', { documentId: id, purpose: 'save' })).fileName
  }
  const names = [await save(keys.helper), await save(keys.returned), await save(keys.lead)]
  expect(new Set(names).size).toBe(3)
  expect(names[0]).toContain('公安派出所')
})

it('names the place and says no sentence twice', async () => {
  for (const kind of ['linkage_order', 'linkage_transfer', 'linkage_reply'] as const) {
    const { pdfBase64 } = await clerk('papers.preview', { matterId: desk.matterId, kind, ref: keys.lead })
    const text = await pdfText(pdfBase64)
    expect(text.replace(/\s/g, ''), kind).toContain('示范路9号门前')
    expect(text.split('占道经营反复出现'), kind).toHaveLength(2)
  }
})

it('does not mix the units of an order that ended with those that have the task now', async () => {
  const text = async (ref: string): Promise<string> =>
    pdfText((await clerk('papers.preview', { matterId: desk.matterId, kind: 'linkage_order', ref })).pdfBase64)
  expect(await text(keys.lead)).not.toContain('综合行政执法队')
  expect(await text(keys.returned)).toMatch(/主办单位[\s\S]*综合行政执法队[\s\S]*公安派出所/)
})

it('says whose each clock is, on the page and on a sheet of two pages at most', async () => {
  const titles = (await desk.view()).matter.deadlines.map(({ title }) => title)
  expect(titles).toEqual(expect.arrayContaining(['公安派出所：答复', '综合行政执法队：答复', '市场监督管理所：答复']))
  expect((await clerk('matters.get', { matterId: desk.matterId })).deadlines.map(({ title }) => title)).toEqual(titles)
  const sheet = await clerk('papers.preview', { matterId: desk.matterId, kind: 'deadline_sheet' })
  expect(sheet.pages).toBeLessThanOrEqual(2)
  const text = await pdfText(sheet.pdfBase64)
  expect(text).toContain('公安派出所（协办')
  expect(text.slice(text.indexOf('以前的交办'))).toMatch(/综合行政执法队.*已停止/)
  expect(text).toContain('接件黄牌')
  expect(text.split('接件黄牌'), 'two units wait for their receipt').toHaveLength(3)
})

it('keeps on an order that ended who helped then; a conference numbers its minutes, and its orders have one of their own', async () => {
  const head = t.as('head')
  await desk.act('unitReturns', { key: keys.lead, on: MONDAY, reason: '属于城管' })
  const number = (await desk.view()).nextNumber
  await desk.act(
    'confer',
    {
      on: MONDAY,
      place: '会商室',
      chair: '主任',
      attendees: ['综合行政执法队', '市场监督管理所'],
      minutes: '两家各说了理由。',
      decision: '由综合行政执法队主办',
      assignments: [lead('05', '2026-03-13'), helper('06', '2026-03-09')],
      number,
    },
    head,
  )
  const ended = await clerk('papers.preview', { matterId: desk.matterId, kind: 'linkage_order', ref: keys.lead })
  expect(await pdfText(ended.pdfBase64)).toMatch(/主办单位[\s\S]*市场监督管理所[\s\S]*公安派出所/)

  const issue = async (kind: 'linkage_order' | 'linkage_transfer' | 'linkage_minutes', ref: string) => {
    const { id } = await clerk('papers.issue', { matterId: desk.matterId, kind, ref })
    return (await desk.view()).matter.documents.find((each) => each.id === id)?.number
  }
  const { id } = (await desk.view()).record.confer![0]!
  expect(await issue('linkage_minutes', id)).toBe(number)
  const [first, second] = [(await desk.part('05')).key, (await desk.part('06')).key]
  const orders = await issue('linkage_order', first)
  expect(orders).not.toBe(number)
  expect(await issue('linkage_transfer', first)).toBe(orders)
  expect(await issue('linkage_order', second)).toBe(orders)
})

it('saves a supervision under its unit and level, and the page says its cause', async () => {
  const { key } = await desk.part('05')
  await desk.act('supervise', {
    key,
    level: 'ordinary',
    on: MONDAY,
    cause: '01',
    text: '请抓紧',
    answerBy: '2026-03-09',
  })
  const { record, causes, matter } = await desk.view()
  const { id } = record.supervise!.at(-1)!
  expect(causes[id]).toMatch(/\p{Script=Han}/u)
  const paper = await clerk('papers.issue', { matterId: matter.id, kind: 'linkage_supervision', ref: id })
  const { fileName } = await clerk('papers.bytes', { documentId: paper.id, purpose: 'save' })
  expect(fileName).toContain('综合行政执法队 普通督办')
})

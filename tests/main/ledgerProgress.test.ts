import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import { described, lead, linkageDesk, type LinkageDesk } from '../support/linkageDesk.ts'
import { pdfText } from '../support/pdfText.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

/* A signed month goes on being handled: that is no correction of it, and stands on its difference sheet apart. */

const MONTH = { ledger: 'linkage', month: '2026-03' as Month } as const
let t: TestCore
let head: ReturnType<TestCore['as']>
beforeAll(async () => {
  t = await testCore()
  head = t.as('head')
})
afterAll(() => t.close())

async function onDay(text: string): Promise<void> {
  t.clock.toDay(text)
  await head('account.login', { login: 'head', password: PASSWORD })
}

async function dispatched(summary: string): Promise<LinkageDesk> {
  const desk = await linkageDesk(head, '2026-03-10' as Day, { summary })
  await desk.act('describe', described())
  const assignments = [lead('06', '2026-04-20')]
  await desk.act('dispatch', { on: '2026-03-10', request: '请办理', assignments })
  return desk
}
const answer = async (desk: LinkageDesk, on: string): Promise<void> =>
  desk.act('unitAnswers', { key: (await desk.part('06')).key, on, text: '已办' })

it('tells corrections, late rows and further handling apart', async () => {
  await onDay('2026-03-31')
  const [goesOn, writtenLate] = [await dispatched('示例甲事'), await dispatched('示例乙事')]
  const left = await linkageDesk(head, '2026-03-12' as Day, { summary: '示例丙事' })
  await onDay('2026-04-02')
  await head('ledger.signOff', MONTH)

  await onDay('2026-04-08')
  await answer(goesOn, '2026-04-07')
  await goesOn.act('verify', { on: '2026-04-08', by: '主任', how: 'call', isPassed: true, text: '好了' })
  const close = { on: '2026-04-08', closure: 'substantive', summary: '已办结', approver: '主任' }
  await goesOn.act('close', close)
  const state = async () => (await head('ledger.month', MONTH)).state
  expect(await state()).toMatchObject({ openDifferences: 0, openProgress: 3 })
  await answer(writtenLate, '2026-03-30')
  await left.act('describe', described())
  expect(await state()).toMatchObject({ openDifferences: 2, openProgress: 3 })

  const differences = await head('ledger.differences', MONTH)
  const told = differences.map(({ kind, columnTitle, frozen, present }) => [kind, columnTitle, frozen, present])
  expect(told).toEqual([
    ['progress', '答复日期', '', '2026-04-07'],
    ['progress', '办结方式', '', '实质性办结'],
    ['progress', '办结日期', '', '2026-04-08'],
    ['correction', '答复日期', '', '2026-03-30'],
    ['late', '整条记录', '不在台账内', '应列入本期'],
  ])
  await onDay('2026-04-09')
  const sheet = await head('ledger.issueDifferences', MONTH)
  const paper = await head('papers.bytes', { documentId: sheet.documentId, purpose: 'view' })
  const text = (await pdfText(paper.pdfBase64)).replaceAll(/\s/g, '')
  for (const words of [
    '原表签发：2026-04-02',
    '一、更正',
    '二、补列',
    '三、签发后的办理进展',
    '示例丙事',
    '示例甲事',
    '答复日期：2026-04-07；办结方式：实质性办结；办结日期：2026-04-08',
  ])
    expect(text).toContain(words)
  expect(text.indexOf('2026-03-30')).toBeLessThan(text.indexOf('二、补列'))
  expect(await state()).toMatchObject({ openDifferences: 0, openProgress: 0 })

  // what was corrected on that sheet does not make a correction of what comes after it
  await onDay('2026-04-10')
  await writtenLate.act('verify', { on: '2026-04-10', by: '主任', how: 'call', isPassed: true, text: '好了' })
  await writtenLate.act('close', { ...close, on: '2026-04-10' })
  expect(await state()).toMatchObject({ openDifferences: 0, openProgress: 2 })
})

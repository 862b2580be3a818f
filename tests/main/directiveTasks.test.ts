import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DirectiveId } from '../../src-shared/directive/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { insertDirective, insertDistrictEvent } from '../support/directives.ts'
import { described, lead, linkageDesk, type LinkageDesk } from '../support/linkageDesk.ts'
import { uuid } from '../support/mediationActs.ts'
import { testCore, type TestCore } from '../support/testCore.ts'

const TODAY = '2026-03-18' as Day
let t: TestCore
let clerk: ReturnType<TestCore['as']>
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  clerk = t.as('chuangkou')
})
afterAll(() => t.close())

let count = 0
const arrive = (more: Record<string, string | null> = {}): DirectiveId => {
  const id = uuid(7_100 + (count += 1)) as unknown as DirectiveId
  insertDirective(t, { id, number: `〔2026〕督字第${count}号`, ...more })
  return id
}
const view = (directiveId: DirectiveId) => clerk('directive.get', { directiveId })
const from = (directiveId: DirectiveId | null, more: object = {}) =>
  described({ source: 'directive', directiveId, ...more })
async function takeUp(directiveId: DirectiveId): Promise<void> {
  const { seen } = await view(directiveId)
  const received = await clerk('directive.receive', { directiveId, seen })
  await clerk('directive.accept', { directiveId, seen: received.seen })
}
async function closed(desk: LinkageDesk): Promise<void> {
  await desk.act('dispatch', { on: TODAY, request: '请修复', assignments: [lead('05', '2026-03-25')] })
  await desk.act('unitAnswers', { key: (await desk.part('05')).key, on: TODAY, text: '修好了' })
  await desk.act('verify', { on: TODAY, by: '窗口丙', how: 'site', isPassed: true, text: '看过' })
  await desk.act('close', { on: TODAY, closure: 'substantive', summary: '路面已修复', approver: '主任' })
}

it('a task takes over number, last day and text; the directive shows it with its state, and is about its matter', async () => {
  const directiveId = arrive()
  const desk = await linkageDesk(clerk, TODAY)
  await desk.act('describe', from(directiveId))
  const task = await desk.view()
  expect(task.record.describe).toMatchObject([
    {
      directiveId,
      sheet: {
        system: '区级督办',
        number: '〔2026〕督字第1号',
        dueOn: '2026-04-17',
        opinion: '路面塌陷办理情况\n请查明原因并书面答复。',
      },
    },
  ])
  expect(task.matter.deadlines.find(({ ruleId }) => ruleId === 'L-10')).toMatchObject({ dueOn: '2026-04-17' })
  expect(task.directive).toMatchObject({ number: '〔2026〕督字第1号', stage: 'sent', canReply: false })
  expect(await view(directiveId)).toMatchObject({
    matter: { id: desk.matterId },
    tasks: [{ matterId: desk.matterId, stage: 'to_dispatch', answer: '' }],
  })
  expect((await clerk('linkage.list', { filter: { words: '督字第1号' } })).count).toBe(1)
})

it('the reply starts from what the answered task says, and tells the task that the district was answered', async () => {
  const directiveId = arrive()
  const desk = await linkageDesk(clerk, TODAY)
  await desk.act('describe', from(directiveId))
  const open = await linkageDesk(clerk, TODAY) // a second task of the same directive, not over yet
  await open.act('describe', from(directiveId))
  await takeUp(directiveId)
  await closed(desk)
  expect((await desk.view()).directive).toMatchObject({ canReply: true })
  const { seen, tasks } = await view(directiveId)
  expect(tasks).toMatchObject([
    { stage: 'closed', leadUnit: '综合行政执法队', answer: '路面已修复' },
    { stage: 'to_dispatch', answer: '' },
  ])
  const reply = { directiveId, seen, text: '路面已修复', approvedBy: '负责人乙', documentIds: [] }
  await clerk('directive.reply', reply)
  const { record, matter, state } = await desk.view()
  expect(record.feedBack).toMatchObject([{ how: 'letter', text: '路面已修复', on: TODAY }])
  expect(matter.deadlines.find(({ ruleId }) => ruleId === 'L-10')?.state).toBe('met')
  expect(state.toldOn).toBe(TODAY)
  expect((await open.view()).record.feedBack).toBeUndefined()
  expect((await view(directiveId)).stage).toBe('replied')
})

it('a directive that is over, that nobody received here, or another source is refused; what named it keeps it', async () => {
  const over = arrive()
  insertDistrictEvent(t, over, 1, 'withdrawn', '发错了')
  const desk = await linkageDesk(clerk, TODAY)
  await expect(desk.act('describe', from(over))).rejects.toMatchObject({ code: 'invalid' })
  await expect(desk.act('describe', from(uuid(99) as never))).rejects.toMatchObject({ code: 'not_found' })
  await expect(desk.act('describe', from(arrive(), { source: 'window' }))).rejects.toMatchObject({ code: 'invalid' })
  await desk.act('describe', from(null)) // one that came on paper
  const later = arrive()
  await desk.act('describe', from(later))
  const { seen } = await view(later)
  insertDistrictEvent(t, later, seen + 1, 'withdrawn', '合并办理')
  await desk.act('describe', from(later, { place: '示范路 2 号' }))
  expect((await desk.view()).directive).toMatchObject({ stage: 'withdrawn', canReply: false })
})

it('a directive about a sealed report becomes no task and is named to nobody who may not know of it', async () => {
  const people = await t.as('head')('account.colleagues', {})
  const userId = people.find(({ name }) => name === '窗口丙')?.id ?? null
  const report = await t.as('head')('intake.register', {
    receivedOn: TODAY,
    summary: '反映窗口丙收受好处（测试）',
    report: { reported: [{ kind: 'person', name: '窗口丙', userId }] },
  })
  const directiveId = arrive({ matter_id: report.matterId })
  const desk = await linkageDesk(clerk, TODAY)
  await expect(desk.act('describe', from(directiveId))).rejects.toMatchObject({ code: 'not_found' })
  await expect(desk.act('describe', from(directiveId), t.as('head'))).rejects.toMatchObject({ code: 'not_allowed' })
  expect((await desk.view()).directive).toBeNull()
})

it('a directive that already has its matter keeps it', async () => {
  const about = await clerk('intake.register', { receivedOn: TODAY, summary: '另一件（测试）' })
  const directiveId = arrive({ matter_id: about.matterId })
  const desk = await linkageDesk(clerk, TODAY)
  await desk.act('describe', from(directiveId))
  expect(await view(directiveId)).toMatchObject({
    matter: { id: about.matterId },
    tasks: [{ matterId: desk.matterId }],
  })
})

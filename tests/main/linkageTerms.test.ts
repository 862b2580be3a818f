import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import { refoldMisplaced } from '../../src-main/host/refolding.ts'
import { described, helper, lead, linkageDesk } from '../support/linkageDesk.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

/* An answer that was late, did not pass its verification, and was given anew in time: two terms of one part, each in its month. */

let t: TestCore
beforeAll(async () => void (t = await testCore()))
afterAll(() => t.close())

async function head(today: string) {
  t.clock.toDay(today)
  await t.as('head')('account.login', { login: 'head', password: PASSWORD })
  return t.as('head')
}

it('leaves a late answer in its month when the work is owed anew', async () => {
  const call = await head('2026-03-25')
  const desk = await linkageDesk(call, '2026-03-10' as Day)
  await desk.act('describe', described())
  const assignments = [lead('06', '2026-03-16')]
  await desk.act('dispatch', { on: '2026-03-10', request: '请办理', assignments })
  const { key, slipCode } = await desk.part('06')
  await desk.act('supervise', {
    on: '2026-03-19',
    key,
    level: 'ordinary',
    cause: '01',
    text: '请抓紧',
    answerBy: '2026-03-20',
  })
  await desk.act('unitAnswers', { key, on: '2026-03-20', text: '已办' })
  const counts = async (month: string) => {
    const unit = (await call('linkage.board', { month: month as Month })).sections.unit.find(
      ({ code }) => code === '06',
    )
    return unit?.values
  }
  const before = await counts('2026-03')
  const redo = [{ key, dueOn: '2026-04-03' }]
  await desk.act('verify', { on: '2026-03-25', by: '窗口丙', how: 'site', isPassed: false, text: '还在', redo })
  expect(await counts('2026-03')).toEqual(before)
  const filter = {
    unitCode: '06',
    unitPart: 'late',
    partFrom: '2026-03-01' as Day,
    partTo: '2026-03-31' as Day,
  } as const
  expect((await call('linkage.list', { filter })).rows.map(({ id }) => id)).toEqual([desk.matterId])

  const db = t.state.open?.db as NonNullable<typeof t.state.open>['db']
  const terms = () =>
    db
      .prepare(
        'SELECT term, is_last, due_on, answered_on, state, card, failures FROM linkage_part WHERE matter_id = ? ORDER BY term',
      )
      .raw()
      .all(desk.matterId)
  const first = [1, 0, '2026-03-16', '2026-03-20', 'ended', 'ordinary', 1]
  expect(terms()).toEqual([first, [2, 1, '2026-04-03', null, 'to_answer', 'none', 0]])
  expect((await desk.part('06')).level).toBe('ordinary') // the unit keeps its card
  expect(await call('linkage.findSlip', { code: slipCode })).toMatchObject({ key, why: '' })

  await head('2026-04-02')
  await desk.act('unitAnswers', { key, on: '2026-04-02', text: '再办' })
  const told = [first, [2, 1, '2026-04-03', '2026-04-02', 'answered', 'none', 0]]
  expect(terms()).toEqual(told)
  const april = { ...filter, partFrom: '2026-04-01' as Day, partTo: '2026-04-30' as Day }
  expect((await call('linkage.list', { filter: april })).count).toBe(0)
  expect((await call('linkage.list', { filter: { ...april, unitPart: 'due' } })).count).toBe(1)

  // as an older store had it, once it is opened
  db.prepare('DELETE FROM linkage_part WHERE matter_id = ? AND term = 1').run(desk.matterId)
  db.prepare('UPDATE linkage_part SET term = 0 WHERE matter_id = ?').run(desk.matterId)
  const failed = (error: unknown): never => {
    throw error
  }
  expect(refoldMisplaced(db, t.clock.nowMs, failed)).toBe(1)
  expect(terms()).toEqual(told)
  expect(refoldMisplaced(db, t.clock.nowMs, failed)).toBe(0)
})

it('counts the verification from the latest answer, not from the one written down last', async () => {
  await head('2026-05-25')
  const desk = await linkageDesk(t.as('head'), '2026-05-04' as Day)
  await desk.act('describe', described())
  const assignments = [lead('06', '2026-05-18'), helper('01', '2026-05-18')]
  await desk.act('dispatch', { on: '2026-05-05', request: '请办理', assignments })
  await desk.act('unitAnswers', { key: (await desk.part('06')).key, on: '2026-05-22', text: '已办' })
  await desk.act('unitAnswers', { key: (await desk.part('01')).key, on: '2026-05-14', text: '已办' })
  const clock = (await desk.view()).matter.deadlines.find(({ ruleId }) => ruleId === 'L-09')
  expect(clock).toMatchObject({ startOn: '2026-05-22', state: 'running' })
})

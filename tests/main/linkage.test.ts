import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { weekday, type Day } from '../../src-shared/kernel/day.ts'
import { levelsFor } from '../../src-shared/linkage/cards.ts'
import { described, helper, lead, linkageDesk, type LinkageDesk } from '../support/linkageDesk.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

const day = (text: string) => text as Day
let t: TestCore
let clerk: ReturnType<TestCore['as']>
let head: ReturnType<TestCore['as']>

beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  clerk = t.as('chuangkou')
  head = t.as('head')
})
afterAll(() => t.close())

/** Another day; the windows were left alone in between, so both log in again. */
async function toDay(text: string): Promise<void> {
  t.clock.toDay(text)
  for (const login of ['chuangkou', 'head']) await t.as(login)('account.login', { login, password: PASSWORD })
}

/** Dispatched on a Monday with two helpers. */
async function dispatched(more: object = {}): Promise<LinkageDesk> {
  await toDay('2026-03-02')
  const desk = await linkageDesk(clerk, day('2026-03-02'))
  await desk.act('describe', described(more))
  await desk.act('dispatch', {
    on: '2026-03-02',
    request: '请清理并巡查',
    assignments: [lead('05', '2026-03-13'), helper('01', '2026-03-06'), helper('06', '2026-03-09')],
  })
  return desk
}

describe('a task', () => {
  it('goes from dispatch over answers and verification to the archive', async () => {
    const desk = await dispatched()
    expect((await desk.view()).matter.stage).toBe('to_receive')
    for (const code of ['05', '01', '06'])
      await desk.act('unitReceives', { key: (await desk.part(code)).key, on: '2026-03-02' })
    expect((await desk.view()).matter.stage).toBe('handling')
    for (const code of ['01', '06', '05']) {
      await desk.act('unitAnswers', { key: (await desk.part(code)).key, on: '2026-03-02', text: `${code} 已办` })
    }
    expect((await desk.view()).matter.stage).toBe('to_verify')
    await expect(
      desk.act('close', { on: '2026-03-02', closure: 'substantive', summary: '好了', approver: '主任' }),
    ).rejects.toMatchObject({ message: '验证通过后才能办结' })
    const redo = [{ key: (await desk.part('05')).key, dueOn: '2026-03-04' }]
    await desk.act('verify', { on: '2026-03-02', by: '窗口丙', how: 'site', isPassed: false, text: '还有两处', redo })
    const anew = (await desk.view()).matter.deadlines.find((each) => each.ruleId === 'L-02' && each.state === 'running')
    expect(anew).toMatchObject({ title: '综合行政执法队：重办答复', dueOn: '2026-03-04' })
    expect(`${anew?.source} ${anew?.steps.join()}`).toMatch(/^验证时确定.*验证没有通过/)
    expect(`${anew?.source} ${anew?.steps.join()}`).not.toContain('交办')
    expect((await desk.part('05')).dueOn).toBe('2026-03-04')
    await toDay('2026-03-04')
    await desk.act('unitAnswers', { key: (await desk.part('05')).key, on: '2026-03-04', text: '已清' })
    await desk.act('verify', {
      on: '2026-03-04',
      by: '窗口丙',
      how: 'site',
      isPassed: true,
      text: '已清',
      rating: 'satisfied',
    })
    await desk.act('close', {
      on: '2026-03-04',
      closure: 'stage',
      summary: '已清理，防反弹',
      approver: '主任',
      lookBackOn: '2026-04-07',
    })
    await desk.act('archive', { on: '2026-03-04', retention: '10年', filedBy: '窗口丙' })
    const view = await desk.view()
    expect(view.matter.stage).toBe('archived')
    const running = view.matter.deadlines.filter(({ state }) => state === 'running').map(({ ruleId }) => ruleId)
    expect(running).toEqual(['L-11']) // looked at again, though it is archived
    await expect(desk.act('reopen', { on: '2026-03-04', reason: '又来了' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await desk.act('reopen', { on: '2026-03-04', reason: '又来了' }, head)
    expect((await desk.view()).matter.stage).toBe('to_verify')
  })

  it('is asked for the answer to a supervision after it was closed, too', async () => {
    const desk = await dispatched()
    const parts = await Promise.all(['05', '01', '06'].map((code) => desk.part(code)))
    const on = '2026-03-02'
    const supervision = { key: parts[0]?.key, level: 'ordinary', cause: '01', text: '请抓紧', answerBy: '2026-03-09' }
    await desk.act('supervise', { ...supervision, on })
    for (const { key } of parts) await desk.act('unitAnswers', { key, on, text: '已办' })
    await desk.act('verify', { on, by: '窗口丙', how: 'call', isPassed: true, text: '属实' })
    await desk.act('close', { on, closure: 'substantive', summary: '已解决', approver: '主任' })
    const [superviseId] = (await desk.view()).state.openSupervisions
    await desk.act('superviseAnswer', { superviseId, on, text: '已经办好' })
    const clock = (await desk.view()).matter.deadlines.find(({ ruleId }) => ruleId === 'L-07')
    expect(clock).toMatchObject({ state: 'met', title: '综合行政执法队：普通督办反馈' })
    expect(clock?.source).toContain('督办时确定')
  })

  it('takes units of the directory only, and one lead', async () => {
    await toDay('2026-03-02')
    const desk = await linkageDesk(clerk, day('2026-03-02'))
    await desk.act('describe', described())
    const dispatch = (assignments: unknown[]) =>
      desk.act('dispatch', { on: '2026-03-02', request: '请办理', assignments })
    await expect(dispatch([lead('98', '2026-03-09')])).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('没有这一项') as string,
    })
    for (const wrong of [
      [],
      [helper('05', '2026-03-09')],
      [lead('05', '2026-03-09'), lead('06', '2026-03-09')],
      [lead('05', '2026-03-09'), helper('05', '2026-03-09')],
    ])
      await expect(dispatch(wrong)).rejects.toMatchObject({ code: 'invalid' })
    await expect(desk.act('describe', described({ linkage: '6' }))).rejects.toMatchObject({
      message: '“绩效联考”不通过任务办理',
    })
  })

  it('sends the second return to a conference of the head, whose decision names the lead', async () => {
    const desk = await dispatched()
    const first = await desk.part('05')
    await desk.act('unitReturns', { key: first.key, on: '2026-03-02', reason: '属于市场监管' })
    expect((await desk.view()).matter.stage).toBe('returned')
    expect((await desk.part('05')).role).toBe('lead') // until somebody else is
    await desk.act('dispatch', { on: '2026-03-02', request: '请办理', assignments: [lead('06', '2026-03-13')] })
    expect((await desk.view()).parts.map(({ unitCode, state }) => [unitCode, state])).toEqual([
      ['06', 'to_receive'],
      ['01', 'to_receive'],
      ['05', 'returned'],
      ['06', 'replaced'],
    ])
    await desk.act('unitReturns', { key: (await desk.part('06')).key, on: '2026-03-02', reason: '属于城管' })
    expect((await desk.view()).matter.stage).toBe('to_confer')
    const today = (await head('today.list', {})).items.filter(({ matterId }) => matterId === desk.matterId)
    expect(today.map(({ group }) => group)).toContain('to_confer')
    const confer = {
      on: '2026-03-02',
      place: '会商室',
      chair: '主任',
      attendees: ['综合行政执法队', '市场监督管理所'],
      minutes: '两家各说了理由。',
      decision: '由综合行政执法队主办',
      assignments: [lead('05', '2026-03-13'), helper('06', '2026-03-09')],
    }
    await expect(
      desk.act('dispatch', { on: '2026-03-02', request: '再办', assignments: [lead('05', '2026-03-13')] }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(desk.act('confer', confer)).rejects.toMatchObject({ code: 'forbidden' })
    await desk.act('confer', confer, head)
    const second = await desk.part('05')
    expect(second.role).toBe('lead')
    expect(second.slipCode).not.toBe(first.slipCode)
    expect((await clerk('linkage.findSlip', { code: first.slipCode })).why).toContain(second.slipCode)
    expect((await desk.view()).matter.deadlines.find(({ ruleId }) => ruleId === 'L-08')).toMatchObject({
      state: 'met',
      dueOn: '2026-03-05',
    })
  })

  it('shows cards past their lines only, by working days, and never lower or again', async () => {
    const desk = await dispatched()
    const { key } = await desk.part('05')
    const supervise = (level: string, on: string) =>
      desk.act('supervise', { key, level, on, cause: '08', text: '请接件办理', answerBy: '2026-03-20' })
    const offered = async (on: string) => levelsFor(await desk.part('05'), day(on))
    expect(await offered('2026-03-02')).toEqual(['ordinary'])
    await supervise('ordinary', '2026-03-02')
    expect(await offered('2026-03-02')).toEqual([])
    await expect(supervise('yellow', '2026-03-02')).rejects.toMatchObject({
      message: expect.stringContaining('过了 2026-03-03') as string,
    })
    await toDay('2026-03-04')
    expect((await desk.part('05')).dueCard).toMatchObject({
      level: 'yellow',
      steps: expect.arrayContaining([expect.stringContaining('个工作日')]) as string[],
    })
    expect(await offered('2026-03-04')).toEqual(['yellow'])
    await expect(supervise('red', '2026-03-04')).rejects.toMatchObject({ code: 'invalid' })
    await supervise('yellow', '2026-03-04')
    expect((await desk.part('05')).dueCard).toBeNull()
    await toDay('2026-03-05')
    expect(await offered('2026-03-05')).toEqual(['red'])
    await supervise('red', '2026-03-05')
    await expect(supervise('yellow', '2026-03-05')).rejects.toMatchObject({ code: 'not_allowed' })
    const lines = (await clerk('today.list', {})).items.filter(({ matterId }) => matterId === desk.matterId)
    expect(lines.filter(({ group }) => group === 'to_supervise').map(({ what }) => what)).toEqual([
      '公安派出所过了红牌线，没有接件',
      '市场监督管理所过了红牌线，没有接件',
    ])
    const { rows } = await clerk('linkage.list', { filter: { concern: 'carded' }, order: 'level' })
    expect(rows[0]).toMatchObject({ id: desk.matterId, level: 'red', leadUnit: '综合行政执法队' })
    await expect(
      desk.act('supervise', {
        key: (await desk.part('01')).key,
        level: 'ordinary',
        on: '2026-03-05',
        cause: '77',
        text: '催',
        answerBy: '2026-03-20',
      }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })

  it('proposes last days on which somebody is at work', async () => {
    for (const on of ['02', '03', '04', '05', '06', '07', '08'].map((each) => day(`2026-03-${each}`))) {
      await toDay(on)
      const desk = await linkageDesk(clerk, on)
      expect((await desk.view()).usual).toEqual({ dueOn: null, answerBy: null })
      await desk.act('describe', described())
      const { answerBy, dueOn } = (await desk.view()).usual
      for (const proposed of [answerBy, dueOn]) expect(weekday(proposed!), `${on} ${proposed}`).toBeLessThan(6)
    }
  })

  it('keeps another system’s number, and must be answered there before the archive', async () => {
    await toDay('2026-03-02')
    const desk = await linkageDesk(clerk, day('2026-03-02'))
    await expect(desk.act('describe', described({ source: 'hotline' }))).rejects.toMatchObject({
      message: '请填写来件编号',
    })
    const sheet = { system: '12345', number: 'HL20260302001', dueOn: '2026-03-09', classes: ['城市管理', '占道'] }
    await desk.act('describe', described({ source: 'hotline', sheet }))
    expect((await clerk('linkage.list', { filter: { words: 'HL20260302' } })).rows).toHaveLength(1)
    expect((await clerk('search.find', { text: 'HL20260302001' })).hits.map(({ matterId }) => matterId)).toContain(
      desk.matterId,
    )
    expect((await desk.view()).matter.deadlines.find(({ ruleId }) => ruleId === 'L-10')).toMatchObject({
      dueOn: '2026-03-09',
    })
    await desk.act('file', { on: '2026-03-02', reason: '与已办的一件相同' })
    await desk.act('archive', { on: '2026-03-02', retention: '10年', filedBy: '窗口丙' })
  })

  it('is found by the code on its paper', async () => {
    const desk = await dispatched()
    const { slipCode, key } = await desk.part('06')
    expect(await clerk('linkage.findSlip', { code: slipCode.toLowerCase().replaceAll('-', ' ') })).toMatchObject({
      matterId: desk.matterId,
      key,
      unit: '市场监督管理所',
      why: '',
    })
    await expect(clerk('linkage.findSlip', { code: `${slipCode.slice(0, -2)}00` })).rejects.toMatchObject({
      code: 'invalid',
    })
    await desk.act('unitAnswers', { key, on: '2026-03-02', text: '已查', slipCode })
    expect((await clerk('linkage.findSlip', { code: slipCode })).why).toBe('这个单位已经答复')
  })

  it('moves a unit’s last day and its lines by an extension', async () => {
    const desk = await dispatched()
    const { key } = await desk.part('05')
    const grant = { ruleId: 'L-02', anchor: key, amount: 5, approver: '分管领导', reason: '要等鉴定', on: '2026-03-02' }
    expect(
      await clerk('linkage.whatIfExtended', { matterId: desk.matterId, ruleId: 'L-02', anchor: key, amount: 5 }),
    ).toMatchObject({ dueOn: '2026-03-18' })
    await desk.act('extendDeadline', grant)
    const part = await desk.part('05')
    expect(part.dueOn).toBe('2026-03-18')
    expect(part.lines.find(({ title }) => title === '办理黄牌')?.on).toBe('2026-03-25')
    expect((await clerk('linkage.list', { filter: { words: (await desk.view()).matter.number } })).rows[0]?.dueOn).toBe(
      '2026-03-18',
    )
  })
})

describe('the month of tasks', () => {
  it('counts causes and the three closures apart, and a recount finds the same', async () => {
    const { figures } = await head('figures.month', { ledger: 'linkage', month: '2026-03' as never })
    const value = (key: string) => figures.find((each) => each.key === key)?.value
    expect(value('closure.substantive')).toBe(1)
    expect(value('cause.08')).toBe(3)
    expect(value('conferred')).toBe(1)
    expect(value('card.red')).toBe(1)
    expect(value('linkage.4')).toBe(value('total'))
    await head('centre.recount', { fromMonth: null })
    expect((await head('figures.month', { ledger: 'linkage', month: '2026-03' as never })).figures).toEqual(figures)
    const month = await head('ledger.month', { ledger: 'linkage', month: '2026-03' as never })
    expect(month.rows.length).toBe(value('total'))
  })
})

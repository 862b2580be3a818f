import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { replanSome } from '../../src-main/care/replan.ts'
import { addDays } from '../../src-shared/kernel/day.ts'
import { careDesk, DAY, visit, type CareDesk } from '../support/careDesk.ts'
import { Refused } from '../support/testCore.ts'

let t: CareDesk
beforeAll(async () => void (t = await careDesk()))
afterAll(() => t.close())

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )

describe('finding somebody who is a colleague’s', () => {
  it('takes the number, or the whole name, phone or ID number and a line of the log', async () => {
    const clientId = await t.register('褚整名（测试）', {
      person: { phone: '13800009911', idNumber: '110101195003079999' },
    })
    const { number } = await t.get('shegong', clientId)
    const idsOf = (rows: readonly { clientId: string }[]) => rows.map((row) => row.clientId)
    for (const text of ['褚整名', '褚', 'czm', '9911', '9999', '褚整名（测试）', '13800009911']) {
      expect(idsOf((await t.as('shegong2')('care.clients', { text })).rows), text).toEqual([])
      expect(idsOf((await t.as('shegong')('care.clients', { text })).rows), text).toEqual([clientId])
    }
    expect(idsOf((await t.as('shegong2')('care.clients', { text: number })).rows)).toEqual([clientId])
    expect(await t.as('shegong2')('care.find', { text: '褚整名' })).toEqual([])
    const looks = async () =>
      (await t.as('bangfu')('care.looks', {})).lines
        .filter((line) => line.clientId === clientId)
        .map(({ what }) => what)
    expect(await looks()).toEqual([])
    for (const text of ['褚整名（测试）', '13800009911', '110101195003079999']) {
      const rows = await t.as('shegong2')('care.find', { text })
      expect(idsOf(rows)).toEqual([clientId])
      expect(JSON.stringify(rows)).not.toContain('整名')
    }
    expect(await looks()).toEqual(['list'])
    await t.as('shegong2')('care.same', { name: '褚整名（测试）', idNumber: '', phone: '' })
    await t.as('shegong')('care.find', { text: '褚整名（测试）' })
    expect(await looks()).toEqual(['list', 'list'])
  })
})

describe('bad weather and festivals', () => {
  it('put one visit on the list of everybody in a group that has a rule for them, until they are called off', async () => {
    const clientId = await t.register('高温（测试）')
    const visits = async () => {
      replanSome({ care: t.state.care!, today: DAY }, () => 0)
      const { items } = await t.as('shegong')('care.due', { kinds: ['visit'] })
      return items.filter((item) => item.clientId === clientId && item.what.includes('高温预警'))
    }
    const heat = { kind: 'heat', title: '高温预警', from: DAY, to: addDays(DAY, 4), groups: ['elderly'] } as const
    const groups = ['elderly', 'disabled'] as const
    expect(await codeOf(t.as('shegong')('care.announce', { ...heat, groups: [...groups] }))).toBe('not_allowed')
    expect(await codeOf(t.as('shegong')('care.announce', { ...heat, groups: ['elderly'], to: addDays(DAY, -1) }))).toBe(
      'invalid',
    )
    const { occasionId } = await t.as('shegong')('care.announce', { ...heat, groups: ['elderly'] })
    expect(await visits()).toMatchObject([{ fromOn: DAY, on: addDays(DAY, 1) }])
    const before = (await t.as('bangfu')('care.occasions', {}))[0]
    expect(before).toMatchObject({ title: '高温预警' })
    await t.as('shegong')('care.visit', {
      clientId,
      visit: visit({ how: 'phone' }),
      follows: { promises: [], response: null },
    })
    expect(await visits()).toEqual([])
    expect((await t.as('bangfu')('care.occasions', {}))[0]).toMatchObject({
      made: (before?.made ?? 0) + 1,
      due: before?.due ?? 0,
    })
    await t.as('shegong2')('care.announce', { ...heat, groups: ['elderly'], occasionId, isOff: true })
    await visits()
    expect(await t.as('bangfu')('care.occasions', {})).toEqual([])
    const { dueVisits } = await t.get('shegong', clientId)
    expect(dueVisits.filter(({ ruleId }) => ruleId === 'occasion')).toEqual([])
  })
})

describe('two windows with one form', () => {
  it('never overwrite each other: who comes later is told', async () => {
    const save = (content: string, basedOn: string | null) =>
      t.as('shegong')('care.saveDraft', { key: 'visit:round', title: '走访', content, basedOn: basedOn as never })
    const first = await save('一', null)
    t.clock.nowMs += 1000
    expect(await codeOf(save('二', null))).toBe('conflict')
    const second = await save('一续', first.savedAt)
    expect(await codeOf(save('二', first.savedAt))).toBe('conflict')
    expect(await t.as('shegong')('care.draft', { key: 'visit:round' })).toMatchObject({ content: '一续' })
    await t.as('shegong')('care.discardDraft', { key: 'visit:round' })
    expect(await codeOf(save('二', second.savedAt))).toBe('ok')
    await t.as('shegong')('care.discardDraft', { key: 'visit:round' })
  })
})

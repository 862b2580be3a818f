import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
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

describe('several matters at once', () => {
  it('become a task each, or none; and are taken back where nothing happened since', async () => {
    await toDay('2026-03-02')
    const open = await Promise.all(
      ['甲处', '乙处', '丙处'].map((place) =>
        clerk('intake.register', { receivedOn: '2026-03-02', summary: `${place}占道` }),
      ),
    )
    const batch = {
      tasks: open.map(({ matterId, version }) => ({ matterId, version })),
      linkage: '4',
      eventClass: '0401',
      on: '2026-03-02',
      request: '集中清理',
      assignments: [lead('05', '2026-03-13'), helper('15', '2026-03-13')] as never,
    }
    expect(
      (
        await clerk('linkage.previewBatch', { ...batch, matterIds: batch.tasks.map(({ matterId }) => matterId) })
      ).rows.map(({ why }) => why),
    ).toEqual(['', '', ''])
    const { batchId, count } = await clerk('linkage.dispatchBatch', batch)
    expect(count).toBe(3)
    const codes = await Promise.all(
      open.map(async ({ matterId }) =>
        (await clerk('linkage.get', { matterId })).parts.map(({ slipCode }) => slipCode),
      ),
    )
    expect(new Set(codes.flat()).size).toBe(6)
    await expect(clerk('linkage.dispatchBatch', batch)).rejects.toMatchObject({ code: 'conflict' })
    const second = (open[1] as (typeof open)[number]).matterId
    const { version } = (await clerk('linkage.get', { matterId: second })).matter
    await clerk('linkage.note', { matterId: second, version, act: { on: '2026-03-02', text: '已去看过' } })
    const undone = await clerk('linkage.undoBatch', { batchId })
    expect(undone).toMatchObject({ undone: 2, kept: [open[1]?.number] })
    expect((await clerk('matters.get', { matterId: open[0]?.matterId as never })).stage).toBe('to_dispatch')
  })

  it('dispatches none where one cannot be', async () => {
    const fresh = await clerk('intake.register', { receivedOn: '2026-03-02', summary: '丁处占道' })
    const desk = await dispatched()
    const { version } = (await desk.view()).matter
    const batch = {
      tasks: [fresh, { matterId: desk.matterId, version }].map(({ matterId, version: at }) => ({
        matterId,
        version: at,
      })),
      linkage: '4',
      eventClass: '0401',
      on: '2026-03-02',
      request: '集中清理',
      assignments: [lead('05', '2026-03-13')] as never,
    }
    expect(
      (
        await clerk('linkage.previewBatch', { ...batch, matterIds: batch.tasks.map(({ matterId }) => matterId) })
      ).rows.map(({ why }) => why),
    ).toEqual(['', '已经分流办理'])
    await expect(clerk('linkage.dispatchBatch', batch)).rejects.toMatchObject({ code: 'not_allowed' })
    expect((await clerk('matters.get', { matterId: fresh.matterId })).stage).toBe('registered')
  })
})

describe('the linkages of an office', () => {
  it('change from a day on; what was dispatched before keeps its words and its days', async () => {
    const before = await dispatched()
    const { versions, presets } = await head('centre.codeTable', { table: 'linkage' })
    const haidian = presets[0]
    expect(haidian?.codes.map(({ title }) => title)).toEqual([
      '矛盾联调',
      '问题联治',
      '平安联创',
      '治安联防',
      '工作联动',
      '岗位联勤',
    ])
    const codes = (haidian?.codes ?? []).map((each) =>
      each.code === '4'
        ? {
            ...each,
            title: '突出问题联治',
            detail: {
              ...(each.detail as object),
              department: { receiveYellow: 2, receiveRed: 4, handleYellow: 6, handleRed: 12 },
            },
          }
        : each,
    )
    await expect(
      head('centre.saveCodeTable', {
        table: 'linkage',
        next: {
          effectiveFrom: day('2026-03-16'),
          title: '六联',
          source: '本街道',
          codes: [{ code: '4', title: '突出问题联治' }],
        },
      }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await head('centre.saveCodeTable', {
      table: 'linkage',
      next: { effectiveFrom: day('2026-03-16'), title: '六联（海淀）', source: '本街道', codes },
    })
    expect(versions).toHaveLength(1)
    expect((await before.view()).linkageTitle).toBe('问题联治')
    await toDay('2026-03-16')
    const after = await linkageDesk(clerk, day('2026-03-16'))
    await after.act('describe', described())
    await after.act('dispatch', { on: '2026-03-16', request: '请办理', assignments: [lead('05', '2026-03-27')] })
    expect((await after.view()).linkageTitle).toBe('突出问题联治')
    expect((await after.part('05')).lines.map(({ title, on }) => [title, on])).toEqual([
      ['接件黄牌', '2026-03-18'],
      ['接件红牌', '2026-03-20'],
      ['办理黄牌', '2026-04-07'],
      ['办理红牌', '2026-04-15'],
    ])
  })
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { narrowActivities } from '../../src-shared/volunteer/lists.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'
import { readPages } from './paper/readPdf.ts'

const day = (text: string) => text as Day
const TODAY = day('2026-03-18')
let t: TestCore
let clerk: ReturnType<TestCore['as']>
let head: ReturnType<TestCore['as']>
let team: RowId
let jia: RowId
let yi: RowId

beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  clerk = t.as('chuangkou')
  head = t.as('head')
  team = (await clerk('volunteer.saveTeam', { team: { name: '示范社区巡逻队', base: '02', minimum: '01' } })).id
  const add = async (name: string, number: string) =>
    (
      await clerk('volunteer.save', {
        volunteer: { name, number, phone: '13900000077', teamId: team, class: '10', joinedOn: day('2026-01-05') },
      })
    ).id
  jia = await add('样本甲', 'V001')
  yi = await add('示例乙', 'V002')
})
afterAll(() => t.close())

const list = (state: 'active' | 'expiring' | 'uninsured' | 'left') => clerk('volunteer.list', { filter: { state } })
const textOf = async (base64: string) => (await readPages(Uint8Array.from(Buffer.from(base64, 'base64')))).join('')

it('counts hours by activity, says who was not insured, and tells what runs out on the day’s page', async () => {
  await clerk('volunteer.addPaper', {
    volunteerId: jia,
    paper: { kind: 'insurance', title: '意外险', fromOn: day('2025-04-01'), untilOn: day('2026-03-31') },
  })
  const patrol = (on: string, people: RowId[], hours = 2) =>
    clerk('volunteer.saveActivity', {
      activity: {
        teamId: team,
        on: day(on),
        kind: '01',
        title: '夜间巡逻',
        isRisky: true,
        people: people.map((volunteerId) => ({ volunteerId, hours })),
      },
    })
  expect((await patrol('2026-02-03', [jia, yi])).uninsured).toEqual(['示例乙'])
  for (const on of ['2026-02-10', '2026-02-17']) await patrol(on, [jia], 1.5)
  const gone = await patrol('2026-02-18', [jia])
  await clerk('volunteer.voidActivity', { id: gone.id, reason: '记重了' })
  await expect(patrol('2026-03-19', [jia])).rejects.toMatchObject({ code: 'invalid' })
  const rows = await list('active')
  expect(rows.find(({ id }) => id === jia)).toMatchObject({ hours: 5, times: 3, phone: '139****0077' })
  expect((await list('uninsured')).map(({ name }) => name)).toEqual(['示例乙'])
  expect((await list('expiring')).map(({ name }) => name)).toEqual(['样本甲'])
  const { items } = await head('today.list', {})
  expect(items.filter(({ group }) => group === 'expiring')).toMatchObject([
    { title: '示范社区巡逻队', on: '2026-03-31', teamId: team },
  ])
  await clerk('volunteer.addPaper', {
    volunteerId: jia,
    paper: { kind: 'insurance', title: '意外险续保', fromOn: day('2026-04-01'), untilOn: day('2027-03-31') },
  })
  expect(await list('expiring')).toEqual([])
  // the renewal has not begun: today's is still the one before
  expect((await list('active')).find(({ id }) => id === jia)?.insuredUntil).toBe('2026-03-31')
})

it('takes an insurance as valid from its first day to its last in the list, the rate and the warning alike', async () => {
  const addInsurance = (fromOn: string, untilOn: string | null) =>
    clerk('volunteer.addPaper', {
      volunteerId: yi,
      paper: { kind: 'insurance', title: '意外险', fromOn: day(fromOn), untilOn: untilOn && day(untilOn) },
    })
  await expect(addInsurance('2026-03-01', null)).rejects.toMatchObject({ code: 'invalid' })
  await addInsurance('2027-06-01', '2028-06-01')
  expect((await list('uninsured')).map(({ name }) => name)).toEqual(['示例乙'])
  const { figures } = await clerk('volunteer.figures', { month: '2026-02' as Month })
  expect(figures.find(({ key }) => key === 'insured')).toMatchObject({ value: 50 })
})

it('counts the 四四三 with its denominators, and prints list, figures and the record of one', async () => {
  const { figures } = await clerk('volunteer.figures', { month: '2026-02' as Month })
  const figure = (key: string) => figures.find((each) => each.key === key)
  expect(figure('minimum.01')).toMatchObject({ value: 50 })
  expect(figure('minimum.01')?.note).toContain('达到 1 ÷ 应达到 2 人次')
  expect(figure('base.02')).toMatchObject({ value: 1 })
  expect(figure('hours')).toMatchObject({ value: 7 })
  const printed = await Promise.all([
    clerk('volunteer.print', { purpose: '备查' }),
    clerk('volunteer.printFigures', { month: '2026-02' as Month, purpose: '月报' }),
    clerk('volunteer.printRecord', { id: jia, purpose: '本人要求' }),
  ])
  const texts = await Promise.all(printed.map(({ pdfBase64 }) => textOf(pdfBase64)))
  expect(texts[0]).toContain('示例乙')
  expect(texts[0]).not.toContain('139')
  expect(texts[1]).toContain('应达到2人次')
  expect(texts[2]).toContain('合计5小时')
  expect((await clerk('volunteer.export', { purpose: '备查' })).fileName).toContain('名册')
})

it('counts no month, week or day that is not over: the sheet says up to which day, and a month to come is empty', async () => {
  const saturdays = (await clerk('volunteer.saveTeam', { team: { name: '周末守望队', base: '02', minimum: '02' } })).id
  await clerk('volunteer.save', {
    volunteer: { name: '样本丁', number: 'V009', teamId: saturdays, class: '10', joinedOn: day('2026-01-05') },
  })
  const march = await clerk('volunteer.figures', { month: '2026-03' as Month })
  const figure = (key: string) => march.figures.find((each) => each.key === key)
  expect(march.until).toBe(TODAY)
  expect(figure('minimum.01')).toMatchObject({ value: null, note: expect.stringContaining('还没有过完') as string })
  // Mondays of March 2026: 2, 9, 16, 23; by the 18th two whole weeks are over.
  expect(figure('minimum.02')).toMatchObject({ value: 0, note: expect.stringContaining('÷ 应达到 2 人次') as string })
  const sheet = await clerk('volunteer.printFigures', { month: '2026-03' as Month, purpose: '月报' })
  expect(await textOf(sheet.pdfBase64)).toContain('统计到2026年3月18日')
  expect(await clerk('volunteer.figures', { month: '2026-04' as Month })).toEqual({ until: null, figures: [] })
})

it('takes activities and teams along as narrowed on their pages, without anybody’s telephone; each is logged', async () => {
  const period = { from: day('2026-01-01'), to: day('2026-12-31'), state: '', order: 'newest' } as const
  const activities = await clerk('volunteer.activities', period)
  const of = { list: 'activities', ...period, words: activities[0]?.title ?? '?' } as const
  const text = await textOf((await clerk('volunteer.printList', { of, purpose: '例会' })).pdfBase64)
  const shown = narrowActivities(activities, of)
  expect(shown.length).toBeGreaterThan(0)
  for (const { title, place } of shown) expect(text).toContain(`${title}${place}`.slice(0, title.length))
  expect(text).toContain(`共${shown.length}次`)
  const none = { ...of, words: '没有这个活动' }
  expect(await textOf((await clerk('volunteer.printList', { of: none, purpose: '例会' })).pdfBase64)).toContain('共0次')
  const teams = { list: 'teams', words: '巡逻' } as const
  const sheet = await textOf((await clerk('volunteer.printList', { of: teams, purpose: '例会' })).pdfBase64)
  expect(sheet).toContain('示范社区巡逻队')
  expect(sheet).not.toContain('139')
  expect((await clerk('volunteer.exportList', { of: teams, purpose: '例会' })).fileName).toMatch(/^志愿者队伍清单-/)
  const { lines } = await head('audit.list', { limit: 10 })
  expect(lines[0]).toMatchObject({ action: 'exported', subject: '志愿者队伍清单 1 条', detail: '例会' })
})

it('lets somebody leave, and wipes what names him only after the time of keeping', async () => {
  await clerk('volunteer.leave', { id: yi, on: day('2026-03-01'), reason: '搬走' })
  expect((await list('left')).map(({ name }) => name)).toEqual(['示例乙'])
  expect(await head('volunteer.toWipe', {})).toEqual([])
  await expect(head('volunteer.wipe', { ids: [yi] })).rejects.toMatchObject({ code: 'not_allowed' })
  t.clock.toDay('2029-03-02')
  for (const login of ['chuangkou', 'head']) await t.as(login)('account.login', { login, password: PASSWORD })
  expect(await head('volunteer.toWipe', {})).toMatchObject([{ id: yi }])
  await head('volunteer.wipe', { ids: [yi] })
  expect(await list('left')).toMatchObject([{ name: '（已清除）', phone: '', hours: 2, isWiped: true }])
  await expect(clerk('volunteer.reveal', { id: yi, purpose: '核对' })).rejects.toMatchObject({ code: 'not_allowed' })
})

it('rates who came by all who were in it that month, and lets nobody leave before he last served', async () => {
  const add = await clerk('volunteer.save', {
    volunteer: { name: '样本戊', number: 'V010', teamId: team, class: '10', joinedOn: day('2026-01-20') },
  })
  const people = [{ volunteerId: add.id, hours: 1 }]
  const on = day('2026-01-21')
  await clerk('volunteer.saveActivity', { activity: { teamId: team, on, kind: '01', title: '看护', people } })
  await expect(clerk('volunteer.leave', { id: add.id, on: day('2026-01-20'), reason: '搬走' })).rejects.toMatchObject({
    details: { issues: { fieldErrors: { on: [expect.stringContaining('2026-01-21')] } } },
  })
  await clerk('volunteer.leave', { id: add.id, on: day('2026-01-22'), reason: '搬走' })
  const { figures } = await clerk('volunteer.figures', { month: '2026-01' as Month })
  expect(figures.find(({ key }) => key === 'cameRate')).toMatchObject({ value: 25, note: '参加过 1 ÷ 本月在过队 4' })
})

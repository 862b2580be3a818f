import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rateText, stateOfEvent, whyNotRegionCode, whyNotStep } from '../../src-shared/grid/rules.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { PlaceId } from '../../src-shared/kernel/ids.ts'
import { pdfText } from '../support/pdfText.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

const day = (text: string) => text as Day
let t: TestCore
let clerk: ReturnType<TestCore['as']>
let head: ReturnType<TestCore['as']>
let community: PlaceId
let grid: PlaceId

beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  clerk = t.as('chuangkou')
  head = t.as('head')
  const place = { id: null, isActive: true }
  community = (await clerk('centre.savePlace', { ...place, kind: 'community', name: '样例一居', parentId: null })).id
  grid = (await clerk('centre.savePlace', { ...place, kind: 'grid', name: '第一网格', parentId: community })).id
})
afterAll(() => t.close())

const found = (more: object = {}) => ({
  placeId: grid,
  foundOn: day('2026-03-18'),
  source: 'patrol' as const,
  class: '0405',
  summary: '楼道堆物堵住通道',
  ...more,
})

describe('the card of a grid', () => {
  const card = {
    households: 320,
    boundary: '东至样例路',
    people: [{ post: '02', name: '甲网格（测试）', phone: '021-55550002' }],
  }
  it('keeps codes that fit each other, once', async () => {
    const { changedAt } = await clerk('grid.saveCard', {
      placeId: community,
      seen: null,
      regionCode: '310104001001',
      ...card,
    })
    const ofGrid = { placeId: grid, seen: null, ...card }
    for (const regionCode of ['310104001002001', '310104001001', '3101040010010x1'])
      await expect(clerk('grid.saveCard', { ...ofGrid, regionCode })).rejects.toMatchObject({ code: 'invalid' })
    await clerk('grid.saveCard', { ...ofGrid, regionCode: '310104001001001' })
    await expect(
      clerk('grid.saveCard', { placeId: community, seen: null, regionCode: '', ...card }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      clerk('grid.saveCard', {
        ...card,
        placeId: community,
        seen: changedAt,
        regionCode: '',
        people: [{ ...card.people[0]!, post: '77' }],
      }),
    ).rejects.toMatchObject({ code: 'invalid' })
    const cards = await clerk('grid.cards', {})
    expect(cards.map(({ name, regionCode, people }) => [name, regionCode, people.length])).toEqual([
      ['样例一居', '310104001001', 1],
      ['第一网格', '310104001001001', 1],
    ])
  })

  it('prints the card for the stairwell and the list of those who answer', async () => {
    const shown = await clerk('grid.printCard', { placeId: grid })
    const words = (await pdfText(shown.pdfBase64)).replaceAll(/\s/g, '')
    for (const text of ['网格联系卡', '样例一居', '第一网格', '甲网格（测试）', '021-55550002', '网格管理员'])
      expect(words).toContain(text)
    const list = await clerk('grid.print', { of: { list: 'grids' }, purpose: '公示' })
    expect((await pdfText(list.pdfBase64)).replaceAll(/\s/g, '')).toContain('310104001001001')
    const narrowed = { list: 'grids' as const, ids: [grid] }
    const one = await pdfText((await clerk('grid.print', { of: narrowed, purpose: '公示' })).pdfBase64)
    expect(one).toContain('共 1 条')
    const nobody = { list: 'grids' as const, ids: [] }
    expect(await pdfText((await clerk('grid.print', { of: nobody, purpose: '公示' })).pdfBase64)).toContain('共 0 条')
  })
})

describe('an event', () => {
  it('is found, dealt with, done; no step twice and none before the one it rests on', async () => {
    const { id, changedAt, number } = await clerk('grid.record', found())
    expect(number).toBe('网2026-A0001')
    const act = { id, on: day('2026-03-18'), text: '当场劝离' }
    await expect(clerk('grid.finish', { ...act, seen: changedAt })).rejects.toMatchObject({ code: 'not_allowed' })
    t.clock.nowMs += 1000
    const checked = await clerk('grid.check', { ...act, seen: changedAt })
    await expect(clerk('grid.check', { ...act, seen: changedAt })).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      clerk('grid.finish', { ...act, seen: checked.changedAt, on: day('2026-03-17') }),
    ).rejects.toMatchObject({ code: 'invalid' })
    t.clock.nowMs += 1000
    const done = await clerk('grid.finish', { ...act, seen: checked.changedAt })
    expect((await clerk('grid.event', { id })).state).toBe('done')
    t.clock.nowMs += 1000
    await clerk('grid.takeBack', { id, seen: done.changedAt, reason: '还有一堆' })
    expect((await clerk('grid.event', { id })).state).toBe('checked')
  })

  it('refuses a class that the office does not have, a place that is none and a day to come', async () => {
    for (const wrong of [
      { class: '8888' },
      { placeId: '00000000-0000-7000-8000-000000000000' },
      { foundOn: '2026-03-19' },
    ])
      await expect(clerk('grid.record', found(wrong) as never)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('becomes a task of the centre with its number, and is not voided after that', async () => {
    const { id, changedAt, number } = await clerk('grid.record', found({ summary: '路口占道反复出现' }))
    t.clock.nowMs += 1000
    const handed = await clerk('grid.handOver', { id, seen: changedAt, linkage: '4' })
    const task = await clerk('linkage.get', { matterId: handed.matterId })
    expect(task.matter.stage).toBe('to_dispatch')
    expect(task.record.describe?.[0]).toMatchObject({
      source: 'grid',
      sheet: { number, classes: [] },
      eventClass: '0405',
    })
    const listed = await clerk('linkage.list', { filter: { words: number } })
    expect(listed.rows).toMatchObject([
      { number: handed.matterNumber, source: 'grid', sheetNumber: number, placeName: '第一网格' },
    ])
    expect(await clerk('grid.event', { id })).toMatchObject({ state: 'handed', matterNumber: handed.matterNumber })
    await expect(clerk('grid.void', { id, seen: handed.changedAt, reason: '重复' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(clerk('grid.handOver', { id, seen: handed.changedAt, linkage: '4' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })

  it('can be made of a diary entry, once', async () => {
    const diary = await clerk('grid.writeDiary', {
      id: null,
      seen: null,
      placeId: grid,
      notedOn: '2026-03-18',
      kind: '01',
      title: '盼设晾衣架',
      text: '几户居民说晒被子难',
    })
    await clerk('grid.record', found({ summary: '缺少晾晒处', diaryId: diary.id }))
    const [entry] = (await clerk('grid.diaries', {})).rows
    expect(entry?.eventNumber).toMatch(/^网2026-A/)
    await expect(clerk('grid.record', found({ diaryId: diary.id }))).rejects.toMatchObject({ code: 'not_allowed' })
  })
})

describe('the figures', () => {
  it('divide as the formulas say, say what they divided by, and are the same on the day’s sheet and in the ledger', async () => {
    const rows = (await clerk('grid.events', {})).rows.filter(({ state }) => state !== 'void')
    const checked = rows.filter(({ checkedOn }) => checkedOn)
    const sheet = await clerk('grid.day', { on: '2026-03-18' })
    expect(sheet).toMatchObject({ found: rows.length, checkRate: rateText(checked.length, rows.length) })
    const month = await head('figures.month', { ledger: 'grid', month: '2026-03' })
    const figure = (key: string) => month.figures.find((each) => each.key === key)
    expect(figure('total')?.value).toBe(rows.length)
    expect(figure('checkRate')?.text).toBe(((100 * checked.length) / rows.length).toFixed(1))
    expect(figure('doneRate')?.definition).toContain('口径一：办结数 ÷ 现场查处数')
    await head('centre.saveSettings', { ledgerChoices: { 'grid.figure.doneRate': 'total' } })
    const other = await head('figures.month', { ledger: 'grid', month: '2026-02' })
    expect(other.figures.find(({ key }) => key === 'doneRate')?.text).toBe('0.0')
    expect(other.figures.find(({ key }) => key === 'checkRate')?.text).toBe('')
  })

  it('are kept as paper: the day’s sheet is issued and stays', async () => {
    const { documentId } = await clerk('grid.issueDay', { on: '2026-03-18' })
    const { pdfBase64 } = await clerk('papers.bytes', { documentId, purpose: 'view' })
    const words = (await pdfText(pdfBase64)).replaceAll(/\s/g, '')
    for (const text of ['社情民意动态信息日报', '楼道堆物堵住通道', '盼设晾衣架', '÷']) expect(words).toContain(text)
    await expect(clerk('grid.issueDay', { on: '2026-03-19' })).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('are frozen with the month; a later correction asks for a reason and stands on a difference sheet', async () => {
    t.clock.toDay('2026-04-20')
    for (const login of ['chuangkou', 'head']) await t.as(login)('account.login', { login, password: PASSWORD })
    await head('ledger.signOff', { ledger: 'grid', month: '2026-03' })
    const event = (await clerk('grid.events', { filter: { words: '楼道堆物' } })).rows[0]!
    const { id, changedAt: seen } = event
    const card = found({ summary: '楼道堆物，已改' })
    await expect(clerk('grid.amend', { id, seen, card })).rejects.toMatchObject({ code: 'invalid' })
    await clerk('grid.amend', { id, seen, card, reason: '写错了楼层' })
    const differences = await head('ledger.differences', { ledger: 'grid', month: '2026-03' })
    expect(differences).toMatchObject([
      {
        dossierNumber: event.number,
        columnTitle: '事件',
        present: '楼道堆物，已改',
        who: '窗口丙',
        reason: '写错了楼层',
      },
    ])
    const sheet = await head('ledger.issueDifferences', { ledger: 'grid', month: '2026-03' })
    expect(sheet.number).toContain('网更字')
    expect(await head('ledger.differences', { ledger: 'grid', month: '2026-03' })).toEqual([])
  })
})

describe('the rules', () => {
  const days = fc.record({
    checkedOn: fc.constantFrom(null, day('2026-03-02')),
    doneOn: fc.constantFrom(null, day('2026-03-03')),
    matterId: fc.constantFrom(null, 'm'),
    voidReason: fc.constantFrom('', '重复'),
  })
  it('never lead out of a void event, nor to done without a check or the centre', () => {
    fc.assert(
      fc.property(days, fc.constantFrom('check', 'finish', 'handOver', 'takeBack', 'amend', 'void'), (event, step) => {
        const why = whyNotStep(event, step as 'check')
        if (stateOfEvent(event) === 'void') expect(why).toBeDefined()
        if (step === 'finish' && why === undefined) expect(event.checkedOn ?? event.matterId).not.toBeNull()
      }),
    )
  })
  it('print a rate with its parts, never over nothing', () => {
    expect(rateText(19_796, 21_309)).toBe('92.9%（19796 ÷ 21309）')
    expect(rateText(11_861, 19_796)).toBe('59.9%（11861 ÷ 19796）')
    expect(rateText(0, 0)).toContain('没有可除的数')
    fc.assert(
      fc.property(fc.nat(9999), fc.nat(9999), (a, b) => {
        const [part, whole] = [Math.min(a, b), Math.max(a, b, 1)]
        expect(Math.abs(Number.parseFloat(rateText(part, whole)) - (100 * part) / whole)).toBeLessThanOrEqual(
          0.05 + 1e-9,
        )
      }),
    )
  })
  it('take codes of 12 and 15 digits only, the grid within its community', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), fc.stringMatching(/^\d{3}$/), (community, no) => {
        expect(whyNotRegionCode('community', community, '')).toBeUndefined()
        expect(whyNotRegionCode('grid', community + no, community)).toBeUndefined()
        expect(whyNotRegionCode('grid', community, community)).toBeDefined()
        expect(whyNotRegionCode('community', community + no, '')).toBeDefined()
      }),
    )
  })
})

describe('the sheet of a day', () => {
  it('counts what went to the centre on the day on which it went', async () => {
    const { id, changedAt } = await clerk(
      'grid.record',
      found({ foundOn: day('2026-04-19'), summary: '前一天发现的堆物' }),
    )
    await clerk('grid.handOver', { id, seen: changedAt, linkage: '4' })
    expect(await clerk('grid.day', { on: day('2026-04-19') })).toMatchObject({ found: 1, handed: 0 })
    const today = await clerk('grid.day', { on: day('2026-04-20') })
    expect(today).toMatchObject({ found: 0, handed: 1 })
    expect(today.events.map(({ summary }) => summary)).toEqual(['前一天发现的堆物'])
  })
})

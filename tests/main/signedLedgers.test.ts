import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSheet } from '../../src-main/paper/xlsx/readSheet.ts'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import type { LedgerId } from '../../src-shared/ledger/schema.ts'
import { pdfText } from '../support/pdfText.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

/* The whole way of a month of 联治 and of the grids through the door: seen, exported, signed, corrected, and its difference sheet. */

const MARCH = '2026-03' as Month
const day = (text: string) => text as Day
let t: TestCore
let clerk: ReturnType<TestCore['as']>
let head: ReturnType<TestCore['as']>

interface Case {
  ledger: LedgerId
  /** Its difference sheets are numbered with this word. */
  word: string
  title: string
  /** What stands in the signed row, and what it is corrected to by {@link correct}. */
  was: string
  becomes: string
  number(): string
  begin(): Promise<void>
  correct(): Promise<unknown>
}
let trouble = { id: '', number: '' }
let event = { id: '', number: '', seen: '' }
let grid = ''
const found = (summary: string) => ({
  ...{ placeId: grid, foundOn: day('2026-03-10'), source: 'patrol', class: '0405', summary },
})
const CASES: Case[] = [
  {
    ...{ ledger: 'joint_cure', word: '治更字', title: '问题联治台账', was: '整治中', becomes: '待复查' },
    number: () => trouble.number,
    async begin() {
      const card = { foundOn: '2026-03-09', title: '示例路口占道', type: '03', place: '示例路口', hazard: '占用盲道' }
      trouble = await clerk('joint.open', { kind: 'trouble', card })
      const payload = {
        on: '2026-03-11',
        level: 'street',
        lead: '综合行政执法队',
        measures: '巡查',
        dueOn: '2026-06-11',
      }
      await head('joint.decide', { id: trouble.id, version: 1, act: 'list', payload } as never)
    },
    correct: () =>
      clerk('joint.act', {
        id: trouble.id,
        version: 2,
        act: 'report',
        payload: { on: '2026-04-02', text: '清好了' },
      } as never),
  },
  {
    ...{ ledger: 'grid', word: '网更字', title: '网格事件台账', was: '楼道堆物', becomes: '楼道堆物，三楼' },
    number: () => event.number,
    async begin() {
      const place = { id: null, isActive: true }
      const community = await clerk('centre.savePlace', {
        ...place,
        kind: 'community',
        name: '样例一居',
        parentId: null,
      })
      grid = (await clerk('centre.savePlace', { ...place, kind: 'grid', name: '第一网格', parentId: community.id })).id
      await clerk('grid.record', found('楼道堆物') as never)
      const row = (await clerk('grid.events', {})).rows[0]!
      event = { id: row.id, number: row.number, seen: row.changedAt }
    },
    correct: () =>
      clerk('grid.amend', {
        id: event.id,
        seen: event.seen,
        card: found('楼道堆物，三楼'),
        reason: '写错了楼层',
      } as never),
  },
]

beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  clerk = t.as('chuangkou')
  head = t.as('head')
  for (const { begin } of CASES) await begin()
})
afterAll(() => t.close())

const words = async (base64: string): Promise<string> => (await pdfText(base64)).replaceAll(/\s/g, '')
async function cellsOf(ledger: LedgerId): Promise<string> {
  const { xlsxBase64, fileName } = await clerk('ledger.export', { ledger, month: MARCH, purpose: '报送' })
  expect(fileName).toMatch(/-2026-03\.xlsx$/)
  const cells: unknown[] = []
  for await (const row of readSheet(Buffer.from(xlsxBase64, 'base64'))) cells.push(row.cells)
  return JSON.stringify(cells)
}
async function onDay(text: string): Promise<void> {
  t.clock.toDay(text)
  for (const login of ['chuangkou', 'head']) await t.as(login)('account.login', { login, password: PASSWORD })
}

describe.each(CASES)('the month of $ledger', ({ ledger, word, title, was, becomes, number, correct }) => {
  const month = { ledger, month: MARCH }

  it('is seen and exported before it is signed, and says 本月无 where there is nothing', async () => {
    const seen = await words((await clerk('ledger.preview', month)).pdfBase64)
    for (const text of [title, number(), was]) expect(seen).toContain(text)
    expect(await cellsOf(ledger)).toContain(number())
    expect(await words((await clerk('ledger.preview', { ledger, month: '2026-01' as Month })).pdfBase64)).toContain(
      '本月无',
    )
    const { lines } = await head('audit.list', { limit: 5 })
    expect(lines.some(({ action, detail }) => action === 'exported' && detail.includes('报送'))).toBe(true)
  })

  it('is signed by the head after its end alone; a later change leaves its papers and rows as they are', async () => {
    await onDay('2026-03-18')
    await expect(head('ledger.signOff', month)).rejects.toMatchObject({ code: 'not_allowed' })
    await onDay('2026-04-02')
    await expect(clerk('ledger.signOff', month)).rejects.toMatchObject({ code: 'forbidden' })
    await head('ledger.signOff', month)
    const { state, rows } = await head('ledger.month', month)
    const paper = async () =>
      (await head('papers.bytes', { documentId: state.ledgerDocumentId!, purpose: 'view' })).pdfBase64
    const signed = await paper()
    expect(await words(signed)).toContain(was)
    await correct()
    expect(await paper()).toBe(signed)
    expect((await head('ledger.month', month)).rows).toEqual(rows)
    await expect(head('ledger.signOff', month)).rejects.toMatchObject({ code: 'signed_off' })
  })

  it('names the change with what was signed, what is now and who did it, on a numbered sheet that is issued once', async () => {
    const differences = await head('ledger.differences', month)
    const one = differences.find(({ present }) => present === becomes)
    expect(one).toMatchObject({ dossierNumber: number(), frozen: was, who: '窗口丙' })
    await expect(clerk('ledger.issueDifferences', month)).rejects.toMatchObject({ code: 'forbidden' })
    const sheet = await head('ledger.issueDifferences', month)
    expect(sheet.number).toContain(word)
    const text = await words((await head('papers.bytes', { documentId: sheet.documentId, purpose: 'view' })).pdfBase64)
    for (const each of [title, number(), was, becomes, '窗口丙']) expect(text).toContain(each)
    expect(await head('ledger.differences', month)).toEqual([])
    await expect(head('ledger.issueDifferences', month)).rejects.toMatchObject({ code: 'not_allowed' })
    const { state } = await head('ledger.month', month)
    expect(state.differenceSheets.map((each) => each.number)).toEqual([sheet.number])
  })
})

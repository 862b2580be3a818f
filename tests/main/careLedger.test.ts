import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '../../src-shared/contract.ts'
import type { ClientId } from '../../src-shared/care/events.ts'
import type { Day, Instant, Month } from '../../src-shared/kernel/day.ts'
import { careDesk, visit, type CareDesk } from '../support/careDesk.ts'
import { pdfText } from '../support/pdfText.ts'
import { Refused } from '../support/testCore.ts'

const MONTH = '2026-02' as Month
const OF = { group: 'elderly', month: MONTH } as const
const at = (day: string): Instant => `${day}T02:00:00.000Z` as Instant
const day = (text: string): Day => text as Day

let t: CareDesk
const clients: ClientId[] = []
const visitOn = (index: number, on: string, more: Partial<InputOf<'care.visit'>['visit']> = {}) =>
  t.as('shegong')('care.visit', {
    clientId: clients[index]!,
    visit: visit({ at: at(on), ...more }),
    follows: { promises: [], response: null },
  })
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  )
const month = () => t.as('bangfu')('care.month', OF)
const texts = async () => Object.fromEntries((await month()).figures.map(({ key, text }) => [key, text]))

beforeAll(async () => {
  t = await careDesk()
  for (let index = 0; index < 8; index++)
    clients.push(
      await t.register(`郑测试${'甲乙丙丁戊己庚辛'[index]}`, {
        enrolment: { startOn: day('2026-02-01'), consentOn: day('2026-02-01') },
      }),
    )
  for (let index = 0; index < 6; index++) await visitOn(index, `2026-02-0${index + 1}`)
  await visitOn(0, '2026-02-20', { how: 'phone' })
  await visitOn(6, '2026-02-21', { how: 'absent', isMet: false, absence: 'out' })
})
afterAll(() => t.close())

describe('a month of a group', () => {
  it('counts people and visits, names half hidden', async () => {
    expect(await texts()).toMatchObject({
      registered: '8',
      due: '8',
      done: '6',
      timely: '6',
      visited: '6',
      visits: '7',
      absent: '1',
      peopleRate: '75',
      visitRate: '75',
      monthRate: '75',
      filedRate: '100',
    })
    const { rows, state } = await month()
    expect(state).toMatchObject({ signedAt: null, from: '2026-02-01', to: '2026-02-28' })
    expect(rows).toHaveLength(8)
    expect(JSON.stringify(rows)).not.toMatch(/郑测试/)
    expect(rows.map(({ name }) => name)).toContain('郑某某某')
  })

  it('is empty for a group without people', async () => {
    const { rows, figures } = await t.as('bangfu')('care.month', { group: 'children', month: MONTH })
    expect(rows).toEqual([])
    expect(figures.find(({ key }) => key === 'visitRate')?.text).toBe('—')
  })

  it('is signed by the head alone, once it is over, and once', async () => {
    expect(await codeOf(t.as('shegong')('care.signMonth', OF))).toBe('forbidden')
    expect(await codeOf(t.as('bangfu')('care.signMonth', { ...OF, month: '2026-03' as Month }))).toBe('not_allowed')
    const state = await t.as('bangfu')('care.signMonth', OF)
    expect(state).toMatchObject({ signedBy: '帮扶负责人己', openDifferences: 0, sheets: [] })
    expect(await codeOf(t.as('bangfu')('care.signMonth', OF))).toBe('signed_off')
  })

  it('stays as it was signed; what is entered later is a difference until its sheet', async () => {
    await visitOn(7, '2026-02-27')
    expect(await texts()).toMatchObject({ done: '6', visits: '7' })
    const { state, changed } = await month()
    expect(changed).toContainEqual({ title: '实访人次', unit: '人次', signed: '6', present: '7' })
    const differences = await t.as('bangfu')('care.differences', OF)
    expect(state.openDifferences).toBe(differences.length)
    expect(differences.map(({ title, signed, present }) => [title, signed, present])).toContainEqual(['实访', '0', '1'])
    const open = await t.as('shegong')('care.differenceSheet', { ...OF, no: 0 })
    expect(open.pages).toBe(1)
    const after = await t.as('bangfu')('care.differ', { ...OF, reason: '补登纸质记录' })
    expect(after).toMatchObject({ openDifferences: 0, sheets: [{ no: 1, by: '帮扶负责人己', reason: '补登纸质记录' }] })
    expect(after.sheets[0]?.number).toMatch(/（2026）.*关更字第A0001号$/)
    expect(await codeOf(t.as('bangfu')('care.differ', { ...OF, reason: '再来' }))).toBe('not_allowed')
    const months = await t.as('bangfu')('care.months', { group: 'elderly', year: 2026 })
    expect(months.filter(({ signedAt }) => signedAt !== null).map(({ month: each }) => each)).toEqual([MONTH])
  })

  it('prints the sheet as it was issued, numbered, by whom and why, and names nobody', async () => {
    const sheet = { ...OF, no: 1 }
    const { pdfBase64 } = await t.as('shegong')('care.differenceSheet', sheet)
    expect((await t.as('bangfu')('care.differenceSheet', sheet)).pdfBase64).toBe(pdfBase64)
    const text = await pdfText(pdfBase64)
    for (const word of ['探访台账 更正差异单', '关更字', '补登纸质记录', '帮扶负责人己', '实访人次'])
      expect(text).toContain(word)
    expect(text).not.toMatch(/郑/)
    expect(await codeOf(t.as('bangfu')('care.differenceSheet', { ...OF, no: 2 }))).toBe('not_found')
    expect(await codeOf(t.as('bangfu')('care.differenceSheet', { ...OF, no: 0 }))).toBe('not_allowed')
    expect(await codeOf(t.as('shegong')('care.exportDifferences', { ...sheet, purpose: 'review' }))).toBe('forbidden')
    const { fileName, xlsxBase64 } = await t.as('bangfu')('care.exportDifferences', { ...sheet, purpose: 'review' })
    expect(fileName).toMatch(/更正差异单-2026-02-1\.xlsx$/)
    expect(Buffer.from(xlsxBase64, 'base64').subarray(0, 2).toString()).toBe('PK')
  })

  it('does not move a month by what was done in the next', async () => {
    await visitOn(6, '2026-03-10')
    expect((await t.as('bangfu')('care.differences', OF)).length).toBe(0)
  })

  it('prints both papers, and exports a workbook that the head reads of', async () => {
    for (const sheet of ['ledger', 'figures'] as const)
      expect((await t.as('bangfu')('care.previewMonth', { ...OF, sheet })).pages).toBe(1)
    const { fileName, xlsxBase64 } = await t.as('bangfu')('care.exportMonth', { ...OF, purpose: 'review' })
    expect(fileName).toMatch(/2026-02\.xlsx$/)
    expect(Buffer.from(xlsxBase64, 'base64').subarray(0, 2).toString()).toBe('PK')
    const { lines } = await t.as('bangfu')('care.looks', {})
    expect(lines[0]).toMatchObject({ what: 'export', count: 8 })
  })

  it('reports to the district no count by which somebody could be found', () => {
    const reported = t.state.open!.db.prepare('SELECT no, figures FROM care_figure ORDER BY no').all() as {
      figures: string
    }[]
    expect(reported).toHaveLength(2)
    for (const { figures } of reported) {
      expect(figures).not.toMatch(/郑|社工戊|[0-9a-f]{8}-/)
      for (const { value, unit } of JSON.parse(figures) as { value: number | null; unit: string }[])
        if (unit !== '%') expect(value === null || value === 0 || value >= 5).toBe(true)
    }
  })
})

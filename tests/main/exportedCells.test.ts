import ExcelJS from 'exceljs'
import { pdfText } from '../support/pdfText.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { described, helper, lead, linkageDesk } from '../support/linkageDesk.ts'
import { testCore, type TestCore } from '../support/testCore.ts'

/* What a spreadsheet makes of the lists that leave the program: words stay words, days are days, numbers numbers. */

const DAY = '2026-03-16' as Day
const FORMULA = '=HYPERLINK("http://example.invalid","点我")（测试）'
let t: TestCore
beforeAll(async () => {
  t = await testCore()
  const call = t.as('head')
  await call('linkage.saveSheetSource', {
    ...{ id: 'hotline', name: '12345 热线', door: 'hotline', linkage: '4', eventClass: '0401' },
    answers: [
      { head: '编号', field: 'number' },
      { head: '收到', field: 'receivedOn' },
      { head: '答复', field: 'answer' },
    ],
  })
  const sheet = (number: string) => ({ source: 'hotline', sheet: { system: '12345 热线', number } })
  const given = await linkageDesk(call, DAY, { summary: FORMULA })
  await given.act('describe', described(sheet('+86-001')))
  const assignments = [lead('05', '2026-03-18'), helper('06', '2026-03-18')]
  await given.act('dispatch', { on: DAY, request: '请办理', assignments })
  const filed = await linkageDesk(call, DAY, { summary: '只备查的一件（测试）' })
  await filed.act('describe', described(sheet('3100000000000001')))
  await filed.act('file', { on: DAY, reason: FORMULA })
})
afterAll(() => t.close())

async function cellsOf(xlsxBase64: string): Promise<ExcelJS.Cell[]> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(xlsxBase64, 'base64').buffer as ArrayBuffer)
  const cells: ExcelJS.Cell[] = []
  book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => cells.push(cell)))
  return cells
}

it('are no formulas whatever was typed, and keep long numbers, days and counts', async () => {
  const call = t.as('head')
  const purpose = '核对（测试）'
  const span = { sourceId: 'hotline', from: '2026-03-01' as Day, to: '2026-03-31' as Day }
  const lists = {
    tasks: await call('linkage.export', { filter: {}, purpose }),
    matters: await call('matters.export', { filter: {}, purpose, jobId: 'a' }),
    answers: await call('linkage.exportAnswers', { ...span, as: 'xlsx', purpose, jobId: 'b' }),
  }
  for (const [name, { xlsxBase64 }] of Object.entries(lists)) {
    const cells = await cellsOf(xlsxBase64)
    const typed = cells.find(({ value }) => value === FORMULA)
    expect(typed?.type, name).toBe(ExcelJS.ValueType.String)
    expect(cells.filter(({ type }) => type === ExcelJS.ValueType.Formula)).toEqual([])
    const day = cells.find(({ value }) => value instanceof Date && value.toISOString().startsWith(DAY))
    expect(day?.numFmt, name).toBe('yyyy-mm-dd')
    if (name !== 'matters') expect(cells.map(({ value }) => value)).toContain('3100000000000001')
    if (name === 'tasks') expect(cells.find(({ value }) => value === 1)?.type).toBe(ExcelJS.ValueType.Number)
  }
})

it('say what a narrowed list of tasks is narrowed to, in the table and on paper', async () => {
  const call = t.as('head')
  const asked = {
    filter: { linkage: '4', unitCode: '05', concern: 'due', words: '点我' },
    purpose: '核对（测试）',
  } as const
  const words = '问题联治，综合行政执法队，七天内到期，含“点我”'
  const texts = (await cellsOf((await call('linkage.export', asked)).xlsxBase64)).map(({ text }) => text)
  expect(texts.some((text) => text.includes(`只列：${words}`))).toBe(true)
  const printed = (await pdfText((await call('linkage.print', asked)).pdfBase64)).replaceAll(/\s/g, '')
  expect(printed).toContain(`只列：${words}`)
  const whole = (await cellsOf((await call('linkage.export', { filter: {}, purpose: '核对（测试）' })).xlsxBase64)).map(
    ({ text }) => text,
  )
  expect(whole.join()).not.toContain('只列')
})

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OutputOf } from '../../src-shared/contract.ts'
import { cellText } from '../../src-shared/ledger/sheet/cell.ts'
import { USUAL_ANSWERS } from '../../src-shared/linkage/sheetSource.ts'
import { readSheet } from '../../src-main/paper/xlsx/readSheet.ts'
import { closeDesk, count, openDesk, ok } from '../support/importDesk.ts'
import { lead } from '../support/linkageDesk.ts'
import { pdfText } from '../support/pdfText.ts'
import { hotline, paste, sheetRow, takeIn, tryOut } from '../support/sheetDesk.ts'
import type { SpareCore } from '../support/spareCore.ts'

const SPAN = { sourceId: 'hotline', from: '2026-03-01', to: '2026-03-31' }
type Answers = OutputOf<'linkage.answers'>
let s: SpareCore
beforeAll(async () => {
  s = await openDesk()
  await ok('linkage.saveSheetSource', hotline())
  const opened = await paste([sheetRow(1), sheetRow(2, { 办结时限: '2026-03-17' }), sheetRow(3), sheetRow(4)])
  await tryOut(opened)
  await takeIn(opened)
  await close('HL2026000001', '已清理，每天巡查')
  await close('HL2026000002', '已清理')
  await act('HL2026000004', 'file', { on: '2026-03-18', reason: '重复来件，只备查' })
})
afterAll(closeDesk)

async function taskOf(number: string) {
  const { rows } = await ok<OutputOf<'linkage.list'>>('linkage.list', { filter: { words: number }, limit: 5 })
  return ok<OutputOf<'linkage.get'>>('linkage.get', { matterId: rows[0]?.id })
}
async function act(number: string, name: string, payload: object): Promise<void> {
  const { matter } = await taskOf(number)
  await ok(`linkage.${name}`, { matterId: matter.id, version: matter.version, act: payload })
}
async function close(number: string, summary: string): Promise<void> {
  const on = '2026-03-18'
  await act(number, 'dispatch', { on, request: '请办理', assignments: [lead('05', '2026-03-25')] })
  const key = (await taskOf(number)).parts[0]?.key
  await act(number, 'unitAnswers', { key, on, text: '办好了', by: '队长', phone: '021-55550001' })
  await act(number, 'verify', { on, by: '窗口丙', how: 'site', isPassed: true, text: '看过', rating: 'satisfied' })
  await act(number, 'close', { on, closure: 'substantive', summary, approver: '主任' })
}
const answers = (more: object = {}): Promise<Answers> => ok('linkage.answers', { ...SPAN, ...more })

it('are those of the tasks that ended in the span, under their number and in their columns', async () => {
  const { heads, rows, count: found } = await answers()
  expect(heads).toEqual(['工单编号', '答复内容', '承办单位', '答复日期', '办结方式'])
  expect(found).toBe(3)
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['HL2026000001', '已清理，每天巡查', '综合行政执法队', '2026-03-18', '实质性办结'],
    ['HL2026000002', '已清理', '综合行政执法队', '2026-03-18', '实质性办结'],
    ['HL2026000004', '重复来件，只备查', expect.stringContaining('中心'), '2026-03-18', '备案'],
  ])
  expect((await answers({ from: '2026-03-19' })).count).toBe(0)
})

it('follow the columns that the office set', async () => {
  const answersSet = [
    { head: '工单编号', field: 'number' },
    { head: '是否超期', field: 'isInTime' },
    { head: '联系人', field: 'by' },
    { head: '结论', field: 'answer' },
  ]
  await ok('linkage.saveSheetSource', hotline({ answers: answersSet }))
  expect((await answers()).rows.map(({ cells }) => cells)).toEqual([
    ['HL2026000001', '是', '队长', '已清理，每天巡查'],
    ['HL2026000002', '否', '队长', '已清理'],
    ['HL2026000004', '是', '', '重复来件，只备查'],
  ])
  const wrong = hotline({ answers: [...answersSet].reverse() })
  await expect(ok('linkage.saveSheetSource', wrong)).rejects.toMatchObject({ code: 'invalid' })
  await ok('linkage.saveSheetSource', hotline({ answers: [...USUAL_ANSWERS] }))
})

it('are found by their number or what they are about, among all and not only those shown', async () => {
  expect((await answers({ words: 'HL2026000002' })).rows.map(({ cells }) => cells[0])).toEqual(['HL2026000002'])
  expect((await answers({ words: '没有这样的' })).count).toBe(0)
})

it('come page by page, each with how many there are', async () => {
  const page = async (offset: number) => {
    const { rows, count: all } = await answers({ limit: 2, offset })
    return { numbers: rows.map(({ cells }) => cells[0]), all }
  }
  expect(await page(0)).toEqual({ numbers: ['HL2026000001', 'HL2026000002'], all: 3 })
  expect(await page(2)).toEqual({ numbers: ['HL2026000004'], all: 3 })
})

it('leave as a workbook, as cells or on paper, each a line of the audit', async () => {
  const before = count(`SELECT count(*) FROM audit WHERE action = 'exported'`)
  const ask = (as: string) =>
    ok<OutputOf<'linkage.exportAnswers'>>('linkage.exportAnswers', { ...SPAN, as, purpose: '回填热线', jobId: as })
  const { xlsxBase64, fileName } = await ask('xlsx')
  expect(fileName).toBe('12345 热线答复-2026-03-01至2026-03-31.xlsx')
  const lines: string[][] = []
  for await (const { cells } of readSheet(Buffer.from(xlsxBase64, 'base64'))) lines.push(cells.map(cellText))
  const { cells } = await ask('cells')
  expect(lines).toEqual(cells)
  expect(cells).toHaveLength(4)
  expect(count(`SELECT count(*) FROM audit WHERE action = 'exported'`)).toBe(before + 2)
  const printed = count(`SELECT count(*) FROM audit WHERE action = 'printed'`)
  const { pdfBase64 } = await ask('pdf')
  expect((await pdfText(pdfBase64)).replaceAll(/\s/g, '')).toContain('HL2026000001')
  expect(count(`SELECT count(*) FROM audit WHERE action = 'printed'`)).toBe(printed + 1)
  await expect(ok('linkage.exportAnswers', { ...SPAN, as: 'cells', purpose: '', jobId: 'x' })).rejects.toMatchObject({
    code: 'invalid',
  })
})

it('are written down as told, all or none, which ends the day that they set', async () => {
  const open = (await taskOf('HL2026000003')).matter
  const { rows } = await answers()
  const tasks = rows.map(({ matterId, version }) => ({ matterId, version }))
  const tell = (list: object[]) => ok('linkage.tellAnswers', { sourceId: 'hotline', on: '2026-03-18', tasks: list })
  await expect(tell([...tasks, { matterId: open.id, version: open.version }])).rejects.toMatchObject({
    code: 'not_allowed',
  })
  expect((await answers({ isUntoldOnly: true })).count).toBe(3)
  expect(await tell(tasks)).toEqual({ count: 3 })
  expect((await answers({ isUntoldOnly: true })).count).toBe(0)
  const { matter, record } = await taskOf('HL2026000001')
  expect(matter.deadlines.find(({ ruleId }) => ruleId === 'L-10')?.state).toBe('met')
  expect(record.feedBack).toMatchObject([{ how: 'system', toWhom: '12345 热线', text: '已清理，每天巡查', by: '队长' }])
  await expect(tell(tasks)).rejects.toMatchObject({ code: 'conflict' })
})

it('nothing of all this was a bug', () => expect(s.bugs).toEqual([]))

import ExcelJS from 'exceljs'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { SheetRecord, SheetSpec } from '../../../src-main/paper/xlsx/sheetSpec.ts'
import { writeSheet } from '../../../src-main/paper/xlsx/writeSheet.ts'

const SPEC: SheetSpec = {
  sheetName: '调解台账',
  title: '矛盾纠纷调解台账（2026年3月）',
  note: '单位：示例街道综治中心',
  columns: [
    { key: 'number', title: '序号', kind: 'integer', width: 6 },
    { key: 'identity', title: '身份证号', group: '申请人', kind: 'text', width: 20 },
    { key: 'phone', title: '电话', group: '申请人', kind: 'text' },
    { key: 'acceptedOn', title: '受理日期', kind: 'day' },
    { key: 'amount', title: '涉及金额（元）', kind: 'yuan' },
    { key: 'summary', title: '纠纷简况', kind: 'text', width: 40 },
  ],
  sumKeys: ['amount'],
  footLines: ['填表人：　　审核人：'],
  exportNote: '导出：示例甲 & 2026-04-01 09:00',
}
const ROW = {
  number: 1,
  identity: '110101190001010015',
  phone: '02100000000',
  acceptedOn: '2026-03-05',
  amount: 123456,
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xlsx-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function written(rows: Iterable<SheetRecord> | AsyncIterable<SheetRecord>, spec: SheetSpec = SPEC) {
  const file = join(folder, 'ledger.xlsx')
  await writeSheet(file, spec, rows)
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(file)
  return book.worksheets[0]!
}

describe('writeSheet, read by another library', () => {
  it('lays title, note and a two-line head with merged cells', async () => {
    const sheet = await written([ROW])
    expect(sheet.name).toBe('调解台账')
    expect(sheet.getCell('A1').value).toBe(SPEC.title)
    expect(sheet.getCell('A2').value).toBe(SPEC.note)
    expect([...sheet.model.merges].sort()).toEqual(
      ['A1:F1', 'A2:F2', 'A3:A4', 'A7:F7', 'B3:C3', 'D3:D4', 'E3:E4', 'F3:F4'].sort(),
    )
    expect(sheet.getCell('B3').value).toBe('申请人')
    expect(sheet.getCell('C4').value).toBe('电话')
  })

  it('prints on A4 landscape, one page wide, heads and page numbers on every page', async () => {
    const sheet = await written([ROW])
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1 })
    expect(sheet.pageSetup.fitToHeight).toBe(0)
    expect(sheet.pageSetup.printTitlesRow).toBe('1:4')
    expect(sheet.headerFooter.oddFooter).toBe('&L导出：示例甲 && 2026-04-01 09:00&C第 &P 页 共 &N 页')
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 4 })
    expect(sheet.autoFilter).toBe('A4:F5')
  })

  it('keeps identities and telephones as text and days as days', async () => {
    const sheet = await written([ROW])
    expect(sheet.getCell('B5')).toMatchObject({ value: '110101190001010015', type: ExcelJS.ValueType.String })
    expect(sheet.getCell('C5').value).toBe('02100000000')
    expect(sheet.getCell('D5').value).toEqual(new Date('2026-03-05T00:00:00Z'))
    expect(sheet.getCell('D5').numFmt).toBe('yyyy-mm-dd')
    expect(sheet.getCell('E5').value).toBe(1234.56)
  })

  it('never lets a text become a formula', async () => {
    const texts = ['=1+1', '+8613800000000', '-1', '@SUM(A1)', '=cmd|"/c calc"!A1', '\t=1', '1E5', 'TRUE']
    const sheet = await written(texts.map((summary) => ({ summary })))
    expect(texts.map((_, i) => sheet.getCell(5 + i, 6).value)).toEqual(texts)
    expect(texts.map((_, i) => sheet.getCell(5 + i, 6).numFmt)).toEqual(texts.map(() => '@'))
  })

  it('keeps line breaks and rare characters, and drops what XML cannot hold', async () => {
    const sheet = await written([{ summary: '甲\r\n乙\n𠮷𪚥<&>"' }, { summary: 'a\u0000b\ud800c\uffffd\u000be' }])
    expect(sheet.getCell('F5').value).toBe('甲\n乙\n𠮷𪚥<&>"')
    expect(sheet.getCell('F6').value).toBe('abcde')
  })

  it('sums with a formula that has its value', async () => {
    const sheet = await written([ROW, { ...ROW, amount: 1 }, { ...ROW, amount: null }])
    expect(sheet.getCell('A8').value).toBe('合计')
    expect(sheet.getCell('E8').value).toEqual({ formula: 'SUM(E5:E7)', result: 1234.57 })
    expect(sheet.getCell('A9').value).toBe('填表人：　　审核人：')
  })

  it('prints 本月无 for an empty month', async () => {
    const sheet = await written([])
    expect(sheet.getCell('A5').value).toBe('本月无')
    expect(sheet.model.merges).toContain('A5:F5')
    expect(sheet.getCell('E6').value).toMatchObject({ formula: 'SUM(E5:E5)' })
  })

  it('writes a value that does not fit its column as text', async () => {
    const sheet = await written([
      { acceptedOn: '不详', amount: '约一万', number: Number.NaN },
      { acceptedOn: '1899-12-31' },
    ])
    expect([sheet.getCell('D5').value, sheet.getCell('E5').value, sheet.getCell('D6').value]).toEqual([
      '不详',
      '约一万',
      '1899-12-31',
    ])
  })

  it('takes rows from an asynchronous source', async () => {
    async function* source() {
      for (let number = 1; number <= 3; number += 1) yield { number }
    }
    expect((await written(source())).getCell('A7').value).toBe(3)
  })

  it('gives a long text a row high enough for its lines', async () => {
    const sheet = await written([{ summary: '长'.repeat(100) }, { summary: '短' }])
    expect(sheet.getRow(5).height).toBeGreaterThanOrEqual(6 * 14)
    expect(sheet.getRow(6).height ?? 15).toBe(15)
  })
})

describe('writeSheet, the file', () => {
  it('cuts and reports a text that no spreadsheet can hold', async () => {
    const result = await writeSheet(join(folder, 'a.xlsx'), SPEC, [{ summary: '字'.repeat(40_000) }])
    expect(result).toMatchObject({ rows: 1, cutCells: 1 })
  })

  it('gives the same bytes for the same rows', async () => {
    await writeSheet(join(folder, 'a.xlsx'), SPEC, [ROW])
    await writeSheet(join(folder, 'b.xlsx'), SPEC, [ROW])
    expect(readFileSync(join(folder, 'a.xlsx')).equals(readFileSync(join(folder, 'b.xlsx')))).toBe(true)
  })

  it('leaves the older file and nothing else when cancelled', async () => {
    const file = join(folder, 'a.xlsx')
    writeFileSync(file, 'older')
    const stop = new AbortController()
    const endless = (function* () {
      for (;;) yield ROW
    })()
    const onProgress = (rows: number) => rows > 3_000 && stop.abort()
    await expect(writeSheet(file, SPEC, endless, { signal: stop.signal, onProgress })).rejects.toMatchObject({
      code: 'cancelled',
    })
    expect(readdirSync(folder)).toEqual(['a.xlsx'])
    expect(readFileSync(file, 'utf8')).toBe('older')
  })

  it('leaves nothing when the source of rows fails', async () => {
    const failing = (function* () {
      yield ROW
      throw new Error('source broke')
    })()
    await expect(writeSheet(join(folder, 'a.xlsx'), SPEC, failing)).rejects.toThrow('source broke')
    expect(readdirSync(folder)).toEqual([])
  })

  it('says in Chinese that a folder is not there', async () => {
    await expect(writeSheet(join(folder, 'none', 'a.xlsx'), SPEC, [])).rejects.toMatchObject({ code: 'not_found' })
  })
})

import ExcelJS from 'exceljs'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openBytes } from '../../../src-main/paper/xlsx/byteSource.ts'
import { markErrors } from '../../../src-main/paper/xlsx/markErrors.ts'
import type { SheetProblem } from '../../../src-main/paper/xlsx/markErrors.ts'
import { rawBytes, readZipDirectory } from '../../../src-main/paper/xlsx/zipReader.ts'
import { bookOf, readTexts } from './makeBook.ts'

const PINK = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } }
const PROBLEMS: SheetProblem[] = [
  { row: 3, column: 1, message: '受理日期：“明年”不是日期' },
  { row: 3, column: 3, message: '备注：没有填写' },
  { row: 5, column: 0, message: '申请人：没有填写' },
]

let folder: string
let source: string
let target: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xlsx-'))
  source = join(folder, 'own.xlsx')
  target = join(folder, 'marked.xlsx')
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('台账')
  sheet.mergeCells('A1:D1')
  sheet.getCell('A1').value = '示例台账'
  sheet.getRow(2).values = ['申请人', '受理日期', '金额', '备注']
  sheet.getRow(3).values = ['示例甲', '明年', 12.5]
  sheet.getCell('B3').font = { bold: true, color: { argb: 'FF0000FF' } }
  sheet.getCell('C3').numFmt = '#,##0.00'
  sheet.getRow(4).values = ['示例乙', new Date('2026-03-05T00:00:00Z'), { formula: 'C3*2', result: 25 }, '好']
  sheet.getCell('A4').note = '原有批注'
  sheet.getCell('C5').value = 1
  sheet.getColumn(1).width = 33
  sheet.pageSetup.orientation = 'landscape'
  const image = book.addImage({ extension: 'png', buffer: Buffer.alloc(70, 7) as unknown as ExcelJS.Buffer })
  sheet.addImage(image, 'F1:G2')
  book.addWorksheet('说明').getCell('A1').value = '不要动'
  await book.xlsx.writeFile(source)
})
afterEach(() => rmSync(folder, { recursive: true }))

async function marked(file = target) {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(file)
  return book.worksheets[0]!
}

async function storedParts(file: string): Promise<Map<string, string>> {
  const bytes = await openBytes(file)
  const parts = new Map<string, string>()
  for (const entry of await readZipDirectory(bytes)) {
    const blocks = []
    for await (const block of rawBytes(bytes, entry)) blocks.push(block)
    parts.set(entry.name, Buffer.concat(blocks).toString('base64'))
  }
  await bytes.close()
  return parts
}

describe('markErrors', () => {
  it('colours the cells, empty ones too, and says in a last column what is wrong', async () => {
    await markErrors(source, PROBLEMS, target)
    const sheet = await marked()
    for (const ref of ['B3', 'D3', 'A5']) expect(sheet.getCell(ref).fill).toMatchObject(PINK)
    for (const ref of ['A3', 'C3', 'B4']) expect(sheet.getCell(ref).fill).not.toEqual(expect.objectContaining(PINK))
    expect(sheet.getCell('E2').value).toBe('导入问题')
    expect(sheet.getCell('E3').value).toBe('受理日期：“明年”不是日期；备注：没有填写')
    expect(sheet.getCell('E5').value).toBe('申请人：没有填写')
    expect(sheet.getCell('E4').value).toBeNull()
  })

  it('keeps everything else', async () => {
    await markErrors(source, PROBLEMS, target)
    const sheet = await marked()
    expect(sheet.getCell('B3')).toMatchObject({ value: '明年', font: { bold: true, color: { argb: 'FF0000FF' } } })
    expect(sheet.getCell('C3').numFmt).toBe('#,##0.00')
    expect(sheet.getCell('C4').value).toEqual({ formula: 'C3*2', result: 25 })
    expect(sheet.getCell('B4').value).toEqual(new Date('2026-03-05T00:00:00Z'))
    expect(sheet.getCell('A4').note).toBeTruthy()
    expect(sheet.model.merges).toEqual(['A1:D1'])
    expect([sheet.getColumn(1).width, sheet.getColumn(5).width]).toEqual([33, 50])
    expect(sheet.pageSetup.orientation).toBe('landscape')

    const [before, after] = [await storedParts(source), await storedParts(target)]
    expect([...after.keys()].sort()).toEqual([...before.keys()].sort())
    const changed = [...before.keys()].filter((name) => before.get(name) !== after.get(name))
    expect(changed.sort()).toEqual(['xl/styles.xml', 'xl/worksheets/sheet1.xml'])
  })

  it('uses the same column in a second round and clears what was mended', async () => {
    await markErrors(source, PROBLEMS, target)
    const second = join(folder, 'second.xlsx')
    await markErrors(target, [PROBLEMS[2]!], second)
    const sheet = await marked(second)
    expect([2, 3, 5].map((row) => sheet.getCell(row, 5).value)).toEqual(['导入问题', null, '申请人：没有填写'])
    expect(sheet.columnCount).toBe(5)
  })

  it('can mark the file in its own place, and without problems copies it', async () => {
    await markErrors(source, [], target)
    expect(await readTexts(target)).toEqual(await readTexts(source))
    await markErrors(source, PROBLEMS, source)
    expect((await marked(source)).getCell('E5').value).toBe('申请人：没有填写')
  })

  it('marks bytes from the wire, prefixed elements and rows without references', async () => {
    const wrap = () =>
      `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row spans="1:2"><x:c t="inlineStr"><x:is><x:t>申请人</x:t></x:is></x:c>` +
      `<x:c t="inlineStr"><x:is><x:t>备注</x:t></x:is></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`
    await markErrors(await bookOf('', { wrap }), [{ row: 2, column: 0, message: '要写姓名 <&>' }], target)
    expect(await readTexts(target)).toEqual([
      ['申请人', '备注', '导入问题'],
      ['1', '', '要写姓名 <&>'],
    ])
  })

  it('leaves nothing behind when the source is damaged or the work is cancelled', async () => {
    writeFileSync(source, readFileSync(source).subarray(0, 3_000))
    await expect(markErrors(source, PROBLEMS, target)).rejects.toMatchObject({ code: 'file_damaged' })
    await expect(
      markErrors(await bookOf('<row r="1"/>'), [], target, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' })
    expect(readdirSync(folder)).toEqual(['own.xlsx'])
  })
})

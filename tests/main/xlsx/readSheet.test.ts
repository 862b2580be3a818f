import ExcelJS from 'exceljs'
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MAX_ROWS, listSheets, readSheet } from '../../../src-main/paper/xlsx/readSheet.ts'
import { bookOf, readAll, readTexts, zipOf } from './makeBook.ts'

const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`
const DAY_STYLES =
  '<styleSheet><numFmts count="2"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>' +
  '<numFmt numFmtId="177" formatCode="[Red]0.00&quot;day&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"><alignment/></xf><xf numFmtId="177"/><xf numFmtId="20"/></cellXfs></styleSheet>'

describe('readSheet', () => {
  it('loses no blank row and no blank cell', async () => {
    const book = await bookOf(
      `<row r="2">${text('B2', '甲')}${text('D2', '乙')}</row><row r="5"><c r="A5"><v>3</v></c></row><row r="9"/>`,
    )
    expect(await readTexts(book)).toEqual([[], ['', '甲', '', '乙'], [], [], ['3']])
    expect((await readAll(book)).map((row) => row.number)).toEqual([1, 2, 3, 4, 5])
  })

  it('tells the kinds of cells apart', async () => {
    const strings =
      '<sst><si><t>共享</t></si><si/><si><r><t xml:space="preserve">粗 </t></r><r><rPr/><t>细</t></r><rPh sb="0"><t>pin</t></rPh></si></sst>'
    const cells =
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c><c r="C1" t="s"><v>1</v></c><c r="D1" t="b"><v>1</v></c>' +
      '<c r="E1"><f>SUM(A1)</f><v>1.5E3</v></c><c r="F1" t="str"><f>A1</f><v>a&amp;b&#x4E2D;_x000D_</v></c><c r="G1" t="e"><v>#REF!</v></c>' +
      '<c r="H1" t="d"><v>2026-03-05T00:00:00</v></c><c r="I1" s="1"/>'
    expect((await readAll(await bookOf(`<row r="1">${cells}</row>`, { strings })))[0]!.cells).toEqual([
      { kind: 'text', text: '共享' },
      { kind: 'text', text: '粗 细' },
      { kind: 'empty' },
      { kind: 'boolean', value: true },
      { kind: 'number', value: 1500 },
      { kind: 'text', text: 'a&b中\n' },
      { kind: 'text', text: '#REF!' },
      { kind: 'day', day: '2026-03-05' },
    ])
  })

  it('knows days by their format, in both date systems', async () => {
    const cells = [
      '<c r="A1" s="1"><v>46086</v></c><c r="B1" s="2"><v>46086.75</v></c><c r="C1" s="3"><v>46086</v></c><c r="D1" s="4"><v>0.5</v></c>',
      '<c r="E1" s="1"><v>60</v></c><c r="F1" s="1"><v>59</v></c><c r="G1" s="1"><v>61</v></c>',
    ].join('')
    const [row] = await readAll(await bookOf(`<row r="1">${cells}</row>`, { styles: DAY_STYLES }))
    expect(row!.cells).toEqual([
      { kind: 'day', day: '2026-03-05' },
      { kind: 'day', day: '2026-03-05' },
      { kind: 'number', value: 46086 },
      { kind: 'number', value: 0.5 },
      { kind: 'number', value: 60 },
      { kind: 'day', day: '1900-02-28' },
      { kind: 'day', day: '1900-03-01' },
    ])
    const mac = await bookOf('<row r="1"><c r="A1" s="1"><v>44624</v></c></row>', {
      styles: DAY_STYLES,
      workbookPr: '<workbookPr date1904="1"/>',
    })
    expect((await readAll(mac))[0]!.cells).toEqual([{ kind: 'day', day: '2026-03-05' }])
  })

  it('points from covered cells to the one that covers them', async () => {
    const after = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A2:A3"/></mergeCells>'
    const rows = await readAll(
      await bookOf(
        `<row r="1">${text('A1', '标题')}</row><row r="2">${text('A2', '一')}</row><row r="3">${text('B3', '二')}</row>`,
        { after },
      ),
    )
    expect(rows[0]!.cells.slice(1)).toEqual(Array(2).fill({ kind: 'empty', mergedWith: { row: 1, column: 0 } }))
    expect(rows[2]!.cells).toEqual([
      { kind: 'empty', mergedWith: { row: 2, column: 0 } },
      { kind: 'text', text: '二' },
    ])
  })

  it('reads prefixed elements, single quotes and cells without references', async () => {
    const wrap = () =>
      `<x:worksheet xmlns:x='m'><x:sheetData><x:row><x:c t='inlineStr'><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row>` +
      `<x:row><x:c r='B2'><x:v>8</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref='A2:A3'/></x:mergeCells></x:worksheet>`
    expect(await readTexts(await bookOf('', { wrap }))).toEqual([
      ['甲', '7'],
      ['', '8'],
    ])
  })

  it('takes the first visible sheet, or the one that is named', async () => {
    const book = await bookOf(`<row r="1">${text('A1', '甲')}</row>`)
    expect(await listSheets(book)).toEqual([
      { name: '隐', isHidden: true },
      { name: '台账', isHidden: false },
    ])
    expect(await readTexts(book)).toEqual([['甲']])
    expect(await readTexts(book, { sheet: '隐' })).toEqual([])
    expect(await readTexts(book, { sheet: 1 })).toEqual([['甲']])
    await expect(readTexts(book, { sheet: '无此表' })).rejects.toMatchObject({ code: 'invalid' })
  })

  it('ignores a million formatted but empty rows', async () => {
    const blank = '<row r="1000000"><c r="A1000000" s="1"/></row>'
    expect(await readTexts(await bookOf(`<row r="1">${text('A1', '甲')}</row>${blank}`))).toEqual([['甲']])
  })

  it('reads what another library wrote, cell by cell', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('a')
    sheet.getCell('B2').value = '换\n行 𠮷'
    sheet.getCell('D2').value = new Date('1988-05-01T00:00:00Z')
    sheet.getCell('A4').value = { richText: [{ text: '粗' }, { text: '细', font: { bold: true } }] }
    sheet.getCell('C4').value = { formula: '1+1', result: 2 }
    expect(await readTexts(new Uint8Array(await book.xlsx.writeBuffer()))).toEqual([
      [],
      ['', '换\n行 𠮷', '', '1988-05-01'],
      [],
      ['粗细', '', '2'],
    ])
  })

  it('stops when asked, and when the reader leaves early', async () => {
    const book = await bookOf(
      Array.from({ length: 50 }, (_, i) => `<row r="${i + 1}">${text(`A${i + 1}`, '甲')}</row>`).join(''),
    )
    await expect(readTexts(book, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    for await (const row of readSheet(book)) if (row.number === 3) break
  })
})

describe('readSheet refuses, in Chinese,', () => {
  const ole = (content: string) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(content, 'utf16le')])
  it.each([
    ['an old .xls', () => ole('Workbook'), 'invalid', /\.xls/],
    ['a workbook with a password', () => ole('EncryptedPackage'), 'invalid', /密码/],
    ['a web page', () => Buffer.from('<html><table></table></html>'), 'invalid', /不是 \.xlsx/],
    ['an empty file', () => Buffer.alloc(0), 'invalid', /空的/],
    ['a plain archive', () => zipOf({ 'a.txt': 'a' }), 'invalid', /压缩包/],
    [
      'a text document',
      () =>
        zipOf({
          '_rels/.rels':
            '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>',
          'word/document.xml': '<a/>',
        }),
      'invalid',
      /Word/,
    ],
    ['a truncated file', async () => (await bookOf('<row r="1"/>')).subarray(0, 900), 'file_damaged', /损坏/],
    [
      'a flipped byte',
      async () => flipped(await bookOf(`<row r="1">${text('A1', '甲'.repeat(99))}</row>`)),
      'file_damaged',
      /损坏/,
    ],
    [
      'too many rows',
      () => bookOf(`<row r="${MAX_ROWS + 1}">${text(`A${MAX_ROWS + 1}`, '甲')}</row>`),
      'too_large',
      /20 万行/,
    ],
    [
      'a part that claims to be huge',
      async () => declaring(await bookOf('<row r="1"/>'), 0x7000_0000),
      'too_large',
      /过大/,
    ],
    [
      'a part longer than it claims',
      async () => declaring(await bookOf(`<row r="1">${text('A1', '甲'.repeat(9999))}</row>`), 50),
      'file_damaged',
      /损坏/,
    ],
  ])('%s', async (_name, make, code, message) => {
    await expect(readTexts(await make())).rejects.toMatchObject({ code, message: expect.stringMatching(message) })
  })

  it('.et by its name', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'xlsx-'))
    writeFileSync(join(folder, '台账.et'), ole('Workbook'))
    await expect(readTexts(join(folder, '台账.et'))).rejects.toMatchObject({ message: expect.stringContaining('.et') })
    await expect(readTexts(join(folder, '没有.xlsx'))).rejects.toMatchObject({ code: 'not_found' })
    rmSync(folder, { recursive: true })
  })
})

/** The archive with the size of its worksheet declared as `size`. */
function declaring(bytes: Buffer, size: number): Buffer {
  const at = bytes.lastIndexOf('xl/worksheets/sheet1.xml')
  bytes.writeUInt32LE(size, at - 46 + 24)
  return bytes
}

/** The archive with one bit of its worksheet changed. */
function flipped(bytes: Buffer): Buffer {
  const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 24 + 40
  bytes[at]! ^= 1
  return bytes
}

import fc from 'fast-check'
import { streamXlsxRows } from 'hucre/xlsx'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SheetRecord, SheetSpec } from '../../../src-main/paper/xlsx/sheetSpec.ts'
import { writeSheet } from '../../../src-main/paper/xlsx/writeSheet.ts'
import { addDays, fromSerial, toSerial, type Day } from '../../../src-shared/kernel/day.ts'
import { cellText, isRecordRow } from '../../../src-shared/ledger/sheet/cell.ts'
import { detectHeader } from '../../../src-shared/ledger/sheet/detectHeader.ts'
import { MEDIATION_LEDGER_FIELDS } from '../../../src-shared/ledger/sheet/mediationLedgerFields.ts'
import { parseRow } from '../../../src-shared/ledger/sheet/parseRow.ts'
import { isKnownHead, proposeMapping } from '../../../src-shared/ledger/sheet/proposeMapping.ts'
import { readAll } from './makeBook.ts'

const SPEC: SheetSpec = {
  sheetName: 'a',
  title: '标题',
  columns: [
    { key: 'text', title: '文本', kind: 'text' },
    { key: 'day', title: '日期', kind: 'day' },
    { key: 'fen', title: '金额', kind: 'yuan' },
    { key: 'count', title: '件数', kind: 'integer' },
  ],
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xlsx-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

async function throughFile(rows: SheetRecord[], spec = SPEC) {
  const file = join(folder, 'trip.xlsx')
  await writeSheet(file, spec, rows)
  return (await readAll(file)).slice(2)
}

/** What a text becomes on its way: what XML cannot hold is gone, line ends are `\n`. */
const kept = (text: string) =>
  [...text]
    .filter((char) => !/^[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]$/.test(char))
    .join('')
    .replace(/\r\n?/g, '\n')

describe('what is exported comes back', () => {
  it.each([
    ['an identity number', '110101190001010015'],
    ['a number ending in X', '11010119000101001X'],
    ['a telephone with a leading zero', '02100000000'],
    ['a formula-looking text', '=HYPERLINK("a","b")'],
    ['rare characters', '𠮷𪚥𬱖㐂'],
    ['line breaks and spaces', ' 甲\n\n 乙\t'],
    ['an escape-looking text', '_x000D_ _x4E2D_ &amp; <b>'],
  ])('%s', async (_name, value) => {
    expect((await throughFile([{ text: value }]))[0]!.cells).toEqual([{ kind: 'text', text: value }])
  })

  it('any text', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({
            unit: fc.constantFrom(
              'a',
              '中',
              '𠮷',
              '\n',
              '\r',
              '_x0041_',
              '&',
              '<',
              ']]>',
              '\u0000',
              '\ud800',
              '\udc00',
              ' ',
              '"',
              '=',
              '\u0085',
              '\u2028',
            ),
          }),
          { minLength: 1, maxLength: 20 },
        ),
        async (texts) => {
          const back = await throughFile(texts.map((text) => ({ text, count: 1 })))
          expect(back.map((row) => cellText(row.cells[0]))).toEqual(texts.map(kept))
        },
      ),
      { numRuns: 100 },
    ))

  it('any day from 1900 to 9999, without shift', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.integer({ min: toSerial('1900-01-01' as Day), max: toSerial('9999-12-31' as Day) }).map(fromSerial),
          { minLength: 1 },
        ),
        async (days) => {
          const back = await throughFile(days.map((day) => ({ day })))
          expect(back.map((row) => row.cells[1])).toEqual(days.map((day) => ({ kind: 'day', day })))
        },
      ),
      { numRuns: 50 },
    ))

  it.each([
    ['around the leap day that never was', '1900-02-25', 10],
    ['when summer time began and ended in China', '1986-04-25', 2_000],
    ['on the Shanghai clock change of 1940-1941', '1940-05-25', 600],
  ])('every day %s', async (_name, from, count) => {
    const days = Array.from({ length: count }, (_, i) => addDays(from as Day, i))
    const back = await throughFile(days.map((day) => ({ day })))
    expect(back.map((row) => row.cells[1])).toEqual(days.map((day) => ({ kind: 'day', day })))
  })

  it('amounts and counts', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ fen: fc.integer({ min: 0, max: 10_000_000_000_000 }), count: fc.nat() }), {
          minLength: 1,
        }),
        async (rows) => {
          const back = await throughFile(rows)
          expect(
            back.map(({ cells: [, , fen, count] }) => [fen?.kind === 'number' && Math.round(fen.value * 100), count]),
          ).toEqual(rows.map(({ fen, count }) => [fen, { kind: 'number', value: count }]))
        },
      ),
      { numRuns: 50 },
    ))

  it('blanks in the middle', async () => {
    const back = await throughFile([{ text: '甲' }, {}, { count: 3 }, {}, {}, { text: '乙' }])
    expect(back.map((row) => row.cells.map(cellText))).toEqual([['甲'], [], ['', '', '', '3'], [], [], ['乙']])
  })

  it('cell by cell as another library reads it', async () => {
    const file = join(folder, 'other.xlsx')
    await writeSheet(
      file,
      SPEC,
      Array.from({ length: 200 }, (_, i) => (i % 7 ? { text: `第${i}件`, day: '1988-05-01', fen: i } : {})),
    )
    const ours = await readAll(file)
    for await (const { index, values } of streamXlsxRows(new Uint8Array(readFileSync(file)))) {
      const theirs = values.map((value) =>
        value instanceof Date ? value.toISOString().slice(0, 10) : String(value ?? ''),
      )
      expect(ours[index]!.cells.map(cellText)).toEqual(theirs.slice(0, ours[index]!.cells.length))
      expect(theirs.slice(ours[index]!.cells.length).join('')).toBe('')
    }
  })

  it('a whole ledger: heads found, columns mapped, rows read, sum and foot lines left out', async () => {
    const kinds = { text: 'text', code: 'text', boolean: 'text', day: 'day', integer: 'integer', yuan: 'yuan' } as const
    const columns = MEDIATION_LEDGER_FIELDS.map(({ key, title, kind }) => ({
      key,
      title,
      kind: kinds[kind],
      group: /申请人/.test(title) ? '当事人' : undefined,
    }))
    const spec = { ...SPEC, columns, note: '单位：示例', sumKeys: ['amountFen'], footLines: ['填表人：', '审核人：'] }
    const record = {
      no: '1',
      dossierNumber: '（2026）示例人调字第001号',
      acceptedOn: '2026-03-05',
      applicants: '示例甲',
      respondents: '示例乙',
      peopleCount: 2,
      justiceClass: '邻里纠纷',
      facts: '噪声\n扰民',
      amountFen: 123456,
      result: '成功',
    }
    const file = join(folder, 'ledger.xlsx')
    await writeSheet(file, spec, [record, { ...record, no: '2' }])
    const rows = await readAll(file)
    const header = detectHeader(rows, (text) => isKnownHead(text, MEDIATION_LEDGER_FIELDS))!
    expect([header.firstRow, header.lastRow]).toEqual([3, 4])
    const mapping = proposeMapping(header.heads, MEDIATION_LEDGER_FIELDS)
    expect(mapping.columns.map(({ key, confidence }) => [key, confidence])).toEqual(
      MEDIATION_LEDGER_FIELDS.map(({ key }) => [key, 1]),
    )
    const records = rows.filter((row) => row.number > header.lastRow && isRecordRow(row))
    expect(records.map((row) => parseRow(row.cells, mapping, MEDIATION_LEDGER_FIELDS))).toEqual(
      ['1', '2'].map((no) => ({ problems: [], values: { ...record, no, justiceClass: '02', result: 'success' } })),
    )
  })
})

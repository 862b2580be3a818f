import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDayChinese, fromSerial, toSerial } from '../../../../src-shared/kernel/day.ts'
import type { Day } from '../../../../src-shared/kernel/day.ts'
import { toYuanText } from '../../../../src-shared/kernel/money.ts'
import { EMPTY, isRecordRow } from '../../../../src-shared/ledger/sheet/cell.ts'
import type { Cell } from '../../../../src-shared/ledger/sheet/cell.ts'
import { MEDIATION_LEDGER_FIELDS } from '../../../../src-shared/ledger/sheet/mediationLedgerFields.ts'
import {
  parseBooleanCell,
  parseCodeCell,
  parseCountCell,
  parseDayCell,
  parseYuanCell,
} from '../../../../src-shared/ledger/sheet/parseCell.ts'
import { parseRow } from '../../../../src-shared/ledger/sheet/parseRow.ts'
import { fromSheetSerial, toSheetSerial } from '../../../../src-shared/ledger/sheet/sheetSerial.ts'

const text = (value: string): Cell => ({ kind: 'text', text: value })
const number = (value: number): Cell => ({ kind: 'number', value })
const options = (key: string) => MEDIATION_LEDGER_FIELDS.find((field) => field.key === key)!.options

describe('sheet serials', () => {
  it.each([
    ['1900-01-01', 1],
    ['1900-02-28', 59],
    ['1900-03-01', 61],
    ['1970-01-01', 25_569],
    ['2026-03-05', 46_086],
    ['9999-12-31', 2_958_465],
  ])('%s is %d', (day, serial) => {
    expect(toSheetSerial(day as Day)).toBe(serial)
    expect(fromSheetSerial(serial)).toBe(day)
    expect(fromSheetSerial(serial + 0.999)).toBe(day)
  })

  it('has no day for what is none', () => {
    expect([60, 60.5, 0, -1, 2_958_466, NaN].map((serial) => fromSheetSerial(serial))).toEqual(Array(6).fill(undefined))
    expect(toSheetSerial('1899-12-31' as Day)).toBeUndefined()
  })

  it('counts the 1904 system from its own first day', () => {
    expect([fromSheetSerial(0, true), fromSheetSerial(60, true), fromSheetSerial(44_624, true)]).toEqual([
      '1904-01-01',
      '1904-03-01',
      '2026-03-05',
    ])
  })
})

describe('parseDayCell', () => {
  const SAME = [
    '2026-3-5',
    '2026.3.5',
    '2026/03/05',
    '2026年3月5日',
    '2026年03月05号',
    '20260305',
    '２０２６年３月５日',
    ' 2026 . 3 . 5 ',
    '2026.3.5.',
    '2026-03-05 14:30',
    '2026-03-05T08:00:00Z',
    '2026/3/5 下午2:30:00',
    '2026年3月5日 14时30分',
    '2026年3月5日 星期四',
    '2026.3.5（周四）',
    '26.3.5',
    '260305',
  ]
  it.each(SAME)('reads %s', (entry) => expect(parseDayCell(text(entry))).toBe('2026-03-05'))

  it('reads serial numbers and digits that were typed as a number', () => {
    expect([46_086, 46_086.6, 20_260_305].map((value) => parseDayCell(number(value)))).toEqual(
      Array(3).fill('2026-03-05'),
    )
  })

  it.each(['3月5日', '3.5', '今天', '+3', '2026年3月', '2026-02-30', '2026-3-5至3-8', '不详', '2026', '1.5.2026'])(
    'does not guess at %s',
    (entry) => expect(parseDayCell(text(entry))).toBeUndefined(),
  )
  it('does not take years, counts and fractions for days', () => {
    expect([2026, 3.5, 5, 0].map((value) => parseDayCell(number(value)))).toEqual(Array(4).fill(undefined))
  })

  it('reads any day in any of its written forms', () =>
    fc.assert(
      fc.property(fc.integer({ min: toSerial('1900-01-01' as Day), max: toSerial('2100-12-31' as Day) }), (serial) => {
        const day = fromSerial(serial)
        const [year, month, date] = day.split('-')
        const forms = [day, `${year}.${Number(month)}.${Number(date)}`, formatDayChinese(day), year! + month! + date!]
        expect(forms.map((form) => parseDayCell(text(form)))).toEqual(forms.map(() => day))
      }),
    ))
})

describe('parseYuanCell', () => {
  it.each([
    ['1234.5', 123_450],
    ['1,234.50元', 123_450],
    ['￥1，234.50', 123_450],
    ['人民币3000元整', 300_000],
    ['1.5万元', 1_500_000],
    ['2万', 2_000_000],
    ['0', 0],
  ])('reads %s', (entry, fen) => expect(parseYuanCell(text(entry))).toBe(fen))

  it('counts 万元 where the head says so, unless the cell says otherwise', () => {
    expect([text('1.5'), number(1.5), number(0.07), text('300元')].map((cell) => parseYuanCell(cell, true))).toEqual([
      1_500_000, 1_500_000, 70_000, 30_000,
    ])
  })

  it.each(['约3000', '3千', '-5', '1.234', '三万元', '1-2万'])('does not guess at %s', (entry) =>
    expect(parseYuanCell(text(entry))).toBeUndefined(),
  )

  it('keeps every fen, as number and as text', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000_000 }), (fen) => {
        expect(parseYuanCell(number(fen / 100))).toBe(fen)
        expect(parseYuanCell(text(toYuanText(fen)))).toBe(fen)
      }),
    ))
})

describe('counts, yes or no, labels', () => {
  it('reads counts', () => {
    expect(['3', '3人', '共12次', '５'].map((entry) => parseCountCell(text(entry)))).toEqual([3, 3, 12, 5])
    expect([number(2), number(2.5), text('多人'), text('-1')].map(parseCountCell)).toEqual([
      2,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('reads yes and no', () => {
    expect(['是', '√', 'Y', '否', '×', '0'].map((entry) => parseBooleanCell(text(entry)))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ])
    expect(parseBooleanCell(text('也许'))).toBeUndefined()
  })

  it.each([
    ['justiceClass', '邻里', '02'],
    ['justiceClass', '邻里纠纷', '02'],
    ['justiceClass', '２、 邻里纠纷', '02'],
    ['justiceClass', '2', '02'],
    ['justiceClass', '环境保护纠纷', '09'],
    ['justiceClass', '劳动争议', '11'],
    ['justiceClass', '其它', '18'],
    ['justiceClass', '星际', undefined],
    ['result', '调解成功', 'success'],
    ['result', '调解不成功', 'failure'],
    ['satisfaction', '基本满意', 'fair'],
    ['satisfaction', '不满意', 'unsatisfied'],
    ['source', '法院委派', 'court'],
  ])('%s %s', (key, entry, code) => expect(parseCodeCell(text(entry), options(key))).toBe(code))

  it('gives each label its own code', () => {
    for (const { options = [] } of MEDIATION_LEDGER_FIELDS) {
      expect(options.map(({ label }) => parseCodeCell(text(label), options))).toEqual(options.map(({ code }) => code))
    }
  })
})

describe('parseRow', () => {
  const mapping = {
    columns: [
      { key: 'acceptedOn', column: 0, confidence: 1 },
      { key: 'applicants', column: 1, confidence: 1 },
      { key: 'facts', column: 2, confidence: 1 },
      { key: 'amountFen', column: 3, confidence: 1 },
      { key: 'result', column: 4, confidence: 1 },
    ],
  }
  const read = (cells: Cell[], today?: Day) => parseRow(cells, mapping, MEDIATION_LEDGER_FIELDS, today)

  it('reads what is there and leaves out what is empty', () => {
    const cells = [text('2026.3.5'), text(' 示例甲 '), text('噪声'), text('—'), EMPTY]
    expect(read(cells)).toEqual({
      values: { acceptedOn: '2026-03-05', applicants: '示例甲', facts: '噪声' },
      problems: [],
    })
  })

  it('names every problem with its column, in Chinese', () => {
    const cells: Cell[] = [
      text('明年'),
      EMPTY,
      { kind: 'empty', mergedWith: { row: 4, column: 2 } },
      text('一些'),
      text('好'),
    ]
    expect(read(cells).problems.map(({ column, code, message }) => [column, code, message.slice(0, 12)])).toEqual([
      [0, 'not_a_day', '受理日期：“明年”不是日'],
      [1, 'missing', '申请人：没有填写'],
      [2, 'merged', '纠纷简况：这里是合并单元'],
      [4, 'unknown_label', '结果：“好”不在可选值中'],
      [3, 'not_an_amount', '涉及金额：“一些”不是金'],
    ])
  })

  it('refuses days after today, long texts and numbers that lost digits', () => {
    const cells = [text('2026-03-06'), number(1.1010119900101001e17), text('长'.repeat(5001))]
    expect(read(cells, '2026-03-05' as Day).problems.map(({ code }) => code)).toEqual([
      'future',
      'lost_digits',
      'too_long',
    ])
    expect(read(cells, '2026-03-06' as Day).values.acceptedOn).toBe('2026-03-06')
  })

  it('is total: any cells give values or problems, never an error', () => {
    const cell = fc.oneof(
      fc.string().map(text),
      fc.double().map(number),
      fc.boolean().map((value): Cell => ({ kind: 'boolean', value })),
      fc.constant(EMPTY),
    )
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 6 }), (cells) => {
        const { values, problems } = read(cells)
        for (const { key } of problems) expect(values).not.toHaveProperty(key)
      }),
    )
  })
})

describe('isRecordRow', () => {
  it.each([
    [[EMPTY, text(' ')], false],
    [[text('合 计'), number(3)], false],
    [[text('本月无')], false],
    [[EMPTY, text('填表人：示例甲')], false],
    [[number(26)], false],
    [[number(1), text('示例甲')], true],
    [[text('合计来的'), text('')], false],
    [[text('1'), text('合计争议')], true],
  ] as [Cell[], boolean][])('%j', (cells, isRecord) => expect(isRecordRow({ number: 1, cells })).toBe(isRecord))
})

it('reads the largest amount there is, and none above it', () => {
  expect(parseYuanCell(text('100000000000.00'))).toBe(10_000_000_000_000)
  expect(parseYuanCell(text('100000000000.01'))).toBeUndefined()
})

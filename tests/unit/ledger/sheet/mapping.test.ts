import { describe, expect, it } from 'vitest'
import { LEDGER_COLUMNS } from '../../../../src-shared/ledger/paper/columns.ts'
import type { Cell, SheetRow } from '../../../../src-shared/ledger/sheet/cell.ts'
import { detectHeader } from '../../../../src-shared/ledger/sheet/detectHeader.ts'
import { MEDIATION_LEDGER_FIELDS } from '../../../../src-shared/ledger/sheet/mediationLedgerFields.ts'
import { chosenMapping, isKnownHead, proposeMapping } from '../../../../src-shared/ledger/sheet/proposeMapping.ts'
import { CONCLUSIONS, DIFFICULTIES, SATISFACTIONS, SOURCES } from '../../../../src-shared/mediation/events.ts'

const FIELDS = MEDIATION_LEDGER_FIELDS
const isKnown = (text: string) => isKnownHead(text, FIELDS)

/** Rows from texts: `<` lies under the cell to its left, `^` under the one above, `''` is empty. */
function sheet(...lines: string[][]): SheetRow[] {
  const origins: { row: number; column: number }[][] = []
  return lines.map((line, i) => {
    origins[i] = []
    const cells = line.map((text, column): Cell => {
      const from = text === '<' ? origins[i]![column - 1]! : text === '^' ? origins[i - 1]![column]! : undefined
      origins[i]![column] = from ?? { row: i + 1, column }
      if (from) return { kind: 'empty', mergedWith: from }
      return text === '' ? { kind: 'empty' } : { kind: 'text', text }
    })
    return { number: i + 1, cells }
  })
}

const proposed = (...titles: string[]) => {
  const { columns } = proposeMapping(
    titles.map((title, column) => ({ column, title })),
    FIELDS,
  )
  return Object.fromEntries(columns.map(({ key, column }) => [key, titles[column]]))
}

describe('the field list', () => {
  it('has the columns of the printed ledger, in order', () => {
    expect(FIELDS.map(({ key }) => key)).toEqual(LEDGER_COLUMNS.map(({ key }) => key))
    expect(FIELDS).toHaveLength(25)
  })

  it('uses the codes of the mediation events', () => {
    const codes = (key: string) => FIELDS.find((field) => field.key === key)!.options!.map(({ code }) => code)
    expect(codes('source')).toEqual(Object.keys(SOURCES))
    expect(codes('difficulty')).toEqual(Object.keys(DIFFICULTIES))
    expect(codes('performance')).toEqual(Object.keys(CONCLUSIONS))
    expect(codes('satisfaction')).toEqual(Object.keys(SATISFACTIONS))
  })
})

describe('proposeMapping', () => {
  it('knows each field by its title and by each of its other names', () => {
    for (const field of FIELDS) {
      for (const name of [field.title, ...field.synonyms]) expect(proposed(name)).toEqual({ [field.key]: name })
    }
  })

  it.each([
    '受理日期',
    '受理时间',
    '登记日期',
    ' 受理 日期 ',
    '受理日期*',
    '受理日期（必填）',
    '受理日期:',
    '受理日期(年月日)',
  ])('%s', (title) => expect(proposed(title)).toEqual({ acceptedOn: title }))

  it('does not take one party for the other', () => {
    expect(proposed('甲方', '乙方')).toEqual({ applicants: '甲方', respondents: '乙方' })
    expect(proposed('被申请人（对方）', '申请人（单位）')).toEqual({
      respondents: '被申请人（对方）',
      applicants: '申请人（单位）',
    })
    expect(proposed('申请人电话', '被申请人身份证号')).toEqual({})
  })

  it('uses each column and each field once, the surest first', () => {
    expect(proposed('登记日期', '受理日期')).toEqual({ acceptedOn: '受理日期' })
    const mapping = proposeMapping(
      [
        { column: 0, title: '类别' },
        { column: 3, title: '纠纷类别' },
        { column: 5, title: '天气' },
      ],
      FIELDS,
    )
    expect(mapping.columns).toEqual([{ key: 'justiceClass', column: 3, confidence: 1 }])
    expect(mapping.unusedColumns).toEqual([0, 5])
    expect(mapping.missingKeys).toEqual(['acceptedOn', 'applicants', 'facts'])
  })

  it('is less sure of a guess', () => {
    const { columns } = proposeMapping([{ column: 0, title: '纠纷简要情况说明' }], FIELDS)
    expect(columns[0]).toMatchObject({ key: 'facts' })
    expect(columns[0]!.confidence).toBeLessThan(0.8)
    expect(proposed('天气', '经度', '楼栋')).toEqual({})
  })

  it('reads the unit from the head, also where a person chose the column', () => {
    const heads = [{ column: 4, title: '涉案金额（万元）' }]
    expect(proposeMapping(heads, FIELDS).columns).toMatchObject([{ key: 'amountFen', column: 4, isInWan: true }])
    expect(chosenMapping({ amountFen: 4, note: null, applicants: 9 }, heads, FIELDS).columns).toEqual([
      { key: 'amountFen', column: 4, confidence: 1, isInWan: true },
    ])
  })

  it('leaves the column that the program itself adds', () => {
    expect(proposeMapping([{ column: 0, title: '导入问题' }], FIELDS)).toMatchObject({ columns: [], unusedColumns: [] })
  })
})

describe('detectHeader', () => {
  it('finds the heads under a title and a note', () => {
    const rows = sheet(
      ['调解台账', '<', '<', '<'],
      ['单位：示例街道', '', '', '2026年3月'],
      ['序号', '申请人', '受理日期', '备注'],
      ['1', '示例甲', '2026-03-05', ''],
    )
    expect(detectHeader(rows, isKnown)).toEqual({
      firstRow: 3,
      lastRow: 3,
      heads: [
        { column: 0, title: '序号' },
        { column: 1, title: '申请人' },
        { column: 2, title: '受理日期' },
        { column: 3, title: '备注' },
      ],
    })
  })

  it('joins the two lines of a merged head', () => {
    const rows = sheet(
      ['调解台账', '<', '<', '<', '<'],
      ['序号', '申请人', '<', '受理日期', '备注'],
      ['^', '姓名', '电话', '^', '^'],
      ['1', '示例甲', '02100000000', '2026-03-05', ''],
    )
    expect(detectHeader(rows, isKnown)).toEqual({
      firstRow: 2,
      lastRow: 3,
      heads: [
        { column: 0, title: '序号' },
        { column: 1, title: '姓名', group: '申请人' },
        { column: 2, title: '电话', group: '申请人' },
        { column: 3, title: '受理日期' },
        { column: 4, title: '备注' },
      ],
    })
  })

  it('finds heads that the program does not know, and none where there are none', () => {
    expect(detectHeader(sheet(['甲列', '乙列', '丙列'], ['1', '2', '3']))).toMatchObject({ firstRow: 1, lastRow: 1 })
    expect(detectHeader(sheet(['只有标题'], ['']))).toBeUndefined()
    expect(detectHeader([])).toBeUndefined()
  })

  it('prefers known heads to a first record full of texts', () => {
    const rows = sheet(['申请人', '受理日期', '', ''], ['示例甲', '昨天', '很好', '无事'])
    expect(detectHeader(rows, isKnown)).toMatchObject({ firstRow: 1, lastRow: 1 })
  })

  it('does not take a first record for a head line because of merged records below', () => {
    const rows = sheet(['申请人', '受理日期', '备注'], ['示例甲', '2026-03-05', '一'], ['^', '2026-03-06', '二'])
    expect(detectHeader(rows, isKnown)).toMatchObject({ firstRow: 1, lastRow: 1 })
  })
})

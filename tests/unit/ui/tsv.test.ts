import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseTsv, toHtmlTable, toTsv } from '../../../src-renderer/ui/grid/tsv.ts'

describe('blocks on the clipboard', () => {
  it('quotes line breaks, tabs and leading quotes, and nothing else', () => {
    expect(
      toTsv([
        ['a', 'b\nc'],
        ['d\te', '"x"'],
        ['5" pipe', ''],
      ]),
    ).toBe('a\t"b\nc"\r\n"d\te"\t"""x"""\r\n5" pipe\t')
  })

  it('reads what Excel and WPS write: last line break, quoted cells, ragged rows', () => {
    expect(parseTsv('a\t"b\nc"\r\nd\r\n')).toEqual([
      ['a', 'b\nc'],
      ['d', ''],
    ])
    expect(parseTsv('"he said ""hi"""\tx')).toEqual([['he said "hi"', 'x']])
    expect(parseTsv('\t\r\n')).toEqual([['', '']])
  })

  it('takes a quote that does not close a cell as ordinary text', () => {
    expect(parseTsv('"a" b\tc')).toEqual([['"a" b', 'c']])
    expect(parseTsv('"open\tc')).toEqual([['"open', 'c']])
  })

  it('comes back as it went, for any rectangle', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '中', '"', '\t', '\n', ' ') })
    const block = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      )
    fc.assert(
      fc.property(block, (cells) => {
        expect(parseTsv(`${toTsv(cells)}\r\n`)).toEqual(cells)
      }),
    )
  })

  it('keeps long numbers as text and escapes in HTML', () => {
    const html = toHtmlTable([['110101199003070029', '<a>&b\nc']])
    expect(html).toContain(`mso-number-format:'\\@'`)
    expect(html).toContain('&lt;a&gt;&amp;b<br')
  })
})

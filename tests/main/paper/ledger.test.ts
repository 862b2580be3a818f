import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTypesetter } from '../../../src-main/paper/typesetter.ts'
import type { TypesetOptions, Typesetter } from '../../../src-main/paper/typesetter.ts'
import { cutPart, ROWS_PER_PART } from '../../../src-main/paper/typesetLedger.ts'
import { LEDGER_COLUMNS } from '../../../src-shared/ledger/paper/columns.ts'
import { readLowestText, readPages } from './readPdf.ts'
import { ledger, ledgerRow } from './ledgerSamples.ts'

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url))
const ISSUE: TypesetOptions = { timestamp: '2026-03-05T01:00:00.000Z' as never, mode: 'issue' }

let typesetter: Typesetter
beforeAll(() => {
  typesetter = createTypesetter({ resourcesDir: RESOURCES })
})
afterAll(() => typesetter.closeTypesetter())

const typeset = (data: ReturnType<typeof ledger>, options: Partial<TypesetOptions> = {}) =>
  typesetter.typeset('mediation_ledger', data, { ...ISSUE, ...options })

/** Long ledgers with few columns: what is tested of them is where their parts meet. */
const NARROW = ['no', 'facts', 'result']
/** So many rows take two parts. */
const TWO_PARTS = ROWS_PER_PART + 20
const LONG_TIMEOUT_MS = 120_000

/** The ordinals in `第N件。`, with which every row's text begins, in the order in which they are printed. */
const ordinalsOf = (pages: string[]) =>
  pages.flatMap((page) => [...page.matchAll(/第(\d+)件。/g)].map((match) => Number(match[1])))

describe('a ledger', () => {
  it.each([0, 1, 25, 26, 1000])(
    'loses none of %i rows, and heads and numbers every page',
    async (count) => {
      const paper = await typeset(ledger(count))
      const pages = await readPages(paper.pdf)
      expect(pages).toHaveLength(paper.pages)
      expect(ordinalsOf(pages)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
      for (const [at, page] of pages.entries()) {
        expect(page).toContain('矛盾纠纷调解台账')
        for (const { title } of LEDGER_COLUMNS) expect(page).toContain(title)
        expect(page).toContain(`第${at + 1}页`)
        expect(page).toContain(`共${paper.pages}页`)
      }
      const all = pages.join('')
      expect(all.split('填表人').length - 1).toBe(1)
      expect(pages.at(-1)).toContain('负责人（签章）：辛主任')
      if (count === 0) expect(all).toContain('本月无')
      else expect(pages.at(-1)).toContain(`合计${count}件`)
    },
    LONG_TIMEOUT_MS,
  )

  it('shows no seam where parts meet: every page but the last is full', async () => {
    const rows = Array.from({ length: TWO_PARTS }, (_, index) => ({
      ...ledgerRow(index),
      facts: `第${index + 1}件。`,
      source: '申请',
    }))
    const paper = await typeset(ledger(rows, NARROW))
    const perPage = (await readPages(paper.pdf)).map((page) => ordinalsOf([page]).length)
    expect(perPage.reduce((sum, one) => sum + one, 0)).toBe(TWO_PARTS)
    expect(new Set(perPage.slice(0, -1)).size).toBe(1)
  })

  it.each([1, 2, 3])('loses nothing of a tall row that is number %i from the end of a part', async (fromEnd) => {
    const rows = Array.from({ length: ROWS_PER_PART + 30 }, (_, index) => ledgerRow(index))
    const at = ROWS_PER_PART - fromEnd
    rows[at] = { ...ledgerRow(at), facts: `第${at + 1}件。${'渗水纠纷经过，'.repeat(2000)}记录完毕` }
    const pages = await readPages((await typeset(ledger(rows, NARROW))).pdf)
    expect(ordinalsOf(pages)).toEqual(rows.map((_, index) => index + 1))
    expect(pages.join('').split('记录完毕')).toHaveLength(2)
    const count = (text: string) => text.split('渗').length - 1
    expect(count(pages.join(''))).toBe(count(rows.map(({ facts }) => facts).join('')))
  })

  it('repeats a joined ledger byte for byte and keeps it PDF/A', async () => {
    const seen: number[] = []
    const data = ledger(TWO_PARTS, NARROW)
    const first = await typeset(data, { onProgress: (done) => seen.push(done) })
    const again = await typeset(data)
    expect(Buffer.from(first.pdf).equals(Buffer.from(again.pdf))).toBe(true)
    expect(Buffer.from(first.pdf).toString('latin1')).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(seen.length).toBeGreaterThan(1)
    expect(seen.at(-1)).toBe(TWO_PARTS)
  })

  it('keeps rows whole, but lets a row taller than a page go on, without losing its end', async () => {
    const tall = { ...ledgerRow(1), facts: `第2件。${'渗水纠纷经过，'.repeat(400)}记录完毕` }
    const pages = await readPages((await typeset(ledger([ledgerRow(0), tall, ledgerRow(2)]))).pdf)
    expect(pages.length).toBeGreaterThan(2)
    expect(pages.join('')).toContain('记录完毕')
    for (const page of pages) expect(page).toContain('纠纷简况')
  })

  it.each([560, 600, 640, 680, 720, 760, 800])(
    'lets nothing fall off the sheet: one text of %i characters',
    async (length) => {
      const rows = [ledgerRow(0), { ...ledgerRow(1), facts: `第2件。${'渗水'.repeat(length / 2)}完` }]
      const paper = await typeset(ledger(rows))
      expect((await readPages(paper.pdf)).join('')).toContain('完')
      for (const height of await readLowestText(paper.pdf)) expect(height).toBeGreaterThan(13)
    },
  )

  it('never splits an ordinary row', async () => {
    const pages = await readPages((await typeset(ledger(60))).pdf)
    for (const page of pages) {
      for (const ordinal of ordinalsOf([page])) expect(page).toContain(ledgerRow(ordinal - 1).facts)
    }
  })

  it('sums people, sessions, successes and amounts', async () => {
    const last = (await readPages((await typeset(ledger(26))).pdf)).at(-1)
    expect(last).toContain('合计26件5252成功22270,611.005,200.00')
  })

  it('prints the columns it is given', async () => {
    const [page] = await readPages((await typeset(ledger(2, ['no', 'acceptedOn', 'facts']))).pdf)
    expect(page).not.toContain('补贴等级')
    expect(page).not.toContain('满意度')
    expect(page).toContain('2026-03-05')
  })

  it('marks every page of a long practice ledger', async () => {
    const pages = await readPages((await typeset(ledger(TWO_PARTS, NARROW), { watermark: '练习' })).pdf)
    for (const page of pages) expect(page).toContain('练习')
  })
})

describe('cutPart', () => {
  it('drops the page on which the last rows begin', () => {
    expect(cutPart([1, 1, 2, 2, 3], [false, false, false, false, false], 3)).toEqual({ pages: 2, rows: 4 })
  })
  it('does not cut behind a row that may go over the page', () => {
    expect(cutPart([1, 1, 2, 2, 4], [false, false, false, true, false], 4)).toEqual({ pages: 1, rows: 2 })
  })
  it('keeps a part whole that has no place to cut', () => {
    expect(cutPart([1, 1], [true, false], 2)).toEqual({ pages: 2, rows: 2 })
  })
})

import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTypesetter } from '../../../src-main/paper/typesetter.ts'
import type { TypesetOptions, Typesetter } from '../../../src-main/paper/typesetter.ts'
import type { AppError } from '../../../src-shared/kernel/errors.ts'
import { getPaper, PAPER_KINDS } from '../../../src-shared/paper/registry.ts'
import type { PaperKind } from '../../../src-shared/paper/registry.ts'
import { readPages, readPageSize } from './readPdf.ts'
import { ledger as ledgerSheet, ledgerRow } from './ledgerSamples.ts'
import { SAMPLES } from './samples.ts'

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url))
const ISSUE: TypesetOptions = { timestamp: '2026-03-05T01:00:00.000Z' as never, mode: 'issue' }

let typesetter: Typesetter
beforeAll(() => {
  typesetter = createTypesetter({ resourcesDir: RESOURCES })
})
afterAll(() => typesetter.closeTypesetter())

const typeset = (kind: PaperKind, data: unknown, options: Partial<TypesetOptions> = {}) =>
  typesetter.typeset(kind, data as never, { ...ISSUE, ...options })
const bare = (text: string) => text.replaceAll(/\s/g, '')

/** Not the long texts, which ledger.test.ts looks at, nor how the cells stand. */
const LEDGER_WORDS = /.{13}|^(left|center|right)$/

/** Every string in a sample that a reader must find on its paper. */
function wordsOf(data: unknown): string[] {
  if (typeof data === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(data) ? [] : data.split('\n').map(bare)
  if (Array.isArray(data)) return data.flatMap(wordsOf)
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, value]) => (CODES.includes(key) ? [] : wordsOf(value)))
}
/** Codes that choose a layout or a box. */
const CODES = ['kind', 'confidence', 'hiddenColumns', 'standing']
/** Words that are printed otherwise, or not as one piece: a cell over two pages stands between other cells. */
const NOT_VERBATIM: Partial<Record<PaperKind, RegExp>> = {
  mediation_ledger: LEDGER_WORDS,
  petition_agency_ledger: LEDGER_WORDS,
  petition_ledger: LEDGER_WORDS,
  care_ledger: LEDGER_WORDS,
  linkage_ledger: LEDGER_WORDS,
  assessment_month: LEDGER_WORDS,
  grid_ledger: LEDGER_WORDS,
  list_sheet: LEDGER_WORDS,
  joint_forbid_ledger: LEDGER_WORDS,
  joint_move_ledger: LEDGER_WORDS,
  joint_cure_ledger: LEDGER_WORDS,
  joint_build_ledger: LEDGER_WORDS,
  duty_ledger: LEDGER_WORDS,
  difference_sheet: /.{60}/,
  session_record: /^\d\d:\d\d$/, // 9时30分
  petition_hearing_notice: /^\d\d:\d\d$/,
  morning_sheet: /^没写完的草稿$/, // an empty section
  font_self_test: /𪛗/, // not in every computer's fonts
}

describe.each(PAPER_KINDS)('%s', (kind) => {
  const spec = getPaper(kind)

  it('prints with the least data, on the right sheet, marked as a preview', async () => {
    const paper = await typeset(kind, SAMPLES[kind].minimal, { mode: 'preview', watermark: '练习' })
    const pages = await readPages(paper.pdf)
    expect(pages).toHaveLength(paper.pages)
    for (const page of pages) expect(page).toContain('练习预览')
    const sizes = { A4: [210, 297], 'A4-landscape': [297, 210], 'A3-landscape': [420, 297], A5: [148, 210] }
    expect(await readPageSize(paper.pdf)).toEqual(sizes[spec.page])
  })

  it('prints every word it is given, numbers its pages, and repeats byte for byte', async () => {
    const paper = await typeset(kind, SAMPLES[kind].full)
    const pages = await readPages(paper.pdf)
    // what a header or footer says stands between two halves of a text that runs over a page
    const text = pages.map((page, at) => page.replace(`第${at + 1}页共${paper.pages}页`, '')).join('')
    for (const word of wordsOf(SAMPLES[kind].full)) {
      if (!NOT_VERBATIM[kind]?.test(word)) expect(text).toContain(word)
    }
    for (const [at, page] of pages.entries()) expect(page).toContain(`第${at + 1}页共${paper.pages}页`)
    for (const page of pages) expect(page).not.toMatch(/预览|练习/)
    const again = await typeset(kind, SAMPLES[kind].full)
    expect(Buffer.from(again.pdf).equals(Buffer.from(paper.pdf))).toBe(true)
    expect(again.templateVersion).toMatch(/^\d+-[0-9a-f]{8}$/)
  })

  it('shows every place to sign or seal', async () => {
    const text = (await readPages((await typeset(kind, SAMPLES[kind].full)).pdf)).join('')
    for (const place of spec.signaturePlaces) expect(text).toContain(place.label)
    // a line for a hand ends with its day, a label with one colon
    expect(text).not.toMatch(/年月日：|：：/)
  })
})

describe('typeset', () => {
  it('keeps the instant it is given and differs with another', async () => {
    const [first, later] = await Promise.all([
      typeset('dossier_cover', {}),
      typeset('dossier_cover', {}, { timestamp: '2026-03-06T01:00:00.000Z' as never }),
    ])
    expect(Buffer.from(first.pdf).toString('latin1')).toContain('2026-03-05T01:00:00')
    expect(Buffer.from(first.pdf).equals(Buffer.from(later.pdf))).toBe(false)
  })

  it('leaves what citizens write as it is, whatever it looks like', async () => {
    const hostile =
      '#let x = 1 #panic() *粗* _斜_ [括] $x^2$ `code` \\#data <row> @ref = 标题 - 项 / 术语 // 注 /* 块 */ "引" ~~ #sys.inputs'
    const parties = [{ name: hostile, standing: '#申请人*', address: hostile }]
    const data = {
      facts: hostile,
      terms: [hostile],
      mediators: [hostile],
      parties,
      number: hostile,
      committeeName: hostile,
    }
    const text = (await readPages((await typeset('agreement', data)).pdf)).join('')
    expect(text.split(bare(hostile)).length - 1).toBeGreaterThanOrEqual(6)
    const rows = { ...ledgerSheet([{ ...ledgerRow(0), facts: hostile }]), organisation: hostile }
    const ledger = (await readPages((await typeset('mediation_ledger', rows)).pdf)).join('')
    expect(ledger).toContain(`填报单位：${bare(hostile)}`)
  })

  it('claims PDF/A-2u', async () => {
    const { pdf } = await typeset('agreement', SAMPLES.agreement.full)
    const text = Buffer.from(pdf).toString('latin1')
    expect(text).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(text).toContain('<pdfaid:conformance>U</pdfaid:conformance>')
  })

  it('prints amounts in figures and capital words', async () => {
    const text = (await readPages((await typeset('agreement', SAMPLES.agreement.full)).pdf)).join('')
    expect(text).toContain('12,300.50元（人民币壹万贰仟叁佰元零伍角）')
    expect(text).toContain('6,000.00陆仟元整')
  })

  it('says which characters no font has, and holds their place', async () => {
    // U+2FA1F… are unassigned: no font can have them
    const paper = await typeset('receipt_slip', { visitor: '甲\u{2fa2f}乙', matter: '样例' })
    expect(paper.fontNotice.join()).toContain('U+2FA2F')
    expect((await readPages(paper.pdf)).join('')).toContain('甲〓乙')
    const next = await typeset('receipt_slip', { visitor: '甲乙', matter: '样例' })
    expect(next.fontNotice.join()).not.toContain('U+2FA2F')
  })

  it('refuses data that the schema does not know, without repeating it', async () => {
    const refused = typeset('refusal_notice', { reason: '', remedies: [], visitor: '甲小样' })
    await expect(refused).rejects.toMatchObject({ code: 'invalid' })
    const details: unknown = await refused.catch((error: AppError) => error.details)
    expect(JSON.stringify(details)).toContain('remedies')
    expect(JSON.stringify(details)).not.toContain('甲小样')
    await expect(typeset('receipt_slip', { receivedOn: '2026-02-30' })).rejects.toMatchObject({ code: 'invalid' })
  })
})

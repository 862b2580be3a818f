import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTypesetter, type Typesetter } from '../../../src-main/paper/typesetter.ts'
import type { PaperKind } from '../../../src-shared/paper/registry.ts'
import { PETITION_PAPERS } from '../../../src-shared/petition/paper/papers.ts'
import { PETITION_SAMPLES } from './petitionSamples.ts'
import { fen } from './petitionWords.ts'
import { readLowestText, readPages } from './readPdf.ts'

/** Other readings of the same forms. */
const MORE = {
  forwarded: { ...PETITION_SAMPLES.petition_transfer_letter.full, paperTitle: '转送函' as const, reportBy: null },
  report: { ...PETITION_SAMPLES.petition_transfer_letter.full, paperTitle: '转送函' as const, isReport: true },
  success: {
    ...PETITION_SAMPLES.petition_mediation_reply.full,
    result: '调解成功' as const,
    agreementNumber: '（2026）样例人调字第A0012号',
    amountFen: fen(300_000),
    performance: '已履行',
    reason: '',
  },
  agreed: { ...PETITION_SAMPLES.petition_settlement.full, paperTitle: '和解协议书' as const },
}

const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url))

let typesetter: Typesetter
beforeAll(() => {
  typesetter = createTypesetter({ resourcesDir: RESOURCES })
})
afterAll(() => typesetter.closeTypesetter())

const typeset = (kind: PaperKind, data: unknown) =>
  typesetter.typeset(kind, data as never, { timestamp: '2026-03-05T01:00:00.000Z' as never, mode: 'issue' })
const textOf = async (kind: PaperKind, data: unknown): Promise<string> =>
  (await readPages((await typeset(kind, data)).pdf)).join('')

/** Prose that may be as long as its act allows. */
const PROSE = [
  'facts',
  'factsFound',
  'reason',
  'text',
  'record',
  'minutes',
  'report',
  'subject',
  'reply',
  'what',
  'done',
  'comment',
  'legalBasis',
  'terms',
  'requests',
  'remedies',
]
let marks = 0
/** Ends each text with a mark of its own, so that a lost end is seen; with a character of Extension B. */
function lengthen(data: unknown, key = ''): unknown {
  if (typeof data === 'string' && PROSE.includes(key)) return `${`${data}甲乙丙丁𠮷。`.repeat(40)}〔${++marks}〕`
  if (Array.isArray(data)) return data.map((each) => lengthen(each, key))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, lengthen(value, name)]))
}

describe.each(Object.keys(PETITION_PAPERS) as (keyof typeof PETITION_PAPERS)[])('%s', (kind) => {
  it('runs over pages without losing or cutting a word', async () => {
    const before = marks
    const { pdf } = await typeset(kind, lengthen(PETITION_SAMPLES[kind].full))
    const text = (await readPages(pdf)).join('')
    for (let mark = before + 1; mark <= marks; mark++) expect(text).toContain(`〔${mark}〕`)
    for (const height of await readLowestText(pdf)) expect(height).toBeGreaterThan(14)
  })

  it('leaves no page to the seal alone', async () => {
    const pages = await readPages((await typeset(kind, PETITION_SAMPLES[kind].full)).pdf)
    for (const page of pages) expect(page.replace(/第\d+页.*$/, '').length).toBeGreaterThan(40)
  })
})

describe('one form for several papers', () => {
  it('words 转送函 and 交办函 apart, and a report by its own article', async () => {
    const assigned = await textOf('petition_transfer_letter', PETITION_SAMPLES.petition_transfer_letter.full)
    expect(assigned).toMatch(/交办函.*2026年4月10日前反馈办理结果/)
    const forwarded = await textOf('petition_transfer_letter', MORE.forwarded)
    expect(forwarded).toContain('转送函')
    expect(forwarded).not.toContain('前反馈办理结果')
    const report = await textOf('petition_transfer_letter', MORE.report)
    expect(report).toMatch(/第三十条.*不得将材料转给或者透露给被检举控告的人员、单位/)
    expect(report).not.toContain('60日内办结')
  })

  it('says under which article a review and a recheck stand, and that a recheck is the last', async () => {
    const first = await textOf('petition_opinion', PETITION_SAMPLES.petition_opinion.full)
    expect(first).toMatch(/第三十一条第六项.*书面请求复查（《信访工作条例》第三十五条）/)
    const review = await textOf('petition_review_opinion', PETITION_SAMPLES.petition_review_opinion.full)
    expect(review).toMatch(/复查完毕，根据《信访工作条例》第三十五条.*书面请求复核（《信访工作条例》第三十六条）/)
    const recheck = await textOf('petition_recheck_opinion', PETITION_SAMPLES.petition_recheck_opinion.full)
    expect(recheck).toMatch(/复核完毕，根据《信访工作条例》第三十六条.*终局意见/)
    expect(recheck).not.toContain('书面请求')
  })

  it('tells an agreement reached before a mediator from one between the sides', async () => {
    const mediated = await textOf('petition_settlement', PETITION_SAMPLES.petition_settlement.full)
    expect(mediated).toMatch(/调解协议书.*主持下.*第三十三条.*主持人（签名）/)
    const agreed = await textOf('petition_settlement', MORE.agreed)
    expect(agreed).toMatch(/和解协议书.*自愿协商/)
    expect(agreed).not.toContain('主持人（签名）')
  })

  it('writes of a mediation that succeeded its agreement, amount and performance', async () => {
    const text = await textOf('petition_mediation_reply', MORE.success)
    expect(text).toMatch(/√调解成功.*A0012号.*3,000.00元（人民币叁仟元整）.*已履行/)
    expect(text).not.toContain('退回材料')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import { CENTRE_FIGURES } from '../../src-shared/ledger/centreMonth.ts'
import { LEDGERS } from '../../src-shared/ledger/registry.ts'
import { LEDGER_IDS } from '../../src-shared/ledger/schema.ts'
import { addPerson, addPost, putOn } from '../support/dutyDesk.ts'
import { described, lead, linkageDesk } from '../support/linkageDesk.ts'
import { pdfText } from '../support/pdfText.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

const MONTH = '2026-03' as Month
let t: TestCore
let head: ReturnType<TestCore['as']>

beforeAll(async () => {
  t = await testCore()
  head = t.as('head')
  t.clock.toDay('2026-03-02')
  await head('account.login', { login: 'head', password: PASSWORD })
  for (let no = 0; no < 3; no++) {
    const desk = await linkageDesk(head, '2026-03-02' as Day, { summary: `占道 ${no}` })
    await desk.act('describe', described())
    await desk.act('dispatch', { on: '2026-03-02', request: '请办', assignments: [lead('05', '2026-03-09')] })
  }
  const post = await addPost(head, 'G01')
  await putOn(head, post, '2026-03-02', '01', [await addPerson(head, '样本甲')])
  t.clock.toDay('2026-04-02')
  await head('account.login', { login: 'head', password: PASSWORD })
})
afterAll(() => t.close())

const words = async (pdfBase64: string): Promise<string> => (await pdfText(pdfBase64)).replaceAll(/\s/g, '')

describe('the centre’s month on one sheet', () => {
  it('takes its numbers from every ledger by keys that the ledger has', () => {
    for (const ledger of LEDGER_IDS) {
      const known = LEDGERS[ledger].figures(() => []).map(({ key }) => key)
      expect(CENTRE_FIGURES[ledger].filter((key) => !known.includes(key))).toEqual([])
      expect(CENTRE_FIGURES[ledger].length).toBeGreaterThan(3)
    }
  })

  it('is one page, with each ledger marked as signed or not, and says the signed number after a later change', async () => {
    const before = await head('ledger.previewCentre', { month: MONTH })
    expect(before.pages).toBe(1)
    const draft = await words(before.pdfBase64)
    expect(draft.match(/未签(?!的)/g)).toHaveLength(LEDGER_IDS.length)
    for (const text of [
      '受理件数3件',
      '应到1人次',
      '问题联治3',
      '绩效联考—————',
      '绩效联考按月计分，不办任务：',
      '填表人',
      '负责人（签章）',
    ])
      expect(draft).toContain(text)
    await head('ledger.signOff', { ledger: 'linkage', month: MONTH })
    const desk = await linkageDesk(head, '2026-03-05' as Day, { summary: '迟登记的' })
    await desk.act('describe', described())
    const after = await words((await head('ledger.previewCentre', { month: MONTH })).pdfBase64)
    expect(after).toContain('受理件数3件')
    expect(after).toContain('已签2026-04-02')
    expect(after.match(/未签(?!的)/g)).toHaveLength(LEDGER_IDS.length - 1)
  })

  it('is printed for a purpose that is logged, and of an empty month too', async () => {
    const { title, pages, pdfBase64 } = await head('ledger.printCentre', { month: MONTH, purpose: '例会' })
    expect([title, pages]).toEqual(['2026年3月中心月报', 1])
    expect(await words(pdfBase64)).toContain('打印：例会')
    const { lines } = await head('audit.list', { action: 'printed' })
    expect(lines[0]).toMatchObject({ subject: expect.stringContaining('中心月报') as string, detail: '例会' })
    const empty = await head('ledger.previewCentre', { month: '2025-01' as Month })
    expect(empty.pages).toBe(1)
  })
})

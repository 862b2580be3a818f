import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, type Day, type Month } from '../../src-shared/kernel/day.ts'
import type { PlaceId } from '../../src-shared/kernel/ids.ts'
import { LEDGER_IDS } from '../../src-shared/ledger/schema.ts'
import { countersOf } from '../support/counters.ts'
import { pdfText } from '../support/pdfText.ts'
import { described, petitionDesk } from '../support/petitionDesk.ts'
import { PASSWORD, testCore, type Refused, type TestCore } from '../support/testCore.ts'

let t: TestCore
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
})
afterAll(() => t.close())

const MARCH = '2026-03' as Month
const day = (text: string): Day => text as Day
const db = () => (t.state.open as NonNullable<typeof t.state.open>).db
const plain = async (pdfBase64: string): Promise<string> => (await pdfText(pdfBase64)).replaceAll(/\s/g, '')
const mandate = (on: string) => ({
  on,
  agentName: '代理员戊',
  cardNumber: 'DL-001',
  subject: '请求修复小区东门路面',
  scopes: ['write', 'submit'],
  fromOn: on,
  toOn: '2026-09-30',
  signedByCitizenOn: on,
  signedByAgentOn: on,
  consents: { processing: true, sensitive: true, provide: true },
})
async function onDay(text: string): Promise<void> {
  t.clock.toDay(text)
  for (const login of ['chuangkou', 'head']) await t.as(login)('account.login', { login, password: PASSWORD })
}

it('lists, counts, masks, signs off and corrects each ledger by itself', async () => {
  await onDay('2026-03-18')
  const clerk = t.as('chuangkou')
  const head = t.as('head')
  const agented = await petitionDesk(clerk, day('2026-03-16'), { peopleCount: 6 })
  await agented.act('describe', described({ isGroup: true }))
  await agented.act('mandate', mandate('2026-03-16'))
  const alone = await petitionDesk(clerk, day('2026-03-17'))
  await alone.act('describe', described({ repeatOf: agented.matterId, wishesSecrecy: true, form: 'letter' }))

  const petitions = await clerk('ledger.month', { ledger: 'petition', month: MARCH })
  expect(petitions.rows).toHaveLength(2)
  expect(petitions.rows[0]).toMatchObject({
    names: '张三（测试）',
    phone: '138****0000',
    address: '示范路***',
    form: '来访',
    contentClass: '城乡建设',
    peopleCount: 6,
  })
  expect(petitions.rows[1]).toMatchObject({ names: '（要求保密）', phone: '', address: '' })
  expect(JSON.stringify(petitions)).not.toContain('13800000000')
  const agency = await clerk('ledger.month', { ledger: 'petition_agency', month: MARCH })
  expect(agency.rows).toEqual([
    expect.objectContaining({
      matterId: agented.matterId,
      mandatedOn: '2026-03-16',
      agent: '代理员戊',
      isRepeat: '否',
    }),
  ])
  expect((await clerk('ledger.month', { month: MARCH })).rows).toEqual([])

  const { figures, checks } = await clerk('figures.month', { ledger: 'petition', month: MARCH })
  const textOf = (key: string) => figures.find((figure) => figure.key === key)?.text
  expect(
    ['total', 'people', 'form.visit', 'collective', 'first', 'repeat', 'repeatRate', 'unitRated'].map(textOf),
  ).toEqual(['2', '7', '1', '1', '1', '1', '50.00', ''])
  expect(checks.filter(({ holds }) => !holds)).toEqual([])
  const opened = await clerk('figures.rows', { ledger: 'petition', month: MARCH, key: 'collective' })
  expect(opened.map(({ matterId }) => matterId)).toEqual([agented.matterId])
  const trend = await clerk('figures.trend', { ledger: 'petition', from: MARCH, to: MARCH })
  expect(trend.months).toEqual([{ month: MARCH, whole: 2, part: 0 }])
  expect(trend.lists[0]?.rows).toEqual([{ name: '城乡建设', count: 2 }])
  await expect(
    clerk('figures.saveManual', { ledger: 'petition', month: MARCH, manual: { inspections: 3 } }),
  ).rejects.toMatchObject({ code: 'invalid' })

  await onDay('2026-04-02')
  const signed = await head('ledger.signOff', { ledger: 'petition', month: MARCH })
  const paper = await plain(
    (await head('papers.bytes', { documentId: signed.ledgerDocumentId!, purpose: 'view' })).pdfBase64,
  )
  expect(paper).toContain('信访工作台账')
  expect(paper).not.toContain('张三')
  expect(paper).toContain('（要求保密）')
  const table = await plain(
    (await head('papers.bytes', { documentId: signed.figuresDocumentId!, purpose: 'view' })).pdfBase64,
  )
  expect(table).toContain('信访工作情况统计表')
  expect(table).toContain('重复信访率：口径一：重复件次÷总件次')
  for (const ledger of ['mediation', 'petition_agency'] as const)
    expect((await head('ledger.months', { ledger, year: 2026 }))[2]?.isSignedOff).toBe(false)

  await alone.act('describe', described({ form: 'online', contentClass: '07' }))
  const differences = await head('ledger.differences', { ledger: 'petition', month: MARCH })
  expect(differences[0]?.reason).toBe('办理：信访登记')
  expect(differences.map(({ columnTitle, present }) => `${columnTitle} ${present}`)).toEqual(
    expect.arrayContaining(['形式 网上', '类别 民政', '姓名 张三（测试）']),
  )
  const sheet = await head('ledger.issueDifferences', { ledger: 'petition', month: MARCH })
  expect(sheet.number).toContain('信更字')
  const sheetText = await plain(
    (await head('papers.bytes', { documentId: sheet.documentId, purpose: 'view' })).pdfBase64,
  )
  expect(sheetText).toContain('序号编号栏目')
  expect(sheetText).toContain('张***') // the wish for secrecy was taken back; paper hides the name all the same
  expect(sheetText).not.toContain('张三')
  expect(await head('ledger.differences', { ledger: 'petition', month: MARCH })).toEqual([])
})

it('compares a month with the one before, and a signed one keeps the comparison that was printed', async () => {
  const APRIL = '2026-04' as Month
  await onDay('2026-05-03')
  const head = t.as('head')
  const visit = await petitionDesk(head, day('2026-04-20'), { peopleCount: 3 })
  await visit.act('describe', described())
  const texts = async () => {
    const { figures, changed } = await head('figures.month', { ledger: 'petition', month: APRIL })
    const keys = ['form.visit', 'visitPeople', 'collective', 'form.online', 'form.letter'].map((key) => `${key}.change`)
    return { texts: keys.map((key) => figures.find((each) => each.key === key)?.text), changed, figures }
  }
  const before = ['0.00', '-50.00', '-100.00', '-100.00', ''] // March: one visit of six, one by the net
  expect((await texts()).texts).toEqual(before)
  const signed = await head('ledger.signOff', { ledger: 'petition', month: APRIL })
  const table = await head('papers.bytes', { documentId: signed.figuresDocumentId!, purpose: 'view' })
  expect(await plain(table.pdfBase64)).toMatch(/来访人次环比（%）-50\.00/)
  expect(await plain(table.pdfBase64)).toContain('来访批次环比：（本月−上月）÷上月')

  const late = await petitionDesk(head, day('2026-03-30'))
  await late.act('describe', described())
  const after = await texts()
  expect(after.texts).toEqual(before)
  expect(after.changed).toContainEqual({ title: '来访批次环比', unit: '%', signed: '0.00', present: '-50.00' })
})

it('reads what older versions kept of a signed month', async () => {
  const FEBRUARY = '2026-02' as Month
  const head = t.as('head')
  await (await petitionDesk(head, day('2026-02-10'), { peopleCount: 2 })).act('describe', described())
  const old = [
    { key: 'total', group: '总量', title: '登记件数（批次）', unit: '件', value: 1, definition: '' },
    { key: 'people', group: '总量', title: '涉及人次', unit: '人次', value: 1, definition: '' },
    { key: 'unitRated', group: '满意度', title: '参评率', unit: '%', value: null, definition: '' },
  ]
  const copy = `INSERT INTO month_frozen (ledger, month, from_on, to_on, basis, rows, figures, signed_at, signed_by,
      ledger_document_id, figures_document_id)
    SELECT ledger, ?, '2026-02-01', '2026-02-28', basis, '[]', ?, signed_at, signed_by, ledger_document_id,
      figures_document_id FROM month_frozen WHERE ledger = 'petition' AND month = '2026-04'`
  db().prepare(copy).run(FEBRUARY, JSON.stringify(old))
  const { figures, changed } = await head('figures.month', { ledger: 'petition', month: FEBRUARY })
  expect(figures.map(({ text, canOpen }) => [text, canOpen])).toEqual([
    ['1', true],
    ['1', false], // two now
    ['', false],
  ])
  expect(changed).toEqual([{ title: '涉及人次', unit: '人次', signed: '1', present: '2' }])
})

it('counts by the definition that the office chose, from the day it chose it', async () => {
  const head = t.as('head')
  const rate = async () =>
    (await head('figures.preview', { ledger: 'petition', month: '2026-06' as Month })).pages > 0 &&
    (await head('figures.month', { ledger: 'petition', month: '2026-06' as Month })).figures.find(
      ({ key }) => key === 'repeatRate',
    )?.definition
  expect(await rate()).toMatch(/^口径一/)
  await head('centre.saveSettings', { ledgerChoices: { 'petition.figure.repeatRate': 'closed' } })
  expect(await rate()).toMatch(/^口径二/)
  await head('centre.saveSettings', { ledgerChoices: {} })
})

it('says no name in the texts of a row: hidden on paper and in the export, not told at all where secrecy was wished', async () => {
  const JUNE = '2026-06' as Month
  await onDay('2026-06-20')
  const head = t.as('head')
  const open = await petitionDesk(head, day('2026-06-03'), { summary: '张三（测试）建议增设路灯' })
  await open.act('describe', described())
  await open.act('mandate', mandate('2026-06-09'))
  const secret = await petitionDesk(head, day('2026-06-04'), { summary: '张三（测试）反映夜间施工，张三要求保密' })
  await secret.act('describe', described({ wishesSecrecy: true }))
  await secret.act('mandate', mandate('2026-06-10'))
  for (const ledger of ['petition', 'petition_agency'] as const) {
    const { rows } = await head('ledger.month', { ledger, month: JUNE })
    expect(rows.map(({ summary }) => summary)).toEqual([
      '张三（测试）建议增设路灯',
      '信访人反映夜间施工，信访人要求保密',
    ])
    const paper = await plain((await head('ledger.preview', { ledger, month: JUNE })).pdfBase64)
    expect(paper).toContain('张***建议增设路灯')
    expect(paper).toContain('信访人反映夜间施工')
    expect(paper).not.toContain('张三')
    const { xlsxBase64 } = await head('ledger.export', { ledger, month: JUNE, purpose: '存档' })
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(Buffer.from(xlsxBase64, 'base64').buffer as ArrayBuffer)
    const cells: string[] = []
    book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => void cells.push(cell.text)))
    expect(cells).toContain('张***建议增设路灯')
    expect(cells.join()).not.toContain('张三')
  }
  const counted = await head('figures.rows', { ledger: 'petition', month: JUNE, key: 'total' })
  expect(counted.find(({ matterId }) => matterId === secret.matterId)?.title).not.toContain('张三')

  const agency = await head('ledger.month', { ledger: 'petition_agency', month: JUNE })
  expect(agency.rows.map(({ mandatedOn }) => mandatedOn)).toEqual(['2026-06-09', '2026-06-10'])
  const paper = await pdfText((await head('ledger.preview', { ledger: 'petition_agency', month: JUNE })).pdfBase64)
  for (const { number } of agency.rows) expect(paper).toContain(number) // on one line, to its end
  expect(paper).not.toContain('2026-06-03') // the day it came in is not the day the agency registered it

  await onDay('2026-07-02')
  const signed = await head('ledger.signOff', { ledger: 'petition', month: JUNE })
  expect(signed.isSignedOff).toBe(true)
  const { card, version } = await head('matters.get', { matterId: open.matterId })
  const amended = { ...card, summary: '张三（测试）建议增设三盏路灯' }
  const parties = [{ role: 'visitor', party: { name: '张三（测试）', phone: '', address: '' } }]
  const amend = (reason: string) =>
    head('intake.amend', { matterId: open.matterId, version, card: { ...amended, parties } as never, reason })
  for (const reason of ['', '  '])
    await expect(amend(reason)).rejects.toMatchObject({
      code: 'invalid',
      message: '这件事项所在月份的台账已经签发，更正请写明原因',
    })
  expect(await head('ledger.differences', { ledger: 'petition', month: JUNE })).toEqual([])
  await amend('张三来电补充')
  const sheet = await head('ledger.issueDifferences', { ledger: 'petition', month: JUNE })
  const text = await plain((await head('papers.bytes', { documentId: sheet.documentId, purpose: 'view' })).pdfBase64)
  for (const part of ['张***建议增设路灯', '张***建议增设三盏路灯', '张某来电补充']) expect(text).toContain(part)
  expect(text).not.toContain('张三')
})

it('keeps in every ledger what a recount finds, after any acts, amendments and takings back', async () => {
  await onDay('2027-06-01')
  const head = t.as('head')
  const places: (PlaceId | null)[] = [null]
  for (const name of ['一居', '二居'])
    places.push(
      (await head('centre.savePlace', { id: null, kind: 'community', name, parentId: null, isActive: true })).id,
    )
  const step = fc.record({
    what: fc.constantFrom(
      'describe',
      'mandate',
      'submit',
      'rate',
      'reply',
      'publish',
      'close',
      'amend',
      'takeBack',
      'void',
    ),
    n: fc.nat(40),
  })
  // Some way along a course that is possible, then anything.
  const course = ['describe', 'mandate', 'submit', 'reply', 'publish', 'rate', 'close'] as const
  const begun = fc
    .tuple(fc.subarray([...course], { minLength: 5 }), fc.nat(5))
    .map(([acts, by]) => acts.map((what, at) => ({ what, n: at * 6 + by })))
  await fc.assert(
    fc.asyncProperty(begun, fc.array(step, { maxLength: 8 }), async (first, then) => {
      const steps = [...first, ...then]
      const desk = await petitionDesk(head, day('2027-01-10'), { peopleCount: 2 })
      for (const { what, n } of steps) {
        const on = addDays(day('2027-01-10'), n * 3)
        const { version } = await head('matters.get', { matterId: desk.matterId })
        const base = { matterId: desk.matterId, version }
        const acts: Record<string, unknown> = {
          describe: described({
            form: ['visit', 'letter', 'online', 'call'][n % 4],
            contentClass: ['03', '07'][n % 2],
            isGroup: n % 5 === 0,
            isJointLetter: n % 3 === 0,
            origin: ['', '1', '3'][n % 3],
            visitPlace: n % 8 === 0 ? '2' : '',
            mayPublish: n % 5 !== 1,
            wishesSecrecy: n % 7 === 1,
          }),
          mandate: { ...mandate(on), toOn: addDays(on, 400) },
          submit: { on, unit: '示范街道城建办' },
          rate: { of: n % 2 ? 'unit' : 'agency', on, rating: ['satisfied', 'fair', 'lapsed'][n % 3] },
          reply: { on, text: '已答复' },
          publish: { on, where: 'site', by: '窗口丙', isAnonymised: true },
          close: { on, result: 'solved', summary: '已办结', approver: '负责人乙' },
        }
        const card = { receivedOn: on, summary: '改过的事项', placeId: places[n % 3], peopleCount: n % 9, parties: [] }
        const input =
          what === 'amend'
            ? { ...base, card, reason: '改' }
            : what in acts
              ? { ...base, act: acts[what] }
              : { ...base, reason: '撤' }
        const method = what === 'amend' ? 'intake.amend' : what in acts ? `petition.${what}` : `matters.${what}`
        await head(method as 'matters.void', input as never).catch((error: Refused) => {
          expect(['not_allowed', 'invalid'], `${method}: ${error.message}`).toContain(error.code)
        })
      }
      const kept = countersOf(db())
      await head('centre.recount', { fromMonth: null } as never)
      expect(countersOf(db())).toEqual(kept)
    }),
    { numRuns: 40 },
  )
  const ledgers = new Set((countersOf(db()).counters as { ledger: string }[]).map(({ ledger }) => ledger))
  for (const id of LEDGER_IDS.filter((each) => each.startsWith('petition'))) expect(ledgers).toContain(id)
  const measures = new Set((countersOf(db()).counters as { measure: string }[]).map(({ measure }) => measure))
  const wanted = [
    'closed',
    'submitted',
    'publish.due',
    'publish.done',
    'letterFrom.1',
    'letterFrom.3',
    'visitTo.2.people',
  ]
  for (const measure of wanted) expect(measures).toContain(measure)
}, 120_000)

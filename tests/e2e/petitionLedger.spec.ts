import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { addMonths, dayOf, monthOf, type Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { pdfText } from '../support/pdfText.ts'
import { described, petitionDesk, type PetitionDesk } from '../support/petitionDesk.ts'
import { seriousFindings } from './support/axe.ts'
import type { Centre } from './support/centre.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { PEOPLE } from './support/people.ts'
import { closePaper } from './support/petitionCourse.ts'

const TODAY = dayOf(new Date().toISOString())
const LAST_DAY = addMonths(TODAY, -1)
const LAST_MONTH = monthOf(LAST_DAY)
const MONTH_BEFORE = monthOf(addMonths(TODAY, -2))
const NUMBER_OF_MONTH = Number(LAST_MONTH.slice(5))
const plain = async (pdfBase64: string): Promise<string> => (await pdfText(pdfBase64)).replaceAll(/\s/g, '')

const mandate = (on: Day) => ({
  on,
  agentName: '代理员戊（测试）',
  cardNumber: 'DL-001',
  subject: '请求修复小区东门路面',
  scopes: ['write', 'submit'],
  fromOn: on,
  toOn: addMonths(on, 6),
  signedByCitizenOn: on,
  signedByAgentOn: on,
  consents: { processing: true, sensitive: true, provide: true },
})

/** Last month: a visit of two with an agent and a letter whose writer wished secrecy; before: four visitors at once. */
async function lastMonthOf(app: Centre): Promise<{ visit: PetitionDesk; letter: PetitionDesk }> {
  const call = app.core.as(PEOPLE.head.login)
  const before = await petitionDesk(call, addMonths(TODAY, -2), { peopleCount: 4 })
  await before.act('describe', described())
  const visit = await petitionDesk(call, LAST_DAY, { peopleCount: 2 })
  await visit.act('describe', described())
  await visit.act('mandate', mandate(LAST_DAY))
  const letter = await petitionDesk(call, LAST_DAY, { channel: 'letter', summary: '来信反映夜间施工扰民' })
  await letter.act('describe', described({ form: 'letter', contentClass: '13', wishesSecrecy: true }))
  return { visit, letter }
}
const numberOf = async (app: Centre, matterId: MatterId): Promise<string> =>
  (await app.as('head')('matters.get', { matterId })).number

test('the month of petitions is filtered, previewed, exported, signed off; a correction goes on a difference sheet', async ({
  app,
  logIn,
}) => {
  const { visit, letter } = await lastMonthOf(app)
  const call = app.as('head')
  const page = await logIn('head')
  await goTo(page, `/ledger?month=${LAST_MONTH}`)
  await page.getByRole('radio', { name: '信访台账', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: '信访工作台账' })).toBeVisible()
  const grid = page.getByRole('grid')
  await expect(page.getByText('共 2 件')).toBeVisible()
  await expect(grid.getByRole('gridcell', { name: '张三（测试）' })).toBeVisible()
  await expect(grid.getByRole('gridcell', { name: '（要求保密）' })).toBeVisible()
  await expect(grid.getByRole('gridcell', { name: '138****0000' })).toHaveCount(1)
  await page.getByRole('combobox', { name: '形式' }).selectOption('来信')
  await expect(page.getByText('1 / 2 件')).toBeVisible()
  await page.getByRole('button', { name: '全部显示' }).click()
  expect(await seriousFindings(page)).toEqual([])

  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByRole('dialog').getByText('第 1 页 / 共 1 页')).toBeVisible()
  await page.keyboard.press('Escape')
  const preview = await plain((await call('ledger.preview', { ledger: 'petition', month: LAST_MONTH })).pdfBase64)
  for (const text of ['信访工作台账', '张***', '（要求保密）', '138****0000', '小区东门路面塌陷请求修复', '环境保护'])
    expect(preview).toContain(text)
  for (const text of ['张三', '13800000000', '示范路1号']) expect(preview).not.toContain(text)

  await page.getByRole('button', { name: '导出 xlsx' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByLabel('导出用途')
      .fill('报街道存档')
      .then(() => page.keyboard.press('Control+Enter')),
  ])
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(readFileSync(await download.path()).buffer as ArrayBuffer)
  const cells = new Set<string>()
  book.worksheets[0]?.eachRow((row) => row.eachCell((cell) => void cells.add(cell.text.replaceAll(/\s/g, ''))))
  for (const text of ['信访日期', '问题属地', '类别', '张***', '城乡建设', '138****0000']) expect(cells).toContain(text)
  expect([...cells].join()).not.toContain('张三')

  await page.getByRole('button', { name: '签发', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /签发.*台账/ })
  await expect(dialog.getByText('四种信访形式之和 = 登记件数（2，2）')).toBeVisible()
  await dialog.getByRole('checkbox', { name: /我已核对/ }).check()
  await dialog.getByRole('button', { name: '签发' }).click()
  await expect(page.getByRole('radio', { name: `${NUMBER_OF_MONTH}月，已签发`, exact: true })).toBeVisible()
  const signed = (await call('ledger.month', { ledger: 'petition', month: LAST_MONTH })).state
  const before = await call('papers.bytes', { documentId: signed.ledgerDocumentId!, purpose: 'view' })
  expect(await plain(before.pdfBase64)).toContain('张***')
  expect(await plain(before.pdfBase64)).not.toContain('张三')
  // The other ledgers of the month are signed by themselves.
  await page.getByRole('radio', { name: '信访代理台账' }).click()
  await expect(page.getByText('共 1 件')).toBeVisible()
  await expect(page.getByRole('radio', { name: new RegExp(`^${NUMBER_OF_MONTH}月`) })).not.toHaveAccessibleName(
    /已签发/,
  )

  // A registration that was wrong is made once more.
  await goTo(page, `/matters/${visit.matterId}`)
  await page.getByRole('button', { name: '修改信访登记' }).click()
  const registration = page.getByRole('form', { name: '信访登记', exact: true })
  await choose(registration, '内容分类', '交通')
  await registration.getByRole('button', { name: '增加材料' }).click()
  await expect(registration.getByRole('group', { name: '材料1' }).getByLabel('名称')).toBeFocused()
  await registration.getByRole('button', { name: '删除材料1' }).click()
  await registration.getByLabel('接谈人').press('Control+Enter')
  await expect(registration).toBeHidden()

  await goTo(page, `/ledger?ledger=petition&month=${LAST_MONTH}`)
  const differences = page.getByRole('region', { name: '签发后的差异' })
  await expect(differences.getByRole('row', { name: /类别 城乡建设 交通运输 负责人乙 办理：信访登记/ })).toBeVisible()
  await expect(page.getByRole('radio', { name: /有 1 处差异/ })).toBeVisible()
  await differences.getByRole('button', { name: '出具差异单' }).click()
  await page
    .getByRole('dialog', { name: /出具.*差异单/ })
    .getByRole('button', { name: '出具' })
    .click()
  await expect(page.getByRole('dialog').getByText('第 1 页 / 共 1 页')).toBeVisible()
  await expect(page.getByRole('dialog')).toContainText('交通运输')

  const after = (await call('ledger.month', { ledger: 'petition', month: LAST_MONTH })).state
  expect(after.differenceSheets[0]?.number).toContain('信更字')
  const sheet = await call('papers.bytes', { documentId: after.differenceSheets[0]!.documentId, purpose: 'view' })
  expect(await plain(sheet.pdfBase64)).toContain('交通运输')
  expect(await plain(sheet.pdfBase64)).toContain(await numberOf(app, visit.matterId))
  expect(await plain(sheet.pdfBase64)).not.toContain(await numberOf(app, letter.matterId))
  const again = await call('papers.bytes', { documentId: after.ledgerDocumentId!, purpose: 'view' })
  expect(again.pdfBase64).toBe(before.pdfBase64)
})

test('the figures of petitions compare with the month before, open their records and print as they are', async ({
  app,
  logIn,
}) => {
  await lastMonthOf(app)
  const page = await logIn('clerk')
  await goTo(page, `/figures?month=${LAST_MONTH}`)
  await page.getByRole('radio', { name: '信访台账', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: '信访工作情况统计' })).toBeVisible()
  await expect(page.getByRole('row', { name: /^来访批次环比 0\.00 %/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^来访人次环比 -50\.00 %/ })).toBeVisible()
  await expect(page.getByRole('row', { name: /^来信环比 分母为 0，不计算 %/ })).toBeVisible()
  await expect(page.getByText('来访人次环比：（本月 − 上月）÷ 上月').first()).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: '来信 1 件，看是哪些信访事项' }).click()
  await expect(page.getByRole('dialog').getByRole('link')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '预览统计表' }).click()
  await closePaper(page)
  const { pdfBase64 } = await app.as('clerk')('figures.preview', { ledger: 'petition', month: LAST_MONTH })
  expect(await plain(pdfBase64)).toContain('来访人次环比（%）-50.00')
  expect(await plain(pdfBase64)).toContain('（本月−上月）÷上月')

  await page.getByRole('radio', { name: '信访代理台账' }).click()
  await expect(page.getByRole('button', { name: '代理件数 1 件，看是哪些信访事项' })).toBeVisible()
  const agency = await app.as('clerk')('ledger.preview', { ledger: 'petition_agency', month: LAST_MONTH })
  expect(await plain(agency.pdfBase64)).toMatch(/信访代理台账.*张\*\*\*.*代理员戊（测试）/)
  expect(await plain(agency.pdfBase64)).not.toContain('张三')
  await goTo(page, `/figures?ledger=petition&month=${MONTH_BEFORE}`)
  await expect(page.getByRole('row', { name: /^来访批次环比 分母为 0，不计算 %/ })).toBeVisible()
})

import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { addMonths, dayOf, monthOf } from '../../src-shared/kernel/day.ts'
import { LEDGER_COLUMNS } from '../../src-shared/ledger/paper/columns.ts'
import { pdfText } from '../support/pdfText.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { acceptedCaseOf } from './support/mediationCase.ts'

const TODAY = dayOf(new Date().toISOString())
const MONTH = monthOf(TODAY)
const LAST_DAY = addMonths(TODAY, -1)
const LAST_MONTH = monthOf(LAST_DAY)
const plain = async (pdfBase64: string): Promise<string> => (await pdfText(pdfBase64)).replaceAll(/\s/g, '')

test('a month is exported, signed off and printed; a correction leaves it alone and goes on a difference sheet @everyday', async ({
  app,
  logIn,
}) => {
  const matterId = await acceptedCaseOf(app, LAST_DAY)
  const call = app.as('head')
  const page = await logIn('head')
  await goTo(page, '/ledger')
  await expect(page.getByRole('button', { name: '签发', exact: true })).toBeDisabled() // the month is not over
  await goTo(page, `/ledger?month=${LAST_MONTH}`)
  const grid = page.getByRole('grid')
  await expect(grid.getByRole('gridcell', { name: '张三（测试）' })).toBeVisible()
  await expect(page.getByText('共 1 件')).toBeVisible()

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
  for (const { title } of LEDGER_COLUMNS) expect(cells).toContain(title)
  expect(cells).toContain('李四（测试）')

  await page.getByRole('button', { name: '签发', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /签发.*台账/ })
  await expect(dialog.getByText('来源三项之和 = 案件总数（1，1）')).toBeVisible()
  await expect(dialog.getByRole('button', { name: '签发' })).toBeDisabled()
  await dialog.getByRole('checkbox', { name: /我已核对/ }).check()
  await dialog.getByRole('button', { name: '签发' }).click()
  await expect(page.getByRole('radio', { name: `${Number(LAST_MONTH.slice(5))}月，已签发`, exact: true })).toBeVisible()
  await page.getByRole('button', { name: '打印签发件' }).click()
  await expect(page.getByRole('dialog').getByText('第 1 页 / 共 1 页')).toBeVisible()
  await expect(page.getByRole('dialog')).toContainText('填报单位')
  await page.keyboard.press('Escape')
  const signed = (await call('ledger.month', { month: LAST_MONTH })).state
  const before = await call('papers.bytes', { documentId: signed.ledgerDocumentId!, purpose: 'view' })
  expect(await plain(before.pdfBase64)).toContain('楼上卫生间漏水')

  await grid.getByRole('gridcell', { name: '张三（测试）' }).dblclick()
  await page.getByText('其他操作').click()
  await page.getByRole('button', { name: '更正案件信息' }).click()
  const correction = page.getByRole('form', { name: '更正案件信息' })
  await correction.getByRole('combobox', { name: '难度' }).fill('疑难复杂')
  await correction.getByRole('combobox', { name: '难度' }).press('Enter')
  await correction.getByLabel('更正原因').fill('复核后属疑难')
  await correction.getByLabel('更正原因').press('Control+Enter')
  await expect(correction).toBeHidden()

  await goTo(page, `/ledger?month=${LAST_MONTH}`)
  const differences = page.getByRole('region', { name: '签发后的差异' })
  await expect(differences.getByRole('row', { name: /难度等级 一般 疑难复杂 负责人乙 复核后属疑难/ })).toBeVisible()
  await expect(page.getByRole('radio', { name: /有 1 处差异/ })).toBeVisible()
  await differences.getByRole('button', { name: '出具差异单' }).click()
  await page
    .getByRole('dialog', { name: /出具.*差异单/ })
    .getByRole('button', { name: '出具' })
    .click()
  await expect(page.getByRole('dialog').getByText('第 1 页 / 共 1 页')).toBeVisible()
  await expect(page.getByRole('dialog')).toContainText('复核后属疑难')

  const after = (await call('ledger.month', { month: LAST_MONTH })).state
  const sheet = await call('papers.bytes', { documentId: after.differenceSheets[0]!.documentId, purpose: 'view' })
  expect(await plain(sheet.pdfBase64)).toContain('复核后属疑难')
  const again = await call('papers.bytes', { documentId: after.ledgerDocumentId!, purpose: 'view' })
  expect(again.pdfBase64).toBe(before.pdfBase64)
  expect((await call('mediation.get', { matterId })).detail?.difficulty).toBe('hard')
})

test('numbers open their records, hand-kept ones stay empty until somebody reports them', async ({ app, logIn }) => {
  await acceptedCaseOf(app)
  const page = await logIn('clerk')
  await goTo(page, '/figures')
  await expect(page.getByRole('row', { name: /调解成功率.*0.*%/ })).toBeVisible()
  await page.getByRole('button', { name: '调解案件总数（受理） 1 件，看是哪些案件' }).click()
  await expect(page.getByRole('dialog').getByRole('link')).toHaveCount(1)
  await page.keyboard.press('Escape')

  await expect(page.getByRole('row', { name: '排查纠纷 未填报 次' })).toBeVisible()
  await page.getByLabel('排查纠纷（次）').fill('三')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('请写 0 至 999999 的整数，没有就空着')).toBeVisible()
  await page.getByLabel('排查纠纷（次）').fill('３')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('row', { name: '排查纠纷 3 次' })).toBeVisible()
  await expect(
    page.getByRole('table', { name: '各月受理和成功' }).getByRole('row', { name: `${MONTH} 1 0 0%` }),
  ).toBeVisible()
})

test('a month without a case says so, and so does its paper', async ({ app, logIn }) => {
  const page = await logIn('mediator')
  await goTo(page, '/ledger')
  await expect(page.getByText('本月无')).toBeVisible()
  await expect(page.getByRole('button', { name: '签发', exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByRole('dialog').getByText('第 1 页 / 共 1 页')).toBeVisible()
  await expect(page.getByRole('dialog')).toContainText('本月无')
  const { pdfBase64 } = await app.as('mediator')('ledger.preview', { month: MONTH })
  expect(await plain(pdfBase64)).toContain('本月无')
})

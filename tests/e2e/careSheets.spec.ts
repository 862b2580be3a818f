import type { InputOf } from '../../src-shared/contract.ts'
import type { ClientId } from '../../src-shared/care/events.ts'
import { addMonthsTo, monthOf, type Instant } from '../../src-shared/kernel/day.ts'
import { seriousFindings } from './support/axe.ts'
import { openCare, panel, registerByCall, TODAY } from './support/careCourse.ts'
import { expect, goTo, test } from './support/fixtures.ts'

const MONTH = addMonthsTo(monthOf(TODAY), -1)
const visitOn = (day: string): InputOf<'care.visit'>['visit'] => ({
  at: `${MONTH}-${day}T02:00:00.000Z` as Instant,
  how: 'home',
  visitors: ['社工'],
  isMet: true,
})

test('what is entered after a month was signed goes on a numbered sheet, printed and exported', async ({
  app,
  logIn,
}) => {
  const { workerId } = await openCare(app)
  const clientId = (await registerByCall(app, workerId, '丙小样（测试）', {})) as ClientId
  const of = { group: 'elderly', month: MONTH } as const
  await app.as('careHead')('care.signMonth', of)
  const late = { clientId, visit: visitOn('10'), follows: { promises: [], response: null } }
  await app.as('worker')('care.visit', late)

  const page = await logIn('careHead')
  await goTo(page, '/care/months')
  await page.getByLabel('帮扶类别').selectOption({ label: '独居、困难老人探访' })
  if (MONTH.slice(0, 4) !== TODAY.slice(0, 4)) await page.getByRole('button', { name: '上一年' }).click()
  await page.getByRole('radio', { name: new RegExp(`^${Number(MONTH.slice(5))}月，已签发`) }).click()
  const sheets = panel(page, '更正差异单')
  await expect(sheets).toContainText('没有出具')
  await sheets.getByRole('button', { name: '预览差异单' }).click()
  await expect(page.getByRole('dialog', { name: /更正差异单.*未出具/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '出具差异单' }).click()
  const ask = page.getByRole('dialog', { name: '出具差异单' })
  await ask.getByLabel('更正原因').fill('补登纸质记录')
  await ask.getByRole('button', { name: '出具', exact: true }).click()
  await expect(sheets).toContainText('关更字第')
  await expect(sheets).toContainText('补登纸质记录')
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('sheets.png'), fullPage: true })
  await sheets.getByRole('button', { name: '打印 第 1 份差异单' }).click()
  const paper = page.getByRole('dialog', { name: /更正差异单/ })
  await expect(paper.getByRole('button', { name: '打印' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(paper).toBeHidden()
  const download = page.waitForEvent('download')
  await sheets.getByRole('button', { name: '导出表格 第 1 份差异单' }).click()
  expect((await download).suggestedFilename()).toMatch(/更正差异单-\d{4}-\d{2}-1\.xlsx$/)
})

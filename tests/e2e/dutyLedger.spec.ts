import { addMonths, dayOf, monthOf, type Day } from '../../src-shared/kernel/day.ts'
import { addPerson, addPost, putOn } from '../support/dutyDesk.ts'
import { seriousFindings } from './support/axe.ts'
import { expect, goTo, test } from './support/fixtures.ts'

const LAST_DAY = addMonths(dayOf(new Date().toISOString()), -1)
const LAST_MONTH = monthOf(LAST_DAY)

test('the month of 岗位联勤 is read, previewed, opened line by line and signed', async ({ app, logIn }) => {
  const call = app.as('head')
  const post = await addPost(call, 'G01', { name: '东门守望岗', duties: '看好东门' })
  const person = await addPerson(call, '样本甲')
  await putOn(call, post, LAST_DAY, '01', [person])
  const where = { postId: post, on: LAST_DAY as Day, shift: '01' }
  await call('duty.record', { kind: 'sign_in', entry: { ...where, personId: person, time: '08:20' } })
  await call('duty.record', { kind: 'inspection', entry: { ...where, time: '10:00', inspector: '负责人乙' } })
  const page = await logIn('head')
  page.setDefaultTimeout(20_000)

  await goTo(page, `/ledger?ledger=duty&month=${LAST_MONTH}`)
  await expect(page.getByRole('radio', { name: '联勤台账' })).toBeChecked()
  const grid = page.getByRole('grid')
  await expect(grid.getByRole('gridcell', { name: '东门守望岗' }).first()).toBeVisible()
  await expect(page.getByText('共 2 件')).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: '预览' }).click()
  await expect(page.getByRole('dialog').getByText('第 1 页 / 共 1 页')).toBeVisible()
  await page.keyboard.press('Escape')

  // A post opens as its card, an inspection as its entry with its paper.
  await grid.getByRole('gridcell', { name: '东门守望岗' }).first().dblclick()
  await expect(page.getByRole('heading', { name: '岗位 东门守望岗' })).toBeVisible()
  await page.goBack()
  await grid.getByRole('gridcell', { name: '查岗' }).dblclick()
  await expect(page.getByRole('heading', { name: '查岗', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: '打印' })).toBeVisible()

  await goTo(page, `/figures?ledger=duty&month=${LAST_MONTH}`)
  await expect(page.getByRole('row', { name: /到岗率 100\.00/ })).toBeVisible()
  await goTo(page, `/ledger?ledger=duty&month=${LAST_MONTH}`)
  await page.getByRole('button', { name: '签发', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /签发.*台账/ })
  await dialog.getByRole('checkbox', { name: /我已核对/ }).check()
  await dialog.getByRole('button', { name: '签发' }).click()
  await expect(page.getByText(/已签发/).first()).toBeVisible()
  await page.screenshot({ path: 'test-results/duty-ledger.png', fullPage: true })

  // The same month with every other ledger on one sheet: this one signed, the others not.
  await page.getByRole('button', { name: '看中心月报' }).click()
  const sheet = page.getByRole('dialog', { name: /中心月报（预览）/ })
  await expect(sheet.getByText('第 1 页 / 共 1 页')).toBeVisible()
  await expect(sheet).toContainText('已签')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '打印中心月报' }).click()
  await page.getByLabel('打印用途').fill('例会')
  await page.getByLabel('打印用途').press('Control+Enter')
  const printed = page.getByRole('dialog', { name: /月中心月报$/ })
  await expect(printed.getByText('第 1 页 / 共 1 页')).toBeVisible()
  await page.screenshot({ path: 'test-results/centre-month.png' })
})

import { addMonths, dayOf, monthOf } from '../../src-shared/kernel/day.ts'
import { seriousFindings } from './support/axe.ts'
import { expect, goTo, test } from './support/fixtures.ts'

const TODAY = dayOf(new Date().toISOString())
const LAST_DAY = addMonths(TODAY, -1)
const LAST_MONTH = monthOf(LAST_DAY)

test('a month of 联治 is exported, signed, and a later re-check stands on its difference sheet as handling', async ({
  app,
  logIn,
}) => {
  test.setTimeout(90_000)
  const call = app.as('head')
  const card = { foundOn: LAST_DAY, title: '示例路口占道（测试）', type: '03', place: '示例路口', hazard: '占用盲道' }
  const { id, number } = await call('joint.open', { kind: 'trouble', card })
  const payload = { on: TODAY, lead: '综合行政执法队', level: 'street', measures: '巡查' }
  await call('joint.decide', { id, version: 1, act: 'list', payload })
  const page = await logIn('head')
  page.setDefaultTimeout(20_000)
  await goTo(page, `/ledger?ledger=joint_cure&month=${LAST_MONTH}`)
  await expect(page.getByRole('radio', { name: '联治台账' })).toBeChecked()
  const grid = page.getByRole('grid')
  await expect(grid.getByRole('gridcell', { name: '示例路口占道（测试）' })).toBeVisible()
  await page.getByRole('button', { name: '导出 xlsx' }).click()
  await page.getByLabel('导出用途').fill('报送')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByLabel('导出用途').press('Control+Enter'),
  ])
  expect(download.suggestedFilename()).toBe(`问题联治台账-${LAST_MONTH}.xlsx`)
  await page.getByRole('button', { name: '签发', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: /签发.*台账/ })
  await dialog.getByRole('checkbox', { name: /我已核对/ }).check()
  await dialog.getByRole('button', { name: '签发' }).click()
  await expect(page.getByText(/已签发/).first()).toBeVisible()

  await call('joint.act', { id, version: 2, act: 'report', payload: { on: TODAY, text: '已清理' } })
  await goTo(page, `/ledger?ledger=joint_cure&month=${LAST_MONTH}`)
  const differences = page.getByRole('region', { name: '签发后的差异' })
  await expect(differences).toContainText('没有未出单的更正')
  await differences.getByText(/签发后的办理进展 \d 处/).click()
  await expect(differences.getByRole('row', { name: new RegExp(`${number}.*整治中.*待复查`) })).toBeVisible()
  await expect(grid.getByRole('gridcell', { name: '整治中' })).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: 'test-results/joint-ledger.png', fullPage: true })
  await differences.getByRole('button', { name: '出具办理进展单' }).click()
  await page
    .getByRole('dialog', { name: /出具.*办理进展单/ })
    .getByRole('button', { name: '出具' })
    .click()
  const paper = page.getByRole('dialog', { name: /差异单/ })
  await expect(paper.getByText(/第 1 页 \/ 共 1 页/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(differences.getByRole('row', { name: new RegExp(number) })).toHaveCount(0)
})

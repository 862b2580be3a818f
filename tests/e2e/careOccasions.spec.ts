import { choose } from './support/choose.ts'
import { seriousFindings } from './support/axe.ts'
import { openCare, registerByCall } from './support/careCourse.ts'
import { expect, goTo, test } from './support/fixtures.ts'

test('a heat warning is announced once and stands on the worker’s list; calling it off takes it away', async ({
  app,
  logIn,
}) => {
  const { workerId } = await openCare(app)
  await registerByCall(app, workerId, '甲小样（测试）', {})
  const page = await logIn('worker')
  await goTo(page, '/care/occasions')
  await page.getByRole('button', { name: '通知走访' }).click()
  const form = page.getByRole('dialog', { name: '通知走访' })
  await choose(form, '哪一种', '高温')
  await form.getByLabel('名称').fill('高温橙色预警')
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('announce.png') })
  await form.getByLabel('名称').press('Control+Enter')
  await expect(form).toBeHidden()
  const row = page.getByRole('row', { name: /高温橙色预警/ })
  await expect(row).toContainText('独居、困难老人探访')
  await expect(row).toContainText('0 / 1')
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('occasions.png') })
  await goTo(page, '/care')
  await expect(page.getByText(/走访：高温橙色预警（/)).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('due.png') })
  await goTo(page, '/care/occasions')
  await page.getByRole('button', { name: '取消 高温橙色预警' }).click()
  await page.getByRole('button', { name: '取消走访' }).click()
  await expect(page.getByText('还没有通知过')).toBeVisible()
  await goTo(page, '/care')
  await expect(page.getByRole('heading', { level: 1, name: '到期' })).toBeVisible()
  await expect(page.getByText(/高温橙色预警/)).toHaveCount(0)
})

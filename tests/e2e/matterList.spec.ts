import { expect, goTo, test } from './support/fixtures.ts'
import { registerByCall } from './support/intake.ts'

test('the list is searched and sorted, and its address brings both back', async ({ logIn, app }) => {
  await registerByCall(app, { name: '甲（测试）' }, { summary: '三号楼外墙渗水（测试）' })
  await registerByCall(app, { name: '乙（测试）' }, { summary: '路口堆物占道（测试）' })
  const page = await logIn('clerk')
  await goTo(page, '/matters')
  const grid = page.getByRole('grid', { name: '事项列表' })
  const total = page.getByRole('heading', { name: /^事项/ })
  await expect(grid).toContainText('三号楼外墙渗水')
  const box = page.getByRole('searchbox', { name: '编号、来文号、什么事、当事人' })
  await box.fill('渗水')
  await expect(grid).not.toContainText('路口堆物占道')
  await expect(total).toContainText('共 1 件')
  await page.getByLabel('排序').selectOption('快到期的在前')
  await expect(page).toHaveURL(/words=.*order=due|order=due.*words=/)

  await page.reload()
  await expect(box).toHaveValue('渗水')
  await expect(page.getByLabel('排序')).toHaveValue('due')
  await expect(total).toContainText('共 1 件')
  await page.getByRole('button', { name: '去掉筛选：含“渗水”' }).click()
  await expect(grid).toContainText('路口堆物占道')
  await expect(box).toHaveValue('')
})

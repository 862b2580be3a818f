import { addDays } from '../../src-shared/kernel/day.ts'
import type { Locator, Page } from '@playwright/test'
import { seriousFindings } from './support/axe.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { TODAY } from './support/petitionCase.ts'

/** A dialog once its form stands there. */
async function dialogOf(page: Page, title: string): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: title })
  await expect(dialog.locator('[data-field-control]').first()).toBeVisible()
  return dialog
}

test('志愿者: a team, a person, an insurance that runs out, an activity, the figures, the list on paper, leaving', async ({
  logIn,
}) => {
  test.setTimeout(120_000)
  const page = await logIn('head')
  page.setDefaultTimeout(20_000)

  await goTo(page, '/volunteers/teams')
  await page.getByRole('button', { name: '加队伍' }).click()
  const team = await dialogOf(page, '加队伍')
  await team.getByLabel('队伍名称').fill('示范社区巡逻队')
  await choose(team, '依托', '分站')
  await choose(team, '参加要求', '3 天')
  await team.getByLabel('队长').press('Control+Enter')
  await expect(team).toBeHidden()
  await expect(page.getByRole('grid', { name: '志愿者队伍' })).toContainText('每月参加巡逻不少于 3 天')

  await goTo(page, '/volunteers')
  await page.getByRole('button', { name: '登记志愿者' }).click()
  const person = await dialogOf(page, '登记志愿者')
  await person.getByLabel('姓名').fill('样本甲')
  await person.getByLabel('电话').fill('13900000077')
  await choose(person, '队伍', '示范')
  await choose(person, '类别', '平安')
  await person.getByLabel('登记日期').fill(addDays(TODAY, -90))
  await person.getByLabel('备注').press('Control+Enter')
  await expect(person).toBeHidden()
  const grid = page.getByRole('grid', { name: '平安志愿者' })
  await expect(grid).toContainText('139****0077')
  await grid.getByRole('gridcell', { name: '样本甲' }).click()
  await page.getByRole('button', { name: '加保险、证书' }).click()
  const paper = await dialogOf(page, '样本甲的培训、保险与证书')
  await paper.getByLabel('名称').fill('人身意外险')
  await paper.getByLabel('到期日期').fill(addDays(TODAY, 5))
  await paper.getByLabel('名称').press('Control+Enter')
  await expect(paper).toBeHidden()
  await expect(grid).toContainText(addDays(TODAY, 5))
  expect(await seriousFindings(page)).toEqual([])

  // What runs out stands on the day's page and leads to the list.
  await goTo(page, '/today')
  await page.getByRole('link', { name: /示范社区巡逻队/ }).click()
  await expect(grid).toContainText('人身意外险')

  await goTo(page, '/volunteers/activities')
  await page.getByRole('button', { name: '登记服务活动' }).click()
  const activity = await dialogOf(page, '登记服务活动')
  await choose(activity, '队伍', '示范')
  await choose(activity, '活动类型', '巡逻')
  await activity.getByLabel('活动名称').fill('夜间巡逻')
  await activity.getByRole('checkbox', { name: '样本甲' }).check()
  await activity.getByLabel('活动名称').press('Control+Enter')
  await expect(activity).toBeHidden()
  await expect(page.getByRole('grid', { name: '服务活动' })).toContainText('夜间巡逻')

  // Hours are said at their field; after the word about insurance, Esc closes the next form as any other.
  await page.getByRole('button', { name: '登记服务活动' }).click()
  await choose(activity, '队伍', '示范')
  await choose(activity, '活动类型', '巡逻')
  await activity.getByLabel('活动名称').fill('拆除广告牌')
  await activity.getByLabel('日期').fill(addDays(TODAY, -1))
  await activity.getByRole('checkbox', { name: '样本甲' }).check()
  await activity.getByRole('checkbox', { name: '可能有人身危险' }).check()
  for (const [hours, said] of [
    ['30', '一次活动每人最多 24 小时'],
    ['1.3', '按半小时填'],
    ['', '请填小时数'],
  ] as const) {
    await activity.getByLabel('每人时长').fill(hours)
    await page.keyboard.press('Control+Enter')
    await expect(activity.locator('.field--bad')).toContainText(said)
  }
  await activity.getByLabel('每人时长').fill('１.5')
  await page.keyboard.press('Control+Enter')
  const word = page.getByRole('dialog', { name: '保险' })
  await expect(word).toContainText('样本甲那一天没有有效的人身意外保险')
  await word.getByRole('button', { name: '知道了' }).click()
  await expect(word).toBeHidden()
  await page.getByRole('button', { name: '登记服务活动' }).click()
  await expect(activity.locator('[data-field-control]').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(activity).toBeHidden()

  await goTo(page, '/volunteers/figures')
  await expect(page.getByRole('row', { name: /参加率 100\.00 %/ })).toContainText('参加过 1 ÷ 本月在过队 1')
  await expect(page.getByText(/^统计到\d{4}年\d+月\d+日。$/)).toBeVisible()
  await page.screenshot({ path: 'test-results/volunteer-figures.png', fullPage: true })
  expect(await seriousFindings(page)).toEqual([])

  await goTo(page, '/volunteers')
  await page.getByRole('button', { name: '打印', exact: true }).click()
  const ask = await dialogOf(page, '打印名册')
  await ask.getByLabel('打印用途').fill('备查')
  await ask.getByLabel('打印用途').press('Control+Enter')
  const shown = page.getByRole('dialog', { name: '平安志愿者名册' })
  await expect(shown.getByText('平安志愿者名册').last()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(shown).toBeHidden()
  await page.screenshot({ path: 'test-results/volunteers.png', fullPage: true })
  await grid.getByRole('gridcell', { name: '样本甲' }).click()
  await page.getByRole('button', { name: '退出', exact: true }).click()
  const leave = await dialogOf(page, '样本甲退出')
  await leave.getByLabel('原因').fill('搬走')
  await leave.getByLabel('原因').press('Control+Enter')
  await expect(leave).toBeHidden()
  await expect(page.getByText('共 0 人')).toBeVisible()
})

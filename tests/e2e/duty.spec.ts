import { monthOf } from '../../src-shared/kernel/day.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import { seriousFindings } from './support/axe.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { TODAY } from './support/petitionCase.ts'
import type { Locator, Page } from '@playwright/test'

/** A dialog once its form stands there. */
async function dialogOf(page: Page, title: string | RegExp): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: title })
  await expect(dialog.locator('[data-field-control]').first()).toBeVisible()
  return dialog
}
async function printed(page: Page, title: string, words: RegExp): Promise<void> {
  const ask = await dialogOf(page, '打印')
  await ask.getByLabel('打印用途').fill('张贴')
  await ask.getByLabel('打印用途').press('Control+Enter')
  const paper = page.getByRole('dialog', { name: new RegExp(title) })
  await expect(paper.getByText(words).first()).toBeVisible({ timeout: 20_000 })
  await page.keyboard.press('Escape')
  await expect(paper).toBeHidden()
}

test('联勤: posts and people, a month proposed and typed, a swap, a level, signing in, an inspection, the hand-over, the printed roster', async ({
  app,
  logIn,
}) => {
  test.setTimeout(180_000)
  const call = app.as('head')
  const page = await logIn('head')
  page.setDefaultTimeout(20_000)

  // Posts and people, by the forms.
  await goTo(page, '/duty/month')
  await page.getByRole('button', { name: '去加岗位' }).click()
  await page.getByRole('button', { name: '加岗位', exact: true }).click()
  const post = await dialogOf(page, '加岗位')
  await post.getByLabel('岗位编号').fill('G01')
  await post.getByLabel('岗位名称').fill('东门守望岗')
  await choose(post, '岗位类型', '守望')
  await post.getByRole('checkbox', { name: '日班' }).check()
  await post.getByLabel('职责').fill('看好东门')
  await post.getByLabel('岗位名称').press('Control+Enter')
  await expect(post).toBeHidden()
  await page.getByRole('button', { name: '加人员' }).click()
  const person = await dialogOf(page, '加上岗人员')
  await person.getByLabel('姓名').fill('样本甲')
  await choose(person, '类别', '综治')
  await person.getByLabel('电话').fill('13900000077')
  await person.getByLabel('姓名').press('Control+Enter')
  await expect(person).toBeHidden()
  await expect(page.getByRole('grid', { name: '上岗人员' })).toContainText('139****0077')
  for (const name of ['示例乙', '测试丙'])
    await call('duty.savePerson', { person: { name, category: '01', canLead: true } })

  // The month: proposed, taken, undone, taken again, one cell typed by initials.
  await goTo(page, '/duty/month')
  await page.getByRole('button', { name: '自动排班' }).click()
  const proposal = page.getByRole('dialog', { name: '自动排班' })
  await expect(proposal.getByRole('status')).toContainText('可以填')
  await proposal.getByRole('button', { name: '就这样排' }).click()
  await expect(page.getByText('没有重叠、休息不够或缺人的班。')).toBeVisible()
  await page.getByRole('button', { name: '撤销' }).click()
  await expect(page.getByRole('heading', { name: /要处理的（[1-9]/ })).toBeVisible()
  await page.getByRole('button', { name: '自动排班' }).click()
  await proposal.getByRole('button', { name: '就这样排' }).click()
  await expect(page.getByText('没有重叠、休息不够或缺人的班。')).toBeVisible()
  const grid = page.getByRole('grid', { name: '排班月表', exact: true })
  await grid.getByRole('gridcell').nth(3).click()
  await page.keyboard.type('cs、sl')
  await page.keyboard.press('Enter')
  await expect(grid.getByRole('gridcell').nth(3)).toHaveText('测试丙、示例乙')
  await page.keyboard.press('Control+z')
  await expect(grid.getByRole('gridcell').nth(3)).not.toHaveText('测试丙、示例乙')
  await page.screenshot({ path: 'test-results/duty-month.png', fullPage: true })
  expect(await seriousFindings(page)).toEqual([])
  await page.getByRole('button', { name: '打印 A3' }).click()
  await printed(page, '排班表', /岗位联勤排班表/)

  // A swap: asked for here, approved here, the roster follows.
  const month = monthOf(TODAY)
  const before = await call('duty.month', { month })
  const mine = before.cells.find(({ on }) => on === TODAY)
  const giver = before.people.find(({ id }) => id === mine?.people[0])
  const taker = before.people.find(({ id }) => id !== giver?.id)
  await goTo(page, '/duty/swaps')
  await page.getByRole('button', { name: '申请换班' }).click()
  const swap = await dialogOf(page, '申请换班')
  await choose(swap, '谁的班', giver?.name ?? '')
  await choose(swap, '岗位', '东门')
  await choose(swap, '班次', '日班')
  await choose(swap, '由谁上', taker?.name ?? '')
  await swap.getByLabel('换班原因').fill('家里有事')
  await swap.getByLabel('换班原因').press('Control+Enter')
  await expect(swap).toBeHidden()
  await page.getByRole('button', { name: '同意', exact: true }).click()
  await expect(page.getByRole('cell', { name: '已同意' })).toBeVisible()
  const after = await call('duty.month', { month })
  expect(after.cells.find(({ on }) => on === TODAY)?.people).toEqual([taker?.id as RowId])

  // A level: from today every shift needs one more and a leader.
  await goTo(page, '/duty/orders')
  await page.getByRole('button', { name: '启动等级' }).click()
  const order = await dialogOf(page, '启动防控等级')
  await choose(order, '防控等级', '二级')
  await order.getByLabel('任务名称').fill('示例节日')
  await order.getByLabel('下令人').fill('负责人乙')
  await order.getByLabel('下令人').press('Control+Enter')
  await expect(order).toBeHidden()
  await page.getByRole('button', { name: '打印示例节日的启动令' }).click()
  await printed(page, '启动令', /防控等级启动令/)
  await goTo(page, '/duty')
  await expect(page.getByText('二级加强')).toBeVisible()
  await page.getByRole('button', { name: `${taker?.name}签到` }).click()
  const sign = await dialogOf(page, /到岗签到/)
  await sign.getByLabel('备注').press('Control+Enter')
  await expect(page.getByRole('cell', { name: /到岗/ }).first()).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: 'test-results/duty-now.png', fullPage: true })

  // An inspection that found something goes into the hand-over.
  await goTo(page, '/duty/records')
  await page.getByRole('button', { name: '查岗', exact: true }).click()
  const inspection = await dialogOf(page, '查岗')
  await choose(inspection, '哪个岗', '东门')
  await inspection.getByLabel('查岗人').fill('负责人乙')
  await inspection.getByLabel('发现问题').check()
  await inspection.getByLabel('发现情况').fill('对讲机没电')
  await inspection.getByLabel('发现情况').press('Control+Enter')
  await expect(inspection).toBeHidden()
  await page.getByRole('button', { name: '打印查岗' }).click()
  await printed(page, '查岗记录', /查岗记录/)
  await page.getByRole('button', { name: '写交接班单' }).click()
  const handover = await dialogOf(page, '交接班单')
  await expect(handover.getByLabel('交接事项第1条')).toHaveValue(/对讲机没电/)
  await handover.getByLabel('交班人').fill('样本甲')
  await handover.getByLabel('接班人').fill('示例乙')
  await handover.getByLabel('补充说明').press('Control+Enter')
  await expect(handover).toBeHidden()
  await page.getByRole('button', { name: '打印交接班' }).click()
  await printed(page, '交接班单', /交接班单/)

  await goTo(page, '/duty/figures')
  await expect(page.getByRole('row', { name: /查岗次数/ })).toContainText('1')
  await goTo(page, '/today')
  await expect(page.getByRole('note', { name: '现在值班' })).toBeVisible()
  await goTo(page, '/duty/rules')
  await expect(page.getByRole('heading', { name: '排班规则' })).toBeVisible()
})

import type { Locator, Page } from '@playwright/test'
import { addMonthsTo, monthOf } from '../../src-shared/kernel/day.ts'
import { addPerson, addPost } from '../support/dutyDesk.ts'
import { seriousFindings } from './support/axe.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { TODAY } from './support/petitionCase.ts'

/** Columns of a row before its first day. */
const BEFORE_DAYS = 3

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [a, b] = [(await from.boundingBox())!, (await to.boundingBox())!]
  await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2)
  await page.mouse.down()
  await page.mouse.move(b.x + b.width / 2, b.y + b.height / 2, { steps: 6 })
  await page.mouse.up()
}

test('a stretch of the roster is chosen by dragging or by Shift and the arrows, and filled at once', async ({
  app,
  logIn,
}) => {
  test.setTimeout(90_000)
  const call = app.as('head')
  await addPost(call, 'G01', { name: '东门守望岗', shifts: ['01'] })
  await addPost(call, 'G02', { name: '地铁口岗', shifts: ['01'] })
  const jia = await addPerson(call, '样本甲', { canLead: true })
  const yi = await addPerson(call, '示例乙', { canLead: true })
  const page = await logIn('head')
  page.setDefaultTimeout(15_000)
  // A month to come: a day that is over is changed with a reason only.
  const month = addMonthsTo(monthOf(TODAY), 1)
  await goTo(page, `/duty/month?month=${month}`)
  const grid = page.getByRole('grid', { name: '排班月表', exact: true })
  const cell = (post: string, day: number): Locator =>
    grid
      .getByRole('row', { name: new RegExp(post) })
      .getByRole('gridcell')
      .nth(BEFORE_DAYS + day - 1)
  const on = async (day: number): Promise<string[][]> => {
    const { cells } = await call('duty.month', { month })
    return cells.filter(({ on: of }) => of === `${month}-0${day}`).map(({ people }) => people)
  }
  await expect(cell('东门守望岗', 1)).toBeVisible()
  const fill = page.getByRole('button', { name: /^给选中的/ })
  await expect(fill).toBeDisabled()

  // By mouse: three days of one post, two people, one of whom leads.
  await drag(page, cell('东门守望岗', 1), cell('东门守望岗', 3))
  await expect(fill).toHaveText('给选中的 3 格排人')
  await fill.click()
  const dialog = page.getByRole('dialog', { name: '给选中的 3 格排人' })
  await dialog.getByRole('button', { name: /^排上/ }).click()
  await expect(dialog.getByText('请选择由谁上；要清空请按 Delete')).toBeVisible()
  await dialog.getByRole('checkbox', { name: /样本甲/ }).check()
  await dialog.getByRole('checkbox', { name: /示例乙/ }).check()
  await choose(dialog, '带班人', '样本甲')
  await page.screenshot({ path: 'test-results/roster-range.png' })
  expect(await seriousFindings(page)).toEqual([])
  await dialog.getByRole('button', { name: /^排上/ }).click()
  await expect(dialog).toBeHidden()
  for (const day of [1, 2, 3]) await expect(cell('东门守望岗', day)).toHaveText(/示例乙、样本甲▲/)
  expect(await on(3)).toEqual([[yi, jia]])
  expect(await on(4)).toEqual([])

  // By keyboard, over both posts: the same person twice in one shift is said at once, as for a single cell.
  await cell('东门守望岗', 2).click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(fill).toHaveText('给选中的 4 格排人')
  await page.keyboard.press('Control+Enter')
  const second = page.getByRole('dialog', { name: '给选中的 4 格排人' })
  await second.getByRole('checkbox', { name: /样本甲/ }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+Enter')
  await expect(second).toBeHidden()
  await expect(cell('地铁口岗', 3)).toHaveText(/样本甲/)
  expect(await on(2)).toEqual([[jia], [jia]])
  await expect(page.getByText(/样本甲在.*还没下岗，又排了/).first()).toBeVisible()
  await expect(cell('地铁口岗', 2).locator('.roster__cell--bad')).toBeVisible()

  // One step back takes all four back; a text and Ctrl+Enter goes into all of them as well.
  await page.keyboard.press('Control+z')
  await expect(cell('地铁口岗', 3)).not.toHaveText(/样本甲/)
  expect(await on(2)).toEqual([[yi, jia]])
  await cell('地铁口岗', 4).click()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.type('sl')
  await page.keyboard.press('Control+Enter')
  await expect(cell('地铁口岗', 5)).toHaveText(/示例乙/)
  expect(await on(4)).toEqual([[yi]])
  expect(await on(5)).toEqual([[yi]])

  // Somebody unknown is refused for the whole stretch, and nothing is written.
  await page.keyboard.type('查无此人')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('alert').filter({ hasText: '没有“查无此人”这个人' })).toBeVisible()
  expect(await on(5)).toEqual([[yi]])
})

import type { Locator } from '@playwright/test'
import { monthOf } from '../../src-shared/kernel/day.ts'
import { addPerson, addPost, putOn } from '../support/dutyDesk.ts'
import { seriousFindings } from './support/axe.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { TODAY } from './support/petitionCase.ts'

/** Columns of a row before its first day. */
const BEFORE_DAYS = 3

test('a shift in which somebody signed in is taken from him only with a reason; he stays in sight and signs out', async ({
  app,
  logIn,
}) => {
  test.setTimeout(90_000)
  const call = app.as('head')
  const post = await addPost(call, 'G01', { name: '东门守望岗' })
  await addPost(call, 'G02', { name: '地铁口岗' })
  const jia = await addPerson(call, '样本甲')
  const yi = await addPerson(call, '示例乙')
  await putOn(call, post, TODAY, '01', [jia])
  const entry = { postId: post, on: TODAY, shift: '01', personId: jia, time: '00:00', note: '提前到岗' }
  await call('duty.record', { kind: 'sign_in', entry })
  const page = await logIn('head')
  page.setDefaultTimeout(15_000)
  await goTo(page, '/duty/month')
  const grid = page.getByRole('grid', { name: '排班月表', exact: true })
  const cell: Locator = grid
    .getByRole('row', { name: /东门守望岗/ })
    .getByRole('gridcell')
    .nth(BEFORE_DAYS + Number(TODAY.slice(8)) - 1)
  const people = async () => {
    const { cells } = await call('duty.month', { month: monthOf(TODAY) })
    return cells.find(({ on }) => on === TODAY)?.people
  }
  const ask = page.getByRole('dialog', { name: '更正排班' })
  const type = async (): Promise<void> => {
    await cell.click()
    await page.keyboard.type('sl')
    await page.keyboard.press('Enter')
    await expect(ask.getByText(/东门守望岗日班：样本甲 00:00 已经签到/)).toBeVisible()
  }

  // Asked, and not answered: everything stays.
  await type()
  await page.screenshot({ path: 'test-results/duty-correction.png' })
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(ask).toBeHidden()
  await expect(page.getByRole('alert').filter({ hasText: '没有写原因，排班没有改动' })).toBeVisible()
  await expect(cell).toHaveText(/样本甲/)
  expect(await people()).toEqual([jia])

  // The same over a box that fills several shifts at once.
  await cell.click()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+Enter')
  const several = page.getByRole('dialog', { name: '给选中的 2 格排人' })
  await several.getByRole('checkbox', { name: /示例乙/ }).check()
  await page.keyboard.press('Control+Enter')
  await expect(ask.getByText(/样本甲 00:00 已经签到/)).toBeVisible()
  await page.screenshot({ path: 'test-results/duty-correction-range.png' })
  await ask.getByRole('button', { name: '先不' }).click()
  await expect(several.getByText('没有写原因，排班没有改动')).toBeVisible()
  await several.getByRole('button', { name: '先不' }).click()
  await expect(several).toBeHidden()
  expect(await people()).toEqual([jia])

  // Answered: changed, kept with the reason, and who signed in is listed.
  await type()
  await ask.getByRole('textbox').fill('签错了岗')
  await page.keyboard.press('Control+Enter')
  await expect(ask).toBeHidden()
  await expect(cell).toHaveText(/示例乙/)
  expect(await people()).toEqual([yi])
  const toDo = page.getByRole('region', { name: /要处理的/ })
  await expect(toDo.getByText(/样本甲 00:00 在.*东门守望岗日班签到，这个班的排班里没有他/)).toBeVisible()
  await page.screenshot({ path: 'test-results/duty-unposted.png', fullPage: true })

  await goTo(page, '/duty')
  const row = page.getByRole('row', { name: /样本甲/ })
  await expect(row).toContainText('不在排班里')
  await expect(row.getByRole('button', { name: '样本甲缺勤' })).toHaveCount(0)
  await row.getByRole('button', { name: '样本甲签退' }).click()
  const out = page.getByRole('dialog', { name: /离岗签退/ })
  await out.getByLabel('备注').press('Control+Enter')
  await expect(row).toContainText(/00:00 到，.*离/)
  await page.screenshot({ path: 'test-results/duty-unposted-now.png', fullPage: true })

  await goTo(page, '/duty/records')
  await page.getByLabel('看哪些').selectOption('更正排班')
  const kept = page.getByRole('table', { name: '勤务记录' }).getByRole('row', { name: /样本甲 → 示例乙；签错了岗/ })
  await expect(kept).toBeVisible()
  await expect(kept.getByRole('button', { name: '作废' })).toHaveCount(0)
})

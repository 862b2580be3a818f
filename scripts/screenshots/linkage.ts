import { addMonthsTo, dayOf, monthOf } from '../../src-shared/kernel/day.ts'
import type { Studio } from './studio.ts'

const LAST_MONTH = addMonthsTo(monthOf(dayOf(new Date().toISOString())), -1)

/** What the head sees of the linkages: the tasks, the month in pictures, a listed problem, the grids, units by month, a stretch of the roster. */
export async function takeLinkage({ page, logIn, goTo, take }: Studio): Promise<void> {
  await logIn('fuzeren')
  await goTo('/linkage')
  await page.getByRole('gridcell').first().waitFor()
  await take('linkage')
  await goTo(`/linkage/board?month=${LAST_MONTH}`)
  await page.locator('.board svg').first().waitFor()
  await take('board')
  await goTo('/linkage/cure')
  await page.getByRole('gridcell').first().waitFor()
  await take('cure')
  await goTo('/linkage/grid-events')
  await page.getByRole('gridcell').first().waitFor()
  await take('grid-events')
  await goTo(`/linkage/assessment?month=${LAST_MONTH}`)
  await page.getByRole('gridcell').first().waitFor()
  await take('assessment')

  await goTo('/duty/month')
  const cells = page.getByRole('grid', { name: '排班月表', exact: true }).getByRole('row').nth(1).getByRole('gridcell')
  await cells.nth(4).click()
  for (let more = 0; more < 3; more++) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('dialog', { name: /^给选中的/ }).waitFor()
  await take('duty-range')
  await page.keyboard.press('Escape')
}

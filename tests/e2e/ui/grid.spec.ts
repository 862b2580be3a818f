import type { Locator, Page } from '@playwright/test'
import { expect, seriousFindings, test } from './gallery.ts'

/** The cell that the grid has made the active one. */
function activeCell(grid: Locator): Locator {
  return grid.locator('[id$="-active"]')
}
function clipboard(page: Page): Promise<string> {
  return page.evaluate('navigator.clipboard.readText()')
}
function cell(grid: Locator, row: number, column: number): Locator {
  return grid.locator(`[data-row="${row}"][data-column="${column}"]`)
}

test('arrows, Home, End, pages and corners of 100,000 rows with few elements', async ({ page, open }) => {
  await open('grid')
  const grid = page.getByRole('grid', { name: '十万行的表' })
  await expect(grid).toHaveAttribute('aria-rowcount', '100001')
  await cell(grid, 0, 0).click()
  await expect(grid).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await expect(activeCell(grid)).toHaveText('110101199001010002')
  await page.keyboard.press('End')
  await expect(activeCell(grid)).toHaveText('2-19')
  await expect(activeCell(grid)).toBeInViewport()
  await page.keyboard.press('Control+End')
  await expect(activeCell(grid)).toHaveText('100000-19')
  await expect(activeCell(grid)).toBeInViewport()
  await page.keyboard.press('Home')
  await expect(activeCell(grid)).toHaveText('赵样本100000')
  await page.keyboard.press('PageUp')
  await page.keyboard.press('Control+ArrowUp')
  await expect(activeCell(grid)).toHaveText('钱样本1')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('log')).toHaveText('打开第 1 行 钱样本1')
  expect(await grid.getByRole('row').count()).toBeLessThan(40)
})

test('scrolling through 100,000 rows keeps its elements', async ({ page, open }) => {
  await open('grid')
  const grid = page.getByRole('grid', { name: '十万行的表' })
  await expect(cell(grid, 0, 0)).toHaveText('钱样本1')
  const created = await page.evaluate<number>(`(async () => {
    const grid = document.querySelectorAll('[role=grid]')[1]
    const scroller = grid.parentElement
    let created = 0
    const observer = new MutationObserver((all) => { for (const each of all) created += each.addedNodes.length })
    for (let step = 0; step < 90; step++) {
      scroller.scrollTop += step < 60 ? 40 : 20000
      await new Promise(requestAnimationFrame)
      if (step === 2) observer.observe(grid.querySelector('.grid__body'), { childList: true, subtree: false })
    }
    observer.disconnect()
    return created
  })()`)
  expect(created).toBe(0)
  await expect(grid.getByText('…').first()).toBeHidden()
})

test('a block copies as spreadsheets expect, and pastes back over editable columns only', async ({ page, open }) => {
  await open('grid')
  const grid = page.getByRole('grid', { name: '可改的表' })
  await cell(grid, 5, 0).click()
  await page.keyboard.press('Shift+ArrowDown')
  for (let step = 0; step < 5; step++) await page.keyboard.press('Shift+ArrowRight')
  await expect(grid.locator('[aria-selected="true"]')).toHaveCount(12)
  await page.keyboard.press('Control+c')
  await expect(page.getByTestId('log')).toHaveText('复制 2×6')
  expect((await clipboard(page)).replace(/\r\n/g, '\n')).toBe(
    '郑样本6\t110101199001010006\t建设里\t222\t2026-07-07\t备注 6\n' +
      '王样本7\t110101199001010007\t团结巷\t259\t2026-08-08\t"第一行\n第二行"',
  )
  await cell(grid, 0, 0).click()
  await page.keyboard.press('Control+v')
  await expect(page.getByTestId('log')).toHaveText('paste 6 改 4 略 0 余')
  await expect(cell(grid, 1, 0)).toHaveText('王样本7')
  await expect(cell(grid, 1, 1)).toHaveText('110101199001010002') // not editable
  await expect(cell(grid, 1, 5)).toHaveText('第一行\n第二行')
  const html = await page.evaluate<string>(
    `navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())`,
  )
  expect(html).toContain('110101199001010006')
})

test('typing, input method, F2, fill down, clear; Esc gives up but Ctrl+Z finds it again', async ({
  page,
  open,
  ime,
}) => {
  await open('grid')
  const grid = page.getByRole('grid', { name: '可改的表' })
  await cell(grid, 2, 0).click()
  await page.keyboard.type('abc')
  await page.keyboard.press('Enter')
  await expect(cell(grid, 2, 0)).toHaveText('abc')
  await ime.compose('liming')
  await ime.confirm('黎明')
  await page.keyboard.press('Tab')
  await expect(cell(grid, 3, 0)).toHaveText('黎明')
  await cell(grid, 3, 0).click()
  await page.keyboard.press('F2')
  await page.keyboard.insertText('路')
  await page.keyboard.press('Enter')
  await expect(cell(grid, 3, 0)).toHaveText('黎明路')
  await cell(grid, 3, 0).click()
  await cell(grid, 6, 0).click({ modifiers: ['Shift'] })
  await page.keyboard.press('Control+d')
  await expect(cell(grid, 6, 0)).toHaveText('黎明路')
  await cell(grid, 6, 0).dblclick()
  await page.keyboard.type('写了一半')
  await page.keyboard.press('Escape')
  await expect(cell(grid, 6, 0)).toHaveText('黎明路')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Enter')
  await expect(cell(grid, 6, 0)).toHaveText('黎明路写了一半')
  await cell(grid, 6, 0).click()
  await page.keyboard.press('Delete')
  await expect(cell(grid, 6, 0)).toHaveText('')
})

test('sorting by header, by mouse and by keyboard', async ({ page, open }) => {
  await open('grid')
  const grid = page.getByRole('grid', { name: '可改的表' })
  const amount = grid.getByRole('columnheader', { name: '数量' })
  await amount.click()
  await expect(amount).toHaveAttribute('aria-sort', 'ascending')
  await expect(cell(grid, 0, 3)).toHaveText('37')
  await page.keyboard.press('Enter')
  await expect(amount).toHaveAttribute('aria-sort', 'descending')
  await expect(cell(grid, 0, 3)).toHaveText('2220')
})

test('a dragged width is remembered', async ({ page, open }) => {
  await open('grid')
  const head = page.getByRole('grid', { name: '可改的表' }).getByRole('columnheader', { name: '地点' })
  const before = await head.boundingBox()
  if (!before) throw new Error('no header')
  await page.mouse.move(before.x + before.width - 3, before.y + 10)
  await page.mouse.down()
  await page.mouse.move(before.x + before.width + 77, before.y + 10, { steps: 4 })
  await page.mouse.up()
  await page.reload()
  await expect.poll(async () => (await head.boundingBox())?.width).toBe(before.width + 80)
})

test('frozen columns stay, the sum line and the empty text show', async ({ page, open }) => {
  await open('grid')
  const grid = page.getByRole('grid', { name: '可改的表' })
  const frozen = await cell(grid, 0, 0).boundingBox()
  await cell(grid, 0, 0).click()
  await page.keyboard.press('End')
  expect((await cell(grid, 0, 0).boundingBox())?.x).toBe(frozen?.x)
  await expect(grid.getByText('60 人')).toBeInViewport()
  await expect(page.getByText('本月无')).toBeVisible()
})

test('axe finds nothing serious in a grid with rows or without', async ({ page, open }) => {
  test.slow() // axe compares the colours of every cell
  await open('grid')
  await expect(page.getByText('本月无')).toBeVisible()
  expect(await seriousFindings(page, { within: '.grid-box:first-of-type' })).toEqual([])
  expect(await seriousFindings(page, { within: '.grid-box--low' })).toEqual([])
})

test('columns change places by button and by key, can be hidden, and stay so', async ({ page, open }) => {
  await open('grid')
  const grid = page.getByRole('grid', { name: '可改的表' })
  const titles = async () =>
    (await grid.getByRole('columnheader').allInnerTexts()).slice(1, 5).map((text) => text.replace(/[^\p{L}]/gu, ''))
  expect(await titles()).toEqual(['名称', '号码', '地点', '数量'])
  await page.getByRole('button', { name: '列设置' }).click()
  const dialog = page.getByRole('dialog', { name: '显示哪些列' })
  await dialog.getByRole('button', { name: '地点前移' }).click()
  await dialog.getByRole('checkbox', { name: '数量' }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect(dialog.getByRole('checkbox', { name: '数量' })).toBeFocused()
  await dialog.getByRole('checkbox', { name: '号码' }).uncheck()
  await dialog.getByRole('button', { name: '好了' }).click()
  await expect.poll(titles).toEqual(['名称', '地点', '数量', '日期'])
  expect(await seriousFindings(page)).toEqual([])
  await page.reload()
  await open('grid')
  await expect.poll(titles).toEqual(['名称', '地点', '数量', '日期'])
})

import { seriousFindings } from './support/axe.ts'
import { expect, goTo, test } from './support/fixtures.ts'

for (const width of [1366, 1024])
  test(`the tabs of 六联 stand in one line at ${width}, the rest in a menu that the keyboard reaches`, async ({
    logIn,
  }) => {
    const page = await logIn('head')
    await page.setViewportSize({ width, height: 768 })
    await goTo(page, '/linkage')
    const tabs = page.getByRole('navigation', { name: '六联的分页' })
    const more = tabs.getByRole('button', { name: /^更多/ })
    const isOneLine = async (): Promise<boolean> =>
      tabs.evaluate((nav) => {
        const tops = [...nav.querySelectorAll('a, button')].map((each) => Math.round(each.getBoundingClientRect().top))
        return new Set(tops).size === 1 && nav.scrollWidth <= nav.clientWidth
      })
    await expect(tabs.getByRole('link', { name: '平安联创' })).toBeVisible()
    await expect(more).toBeVisible()
    expect(await isOneLine()).toBe(true)
    await page.screenshot({ path: `test-results/linkage-tabs-${width}.png` })

    // By keyboard: down into the menu, to its end and round, out again with the button in focus, and in for good.
    await more.focus()
    await page.keyboard.press('ArrowDown')
    await expect(more).toHaveAttribute('aria-expanded', 'true')
    await page.keyboard.press('End')
    await expect(tabs.getByRole('link', { name: '六联设置' })).toBeFocused()
    await page.screenshot({ path: `test-results/linkage-tabs-${width}-menu.png` })
    expect(await seriousFindings(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    await expect(tabs.getByRole('link', { name: '六联设置' })).not.toBeFocused()
    await page.keyboard.press('Escape')
    await expect(more).toBeFocused()
    await expect(tabs.getByRole('link', { name: '六联设置' })).toHaveCount(0)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: '六联设置', level: 1 })).toBeVisible()
    await expect(more).toHaveText('更多：六联设置 ▾')
    expect(await isOneLine()).toBe(true)

    // Every page is there, in the line or in the menu; a click elsewhere closes it.
    await more.click()
    for (const title of [
      '任务',
      '网格事件',
      '民情日志',
      '来件导入',
      '来件答复',
      '凭码登记答复',
      '联考',
      '网格',
      '成员单位',
    ])
      await expect(tabs.getByRole('link', { name: title, exact: true })).toHaveCount(1)
    await expect(tabs.getByRole('link', { name: '六联设置' })).toHaveAttribute('aria-current', 'page')
    await page.getByRole('heading', { level: 1 }).click()
    await expect(more).toHaveAttribute('aria-expanded', 'false')
  })

test('the tabs of 六联 stand where they stood from page to page, whatever stands beside the title', async ({
  logIn,
}) => {
  const page = await logIn('head')
  const tops = new Set<number>()
  const titles = {
    '': '六联任务',
    '/mediate': '矛盾联调',
    '/cure': '问题联治',
    '/sheet-answers': '来件答复',
    '/grids': '网格',
  }
  for (const [path, title] of Object.entries(titles)) {
    await goTo(page, `/linkage${path}`)
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
    const box = await page.getByRole('navigation', { name: '六联的分页' }).boundingBox()
    tops.add(Math.round(box?.y ?? 0))
  }
  expect([...tops]).toHaveLength(1)
})

test('larger letters and a narrow window move more tabs into the menu, and never into a second line', async ({
  logIn,
}) => {
  const page = await logIn('head')
  await page.setViewportSize({ width: 1366, height: 768 })
  await goTo(page, '/linkage')
  const tabs = page.getByRole('navigation', { name: '六联的分页' })
  await expect(tabs.getByRole('link', { name: '平安联创' })).toBeVisible()
  const before = await tabs.getByRole('link').count()
  await page.evaluate(() => (document.documentElement.style.fontSize = '24px'))
  await expect.poll(() => tabs.getByRole('link').count()).toBeLessThan(before)
  const nav = (await tabs.boundingBox())!
  expect(nav.height).toBeLessThan(80)
  await expect(tabs.getByRole('button', { name: /^更多/ })).toBeVisible()
})

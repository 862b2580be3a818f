import { expect, seriousFindings, test } from './gallery.ts'

for (const mode of ['light', 'dark', 'contrast']) {
  test(`the ${mode} look has no serious finding, and is remembered`, async ({ page, open }) => {
    await open('form')
    await page.getByLabel('配色').selectOption(mode)
    for (const section of ['表单', '反馈', '纸面']) {
      await page.getByRole('link', { name: section }).click()
      await expect(page.getByRole('heading', { level: 1, name: section })).toBeVisible()
      expect(await seriousFindings(page)).toEqual([])
    }
    await page.reload()
    await expect(page.getByLabel('配色')).toHaveValue(mode)
  })
}

for (const zoom of ['1', '1.5', '2']) {
  test(`at zoom ${zoom} no button or field is cut off`, async ({ page, open }) => {
    await page.setViewportSize({ width: 1280, height: 720 })
    await open('form')
    await page.getByLabel('缩放').selectOption(zoom)
    for (const section of ['表单', '反馈']) {
      await page.getByRole('link', { name: section }).click()
      const cut = await page.evaluate<string[]>(`[...document.querySelectorAll('button, input, label, .status-tag')]
        .filter((each) => each.getClientRects().length > 0 && getComputedStyle(each).clipPath === 'none')
        .filter((each) => each.scrollWidth > each.clientWidth + 2 && each.tagName !== 'LABEL' || each.tagName === 'BUTTON' && each.scrollHeight > each.clientHeight + 2 || each.getBoundingClientRect().right > innerWidth + 1)
        .map((each) => each.outerHTML.slice(0, 120))`)
      expect(cut).toEqual([])
    }
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
  })
}

test('density changes the height of rows and controls', async ({ page, open }) => {
  await open('grid')
  const row = page.getByRole('grid', { name: '可改的表' }).getByRole('row').nth(1)
  const heights: number[] = []
  for (const density of ['compact', 'normal', 'roomy']) {
    await page.getByLabel('疏密').selectOption(density)
    heights.push((await row.boundingBox())?.height ?? 0)
  }
  expect(heights).toEqual([26, 32, 40])
})

test('the watermark is over everything and in nobody’s way', async ({ page, open }) => {
  await open('form')
  await page.getByLabel('水印').check()
  await expect(page.getByTestId('watermark')).toBeVisible()
  await page.getByLabel('姓名').click()
  await expect(page.getByLabel('姓名')).toBeFocused()
})

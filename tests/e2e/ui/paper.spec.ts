import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { expect, seriousFindings, test } from './gallery.ts'

test('pages are drawn as they come into view, counted, zoomed, and can be read', async ({ page, open }) => {
  await open('paper')
  await expect(page.getByText('第 1 页 / 共 12 页')).toBeVisible()
  const first = page.getByLabel('第 1 页', { exact: true })
  await expect(first).toHaveAttribute('data-drawn')
  await expect(first.getByText('Sample page 1')).toBeAttached()
  await expect(page.getByLabel('第 12 页', { exact: true })).not.toHaveAttribute('data-drawn')
  const ink = await page.evaluate<number>(`(() => {
    const canvas = document.querySelector('[data-page="1"] canvas')
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    let dark = 0
    for (let at = 0; at < data.length; at += 4) if (data[at] < 128 && data[at + 3] > 128) dark++
    return dark
  })()`)
  expect(ink).toBeGreaterThan(500)

  for (let step = 0; step < 11; step++) await page.getByRole('button', { name: '下一页' }).click()
  await expect(page.getByText('第 12 页 / 共 12 页')).toBeVisible()
  await expect(page.getByLabel('第 12 页', { exact: true })).toHaveAttribute('data-drawn')
  await expect(first).not.toHaveAttribute('data-drawn')

  const last = page.getByLabel('第 12 页', { exact: true })
  const fitted = await last.boundingBox()
  await page.getByRole('button', { name: '缩小' }).click()
  await expect.poll(async () => (await last.boundingBox())?.width).toBeLessThan(fitted?.width ?? 0)
  await page.getByRole('button', { name: '适合宽度' }).click()
  await expect.poll(async () => (await last.boundingBox())?.width).toBeGreaterThan(fitted?.width ?? 0)
  expect(await seriousFindings(page)).toEqual([])
})

test('Chinese text with embedded fonts is drawn and selectable', async ({ page, open }) => {
  const source =
    '#set page(paper: "a4")\n#set text(font: "Noto Serif CJK SC")\n= 调用样张\n第一页的正文。\n#pagebreak()\n第二页。'
  const bytes = NodeCompiler.create().pdf({ mainFileContent: source })
  await open('paper')
  await page
    .getByLabel('打开文件')
    .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from(bytes) })
  await expect(page.getByText('第 1 页 / 共 2 页')).toBeVisible()
  await expect(page.getByLabel('第 1 页', { exact: true }).getByText('第一页的正文')).toBeAttached()
})

test('a damaged file says so and offers no printing', async ({ page, open }) => {
  await open('paper')
  await page
    .getByLabel('打开文件')
    .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('nothing') })
  await expect(page.getByRole('alert')).toContainText('打不开')
  await expect(page.getByRole('button', { name: '打印', exact: true })).toBeDisabled()
})

test('printing and saving go through under the strict policy', async ({ page, open }) => {
  await page.addInitScript('window.print = () => { top.printed = (top.printed ?? 0) + 1 }')
  await open('paper')
  await expect(page.getByText('载入 12 页')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '存为文件' }).click()
  expect((await download).suggestedFilename()).toBe('样张.pdf')
  await page.getByRole('button', { name: '按图片打印' }).click()
  await expect(page.getByTestId('log')).toHaveText('已按图片交给打印', { timeout: 20_000 })
  await page.getByRole('button', { name: '打印', exact: true }).click()
  await expect(page.getByTestId('log')).toHaveText('已交给打印')
})

import type { Page } from '@playwright/test'
import { MOST_PHOTO_BYTES } from '../../src-shared/care/photo.ts'
import { cleanJpeg } from '../../src-shared/kernel/jpeg.ts'
import { withSegment } from '../support/photos.ts'
import { seriousFindings } from './support/axe.ts'
import { openCare, panel, registerByCall, visitFromClient } from './support/careCourse.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { PEOPLE } from './support/people.ts'

/** What a phone takes: 2400 × 1600 pixels of noise that no quality makes small at once. */
const largePhoto = async (page: Page): Promise<Buffer> =>
  Buffer.from(
    await page.evaluate(() => {
      const canvas = document.createElement('canvas')
      ;[canvas.width, canvas.height] = [2400, 1600]
      const pen = canvas.getContext('2d')!
      const pixels = pen.createImageData(2400, 1600)
      for (let at = 0; at < pixels.data.length; at += 1) pixels.data[at] = at % 4 === 3 ? 255 : (at * 7919) % 251
      pen.putImageData(pixels, 0, 0)
      return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]!
    }),
    'base64',
  )

test('photos of a visit are added small and bare, looked at with a purpose, printed when ticked, removed for good', async ({
  app,
  logIn,
}) => {
  const { workerId } = await openCare(app)
  const clientId = await registerByCall(app, workerId, '卫相片（测试）', {})
  const page = await logIn('worker')
  await goTo(page, `/care/clients/${clientId}`)
  await visitFromClient(page, '卫相片（测试）', (form) => form.getByLabel('走访情况').fill('厨房水管漏水。'))
  const visits = panel(page, '走访记录（1）')
  await visits.getByRole('button', { name: /加照片/ }).click()
  const adding = page.getByRole('dialog', { name: '加照片' })
  const files = adding.getByLabel('选择照片')
  await files.setInputFiles({ name: '不是照片.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('不是照片') })
  await expect(adding.getByRole('alert')).toContainText('打不开')
  const withPlace = withSegment(0xe1, 'Exif\0\0 GPS 39.9 N')
  await files.setInputFiles({ name: '水管.jpg', mimeType: 'image/jpeg', buffer: withPlace })
  await files.setInputFiles({ name: '厨房.jpg', mimeType: 'image/jpeg', buffer: await largePhoto(page) })
  await expect(adding.getByRole('list', { name: '要保存的照片' }).getByRole('listitem')).toHaveCount(2)
  await adding.getByRole('button', { name: /保存照片/ }).click()
  await expect(adding.getByText('请写明谁同意拍照')).toBeVisible()
  await expect(adding.getByLabel('谁同意拍的')).toBeFocused()
  await adding.getByLabel('谁同意拍的').fill('本人')
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('adding.png') })
  await page.keyboard.press('Control+Enter')
  await expect(adding).toBeHidden()

  const [visit] = (await app.as('worker')('care.client', { clientId: clientId as never })).state.visits
  const kept = await app.as('worker')('care.photo', {
    clientId: clientId as never,
    visitId: visit!.visitId,
    purpose: 'check',
  })
  expect(kept).toHaveLength(2)
  for (const { jpegBase64 } of kept) {
    const bytes = Buffer.from(jpegBase64, 'base64')
    expect(bytes.length).toBeLessThanOrEqual(MOST_PHOTO_BYTES)
    expect(cleanJpeg(bytes, MOST_PHOTO_BYTES)).toMatchObject({ bytes: Uint8Array.from(bytes) })
    expect(bytes.includes('GPS')).toBe(false)
  }

  await visits.getByRole('button', { name: /看照片/ }).click()
  const shown = page.getByRole('dialog', { name: /走访的照片/ })
  await shown.getByRole('button', { name: '办理帮扶' }).click()
  await expect(shown.getByRole('list', { name: '照片' }).getByRole('img')).toHaveCount(2)
  await expect
    .poll(() =>
      shown
        .getByRole('list', { name: '照片' })
        .getByRole('img')
        .last()
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBeGreaterThan(400)
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('looking.png') })
  await shown.getByRole('button', { name: '删去第 1 张' }).click()
  const why = page.getByRole('dialog', { name: '删去这张照片' })
  await why.getByRole('button', { name: '拍到了别人' }).click()
  await page.keyboard.press('Control+Enter')
  await expect(shown.getByRole('list', { name: '照片' }).getByRole('img')).toHaveCount(1)
  await page.keyboard.press('Escape')
  await expect(visits).toContainText('删去过 1 张')
  await visits.getByRole('checkbox', { name: '记录表上印照片' }).check()
  await visits.getByRole('button', { name: '走访记录表' }).click()
  const paper = page.getByRole('dialog', { name: '走访记录表' })
  await expect(paper.locator('canvas').first()).toBeVisible()
  await page.waitForTimeout(500)
  await page.screenshot({ path: test.info().outputPath('paper.png') })
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: PEOPLE.worker.name, exact: true }).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  const head = await logIn('careHead')
  await goTo(head, '/care/looks')
  await expect(head.getByRole('row', { name: /看照片/ }).filter({ hasText: '办理帮扶' })).toContainText('2')
})

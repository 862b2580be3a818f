import { seriousFindings } from './ui/gallery.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { openIntake, registerByCall, SENTENCE } from './support/intake.ts'

test('the day starts with one list; figures and rows open what they count', async ({ logIn, app }) => {
  const { number } = await registerByCall(app, { name: '样本甲' })
  const page = await logIn('clerk')
  await expect(page.getByRole('heading', { name: /^今日/ })).toBeVisible()
  await page.getByRole('link', { name: '1 今天登记' }).click()
  await expect(page.getByRole('heading', { name: /^事项/ })).toContainText('共 1 件')
  await page.goBack()
  await page
    .getByRole('region', { name: /等待分流/ })
    .getByRole('link', { name: number })
    .click()
  await expect(page.getByRole('heading', { name: number })).toBeVisible()
})

test('a draft is listed, opened, put away and brought back', async ({ logIn }) => {
  const page = await logIn('clerk')
  await openIntake(page)
  await page.getByLabel('什么事').fill(SENTENCE)
  await expect(page.getByText(/草稿已存/)).toBeVisible()
  await goTo(page, '/today')
  const drafts = page.getByRole('region', { name: /没写完的草稿/ })
  await drafts.getByRole('link', { name: SENTENCE }).click()
  await expect(page.getByLabel('什么事')).toHaveValue(SENTENCE)
  await goTo(page, '/today')
  await drafts.getByRole('button', { name: /放进回收站/ }).click()
  await expect(drafts).toBeHidden()
  await page.getByText('草稿回收站（1）').click()
  await page.getByRole('button', { name: /找回草稿/ }).click()
  await expect(drafts.getByRole('link', { name: SENTENCE })).toBeVisible()
})

test('only mine hides what others hold; the morning sheet is shown as paper', async ({ logIn, app }) => {
  await registerByCall(app, { name: '样本甲' })
  const page = await logIn('mediator')
  await expect(page.getByRole('region', { name: /等待分流/ })).toBeVisible()
  await page.getByLabel('只看我的').check()
  await expect(page.getByText('您名下没有等着办的事')).toBeVisible()
  await page.getByLabel('只看我的').uncheck()
  await page.getByRole('button', { name: '打印今日清单' }).click()
  await expect(page.getByRole('dialog', { name: /今日清单/ }).getByText('第 1 页 / 共 1 页')).toBeVisible()
})

test('the list of matters keeps its filter in the address', async ({ logIn, app }) => {
  await registerByCall(app, { name: '样本甲' })
  await registerByCall(app, { name: '样本乙' }, { channel: 'call', summary: '问办证要带什么' })
  const page = await logIn('clerk')
  await goTo(page, '/matters')
  const grid = page.getByRole('grid', { name: '事项列表' })
  await expect(grid.getByRole('gridcell', { name: '样本甲' })).toBeVisible()
  const channel = page.getByRole('combobox', { name: '来源' })
  await channel.fill('ld')
  await page.getByRole('option', { name: '来电' }).waitFor()
  await channel.press('Enter')
  await expect(grid.getByRole('gridcell', { name: '样本甲' })).toBeHidden()
  await expect(page.getByText('共 1 件')).toBeVisible()
  expect(page.url()).toContain('channel=call')
  await page.reload()
  await expect(grid.getByRole('gridcell', { name: '样本乙' })).toBeVisible()
  await page.getByRole('button', { name: '去掉筛选：来源：来电' }).click()
  await expect(page.getByText('共 2 件')).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出表格' }).click()
  await page.getByLabel('导出用途').fill('月底核对')
  await page.keyboard.press('Control+Enter')
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/)
})

test('the everyday pages have no serious finding of axe', async ({ logIn, app }) => {
  const { matterId } = await registerByCall(app, { name: '样本甲', phone: '13800138000' })
  const page = await logIn('clerk')
  for (const path of ['/today', '/intake', '/matters', `/matters/${matterId}`]) {
    await goTo(page, path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await seriousFindings(page), path).toEqual([])
  }
  await page.keyboard.press('Control+k')
  await page.keyboard.insertText('样本')
  await page.getByRole('option').waitFor()
  expect(await seriousFindings(page), 'search').toEqual([])
})

import { expect, test } from './support/fixtures.ts'
import { registerByCall } from './support/intake.ts'

test('Ctrl+K finds by name, initials, phone tail, number and words; arrows and Enter open the record', async ({
  logIn,
  app,
}) => {
  const leak = await registerByCall(app, { name: '样本甲', phone: '13800138001' })
  const fence = await registerByCall(app, { name: '样本乙', phone: '13900139002' }, { summary: '邻居把篱笆搭到路中间' })
  const page = await logIn('clerk')
  await page.keyboard.press('Control+k')
  const box = page.getByRole('combobox', { name: '搜索' })
  await expect(box).toBeFocused()
  await expect(page.getByText(/可以搜：姓名.*拼音首字母.*电话尾号.*编号.*地址.*内容/)).toBeVisible()
  const results = page.getByRole('listbox', { name: '搜索结果' })
  const found: [string, string][] = [
    ['样本甲', leak.number],
    ['ybj', leak.number],
    ['8001', leak.number],
    [leak.number, leak.number],
    ['篱笆', fence.number],
  ]
  for (const [typed, number] of found) {
    await box.fill(typed)
    await expect(results.getByRole('option')).toHaveCount(1)
    await expect(results.getByRole('option').first()).toContainText(number)
  }
  await box.fill('样本')
  await expect(results.getByRole('option')).toHaveCount(2)
  await expect(results.getByRole('option').first()).toContainText(fence.number) // newest first
  await page.keyboard.press('ArrowDown')
  await expect(results.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: leak.number })).toBeVisible()
  await expect(box).toBeHidden()
})

test('what was found is marked in the text, and nothing found says what to do', async ({ logIn, app }) => {
  await registerByCall(app, { name: '样本甲' }, { summary: '邻居把篱笆搭到路中间' })
  const page = await logIn('clerk')
  await page.keyboard.press('Control+k')
  await page.keyboard.insertText('篱笆')
  const hit = page.getByRole('option')
  await expect(hit.getByText('篱笆', { exact: true }).first()).toHaveCSS('text-decoration-line', 'underline')
  await page.getByRole('combobox', { name: '搜索' }).fill('没有这样的词')
  await expect(page.getByText('没有找到“没有这样的词”')).toBeVisible()
  await expect(page.getByText(/换个说法/)).toBeVisible()
})

test('letters in the candidate window are not searched; Enter there opens nothing', async ({ logIn, app, ime }) => {
  await registerByCall(app, { name: '样本甲' })
  const page = await logIn('clerk')
  const asked: string[] = []
  page.on('request', (request) => {
    const body = request.url().endsWith('/rpc')
      ? (request.postDataJSON() as { method: string; input: { text?: string } })
      : undefined
    if (body?.method === 'search.find') asked.push(body.input.text ?? '')
  })
  await page.keyboard.press('Control+k')
  await ime.compose('yangben')
  await ime.confirm('样本')
  await expect(page.getByRole('option')).toHaveCount(1)
  expect(asked).toEqual(['样本'])
  await expect(page.getByRole('combobox', { name: '搜索' })).toBeFocused()
})

test('Esc closes the box and gives the focus back', async ({ logIn }) => {
  const page = await logIn('clerk')
  const button = page.getByRole('button', { name: '打印今日清单' })
  await button.focus()
  await page.keyboard.press('Control+k')
  await page.keyboard.insertText('样本')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: '搜索' })).toBeHidden()
  await expect(button).toBeFocused()
})

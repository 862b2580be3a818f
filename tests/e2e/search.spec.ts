import { expect, test } from './support/fixtures.ts'
import { registerByCall } from './support/intake.ts'
import { TODAY } from './support/petitionCase.ts'

test('Ctrl+K finds by name, initials, phone tail, number and words; arrows and Enter open the record @everyday', async ({
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

test('records of the linkages, events of grids and 民情日志 are found by number and title, and open', async ({
  logIn,
  app,
}) => {
  const placeCard = { id: null, kind: 'community' as const, name: '示例一居', parentId: null, isActive: true }
  const { id: placeId } = await app.as('head')('centre.savePlace', placeCard)
  const event = await app.as('clerk')('grid.record', {
    placeId,
    foundOn: TODAY,
    source: 'patrol',
    class: '0401',
    summary: '北门雨棚松动',
  })
  await app.as('clerk')('grid.writeDiary', {
    id: null,
    seen: null,
    placeId,
    notedOn: TODAY,
    kind: '01',
    title: '雨棚下避雨的老人',
    text: '想在楼道口放两把椅子',
    placeDetail: '',
  })
  const card = { foundOn: TODAY, title: '雨棚占道经营', type: '03', place: '示例路口', hazard: '占用盲道' }
  const trouble = await app.as('clerk')('joint.open', { kind: 'trouble', card })
  const page = await logIn('clerk')
  const results = page.getByRole('listbox', { name: '搜索结果' })
  const find = async (text: string): Promise<void> => {
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: '搜索' }).fill(text)
  }
  await find('雨棚')
  await expect(results.getByRole('option')).toHaveText([/挂牌问题.*雨棚占道经营/, /网格事件.*北门雨棚松动/, /民情日志/])
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /雨棚占道经营/ })).toBeVisible()
  await expect(page).toHaveURL(new RegExp(trouble.id))
  await find(event.number)
  await expect(results.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  const opened = page.getByRole('dialog', { name: new RegExp(event.number) })
  await expect(opened).toContainText('北门雨棚松动')
  await page.keyboard.press('Escape')
  await expect(opened).toBeHidden()
  await find('避雨')
  await expect(results.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '民情日志' })).toBeVisible()
  await expect(page.getByRole('searchbox')).toHaveValue('雨棚下避雨的老人')
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
  await expect(button).toBeEnabled()
  await button.focus()
  await page.keyboard.press('Control+k')
  await page.keyboard.insertText('样本')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('combobox', { name: '搜索' })).toBeHidden()
  await expect(button).toBeFocused()
})

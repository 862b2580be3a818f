import { expect, seriousFindings, test } from './gallery.ts'

test('Enter confirms a candidate and only then goes on', async ({ page, open, ime }) => {
  await open('form')
  const name = page.getByLabel('姓名')
  await name.focus()
  await ime.compose('zhangsan')
  await expect(page.getByTestId('card')).toContainText('"name":""') // half-composed letters stay out of the model
  await ime.confirm('张三')
  await expect(name).toBeFocused()
  await expect(name).toHaveValue('张三')
  await expect(page.getByTestId('card')).toContainText('"name":"张三"')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('证件号码')).toBeFocused()
  await expect(page.getByTestId('saves')).toContainText('保存 0 次')
})

test('the confirming Enter that comes after the composition, as in Safari, is not for the page', async ({
  page,
  open,
}) => {
  await open('form')
  await page.getByLabel('姓名').focus()
  await page.evaluate(`(() => {
    const field = document.activeElement
    field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
    field.value = '李四'
    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '李四' }))
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true, cancelable: true }))
  })()`)
  await expect(page.getByLabel('姓名')).toBeFocused()
  await expect(page.getByLabel('姓名')).toHaveValue('李四')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('证件号码')).toBeFocused()
})

test('Ctrl+Enter while composing does not save, afterwards it does', async ({ page, open, ime }) => {
  await open('form')
  await page.getByLabel('姓名').focus()
  await ime.compose('wang')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('saves')).toContainText('保存 0 次')
  await ime.confirm('王五')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByTestId('saves')).toContainText('保存 1 次')
})

test('a whole form by keyboard: Enter goes on, saves with everything read', async ({ page, open }) => {
  await open('form')
  await page.getByLabel('姓名').focus()
  const keys = page.keyboard
  await keys.insertText('样本甲')
  await keys.press('Enter')
  await keys.type('11010119900307002x')
  await keys.press('Enter')
  await keys.type('138 0013 8000')
  await keys.press('Enter')
  await expect(page.getByLabel('出生日期')).toBeFocused()
  await keys.type('0305')
  await expect(page.getByText('2026年3月5日 星期四')).toBeVisible()
  await keys.press('Enter')
  await keys.type('1,234.5')
  await expect(page.getByText('大写：壹仟贰佰叁拾肆元伍角整')).toBeVisible()
  await keys.press('Enter')
  await keys.type('hlb') // pinyin initials of 胡萝卜
  await expect(page.getByRole('listbox').getByRole('option')).toHaveText(['胡萝卜蔬菜'])
  await keys.press('Enter')
  await expect(page.getByLabel('常用语')).toBeFocused()
  await keys.insertText('自己写的')
  await keys.press('Enter')
  await expect(page.getByRole('checkbox', { name: '苹果' })).toBeFocused()
  await keys.press('Space')
  await keys.press('ArrowRight')
  await keys.press('ArrowRight')
  await keys.press('Space')
  await keys.press('Enter')
  await expect(page.getByLabel('经过')).toBeFocused()
  await keys.insertText('第一行')
  await keys.press('Shift+Enter')
  await keys.insertText('第二行')
  await keys.press('Enter')
  await keys.press('Space')
  await keys.press('Enter')
  await expect(page.getByRole('button', { name: '保存' })).toBeFocused()
  await expect(page.getByText('有未保存的改动')).toBeVisible()
  await keys.press('Control+Enter')
  await expect(page.getByTestId('saves')).toContainText('保存 1 次')
  await expect(page.getByText('没有改动')).toBeVisible()
  expect(JSON.parse(await page.getByTestId('saved').innerText())).toEqual({
    name: '样本甲',
    idNumber: '11010119900307002X',
    phone: '13800138000',
    birthOn: '2026-03-05',
    amountFen: 123450,
    fruit: 'carrot',
    free: '自己写的',
    likes: ['apple', 'radish'],
    agrees: true,
    text: '第一行\n第二行',
  })
})

test('what cannot be read is kept, named, and stops the save', async ({ page, open }) => {
  await open('form')
  await page.getByLabel('姓名').fill('甲')
  await page.getByLabel('金额').fill('十二块')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByLabel('金额')).toBeFocused()
  await expect(page.getByLabel('金额')).toHaveValue('十二块')
  await expect(page.getByLabel('金额')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('“十二块”不是金额')).toBeVisible()
  await expect(page.getByTestId('saves')).toContainText('保存 0 次')
  await page.getByLabel('金额').fill('999999999999')
  await page.getByLabel('姓名').focus()
  await expect(page.getByText('超过了能填的最大金额 100,000,000,000.00 元')).toBeVisible()
  await page.getByLabel('证件号码').fill('110101199003070043')
  await expect(page.getByText('最后一位校验不符')).toBeVisible()
})

test('choices: list keys, Esc keeps the text, text that names nothing is no value', async ({ page, open }) => {
  await open('form')
  const combo = page.getByRole('combobox', { name: '吃的' })
  await combo.focus()
  await page.keyboard.press('Alt+ArrowDown')
  await expect(combo).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const active = await combo.getAttribute('aria-activedescendant')
  await expect(page.locator(`[id="${active}"]`)).toContainText('菠萝')
  await page.keyboard.press('Escape')
  await expect(combo).toHaveAttribute('aria-expanded', 'false')
  await combo.fill('没有的')
  await page.keyboard.press('Escape')
  await expect(combo).toHaveValue('没有的')
  await page.keyboard.press('Tab')
  await expect(page.getByText('没有“没有的”这个选项')).toBeVisible()
  await combo.fill('cqxm') // 重庆小面: the reading of 重 by its word
  await page.keyboard.press('Tab')
  await expect(combo).toHaveValue('重庆小面')
  await expect(page.getByTestId('card')).toContainText('"fruit":"chongqing"')
})

test('an input method in a choice field searches by the finished characters', async ({ page, open, ime }) => {
  await open('form')
  const combo = page.getByRole('combobox', { name: '吃的' })
  await combo.focus()
  await ime.compose('luobo')
  await ime.confirm('萝卜')
  await expect(page.getByRole('listbox').getByRole('option')).toHaveText(['白萝卜蔬菜', '胡萝卜蔬菜'])
  await expect(combo).toBeFocused()
})

test('pasting cleans spaces; F4 repeats, F1 helps, Ctrl+S is harmless, Esc keeps text', async ({ page, open }) => {
  await open('form')
  const name = page.getByLabel('姓名')
  await name.focus()
  await page.evaluate(`navigator.clipboard.writeText('\\u3000张 三\\u00a0\\r\\n')`)
  await page.keyboard.press('Control+v')
  await expect(name).toHaveValue('张 三')
  await page.keyboard.press('Control+z')
  await expect(name).toHaveValue('')
  await page.keyboard.press('F4')
  await expect(name).toHaveValue('上一位')
  await page.keyboard.press('F1')
  await expect(page.getByRole('note')).toContainText('按证件上的写法')
  await page.keyboard.press('Control+s')
  await expect(page.getByTestId('saves')).toContainText('保存 0 次，存稿 1 次')
  await page.keyboard.press('Escape')
  await expect(name).toHaveValue('上一位')
  const phone = page.getByLabel('电话')
  await phone.focus()
  await page.evaluate(`navigator.clipboard.writeText('+86 138-0013-8000 ')`)
  await page.keyboard.press('Control+v')
  await expect(phone).toHaveValue('13800138000')
})

test('what a paste has no room for is told, and the limit is counted near it', async ({ page, open }) => {
  await open('form')
  const [name, text] = [page.getByLabel('姓名'), page.getByLabel('经过')]
  await name.fill('一'.repeat(17))
  await expect(page.getByText('17 / 20 字')).toHaveCount(0)
  await page.evaluate(`navigator.clipboard.writeText('二三四五六')`)
  await name.press('End')
  await page.keyboard.press('Control+v')
  await expect(name).toHaveValue(`${'一'.repeat(17)}二三四`)
  await expect(page.getByText('最多 20 字：粘贴的内容里，“五六”这 2 个字没有放进来')).toBeVisible()
  await expect(page.getByText('20 / 20 字，写满了')).toBeVisible()
  // Nothing fits: nothing changes, and that is told too.
  await page.keyboard.press('Control+v')
  await expect(page.getByText('“二三四五六”这 5 个字没有放进来')).toBeVisible()
  await page.keyboard.press('Backspace')
  await expect(page.getByText('没有放进来')).toHaveCount(0)
  await expect(page.getByText('19 / 20 字')).toBeVisible()
  // In place of what is selected there is room for as much.
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+v')
  await expect(name).toHaveValue('二三四五六')
  await text.fill('长'.repeat(499))
  await text.press('End')
  await page.keyboard.press('Control+v')
  await expect(text).toHaveValue(`${'长'.repeat(499)}二`)
  await expect(page.getByText('最多 500 字：粘贴的内容里，“三四五六”这 4 个字没有放进来')).toBeVisible()
})

test('the month panel works by keyboard', async ({ page, open }) => {
  await open('form')
  const day = page.getByLabel('出生日期', { exact: true })
  await day.fill('3-5')
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(day).toBeFocused()
  await expect(day).toHaveValue('2026-03-13')
})

test('the sheet lists what the keys do here', async ({ page, open }) => {
  await open('form')
  await page.getByLabel('姓名').focus()
  await page.keyboard.press('Control+/')
  const sheet = page.getByRole('dialog', { name: '快捷键一览' })
  await expect(sheet).toContainText('重复上一条的内容')
  await expect(sheet).toContainText('样张表单')
  expect(await seriousFindings(page)).toEqual([])
})

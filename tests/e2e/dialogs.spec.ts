import { expect, goTo, test } from './support/fixtures.ts'

test('a dialog begins at its first field, and leaves whoever types already where he is when it has faded in', async ({
  logIn,
}) => {
  const page = await logIn('admin')
  await goTo(page, '/users')
  await page.getByRole('button', { name: '新增人员' }).click()
  const dialog = page.getByRole('dialog', { name: '新增人员' })
  await expect(dialog.getByLabel('姓名')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  // Fades in for as long as a slow computer needs, so that typing comes first.
  await page.addStyleTag({ content: '.el-overlay, .el-overlay * { animation-duration: 1.5s !important }' })
  await page.getByRole('button', { name: '新增人员' }).click()
  await dialog.getByLabel('登录名').focus()
  await page.keyboard.type('shili-ding')
  await expect(page.locator('.dialog-fade-enter-active')).toHaveCount(1)
  await expect(page.locator('.dialog-fade-enter-active')).toHaveCount(0)
  await page.keyboard.type('-2')
  await expect(dialog.getByLabel('登录名')).toHaveValue('shili-ding-2')
  await expect(dialog.getByLabel('姓名')).toHaveValue('')
})

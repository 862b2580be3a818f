import { seriousFindings } from './support/axe.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { petitionOf, TODAY } from './support/petitionCase.ts'

test('a new version of the content classes is made from a spreadsheet, and registrations take it from its day', async ({
  app,
  logIn,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const matterId = await petitionOf(app)
  const page = await logIn('head')
  await goTo(page, '/settings')
  await page.getByRole('link', { name: '代码表' }).click()
  await expect(page.getByText('国家完整代码表未取得').first()).toBeVisible()
  await expect(page.getByRole('row', { name: /第 1 版/ })).toContainText('今天使用')
  await page.getByRole('button', { name: /照“信访内容分类（旧十八类）”/ }).click()
  await expect(page.getByLabel('第 18 行名称')).toHaveValue('其他')
  await page.getByRole('button', { name: '不做了' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '丢掉' }).click()

  await page.getByRole('button', { name: '照第 1 版另做一版' }).click()
  const form = page.getByRole('form', { name: '新版代码表' })
  await form.getByLabel('名称', { exact: true }).fill('信访内容分类（测试版）')
  await form.getByRole('button', { name: /去掉第 3 行 03/ }).click()
  await form.getByRole('button', { name: '加一行' }).click()
  await expect(form.getByLabel('第 17 行代码')).toBeFocused()
  await page.evaluate(() => navigator.clipboard.writeText('代码\t名称\r\n20\t物业服务\r\n2x\t养老托育\r\n'))
  await page.keyboard.press('Control+v')
  await expect(form.getByLabel('第 18 行名称')).toHaveValue('养老托育')
  await form.getByRole('button', { name: '撤回刚才的粘贴' }).click()
  await expect(form.getByLabel('第 17 行名称')).toHaveValue('')
  await form.getByLabel('第 17 行代码').press('Control+v')
  await expect(form.getByLabel('第 18 行名称')).toHaveValue('养老托育')
  await page.keyboard.press('Control+Enter')
  await expect(form.getByText('请写明依据或来源')).toBeVisible()
  await expect(form.getByLabel('第 18 行代码')).toHaveAttribute('aria-invalid', 'true')
  await form.getByLabel('第 18 行代码').fill('20')
  await form.getByLabel('依据或来源').fill('区信访局通知（测试）')
  await page.keyboard.press('Control+Enter')
  await expect(form.getByText('与第 17 行的代码重复')).toBeVisible()
  await form.getByLabel('第 18 行代码').fill('19')
  await expect(form.getByText('与第 17 行的代码重复')).toHaveCount(0)
  await form.getByRole('button', { name: '按代码排序' }).click()
  await expect(form.getByLabel('第 17 行名称')).toHaveValue('养老托育')
  await expect(form.getByRole('status').last()).toContainText(
    '新增 2 项（19 养老托育、20 物业服务）；停用 1 项（03 城乡建设）',
  )
  expect(await seriousFindings(page)).toEqual([])

  // Looking something up elsewhere loses nothing.
  await goTo(page, '/today')
  await goTo(page, '/settings/codes')
  await expect(form.getByLabel('依据或来源')).toHaveValue('区信访局通知（测试）')
  await form.getByLabel('依据或来源').press('Control+Enter')
  await expect(page.getByRole('row', { name: /第 2 版/ })).toContainText('今天使用')
  await expect(page.getByRole('row', { name: /第 2 版/ })).toContainText(TODAY)
  await expect(page.getByRole('row', { name: /第 1 版/ })).toContainText('已有新版')
  await expect(form).toBeHidden()

  await goTo(page, `/matters/${matterId}`)
  await page.getByRole('button', { name: '信访登记', exact: true }).first().click()
  const classes = page.getByRole('form', { name: '信访登记', exact: true }).getByRole('combobox', { name: '内容分类' })
  await classes.fill('养老')
  await expect(page.getByRole('listbox').getByRole('option')).toHaveText([/养老托育/])
  await classes.fill('城乡')
  await expect(page.getByRole('listbox').getByRole('option', { name: /城乡建设/ })).toHaveCount(0)
})

test('who does not keep the tables reads them', async ({ logIn }) => {
  const page = await logIn('clerk')
  await goTo(page, '/settings/codes')
  await expect(page.getByText('代码表由负责人或管理员维护')).toBeVisible()
  await expect(page.getByRole('region', { name: '第 1 版的代码' })).toContainText('03 城乡建设')
  await expect(page.getByRole('button', { name: /另做一版/ })).toHaveCount(0)
})

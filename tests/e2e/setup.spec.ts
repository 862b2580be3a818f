import { readdirSync } from 'node:fs'
import { readPdf } from './support/pdf.ts'
import { expect, logInAlert, logOut, test, typeLogIn } from './support/programTest.ts'

test('the first day: wizard by keyboard, recovery sheet on paper, log-in, the head’s own password @everyday', async ({
  page,
  folder,
  start,
  open,
}) => {
  test.setTimeout(120_000)
  const backupDir = folder()
  await open(await start(folder()))
  const keys = page.keyboard
  const type = async (...texts: string[]) => {
    for (const text of texts) {
      if (text) await keys.insertText(text) // an empty text would delete the proposal that is selected
      await keys.press('Enter')
    }
  }

  await test.step('unit: nothing is taken without a name, names follow the street', async () => {
    await expect(page.getByRole('heading', { name: '启用一窗通' })).toBeVisible()
    await expect(page.getByLabel('街道（镇）名称')).toBeFocused()
    await keys.press('Control+Enter')
    await expect(page.getByText('请填写街道名称')).toBeVisible()
    await type('梧桐里街道', '')
    await expect(page.getByLabel('中心名称')).toHaveValue('梧桐里街道社会治安综合治理中心')
    await expect(page.getByLabel('调委会简称')).toHaveValue('梧桐里')
    await type('', '021-55550001', '', '')
    await page.getByLabel('调委会简称').press('Control+Enter')
  })

  await test.step('numbers: the sample follows, a pattern without a sequence is refused', async () => {
    await expect(page.getByLabel('这台电脑的座席字母')).toBeFocused()
    await keys.press('Control+a')
    await keys.insertText('B')
    const year = new Date().getFullYear()
    await expect(page.getByText(`第 12 件会是：${year}-B0012`)).toBeVisible()
    await expect(page.getByText(`第 12 件会是：（${year}）梧桐里人调字第B0012号`)).toBeVisible()
    const pattern = page.getByRole('textbox', { name: '事项编号' })
    await pattern.fill('{year}-{seat}')
    await pattern.press('Control+Enter')
    await expect(pattern).toHaveAttribute('aria-invalid', 'true')
    await expect(page.getByLabel('系统管理员姓名')).toBeHidden()
    await expect(pattern).toHaveValue('【年份】-【座席字母】')
    await expect(page.getByText('编号格式里【序号】应当正好出现一次')).toBeVisible()
    await pattern.press('End')
    await page.getByRole('group', { name: '事项编号：插入' }).getByRole('button', { name: '四位序号' }).click()
    await expect(pattern).toHaveValue('【年份】-【座席字母】【四位序号】')
    await pattern.press('Control+Enter')
  })

  await test.step('people: the two passwords must agree', async () => {
    await expect(page.getByLabel('系统管理员姓名')).toBeFocused()
    await type('管理员甲（测试）', 'guanli', 'guanli-2026', 'guanli-2026')
    await type('负责人乙（测试）', 'fuze', 'chushi-2026')
    await keys.insertText('chushi-2062')
    await keys.press('Control+Enter')
    await expect(page.getByText('两次输入的密码不一样')).toBeVisible()
    const again = page.getByRole('textbox', { name: '负责人密码再输一遍' })
    await expect(again).toBeFocused()
    await again.fill('chushi-2026')
    await keys.press('Control+Enter')
  })

  const groups = page.getByRole('list', { name: '恢复码的 8 组数字' }).getByRole('strong')
  await test.step('backup folder, then the store and the recovery sheet', async () => {
    await expect(page.getByLabel('备份文件夹')).toBeFocused()
    await keys.insertText(backupDir)
    await keys.press('Control+Enter')
    await expect(page.getByRole('heading', { name: '恢复单' })).toBeVisible()
    await expect(groups).toHaveText(Array.from({ length: 8 }, () => /^\d{6}$/))
  })
  const code = await groups.allTextContents()

  await test.step('the sheet on paper has the eight groups', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: '存为 PDF' }).click()
    const file = await download
    expect(file.suggestedFilename()).toBe('恢复单.pdf')
    const text = await readPdf(await file.path())
    for (const group of code) expect(text).toContain(group)
    expect(text).toContain('梧桐里街道社会治安综合治理中心')
    await expect(page.getByText('✓ 已送出')).toBeVisible()
  })

  await test.step('two groups are asked for; a wrong one is refused', async () => {
    const asked = page.getByLabel(/看着恢复单，输入第 \d 组/)
    const places = await asked.evaluateAll((inputs) =>
      inputs.map((input) => Number((input as HTMLInputElement).labels?.[0]?.textContent?.match(/第 (\d) 组/)?.[1])),
    )
    const [first, second] = places.map((place) => code[place - 1] ?? '')
    await asked.first().fill('000000')
    await asked.last().fill(second ?? '')
    await keys.press('Control+Enter')
    await expect(page.getByRole('alert')).toContainText('两组数字与恢复单不一致')
    await asked.first().fill(first ?? '')
    await keys.press('Control+Enter')
    await expect(page.getByRole('heading', { name: '启用好了' })).toBeVisible()
  })

  await test.step('the administrator is in, and the backup folder is the one that was named', async () => {
    await page.getByRole('button', { name: '去建人员账号' }).click()
    await expect(page.getByRole('rowheader', { name: '负责人乙（测试）' })).toBeVisible()
    await page.getByRole('link', { name: '设置' }).click()
    await page.getByRole('navigation', { name: '设置的分页' }).getByRole('link', { name: '备份' }).click()
    await expect(page.getByText(backupDir)).toBeVisible()
    await page.getByRole('button', { name: '现在备份' }).click()
    await expect.poll(() => readdirSync(backupDir).length).toBeGreaterThan(0)
    await logOut(page, '管理员甲（测试）')
  })

  await test.step('the head must choose a password of their own before anything else', async () => {
    await typeLogIn(page, 'fuze', 'chushi-2026')
    await expect(page.getByRole('heading', { name: '请先更换密码' })).toBeVisible()
    await expect(page.getByRole('navigation', { name: '主导航' })).toBeHidden()
    await page.getByRole('textbox', { name: '现在的密码' }).fill('chushi-2026')
    await page.getByRole('textbox', { name: '新密码' }).fill('wozijide-2026')
    await page.getByRole('textbox', { name: '再输一遍' }).fill('wozijide-2026')
    await keys.press('Enter')
    await expect(page.getByRole('heading', { name: /^今日/ })).toBeVisible()
    await logOut(page, '负责人乙（测试）')
    await typeLogIn(page, 'fuze', 'chushi-2026')
    await expect(logInAlert(page)).toContainText('登录名或密码不对')
    await typeLogIn(page, 'fuze', 'wozijide-2026')
    await expect(page.getByRole('heading', { name: /^今日/ })).toBeVisible()
  })
})

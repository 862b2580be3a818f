import { seriousFindings } from './support/axe.ts'
import { daysAgo, openCare, registerByCall } from './support/careCourse.ts'
import { expect, goTo, test } from './support/fixtures.ts'

test('a juvenile’s record is sealed step by step, ends visibly, and leaves a signed sheet with a number', async ({
  app,
  logIn,
}) => {
  const { workerId } = await openCare(app)
  const enrolment = { group: 'youth', basis: 'guardian', consentBy: '监护人示例', startOn: daysAgo(200) } as const
  const clientId = await registerByCall(app, workerId, '卫少年（测试）', enrolment, { birthOn: daysAgo(16 * 365) })
  const { number } = await app.as('worker')('care.client', { clientId: clientId as never })
  const page = await logIn('careHead')
  await goTo(page, '/care/retention')
  await page.getByRole('button', { name: '办理封存' }).click()
  const dialog = page.getByRole('dialog', { name: '未成年人记录封存' })
  await expect(dialog.getByRole('button', { name: '下一步' })).toBeDisabled()
  await dialog.getByLabel('封存哪一份').fill(number)
  await dialog.getByRole('button', { name: new RegExp(number) }).click()
  await expect(dialog.getByRole('group', { name: '选定的记录' })).toContainText('重点青少年帮扶')
  await dialog.getByRole('button', { name: '下一步' }).click()
  const form = dialog.getByRole('form', { name: '封存的依据' })
  await form.getByRole('button', { name: '下一步' }).click()
  await expect(form.getByText('请选择依据')).toBeVisible()
  await form.getByRole('radio', { name: /刑事诉讼法/ }).check()
  await form.getByLabel('作出决定的机关').fill('样例区人民法院')
  await form.getByLabel('文号').fill('（2026）样01号')
  await form.getByLabel('决定日期').fill(daysAgo(3))
  await form.getByLabel('监销人').fill('监销示例')
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('ground.png') })
  await form.getByLabel('监销人').press('Control+Enter')
  await expect(dialog.getByText('帮扶还没有结束')).toBeVisible()
  await expect(dialog.getByRole('heading', { name: '会发生什么' })).toBeFocused()
  const words = dialog.getByRole('form', { name: '确认封存' })
  await words.getByRole('button', { name: '封存并销毁' }).click()
  await expect(words.getByText('与要求的不一致')).toBeVisible()
  await words.getByLabel('请输入这份记录的编号').fill(number)
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('confirm.png') })
  await words.getByRole('button', { name: '封存并销毁' }).click()
  await expect(dialog.getByText(`编号 ${number} 已封存`)).toBeVisible()
  await dialog.getByRole('button', { name: '打印销毁单' }).click()
  const sheet = page.getByRole('dialog', { name: '走访记录销毁单' })
  await expect(sheet.locator('canvas').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: '完成' }).click()
  await expect(page.getByRole('region', { name: '销毁过的' })).toContainText('未成年人记录封存')

  await goTo(page, `/care/clients/${clientId}`)
  const gone = page.getByRole('alert').filter({ hasText: '已经按规定销毁' })
  await expect(gone).toBeVisible()
  await expect(gone).not.toContainText('封存')
  await goTo(page, '/care/clients')
  await page.getByLabel('状态').selectOption('全部')
  await expect(page.getByText('没有符合筛选的对象').or(page.getByText('还没有登记对象'))).toBeVisible()
})

test('a record whose consent was withdrawn is destroyed by keyboard, with a witness, and only its number stays', async ({
  app,
  logIn,
}) => {
  const { workerId } = await openCare(app)
  const clientId = (await registerByCall(app, workerId, '卫撤回（测试）', {})) as never
  const { number, version, state } = await app.as('worker')('care.client', { clientId })
  await app.as('worker')('care.withdrawConsent', {
    clientId,
    version,
    act: { enrolmentId: state.enrolments[0]?.id ?? '', on: daysAgo(0), by: '本人' },
  })
  const page = await logIn('careHead')
  await goTo(page, '/care/retention')
  const candidates = page.getByRole('region', { name: /到期可以销毁的/ })
  await candidates.getByRole('checkbox', { name: `销毁 ${number}` }).check()
  await candidates.getByRole('button', { name: '销毁 1 份' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: '销毁走访记录' })
  await expect(dialog.getByLabel('监销人')).toBeFocused()
  await page.keyboard.type('监销示例')
  await dialog.getByLabel('请输入“销毁”').fill('销毁')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('dialog', { name: '走访记录销毁单' }).locator('canvas').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: '销毁过的' })).toContainText('监销示例 监销')
  await expect(candidates).toContainText('现在没有到期的记录')
})

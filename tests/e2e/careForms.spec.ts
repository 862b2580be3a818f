import { seriousFindings } from './support/axe.ts'
import { daysAgo, openCare, registerByCall, TODAY } from './support/careCourse.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test } from './support/fixtures.ts'

test('what was begun comes back as it was typed, after a reload and beside whoever is asked for then', async ({
  app,
  logIn,
}) => {
  const { workerId } = await openCare(app)
  const first = await registerByCall(app, workerId, '甲半小样（测试）', {})
  const second = await registerByCall(app, workerId, '乙半小样（测试）', {})
  const third = await registerByCall(app, workerId, '丙半小样（测试）', {})
  const page = await logIn('worker')
  await goTo(page, '/care/register')
  const form = page.getByRole('form', { name: '登记对象' })
  await form.getByLabel('姓名', { exact: true }).fill('丁半小样（测试）')
  await choose(form, '帮扶类别', '独居')
  await form.getByLabel('登记用途').fill('只在冬天看望，送煤')
  await expect(page.getByText(/没写完的已存/)).toBeVisible()
  await page.reload()
  await expect(page.getByText('已接着上次没写完的')).toBeVisible()
  await expect(form.getByLabel('登记用途')).toHaveValue('只在冬天看望，送煤')

  await goTo(page, `/care/visit?clients=${first},${second}`)
  const visit = page.getByRole('form', { name: '写走访' })
  await visit
    .getByRole('region', { name: /走访 甲半/ })
    .getByLabel('走访情况')
    .fill('写到一半的话')
  await expect(page.getByText(/没写完的已存/)).toBeVisible()
  await goTo(page, '/care')
  await expect(page.getByRole('region', { name: '没写完的' })).toBeVisible()
  await goTo(page, `/care/visit?clients=${third},${second}`)
  await expect(visit.getByRole('region', { name: /走访 丙半/ })).toBeVisible()
  await expect(visit.getByRole('region', { name: /走访 甲半/ }).getByLabel('走访情况')).toHaveValue('写到一半的话')
  await expect(visit.getByRole('region', { name: /走访 / })).toHaveCount(3)
})

test('opening the form of a visit leaves no draft, and a time that cannot be read is asked for again', async ({
  app,
  logIn,
}) => {
  const { workerId } = await openCare(app)
  const clientId = await registerByCall(app, workerId, '戊时小样（测试）', {})
  const page = await logIn('worker')
  await goTo(page, `/care/visit?clients=${clientId}`)
  const form = page.getByRole('form', { name: '写走访' })
  await expect(form.getByLabel('下次走访')).not.toHaveValue('')
  await goTo(page, '/care')
  await expect(page.getByRole('heading', { level: 1, name: '到期' })).toBeVisible()
  await expect(page.getByRole('region', { name: '没写完的' })).toHaveCount(0)
  await goTo(page, `/care/visit?clients=${clientId}`)
  await form.getByLabel('时间').fill('下午')
  await form.getByLabel('走访情况').fill('都好')
  await form.getByLabel('走访情况').press('Control+Enter')
  await expect(form.getByText('请写时间，例如 1430')).toBeVisible()
  await form.getByLabel('时间').fill('0010')
  await form.getByLabel('日期').fill(daysAgo(1))
  await form.getByLabel('走访情况').press('Control+Enter')
  await expect(page.getByRole('heading', { name: '✓ 已保存 1 位的走访' })).toBeFocused()
})

test('the due list is printed and exported with names hidden, what for, and the head of care reads it', async ({
  app,
  logIn,
}) => {
  const { workerId } = await openCare(app)
  await registerByCall(app, workerId, '己单小样（测试）', {})
  const page = await logIn('worker')
  await goTo(page, '/care')
  await page.getByRole('button', { name: '打印清单' }).click()
  const ask = page.getByRole('dialog', { name: '打印到期清单' })
  expect(await seriousFindings(page)).toEqual([])
  await ask.getByLabel('打印用途').fill('周会安排')
  await ask.getByLabel('打印用途').press('Control+Enter')
  await expect(page.getByRole('dialog', { name: '到期事项清单' })).toBeVisible()
  await page.keyboard.press('Escape')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '导出表格' }).click()
  await page.getByRole('dialog', { name: '导出到期清单' }).getByLabel('导出用途').fill('周会安排')
  await page.keyboard.press('Control+Enter')
  expect((await download).suggestedFilename()).toBe(`到期事项清单-${TODAY}.xlsx`)
  const { lines } = await app.as('careHead')('care.looks', {})
  expect(lines.map(({ what, purpose }) => `${what} ${purpose}`)).toEqual(['export 周会安排', 'print 周会安排'])
})

test('the head of care adds a rule, gives one up and sets how soon an abnormality is answered', async ({
  app,
  logIn,
}) => {
  const { workerId } = await openCare(app)
  await registerByCall(app, workerId, '庚则小样（测试）', { group: 'poverty' })
  const page = await logIn('careHead')
  await goTo(page, '/care/groups')
  await page.getByRole('button', { name: /^调整 .*困难家庭/ }).click()
  const form = page.getByRole('dialog', { name: /^调整/ }).getByRole('form')
  await form.getByLabel('为什么改').fill('冬天加密')
  await form.getByLabel('不再用这一条').first().check()
  await form.getByRole('button', { name: '增加频次' }).click()
  const rule = form.getByRole('group', { name: '频次1' })
  await rule.getByLabel('名称').fill('每周电话')
  await choose(rule, '单位', '周')
  await form.getByLabel('签收，红牌', { exact: true }).fill('3')
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('rules.png'), fullPage: true })
  await form.getByLabel('为什么改').press('Control+Enter')
  await expect(form.getByRole('status', { name: '会动哪些' })).toContainText('1 人的走访会动')
  await form.getByRole('button', { name: /确认改/ }).click()
  await expect(form).toBeHidden()
  await expect(page.getByRole('region', { name: /困难家庭/ })).toContainText('每周电话')
})

import { addMonthsTo, monthOf } from '../../src-shared/kernel/day.ts'
import { seriousFindings } from './support/axe.ts'
import { openCare, panel, registerByCall, TODAY } from './support/careCourse.ts'
import { expect, goTo, test } from './support/fixtures.ts'

test('a colleague’s client is found by the whole name, and the head of care reads who asked', async ({
  app,
  logIn,
}) => {
  const { workerId } = await openCare(app)
  await registerByCall(app, workerId, '褚整名（测试）', {})
  const page = await logIn('careHead')
  await goTo(page, '/care/clients')
  const search = page
    .getByRole('searchbox')
    .or(page.getByLabel('查找', { exact: false }))
    .first()
  await search.fill('褚整名')
  await page.getByRole('button', { name: '在全部对象里找“褚整名”' }).click()
  await expect(page.getByRole('status').filter({ hasText: '没有找到' })).toBeVisible()
  await search.fill('褚整名（测试）')
  await page.getByRole('button', { name: '在全部对象里找“褚整名（测试）”' }).click()
  const found = page.getByRole('list', { name: '在全部对象里找到的' }).getByRole('button')
  await expect(found).toHaveCount(1)
  await expect(found).not.toContainText('整名')
  expect(await seriousFindings(page)).toEqual([])
  await found.click()
  await expect(panel(page, '帮扶方案')).toContainText('先在“本人”里选用途')
  await expect(panel(page, '帮扶方案').getByRole('button', { name: '写方案' })).toHaveCount(0)
  await goTo(page, '/care/looks')
  await expect(page.getByRole('row', { name: /查看名单/ })).toContainText('按完整的姓名')
})

test('the visit page follows its address, and two windows keep a draft each', async ({ app, logIn }) => {
  const { workerId } = await openCare(app)
  const first = await registerByCall(app, workerId, '甲小样（测试）', {})
  const second = await registerByCall(app, workerId, '乙小样（测试）', {})
  const page = await logIn('worker')
  await goTo(page, `/care/visit?clients=${first}`)
  const form = page.getByRole('form', { name: '写走访' })
  await form.getByRole('region', { name: '走访 甲小样（测试）' }).getByLabel('走访情况').fill('甲的第一句')
  await page.evaluate((id) => void (location.hash = `#/care/visit?clients=${id}`), second)
  await expect(form.getByRole('region', { name: '走访 乙小样（测试）' })).toBeVisible()
  await expect(form.getByRole('region', { name: '走访 甲小样（测试）' })).toHaveCount(0)
  // What was typed a moment before is kept, and comes back with its address.
  await page.goBack()
  const note = form.getByRole('region', { name: '走访 甲小样（测试）' }).getByLabel('走访情况')
  await expect(note).toHaveValue('甲的第一句')

  const other = await page.context().newPage()
  await other.goto(page.url())
  const noteThere = other.getByRole('region', { name: '走访 甲小样（测试）' }).getByLabel('走访情况')
  await expect(noteThere).toHaveValue('甲的第一句')
  await note.fill('甲，这个窗口')
  await expect(page.getByText(/没写完的已存/)).toBeVisible()
  await expect.poll(async () => JSON.stringify((await app.as('worker')('care.drafts', {})).length)).toBe('1')
  await page.waitForTimeout(900)
  await noteThere.fill('甲，那个窗口')
  await expect.poll(async () => (await app.as('worker')('care.drafts', {})).length).toBe(2)
  await other.close()
  await goTo(page, '/care')
  const drafts = page.getByRole('region', { name: '没写完的' }).getByRole('listitem')
  await expect(drafts).toHaveCount(2)
  await drafts.first().getByRole('link').click()
  await expect(note).toHaveValue(/甲，(这|那)个窗口/)
  const one = await note.inputValue()
  await goTo(page, '/care')
  await drafts.last().getByRole('link').click()
  await expect(note).not.toHaveValue(one)
  await expect(note).toHaveValue(/甲，(这|那)个窗口/)
})

test('the month that is looked at stands in the address and outlives a reading anew', async ({ app, logIn }) => {
  await openCare(app)
  const page = await logIn('careHead')
  await goTo(page, '/care/months')
  const group = page.getByLabel('帮扶类别')
  await group.selectOption({ label: '困难家庭走访' })
  const month = addMonthsTo(monthOf(TODAY), -1)
  if (month.slice(0, 4) !== TODAY.slice(0, 4)) await page.getByRole('button', { name: '上一年' }).click()
  await page.getByRole('radio', { name: new RegExp(`^${Number(month.slice(5))}月`) }).click()
  await expect(page).toHaveURL(new RegExp(`group=poverty.*month=${month}`))
  await page.reload()
  await expect(group).toHaveValue('poverty')
  await expect(page.getByRole('status').filter({ hasText: '至' })).toContainText(`${Number(month.slice(5))}月`)
})

test('the day’s page lists a promise by number until it is kept, for whoever is a clerk as well', async ({
  app,
  logIn,
}) => {
  const { workerId } = await openCare(app)
  const clientId = await registerByCall(app, workerId, '卯诺小样（测试）', {})
  const worker = app.as('worker')
  const { version, number } = await worker('care.client', { clientId: clientId as never })
  await worker('care.promise', {
    clientId: clientId as never,
    version,
    act: { visitId: null, what: '联系代取药', byOn: TODAY },
  })
  await app.as('admin')('users.setRoles', { id: workerId, roles: ['social_worker', 'clerk'] })
  const page = await logIn('worker')
  await goTo(page, '/today')
  const care = page.getByRole('region', { name: '帮扶走访' })
  await expect(care).toContainText('联系代取药')
  await expect(care).not.toContainText('卯诺')
  await care.getByRole('link', { name: number }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('卯诺小样')
  const after = await worker('care.client', { clientId: clientId as never })
  const promiseId = after.state.promises[0]!.promiseId
  await worker('care.keepPromise', {
    clientId: clientId as never,
    version: after.version,
    act: { promiseId, on: TODAY, note: '' },
  })
  await goTo(page, '/today')
  await expect(page.getByText('联系代取药')).toBeHidden()
})

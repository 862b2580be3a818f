import { expect, test, type Page } from '@playwright/test'
import type { Db } from '../../src-district/db/db.ts'
import { openTestPglite } from '../support/testPglite.ts'
import { LEDGER_IDS } from '../../src-shared/ledger/schema.ts'
import { FIRST_PASSWORD, LOGINS, startPageServer } from '../district/support/pageServer.ts'
import { seriousFindings } from './support/axe.ts'
import { choose } from './support/choose.ts'

type Server = Awaited<ReturnType<typeof startPageServer>>
/** A real district server on a port of its own, with made-up streets; one for the file, the tests go on from each other. */
let db: Db
let server: Server
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  db = await openTestPglite()
  server = await startPageServer(db)
})
test.afterAll(async () => {
  await server.close()
  await db.close()
})

const expectAccessible = async (page: Page): Promise<void> => expect(await seriousFindings(page)).toEqual([])
/** Of three streets one has reported one. */
const MISSING = 3 * LEDGER_IDS.length - 1
const PASSWORDS = { admin: 'guanli-xin-2026', officer: 'zongzhi-xin-2026' }
async function enter(page: Page, role: 'admin' | 'officer', isFirst: boolean): Promise<void> {
  await page.goto(server.address)
  await page.getByLabel('登录名').fill(LOGINS[role])
  await page.getByLabel('登录名').press('Enter')
  await page.keyboard.type(isFirst ? FIRST_PASSWORD : PASSWORDS[role])
  await page.keyboard.press('Enter')
  if (isFirst) {
    await page.getByLabel('现在的密码', { exact: true }).fill(FIRST_PASSWORD)
    await page.getByLabel('新密码', { exact: true }).fill(PASSWORDS[role])
    await page.getByLabel('再输一遍', { exact: true }).fill(PASSWORDS[role])
    await page.keyboard.press('Enter')
  }
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible()
}

test('an administrator makes a code that is shown once, and every page of his is accessible', async ({ page }) => {
  const problems: string[] = []
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await page.goto(server.address)
  await expectAccessible(page)
  await enter(page, 'admin', true)
  await expect(page.getByRole('heading', { name: '街道与座席' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '制作接入码' }).click()
  await page.getByLabel('给哪个街道').fill('河湾')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '制作', exact: true }).click()
  const code = await page.getByTestId('enrol-code').innerText()
  expect(code).toMatch(/^\w{4}-\w{4}-\w{4}$/)
  await expectAccessible(page)
  await page.getByRole('button', { name: '已告知，关闭' }).click()
  await expect(page.getByText(code)).toHaveCount(0)
  for (const title of ['账号', '设置', '日志', '发布']) {
    await page.getByRole('link', { name: title, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
    await expectAccessible(page)
  }
  // Content is not his: the address leads back.
  await page.goto(`${server.address}/#/ledgers`)
  await expect(page.getByRole('heading', { name: '街道与座席' })).toBeVisible()
  expect(problems).toEqual([])
})

test('an officer reads a ledger, opens a matter that was reported up, and directs', async ({ page }) => {
  await enter(page, 'officer', true)
  await page.getByRole('link', { name: '台账', exact: true }).click()
  await page.getByLabel('月份').fill('2026 年 10 月')
  await page.keyboard.press('Enter')
  await expect(page.getByText(`还有 ${MISSING} 份没有报`)).toBeVisible()
  await expectAccessible(page)
  const asked = page.waitForResponse((response) => response.request().postData()?.includes('ledgers.paper') ?? false)
  await page.getByRole('button', { name: /人民调解案件台账.*打开/ }).click()
  expect(await (await asked).json()).toMatchObject({ ok: true, value: { title: '人民调解案件台账' } })
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: '上报事项' }).click()
  await page.getByText('2026-A0901').dblclick()
  await expect(page.getByText('本次查看已记入日志')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '就它督办、交办' }).click()
  await expect(page.getByLabel('就哪件事项（编号）')).toHaveValue('2026-A0901')
  await page.getByLabel('标题').fill('道路塌陷办理情况')
  await page.getByLabel('要求').fill('请查明原因并书面答复。')
  await page.getByRole('button', { name: /督办答复的最后一日/ }).click()
  await expect(page.getByText('次日起算')).toBeVisible()
  await page.keyboard.press('Escape')
  await expectAccessible(page)
  await page.getByLabel('要求').press('Control+Enter')
  await expect(page.getByText(/已发出 〔\d{4}〕督字第001号/)).toBeVisible()
  const page1 = await server.east.pull()
  expect(page1.rows.some(([, table]) => table === 'directive')).toBe(true)

  await page.getByRole('link', { name: '督办交办' }).click()
  await expect(page.getByText('待签收')).toBeVisible()
  await expectAccessible(page)
})

test('figures show counts and no name, a list goes along as CSV, and all of it is in the log', async ({ page }) => {
  await enter(page, 'officer', false)
  await page.getByRole('link', { name: '数字' }).click()
  await page
    .getByRole('button', { name: /看分地点件数/ })
    .first()
    .click()
  await expect(page.getByRole('dialog')).toContainText('东一居委')
  await expect(page.getByText('王小明')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expectAccessible(page)
  const download = page.waitForEvent('download')
  await page.getByRole('region', { name: '各街道件数' }).getByRole('button', { name: '导出' }).click()
  expect((await download).suggestedFilename()).toMatch(/^数字-.*\.csv$/)
  const care = page.getByRole('region', { name: '街道签发的走访帮扶统计表' })
  await choose(care, '帮扶类别', '独居')
  await care.getByLabel('月份').fill('2026 年 10 月')
  await page.keyboard.press('Enter')
  await expect(care.getByRole('row', { name: /期末在册/ })).toContainText('26')
  await expect(care.getByRole('row', { name: /未遇/ })).toContainText('少于 5')
  await expectAccessible(page)
  const taken = page.waitForEvent('download')
  await care.getByRole('button', { name: '导出' }).click()
  expect((await taken).suggestedFilename()).toMatch(/^走访帮扶统计表-.*\.csv$/)
  await page.getByRole('link', { name: '日志' }).click()
  for (const text of ['查看文书', '发出督办交办', '导出'])
    await expect(page.getByRole('grid').getByText(text, { exact: true }).first()).toBeVisible()
  await page.getByRole('button', { name: '核对日志是否完整' }).click()
  await expect(page.getByText('没有被改动或删除')).toBeVisible()
})

import type { Browser, Page } from '@playwright/test'
import { openPglite } from '../../src-district/db/pgliteDb.ts'
import { FIRST_PASSWORD, LOGINS, startPageServer } from '../../tests/district/support/pageServer.ts'
import { STILL, takePicture, WINDOW } from './studio.ts'

async function enter(page: Page, address: string, login: string): Promise<void> {
  await page.goto(address)
  await page.addStyleTag({ content: STILL })
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(FIRST_PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByLabel('现在的密码', { exact: true }).fill(FIRST_PASSWORD)
  for (const label of ['新密码', '再输一遍']) await page.getByLabel(label, { exact: true }).fill('xin-mima-2026')
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
}

/** The district's page over made-up streets, for its manual. */
export async function takeDistrict(browser: Browser, outDir: string): Promise<void> {
  const db = await openPglite()
  const server = await startPageServer(db)
  const open = async () =>
    (await browser.newContext({ viewport: WINDOW, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })).newPage()
  try {
    const admin = await open()
    await enter(admin, server.address, LOGINS.admin)
    await takePicture(admin, outDir, 'district-streets')
    await admin.context().close()

    const page = await open()
    const take = (name: string): Promise<void> => takePicture(page, outDir, `district-${name}`)
    await enter(page, server.address, LOGINS.officer)
    await page.getByRole('button', { name: '发出督办、交办' }).click()
    await page.getByRole('group', { name: '发给哪些街道' }).getByText('东门').click()
    await page.getByLabel('就哪件事项（编号）').fill('2026-A0901')
    await page.getByLabel('标题').fill('东门路塌陷办理情况')
    await page.getByLabel('要求').fill('请会同市政部门查明塌陷原因，明确修复时间，书面答复。')
    await page.getByRole('button', { name: /督办答复的最后一日/ }).click()
    await take('directive')
    await page.keyboard.press('Escape')
    await page.getByLabel('要求').press('Control+Enter')
    await page.getByText('待签收').first().waitFor()
    for (const [link, name] of [
      ['上报事项', 'matters'],
      ['台账', 'ledgers'],
      ['数字', 'figures'],
      ['日志', 'log'],
    ] as const) {
      await page.getByRole('link', { name: link, exact: true }).click()
      await page.getByRole('heading', { level: 1, name: link }).waitFor()
      await take(name)
    }
    await page.context().close()
  } finally {
    await server.close()
    await db.close()
  }
}

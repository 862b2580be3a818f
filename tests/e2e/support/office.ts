import type { Browser, Page } from '@playwright/test'
import type { DistrictServer } from './district.ts'

const PASSWORD = 'zongzhi-xin-2026'

/** The district's page in a browser of its own, an officer at his first log-in. */
export async function openOffice(browser: Browser, district: DistrictServer): Promise<Page> {
  const { login, password } = await district.officer()
  const page = await (await browser.newContext()).newPage()
  await page.goto(district.url)
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByLabel('现在的密码', { exact: true }).fill(password)
  await page.getByLabel('新密码', { exact: true }).fill(PASSWORD)
  await page.getByLabel('再输一遍', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: '督办交办' }).waitFor()
  return page
}

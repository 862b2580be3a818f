import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Locator, type Page } from '@playwright/test'
import type { InputOf, Method, OutputOf, RpcReply } from '../../src-shared/contract.ts'
import { PRACTICE_PASSWORD } from '../../src-main/host/practice.ts'
import { startProgram, type Program } from '../../tests/e2e/support/program.ts'
import { findBrowser, isRoot } from '../lib/browser.mjs'
import { toIndexedPng } from './indexedPng.ts'

export const WINDOW = { width: 1366, height: 768 }
const MOST_BYTES = 200_000
/** Nothing moves and no caret blinks: two runs on one day give the same picture. */
export const STILL = `*, *::before, *::after { transition: none !important; animation: none !important; caret-color: transparent !important; }
.el-message { display: none !important; }`

/** One window on a running program, and the folder for its pictures. */
export interface Studio {
  readonly page: Page
  /** With the password of the practice centre if none is given. */
  logIn(login: string, password?: string): Promise<void>
  goTo(path: string): Promise<void>
  call<M extends Method>(method: M, input: InputOf<M>): Promise<OutputOf<M>>
  /** Takes `NAME.png` of the window. */
  take(name: string): Promise<void>
}

export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser()
  if (!executablePath) throw new Error('没有找到 Chromium、Chrome 或 Edge；可用 ONEWINDOW_BROWSER 指明')
  return chromium.launch({ executablePath, args: isRoot() ? ['--no-sandbox'] : [] })
}

/** Starts the program on a data folder, works in a fresh window on it and stops it. */
export async function inStudio(
  browser: Browser,
  { dataDir, outDir, args }: { dataDir: string; outDir: string; args: readonly string[] },
  work: (studio: Studio) => Promise<void>,
): Promise<void> {
  const program = await startProgram(dataDir, ...args)
  const context = await browser.newContext({ viewport: WINDOW, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  try {
    await work(await openStudio(await context.newPage(), program, outDir))
  } finally {
    await context.close()
    await program.stop()
  }
}

/** @param source of the window's address: a program, or a centre of the tests */
export async function openStudio(page: Page, source: Pick<Program, 'startAddress'>, outDir: string): Promise<Studio> {
  const start = await source.startAddress()
  const { origin } = new URL(start)
  page.setDefaultTimeout(15_000)
  await page.goto(start)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.addStyleTag({ content: STILL })
  return {
    page,
    async logIn(login, password = PRACTICE_PASSWORD) {
      const nav = page.getByRole('navigation', { name: '主导航' })
      if (await nav.isVisible()) {
        await page.locator('.top__tools').getByRole('button').last().click()
        await page.getByRole('button', { name: '退出登录' }).click()
      }
      await page.getByRole('textbox', { name: '登录名' }).fill(login)
      await page.getByRole('textbox', { name: '密码', exact: true }).fill(password)
      await page.keyboard.press('Enter')
      await nav.waitFor()
      await settle(page)
    },
    async goTo(path) {
      await page.evaluate(`location.hash = ${JSON.stringify(path)}`)
      await settle(page)
    },
    async call(method, input) {
      const response = await page.request.post(`${origin}/rpc`, { headers: { origin }, data: { method, input } })
      const reply = (await response.json()) as RpcReply
      if (!reply.ok) throw new Error(`${method}: ${reply.error.code} ${reply.error.message}`)
      return reply.value as never
    },
    take: (name) => takePicture(page, outDir, name),
  }
}

/** Takes `NAME.png` of a window. */
export async function takePicture(page: Page, outDir: string, name: string): Promise<void> {
  await page.mouse.move(0, WINDOW.height - 1) // nothing looks pointed at
  await settle(page)
  const picture = toIndexedPng(await page.screenshot({ scale: 'css' }))
  writeFileSync(join(outDir, `${name}.png`), picture)
  const isHeavy = picture.length > MOST_BYTES
  console.log(`${name}.png ${Math.round(picture.length / 1000)} kB${isHeavy ? '，太大' : ''}`)
}

/** Until the page has what it asked for and has drawn it. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(250)
  await page
    .getByText(/^正在(读|排版|打开|核对)/)
    .waitFor({ state: 'hidden' })
    .catch(() => undefined)
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  await page.waitForTimeout(350)
}

/** Puts the element at the upper edge of what scrolls. */
export async function toTop(element: Locator): Promise<void> {
  await element.evaluate((found) => found.scrollIntoView({ block: 'start' }))
}

/** Chooses in a combo box by what a clerk types. */
export async function choose(form: Locator, label: string, typed: string): Promise<void> {
  const box = form.getByRole('combobox', { name: label, exact: true })
  await box.fill(typed)
  await box.page().getByRole('listbox').getByRole('option').first().waitFor()
  await box.press('Enter')
}

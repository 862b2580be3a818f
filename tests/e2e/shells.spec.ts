import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { PEOPLE } from './support/people.ts'
import { expect, test, typeLogIn } from './support/programTest.ts'

// A refused start address is a page with status 403 or 401.
test.use({ expectedProblems: /status of 40[13]/ })

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url))

/** Starts the program as a person does; tells how that ended. */
function startAgain(dir: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const args = [START, '--shell=loopback', '--no-open', '--data', dir]
  const env = { ...process.env, NODE_OPTIONS: '' }
  return new Promise((resolve) =>
    execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code, stdout, stderr }),
    ),
  )
}

test('a second program on the same folder says so and ends; a start address opens one window, once', async ({
  page,
  context,
  browser,
  preparedFolder,
  start,
  enter,
}) => {
  const { dir } = await preparedFolder()
  const program = await start(dir)
  await enter(program, 'clerk')

  const second = await startAgain(dir)
  expect(second.code).toBe(3)
  expect(second.stderr).toContain(`一窗通已在使用这个数据文件夹（进程 ${program.pid}），不再启动第二个。`)
  expect(second.stdout).not.toContain('http')

  const tab = await context.newPage()
  await tab.goto(new URL('/', page.url()).href)
  await expect(tab.getByRole('button', { name: PEOPLE.clerk.name })).toBeVisible()

  const stranger = await browser.newPage()
  await stranger.goto(program.firstAddress)
  await expect(stranger.getByRole('form', { name: '登录' })).toBeVisible()
  const third = await browser.newPage()
  await third.goto(program.firstAddress)
  await expect(third.getByText('这个启动地址已经用过或已过期')).toBeVisible()
  await third.goto(new URL('/', page.url()).href)
  await expect(third.getByText('这个浏览器窗口没有登记')).toBeVisible()
  await stranger.close()
  await third.close()
})

const sumOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

/** Nothing that only a programmer reads. */
async function expectReadable(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`数据现在打不开：${title}`)
  await expect(page.getByText('数据文件原样留在原处')).toBeVisible()
  const text = await page.getByRole('main').innerText()
  expect(text).not.toMatch(/Error|SQLITE|undefined|\.ts|\.js\b|\bat /)
}

test.describe('a store that cannot be opened is told in Chinese and left as it is', () => {
  test('damaged; put right, it opens without a new start', async ({ page, preparedFolder, start, open }) => {
    const { dir } = await preparedFolder()
    const file = join(dir, 'onewindow.db')
    const whole = readFileSync(file)
    writeFileSync(file, Buffer.concat([Buffer.from('不是数据文件'), whole.subarray(18)]))
    const before = sumOf(file)
    await open(await start(dir))
    await typeLogIn(page, PEOPLE.head.login)
    await expectReadable(page, '数据文件打不开')
    expect(sumOf(file)).toBe(before)

    const again = page.getByRole('button', { name: '再试一次' })
    writeFileSync(file, whole)
    await again.click()
    await typeLogIn(page, PEOPLE.head.login)
    await expect(page.getByRole('heading', { name: /^今日/ })).toBeVisible()
  })

  test('gone @everyday', async ({ page, preparedFolder, start, open }) => {
    const { dir } = await preparedFolder()
    renameSync(join(dir, 'onewindow.db'), join(dir, 'elsewhere.db'))
    await open(await start(dir))
    await typeLogIn(page, PEOPLE.head.login)
    await expectReadable(page, '数据文件打不开')
    expect(existsSync(join(dir, 'onewindow.db'))).toBe(false)
  })

  test('from a newer program', async ({ page, preparedFolder, start, open }) => {
    const { dir } = await preparedFolder(9999)
    const file = join(dir, 'onewindow.db')
    const before = sumOf(file)
    await open(await start(dir))
    await typeLogIn(page, PEOPLE.head.login)
    await expectReadable(page, '数据来自更新版本的程序')
    expect(sumOf(file)).toBe(before)
    expect(readdirSync(dir)).not.toContain('before-upgrade')
  })

  test('with a keyring that cannot be read', async ({ page, preparedFolder, start, open }) => {
    const { dir } = await preparedFolder()
    const file = join(dir, 'keyring.json')
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, whole.slice(0, whole.length / 2))
    await open(await start(dir))
    await expectReadable(page, '钥匙文件读不出来')
    expect(readFileSync(file, 'utf8')).toHaveLength(Math.floor(whole.length / 2))
    writeFileSync(file, whole)
    await page.getByRole('button', { name: '再试一次' }).click()
    await expect(page.getByRole('form', { name: '登录' })).toBeVisible()
  })
})

import type { Page } from '@playwright/test'
import { readKeyring, writeKeyring } from '../../src-main/store/keyring.ts'
import { PASSWORD, PEOPLE } from './support/people.ts'
import { expect, logInAlert, logOut, test, typeLogIn } from './support/programTest.ts'

const { login } = PEOPLE.clerk

/** Ends every lock-out in the keyring, as the time would; the counters stay. */
function letTimePass(dir: string): void {
  const { users, ...rest } = readKeyring(dir)
  writeKeyring(dir, { ...rest, users: users.map((user) => ({ ...user, lockedUntilMs: 0 })) })
}

async function logInWrongly(page: Page, times: number): Promise<void> {
  for (let n = 1; n <= times; n++) {
    await typeLogIn(page, login, `cuode-mima-${n}`)
    await expect(page.getByRole('textbox', { name: '密码', exact: true })).toHaveValue('')
  }
}

test('wrong passwords lock the log-in, longer each time, and a restart does not help @everyday', async ({
  page,
  preparedFolder,
  start,
  open,
}) => {
  const { dir } = await preparedFolder()
  const first = await start(dir)
  await open(first)
  const alert = logInAlert(page)
  await logInWrongly(page, 4)
  await expect(alert).toHaveText('登录名或密码不对')
  await logInWrongly(page, 1)
  await expect(alert).toContainText(/密码错误次数过多.*还有 (1 分 0|\d\d) 秒/)

  await typeLogIn(page, login)
  await expect(alert).toContainText(/还有 \d\d 秒/) // the right one neither
  await page.goto('about:blank')
  await first.stop()
  const second = await start(dir)
  await open(second)
  await typeLogIn(page, login)
  await expect(alert).toContainText(/密码错误次数过多.*还有 \d\d 秒/)

  letTimePass(dir)
  await logInWrongly(page, 1)
  await expect(alert).toContainText(/还有 (2 分 0|1 分 \d+) 秒/)
  letTimePass(dir)
  await typeLogIn(page, login)
  await expect(page.getByRole('heading', { name: /^今日/ })).toBeVisible()
})

test('the recovery code opens the store and gives the head a new password; a typo names its group', async ({
  page,
  preparedFolder,
  start,
  open,
}) => {
  const { dir, recoveryGroups } = await preparedFolder()
  await open(await start(dir))
  await page.getByRole('button', { name: '用恢复码打开' }).click()
  const form = page.getByRole('form', { name: '用恢复码打开' })
  const code = form.getByRole('textbox', { name: '恢复码' })
  await form.getByRole('textbox', { name: '登录名' }).fill(PEOPLE.head.login)
  await form.getByRole('textbox', { name: '新密码' }).fill('xinde-mima-2026')
  await form.getByRole('textbox', { name: '再输一遍' }).fill('xinde-mima-2026')
  const submit = form.getByRole('button', { name: '打开并换上新密码' })

  await code.fill(recoveryGroups.slice(0, 7).join(' '))
  await expect(form.getByText('已输入 7 组零 0 位，共要 8 组')).toBeVisible()
  await submit.click()
  await expect(form.getByText('现在是 42 位数字')).toBeVisible()

  const typo = recoveryGroups.with(2, String((Number(recoveryGroups[2]) + 1) % 1_000_000).padStart(6, '0'))
  await code.fill(typo.join('-'))
  await submit.click()
  await expect(form.getByRole('alert')).toContainText('恢复码第 3 组有误')

  await code.fill(recoveryGroups.toReversed().join(''))
  await submit.click()
  await expect(form.getByRole('alert')).toHaveText(/^恢复码不对/)

  await code.fill(recoveryGroups.join('\n'))
  await submit.click()
  await expect(page.getByRole('heading', { name: /^今日/ })).toBeVisible()

  // Everybody's log-in page from now on: the old password is gone, the new one works, and the log says so.
  await logOut(page, PEOPLE.head.name)
  await typeLogIn(page, PEOPLE.head.login, PASSWORD)
  await expect(logInAlert(page)).toHaveText('登录名或密码不对')
  await typeLogIn(page, PEOPLE.head.login, 'xinde-mima-2026')
  await page.getByRole('link', { name: '日志' }).click()
  await expect(page.getByRole('grid', { name: '日志' })).toContainText('恢复码')
})

test('Enter in the candidate window does not send the log-in', async ({ page, preparedFolder, start, open, ime }) => {
  const { dir } = await preparedFolder()
  await open(await start(dir))
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/rpc')) asked.push((request.postDataJSON() as { method: string }).method)
  })
  await page.getByRole('textbox', { name: '密码', exact: true }).fill(PASSWORD)
  const name = page.getByRole('textbox', { name: '登录名' })
  await name.focus()
  await ime.compose('chuangkou')
  await ime.confirm('窗口')
  await expect(name).toHaveValue('窗口')
  await expect(name).toBeFocused()
  expect(asked).not.toContain('account.login')
  await page.keyboard.press('Enter')
  await expect(logInAlert(page)).toHaveText('登录名或密码不对')
  expect(asked.filter((method) => method === 'account.login')).toHaveLength(1)
})

import type { Page } from '@playwright/test'
import { seriousFindings } from './ui/gallery.ts'
import { goTo } from './support/fixtures.ts'
import { PASSWORD, PEOPLE } from './support/people.ts'
import { expect, test, typeLogIn } from './support/programTest.ts'

// The page of a killed program says so on the console, too.
test.use({ expectedProblems: /Failed to load resource|ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_INCOMPLETE/ })

/** Resolves when the program has said that it kept a draft with this text in it. */
function keptDraft(page: Page, text: string): Promise<unknown> {
  return page.waitForResponse(async (response) => {
    const asked = response.request().postData() ?? ''
    if (!asked.includes('drafts.save') || !asked.includes(text)) return false
    return ((await response.json()) as { ok: boolean }).ok
  })
}

test('an intake card outlives a killed program @everyday', async ({ page, preparedFolder, start, enter, open }) => {
  const { dir } = await preparedFolder()
  const program = await start(dir)
  await enter(program, 'clerk')
  await goTo(page, '/intake')
  const last = '修好漏水，赔偿三千元'
  const kept = keptDraft(page, last)
  await page.getByRole('textbox', { name: '姓名' }).fill('样本甲（测试）')
  await page.getByRole('textbox', { name: '电话' }).fill('13900000003')
  await page.getByLabel('什么事').fill('楼上漏水，吊顶泡坏')
  await page.getByLabel('希望怎么解决').fill(last)
  await kept
  await expect(page.getByText(/草稿已存 \d\d:\d\d/)).toBeVisible()
  await program.kill()
  await expect(page.getByText('暂时连不上本机服务，正在自动重试')).toBeVisible()
  await page.getByLabel('什么事').fill('这一句写在断线之后')

  await open(await start(dir))
  await typeLogIn(page, PEOPLE.clerk.login)
  await page.getByRole('link', { name: '登记', exact: true }).click()
  await expect(page.getByText(/有一张没写完的登记：样本甲（测试）：楼上漏水，吊顶泡坏/)).toBeVisible()
  await page.getByRole('button', { name: '继续填写' }).click()
  await expect(page.getByRole('textbox', { name: '姓名' })).toHaveValue('样本甲（测试）')
  await expect(page.getByRole('textbox', { name: '电话' })).toHaveValue('13900000003')
  await expect(page.getByLabel('什么事')).toHaveValue('楼上漏水，吊顶泡坏')
  await expect(page.getByLabel('希望怎么解决')).toHaveValue(last)
})

test('the record of a session outlives a killed program', async ({ page, preparedFolder, start, enter, open }) => {
  const { dir, matterId, number } = await preparedFolder()
  const program = await start(dir)
  await enter(program, 'mediator')
  const form = page.getByRole('form', { name: '调解记录' })
  const openForm = async () => {
    await goTo(page, `/matters/${matterId}`)
    await page.getByRole('region', { name: '下一步' }).getByRole('button', { name: '写调解记录' }).click()
  }
  await openForm()
  const record = '申请人陈述：去年夏天起漏水。\n被申请人陈述：愿意修，赔偿要商量。'
  const kept = keptDraft(page, '愿意修，赔偿要商量')
  await form.getByLabel('开始时间').fill('0930')
  await form.getByLabel('记录正文').fill(record)
  await kept
  await expect(form.getByText(/草稿已存 \d{4}-\d\d-\d\d \d\d:\d\d/)).toBeVisible()
  await program.kill()

  await open(await start(dir))
  await typeLogIn(page, PEOPLE.mediator.login)
  await expect(page.getByRole('region', { name: /没写完的草稿/ })).toContainText(number)
  await openForm()
  await expect(page.getByText(/已接着 .* 没写完的草稿/)).toBeVisible()
  await expect(form.getByLabel('记录正文')).toHaveValue(record)
  await expect(form.getByLabel('开始时间')).toHaveValue('09:30')
})

test('a window tells what to do when its program is gone, and goes on when it is back', async ({
  page,
  preparedFolder,
  start,
  enter,
}) => {
  const { dir } = await preparedFolder()
  const program = await start(dir)
  await enter(program, 'clerk')
  await goTo(page, '/intake')
  await page.getByLabel('什么事').fill('楼上漏水')
  await expect(page.getByText(/草稿已存 \d\d:\d\d/)).toBeVisible()
  await program.kill()
  const advice = page.getByRole('dialog', { name: '程序已停止' })
  await expect(advice).toBeVisible({ timeout: 30_000 })
  await expect(advice).toContainText('重新打开一窗通')
  expect(await seriousFindings(page)).toEqual([])
  await page.keyboard.press('Escape')
  await expect(advice).toBeHidden()
  await page.getByLabel('什么事').fill('楼上漏水，断线以后又写了一句')
  await page.getByRole('button', { name: '怎么办' }).click()

  // Nobody opens the new start address: the window finds the program on the port of before.
  const again = await start(dir)
  expect(new URL(again.firstAddress).port).toBe(new URL(program.firstAddress).port)
  await expect(advice).toBeHidden({ timeout: 15_000 })
  const password = page.getByRole('textbox', { name: `${PEOPLE.clerk.name}的密码` })
  await password.fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(password).toBeHidden() // until then the page behind the lock takes no key
  await expect(page.getByLabel('什么事')).toHaveValue('楼上漏水，断线以后又写了一句')
  await page.getByLabel('什么事').press('Control+Enter')
  await expect(page.getByText(/已登记/).first()).toBeVisible()
})

import { expect, goTo, test } from './support/fixtures.ts'
import { openIntake } from './support/intake.ts'
import { logOut } from './support/programTest.ts'
import { PEOPLE } from './support/people.ts'

const SUMMARY = '城管中队收受好处放任占道经营'

test('a report against a unit is sealed from its first save: its people find nothing of it anywhere @everyday', async ({
  logIn,
  app,
}) => {
  const users = await app.as('admin')('users.list', {})
  const mediator = users.find(({ name }) => name === PEOPLE.mediator.name)
  if (!mediator) throw new Error('no mediator')
  await app.as('admin')('users.setUnit', { id: mediator.id, unit: '示范街道城管中队' })

  const page = await logIn('clerk')
  await openIntake(page)
  await page.getByRole('textbox', { name: '姓名' }).fill('样本丙（测试）')
  await page.getByRole('checkbox', { name: /检举控告/ }).check()
  await page.getByLabel('什么事').fill(SUMMARY)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('请写明被反映的单位或人员')).toBeVisible()
  await page.getByRole('combobox', { name: '单位全称' }).fill('城管中队')
  await page.keyboard.press('Control+Enter')
  const heading = page.getByRole('heading', { name: /已登记/ })
  await expect(heading).toBeVisible()
  await expect(page.getByText('已密封，仅限经授权人员知悉')).toBeVisible()
  const number = ((await heading.textContent()) ?? '').replace(/^.*已登记\s*/, '')

  await page.getByRole('button', { name: '分流', exact: true }).click()
  const triage = page.getByRole('dialog', { name: `分流 ${number}` })
  for (const route of ['人民调解', '六联协同', '关爱走访'])
    await expect(triage.getByRole('radio', { name: route })).toBeDisabled()
  await expect(triage.getByRole('radio', { name: '信访代理' })).toBeChecked()
  await expect(triage.getByText('第三十条')).toBeVisible()
  await triage.getByRole('button', { name: '先不分流' }).click()

  await page.getByRole('button', { name: '打开', exact: true }).click()
  const banner = page.getByRole('region', { name: '检举控告' })
  await expect(banner).toContainText('检举控告：仅限经授权人员知悉')
  await expect(banner).toContainText('被反映：城管中队')
  await expect(banner).toContainText(PEOPLE.clerk.name)
  await expect(banner).not.toContainText(PEOPLE.mediator.name)
  const address = new URL(page.url()).hash.slice(1)

  await logOut(page, PEOPLE.clerk.name)
  await logIn('mediator')
  await expect(page.getByRole('main')).not.toContainText(SUMMARY)
  await expect(page.getByRole('main')).not.toContainText(number)
  await goTo(page, '/matters')
  await expect(page.getByRole('main')).toContainText(/没有|0 件/)
  await expect(page.getByRole('main')).not.toContainText(number)
  await page.keyboard.press('Control+k')
  for (const text of [number, '收受好处', '样本丙']) {
    await page.getByRole('combobox', { name: '搜索' }).fill(text)
    await expect(page.getByText(`没有找到“${text}”`)).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await goTo(page, address)
  await expect(page.getByRole('alert')).toContainText('没有这件事项')
  await expect(page.getByRole('main')).not.toContainText(SUMMARY)
})

test('the head seals what turns out to be a report, says who may know, and opens it again', async ({ logIn, app }) => {
  const { matterId, number } = await app.as('clerk')('intake.register', {
    receivedOn: new Date().toISOString().slice(0, 10),
    summary: SUMMARY,
  })
  const page = await logIn('head')
  await goTo(page, `/matters/${matterId}`)
  await page.getByRole('button', { name: '密封（检举控告）' }).click()
  const dialog = page.getByRole('dialog', { name: '密封（检举控告）' })
  await dialog.getByRole('combobox', { name: '单位全称' }).fill('示范街道城管中队')
  await dialog.getByLabel(PEOPLE.worker.name).check()
  await dialog.getByLabel('原因').fill('核对内容是检举')
  await dialog.getByRole('button', { name: '密封' }).click()
  const banner = page.getByRole('region', { name: '检举控告' })
  await expect(banner).toContainText(PEOPLE.worker.name)
  expect((await app.as('mediator')('matters.count', { filter: {} })).count).toBe(0)
  expect((await app.as('worker')('matters.count', { filter: {} })).count).toBe(1)

  await page.getByRole('button', { name: '解除密封' }).click()
  const opening = page.getByRole('dialog', { name: '解除密封' })
  await opening.getByLabel('原因').fill('核对后不是检举')
  await opening.getByRole('button', { name: '解除密封' }).click()
  await expect(banner).toBeHidden()
  await expect(page.getByRole('main')).toContainText('核对后不是检举')
  expect((await app.as('mediator')('matters.list', { filter: {} })).rows).toMatchObject([{ number }])
})

test('an open page of somebody who may not know any more shows nothing of it', async ({ logIn, app }) => {
  const { matterId, version } = await app.as('clerk')('intake.register', {
    receivedOn: new Date().toISOString().slice(0, 10),
    summary: SUMMARY,
  })
  const page = await logIn('mediator')
  await goTo(page, `/matters/${matterId}`)
  await expect(page.getByRole('main')).toContainText(SUMMARY)
  await app.as('head')('intake.seal', {
    matterId,
    version,
    reported: [{ kind: 'person', name: PEOPLE.mediator.name }],
  })
  await expect(page.getByRole('alert')).toContainText('没有这件事项')
  await expect(page.getByRole('main')).not.toContainText(SUMMARY)
})

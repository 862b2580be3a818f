import type { Page } from '@playwright/test'
import { seriousFindings } from './support/axe.ts'
import type { DistrictServer } from './support/district.ts'
import { expect, goTo, joinByCall, settle, test } from './support/districtTest.ts'
import { registerByCall } from './support/intake.ts'

/** As a head does it: an address, a code and a name, by keyboard alone. */
async function joinOnPage(page: Page, district: DistrictServer, name: string): Promise<void> {
  await goTo(page, '/sync')
  await page.getByLabel('服务器地址').fill(district.url)
  await page.getByLabel('接入码').fill(await district.code())
  await page.getByLabel('这台电脑的名称').fill(name)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('navigation', { name: '同步的分页' })).toBeVisible()
}

test('two computers join by code on the page and end with the same matters @everyday', async ({
  startDistrict,
  openSeat,
}) => {
  const district = await startDistrict()
  const [east, west] = await Promise.all([openSeat('A'), openSeat('B')])
  await registerByCall(east.app, { name: '张三（测试）', phone: '13900000001' }, { summary: '东边登记的漏水' })
  await registerByCall(west.app, { name: '李四（测试）', phone: '13900000002' }, { summary: '西边登记的噪音' })

  const onEast = await east.logIn('head')
  await goTo(onEast, '/sync')
  expect(await seriousFindings(onEast)).toEqual([])
  await onEast.getByRole('button', { name: /^接入/ }).click()
  await expect(onEast.getByText('请填写区里给的接入码')).toBeVisible()
  await expect(onEast.getByLabel('服务器地址')).toBeFocused()
  await onEast.getByLabel('服务器地址').fill(district.url)
  await onEast.getByLabel('接入码').fill('ABCD-EFGH-JKLM')
  await onEast.getByLabel('这台电脑的名称').fill('一号窗口')
  await onEast.keyboard.press('Control+Enter')
  await expect(onEast.getByRole('alert')).toContainText('接入码不对、已经用过或已过期')
  await onEast.getByLabel('服务器地址').fill('http://127.0.0.1:9')
  await onEast.keyboard.press('Control+Enter')
  await expect(onEast.getByRole('alert')).toContainText('没有接入：连不上这个地址')
  await onEast.getByLabel('服务器地址').fill(new URL(onEast.url()).origin)
  await onEast.keyboard.press('Control+Enter')
  await expect(onEast.getByRole('alert')).toContainText('没有接入：这个地址上的不是区级服务器')

  await joinOnPage(onEast, district, '一号窗口')
  const onWest = await west.logIn('admin')
  await joinOnPage(onWest, district, '二号窗口')
  await settle(east, west)
  await expect(onEast.getByText(/^✓全部已同步$/)).toBeVisible()
  await expect(onWest.getByRole('row', { name: /B 二号窗口 .*本机/ })).toBeVisible()
  await expect(onWest.getByRole('row', { name: /A 一号窗口/ })).toBeVisible()
  expect(await seriousFindings(onEast)).toEqual([])

  // The parts of the picture add up, and say so to who cannot see it.
  const { rows } = await east.app.as('head')('sync.status', {})
  expect(rows.waiting + rows.flying + rows.accepted + rows.held).toBe(rows.all)
  const sum = `本机共 ${rows.all} 条记录：只在本机 0 条，已送达 0 条，区里已收下 ${rows.all} 条`
  await expect(onEast.getByRole('img', { name: sum })).toBeVisible()

  await goTo(onEast, '/matters')
  const list = onEast.getByRole('grid', { name: '事项列表' })
  await expect(list).toContainText('东边登记的漏水')
  await expect(list).toContainText('西边登记的噪音')
})

test('the state of a record is told honestly on its page, before and after the district has it', async ({
  startDistrict,
  openSeat,
}) => {
  const district = await startDistrict()
  const seat = await openSeat('A')
  const page = await seat.logIn('clerk')
  const { matterId } = await registerByCall(seat.app, { name: '张三（测试）' })
  await goTo(page, `/matters/${matterId}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await expect(page.getByRole('button', { name: /^同步：/ })).toHaveCount(0)

  await joinByCall(seat, district)
  await expect(page.getByRole('button', { name: /^同步：区里已收下 第 \d+ 号$/ })).toBeVisible()
  await district.stop()
  await seat.app.as('clerk')('intake.amend', {
    matterId,
    version: (await seat.app.as('clerk')('matters.get', { matterId })).version,
    card: { receivedOn: '2026-03-02' as never, summary: '改了一句' },
    reason: '更正',
  })
  const state = page.getByRole('button', { name: '同步：有改动只在本机' })
  await expect(state).toBeVisible()
  await state.press('Enter')
  await expect(page.getByRole('note')).toContainText('连上区里后自动送')
})

test('each role sees its part of the sync page', async ({ startDistrict, openSeat }) => {
  const seat = await openSeat('A')
  const clerk = await seat.logIn('clerk')
  await goTo(clerk, '/sync')
  await expect(clerk.getByText('接入由负责人或系统管理员办理')).toBeVisible()
  await expect(clerk.getByLabel('接入码')).toHaveCount(0)

  await joinByCall(seat, await startDistrict())
  const tabs = clerk.getByRole('navigation', { name: '同步的分页' }).getByRole('link')
  await expect(tabs).toHaveText(['同步情况', '两处都改过', '隔离区', 'U 盘同步包'])
  await expect(clerk.getByRole('button', { name: '立即同步' })).toBeVisible()
  await expect(clerk.getByRole('button', { name: '暂停' })).toHaveCount(0)

  const admin = await seat.logIn('admin')
  await goTo(admin, '/sync')
  await expect(admin.getByRole('navigation', { name: '同步的分页' }).getByRole('link')).toHaveText([
    '同步情况',
    'U 盘同步包',
  ])
  await admin.getByRole('button', { name: '暂停' }).click()
  await expect(clerk.getByText(/^!同步已暂停$/)).toBeVisible()
  await registerByCall(seat.app, { name: '张三（测试）' })
  await expect(clerk.getByText(/录入照常保存在本机，有 \d+ 条等着送/)).toBeVisible()
  await admin.getByRole('button', { name: '恢复同步' }).click()
  await settle(seat)
  await expect(clerk.getByText(/^✓全部已同步$/)).toBeVisible()
})

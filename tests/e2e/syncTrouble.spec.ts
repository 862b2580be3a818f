import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seriousFindings } from './support/axe.ts'
import { expect, goTo, joinByCall, settle, test } from './support/districtTest.ts'
import { registerByCall } from './support/intake.ts'

test('a computer that the district stopped says so, goes on by itself, and joins again with a new code', async ({
  startDistrict,
  openSeat,
}) => {
  const district = await startDistrict()
  const seat = await openSeat('A')
  await joinByCall(seat, district)
  const { seatCode } = await seat.app.as('head')('sync.status', {})
  await district.revoke(seatCode)
  const page = await seat.logIn('head')
  await goTo(page, '/sync')
  const stopped = page.getByRole('region', { name: '区里已停用这台电脑的接入' })
  await expect(stopped).toContainText('本机没有删除任何内容')
  await expect(stopped).toContainText('可以照常登记、办理、出文书')
  await expect(page.getByRole('link', { name: /同步停着，需要确认/ })).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])

  const { number } = await registerByCall(seat.app, { name: '张三（测试）' })
  await goTo(page, '/matters')
  await expect(page.getByRole('grid', { name: '事项列表' })).toContainText(number)

  await seat.app.as('head')('centre.saveSettings', { seatLetter: 'C' as never })
  await goTo(page, '/sync')
  await stopped.getByLabel('服务器地址').fill(district.url)
  await stopped.getByRole('textbox', { name: '接入码' }).fill(await district.code())
  await stopped.getByLabel('这台电脑的名称').fill('一号窗口')
  await page.keyboard.press('Control+Enter')
  await expect(stopped).toBeHidden()
  await settle(seat)
  expect((await district.rows())['matter']).toBe(1)
})

test('a district that dies in the middle of a push and comes back has everything once', async ({
  startDistrict,
  openSeat,
}) => {
  test.slow()
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-district-'))
  const district = await startDistrict({ folder, diesAtPush: 2 })
  const [east, west] = await Promise.all([openSeat('A'), openSeat('B')])
  const many = 900 // some 4,500 rows: three batches
  for (let at = 0; at < many; at += 1)
    await registerByCall(east.app, { name: `住户${at}（测试）` }, { summary: `第 ${at} 件，楼道堆物影响通行` })
  await east.app.as('head')('sync.join', { url: district.url, code: await district.code(), name: '一号窗口' })
  const page = await east.logIn('head')
  await goTo(page, '/sync')
  await district.ended
  await expect(page.getByText('现在连不上区级服务器').first()).toBeVisible()
  const { rows } = await east.app.as('head')('sync.status', {})
  expect(rows.waiting + rows.flying).toBeGreaterThan(0)
  expect(rows.accepted).toBeGreaterThan(0)

  const again = await startDistrict({ folder, port: district.port })
  await page.getByRole('button', { name: '立即同步' }).click()
  await settle(east)
  await expect(page.getByText(/^✓全部已同步$/)).toBeVisible()
  expect(await again.rows()).toMatchObject({ matter: many, party: many, matter_event: many, matter_party: many })
  await joinByCall(west, again)
  expect((await west.app.as('clerk')('matters.count', { filter: {} as never })).count).toBe(many)
  rmSync(folder, { recursive: true, force: true })
})

test('a package on a stick goes from seat to seat, and its receipt back; a wrong file is told', async ({
  startDistrict,
  openSeat,
}) => {
  const district = await startDistrict()
  const [east, west] = await Promise.all([openSeat('A'), openSeat('B')])
  await joinByCall(east, district)
  await joinByCall(west, district)
  await settle(east, west)
  await district.stop()
  const { number } = await registerByCall(east.app, { name: '张三（测试）' }, { summary: '断网时登记的' })

  const onEast = await east.logIn('head')
  await goTo(onEast, '/sync/package')
  const [download] = await Promise.all([
    onEast.waitForEvent('download'),
    onEast.getByRole('button', { name: '导出同步包' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^一窗通同步包-.*\.owpk$/)
  const bytes = readFileSync(await download.path())
  await expect(onEast.getByText(/已保存，装了 \d+ 条/)).toBeVisible()
  expect(await seriousFindings(onEast)).toEqual([])

  const onWest = await west.logIn('clerk')
  await goTo(onWest, '/sync/package')
  const give = (page: typeof onWest, name: string, buffer: Buffer) =>
    page.getByLabel('选择同步包或回执').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await give(onWest, '照片.owpk', Buffer.from('not a package'))
  await expect(onWest.getByRole('main').getByRole('alert')).toHaveText('这不是一窗通的同步包。本机没有改动。')
  const damaged = Buffer.from(bytes)
  damaged[damaged.length - 5]! ^= 1
  await give(onWest, '坏的.owpk', damaged)
  await expect(onWest.getByRole('main').getByRole('alert')).toContainText('签名不对，可能被改动过，没有收下')
  await give(onEast, '自己的.owpk', bytes)
  await expect(onEast.getByRole('main').getByRole('alert')).toContainText('这是本机自己导出的同步包')

  await give(onWest, download.suggestedFilename(), bytes)
  await expect(onWest.getByText('同步包已收下')).toBeVisible()
  const [receipt] = await Promise.all([
    onWest.waitForEvent('download'),
    onWest.getByRole('button', { name: '保存回执' }).click(),
  ])
  await goTo(onWest, '/matters')
  await expect(onWest.getByRole('grid', { name: '事项列表' })).toContainText(number)

  await give(onEast, receipt.suggestedFilename(), readFileSync(await receipt.path()))
  await expect(onEast.getByText('回执已收下')).toBeVisible()
})

test('a paper of another seat is fetched when it is asked for, and until then the page says where it is', async ({
  startDistrict,
  openSeat,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-district-'))
  const district = await startDistrict({ folder })
  const [east, west] = await Promise.all([openSeat('A'), openSeat('B')])
  const { matterId } = await registerByCall(east.app, { name: '张三（测试）' })
  await joinByCall(east, district)
  await joinByCall(west, district)
  await west.app.as('head')('sync.setPaused', { isPaused: true })
  await east.app.as('clerk')('papers.issue', { matterId, kind: 'receipt_slip', ref: '' })
  await settle(east)
  await west.app.as('head')('sync.setPaused', { isPaused: false })
  await settle(west)

  const page = await west.logIn('clerk')
  await goTo(page, `/matters/${matterId}`)
  await page.getByRole('button', { name: /^取回文书：事项登记回执/ }).click()
  const offer = page.getByRole('group', { name: /^取回/ })
  await expect(offer).toContainText('由其他座席出具')
  await district.stop()
  await offer.getByRole('button', { name: '取回文书' }).click()
  await expect(offer.getByRole('alert')).toContainText('现在连不上区级服务器')
  expect(await seriousFindings(page)).toEqual([])
  await startDistrict({ folder, port: district.port })
  await offer.getByRole('button', { name: '再取一次' }).click()
  await expect(page.getByRole('dialog', { name: '事项登记回执' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: /^查看、打印事项登记回执/ })).toBeVisible()
  rmSync(folder, { recursive: true, force: true })
})

import ExcelJS from 'exceljs'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { amendByCall } from './support/amend.ts'
import { seriousFindings } from './support/axe.ts'
import { expect, goTo, joinByCall, settle, test } from './support/districtTest.ts'
import { registerByCall } from './support/intake.ts'

test('what both changed without a network is shown on both and settled with a reason', async ({
  startDistrict,
  openSeat,
}) => {
  test.slow()
  const folder = mkdtempSync(join(tmpdir(), 'onewindow-district-'))
  const district = await startDistrict({ folder })
  const [east, west] = await Promise.all([openSeat('A'), openSeat('B')])
  const { matterId, number } = await registerByCall(east.app, { name: '张三（测试）', phone: '13900000001' })
  await joinByCall(east, district)
  await joinByCall(west, district)
  await settle(east, west)

  await district.stop()
  await amendByCall(east.app, matterId, { summary: '楼上漏水，要求赔偿三千五百元', phone: '13900023333' })
  await amendByCall(west.app, matterId, { summary: '楼上漏水，要求赔偿四千元', phone: '13900073333' })
  await startDistrict({ folder, port: district.port })
  await settle(east, west)

  const onEast = await east.logIn('clerk')
  await expect(onEast.getByRole('link', { name: /^同步 .*条等着处理/ })).toBeVisible()
  const today = onEast.getByRole('region', { name: /同步后等着处理的/ })
  await expect(today.getByRole('link', { name: new RegExp(`${number}.*两台电脑都改过`) })).toBeVisible()

  const onWest = await west.logIn('mediator')
  await goTo(onWest, '/sync/conflicts')
  const list = onWest.getByRole('grid', { name: '两处都改过的内容' })
  await expect(list.getByRole('row', { name: /电话/ })).toContainText(/139\*{4}3333.*139\*{4}3333/)
  expect(await seriousFindings(onWest)).toEqual([])
  await onWest.getByRole('searchbox').fill('什么事')
  const pair = onWest.getByRole('region', { name: /的“什么事”$/ })
  await expect(pair.getByRole('group', { name: /现在的值/ })).toContainText('赔偿四千元')
  await expect(pair.getByRole('group', { name: /另一处的值/ })).toContainText('A 号窗口')
  await pair.getByRole('button', { name: /^改用这个值/ }).click()
  const dialog = onWest.getByRole('dialog', { name: /采用“楼上漏水，要求赔偿三千五百元”/ })
  await expect(dialog.getByLabel('原因')).toBeFocused()
  await onWest.keyboard.press('Control+Enter')
  await expect(dialog.getByText('请写明原因，至少两个字')).toBeVisible()
  await dialog.getByLabel('原因').fill('电话问过当事人，是三千五百元')
  await onWest.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()

  await settle(east, west)
  for (const { app } of [east, west])
    expect((await app.as('clerk')('matters.get', { matterId })).card.summary).toBe('楼上漏水，要求赔偿三千五百元')

  // What is left is told on the matter's own page, and can be settled there.
  await goTo(onEast, `/matters/${matterId}`)
  await expect(onEast.getByText('处两台电脑都改过，请选一个')).toBeVisible()
  const phone = onEast.getByRole('region', { name: /的“电话”$/ })
  await expect(phone).toContainText('两个值不一样的地方被遮住了')
  await phone.getByRole('button', { name: /^显示完整内容/ }).click()
  await onEast.getByRole('dialog', { name: '显示完整内容' }).getByLabel('查看用途').fill('两个号码都打一次')
  await onEast.keyboard.press('Control+Enter')
  await expect(phone.getByRole('group', { name: /现在的值/ })).toContainText('13900073333')
  await expect(phone.getByRole('group', { name: /另一处的值/ })).toContainText('13900023333')
  await phone.getByRole('button', { name: /^就用现在的值：13900073333/ }).click()
  await onEast.getByRole('dialog', { name: /^采用/ }).getByLabel('原因').fill('按新号码打通了')
  await onEast.keyboard.press('Control+Enter')
  await expect(phone).toBeHidden()
  await settle(east, west)

  await onWest.getByRole('searchbox').fill('')
  await onWest.getByRole('radio', { name: '已经选过的' }).check()
  await expect(list.getByRole('row', { name: /什么事.*电话问过当事人/ })).toBeVisible()
  await expect(list.getByRole('row', { name: /139\*{4}3333.*按新号码打通了/ })).toBeVisible()
  await onWest.getByRole('button', { name: '导出', exact: true }).click()
  await onWest.getByLabel('导出用途').fill('月底核对')
  const [download] = await Promise.all([onWest.waitForEvent('download'), onWest.keyboard.press('Control+Enter')])
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(readFileSync(await download.path()).buffer as ArrayBuffer)
  expect(JSON.stringify(book.worksheets[0]?.getSheetValues())).toContain('按新号码打通了')
  rmSync(folder, { recursive: true, force: true })
})

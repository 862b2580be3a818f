import { seriousFindings } from './support/axe.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, joinByCall, settle, test } from './support/districtTest.ts'
import { registerByCall } from './support/intake.ts'
import { openOffice } from './support/office.ts'
import { formOf, openNext, save } from './support/petitionCourse.ts'

test('a matter is reported up, directed, answered with a letter and confirmed, over a real seat and a real district', async ({
  browser,
  startDistrict,
  openSeat,
}) => {
  test.setTimeout(180_000)
  const district = await startDistrict()
  const seat = await openSeat('A')
  const { matterId, number } = await registerByCall(seat.app, { name: '张三（测试）' }, { summary: '东门路塌陷' })
  await joinByCall(seat, district)
  const office = await openOffice(browser, district)

  // Up.
  const head = await seat.logIn('head')
  await goTo(head, `/matters/${matterId}`)
  await head.getByRole('button', { name: '上报区里' }).click()
  await head.getByLabel('上报的理由').fill('涉及区管道路，需要区里协调')
  await head.keyboard.press('Control+Enter')
  await expect(head.getByText('已上报：')).toBeVisible()
  await settle(seat)

  // Seen, and directed.
  await office.getByRole('link', { name: '上报事项' }).click()
  await office.getByText(number).dblclick()
  await expect(office.getByRole('dialog')).toContainText('张三（测试）')
  await office.getByRole('button', { name: '就它督办、交办' }).click()
  await office.getByLabel('标题').fill('东门路塌陷办理情况')
  await office.getByLabel('要求').fill('请查明原因并书面答复。')
  await office.getByLabel('要求').press('Control+Enter')
  await expect(office.getByText(/已发出/)).toBeVisible()
  await settle(seat)

  // Down, and answered.
  await goTo(head, '/today')
  await head.getByRole('link', { name: /东门路塌陷办理情况/ }).click()
  const dialog = head.getByRole('dialog', { name: /督办 〔\d{4}〕督字第001号/ })
  await expect(dialog).toContainText('请查明原因并书面答复。')
  expect(await seriousFindings(head)).toEqual([])
  await dialog.getByRole('button', { name: /签收期限/ }).click()
  await expect(head.getByText('期限由区里在发出时算定')).toBeVisible()
  await head.keyboard.press('Escape')
  await dialog.getByRole('button', { name: '签收', exact: true }).click()
  await dialog.getByRole('button', { name: '接办', exact: true }).click()
  await expect(dialog.getByRole('button', { name: '回复', exact: true })).toBeEnabled()
  await head.keyboard.press('Escape')

  // Made a task of units, which names it; once the task is answered, the reply is offered with what it says.
  await goTo(head, `/matters/${matterId}`)
  await head.getByRole('button', { name: '分流', exact: true }).first().click()
  const triage = head.getByRole('dialog', { name: /^分流/ })
  await triage.getByRole('radio', { name: '六联协同' }).check()
  await triage.getByRole('radio', { name: '六联协同' }).press('Control+Enter')
  await openNext(head, '受理登记')
  const registration = formOf(head, '受理登记')
  await choose(registration, '属于哪一联', '问题')
  await choose(registration, '来源', '区级交办')
  await choose(registration, '哪一件督办、交办', '东门路塌陷')
  await choose(registration, '事件分类', '占道')
  await save(registration, '发生地点')
  const task = head.getByRole('region', { name: '受理登记' })
  await expect(task.getByRole('link', { name: /督办 〔\d{4}〕督字第001号/ })).toBeVisible()
  await head.getByRole('button', { name: '备案了结' }).first().click()
  const filing = formOf(head, '备案')
  await filing.getByLabel('备案原因').fill('已会同市政部门修复。')
  await save(filing, '备案原因')
  await task.getByRole('link', { name: '回复督办' }).click()
  await expect(dialog.getByRole('list', { name: '六联任务' })).toContainText(number)
  await expect(head.getByLabel('办理情况')).toHaveValue('已会同市政部门修复。')
  await head.getByLabel('签发人').fill('负责人乙')
  await head.getByRole('button', { name: '预览' }).click()
  await expect(head.getByRole('dialog', { name: '督办回复函' })).toBeVisible()
  await head.keyboard.press('Escape')
  await head.getByLabel('签发人').press('Control+Enter')
  await expect(dialog).toContainText('第 1 次回复')
  expect(await seriousFindings(head)).toEqual([])
  await settle(seat)

  // Read, and confirmed.
  await office.getByRole('link', { name: '督办交办' }).click()
  await office.getByText('已回复，待确认').dblclick()
  const answer = office.getByRole('dialog', { name: /督办 / })
  await expect(answer).toContainText('已会同市政部门修复。')
  await expect(async () => {
    await answer.getByRole('button', { name: /督办回复函/ }).click()
    await expect(office.getByRole('dialog', { name: '督办回复函' })).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 40_000 })
  await office.keyboard.press('Escape')
  await answer.getByRole('button', { name: '确认办结' }).click()
  await office.getByRole('dialog', { name: '确认办结' }).getByRole('button', { name: /^确认/ }).click()
  await expect(answer.getByText('已办结')).toBeVisible()
  await settle(seat)
  await head.keyboard.press('Escape')
  await expect(head.getByRole('grid', { name: '督办交办' })).toContainText('已办结')
  await head.close()
})

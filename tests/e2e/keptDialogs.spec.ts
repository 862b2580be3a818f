import { addPerson, addPost, putOn } from '../support/dutyDesk.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { TODAY } from './support/petitionCase.ts'

test("what is typed into a hand-over and into a new volunteer outlives Escape, and is offered from the day's page", async ({
  app,
  logIn,
}) => {
  test.setTimeout(120_000)
  const call = app.as('head')
  await putOn(call, await addPost(call, 'G01', { name: '东门守望岗', place: '东门口' }), TODAY, '01', [
    await addPerson(call, '样本甲'),
  ])
  const page = await logIn('head')
  page.setDefaultTimeout(20_000)

  await goTo(page, '/duty/records')
  await page.getByRole('button', { name: '写交接班单' }).click()
  const handover = page.getByRole('dialog', { name: '交接班单' })
  await handover.getByLabel('补充说明').fill('钥匙在左边抽屉')
  await page.keyboard.press('Escape')
  await expect(handover).toBeHidden()
  await page.getByRole('button', { name: '写交接班单' }).click()
  await expect(handover.getByRole('status')).toContainText('上次没写完的内容已经放回来了')
  await expect(handover.getByLabel('补充说明')).toHaveValue('钥匙在左边抽屉')
  await page.keyboard.press('Escape')
  await expect(handover).toBeHidden()

  await goTo(page, '/volunteers')
  await page.getByRole('button', { name: '登记志愿者' }).click()
  const person = page.getByRole('dialog', { name: '登记志愿者' })
  await person.getByLabel('姓名').fill('示例乙')
  await page.keyboard.press('Escape')
  await expect(person).toBeHidden()
  await page.getByRole('button', { name: '登记志愿者' }).click()
  await expect(person.getByLabel('姓名')).toHaveValue('示例乙')
  await person.getByRole('button', { name: '不要了，重新写' }).click()
  await expect(person.getByLabel('姓名')).toHaveValue('')
  await page.keyboard.press('Escape')
  await expect(person).toBeHidden()

  await goTo(page, '/duty/orders')
  await page.getByRole('button', { name: '启动等级' }).click()
  const order = page.getByRole('dialog', { name: '启动防控等级' })
  await order.getByLabel('命令内容').fill('早晚高峰加派（测试）')
  await page.keyboard.press('Escape')
  await expect(order).toBeHidden()
  await goTo(page, '/today')
  await page.getByRole('link', { name: /启动防控等级/ }).click()
  await page.getByRole('button', { name: '启动等级' }).click()
  await expect(order.getByLabel('命令内容')).toHaveValue('早晚高峰加派（测试）')
  await page.keyboard.press('Escape')
  await expect(order).toBeHidden()

  await goTo(page, '/today')
  await page.getByRole('link', { name: /交接班单/ }).click()
  await expect(handover.getByLabel('补充说明')).toHaveValue('钥匙在左边抽屉')
  await handover.getByLabel('接班人').fill('示例乙')
  await handover.getByLabel('补充说明').press('Control+Enter')
  await expect(handover).toBeHidden()
  await page.getByRole('button', { name: '写交接班单' }).click()
  await expect(handover.getByLabel('补充说明')).toHaveValue('')
  await page.keyboard.press('Escape')
  await goTo(page, '/duty')
  await expect(page.getByRole('table', { name: '签到' })).toContainText('东门口')
  await page.screenshot({ path: 'test-results/duty-now-kept.png', fullPage: true })
})

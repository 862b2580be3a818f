import { addDays, dayOf } from '../../src-shared/kernel/day.ts'
import { toTop, type Studio } from './studio.ts'

const TODAY = dayOf(new Date().toISOString())

/** Care visits: what is due, one person, a visit with its photos, a warning, and how a record is sealed. */
export async function takeCare(studio: Studio): Promise<void> {
  const { page, logIn, goTo, call, take } = studio
  await logIn('shegong1')
  const groups = ['elderly'] as ['elderly']
  const heat = { kind: 'cold', title: '寒潮蓝色预警', from: TODAY, to: addDays(TODAY, 2), groups } as const
  await call('care.announce', { ...heat, note: '看看取暖是不是用炭火，窗户留缝' })
  const { rows } = await call('care.clients', { group: 'elderly', limit: 200 })
  const client = rows.find(({ isMasked }) => !isMasked)
  if (!client) throw new Error('Nobody to show')
  await goTo('/care')
  await page
    .getByRole('heading', { name: /已经过期|今天|最近/ })
    .first()
    .waitFor()
  await take('care-due')
  await goTo('/care/occasions')
  await page.getByRole('row', { name: /寒潮蓝色预警/ }).waitFor()
  await take('care-occasions')
  await goTo(`/care/clients/${client.clientId}`)
  await page.getByRole('region', { name: '要走访的' }).waitFor()
  await take('care-client')
  await goTo(`/care/visit?clients=${client.clientId}`)
  const form = page.getByRole('form', { name: '写走访' })
  await form.getByLabel('走访情况').fill('取暖用电暖气，水管裹了保温。想有人帮着把厨房漏水的龙头换了。')
  await form.getByRole('button', { name: '增加承诺' }).click()
  await form.getByLabel('答应了什么').fill('联系物业换厨房龙头')
  await form.getByLabel('什么时候前').fill(addDays(TODAY, 3))
  await toTop(form)
  await take('care-visit')
  await logIn('bangfu')
  await goTo('/care/months')
  await page.getByRole('table').first().waitFor()
  await take('care-month')
  await goTo('/care/retention')
  await page.getByRole('button', { name: '办理封存' }).click()
  const dialog = page.getByRole('dialog', { name: '未成年人记录封存' })
  await dialog.getByLabel('封存哪一份').fill(client.number)
  await dialog
    .getByRole('list', { name: /找到的/ })
    .getByRole('button')
    .first()
    .click()
  await dialog.getByRole('group', { name: '选定的记录' }).waitFor()
  await dialog.getByRole('button', { name: '下一步' }).click()
  await take('care-seal')
  await page.keyboard.press('Escape')
}

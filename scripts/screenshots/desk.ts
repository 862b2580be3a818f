import type { Studio } from './studio.ts'

/** At the service window: today, the card with its prompt, triage, one matter and the search box. */
export async function takeDesk({ page, logIn, goTo, call, take }: Studio): Promise<void> {
  await logIn('chuangkou1')
  await take('today')

  const { rows } = await call('matters.list', { filter: { kind: 'mediation' } })
  const earlier = rows.find(({ stage, partyNames }) => stage === 'mediating' && partyNames !== '') ?? rows[0]!
  const [visitor] = await call('matters.reveal', { matterId: earlier.id, purpose: '拍摄使用手册图片' })
  await goTo('/intake')
  const card = page.getByRole('form', { name: '登记卡' })
  await card.getByRole('textbox', { name: '姓名' }).fill(visitor!.name)
  await card.getByLabel('电话').fill(visitor!.phone)
  await card.getByLabel('什么事').fill(`${earlier.summary}，这次来问办到哪一步了`)
  await card.getByLabel('希望怎么解决').fill('希望尽快安排双方见面谈一次')
  await page
    .getByRole('button', { name: /^是同一人/ })
    .first()
    .waitFor()
  await card.getByLabel('希望怎么解决').focus()
  await take('intake-same-person')

  await page.keyboard.press('Control+Enter')
  await page.getByRole('heading', { name: /^已登记|已登记 \d/ }).waitFor()
  await take('intake-saved')
  await page.getByRole('button', { name: '分流', exact: true }).click()
  await page.getByRole('form', { name: '分流' }).waitFor()
  await take('triage')
  await page.getByRole('button', { name: '先不分流' }).click()
  await page.getByRole('button', { name: '打开', exact: true }).click()
  await page.getByRole('region', { name: '登记内容' }).waitFor()
  await take('matter')

  await page.keyboard.press('Control+k')
  await page.keyboard.insertText('漏水')
  await page.getByRole('option').first().waitFor()
  await take('search')
  await page.keyboard.press('Escape')
  await goTo('/matters')
  await take('matters')
}

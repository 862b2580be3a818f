import { addDays } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { seriousFindings } from './support/axe.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { TODAY } from './support/petitionCase.ts'
import { formOf, nextOf, openNext, save } from './support/petitionCourse.ts'

/** Long enough ago that every line of a card is passed. */
const BEGAN = addDays(TODAY, -60)
const DUE = addDays(BEGAN, 10)

test('a task is dispatched, returned, conferred on, supervised to red, answered, verified, closed and archived', async ({
  app,
  logIn,
}) => {
  test.setTimeout(150_000)
  const call = app.as('clerk')
  const { matterId, version } = await call('intake.register', {
    receivedOn: BEGAN,
    channel: 'transfer',
    sourceUnit: '12345 热线',
    sourceNumber: 'HL-0001（测试）',
    summary: '示范路口占道经营反复出现（测试）',
    placeDetail: '示范路 1 号门前',
  })
  const page = await logIn('head')
  await goTo(page, `/matters/${matterId}`)
  await page.getByRole('button', { name: '分流', exact: true }).first().click()
  const triage = page.getByRole('dialog', { name: /^分流/ })
  await triage.getByRole('radio', { name: '六联协同' }).check()
  await expect(triage.getByRole('status')).toContainText('一个主办单位')
  await triage.getByRole('radio', { name: '六联协同' }).press('Control+Enter')

  await openNext(page, '受理登记')
  const registration = formOf(page, '受理登记')
  await expect(registration.getByLabel('来件编号')).toHaveValue('HL-0001（测试）')
  await choose(registration, '属于哪一联', '问题')
  await choose(registration, '事件分类', '占道')
  await expect(registration.getByLabel('发生地点')).toHaveValue('示范路 1 号门前')
  await save(registration, '发生地点')

  await openNext(page, '分流交办')
  const order = formOf(page, '分流交办')
  await order.getByLabel('交办日期').fill(BEGAN)
  const unit = (no: number) => order.getByRole('group', { name: `单位${no}`, exact: true })
  await choose(unit(1), '单位', '综合行政')
  await unit(1).getByLabel('答复期限').fill(DUE)
  for (const [no, typed] of [
    [2, 'pcs'],
    [3, '市场监管'],
  ] as const) {
    await order.getByRole('button', { name: '增加单位' }).click()
    await expect(unit(no).getByLabel('答复期限')).toHaveValue(DUE)
    await choose(unit(no), '单位', typed)
  }
  // Enter goes from cell to cell of a row as it does from field to field.
  await unit(3).getByLabel('答复期限').press('Enter')
  await expect(unit(3).getByLabel('责任人')).toBeFocused()
  await unit(3).getByLabel('责任人').press('Enter')
  await expect(unit(3).getByLabel('联系人')).toBeFocused()
  await save(order, '审批领导')
  const units = page.getByRole('region', { name: '承办单位' })
  await expect(units.getByRole('article')).toHaveCount(3)
  await expect(units.getByText('可以亮红牌')).toHaveCount(3)

  // Given back twice: the second time only a conference leads on.
  for (const [name, reason, day] of [
    ['综合行政执法队', '属于市场监管', -50],
    ['市场监督管理所', '属于城管', -39],
  ] as const) {
    await units.getByRole('article', { name }).getByRole('button', { name: '记录退回' }).click()
    const back = formOf(page, '单位退回')
    await back.getByLabel('退回日期').fill(addDays(TODAY, day))
    await back.getByLabel('退回理由').fill(reason)
    await save(back, '经手人')
    if (name !== '综合行政执法队') break
    await openNext(page, '分流交办')
    const again = formOf(page, '分流交办')
    await again.getByLabel('交办日期').fill(addDays(TODAY, -40))
    await choose(again.getByRole('group', { name: '单位1', exact: true }), '单位', '市场监管')
    await again.getByRole('group', { name: '单位1', exact: true }).getByLabel('答复期限').fill(addDays(TODAY, -30))
    await expect(again.getByRole('alert')).toHaveCount(0)
    await save(again, '审批领导')
  }
  await expect(nextOf(page).getByRole('heading', { name: '下一步：召集会商' })).toBeVisible()
  await openNext(page, '记录会商决定')
  const conference = formOf(page, '会商决定')
  await conference.getByLabel('会商日期').fill(addDays(TODAY, -38))
  await conference.getByLabel('地点').fill('会商室')
  const attending = conference.getByRole('group', { name: '参加单位', exact: true })
  await expect(attending.getByRole('checkbox', { name: '综合行政执法队' })).toBeChecked()
  await expect(attending.getByRole('checkbox', { name: '市场监督管理所' })).toBeChecked()
  await attending.getByRole('checkbox', { name: '交警中队' }).check()
  await conference.getByLabel('其他参加单位').fill('示例物业公司（测试）')
  await conference.getByLabel('会商纪要').fill('两家各说了理由，路面经营由执法队管。')
  await conference.getByLabel('会商决定', { exact: true }).fill('由综合行政执法队主办。')
  const decided = conference.getByRole('group', { name: '单位1', exact: true })
  await choose(decided, '单位', '综合行政')
  await decided.getByLabel('答复期限').fill(addDays(TODAY, -30))
  await save(conference, '召集人')

  // The ladder: yellow, then red, never back.
  const lead = units.getByRole('article', { name: '综合行政执法队', exact: true })
  for (const [level, tag] of [
    ['黄牌', '黄牌督办'],
    ['红牌', '红牌督办'],
  ] as const) {
    await lead.getByRole('button', { name: '督办' }).click()
    const card = formOf(page, '督办')
    await choose(card, '级别', level)
    await choose(card, '原因', '职责')
    await card.getByLabel('督办内容').fill('请接件办理，并说明原因。')
    await save(card, '文号')
    await expect(lead.getByText(tag)).toBeVisible()
  }
  await page.screenshot({ path: 'test-results/linkage-workbench.png', fullPage: true })
  expect(await seriousFindings(page)).toEqual([])

  // Every unit answers; one of them on paper, by its code.
  const code =
    (await units.getByRole('article', { name: '公安派出所', exact: true }).locator('code').textContent()) ?? ''
  await lead.getByRole('button', { name: '记录答复' }).click()
  const answer = formOf(page, '单位答复')
  await answer.getByLabel('办理结果').fill('已清理，安排每天巡查。')
  await answer.getByLabel('答复人').press('Control+Enter')
  await expect(lead.getByText('已答复')).toBeVisible()
  await goTo(page, '/linkage/answer')
  await page.getByLabel('回复码').fill(code.toLowerCase())
  await page.getByLabel('回复码').press('Control+Enter')
  await expect(page.getByRole('region', { name: '找到的任务' })).toContainText('协办 公安派出所')
  await page.getByLabel('办理结果').fill('已配合巡逻。')
  await page.getByLabel('办理结果').press('Control+Enter')
  await expect(page.getByText(/公安派出所的答复已登记/).first()).toBeVisible()

  await goTo(page, `/matters/${matterId}`)
  await expect(nextOf(page).getByRole('heading', { name: '下一步：验证' })).toBeVisible()
  await openNext(page, '验证')
  const check = formOf(page, '验证')
  await check.getByLabel('验证情况').fill('现场没有再占道。')
  await save(check, '验证人')
  await openNext(page, '办结')
  const closing = formOf(page, '办结')
  await choose(closing, '怎样办结', '实质')
  await closing.getByLabel('审批人').fill('负责人乙')
  await closing.getByLabel('办理结果').fill('已清理，纳入巡查。')
  await save(closing, '审批人')
  await openNext(page, '记录反馈')
  await save(formOf(page, '反馈'), '答复人')
  await openNext(page, '归档')
  await formOf(page, '归档').getByLabel('保管期限').fill('10年')
  await save(formOf(page, '归档'), '立卷人')
  await expect(nextOf(page).getByRole('heading', { name: '下一步：已归档' })).toBeVisible()

  await goTo(page, '/linkage')
  await page.getByLabel('关注').selectOption('carded')
  const grid = page.getByRole('grid', { name: '六联任务' })
  await expect(grid).toContainText('红牌督办')
  await page.getByLabel('关注').selectOption('')
  await page.getByPlaceholder('编号、来件编号、回复码、事由').fill('HL-0001')
  await expect(grid).toHaveAttribute('aria-rowcount', '2')
  await page.screenshot({ path: 'test-results/linkage-list.png' })
  expect(version).toBe(1)
})

test('several matters are dispatched at once, looked at before, and taken back', async ({ app, logIn }) => {
  const call = app.as('clerk')
  const ids: MatterId[] = []
  for (const place of ['甲', '乙'])
    ids.push((await call('intake.register', { receivedOn: TODAY, summary: `${place}处乱停车（测试批量）` })).matterId)
  const page = await logIn('head')
  await goTo(page, '/linkage')
  await page.getByRole('button', { name: '批量交办' }).click()
  const dialog = page.getByRole('dialog', { name: '批量交办' })
  for (const place of ['甲', '乙']) await dialog.getByLabel(new RegExp(`${place}处乱停车`)).check()
  await choose(dialog, '属于哪一联', '问题')
  await choose(dialog, '事件分类', '乱停')
  await choose(dialog.getByRole('group', { name: '单位1', exact: true }), '单位', '交警')
  await dialog.getByLabel('答复期限').fill(addDays(TODAY, 5))
  await dialog.getByLabel('交办要求').fill('集中整治')
  await dialog.getByLabel('交办要求').press('Control+Enter')
  await expect(dialog.getByText('可以交办 2 件')).toBeVisible()
  await page.screenshot({ path: 'test-results/linkage-batch.png' })
  await dialog.getByRole('button', { name: '交办这 2 件' }).click()
  await expect(dialog.getByText('已交办 2 件')).toBeVisible()
  await dialog.getByRole('button', { name: '撤回这一批' }).click()
  await expect(page.getByText('撤回 2 件').first()).toBeVisible()
  for (const matterId of ids) expect((await call('matters.get', { matterId })).stage).toBe('to_dispatch')
})

test('more tasks than one page holds are all there, and more matters than one batch holds are told of', async ({
  app,
  logIn,
}) => {
  test.setTimeout(120_000)
  const call = app.as('clerk')
  const [tasks, waiting] = [205, 230]
  for (let no = 1; no <= tasks; no++) {
    const { matterId, version } = await call('intake.register', { receivedOn: TODAY, summary: `占道${no}号（测试）` })
    await call('intake.triage', { matterId, version, route: 'linkage' })
  }
  const page = await logIn('head')
  await goTo(page, '/linkage')
  const grid = page.getByRole('grid', { name: '六联任务' })
  await expect(page.getByText(`共 ${tasks} 件`)).toBeVisible()
  await expect(grid).toContainText(`占道${tasks}号（测试）`)
  await grid.focus()
  await page.keyboard.press('Control+End')
  await expect(grid).toContainText('占道1号（测试）')

  for (let no = tasks + 1; no <= waiting; no++)
    await call('intake.register', { receivedOn: TODAY, summary: `乱停车 ${no} 号（测试）` })
  await page.getByRole('button', { name: '批量交办' }).click()
  const dialog = page.getByRole('dialog', { name: '批量交办' })
  // What was sorted to 六联 comes first; what nobody has sorted is not ticked along by chance.
  await expect(dialog.getByText(`共 ${tasks} 件等待交办，显示 200 件`)).toBeVisible()
  await dialog.getByLabel('哪些事项').selectOption('两种都列')
  await expect(dialog.getByText(`共 ${waiting} 件等待交办，显示 200 件`)).toBeVisible()
  // Ticked ones stay ticked while others are searched for.
  await dialog.getByLabel(/乱停车 230 号/).check()
  await dialog.getByPlaceholder('编号、什么事、当事人').fill('占道20')
  await expect(dialog.getByText('共 7 件符合')).toBeVisible()
  await dialog.getByRole('button', { name: '全选（显示的 7 件）' }).click()
  await expect(dialog.getByText('事项（已选 8 件）')).toBeVisible()
  await dialog.getByText('只看已选的').click()
  await dialog.getByPlaceholder('编号、什么事、当事人').fill('')
  await expect(dialog.getByText('已选 8 件', { exact: true })).toBeVisible()
  await expect(dialog.getByLabel(/乱停车 230 号/)).toBeChecked()
  await dialog.getByText('只看已选的').click()
  await dialog.getByRole('button', { name: '再列出 30 件' }).click()
  await dialog.getByRole('button', { name: '全选（显示的 230 件）' }).click()
  await expect(dialog.getByText('事项（已选 200 件）')).toBeVisible()
  await expect(dialog.getByText('一批最多 200 件，已经选满')).toBeVisible()
  await page.screenshot({ path: 'test-results/linkage-batch-many.png' })
  await dialog.getByLabel(/乱停车 230 号/).uncheck()
  await expect(dialog.getByText('一批最多 200 件，已经选满')).toBeHidden()
})

test('an office makes a version of its units and linkages of its own', async ({ logIn }) => {
  const page = await logIn('head')
  await goTo(page, '/linkage/config')
  await expect(page.getByRole('table', { name: '今天使用的六联设置' })).toContainText('绩效联考')
  await page.screenshot({ path: 'test-results/linkage-config.png', fullPage: true })
  await page.getByRole('button', { name: '照“六联（海淀）”另做一版' }).click()
  await page.getByLabel('依据或来源').fill('街道办〔2026〕1号（测试）')
  await page.getByLabel('依据或来源').press('Control+Enter')
  await expect(page.getByText(/第 2 版已保存/).first()).toBeVisible()
  await expect(page.getByRole('table', { name: '今天使用的六联设置' })).toContainText('岗位联勤')
  await goTo(page, '/linkage/units')
  await expect(page.getByRole('grid', { name: '成员单位' })).toContainText('综合行政执法队')
  await page.screenshot({ path: 'test-results/linkage-units.png' })
  expect(await seriousFindings(page)).toEqual([])
})

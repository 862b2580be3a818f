import { addDays } from '../../src-shared/kernel/day.ts'
import { described, lead, linkageDesk } from '../support/linkageDesk.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { TODAY } from './support/petitionCase.ts'
import { formOf, openNext, otherAct, save } from './support/petitionCourse.ts'

test('a copy goes to units of the directory and to others; a supervision offers what may be given, with a working day', async ({
  app,
  logIn,
}) => {
  const desk = await linkageDesk(app.as('clerk'), TODAY, { summary: '路口堆物（测试）' })
  await desk.act('describe', described())
  await desk.act('dispatch', { on: TODAY, request: '请清理', assignments: [lead('05', addDays(TODAY, 5))] })
  const page = await logIn('clerk')
  await goTo(page, `/matters/${desk.matterId}`)

  const begin = async (act: string): Promise<void> => (await otherAct(page, '统一协调', act)).click()
  await begin('抄告')
  const copy = formOf(page, '抄告')
  const unit = (no: number) =>
    copy.getByRole('group', { name: `单位${no}`, exact: true }).getByRole('combobox', { name: '单位' })
  await choose(copy.getByRole('group', { name: '单位1', exact: true }), '单位', 'pcs')
  await copy.getByRole('button', { name: '增加单位' }).click()
  await unit(2).fill('邻区市政所（测试）')
  await copy.getByLabel('内容').fill('请知悉。')
  await copy.getByLabel('内容').press('Control+Enter')
  await expect(copy).toBeHidden()
  expect((await desk.view()).record.copyTo?.map(({ units }) => units)).toEqual([['公安派出所', '邻区市政所（测试）']])

  await begin('加急')
  const urgent = formOf(page, '加急')
  await urgent.getByLabel('加急原因').fill('学校明天开学（测试）')
  await save(urgent, '加急原因')
  await expect(page.getByRole('region', { name: '受理登记' }).getByText('加急', { exact: true })).toBeVisible()

  await page.getByRole('article', { name: '综合行政执法队', exact: true }).getByRole('button', { name: '督办' }).click()
  const card = formOf(page, '督办')
  await expect(card.getByLabel('级别')).toHaveValue('普通督办')
  await card.getByLabel('级别').click()
  await expect(page.getByRole('option')).toHaveText([/普通督办/])
  await page.screenshot({ path: 'test-results/linkage-supervise.png', fullPage: true })
  const { answerBy } = (await desk.view()).usual
  await expect(card.getByLabel('反馈期限')).toHaveValue(String(answerBy))
})

test('number, state, last day and card of a task are in view on a small screen, and no helper is no 0', async ({
  app,
  logIn,
}) => {
  const desk = await linkageDesk(app.as('clerk'), TODAY, { summary: '路口堆物（测试）' })
  await desk.act('describe', described())
  await desk.act('dispatch', { on: TODAY, request: '请清理', assignments: [lead('05', addDays(TODAY, 5))] })
  const page = await logIn('clerk')
  await page.setViewportSize({ width: 1366, height: 768 })
  await goTo(page, '/linkage')
  const grid = page.getByRole('grid', { name: '六联任务' })
  const right = async (name: string): Promise<number> => {
    const box = await grid.getByRole('columnheader', { name, exact: true }).boundingBox()
    return (box?.x ?? 9_999) + (box?.width ?? 0)
  }
  await expect(grid.getByRole('row', { name: /路口堆物/ })).toBeVisible()
  const edge = ((await grid.boundingBox())?.x ?? 0) + ((await grid.boundingBox())?.width ?? 0)
  for (const name of ['编号', '状态', '答复期限', '督办', '主办单位'])
    expect(await right(name), name).toBeLessThanOrEqual(edge)
  await expect(
    grid.getByRole('row', { name: /路口堆物/ }).getByRole('gridcell', { name: '0', exact: true }),
  ).toHaveCount(0)
})

test('a second return is decided in a conference by page: minutes, decision, another lead; its paper names who came', async ({
  app,
  logIn,
}) => {
  const desk = await linkageDesk(app.as('head'), TODAY, { summary: '路口堆物（测试）' })
  await desk.act('describe', described())
  for (const unit of ['05', '06']) {
    await desk.act('dispatch', { on: TODAY, request: '请清理', assignments: [lead(unit, addDays(TODAY, 5))] })
    const { key } = await desk.part(unit)
    await desk.act('unitReturns', { key, on: TODAY, reason: '不属本单位职责（测试）' })
  }
  const page = await logIn('head')
  await goTo(page, `/matters/${desk.matterId}`)
  await openNext(page, '记录会商决定')
  const form = page.getByRole('form', { name: /会商/ })
  await expect(form.getByRole('checkbox', { name: '综合行政执法队' })).toBeChecked()
  await form.getByLabel('在参加单位中查找').fill('pcs')
  await form.getByRole('checkbox', { name: '公安派出所' }).check()
  await form.getByLabel('地点').fill('中心会议室（测试）')
  await form.getByLabel('其他参加单位').fill('邻区市政所（测试）')
  await form.getByLabel('会商纪要').fill('各单位说明了情况。\n由综合行政执法队主办。')
  await form.getByLabel('会商决定').fill('由综合行政执法队主办（测试）')
  await page.screenshot({ path: 'test-results/linkage-confer.png', fullPage: true })
  await form.getByLabel('会商决定').press('Control+Enter')
  await expect(form).toBeHidden()
  const [held] = (await desk.view()).record.confer ?? []
  expect(held?.attendees).toEqual(expect.arrayContaining(['综合行政执法队', '公安派出所', '邻区市政所（测试）']))
  await expect(page.getByRole('button', { name: /^出具会商纪要/ })).toBeVisible()
})

test('a proposed last day follows the day of the order; the file is checked; work owed anew says what came before', async ({
  app,
  logIn,
}) => {
  const before = addDays(TODAY, -10)
  const desk = await linkageDesk(app.as('head'), before, { summary: '路口堆物（测试）' })
  await desk.act('describe', described())
  const page = await logIn('head')
  await goTo(page, `/matters/${desk.matterId}`)
  await openNext(page, '分流交办')
  const order = formOf(page, '分流交办')
  const due = (no: number) => order.getByRole('group', { name: `单位${no}`, exact: true }).getByLabel('答复期限')
  await expect(due(1)).toHaveValue(String((await desk.view()).usual.dueOn))
  await order.getByRole('button', { name: '增加单位' }).click()
  await due(2).fill(addDays(TODAY, 3))
  await order.getByLabel('交办日期').fill(before)
  await order.getByLabel('交办日期').press('Tab')
  const { dueOn } = await app.as('head')('linkage.usualDays', { matterId: desk.matterId, on: before })
  await expect(due(1)).toHaveValue(String(dueOn))
  await expect(due(2)).toHaveValue(addDays(TODAY, 3))
  await order.getByRole('button', { name: '收起' }).click()

  await desk.act('dispatch', { on: before, request: '请清理', assignments: [lead('05', addDays(before, 2))] })
  const check = page.getByRole('region', { name: '卷宗体检' })
  await expect(check).toContainText('缺主办综合行政执法队的交办单')
  await expect(check).toContainText(/另有 \d 个期限已经过了/)
  const { key } = await desk.part('05')
  await desk.act('unitAnswers', { key, on: addDays(before, 2), text: '已办（测试）' })
  const redo = [{ key, dueOn: TODAY }]
  await desk.act('verify', { on: TODAY, by: '窗口丙', how: 'site', isPassed: false, text: '还有两处', redo })
  const unit = page.getByRole('article', { name: '综合行政执法队', exact: true })
  await expect(unit).toContainText(`重办，答复期限 ${TODAY}`)
  await expect(unit).toContainText(`先前：${before} 交办，期限 ${addDays(before, 2)}，${addDays(before, 2)} 答复`)
  await page.screenshot({ path: 'test-results/linkage-redone.png', fullPage: true })
})

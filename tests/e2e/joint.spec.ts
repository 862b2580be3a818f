import type { Locator, Page } from '@playwright/test'
import { addDays } from '../../src-shared/kernel/day.ts'
import { described, lead, linkageDesk } from '../support/linkageDesk.ts'
import { PHOTO } from '../support/photos.ts'
import { seriousFindings } from './support/axe.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { TODAY } from './support/petitionCase.ts'

const form = (page: Page, name: string): Locator => page.getByRole('form', { name, exact: true })
const step = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: '下一步' }).getByRole('button', { name, exact: true })

/** Opens a form and waits until it takes keys: its first field has the cursor. */
async function begin(page: Page, button: string, title = button): Promise<Locator> {
  await step(page, button).click()
  const opened = form(page, title)
  await expect(opened.locator(':focus')).toHaveCount(1)
  return opened
}
async function save(opened: Locator): Promise<void> {
  await opened.getByRole('button', { name: /^保存/ }).click()
  await expect(opened).toBeHidden()
}
async function newRecord(page: Page, kind: string, name: string): Promise<Locator> {
  await goTo(page, `/linkage/new/${kind}`)
  const opened = form(page, `登记${name}`)
  await expect(opened.locator(':focus')).toHaveCount(1)
  return opened
}

test('联治: a problem is found, listed, put right, checked twice and struck off, with its sheet of both pictures', async ({
  logIn,
}) => {
  test.setTimeout(120_000)
  const page = await logIn('head')
  await goTo(page, '/linkage')
  const tabs = page.getByRole('navigation', { name: '六联的分页' })
  await expect(tabs.getByRole('link')).toContainText([
    '任务',
    '治安联防',
    '矛盾联调',
    '工作联动',
    '问题联治',
    '平安联创',
  ])
  await tabs.getByRole('link', { name: '问题联治' }).click()
  await expect(page.getByRole('heading', { name: '问题联治', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: '登记挂牌问题' }).click()
  const card = form(page, '登记挂牌问题')
  await expect(card.locator(':focus')).toHaveCount(1)
  await card.getByLabel('问题名称').fill('示范路口占道（测试）')
  await choose(card, '类型', '占道')
  await card.getByLabel('位置').fill('示范路口东侧')
  await card.getByLabel('问题和隐患').fill('摊位占用盲道，行人走上车道')
  // What was typed is there again after leaving.
  await page.waitForTimeout(1_000)
  await goTo(page, '/linkage/cure')
  await goTo(page, '/linkage/new/trouble')
  await expect(card.getByLabel('问题名称')).toHaveValue('示范路口占道（测试）')
  await save(card)
  await expect(page.getByRole('heading', { name: '示范路口占道（测试）' })).toBeVisible()
  await expect(page.getByRole('region', { name: '期限' })).toContainText('决定是否挂牌')
  expect(await seriousFindings(page)).toEqual([])
  // Its state stands whole in the list.
  await goTo(page, '/linkage/cure')
  const state = page.getByRole('grid').locator('.status-tag__text')
  await expect(state).toHaveText('待定是否挂牌')
  expect(await state.evaluate((tag) => tag.scrollWidth <= tag.clientWidth + 1)).toBe(true)
  await page.screenshot({ path: 'test-results/joint-cure.png' })
  await page.getByRole('grid').getByText('示范路口占道（测试）').dblclick()

  const listing = await begin(page, '挂牌')
  await choose(listing, '挂牌级别', '街道')
  await choose(listing, '牵头单位', '综合行政')
  for (const [no, unit] of [
    [1, '市场监督'],
    [2, '示例物业公司（测试）'],
  ] as const) {
    await listing.getByRole('button', { name: '增加单位' }).click()
    const row = listing.getByRole('group', { name: `单位${no}`, exact: true })
    if (no === 1) await choose(row, '单位', unit)
    else await row.getByRole('combobox', { name: '单位' }).fill(unit)
  }
  await listing.getByLabel('整治期限').fill(addDays(TODAY, 60))
  await listing.getByLabel('整治措施').fill('错时巡查，设疏导点')
  await save(listing)
  await expect(page.getByText('市场监督管理所、示例物业公司（测试）').first()).toBeVisible()

  const photos = page.getByRole('region', { name: '照片' })
  for (const side of ['整改前', '整改后']) {
    if (side !== '整改前') await choose(photos, '哪一类', side)
    await photos.getByLabel('选择照片').setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: PHOTO })
    await expect(photos.getByRole('img', { name: side })).toBeVisible()
  }
  for (const verdict of ['未通过', '通过']) {
    const report = await begin(page, '报请复查')
    await report.getByLabel('整改结果').fill('摊位已入室')
    await save(report)
    const check = await begin(page, '记录复查', '复查')
    await check.getByLabel('复查人').fill('窗口甲')
    await choose(check, '结论', verdict)
    if (verdict === '未通过') await check.getByLabel('重新整治期限').fill(addDays(TODAY, 90))
    await check.getByLabel('复查情况').fill('到现场看过')
    await save(check)
    await expect(step(page, '摘牌')).toHaveCount(verdict === '通过' ? 1 : 0)
  }
  const papers = page.getByRole('region', { name: '文书' })
  await papers.getByRole('button', { name: '制作整改复查单' }).click()
  const paper = page.getByRole('dialog', { name: '整改复查单' })
  await expect(paper.getByText(/共 1 页|1 \/ 1/).first()).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Escape')
  await expect(paper).toBeHidden()
  const strike = await begin(page, '摘牌')
  await strike.getByLabel('批准人').fill('示例主任')
  await strike.getByLabel('摘牌意见').fill('同意摘牌')
  await save(strike)
  await expect(page.getByText('已摘牌').first()).toBeVisible()
  await goTo(page, '/ledger?ledger=joint_cure')
  await expect(page.getByRole('grid')).toContainText('示范路口占道')
})

test('联动: orders go out, one unit comes and one does not, the brief and the debrief follow', async ({ logIn }) => {
  test.setTimeout(90_000)
  const page = await logIn('head')
  // the day before, whose hours are all over
  const on = addDays(TODAY, -1)
  const card = await newRecord(page, 'incident', '联动事件')
  await card.getByLabel('发生日期').fill(on)
  await card.getByLabel('发生时间').fill('0900')
  await card.getByLabel('事由').fill('示范楼停水（测试）')
  await choose(card, '类型', '停水')
  await choose(card, '等级', '四级')
  await card.getByLabel('地点').fill('示范楼')
  await card.getByLabel('简要情况').fill('水管爆裂')
  await save(card)
  const order = await begin(page, '下达指令')
  await order.getByLabel('日期').fill(on)
  await order.getByLabel('时间').fill('9:12')
  await order.getByLabel('下达人').fill('示例主任')
  await order.getByRole('button', { name: '增加指令' }).click()
  for (const [no, unit] of [
    [1, '消防'],
    [2, '房屋'],
  ] as const) {
    const row = order.getByRole('group', { name: `指令${no}`, exact: true })
    await choose(row, '单位', unit)
    await row.getByLabel('任务').fill('到场处置')
  }
  await save(order)
  const arrival = await begin(page, '记录到场', '到场')
  await arrival.getByLabel('日期').fill(on)
  await arrival.getByLabel('时间').fill('9:31')
  await save(arrival)
  await expect(page.getByRole('region', { name: '分项' })).toContainText('用时 19 分钟')
  const absence = await begin(page, '记录没有到场', '没有到场')
  await absence.getByLabel('日期').fill(on)
  await absence.getByLabel('原因').fill('道路中断')
  await save(absence)
  const end = await begin(page, '处置结束')
  await end.getByLabel('日期').fill(on)
  await end.getByLabel('时间').fill('18:00')
  await end.getByLabel('处置结果').fill('恢复供水')
  await save(end)
  await expect(page.getByRole('region', { name: '期限' })).toContainText('18:00 前')
  const brief = await begin(page, '记录简报', '简报')
  await brief.getByLabel('日期').fill(on)
  await brief.getByLabel('时间').fill('19:00')
  await brief.getByLabel('报送').fill('区里')
  await brief.getByLabel('简报内容').fill('已恢复')
  await save(brief)
  const debrief = await begin(page, '记录复盘', '复盘')
  await debrief.getByLabel('主持人').fill('示例主任')
  await debrief.getByLabel('参加单位').fill('各单位')
  await debrief.getByLabel('做得好的').fill('到得快')
  await debrief.getByLabel('不足').fill('缺备用泵')
  await save(debrief)
  const close = await begin(page, '归档')
  await save(close)
  await expect(page.getByText('已归档').first()).toBeVisible()
})

test('联防: the month’s sheet begins with the ledgers, a warning collects receipts, a patrol is told in sums', async ({
  app,
  logIn,
}) => {
  test.setTimeout(90_000)
  const page = await logIn('head')
  const sheet = await newRecord(page, 'situation', '形势研判')
  await page.getByRole('button', { name: '从台账取本月和上月的数' }).click()
  await expect(sheet.getByRole('group', { name: '数1', exact: true }).getByLabel('指标')).toHaveValue(
    '矛盾纠纷调解案件',
  )
  await sheet.getByLabel('主持', { exact: true }).fill('示例主任')
  for (const label of ['形势和特点', '突出问题', '下一步措施']) await sheet.getByLabel(label).fill('平稳')
  await save(sheet)
  await save(
    await (async () => {
      const issue = await begin(page, '签发')
      await issue.getByLabel('签发人').fill('示例主任')
      return issue
    })(),
  )
  await expect(page.getByText('已签发').first()).toBeVisible()

  const { id } = await app.as('clerk')('joint.open', {
    kind: 'warning',
    card: {
      madeOn: TODAY,
      title: '防火提示（测试）',
      type: '03',
      range: '全街道',
      text: '注意充电',
      measures: '不进楼',
      to: [{ unit: '示例一居', how: 'paper' }],
    },
  })
  await goTo(page, `/linkage/records/${id}`)
  const issue = await begin(page, '发布')
  await issue.getByLabel('批准人').fill('示例主任')
  await save(issue)
  const receipt = await begin(page, '登记回执', '回执')
  await receipt.getByLabel('宣传户数').fill('120')
  await save(receipt)
  await expect(page.getByText('回执收齐').first()).toBeVisible()

  const plan = await newRecord(page, 'patrol', '巡防计划')
  await plan.getByLabel('计划名称').fill('示范夜巡（测试）')
  await choose(plan, '牵头单位', '派出所')
  await plan.getByLabel('区域或部位').fill('示范片区')
  await plan.getByLabel('到哪天').fill(addDays(TODAY, 20))
  await plan.getByLabel('时段').fill('19:00—21:00')
  await plan.getByRole('group', { name: '队伍1', exact: true }).getByLabel('队伍', { exact: true }).fill('志愿队')
  await plan.getByRole('group', { name: '队伍1', exact: true }).getByLabel('人数').fill('4')
  await plan.getByLabel('任务').fill('查门禁')
  await save(plan)
  const done = await begin(page, '登记一次巡防', '巡防情况')
  await done.getByLabel('人次').fill('4')
  await done.getByLabel('小时').fill('8')
  await save(done)
  await goTo(page, '/linkage/forbid?kind=patrol')
  await expect(page.getByRole('grid', { name: '巡防计划' })).toContainText('示范夜巡')
})

test('联创: an application is checked by the standard, awarded up to its day; a project shows its year', async ({
  logIn,
}) => {
  test.setTimeout(90_000)
  const page = await logIn('head')
  const card = await newRecord(page, 'creation', '创建申报')
  await choose(card, '创建类别', '平安小区')
  await card.getByLabel('申报单位').fill('示例小区（测试）')
  await card.getByLabel('申报理由和基础').fill('基础好')
  await save(card)
  for (const [button, title] of [
    ['登记自查', '自查'],
    ['登记复核', '复核'],
  ] as const) {
    const check = await begin(page, button, title)
    await check.getByLabel(`${title}人`).fill('示例甲')
    for (const field of await check.getByLabel(/（20 分）/).all()) await field.fill('18')
    if (title === '复核') {
      await choose(check, '结论', '通过')
      await check.getByLabel('复核意见').fill('达标')
    }
    await save(check)
  }
  const award = await begin(page, '命名')
  await award.getByLabel('批准人').fill('示例主任')
  await save(award)
  await expect(page.getByText('命名有效期至')).toBeVisible()

  const project = await newRecord(page, 'project', '实事项目')
  await project.getByLabel('项目名称').fill('加装照明（测试）')
  await choose(project, '牵头单位', '房屋')
  await project.getByLabel('完成', { exact: true }).fill(addDays(TODAY, 10))
  await project.getByLabel('目标和内容').fill('亮灯')
  const milestone = project.getByRole('group', { name: '节点1', exact: true })
  await milestone.getByLabel('做到什么').fill('招标')
  await milestone.getByLabel('到哪天').fill(addDays(TODAY, 5))
  await save(project)
  const reach = await begin(page, '登记节点完成', '节点完成')
  await save(reach)
  await goTo(page, '/linkage/build?kind=project')
  await expect(page.getByRole('figure', { name: /实事项目进度/ })).toContainText('1/1 个节点')
  await expect(page.getByText(/只画 \d{4} 年的节点/)).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
})

test('联调: what is mediated, answered and given as a task of that linkage is one list to search, sort, export and print', async ({
  app,
  logIn,
}) => {
  const call = app.as('clerk')
  const desk = await linkageDesk(call, TODAY, { summary: '两家争执（联调测试）' })
  await desk.act('describe', described({ linkage: '2' }))
  await desk.act('dispatch', { on: TODAY, request: '请调处', assignments: [lead('02', addDays(TODAY, 1))] })
  const other = await linkageDesk(call, TODAY, { summary: '路口占道（不是联调）' })
  await other.act('describe', described({ linkage: '4' }))
  for (const [summary, route] of [
    ['楼上漏水（联调测试）', 'mediation'],
    ['噪声扰民（联调测试）', 'petition'],
  ] as const) {
    const { matterId, version } = await call('intake.register', { receivedOn: TODAY, summary })
    await call('intake.triage', { matterId, version, route })
  }
  const page = await logIn('clerk')
  await goTo(page, '/linkage/mediate')
  await expect(page.getByRole('heading', { name: '矛盾联调', level: 1 })).toBeVisible()
  const grid = page.getByRole('grid', { name: '矛盾联调' })
  for (const summary of ['两家争执', '楼上漏水', '噪声扰民']) await expect(grid).toContainText(summary)
  await expect(grid).not.toContainText('路口占道')
  await expect(page.getByText('共 3 件')).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: 'test-results/joint-mediate.png' })
  // The heads that the printed list has, in its order.
  for (const head of ['编号', '收到日期', '当事人', '什么事', '阶段', '类型', '到期', '地点'])
    await expect(grid.getByRole('columnheader', { name: head, exact: true })).toHaveCount(1)

  // What is due first stands first.
  await expect(grid.getByRole('row').nth(1)).toContainText('两家争执')

  await page.getByLabel('怎样办理').selectOption('矛盾联调任务')
  await expect(page.getByText('共 1 件')).toBeVisible()
  await page.getByLabel('怎样办理').selectOption('各种办理')
  await page.getByPlaceholder('编号、什么事、当事人').fill('漏水')
  await expect(page.getByText('共 1 件')).toBeVisible()
  await expect(grid).not.toContainText('噪声扰民')

  await page.getByRole('button', { name: '导出', exact: true }).click()
  const asking = page.getByRole('dialog', { name: '导出矛盾联调清单' })
  await expect(asking).toContainText('共 1 件')
  await asking.getByLabel('导出用途').fill('例会')
  const download = page.waitForEvent('download')
  await asking.getByRole('button', { name: '导出', exact: true }).click()
  expect((await download).suggestedFilename()).toBe(`矛盾联调清单-${TODAY}.xlsx`)
  await page.getByRole('button', { name: '打印', exact: true }).click()
  const printing = page.getByRole('dialog', { name: '打印矛盾联调清单' })
  await printing.getByLabel('打印用途').fill('例会')
  await printing.getByRole('button', { name: '排版' }).click()
  await expect(page.getByRole('dialog', { name: '矛盾联调清单', exact: true })).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Escape')

  await page.getByRole('region', { name: '矛盾调解' }).getByRole('link', { name: /在办/ }).click()
  await expect(page).toHaveURL(/matters\?.*kind=mediation/)
  await expect(page.getByRole('grid')).toContainText('楼上漏水（联调测试）')
})

test('联创: a name past its last day is 到期未续; its end is offered, and a new application with the old card', async ({
  app,
  logIn,
}) => {
  const call = app.as('head')
  const { id } = await call('joint.open', {
    kind: 'creation',
    card: { appliedOn: '2023-01-02', type: '01', unit: '示例旧小区（测试）', reason: '基础好' },
  })
  const act = async (name: string, payload: Record<string, unknown>, isHeads = false) => {
    const { version } = await call('joint.get', { id })
    await call(isHeads ? 'joint.decide' : 'joint.act', { id, version, act: name, payload })
  }
  const scores = Array.from({ length: 5 }, () => ({ score: 18, note: '' }))
  await act('selfCheck', { on: '2023-01-03', by: '示例物业', scores })
  await act('review', { on: '2023-01-04', by: '样本甲', verdict: 'pass', scores, text: '达标' })
  await act('award', { on: '2023-01-05', approver: '负责人乙' }, true)
  const page = await logIn('head')
  await goTo(page, '/linkage/build')
  const row = page.getByRole('grid', { name: '创建申报' }).getByRole('row', { name: /示例旧小区/ })
  await expect(row).toContainText('到期未续')
  await expect(row).not.toContainText('复查')
  await goTo(page, `/linkage/records/${id}`)
  const next = page.getByRole('region', { name: '下一步' })
  await expect(next.getByRole('button', { name: '登记到期未续' })).toBeVisible()
  await expect(next.getByRole('button', { name: '登记复查', exact: true })).toBeHidden()
  await page.screenshot({ path: 'test-results/joint-outlived.png' })
  await next.getByRole('button', { name: '重新申报' }).click()
  await expect(page.getByRole('heading', { name: '登记创建申报' })).toBeVisible()
  await expect(page.getByLabel('申报单位')).toHaveValue('示例旧小区（测试）')
  await expect(page.getByLabel('申报理由和基础')).toHaveValue('基础好')
})

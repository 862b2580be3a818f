import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import { choose } from './support/choose.ts'
import { expect } from './support/fixtures.ts'
import {
  describe,
  expectInLedger,
  expectMoved,
  figuresOf,
  finish,
  formOf,
  issue,
  nextOf,
  openNext,
  otherAct,
  registerAtWindow,
  save,
  sort,
} from './support/petitionCourse.ts'
import { actOn, TODAY, viewOf } from './support/petitionCase.ts'
import { test } from './support/sharedCentre.ts'

// Long ways: some fifty acts at the window.
test.describe.configure({ timeout: 120_000 })
const ago = (days: number): Day => addDays(TODAY, -days)

test('a complex petition is assigned, extended, answered, reviewed and re-reviewed to the end', async ({
  app,
  logIn,
}) => {
  const summary = '样例小区地下车库长期积水'
  const [day, name] = [ago(50), '样本丁']
  const citizen = { summary, name, maskedName: '样某某', day }
  await app.as('head')('centre.saveSettings', { reviewOrgan: '样例区人民政府', recheckOrgan: '样例市人民政府' })
  const before = await figuresOf(app, 'petition', day)
  const page = await logIn('clerk')
  const { matterId } = await registerAtWindow(page, {
    names: [name],
    summary,
    facts: '车库一到下雨就积水，排水泵坏了半年，物业和施工单位互相推。',
    wish: '修好车库的排水泵',
    receivedOn: day,
  })
  await describe(page, 'qj', '城乡')

  // 交办: another unit's office, with a day for its report; the citizen is told where it went.
  await sort(page, [/申诉求决/, /没有办过/, /都不是/, /不是民事争议/, /其他责任单位职权/, /交办：/], '交办')
  const transfer = formOf(page, '转送、交办')
  await expect(transfer.getByRole('combobox', { name: '方式' })).toHaveValue('交办')
  await transfer.getByLabel('日期', { exact: true }).fill(ago(46))
  await transfer.getByRole('combobox', { name: '主办单位' }).fill('样例区建设局')
  await transfer.getByLabel('反馈期限').fill(addDays(TODAY, 10))
  await transfer.getByLabel('单位签收日期').fill(ago(45))
  await transfer.getByLabel('告知信访人去向的日期').fill(ago(46))
  await save(transfer, '告知信访人去向的日期')
  await expect(nextOf(page).getByRole('heading', { name: '下一步：跟踪承办单位' })).toBeVisible()
  expect(await issue(page, app, matterId, '转送（交办）函')).toContain('样例区建设局')
  await openNext(page, '记录单位受理')
  const acceptance = formOf(page, '承办单位受理')
  await acceptance.getByLabel('受理日期').fill(ago(40))
  await acceptance.getByLabel('告知信访人的日期').fill(ago(39))
  await save(acceptance, '告知信访人的日期')
  await expect(nextOf(page).getByText('还有 20 天')).toBeVisible()

  // Extended by thirty days: tried out first, then told with the reason on paper.
  await (await otherAct(page, '期限', '延长期限')).click()
  const extension = formOf(page, '延长期限')
  await choose(extension, '期限', '办结')
  await extension.getByLabel('延长（日）').fill('30')
  await expect(page.getByRole('status', { name: '延长试算' })).toContainText('还没有保存')
  await extension.getByLabel('同意人或批准人').fill('局长样例')
  await extension.getByLabel('延长原因').fill('需要委托检测排水管网')
  await extension.getByLabel('告知信访人的日期').fill(TODAY)
  await save(extension, '延长原因')
  await expect(nextOf(page).getByText('还有 50 天')).toBeVisible()
  expect(await issue(page, app, matterId, '信访事项延期办理告知书')).toContain('需要委托检测排水管网')

  await actOn(app, matterId, 'issueOpinion', {
    level: 'handling',
    on: ago(4),
    unit: '样例区建设局',
    number: '样建信〔2026〕7号',
    items: [{ request: '修好车库的排水泵', conclusion: 'explain', reply: '排水泵由业主共有，请业主大会决定维修。' }],
    factsFound: '排水泵已过保修期，属业主共有。',
    legalBasis: '《物业管理条例》第五十四条',
    conclusion: 'explain',
    nextOrgan: '样例区人民政府',
    signedBy: '局长样例',
  })
  await actOn(app, matterId, 'serve', { what: 'handling', on: ago(4), how: 'direct', receivedBy: name, server: '窗口' })

  // 复查, then 复核: organ by organ, each opinion served before the next one can be asked for.
  for (const [level, organ, on] of [
    ['复查', '样例区人民政府', ago(3)],
    ['复核', '样例市人民政府', ago(1)],
  ] as const) {
    await openNext(page, '记录申请复查、复核')
    const asked = formOf(page, '申请复查、复核')
    await expect(asked.getByRole('combobox', { name: '申请什么' })).toHaveValue(level)
    await expect(asked.getByLabel('向哪个机关申请')).toHaveValue(organ)
    await asked.getByLabel('申请日期').fill(on)
    await asked.getByLabel('机关收到的日期').fill(on)
    await save(asked, '申请日期')
    await expect(nextOf(page).getByRole('heading', { name: `下一步：作出${level}意见` })).toBeVisible()
    await openNext(page, '写意见书')
    const opinion = formOf(page, '作出意见')
    await expect(opinion.getByLabel('出具单位')).toHaveValue(organ)
    await opinion.getByLabel('文书编号').fill(`样${level}〔2026〕3号`)
    const item = opinion.getByRole('group', { name: '请求1' })
    await choose(item, '结论', '解释')
    await item.getByLabel('处理意见').fill('原意见事实清楚、依据正确（样例）。')
    await choose(opinion, '总的结论', '解释')
    await choose(opinion, '对原意见', '维持')
    await opinion.getByLabel('签发日期').fill(on)
    await opinion.getByLabel('签发人').fill('区长样例')
    await save(opinion, '签发人')
    await openNext(page, '记录送达')
    const service = formOf(page, '送达')
    await expect(service.getByRole('combobox', { name: '送达什么' })).toHaveValue(`${level}意见书`)
    await service.getByLabel('送达（签收）日期').fill(on)
    await save(service, '签收人')
    await expect(nextOf(page).getByRole('heading', { name: '下一步：评价与办结' })).toBeVisible()
  }
  await expect(nextOf(page)).toContainText('复核意见是终局意见')
  const askedAgain = await otherAct(page, '办理与意见', '记录申请复查、复核')
  await expect(askedAgain).toHaveAccessibleDescription(/终局意见/)
  expect(await issue(page, app, matterId, '信访事项复核意见书')).toContain('终局')

  await openNext(page, '记录办结报告')
  const report = formOf(page, '承办单位报告结果')
  await report.getByLabel('办理情况').fill('意见已送达，复查、复核均维持（样例）。')
  await save(report, '办理情况')
  await finish(page, { ratings: ['不满'], result: '解释说明', summary: '三级终结，已向信访人解释。' })
  const { deadlines } = (await viewOf(app, matterId)).matter
  expect(deadlines.filter(({ state }) => state === 'missed' || state === 'running')).toEqual([])
  for (const rule of ['B-06', 'B-07', 'B-09', 'B-11'])
    expect(deadlines.filter(({ ruleId }) => ruleId === rule)).toMatchObject([{ state: 'met' }])
  await expectMoved(
    page,
    'petition',
    before,
    { 复查件数: 1, '其中：复查维持': 1, 复核件数: 1, 延期件数: 1, 解释说明: 1, 办结件数: 1 },
    citizen,
  )
  await expectInLedger(page, '信访台账', ['城乡建设', '来访', '样例区建设局', ago(4), TODAY, '解释说明'], citizen)
})

test('a group visit chooses at most five representatives, has an agent, meets and settles', async ({ app, logIn }) => {
  const summary = '样例新村七户反映电梯停用'
  const names = ['样本一', '样本二', '样本三', '样本四', '样本五', '样本六'] as const
  const citizen = { summary, name: names[0], maskedName: '样某某' }
  const before = await figuresOf(app, 'petition')
  const agencyBefore = await figuresOf(app, 'petition_agency')
  const page = await logIn('clerk')
  const { matterId } = await registerAtWindow(page, {
    names,
    peopleCount: 7,
    summary,
    facts: '电梯停用两个月，老人上下楼困难，物业说没有维修资金。',
    wish: '恢复电梯',
  })

  // Six are one too many (Art. 20); the form says so and keeps what was typed.
  await describe(page, 'qj', '城乡', async (form) => {
    await expect(form.getByLabel('多人提出共同事项')).toBeChecked()
    const representatives = form.getByRole('group', { name: /^代表/ })
    for (const each of names) await representatives.getByRole('checkbox', { name: each }).check()
    await form.getByLabel('接谈人').press('Control+Enter')
    await expect(form.getByText('多人走访的代表不超过 5 人（信访工作条例第二十条）').last()).toBeVisible()
    await representatives.getByRole('checkbox', { name: names[5] }).uncheck()
  })
  expect((await viewOf(app, matterId)).record.describe?.at(-1)?.representativeIds).toHaveLength(5)

  await openNext(page, '委托代理')
  const mandate = formOf(page, '委托代理')
  await mandate.getByRole('combobox', { name: '代理员', exact: true }).fill('社工戊')
  await mandate.getByRole('combobox', { name: '代理员', exact: true }).press('Enter')
  await mandate.getByLabel('同意为代理处理其个人信息').check()
  await mandate.getByLabel('同意向责任单位提供').check()
  await expect(mandate.getByLabel('委托人签名日期')).toHaveValue('')
  await mandate.getByLabel('委托人签名日期').fill(TODAY)
  await mandate.getByLabel('代理员签名日期').fill(TODAY)
  await save(mandate, '委托日期')
  expect(await issue(page, app, matterId, '信访代理委托书')).toMatch(/无偿|免费|不收取/)

  await sort(page, [/申诉求决/, /没有办过/, /都不是/, /还没有双方同意/, /^本单位职权/, /普通程序/], '受理')
  await save(formOf(page, '受理'), '受理日期')
  await openNext(page, '记录告知受理')
  await save(formOf(page, '告知受理'), '告知日期')

  await openNext(page, '记录协调会')
  const meeting = formOf(page, '协调会')
  await meeting.getByLabel('参加单位第1条').fill('样例物业公司')
  await meeting.getByLabel('会议纪要').fill('物业先垫付维修费，七日内恢复电梯（样例）。')
  await meeting.getByRole('button', { name: '增加事项' }).click()
  const action = meeting.getByRole('group', { name: '事项1' })
  await action.getByLabel('责任单位').fill('样例物业公司')
  await action.getByLabel('做什么').fill('恢复电梯')
  await action.getByLabel('期限').fill(addDays(TODAY, 7))
  await save(meeting, '会议纪要')
  expect(await issue(page, app, matterId, '信访事项协调会纪要')).toContain('七日内恢复电梯')
  const agency = page.getByRole('region', { name: '信访代理' })
  await agency.getByRole('button', { name: '记录落实' }).click()
  const done = formOf(page, '议定事项落实')
  await done.getByLabel('落实情况').fill('电梯已恢复（样例）')
  await save(done, '落实情况')
  await expect(agency).toContainText('已落实')

  await openNext(page, '记录调解或和解协议')
  const settlement = formOf(page, '调解或和解协议')
  await choose(settlement, '形式', '和解')
  await settlement.getByLabel('协议内容第1条').fill('维修费由物业先垫付。')
  await save(settlement, '达成日期')
  await finish(page, { ratings: ['满意', '基本'], result: '已解决', summary: '电梯已恢复，代表签了和解协议。' })

  const moves = { '登记件数（批次）': 1, 涉及人次: 7, 来访人次: 7, '其中：集体访': 1, '其中：集体访人次': 7, 已解决: 1 }
  await expectMoved(page, 'petition', before, moves, citizen)
  await expectMoved(page, 'petition_agency', agencyBefore, { 代理件数: 1, 委托人数: 7, 已办结: 1 }, citizen)
  await expectInLedger(page, '信访台账', ['城乡建设', '7', '已解决'], citizen)
  const { agencyNumber } = await viewOf(app, matterId)
  await expectInLedger(page, '信访代理台账', [agencyNumber, '社工戊', '基本满意', '满意', '已解决'], citizen)
})

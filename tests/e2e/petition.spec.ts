import { seriousFindings } from './support/axe.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { actOn, CITIZEN, describedPetitionOf, petitionOf, REQUESTS, TODAY, viewOf } from './support/petitionCase.ts'
import {
  answer,
  expectInLedger,
  expectMoved,
  figuresOf,
  formOf,
  nextOf,
  openNext,
  otherAct,
  registerAtWindow,
} from './support/petitionCourse.ts'
import { pdfText } from '../support/pdfText.ts'

test('a petition is registered, sorted, accepted, answered, served, rated, closed and archived, by keyboard @everyday', async ({
  app,
  logIn,
}) => {
  await app.as('head')('centre.saveSettings', { reviewOrgan: '样例区人民政府', recheckOrgan: '样例市人民政府' })
  const summary = '小区东门外路灯不亮一个月'
  const citizen = { summary, name: CITIZEN, maskedName: '张***' }
  const before = await figuresOf(app, 'petition')
  const page = await logIn('head')
  const { matterId } = await registerAtWindow(page, {
    names: [CITIZEN],
    summary,
    facts: '东门外三盏路灯从上个月起不亮，老人晚上出门摔过跤，打过两次电话没有人来修。',
    wish: REQUESTS.join('\n'),
  })
  await expect(nextOf(page).getByText('还有 15 天')).toHaveCount(2)

  // Registration: the card is taken over, the citizen's own words stay as they are.
  await openNext(page, '信访登记')
  const registration = formOf(page, '信访登记')
  await expect(registration.getByLabel('请求事项第1条')).toHaveValue(REQUESTS[0])
  await expect(registration.getByLabel('事实和理由')).toHaveValue(/摔过跤/)
  await choose(registration, '信访目的', 'qj')
  await choose(registration, '内容分类', '城乡')
  await registration.getByLabel('信访人同意公开办理结果').check()
  await registration.getByRole('button', { name: '增加材料' }).click()
  await registration.getByRole('group', { name: '材料1' }).getByLabel('名称').fill('照片')
  await registration.getByLabel('接谈人').press('Control+Enter')
  await expect(page.getByRole('region', { name: '信访登记' }).first()).toContainText('照片 1 份')

  // Guided sorting: each answer with its clause; it ends in the form of the act, prefilled.
  await openNext(page, '甄别（逐步引导）')
  await expect(page.getByRole('group', { name: '这件事项属于哪一类？' })).toContainText('《信访工作条例》第三十一条')
  await answer(page, '这件事项属于哪一类？', /申诉求决/)
  await answer(page, '同一事实和理由，以前办到哪一步？', /没有办过/)
  await answer(page, '应当走下面哪一种法定程序？', /都不是/)
  await answer(page, '是不是民事争议，双方都同意人民调解？', /不是民事争议/)
  await answer(page, '由谁办理？', /本单位职权/)
  await answer(page, '适用简易办理吗？', /普通程序/)
  await expect(page.getByRole('region', { name: '建议' })).toContainText('建议：受理')
  await page.keyboard.press('Control+Enter')
  const acceptance = formOf(page, '受理')
  await expect(acceptance.getByLabel('受理日期')).toHaveValue(TODAY)
  await acceptance.getByLabel('受理日期').press('Control+Enter')
  await expect(nextOf(page).getByRole('heading', { name: /^下一步/ })).toBeInViewport()

  // Told in time; the clock of 60 days runs.
  await expect(nextOf(page).getByRole('heading', { name: '下一步：告知受理' })).toBeVisible()
  await expect(nextOf(page).getByText('还有 60 天')).toBeVisible()
  await openNext(page, '记录告知受理')
  await formOf(page, '告知受理').getByLabel('告知日期').press('Control+Enter')
  await expect(nextOf(page).getByText('已告知受理，已办')).toBeVisible()

  // The opinion answers the requests one by one.
  await openNext(page, '写意见书')
  const opinion = formOf(page, '作出意见')
  await expect(opinion.getByRole('group', { name: '请求2' }).getByLabel('请求', { exact: true })).toHaveValue(
    REQUESTS[1],
  )
  for (const [at, typed] of [
    ['1', '支持'],
    ['2', '解释'],
  ] as const) {
    const item = opinion.getByRole('group', { name: `请求${at}` })
    await choose(item, '结论', typed)
    await item.getByLabel('处理意见').fill(`第${at}项的处理意见：已经安排检修（样例）。`)
  }
  await expect(opinion.getByLabel('文书编号')).toHaveValue(/信字/)
  await opinion.getByLabel('认定的事实').fill('三盏路灯因电缆故障不亮，经现场查看属实。')
  await opinion.getByLabel('依据的法律法规政策').fill('《城市道路照明管理办法》（样例）')
  await choose(opinion, '总的结论', '支持')
  await expect(opinion.getByLabel('申请复查的机关')).toHaveValue('样例区人民政府')
  await opinion.getByLabel('签发人').fill('负责人乙')
  await opinion.getByLabel('签发人').press('Control+Enter')

  await expect(nextOf(page).getByRole('heading', { name: '下一步：送达' })).toBeVisible()
  await openNext(page, '记录送达')
  const service = formOf(page, '送达')
  await expect(service.getByRole('combobox', { name: '送达什么' })).toHaveValue('信访处理意见书')
  await expect(service.getByLabel('签收人')).toHaveValue(CITIZEN)
  await service.getByLabel('签收人').press('Control+Enter')
  // What remains is the citizen's right, and is called so.
  await expect(nextOf(page).getByRole('list', { name: '最近的期限' })).toContainText(/申请复查/)
  await expect(nextOf(page).getByText('还有 30 天')).toBeVisible()

  await openNext(page, '记录满意度评价')
  await choose(formOf(page, '满意度评价'), '评价', '基本')
  await formOf(page, '满意度评价').getByLabel('评价日期').press('Control+Enter')
  await expect(formOf(page, '满意度评价')).toBeHidden()
  await openNext(page, '办结')
  const closing = formOf(page, '办结')
  await expect(closing.getByRole('combobox', { name: '结果' })).toHaveValue('')
  await choose(closing, '结果', '部分')
  await closing.getByLabel('审批人').fill('负责人乙')
  await closing.getByLabel('办理结果').fill('三盏路灯已修好，检修周期已说明。')
  await closing.getByLabel('办理结果').press('Control+Enter')
  await expect(nextOf(page).getByRole('heading', { name: '下一步：归档' })).toBeVisible()
  // The citizen agreed that the answer be published; without a name, which the form asks for.
  await openNext(page, '记录公开答复')
  const published = formOf(page, '公开答复')
  await choose(published, '在哪里公开', '办事')
  await published.getByLabel('网址或哪一处公示栏').fill('一楼公示栏（样例）')
  await published.getByLabel('公开人').press('Control+Enter')
  await expect(published.getByText(/隐去个人信息，并勾选/)).toBeVisible()
  await published.getByLabel('已隐去姓名、住址等个人信息').check()
  await published.getByLabel('公开人').press('Control+Enter')
  await expect(page.getByRole('region', { name: '告知、联系和评价' })).toContainText(
    '办事大厅公示栏 一楼公示栏（样例）',
  )
  await openNext(page, '归档')
  const filing = formOf(page, '归档')
  await choose(filing, '保管期限', '10年')
  if (await filing.getByLabel('没有补齐的原因').isVisible()) {
    await filing.getByLabel('材料没有补齐，仍要归档').check()
    await filing.getByLabel('没有补齐的原因').fill('文书随后补打（样例）')
  }
  await filing.getByLabel('立卷人').press('Control+Enter')
  await expect(nextOf(page).getByRole('heading', { name: '下一步：已归档' })).toBeVisible()

  const view = await viewOf(app, matterId)
  expect(view.state).toMatchObject({ stage: 'archived', result: 'partly', ratings: { unit: true } })
  expect(view.matter.deadlines.filter(({ ruleId }) => ruleId === 'B-06' || ruleId === 'B-03')).toMatchObject([
    { state: 'met' },
    { state: 'met' },
  ])
  const moves = {
    '登记件数（批次）': 1,
    来访人次: 1,
    初次信访: 1,
    办结件数: 1,
    已公开件数: 1,
    部分解决: 1,
    基本满意: 1,
  }
  await expectMoved(page, 'petition', before, moves, citizen)
  await expectInLedger(page, '信访台账', ['来访', '城乡建设', TODAY, '部分解决'], citizen)
})

test('the opinion and the acceptance notice come out of the workbench as papers', async ({ app, logIn }) => {
  const matterId = await describedPetitionOf(app)
  await actOn(app, matterId, 'accept', { acceptedOn: TODAY })
  const page = await logIn('head')
  await goTo(page, `/matters/${matterId}`)
  const papers = page.getByRole('region', { name: '卷内文书' })
  await papers
    .getByRole('button', { name: /^出具.*受理告知书/ })
    .first()
    .click()
  await page.getByRole('dialog', { name: /受理告知书/ }).waitFor()
  const view = await viewOf(app, matterId)
  const issued = view.matter.documents.find(({ title }) => title.includes('受理告知书'))
  const { pdfBase64 } = await app.as('head')('papers.bytes', { documentId: issued!.id, purpose: 'view' })
  expect((await pdfText(pdfBase64)).replaceAll(/\s/g, '')).toContain(CITIZEN)
})

test('a report is sealed by its registration and can only be handed on', async ({ app, logIn }) => {
  const matterId = await petitionOf(app)
  const page = await logIn('head')
  await goTo(page, `/matters/${matterId}`)
  await openNext(page, '信访登记')
  const registration = formOf(page, '信访登记')
  await choose(registration, '信访目的', '检举')
  await expect(registration.getByText(/保存后立即密封/)).toBeVisible()
  await choose(registration, '内容分类', '其他')
  await registration.getByLabel('被反映的单位').fill('样例物业公司')
  await registration.getByLabel('被反映的单位').press('Control+Enter')
  await expect(nextOf(page).getByRole('heading', { name: '下一步：转送有权单位' })).toBeVisible()
  await expect(await otherAct(page, '甄别', '转送或交办')).toHaveAccessibleDescription(/检举控告/)
  // Nobody passed it to this office, so there is nobody to object to.
  await expect(await otherAct(page, '甄别', '提出异议')).toHaveAccessibleDescription(/不是其他单位转送/)
  await expect(page.getByRole('region', { name: '信访代理' })).toHaveCount(0)
  await openNext(page, '检举控告转送')
  const hand = formOf(page, '检举控告转送')
  await hand.getByLabel('转给哪个有权单位').fill('样例物业公司')
  await hand.getByLabel('转给哪个有权单位').press('Control+Enter')
  await expect(page.getByRole('alert').filter({ hasText: /不能转给被举报的单位/ })).toBeVisible()
  await hand.getByLabel('转给哪个有权单位').fill('样例区纪委监委')
  await hand.getByLabel('已核对').check()
  await hand.getByLabel('转给哪个有权单位').press('Control+Enter')
  await expect(nextOf(page).getByRole('heading', { name: '下一步：已转送有权单位' })).toBeVisible()
})

test('an extension shows its arithmetic before it is saved, and asks for the citizen to be told', async ({
  app,
  logIn,
}) => {
  const matterId = await describedPetitionOf(app)
  await actOn(app, matterId, 'accept', { acceptedOn: TODAY })
  const page = await logIn('head')
  await goTo(page, `/matters/${matterId}`)
  await page.getByText('其他操作').click()
  // Found by its initials among all that can be done.
  await page.getByRole('searchbox', { name: '找操作' }).fill('ycqx')
  await expect(page.getByRole('group', { name: '找到的操作' }).getByRole('button').first()).toHaveText('延长期限')
  await page.getByRole('searchbox', { name: '找操作' }).press('Enter')
  const form = formOf(page, '延长期限')
  await choose(form, '期限', '办结')
  await form.getByLabel('延长（日）').press('Control+Enter')
  await expect(form.getByText('请填写延长几日，1 到 365 的整数').first()).toBeVisible()
  await form.getByLabel('延长（日）').fill('30')
  const trial = page.getByRole('status', { name: '延长试算' })
  await expect(trial).toContainText('还没有保存')
  await expect(trial.getByRole('listitem').first()).toBeVisible()
  const dueOn = await trial.locator('strong').innerText()
  await form.getByLabel('同意人或批准人').fill('负责人乙')
  await form.getByLabel('延长原因').fill('需要专业检测（样例）')
  await form.getByLabel('延长原因').press('Control+Enter')
  await expect(form).toBeHidden()
  await expect(page.getByRole('region', { name: '提示' })).toContainText('应当告知信访人延期理由')
  const { matter } = await viewOf(app, matterId)
  expect(matter.deadlines.find(({ ruleId }) => ruleId === 'B-06')?.dueOn).toBe(dueOn)
})

test('the guided sorting leads to mediation, which is linked with its stage', async ({ app, logIn }) => {
  const matterId = await describedPetitionOf(app, { againstUnit: '样例物业公司' })
  const page = await logIn('head')
  await goTo(page, `/matters/${matterId}`)
  await openNext(page, '甄别（逐步引导）')
  await answer(page, '这件事项属于哪一类？', /申诉求决/)
  await answer(page, '同一事实和理由，以前办到哪一步？', /没有办过/)
  await answer(page, '应当走下面哪一种法定程序？', /都不是/)
  await answer(page, '是不是民事争议，双方都同意人民调解？', /公民与法人或组织/)
  await page.getByRole('button', { name: /按这个办/ }).click()
  const form = formOf(page, '转人民调解')
  await expect(form.getByLabel('对方当事人')).toHaveValue('样例物业公司')
  await expect(form.getByRole('combobox', { name: '争议性质' })).toHaveValue('公民与法人或组织的民事纠纷')
  await form.getByLabel('对方同意的日期').fill(TODAY)
  await form.getByLabel('对方同意的日期').press('Control+Enter')
  const linked = page.getByRole('region', { name: '关联的事项' })
  await expect(linked).toContainText('人民调解')
  await linked.getByRole('link').click()
  await expect(nextOf(page).getByRole('heading', { name: '下一步：受理' })).toBeVisible()
})

test('each unit that it was passed to has its own forms, and a returned one leads back to sorting', async ({
  app,
  logIn,
}) => {
  const matterId = await describedPetitionOf(app)
  await actOn(app, matterId, 'transfer', { on: TODAY, mode: 'forward', unit: '样例市政所' })
  const page = await logIn('clerk')
  await goTo(page, `/matters/${matterId}`)
  const unit = page.getByRole('article', { name: '样例市政所', exact: true })
  await unit.getByRole('button', { name: '记录签收' }).click()
  await formOf(page, '承办单位签收').getByLabel('签收日期').press('Control+Enter')
  await expect(unit).toContainText('已签收，待受理')
  await unit.getByRole('button', { name: '记录单位异议' }).click()
  const objection = formOf(page, '承办单位提出异议')
  await choose(objection, '我们的意见', '同意')
  await objection.getByLabel('异议理由').fill('路灯由供电部门管养（样例）')
  await objection.getByLabel('异议理由').press('Control+Enter')
  await expect(unit).toContainText('已退回')
  await expect(nextOf(page).getByRole('heading', { name: '下一步：甄别' })).toBeVisible()
})

test('what was typed outlives a change by somebody else and leaving the page', async ({ app, logIn }) => {
  const matterId = await describedPetitionOf(app)
  const page = await logIn('clerk')
  await goTo(page, `/matters/${matterId}`)
  await openNext(page, '记录联系')
  const form = formOf(page, '联系信访人')
  await form.getByLabel('联系情况').fill('约好明天一起看现场')
  await actOn(app, matterId, 'accept', { acceptedOn: TODAY })
  await form.getByLabel('联系情况').press('Control+Enter')
  await expect(page.getByRole('alert')).toContainText('刚刚被别人改过')
  await expect(form.getByLabel('联系情况')).toHaveValue('约好明天一起看现场')
  await goTo(page, '/help')
  await goTo(page, `/matters/${matterId}`)
  await page.getByRole('region', { name: '告知、联系和评价' }).getByRole('button', { name: '记录联系' }).click()
  await expect(form.getByLabel('联系情况')).toHaveValue('约好明天一起看现场')
  await form.getByLabel('联系情况').press('Control+Enter')
  await expect(form).toBeHidden()
  expect((await viewOf(app, matterId)).record.contact).toHaveLength(1)
})

test('the workbench, its longest forms and the settings pass axe', async ({ app, logIn }) => {
  const matterId = await describedPetitionOf(app)
  const page = await logIn('head')
  await goTo(page, `/matters/${matterId}`)
  await nextOf(page).waitFor()
  expect(await seriousFindings(page)).toEqual([])
  await page.getByText('其他操作').click()
  for (const button of ['信访登记', '甄别（逐步引导）', '委托代理', '记录协调会']) {
    await page.locator('details.other').getByRole('button', { name: button, exact: true }).click()
    expect(await seriousFindings(page)).toEqual([])
  }
  await goTo(page, '/settings')
  await page.getByRole('heading', { name: '信访文书' }).waitFor()
  expect(await seriousFindings(page)).toEqual([])
})

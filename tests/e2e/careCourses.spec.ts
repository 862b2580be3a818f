import type { Page } from '@playwright/test'
import { seriousFindings } from './support/axe.ts'
import {
  actOn,
  daysAgo,
  openCare,
  panel,
  registerAtPage,
  registerByCall,
  TODAY,
  visitFromClient,
  type NewClient,
} from './support/careCourse.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test, type Fixtures } from './support/fixtures.ts'

/**
 * Five groups from enrolment to release, with the visits due across a change of rule. The rule is changed by the head of
 * care past the page but in the first course, where the page shows what moves before it is confirmed.
 */
interface Course extends NewClient {
  /** Reports in, where the group begins with that. */
  reportedOn?: string
  /** What the due list names. */
  rule: string
  closeReason: string
}

const COURSES: Course[] = [
  {
    name: '甲矫小样（测试）',
    sex: '男',
    group: '社区矫正',
    basis: '法律规定的职责',
    startOn: daysAgo(100),
    endOn: daysAgo(-200),
    reportedOn: daysAgo(95),
    rule: '每月见面一次',
    closeReason: '依法终止',
  },
  {
    name: '乙帮小样（测试）',
    sex: '男',
    group: '安置帮教',
    basis: '法律规定的职责',
    startOn: daysAgo(100),
    reportedOn: daysAgo(99),
    rule: '每季度帮教',
    closeReason: '帮扶目标完成',
  },
  {
    name: '丙戒小样（测试）',
    sex: '女',
    group: '社区戒毒',
    basis: '法律规定的职责',
    startOn: daysAgo(100),
    reportedOn: daysAgo(95),
    rule: '谈话帮教（三年22次）',
    closeReason: '依法终止',
  },
  {
    name: '丁老小样（测试）',
    sex: '女',
    group: '独居',
    basis: '本人同意',
    startOn: daysAgo(100),
    consentOn: daysAgo(100),
    rule: '',
    closeReason: '迁出或变更执行地',
  },
  {
    name: '戊残小样（测试）',
    sex: '男',
    group: '残疾人',
    basis: '本人同意',
    startOn: daysAgo(200),
    consentOn: daysAgo(200),
    rule: '',
    closeReason: '本人撤回同意',
  },
]

/** From then on every two weeks, whatever the group was visited by before. */
async function changeRule(app: Fixtures['app'], group: string): Promise<void> {
  const groups = await app.as('careHead')('care.groups', {})
  const content = groups.find(({ content: each }) => String((each as { title: string }).title).includes(group))!
    .content as { group: never; rules: { cadence: { kind: string } }[] }
  const legs = [{ unit: 'week', length: 2, times: 1, steps: null }]
  const rules = content.rules.map((rule) =>
    rule.cadence.kind === 'steps' ? { ...rule, minDays: 7, cadence: { kind: 'steps', align: 'start', legs } } : rule,
  )
  const input = { group: content.group, effectiveFrom: TODAY, content: { ...content, rules } as never }
  const moved = await app.as('careHead')('care.previewConfigure', input)
  expect(moved.clients).toBe(1)
  await app.as('careHead')('care.configure', { ...input, reason: '加密走访' })
}

async function dueDays(page: Page): Promise<string[]> {
  return page.getByRole('region', { name: '要走访的' }).locator('button[aria-expanded]').allTextContents()
}

for (const course of COURSES) {
  test(`${course.group}: from enrolment over visits, a changed rule and help to the end`, async ({ app, logIn }) => {
    await openCare(app)
    const page = await logIn('worker')
    await registerAtPage(page, course)
    const enrolments = panel(page, '帮扶类别')
    if (course.reportedOn) {
      const report = await actOn(enrolments, '报到、衔接', '报到、衔接')
      await report.getByLabel('报到（衔接）日期').fill(course.reportedOn)
      await report.getByLabel('报到（衔接）日期').press('Control+Enter')
      await expect(enrolments).toContainText(`${course.reportedOn} 报到`)
    }
    const due = panel(page, '要走访的')
    await expect(due).toContainText(course.rule)

    // The plan, with what was agreed.
    const plan = await actOn(panel(page, '帮扶方案'), '写方案', '帮扶方案')
    await choose(plan.getByRole('group', { name: '需求1' }), '类别', '就业')
    await plan.getByLabel('目标').fill('有活干，按时吃饭')
    await plan.getByLabel('不便的时间').fill('中午')
    await plan.getByLabel('目标').press('Control+Enter')
    await expect(panel(page, '帮扶方案')).toContainText('有活干，按时吃饭')

    // The due list leads to the visit; a promise and the next day follow from it.
    await visitFromClient(page, course.name, async (form) => {
      await form.getByLabel('走访情况').fill('身体还好，想找点事做。')
      await form.getByRole('button', { name: '增加承诺' }).click()
      await form.getByLabel('答应了什么').fill('问问食堂要不要人')
      await form.getByLabel('什么时候前').fill(TODAY)
    })
    await expect(panel(page, '走访记录（1）')).toContainText('身体还好，想找点事做。')
    await (await actOn(panel(page, '答应过的事'), '已兑现', '已经兑现')).getByLabel('兑现日期').press('Control+Enter')
    await expect(panel(page, '答应过的事')).toContainText('兑现')

    // A change of rule plans anew from its day on.
    const before = await dueDays(page)
    await changeRule(app, course.group)
    await page.reload()
    await expect(page.getByRole('heading', { level: 1, name: course.name })).toBeVisible()
    await expect.poll(() => dueDays(page)).not.toEqual(before)

    // A visit that is not made is normal; help and a referral with its answer.
    const skip = await actOn(due, '不走访', '这次不走访')
    await choose(skip, '原因', '生病')
    await skip.getByLabel('说明').press('Control+Enter')
    await expect(skip).toBeHidden()
    await page.getByRole('button', { name: '转介' }).click()
    const refer = page.getByRole('dialog', { name: '转介' })
    await choose(refer, '转介类别', '就业')
    await refer.getByLabel('转给哪个单位').fill('样例街道就业服务站')
    await refer.getByLabel('办什么事').fill('推荐一份半天的活')
    await refer.getByLabel('办什么事').press('Control+Enter')
    await expect(panel(page, '帮扶和转介')).toContainText('等答复')
    const answer = await actOn(panel(page, '帮扶和转介'), '记答复', '转介答复')
    await choose(answer, '结果', '已办成')
    await answer.getByLabel('答复日期').press('Control+Enter')
    await expect(panel(page, '帮扶和转介')).toContainText('已办成')
    expect(await seriousFindings(page)).toEqual([])

    // The end of the service, on paper.
    const isWithdrawn = course.closeReason === '本人撤回同意'
    const end = await actOn(enrolments, isWithdrawn ? '撤回同意' : '结束', isWithdrawn ? '撤回同意' : '结束帮扶')
    if (isWithdrawn) await end.getByLabel('撤回日期').press('Control+Enter')
    else {
      await choose(end, '结束原因', course.closeReason)
      await end.getByLabel('小结').press('Control+Enter')
    }
    await expect(enrolments).toContainText(`${course.closeReason} ${TODAY}`)
    await expect(due).toContainText('没有要走访的')
    await enrolments.getByRole('button', { name: '服务结束告知书' }).click()
    await expect(page.getByRole('dialog', { name: '服务结束告知书' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(panel(page, '文书')).toContainText('服务结束告知书')
    await goTo(page, '/care')
    await expect(page.getByText('您名下这段时间没有要走访的')).toBeVisible({ visible: !isWithdrawn })
  })
}

test('the head of care sees what a change of rule moves before it is confirmed', async ({ app, logIn }) => {
  const { workerId } = await openCare(app)
  await registerByCall(app, workerId, '己规小样（测试）', {})
  const page = await logIn('careHead')
  await goTo(page, '/care/groups')
  await page.getByRole('button', { name: /^调整 独居/ }).click()
  const form = page.getByRole('dialog', { name: /^调整/ }).getByRole('form')
  await form.getByLabel('为什么改').fill('冬天加密')
  await form.getByRole('group', { name: '多久走访几次' }).first().getByLabel('走访几次').fill('2')
  await form.getByLabel('为什么改').press('Control+Enter')
  const moves = form.getByRole('status', { name: '会动哪些' })
  await expect(moves).toContainText('1 人的走访会动')
  expect(await seriousFindings(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('groups.png') })
  await form.getByRole('button', { name: /确认改/ }).click()
  await expect(form).toBeHidden()
  await expect(page.getByRole('region', { name: /独居/ })).toContainText('每月 2 次')
  expect((await app.as('careHead')('care.groups', {})).filter(({ version }) => version === 2)).toHaveLength(1)
})

test('a street adds a group of its own, with visits in bad weather', async ({ app, logIn }) => {
  await openCare(app)
  const page = await logIn('careHead')
  await goTo(page, '/care/groups')
  await page.getByRole('button', { name: '另加一类' }).click()
  const form = page.getByRole('dialog', { name: '另加一类' }).getByRole('form')
  await form.getByRole('button', { name: /看会动哪些/ }).click()
  await expect(form).toContainText('请填写由谁走访')
  await form.getByLabel('名称', { exact: true }).first().fill('快递骑手关爱')
  await form.getByLabel('由谁走访').fill('新就业群体服务站')
  await form.getByLabel('登记用途').fill('帮助办居住、就医和子女入学')
  await form.getByLabel('为什么改').fill('本街道另加')
  await form.getByRole('button', { name: '增加因事走访' }).click()
  const weather = form.getByRole('group', { name: '另加的因事走访' })
  await weather.getByLabel('名称').fill('极端天气慰问')
  await expect(weather.getByLabel('什么事')).toHaveValue('通知极端天气、节日')
  await form.getByRole('button', { name: /看会动哪些/ }).click()
  await expect(form.getByRole('status', { name: '会动哪些' })).toContainText('没有要动的走访')
  await page.screenshot({ path: test.info().outputPath('own-group.png') })
  await form.getByRole('button', { name: /确认改/ }).click()
  await expect(form).toBeHidden()
  const added = page.getByRole('region', { name: '快递骑手关爱' })
  await expect(added).toContainText('由新就业群体服务站走访')
  await expect(added.getByRole('row', { name: /极端天气慰问/ })).toContainText('1 日内')
})

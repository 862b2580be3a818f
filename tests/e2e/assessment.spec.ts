import { addDays, addMonthsTo, monthOf, type Day } from '../../src-shared/kernel/day.ts'
import { pdfText } from '../support/pdfText.ts'
import { described, helper, lead, linkageDesk } from '../support/linkageDesk.ts'
import { seriousFindings } from './support/axe.ts'
import { choose } from './support/choose.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { TODAY } from './support/petitionCase.ts'
import { formOf } from './support/petitionCourse.ts'

const MONTH = addMonthsTo(monthOf(TODAY), -1)
const first = `${MONTH}-01` as Day

test('a unit scores itself, is reviewed, appeals; the head decides, tries a new sheet, locks the month and issues a difference sheet', async ({
  app,
  logIn,
}) => {
  test.setTimeout(150_000)
  const call = app.as('head')
  for (let no = 0; no < 4; no++) {
    const desk = await linkageDesk(call as never, first, { summary: `示例占道${no}` })
    await desk.act('describe', described())
    await desk.act('dispatch', {
      on: first,
      request: '请办理',
      assignments: [lead('05', addDays(first, 8)), helper('01', addDays(first, 6))],
    })
    for (const unit of ['01', '05']) {
      const { key } = await desk.part(unit)
      await desk.act('unitAnswers', { key, on: addDays(first, no === 0 ? 10 : 5), text: '已办' })
    }
  }
  const page = await logIn('head')
  await goTo(page, `/linkage/assessment?month=${MONTH}`)
  const list = page.getByRole('grid', { name: '联考' })
  await list.getByRole('gridcell', { name: '综合行政执法队' }).dblclick()
  const unit = page.getByRole('region', { name: '综合行政执法队联考' })
  await expect(unit.getByRole('row', { name: /按期答复/ })).toContainText('3 ÷ 4')

  await unit.getByRole('button', { name: '录入自评' }).click()
  const self = formOf(page, '自评：综合行政执法队')
  await expect(self.getByLabel('日期')).toBeFocused()
  await self.getByLabel('自评人').fill('样本甲')
  await self.getByLabel('组织领导（10 分）').fill('11')
  await self.getByLabel('自评人').press('Control+Enter')
  await expect(self.getByText('“组织领导”最多 10 分')).toBeVisible()
  await self.getByLabel('组织领导（10 分）').fill('10')
  await self.getByLabel('自评人').press('Control+Enter')
  await expect(self).toBeHidden()

  await unit.getByRole('button', { name: '复评' }).click()
  const review = formOf(page, '复评：综合行政执法队')
  await expect(review.getByLabel('日期')).toBeFocused()
  await review.getByLabel('复评人').fill('样本乙')
  await review.getByLabel('得分').first().fill('8.5')
  await review.getByLabel('依据').first().fill('年度会议纪要')
  await review.getByLabel('复评人').press('Control+Enter')
  await expect(review).toBeHidden()
  await expect(unit.getByRole('row', { name: /组织领导/ }).last()).toContainText('8.50')

  await unit.getByRole('button', { name: /^按期答复 .*打开记录/ }).click()
  const records = page.getByRole('dialog', { name: /^按期答复/ })
  await expect(records.getByRole('row')).toHaveCount(5)
  await page.keyboard.press('Escape')

  await unit.getByRole('button', { name: '申诉', exact: true }).click()
  const appeal = formOf(page, '申诉：综合行政执法队')
  await expect(appeal.getByLabel('日期')).toBeFocused()
  await appeal.getByLabel('申诉人').fill('样本甲')
  await choose(appeal, '哪一项', '按期')
  await appeal.getByLabel('申诉理由').fill('等待区级部门批复')
  await appeal.getByLabel('申诉理由').press('Control+Enter')
  await expect(appeal).toBeHidden()
  await expect(page.getByRole('button', { name: '锁定本月' })).toBeDisabled()
  await expect(page.getByText('还不能锁定：还有申诉没有决定：综合行政执法队')).toBeVisible()
  const got = await page.getByRole('grid').getByRole('columnheader', { name: '得分' }).boundingBox()
  expect((got?.x ?? 9999) + (got?.width ?? 0)).toBeLessThanOrEqual(1366)
  await unit.getByRole('button', { name: '决定' }).click()
  const decision = formOf(page, '申诉决定：综合行政执法队')
  await expect(decision.getByLabel('日期')).toBeFocused()
  await decision.getByLabel('决定人').fill('负责人乙')
  await choose(decision, '决定', '成立')
  await decision.getByRole('checkbox', { name: /示例占道0/ }).check()
  await decision.getByLabel('决定理由').fill('有区级会议纪要')
  await decision.getByLabel('决定理由').press('Control+Enter')
  await expect(decision).toBeHidden()
  await expect(unit.getByRole('row', { name: /按期答复/ })).toContainText('3 ÷ 3')
  await page.screenshot({ path: 'test-results/assessment-unit.png', fullPage: true })
  expect(await seriousFindings(page)).toEqual([])

  // A draft that is a quota is refused before anybody goes by it; a good one shows what it would change.
  await goTo(page, '/linkage/assessment/rule')
  await page.getByRole('button', { name: /^照第 1 版/ }).click()
  const item = formOf(page, '新的一版').getByRole('group', { name: '考核项6', exact: true })
  await item.getByLabel('考核项', { exact: true }).fill('每月上报信息不少于20条')
  const trial = page.getByRole('region', { name: '试算' })
  await trial.getByRole('button', { name: '试算' }).click()
  await expect(trial.getByRole('alert')).toContainText('不考核录入数')
  await item.getByLabel('考核项', { exact: true }).fill('组织保障')
  await trial.getByRole('button', { name: '试算' }).click()
  await expect(trial.getByRole('table', { name: '试算结果' })).toContainText('综合行政执法队')
  await expect(trial.getByRole('list', { name: '提醒' })).toContainText('只回访容易满意的')
  await page.screenshot({ path: 'test-results/assessment-rule.png' })

  await goTo(page, `/linkage/assessment?month=${MONTH}`)
  await page.getByRole('button', { name: '锁定本月' }).click()
  const asked = page.getByRole('dialog', { name: '锁定这个月的联考' })
  await expect(asked).toContainText('还有 27 个单位没有复评（组织领导、台账规范）：公安派出所、')
  await page.screenshot({ path: 'test-results/assessment-lock.png' })
  await asked.getByRole('button', { name: '仍然锁定' }).click()
  await expect(page.getByText(/第 1 页 \/ 共/)).toBeVisible({ timeout: 20_000 })
  await page.keyboard.press('Escape')
  await expect(page.getByRole('status').filter({ hasText: '已锁定' })).toBeVisible()
  const base = { month: MONTH, unitCode: '01' }
  const { id } = await call('assessment.appeal', {
    ...base,
    act: { on: TODAY, by: '样本丙', code: '06', claim: '漏评' },
  })
  await call('assessment.decide', {
    ...base,
    act: { appealId: id, on: TODAY, by: '负责人乙', isUpheld: true, reason: '漏评属实', score: 9 },
  })
  const differences = page.getByRole('region', { name: '锁定后的差异' })
  await expect(differences).toContainText('公安派出所 组织领导：未复评 → 9.00')
  await page.screenshot({ path: 'test-results/assessment-month.png' })
  await differences.getByRole('button', { name: '出具差异单' }).click()
  await expect(page.getByText(/第 1 页 \/ 共/)).toBeVisible({ timeout: 20_000 })
  await page.keyboard.press('Escape')
  await expect(differences).toBeHidden()
  const { documentId } = await call('assessment.issue', { month: MONTH, unitCode: '05' })
  const { pdfBase64 } = await call('papers.bytes', { documentId, purpose: 'view' })
  expect((await pdfText(pdfBase64)).replaceAll(/\s/g, '')).toContain('年度会议纪要')
})

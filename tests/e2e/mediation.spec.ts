import { type Page } from '@playwright/test'
import { seriousFindings } from './support/axe.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { acceptedCaseOf, caseOf } from './support/mediationCase.ts'
import { pdfText } from '../support/pdfText.ts'

const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)

/** Chooses in a combo box by what a clerk types: words or initials. */
async function choose(page: Page, label: string, typed: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true })
  await box.fill(typed)
  await page.getByRole('listbox').getByRole('option').first().waitFor()
  await box.press('Enter')
}

test('a dispute goes from acceptance to a signed agreement on paper, by keyboard @everyday', async ({ app, logIn }) => {
  const matterId = await caseOf(app)
  const page = await logIn('mediator')
  await goTo(page, `/matters/${matterId}`)
  const next = page.getByRole('region', { name: '下一步' })
  await expect(next.getByRole('heading', { name: '下一步：受理' })).toBeVisible()

  await next.getByRole('button', { name: '受理', exact: true }).click()
  const acceptance = page.getByRole('form', { name: '受理' })
  await choose(page, '纠纷类别', 'lljf')
  await expect(acceptance.getByRole('combobox', { name: '综治类别' })).toHaveValue('用水排水通行通风采光')
  await acceptance.getByLabel('纠纷简要情况').press('Control+Enter')

  await expect(next.getByText('各方同意调解')).toBeVisible()
  await next.getByRole('button', { name: '记录各方意见' }).click()
  const consent = page.getByRole('form', { name: '征求意见' })
  await consent.getByLabel('日期').press('Control+Enter')
  await expect(consent.getByRole('combobox', { name: '当事人' })).toHaveValue('李四（测试）')
  await consent.getByLabel('日期').press('Control+Enter')
  await expect(next.getByText('各方同意调解，已办')).toBeVisible()

  await next.getByRole('button', { name: '记录权利义务告知' }).click()
  await page.getByRole('form', { name: '权利义务告知' }).getByLabel('日期').press('Control+Enter')
  await next.getByRole('button', { name: '指定调解员' }).click()
  const mediators = page.getByRole('form', { name: '指定调解员' })
  await mediators.getByRole('combobox', { name: '主调解员' }).fill('调解员丁')
  await mediators.getByRole('combobox', { name: '主调解员' }).press('Enter')
  await mediators.getByLabel('日期').press('Control+Enter')

  await next.getByRole('button', { name: '写调解记录' }).click()
  const record = page.getByRole('form', { name: '调解记录' })
  await record.getByLabel('开始时间').fill('930')
  await record.getByLabel('结束时间').fill('1115')
  await choose(page, '调解结果', '成功')
  await record.getByRole('button', { name: '陈述' }).click()
  await expect(record.getByLabel('记录正文')).toHaveValue(/申请人陈述/)
  await record.getByLabel('记录正文').press('Control+Enter')
  await expect(page.getByRole('region', { name: '历次调解' })).toContainText('09:30–11:15')

  await next.getByRole('button', { name: '写协议' }).click()
  const agreement = page.getByRole('form', { name: '调解协议' })
  await agreement.getByLabel('协议涉及金额').fill('3000')
  await expect(agreement.getByText('大写：叁仟元整')).toBeVisible()
  await agreement.getByLabel('协议内容第1条').fill('李四（测试）修复漏水的管道。')
  await agreement.getByLabel('协议内容第1条').press('Enter')
  await agreement
    .getByLabel('协议内容第2条')
    .fill('李四（测试）赔偿张三（测试）人民币3000元（大写：叁佰元整），分三期转账支付，逾期不付的可申请强制执行。')
  await expect(page.getByRole('region', { name: '条款检查' })).toContainText('大写读作 300.00 元')
  await agreement
    .getByLabel('协议内容第2条')
    .fill('李四（测试）赔偿张三（测试）人民币3000元（大写：叁仟元整），分三期转账支付，逾期不付的可申请强制执行。')
  await expect(page.getByRole('region', { name: '条款检查' })).not.toContainText('大写读作')
  await choose(page, '履行方式', '分期')
  await agreement.getByLabel('第一期日期').fill(TODAY)
  await agreement.getByRole('button', { name: '平均分' }).click()
  await expect(agreement.getByText('合计 3000.00 元，与协议金额一致')).toBeVisible()
  await agreement.getByLabel('份数').press('Control+Enter')

  await expect(next.getByRole('heading', { name: '下一步：签章生效' })).toBeVisible()
  await next.getByRole('button', { name: '记录签名盖章' }).click()
  for (const who of ['张三（测试）', '李四（测试）', '调解员丁（测试）']) {
    await page.getByRole('button', { name: `记下${who}签名` }).click()
    await expect(page.getByText(`✓ ${who}：${TODAY}`)).toBeVisible()
  }
  await page.getByRole('button', { name: '记下调委会印章' }).click()
  await expect(page.getByText(`三项齐备，协议自 ${TODAY} 起生效`)).toBeVisible()
  await expect(next.getByRole('heading', { name: '下一步：履行' })).toBeVisible()

  const papers = page.getByRole('region', { name: '卷内文书' })
  await papers.getByRole('button', { name: '出具人民调解协议书' }).click()
  await page.getByRole('dialog', { name: /人民调解协议书/ }).waitFor()
  const view = await app.as('head')('mediation.get', { matterId })
  const issued = view.matter.documents.find(({ kind }) => kind === 'agreement')
  const { pdfBase64 } = await app.as('head')('papers.bytes', { documentId: issued!.id, purpose: 'view' })
  const text = (await pdfText(pdfBase64)).replaceAll(/\s/g, '')
  expect(text).toContain('叁仟元整')
  expect(text).toContain('李四（测试）修复漏水的管道')
})

test('what was typed outlives a change by somebody else, and saving it again is one key', async ({ app, logIn }) => {
  const matterId = await acceptedCaseOf(app)
  const page = await logIn('mediator')
  await goTo(page, `/matters/${matterId}`)
  await page.getByRole('button', { name: '指定调解员' }).first().click()
  const form = page.getByRole('form', { name: '指定调解员' })
  await form.getByRole('combobox', { name: '主调解员' }).fill('外请调解员（测试）')
  const { matter, consents } = await app.as('head')('mediation.get', { matterId })
  await app.as('head')('mediation.recordConsent', {
    matterId,
    version: matter.version,
    act: { partyId: consents[0]!.partyId, isGiven: true, on: TODAY as never, how: 'oral' },
  })
  await form.getByLabel('日期').press('Control+Enter')
  await expect(page.getByRole('alert')).toContainText('刚刚被别人改过')
  await expect(form.getByRole('combobox', { name: '主调解员' })).toHaveValue('外请调解员（测试）')
  await page.getByRole('button', { name: '按最新内容再保存' }).click()
  await expect(form).toBeHidden()
  const { detail } = await app.as('head')('mediation.get', { matterId })
  expect(detail?.mediators).toEqual([{ userId: null, name: '外请调解员（测试）', isLead: true }])
})

test('a form that was left in the middle is found again as it was', async ({ app, logIn }) => {
  const matterId = await acceptedCaseOf(app)
  const page = await logIn('mediator')
  await goTo(page, `/matters/${matterId}`)
  await page.getByText('其他操作').click()
  await page.getByRole('button', { name: '终止调解' }).click()
  const form = page.getByRole('form', { name: '终止调解' })
  await form.getByLabel('原因说明').fill('双方分歧较大')
  await goTo(page, '/help')
  await expect(form).toBeHidden()
  await goTo(page, `/matters/${matterId}`)
  await page.getByText('其他操作').click()
  await page.getByRole('button', { name: '终止调解' }).click()
  await expect(page.getByText(/已接着 .* 没写完的草稿/)).toBeVisible()
  await expect(form.getByLabel('原因说明')).toHaveValue('双方分歧较大')
  await form.getByLabel('原因说明').press('Control+Enter')
  await expect(page.getByRole('heading', { name: '下一步：结案' })).toBeVisible()
  expect(await app.as('mediator')('drafts.list', {})).toEqual([])
})

test('acts that cannot be done yet stay in sight and say why', async ({ app, logIn }) => {
  const matterId = await acceptedCaseOf(app)
  const page = await logIn('clerk')
  await goTo(page, `/matters/${matterId}`)
  await page.getByText('其他操作').click()
  await page.getByText(/^现在不能办的/).click()
  const write = page.getByRole('group', { name: '调解与协议，现在不能办' }).getByRole('button', { name: '写协议' })
  await expect(write).toHaveAttribute('aria-disabled', 'true')
  await expect(write).toHaveAccessibleDescription('您的角色不能做这一步')
  const close = page.getByRole('group', { name: '履行以后，现在不能办' }).getByRole('button', { name: '记录履行情况' })
  await expect(close).toHaveAccessibleDescription('尚未达成协议')
})

test('the workbench, the ledger, the figures and the import page pass axe', async ({ app, logIn }) => {
  const matterId = await acceptedCaseOf(app)
  const page = await logIn('head')
  for (const [path, heading] of [
    [`/matters/${matterId}`, '下一步：调解前的三件事'],
    ['/ledger', '矛盾纠纷调解台账'],
    ['/figures', '勾稽'],
    ['/import', '导入记录'],
  ] as const) {
    await goTo(page, path)
    await page.getByRole('heading', { name: heading }).waitFor()
    if (path.startsWith('/matters')) await page.getByRole('button', { name: '指定调解员' }).first().click()
    expect(await seriousFindings(page), path).toEqual([])
  }
})

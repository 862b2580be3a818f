import { toSlipDigits } from '../../src-shared/linkage/slipCode.ts'
import { addDays } from '../../src-shared/kernel/day.ts'
import { seriousFindings } from './support/axe.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { TODAY } from './support/petitionCase.ts'

test('a scanner opens the answer at once: in digits, in full width, and with the input method on @everyday', async ({
  app,
  logIn,
  ime,
}) => {
  const call = app.as('clerk')
  const { matterId, version } = await call('intake.register', { receivedOn: TODAY, summary: '示范路口占道（测试）' })
  const triaged = await call('intake.triage', { matterId, version, route: 'linkage' })
  const about = { linkage: '4', source: 'window' as const, eventClass: '0401' }
  const described = await call('linkage.describe', { matterId, version: triaged.version, act: about })
  const assignments = (['05', '01', '06'] as const).map((unitCode, at) => ({
    role: at === 0 ? ('lead' as const) : ('helper' as const),
    unitCode,
    dueOn: addDays(TODAY, 5),
  }))
  await call('linkage.dispatch', {
    matterId,
    version: described.version,
    act: { on: TODAY, request: '请办理', assignments },
  })
  const { parts } = await call('linkage.get', { matterId })
  const codeOf = (unitCode: string): string => parts.find((part) => part.unitCode === unitCode)?.slipCode ?? ''
  const page = await logIn('clerk')
  await goTo(page, '/linkage/answer')
  const code = page.getByLabel('回复码')
  const found = page.getByRole('region', { name: '找到的任务' })
  const result = page.getByLabel('办理结果')
  async function answered(unit: string): Promise<void> {
    await expect(found).toContainText(unit)
    await expect(result).toBeFocused()
    await page.keyboard.type('已办好（测试）')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(`${unit}的答复已登记`).first()).toBeVisible()
    await expect(code).toBeFocused()
  }

  await expect(code).toBeFocused() // nothing to click before the first scan
  await page.keyboard.type(toSlipDigits(codeOf('05')))
  await page.keyboard.press('Enter')
  await answered('综合行政执法队')

  const wide = [...toSlipDigits(codeOf('01'))]
    .map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    .join('')
  await page.keyboard.insertText(wide)
  await page.keyboard.press('Enter')
  await answered('公安派出所')

  // A scanner that types the letter code into an open input method: its Enter only ends the composition.
  await ime.compose('a')
  await ime.confirm(codeOf('06'))
  await answered('市场监督管理所')

  await page.keyboard.type(toSlipDigits(codeOf('06')))
  await page.keyboard.press('Enter')
  await expect(found.getByRole('status')).toHaveText('这个单位已经答复')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('123')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: '回复码不对' })).toBeVisible()
  expect(await seriousFindings(page)).toEqual([])
})

test('what was typed of an answer is kept under its code, and taken up again from the day’s page', async ({
  app,
  logIn,
}) => {
  const call = app.as('clerk')
  const { matterId, version } = await call('intake.register', { receivedOn: TODAY, summary: '示范路积水（测试）' })
  const triaged = await call('intake.triage', { matterId, version, route: 'linkage' })
  const about = { linkage: '4', source: 'window' as const, eventClass: '0401' }
  const described = await call('linkage.describe', { matterId, version: triaged.version, act: about })
  const act = {
    on: TODAY,
    request: '请办理',
    assignments: [{ role: 'lead' as const, unitCode: '05', dueOn: addDays(TODAY, 5) }],
  }
  await call('linkage.dispatch', { matterId, version: described.version, act })
  const code = (await call('linkage.get', { matterId })).parts[0]?.slipCode ?? ''
  const page = await logIn('clerk')
  await goTo(page, '/linkage/answer')
  await expect(page.getByLabel('回复码')).toBeFocused()
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('办理结果')).toBeFocused()
  await page.keyboard.type('已经疏通，居民看过（测试）')
  await goTo(page, '/matters')
  await goTo(page, '/today')
  await page
    .getByRole('region', { name: /没写完的草稿/ })
    .getByRole('link', { name: /凭码登记答复/ })
    .click()
  await expect(page.getByText('上次没写完的内容已经放回来了')).toBeVisible()
  await expect(page.getByLabel('办理结果')).toHaveValue('已经疏通，居民看过（测试）')
  await page.getByLabel('办理结果').press('Control+Enter')
  await expect(page.getByText('综合行政执法队的答复已登记').first()).toBeVisible()
  await goTo(page, '/today')
  await expect(page.getByText(/凭码登记答复/)).toHaveCount(0)
})

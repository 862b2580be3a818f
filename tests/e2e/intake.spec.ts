import { idCheckDigit } from '../../src-shared/intake/identity.ts'
import { dayOf } from '../../src-shared/kernel/day.ts'
import { expect, goTo, test } from './support/fixtures.ts'
import { openIntake, registerByCall, SENTENCE } from './support/intake.ts'

const ID_NUMBER = `11010119900307004${idCheckDigit('11010119900307004')}`

test('a whole registration by keyboard: Enter goes on, Ctrl+Enter saves, the panel has the number @everyday', async ({
  logIn,
  app,
}) => {
  const page = await logIn('clerk')
  await page.keyboard.press('Alt+2') // second line of the navigation
  await expect(page.getByRole('heading', { name: '登记', exact: true })).toBeVisible()
  await expect(page.getByRole('textbox', { name: '姓名' })).toBeFocused()
  const keys = page.keyboard
  await keys.insertText('样本甲')
  await keys.press('Enter')
  await keys.type('+86 138 0013 8000')
  await keys.press('Enter')
  await keys.type(ID_NUMBER)
  await keys.press('Enter')
  await expect(page.getByText(/女 · 1990-03-07 出生/)).toBeVisible()
  await expect(page.getByLabel('身份', { exact: true })).toBeFocused()
  await keys.press('Enter')
  await keys.insertText('梧桐里1弄2号')
  await keys.press('Enter') // past the address: 匿名
  await keys.press('Enter') // 涉及人数
  await keys.press('Enter')
  await expect(page.getByLabel('什么事')).toBeFocused()
  await keys.insertText(SENTENCE)
  await keys.press('Enter')
  await keys.insertText('修好并赔偿')
  await keys.press('Control+Enter')
  const heading = page.getByRole('heading', { name: /已登记 \d{4}-A0001/ })
  await expect(heading).toBeVisible()
  await expect(page.getByRole('button', { name: '打印回执' })).toBeFocused()
  const { rows } = await app.as('clerk')('matters.list', { filter: {} })
  expect(rows.map(({ summary, partyNames }) => [summary, partyNames])).toEqual([[SENTENCE, '样本甲']])
  const [party] = await app.as('clerk')('matters.reveal', { matterId: rows[0]!.id, purpose: '测试核对' })
  expect(party).toMatchObject({ phone: '13800138000', idNumber: ID_NUMBER, birthOn: '1990-03-07', sex: '2' })
})

test('one sentence is enough, less is told on the field and nothing is lost', async ({ logIn }) => {
  const page = await logIn('clerk')
  await openIntake(page)
  await page.getByRole('textbox', { name: '姓名' }).fill('样本乙')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('请用一句话写下什么事')).toBeVisible()
  await expect(page.getByLabel('什么事')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('textbox', { name: '姓名' })).toHaveValue('样本乙')
  await page.keyboard.insertText('问低保怎么申请')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: /已登记/ })).toBeVisible()
})

test('a day of receipt that lies ahead is told on its field; after saving the page begins at its top', async ({
  logIn,
}) => {
  const page = await logIn('clerk')
  await openIntake(page)
  await page.getByLabel('什么事').fill('路灯不亮（样例）')
  const day = page.getByRole('textbox', { name: '收到日期' })
  await day.fill('2099-01-05')
  await page.keyboard.press('Control+Enter')
  await expect(day).toHaveAccessibleDescription(/不能晚于今天/)
  await expect(day).toBeFocused()
  await day.fill(dayOf(new Date().toISOString()))
  await day.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: '登记' })).toBeInViewport()
  await expect(page.getByRole('heading', { name: /已登记/ })).toBeInViewport()
})

test('a wrong check digit is told and the rest of the card stays', async ({ logIn }) => {
  const page = await logIn('clerk')
  await openIntake(page)
  await page.getByLabel('什么事').fill(SENTENCE)
  await page.getByLabel('身份证号').fill(`${ID_NUMBER.slice(0, 17)}${ID_NUMBER.endsWith('1') ? '2' : '1'}`)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('校验位不符')).toBeVisible()
  await expect(page.getByLabel('身份证号')).toBeFocused()
  await expect(page.getByLabel('什么事')).toHaveValue(SENTENCE)
})

test('Enter in the candidate window neither saves nor leaves the field; half a name is never asked for @everyday', async ({
  logIn,
  ime,
}) => {
  const page = await logIn('clerk')
  await openIntake(page)
  const asked: string[] = []
  page.on('request', (request) => {
    const body = request.url().endsWith('/rpc')
      ? (request.postDataJSON() as { method: string; input: { name?: string } })
      : undefined
    if (body?.method === 'intake.suggest') asked.push(body.input.name ?? '')
  })
  const name = page.getByRole('textbox', { name: '姓名' })
  await name.focus()
  await ime.compose('yangbenjia')
  await page.keyboard.press('Control+Enter')
  await ime.confirm('样本甲')
  await expect(name).toBeFocused()
  await expect(name).toHaveValue('样本甲')
  await expect(page.getByText('请用一句话写下什么事')).toBeHidden()
  await expect.poll(() => asked).toEqual(['样本甲'])
  await page.getByLabel('什么事').focus()
  await ime.compose('loushui')
  await ime.confirm('漏水')
  await expect(page.getByLabel('什么事')).toBeFocused()
  await expect(page.getByLabel('什么事')).toHaveValue('漏水')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('希望怎么解决')).toBeFocused()
})

test('the earlier matter of the same person is offered, linked by keyboard, and can be told apart', async ({
  logIn,
  app,
}) => {
  const first = await registerByCall(app, { name: '样本甲', phone: '13800138000' })
  const page = await logIn('clerk')
  await openIntake(page)
  const keys = page.keyboard
  await keys.insertText('样本甲')
  await keys.press('Enter')
  await keys.type('13800138000')
  const panel = page.getByRole('region', { name: /可能是同一人/ })
  await expect(panel.getByRole('status')).toHaveText('找到 1 人、1 件以前的事')
  await expect(page.getByLabel('电话')).toBeFocused()
  await keys.press('Alt+g')
  await expect(panel.getByRole('button', { name: /^是同一人：样本甲/ })).toBeFocused()
  await keys.press('Enter')
  await expect(page.getByText(/已认定是：样本甲 · 138\*\*\*\*8000/)).toBeVisible()
  await panel.getByRole('button', { name: `关联到 ${first.number}` }).focus()
  await keys.press('Enter')
  await expect(panel.getByText('保存后与这一件关联')).toBeVisible()
  await page.getByLabel('什么事').fill('又漏水了')
  await keys.press('Control+Enter')
  await expect(page.getByRole('heading', { name: /已登记/ })).toBeVisible()
  await page.getByRole('button', { name: '打开' }).press('Enter')
  await expect(
    page.getByRole('region', { name: '相关事项（1）' }).getByRole('link', { name: first.number }),
  ).toBeVisible()
  await expect(page.getByText('另有 1 件事项')).toBeVisible()
})

test('not the same matter is remembered and not offered again', async ({ logIn, app }) => {
  const first = await registerByCall(app, { name: '样本甲', phone: '13800138000' })
  const page = await logIn('clerk')
  await openIntake(page)
  await page.getByLabel('电话').fill('13800138000')
  await page.getByRole('button', { name: `不是同一件：${first.number}` }).click()
  await expect(page.getByRole('link', { name: first.number })).toBeHidden()
  await page.getByLabel('什么事').fill('另一件不相干的事')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: /已登记/ })).toBeVisible()
  const call = app.as('clerk')
  const { rows } = await call('matters.list', { filter: {} })
  const fresh = rows.find(({ summary }) => summary === '另一件不相干的事')!
  const found = await call('intake.suggest', {
    name: '',
    phone: '',
    idNumber: '',
    address: '',
    summary: SENTENCE,
    exceptMatterId: fresh.id,
  })
  expect(found.matters.map(({ number }) => number)).not.toContain(first.number)
})

test('a card that was left is offered again with every letter', async ({ logIn }) => {
  const page = await logIn('clerk')
  await openIntake(page)
  await page.getByRole('textbox', { name: '姓名' }).fill('样本丙')
  await page.getByLabel('什么事').fill(SENTENCE)
  await expect(page.getByText(/草稿已存/)).toBeVisible()
  await page.reload()
  await goTo(page, '/intake')
  await expect(page.getByText(`有一张没写完的登记：样本丙：${SENTENCE}`)).toBeVisible()
  await expect(page.getByRole('textbox', { name: '姓名' })).toHaveValue('')
  await page.getByRole('button', { name: '继续填写' }).click()
  await expect(page.getByRole('textbox', { name: '姓名' })).toHaveValue('样本丙')
  await expect(page.getByLabel('什么事')).toHaveValue(SENTENCE)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: /已登记/ })).toBeVisible()
  await goTo(page, '/today')
  await expect(page.getByRole('heading', { name: /等待分流/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: /没写完的草稿/ })).toBeHidden()
})

test('a number that cannot be one is doubted after typing, and saved all the same', async ({ logIn }) => {
  const page = await logIn('clerk')
  await openIntake(page)
  const phone = page.getByRole('textbox', { name: '电话' })
  await phone.pressSequentially('1200000')
  await expect(page.getByText(/号码位数不对|手机号码应以/)).toBeHidden()
  await phone.pressSequentially('0000')
  await page.getByLabel('什么事').fill(SENTENCE)
  await expect(page.getByText('11 位的手机号码应以 13 至 19 开头，请核对（也可以照样保存）')).toBeVisible()
  await expect(phone).not.toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: /已登记/ })).toBeVisible()
})

test('of two people on the card each has a role that fits, and who is not meant stays away', async ({ logIn, app }) => {
  await registerByCall(app, { name: '样本甲', phone: '13800138000' })
  const page = await logIn('clerk')
  await openIntake(page)
  await page.getByRole('textbox', { name: '姓名' }).fill('样本甲')
  await page.getByRole('button', { name: /^不是同一人：样本甲/ }).click()
  await expect(page.getByRole('list', { name: '可能是同一人' })).toBeHidden()
  await page.keyboard.press('Alt+n')
  await expect(page.getByRole('combobox', { name: '身份' }).nth(1)).toHaveValue('被申请人')
  await page.keyboard.press('Alt+n')
  await expect(page.getByRole('combobox', { name: '身份' }).nth(2)).toHaveValue('来访人')
  await expect(page.getByText(/草稿已存/)).toBeVisible()
  await page.reload()
  await goTo(page, '/intake')
  await page.getByRole('button', { name: '继续填写' }).click()
  await expect(page.getByRole('textbox', { name: '姓名' }).first()).toHaveValue('样本甲')
  await expect(page.getByText('没有找到相同的人或事')).toBeVisible()
})

test('F4 repeats the value of the card before', async ({ logIn }) => {
  const page = await logIn('clerk')
  await openIntake(page)
  await page.getByLabel('什么事').fill(SENTENCE)
  await page.getByLabel('事发地点').fill('梧桐里1弄')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: /已登记/ })).toBeVisible()
  await page.keyboard.press('Alt+n')
  await expect(page.getByRole('textbox', { name: '姓名' })).toBeFocused()
  await page.getByLabel('事发地点').focus()
  await page.keyboard.press('F4')
  await expect(page.getByLabel('事发地点')).toHaveValue('梧桐里1弄')
})

import { choose } from './support/choose.ts'
import { expect, goTo } from './support/fixtures.ts'
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
  registerAtWindow,
  save,
  sort,
} from './support/petitionCourse.ts'
import { CITIZEN, describedPetitionOf, TODAY, viewOf } from './support/petitionCase.ts'
import { registerByCall } from './support/intake.ts'
import { PEOPLE } from './support/people.ts'
import { logOut } from './support/programTest.ts'
import { test } from './support/sharedCentre.ts'

test('a report against a unit goes to the organ with authority; nobody else ever finds it', async ({ app, logIn }) => {
  const [summary, unit, name] = ['样例中队借检查收受礼品', '示范街道城管中队', '样本己']
  const mediator = (await app.as('admin')('users.list', {})).find(({ login }) => login === PEOPLE.mediator.login)
  await app.as('admin')('users.setUnit', { id: mediator!.id, unit })
  // What everybody may see stands beside it, so that a page that is still empty proves nothing.
  await describedPetitionOf(app)
  const waiting = await registerByCall(app, { name: '样本辛' }, { summary: '样例河道有异味' })
  const before = await figuresOf(app, 'petition')
  const page = await logIn('clerk')
  const { matterId, number } = await registerAtWindow(page, {
    names: [name],
    summary,
    facts: '检查时收了店家的礼品，之后就不管占道经营（样例）。',
    wish: '请依法调查',
    reportedUnit: unit,
  })
  await expect(page.getByRole('region', { name: '检举控告' })).toContainText('仅限经授权人员知悉')
  await describe(page, '', '纪检')
  await openNext(page, '甄别（逐步引导）')
  await expect(page.getByRole('region', { name: '建议' })).toContainText('第三十条')
  await expect(page.getByRole('radio')).toHaveCount(0) // no other way to choose
  await page.keyboard.press('Control+Enter')
  const hand = formOf(page, '检举控告转送')
  const organ = hand.getByLabel('转给哪个有权单位')
  await organ.fill(unit)
  await organ.press('Control+Enter')
  await expect(page.getByRole('alert').filter({ hasText: /不能转给被举报的单位/ })).toBeVisible()
  await organ.fill('样例区纪委监委')
  await hand.getByLabel('已核对').check()
  await save(hand, '转给哪个有权单位')
  const letter = await issue(page, app, matterId, '转送（交办）函')
  expect(letter).toContain('样例区纪委监委')
  await finish(page, { result: '导入', summary: '已转送样例区纪委监委并取得签收。' })
  expect((await viewOf(app, matterId)).matter.stage).toBe('archived')

  // No ledger and no monthly table tells of a report, not even the clerk's own.
  expect(await figuresOf(app, 'petition')).toEqual(before)
  await goTo(page, '/ledger?ledger=petition')
  await expect(page.getByRole('heading', { name: '信访工作台账' })).toBeVisible()
  await expect(page.getByRole('main')).not.toContainText(name)

  for (const [at, other] of (['mediator', 'worker'] as const).entries()) {
    await logOut(page, at === 0 ? PEOPLE.clerk.name : PEOPLE.mediator.name)
    await logIn(other)
    const main = page.getByRole('main')
    for (const [place, open] of [
      ['/today', waiting.number],
      ['/matters', waiting.number],
      ['/ledger?ledger=petition', CITIZEN],
      ['/figures?ledger=petition', '登记件数（批次）'],
    ] as const) {
      await goTo(page, place)
      await expect(main).toContainText(open)
      for (const text of [number, summary, name]) await expect(main).not.toContainText(text)
    }
    await page.keyboard.press('Control+k')
    for (const text of [number, '收受礼品', name]) {
      await page.getByRole('combobox', { name: '搜索' }).fill(text)
      await expect(page.getByText(`没有找到“${text}”`)).toBeVisible()
    }
    await page.getByRole('combobox', { name: '搜索' }).fill('河道有异味')
    await expect(page.getByRole('listbox')).toContainText(waiting.number)
    await page.keyboard.press('Escape')
    await goTo(page, `/matters/${matterId}`)
    await expect(page.getByRole('alert')).toContainText('没有这件事项')
  }
})

test('a civil dispute goes to people’s mediation and its result comes back', async ({ app, logIn }) => {
  const [summary, name] = ['样例物业漏管浸坏家具', '样本庚']
  const citizen = { summary, name, maskedName: '样某某' }
  const before = await figuresOf(app, 'petition')
  const page = await logIn('clerk')
  const { matterId } = await registerAtWindow(page, {
    names: [name],
    summary,
    facts: '公共水管破裂浸坏家具，物业答应赔偿后一直拖着。',
    wish: '赔偿家具损失',
  })
  await describe(page, 'qj', '城乡', (form) => form.getByLabel('被反映的单位').fill('样例物业公司'))
  await sort(page, [/申诉求决/, /没有办过/, /都不是/, /公民与法人/], '转人民调解')
  const referral = formOf(page, '转人民调解')
  await expect(referral.getByLabel('对方当事人')).toHaveValue('样例物业公司')
  await expect(referral.getByRole('combobox', { name: '争议性质' })).toHaveValue('公民与法人或组织的民事纠纷')
  await referral.getByLabel('对方同意的日期').press('Control+Enter')
  await expect(referral).toBeVisible() // not without the other side's consent
  await referral.getByLabel('对方同意的日期').fill(TODAY)
  await save(referral, '对方同意的日期')
  await expect(nextOf(page).getByRole('heading', { name: '下一步：等待调解结果' })).toBeVisible()
  expect(await issue(page, app, matterId, '访调对接移送函')).toContain('样例物业公司')
  const { mediation } = await viewOf(app, matterId)

  // The mediator goes on in the linked matter; what comes before the agreement is told elsewhere.
  const call = app.as('mediator')
  const { matter: linked, consents } = await call('mediation.get', { matterId: mediation!.matterId })
  let { version } = linked
  const act = async (which: string, payload: object): Promise<void> => {
    const input = { matterId: linked.id, version, act: payload as never }
    version = (await call(`mediation.${which}` as 'mediation.close', input)).version
  }
  const both = consents.map(({ partyId }) => partyId)
  await act('accept', {
    acceptedOn: TODAY,
    source: 'petition',
    justiceClass: '09',
    governanceClass: '0201',
    facts: '公共水管破裂浸坏家具。',
  })
  for (const partyId of both) await act('recordConsent', { partyId, isGiven: true, on: TODAY, how: 'oral' })
  await act('tellRights', { partyIds: both, on: TODAY, how: 'oral' })
  await act('assignMediators', { mediators: [{ name: PEOPLE.mediator.name, isLead: true }], on: TODAY })
  await act('recordSession', {
    heldOn: TODAY,
    startsAt: '09:00',
    endsAt: '10:00',
    place: '调解室',
    presentPartyIds: both,
    isRightsTold: true,
    record: '双方同意赔偿数额（样例）。',
    result: 'agreed',
  })
  await logOut(page, PEOPLE.clerk.name)
  await logIn('mediator')
  await goTo(page, `/matters/${linked.id}`)
  await openNext(page, '写协议')
  const agreement = formOf(page, '调解协议')
  await choose(agreement, '协议形式', '口头')
  await choose(agreement, '履行方式', '当场')
  await agreement.getByLabel('协议内容第1条').fill('样例物业公司当场赔偿 2000 元。')
  await save(agreement, '协议内容第1条')

  await logOut(page, PEOPLE.mediator.name)
  await logIn('clerk')
  await goTo(page, `/matters/${matterId}`)
  await expect(nextOf(page).getByRole('heading', { name: '下一步：评价与办结' })).toBeVisible()
  await expect(page.getByRole('region', { name: '关联的事项' })).toContainText(mediation!.number)
  expect((await viewOf(app, matterId)).record.mediationReturns).toMatchObject([{ result: 'success', on: TODAY }])
  expect(await issue(page, app, matterId, '访调对接复函')).toContain('调解成功')
  await finish(page, { ratings: ['满意'], result: '已解决', summary: '经人民调解达成口头协议，当场履行。' })
  await expectMoved(page, 'petition', before, { 已解决: 1, 办结件数: 1, '登记件数（批次）': 1 }, citizen)
  await expectInLedger(page, '信访台账', ['城乡建设', TODAY, '已解决'], citizen)
})

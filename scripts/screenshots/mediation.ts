import { addDays, dayOf } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { choose, toTop, type Studio } from './studio.ts'

const TODAY = dayOf(new Date().toISOString())

/** A case in progress, an agreement in instalments with its paper, and a deadline as arithmetic. */
export async function takeMediation(studio: Studio): Promise<void> {
  const { page, logIn, goTo, call, take } = studio
  await logIn('tiaojie1')
  const matterId = await caseInProgress(studio)
  await goTo(`/matters/${matterId}`)
  const next = page.getByRole('region', { name: '下一步' })
  await next.waitFor()
  await take('mediation')

  const { matter } = await call('mediation.get', { matterId })
  const [first, second] = matter.parties.map(({ name }) => name)
  await next.getByRole('button', { name: '写协议' }).click()
  const form = page.getByRole('form', { name: '调解协议' })
  await form.getByLabel('协议涉及金额').fill('6000')
  await form.getByLabel('协议内容第1条').fill(`${second}负责查清渗水原因并在十五日内修复完毕。`)
  await form.getByLabel('协议内容第1条').press('Enter')
  await form
    .getByLabel('协议内容第2条')
    .fill(
      `${second}赔偿${first}人民币6000元（大写：陆仟元整），分三期转账支付；逾期不付的，${first}可以向人民法院起诉。`,
    )
  await choose(form, '履行方式', '分期')
  await form.getByLabel('第一期日期').fill(addDays(TODAY, 30))
  await form.getByRole('button', { name: '平均分' }).click()
  await form.getByText('与协议金额一致').waitFor()
  await toTop(form.locator('.lines').first())
  await take('agreement')
  await form.getByLabel('份数').press('Control+Enter')
  await next.getByRole('heading', { name: '下一步：签章生效' }).waitFor()
  await next.getByRole('button', { name: '记录签名盖章' }).click()
  await toTop(next)
  await take('signing')

  await page.getByRole('button', { name: '预览人民调解协议书' }).click()
  await page
    .getByRole('dialog')
    .getByText(/第 1 页 \/ 共/)
    .waitFor()
  await take('agreement-paper')
  await page.keyboard.press('Escape')
  const deadlines = page.getByRole('region', { name: '期限', exact: true })
  await deadlines.locator('.explained-day__button').last().click()
  await toTop(deadlines)
  await take('deadline')
}

/** Two neighbours and a leak, brought to the point where an agreement is next. */
async function caseInProgress({ call }: Studio): Promise<MatterId> {
  const register = await call('intake.register', {
    receivedOn: addDays(TODAY, -6),
    channel: 'visit',
    summary: '楼上卫生间渗水，泡坏楼下吊顶和墙面',
    facts: '今年十月起楼上卫生间渗水，楼下吊顶、墙面受损。双方各找过一次装修师傅，对原因和费用说法不一。',
    wish: '修好漏水的地方\n赔偿吊顶和墙面的损失',
    placeDetail: '槐安新村8号楼',
    parties: [
      { role: 'applicant', party: { name: '样本甲', phone: '13900000001', address: '槐安新村8号楼201室' } },
      { role: 'respondent', party: { name: '样本乙', phone: '13900000002', address: '槐安新村8号楼301室' } },
    ],
  })
  const { matterId } = register
  let { version } = await call('intake.triage', { matterId, version: register.version, route: 'mediation' })
  const { consents } = await call('mediation.get', { matterId })
  const partyIds = consents.map(({ partyId }) => partyId)
  const acceptedOn = addDays(TODAY, -5)
  const facts = '楼上卫生间渗水，楼下吊顶、墙面受损，双方对原因和费用说法不一。'
  const accepted = { acceptedOn, source: 'applied', justiceClass: '02', governanceClass: '0201', facts } as const
  version = (
    await call('mediation.accept', {
      matterId,
      version,
      act: { ...accepted, requests: ['修好漏水的地方', '赔偿损失'] },
    })
  ).version
  for (const partyId of partyIds) {
    const act = { partyId, isGiven: true, on: addDays(TODAY, -4), how: 'phone' } as const
    version = (await call('mediation.recordConsent', { matterId, version, act })).version
  }
  const rights = { partyIds, on: addDays(TODAY, -3), how: 'written' } as const
  version = (await call('mediation.tellRights', { matterId, version, act: rights })).version
  const mediators = { mediators: [{ name: '丁建松', isLead: true }], on: addDays(TODAY, -4) }
  version = (await call('mediation.assignMediators', { matterId, version, act: mediators })).version
  await call('mediation.recordSession', {
    matterId,
    version,
    act: {
      heldOn: addDays(TODAY, -1),
      startsAt: '09:30',
      endsAt: '11:10',
      place: '梧桐里街道人民调解委员会调解室',
      presentPartyIds: partyIds,
      recorder: '丁建松',
      isRightsTold: true,
      record:
        '调解员告知双方权利义务。\n样本甲：吊顶泡坏，要求修好漏水并赔偿。\n样本乙：愿意修，赔偿希望分几个月付。\n双方同意赔偿六千元，分三期支付。',
      result: 'agreed',
    },
  })
  return matterId
}

import type { InputOf } from '../../src-shared/contract.ts'
import { addDays, addMonthsTo, dayOf, monthOf, type Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { PetitionActName } from '../../src-shared/petition/events.ts'
import { choose, toTop, type Studio } from './studio.ts'

const TODAY = dayOf(new Date().toISOString())
const back = (days: number): Day => addDays(TODAY, -days)
const LAST_MONTH = addMonthsTo(monthOf(TODAY), -1)
const REQUESTS = ['修好东门外的三盏路灯', '说明多久检修一次']
const FACTS = '东门外三盏路灯从上个月起不亮，老人晚上出门摔过跤，打过两次电话没有人来修。'

/** A petition from its registration to the opinion, with an agent beside it. */
export async function takePetition(studio: Studio): Promise<void> {
  const { page, logIn, goTo, take } = studio
  await logIn('chuangkou1')
  const matterId = await registered(studio, {
    summary: '东门外路灯不亮一个月',
    facts: FACTS,
    wish: REQUESTS.join('\n'),
  })
  await goTo(`/matters/${matterId}`)
  const next = page.getByRole('region', { name: '下一步' })
  await next.getByRole('button', { name: '信访登记' }).click()
  const registration = page.getByRole('form', { name: '信访登记', exact: true })
  await choose(registration, '信访目的', '求决')
  await choose(registration, '内容分类', '城乡')
  await toTop(page.locator('.workbench__form'))
  await take('petition-registration')
  await registration.getByLabel('接谈人').press('Control+Enter')

  await next.getByRole('button', { name: '甄别（逐步引导）' }).click()
  for (const answer of [/^申诉求决/, /^没有办过/, /^都不是/, /^不是民事争议/]) {
    await page.locator('.sorting__step').getByRole('radio', { name: answer }).focus()
    await page.keyboard.press('Enter')
  }
  await page.getByRole('group', { name: '由谁办理？' }).waitFor()
  await toTop(page.locator('.workbench__form'))
  await take('petition-sorting')

  await handled(studio, matterId)
  await goTo('/matters')
  await goTo(`/matters/${matterId}`)
  await next.getByRole('heading', { name: '下一步：办理' }).waitFor()
  await take('petition')
  await toTop(page.getByRole('region', { name: '信访代理' }))
  await take('petition-agency')
  await takeOpinion(studio, matterId)
  await takeReport(studio)
}

/** A report against a unit, sealed by its registration. */
async function takeReport(studio: Studio): Promise<void> {
  const { page, goTo, take } = studio
  const [summary, wish] = ['反映样例保洁公司虚报保洁人数', '查清实际在岗人数']
  const facts = '登记的保洁员有十二人，平时只见到六人在岗。'
  const matterId = await registered(studio, { summary, facts, wish })
  await act(studio, matterId, 'describe', {
    form: 'visit',
    purpose: 'report',
    contentClass: '16',
    againstUnit: '样例保洁公司',
    requests: [wish],
    facts,
    receivedBy: '许晓莉',
  })
  await goTo(`/matters/${matterId}`)
  await page.getByRole('heading', { name: '下一步：转送有权单位' }).waitFor()
  await take('petition-sealed')
}

/** The opinion as a form and as a paper, and the clocks after it was served. */
async function takeOpinion(studio: Studio, matterId: MatterId): Promise<void> {
  const { page, goTo, take } = studio
  const next = page.getByRole('region', { name: '下一步' })
  await next.getByRole('button', { name: '写意见书' }).click()
  const opinion = page.getByRole('form', { name: '作出意见', exact: true })
  for (const [at, conclusion, reply] of [
    [1, '支持', '三盏路灯系电缆故障，已于本月修复并试亮。'],
    [2, '解释', '路灯每季度检修一次，故障可拨打检修电话，三个工作日内到场。'],
  ] as const) {
    const item = opinion.getByRole('group', { name: `请求${at}` })
    await choose(item, '结论', conclusion)
    await item.getByLabel('处理意见').fill(reply)
  }
  await toTop(page.locator('.workbench__form'))
  await take('petition-opinion')
  await opinion.getByLabel('认定的事实').fill('三盏路灯因电缆故障不亮，经现场查看属实。')
  await opinion.getByLabel('依据的法律法规政策').fill('《城市道路照明设施管理规定》（样例）')
  await choose(opinion, '总的结论', '支持')
  await opinion.getByLabel('签发人').fill('负责人（样例）')
  await opinion.getByLabel('签发人').press('Control+Enter')
  await next.getByRole('heading', { name: '下一步：送达' }).waitFor()
  await page.getByRole('button', { name: '预览信访事项处理意见书' }).first().click()
  await page
    .getByRole('dialog')
    .getByText(/第 1 页 \/ 共/)
    .waitFor()
  await take('petition-opinion-paper')
  await page.keyboard.press('Escape')
  await act(studio, matterId, 'serve', {
    what: 'handling',
    on: TODAY,
    how: 'direct',
    receivedBy: '样本甲',
    server: '许晓莉',
  })
  await goTo('/matters')
  await goTo(`/matters/${matterId}`)
  await next.getByRole('heading', { name: '下一步：评价与办结' }).waitFor()
  const deadlines = page.getByRole('region', { name: '期限', exact: true })
  await toTop(deadlines)
  await take('petition-deadlines')
  await toTop(page.getByRole('region', { name: '卷内文书' }))
  await take('petition-papers')
}

/** The month of petitions and the tables that an office edits; the head sees both. */
export async function takePetitionOffice({ page, logIn, goTo, take }: Studio): Promise<void> {
  await logIn('fuzeren')
  await goTo(`/ledger?ledger=petition&month=${LAST_MONTH}`)
  await page.getByRole('gridcell').first().waitFor()
  await take('petition-ledger')
  await goTo(`/figures?ledger=petition&month=${LAST_MONTH}`)
  await page.getByRole('region', { name: '勾稽' }).waitFor()
  await take('petition-figures')
  await goTo('/settings/codes')
  await page.getByRole('heading', { name: '信访内容分类' }).waitFor()
  await take('codes')
  await goTo('/settings')
  const heading = page.getByRole('heading', { name: '信访文书' })
  await heading.waitFor()
  await toTop(heading)
  await take('petition-settings')
}

async function registered({ call }: Studio, card: { summary: string; facts: string; wish: string }): Promise<MatterId> {
  const { matterId, version } = await call('intake.register', {
    ...card,
    receivedOn: back(12),
    channel: 'visit',
    placeDetail: '槐安新村东门',
    parties: [
      { role: 'visitor', party: { name: '样本甲', phone: '13900000001', address: '槐安新村8号楼201室' } },
    ] as unknown as InputOf<'intake.register'>['parties'],
  })
  await call('intake.triage', { matterId, version, route: 'petition' })
  return matterId
}

async function act<N extends PetitionActName>(
  { call }: Studio,
  matterId: MatterId,
  name: N,
  payload: InputOf<`petition.${N}`>['act'],
): Promise<void> {
  const { matter } = await call('petition.get', { matterId })
  await call(`petition.${name}` as 'petition.withdraw', { matterId, version: matter.version, act: payload as never })
}

/** Accepted and told in time, and an agent who has been to the unit and to a meeting. */
async function handled(studio: Studio, matterId: MatterId): Promise<void> {
  const unit = '市政设施养护所（样例）'
  await act(studio, matterId, 'accept', { acceptedOn: back(10), handler: '许晓莉' })
  await act(studio, matterId, 'tellAcceptance', { on: back(9), how: 'direct' })
  await act(studio, matterId, 'mandate', {
    on: back(9),
    agentName: '许晓莉',
    agentUnit: '街道信访代理站（样例）',
    cardNumber: '0001',
    agentPhone: '13900000003',
    subject: REQUESTS.join('\n'),
    scopes: ['write', 'submit', 'enquire', 'coordinate'],
    fromOn: back(9),
    toOn: addDays(TODAY, 81),
    signedByCitizenOn: back(9),
    signedByAgentOn: back(9),
    consents: { processing: true, sensitive: false, provide: true },
  })
  await act(studio, matterId, 'runErrand', {
    on: back(8),
    kind: 'write',
    text: '按本人所述整理报修经过，念给本人听，无改动。',
  })
  await act(studio, matterId, 'submit', { on: back(7), unit, materials: '情况说明 1 份、照片 3 张' })
  const { record } = await studio.call('petition.get', { matterId })
  const submitId = record.submit?.[0]?.id ?? ''
  await act(studio, matterId, 'recordReceipt', { submitId, on: back(6), number: '样收字第 12 号', signedBy: '样本丙' })
  await act(studio, matterId, 'meet', {
    on: back(3),
    place: '街道二楼会议室',
    chair: '许晓莉',
    units: [unit, '槐安新村居委会（样例）'],
    citizenPresent: true,
    minutes: '养护所说明电缆故障已查清。商定先修三盏，再约定检修周期。',
    actions: [
      { no: 1, unit, what: '更换东门外故障电缆', byOn: addDays(TODAY, 4) },
      { no: 2, unit: '槐安新村居委会（样例）', what: '在公告栏写明报修电话', byOn: addDays(TODAY, 7) },
    ],
  })
  await act(studio, matterId, 'feedBack', {
    on: back(2),
    how: 'phone',
    text: '电话告知协调会商定的事和日期，本人同意。',
  })
}

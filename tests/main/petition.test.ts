import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId, PartyId } from '../../src-shared/kernel/ids.ts'
import { described, petitionDesk } from '../support/petitionDesk.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

let t: TestCore
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  await t.hire('tiaojie', '调解员丁', 'mediator')
})
afterAll(() => t.close())

const day = (text: string): Day => text as Day
const clerk = () => t.as('chuangkou')
const opinion = (level: 'handling' | 'review' | 'recheck', on: string, more: object = {}) => ({
  level,
  on,
  unit: '示范街道办事处',
  number: `示范信字〔2026〕${level}号`,
  items: [{ request: '请求修复小区路面', conclusion: 'support', reply: '六月底前修复。' }],
  factsFound: '经查，小区东门路面确有塌陷。',
  legalBasis: '《物业管理条例》第五十五条',
  conclusion: 'support',
  nextOrgan: '示范区人民政府',
  signedBy: '负责人乙',
  ...more,
})
const served = (what: string, on: string) => ({ what, on, how: 'direct', receivedBy: '张三（测试）', server: '窗口丙' })
/** A later morning: everybody logs in again. */
async function onDay(text: string): Promise<void> {
  t.clock.toDay(text)
  for (const login of ['chuangkou', 'tiaojie', 'head'])
    await t.as(login)('account.login', { login, password: PASSWORD })
}
const consents = { processing: true, sensitive: true, provide: true }
const mandate = (on: string) => ({
  on,
  agentName: '代理员戊',
  agentUnit: '梧桐里居委会',
  cardNumber: 'DL-001',
  subject: '请求修复小区东门路面',
  scopes: ['write', 'submit', 'enquire'],
  fromOn: on,
  toOn: '2026-09-30',
  signedByCitizenOn: on,
  signedByAgentOn: on,
  consents,
})

/** From acceptance to an oral agreement, which takes effect at once. */
async function mediateOrally(matterId: MatterId): Promise<void> {
  const head = t.as('head')
  const { version: first, parties } = await head('matters.get', { matterId })
  const [citizen, other] = parties as [(typeof parties)[0], (typeof parties)[0]]
  expect(other.name).toContain('物业')
  let version = first
  const act = async (name: string, payload: unknown): Promise<void> => {
    const done = await head(`mediation.${name}` as 'mediation.close', { matterId, version, act: payload as never })
    version = done.version
  }
  const on = '2026-03-18'
  const both = [citizen.partyId, other.partyId]
  await act('accept', {
    acceptedOn: on,
    source: 'petition',
    justiceClass: '09',
    governanceClass: '0201',
    facts: '路面。',
  })
  for (const partyId of both) await act('recordConsent', { partyId, isGiven: true, on, how: 'oral' })
  await act('assignMediators', { mediators: [{ name: '调解员丁', isLead: true }], on })
  await act('recordSession', {
    heldOn: on,
    startsAt: '09:00',
    endsAt: '10:00',
    place: '调解室',
    presentPartyIds: both,
    isRightsTold: true,
    record: '双方同意。',
    result: 'agreed',
  })
  await act('reachAgreement', {
    form: 'oral',
    reachedOn: on,
    disputedFacts: '路面塌陷。',
    terms: ['物业三日内修复。'],
    amountFen: 0,
    performance: 'at_once',
    signatories: both.map((partyId) => ({ partyId, name: '' })),
  })
}

describe('courses of petition work', () => {
  it('accepted and answered, with an agent, to the archive', async () => {
    await onDay('2026-03-18')
    const desk = await petitionDesk(clerk(), day('2026-03-16'))
    await expect(desk.act('accept', { acceptedOn: '2026-03-18' })).rejects.toMatchObject({
      message: '请先补全信访登记',
    })
    await desk.act('describe', described())
    await desk.act('mandate', mandate('2026-03-16'))
    expect((await desk.view()).agencyNumber).toMatch(/信代〔2026〕A0001号$/)
    await desk.act('submit', { on: '2026-03-17', unit: '示范街道城建办' })
    const submitted = (await desk.view()).record.submit?.[0]
    await desk.act('recordReceipt', { submitId: submitted?.id, on: '2026-03-18', number: '收字1号' })
    await desk.act('accept', { acceptedOn: '2026-03-18' })
    await desk.act('tellAcceptance', { on: '2026-03-18', how: 'direct' })
    expect(await desk.clock('B-03')).toMatchObject({ dueOn: '2026-03-31', state: 'met' })
    expect(await desk.clock('B-06')).toMatchObject({ dueOn: '2026-05-17', state: 'running', isOption: false })
    await onDay('2026-04-20')
    await desk.act('feedBack', { on: '2026-04-10', how: 'phone', text: '已报维修计划。' })
    await desk.act('issueOpinion', opinion('handling', '2026-04-20'))
    await expect(
      desk.act('close', { on: '2026-04-20', result: 'solved', summary: '已修复', approver: '负责人乙' }),
    ).rejects.toMatchObject({
      message: '意见尚未送达',
    })
    await desk.act('serve', served('handling', '2026-04-20'))
    expect(await desk.clock('B-08')).toMatchObject({ dueOn: '2026-05-20', isOption: true, state: 'running' })
    await desk.act('rate', { of: 'unit', on: '2026-04-20', rating: 'satisfied' })
    await desk.act('rate', { of: 'agency', on: '2026-04-20', rating: 'satisfied' })
    const unapproved = { on: '2026-04-20', result: 'solved', summary: '路面修复' }
    await expect(desk.act('close', unapproved)).rejects.toMatchObject({ code: 'invalid' })
    await desk.act('close', {
      on: '2026-04-20',
      result: 'solved',
      summary: '路面修复，信访人满意。',
      approver: '负责人乙',
    })
    const filing = { on: '2026-04-20', retention: '30年', filedBy: '窗口丙' }
    const lacks = (field: string) => ({ details: { issues: { fieldErrors: { [field]: [expect.any(String)] } } } })
    await expect(desk.act('archive', filing)).rejects.toMatchObject(lacks('isIncomplete'))
    await expect(desk.act('archive', { ...filing, isIncomplete: true })).rejects.toMatchObject(lacks('note'))
    await desk.act('archive', { ...filing, isIncomplete: true, note: '纸质件随后装订' })
    expect((await desk.view()).matter.stage).toBe('archived')
  })

  it('transferred, objected, transferred again; extended, reviewed and re-reviewed', async () => {
    await onDay('2026-01-28')
    const desk = await petitionDesk(clerk(), day('2026-01-05'))
    await desk.act('describe', described())
    await expect(
      desk.act('transfer', { on: '2026-01-06', mode: 'assign', unit: '示范区城管局' }),
    ).rejects.toMatchObject({ message: '交办请写明反馈期限' })
    await desk.act('transfer', { on: '2026-01-06', mode: 'forward', unit: '示范区城管局', receivedOn: '2026-01-07' })
    const [first] = (await desk.view()).state.transfers
    await desk.act('unitObjects', { transferId: first?.id, on: '2026-01-12', reason: '属住建部门', isAgreed: true })
    await desk.act('transfer', {
      on: '2026-01-13',
      mode: 'assign',
      unit: '示范区住建局',
      receivedOn: '2026-01-14',
      reportBy: '2026-03-31',
      toldOn: '2026-01-14',
    })
    const second = (await desk.view()).state.transfers[1]
    await desk.act('unitAccepts', { transferId: second?.id, acceptedOn: '2026-01-20', toldOn: '2026-01-20' })
    const clocks = (await desk.view()).matter.deadlines
    expect(clocks.filter((each) => each.ruleId === 'B-04U').map((each) => [each.dueOn, each.state])).toEqual([
      ['2026-01-22', 'stopped'],
      ['2026-01-29', 'met'],
    ])
    const b06 = await desk.clock('B-06')
    expect(b06).toMatchObject({ startOn: '2026-01-20', dueOn: '2026-03-21' })
    const anchor = b06?.id.split(':')[1] ?? ''
    await onDay('2026-03-20')
    await expect(
      desk.act('extendDeadline', {
        ruleId: 'B-06',
        anchor,
        amount: 31,
        approver: '局长',
        reason: '复杂',
        on: '2026-03-20',
      }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await desk.act('extendDeadline', {
      ruleId: 'B-06',
      anchor,
      amount: 30,
      approver: '局长',
      reason: '复杂',
      on: '2026-03-20',
    })
    expect((await desk.clock('B-06'))?.dueOn).toBe('2026-04-20')
    expect((await desk.view()).hints.map((hint) => hint.text).join()).toContain('应当告知信访人延期理由')
    await desk.act('tellExtension', { on: '2026-03-20', how: 'mail' })
    await onDay('2026-07-30')
    await desk.act('issueOpinion', opinion('handling', '2026-04-15', { unit: '示范区住建局', conclusion: 'reject' }))
    await desk.act('serve', served('handling', '2026-04-17'))
    await desk.act('applyReview', {
      level: 'review',
      on: '2026-05-06',
      organ: '示范区人民政府',
      receivedOn: '2026-05-07',
    })
    await desk.act('issueOpinion', opinion('review', '2026-06-01', { reviewResult: 'uphold' }))
    await desk.act('serve', served('review', '2026-06-02'))
    await desk.act('applyReview', {
      level: 'recheck',
      on: '2026-06-20',
      organ: '示范市人民政府',
      receivedOn: '2026-06-22',
    })
    await desk.act('hear', {
      of: 'recheck',
      fromOn: '2026-07-01',
      toOn: '2026-07-05',
      place: '听证室',
      participants: '各方',
      record: '听证情况。',
    })
    expect(await desk.clock('B-11')).toMatchObject({ dueOn: '2026-07-27', state: 'missed' })
    await desk.act('issueOpinion', opinion('recheck', '2026-07-25', { reviewResult: 'uphold', nextOrgan: '' }))
    expect(await desk.clock('B-11')).toMatchObject({ state: 'met' })
    await desk.act('serve', served('recheck', '2026-07-26'))
    await expect(
      desk.act('applyReview', { level: 'recheck', on: '2026-07-28', organ: '某', receivedOn: '2026-07-28' }),
    ).rejects.toMatchObject({ message: '复核意见是终局意见（信访工作条例第三十六条）' })
    await desk.act('close', { on: '2026-07-28', result: 'explained', summary: '三级终结。', approver: '负责人乙' })
  })

  it('a group with representatives, at most five', async () => {
    await onDay('2026-03-18')
    const desk = await petitionDesk(clerk(), day('2026-03-18'), { peopleCount: 12 })
    const ids = (await desk.view()).matter.parties.map(({ partyId }) => partyId)
    expect((await desk.view()).hints.map(({ source }) => source)).toContain('《信访工作条例》第二十条')
    const six = Array.from({ length: 6 }, () => ids[0] as PartyId)
    await expect(desk.act('describe', described({ isGroup: true, representativeIds: six }))).rejects.toMatchObject({
      code: 'invalid',
    })
    await desk.act('describe', described({ isGroup: true, representativeIds: ids }))
    await desk.act('meet', {
      on: '2026-03-18',
      place: '会议室',
      chair: '负责人乙',
      units: ['示范街道城建办', '示范物业公司'],
      minutes: '研究修复方案。',
      actions: [{ no: 1, unit: '示范物业公司', what: '报修复方案', byOn: '2026-03-25' }],
    })
    expect(await desk.clock('G-01')).toMatchObject({ dueOn: '2026-03-25', state: 'running', isStatutory: false })
    const meetId = (await desk.view()).record.meet?.[0]?.id
    await desk.act('finishAction', { meetId, no: 1, on: '2026-03-18', text: '已报。' })
    await desk.act('reply', { on: '2026-03-18', text: '方案已公示。' })
    await desk.act('close', { on: '2026-03-18', result: 'explained', summary: '已答复代表。', approver: '负责人乙' })
  })

  it('a report against a unit is sealed, goes to the organ with authority and to nobody reported', async () => {
    await onDay('2026-03-18')
    const desk = await petitionDesk(clerk(), day('2026-03-18'), { summary: '反映城管中队收钱不办事' })
    await expect(desk.act('describe', described({ purpose: 'report' }))).rejects.toMatchObject({ code: 'invalid' })
    await desk.act('describe', described({ purpose: 'report', againstUnit: '示范街道城管中队' }))
    const { matter } = await desk.view()
    expect(matter.seal?.reported).toMatchObject([{ kind: 'unit', name: '示范街道城管中队' }])
    await expect(t.as('tiaojie')('matters.get', { matterId: desk.matterId })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(t.as('tiaojie')('petition.get', { matterId: desk.matterId })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      desk.act('handReport', { on: '2026-03-18', organ: '城管中队', isChecked: true }),
    ).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await expect(desk.act('handReport', { on: '2026-03-18', organ: '示范区纪委监委' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    await desk.act('handReport', { on: '2026-03-18', organ: '示范区纪委监委', isChecked: true })
    expect(await desk.clock('B-03')).toMatchObject({ state: 'running' })
    expect((await desk.view()).dossier.map(({ field }) => field)).toContain('tellDirection')
    await desk.act('tellDirection', { on: '2026-03-18', how: 'direct' })
    expect(await desk.clock('B-03')).toMatchObject({ state: 'met' })
  })

  it('referred to mediation and back', async () => {
    await onDay('2026-03-18')
    const desk = await petitionDesk(clerk(), day('2026-03-18'))
    await desk.act('describe', described())
    await desk.act('accept', { acceptedOn: '2026-03-18' })
    await desk.act('toMediation', {
      on: '2026-03-18',
      otherSide: '示范物业公司',
      citizenConsentedOn: '2026-03-18',
      otherConsentedOn: '2026-03-18',
      nature: 'civil_with_organisation',
    })
    const { mediation, matter } = await desk.view()
    expect(matter.stage).toBe('in_mediation')
    const mediationId = mediation?.matterId as MatterId
    await mediateOrally(mediationId)
    const back = await desk.view()
    expect(back.matter.stage).toBe('settled')
    expect(back.record.mediationReturns?.[0]).toMatchObject({ result: 'success' })
    expect((await desk.clock('B-06'))?.state).toBe('met')
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { described, petitionDesk, type PetitionDesk } from '../support/petitionDesk.ts'
import { petitionPrinter, signedMandate } from '../support/petitionPrinter.ts'
import { testCore, type TestCore } from '../support/testCore.ts'

let t: TestCore
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  await t.as('head')('centre.saveSettings', {
    petitionOffice: '梧桐里街道信访办（测试）',
    reviewOrgan: '示范区人民政府',
    recheckOrgan: '示范市人民政府',
    retention: '长期',
  })
})
afterAll(() => t.close())

const day = (text: string): Day => text as Day
const clerk = () => t.as('chuangkou')
const { issue, lineOf, linesOf } = petitionPrinter(clerk)
const opinion = (level: string, on: string, more: object = {}) => ({
  level,
  on,
  unit: '梧桐里街道信访办（测试）',
  number: `测试文号〔2026〕${level}`,
  items: [
    { request: '请求修复小区路面', conclusion: 'support', reply: '六月底前修复。' },
    { request: '请求补偿', conclusion: 'explain', reply: '没有补偿的依据。' },
  ],
  factsFound: '经查，路面确有塌陷𠮷处。',
  legalBasis: '《物业管理条例》第五十五条',
  conclusion: 'support',
  nextOrgan: '示范区人民政府',
  signedBy: '负责人乙',
  ...more,
})
const requests = ['请求修复小区路面', '请求补偿']
const served = (what: string, on: string) => ({ what, on, how: 'mail', receivedBy: '张三（测试）', server: '窗口丙' })
describe('a petition that is accepted, answered and reviewed', () => {
  let desk: PetitionDesk

  it('numbers each paper once, keeps the number on a second making and spends one that an act used', async () => {
    desk = await petitionDesk(clerk(), day('2026-03-18'))
    await desk.act('describe', described({ requests }))
    await desk.act('accept', { acceptedOn: '2026-03-18', handler: '经办己' })
    const first = await issue(desk, 'petition_acceptance_notice')
    expect(first.number).toBe('梧桐里街道信字〔2026〕A0001号')
    expect(first.text).toContain('2026年5月17日前书面答复您') // 60 days of Art. 34
    expect(first.text).toMatch(/第二十三条.*30日内向示范区人民政府请求复查/)
    expect((await issue(desk, 'petition_acceptance_notice')).number).toBe(first.number)

    await clerk()('papers.preview', { matterId: desk.matterId, kind: 'petition_hearing_notice', ref: '' })
    const notice = await issue(desk, 'petition_hearing_notice')
    expect(notice.number).toBe('梧桐里街道信字〔2026〕A0002号')
    await t.as('head')('papers.void', { documentId: notice.id, reason: '时间改了' })
    expect((await issue(desk, 'petition_hearing_notice')).number).toBe('梧桐里街道信字〔2026〕A0003号')

    const { nextNumber } = await desk.view()
    await desk.act('tellAcceptance', { on: '2026-03-18', how: 'direct', number: nextNumber })
    expect((await desk.view()).nextNumber).not.toBe(nextNumber)
  })

  it('has the agency on paper: free, revocable, each consent apart', async () => {
    await desk.act('mandate', signedMandate)
    const { agencyNumber } = await desk.view()
    const paper = await issue(desk, 'agency_mandate', (await lineOf(desk, 'agency_mandate')).ref)
    expect(paper.number).toBe(agencyNumber)
    for (const words of [
      '全程无偿',
      '随时撤回',
      '不影响委托人本人直接提出信访事项的权利，也不是受理的前置条件',
      '√整理材料√代为提交代查进度',
      '（2）处理其中的敏感个人信息，如证件号码、健康状况（第二十九条）同意√不同意',
      '代理员不得代为放弃、变更请求',
    ])
      expect(paper.text).toContain(words)
    await desk.act('submit', { on: '2026-03-18', unit: '城管中心', materials: '申请书' })
    await desk.act('feedBack', { on: '2026-03-18', how: 'phone', text: '已经提交。' })
    await desk.act('feedBack', { on: '2026-03-18', how: 'face', text: '会上商定。' })
    await desk.act('meet', {
      on: '2026-03-18',
      place: '会议室',
      chair: '负责人乙',
      units: ['城管中心', '居委会'],
      minutes: '各方发言。',
      actions: [{ no: 1, unit: '城管中心', what: '进场勘查', byOn: '2026-04-01' }],
    })
    const [early, late] = await linesOf(desk, 'agency_feedback')
    expect((await issue(desk, 'agency_feedback', early?.ref)).text).toMatch(/第1次.*已经提交/)
    expect((await issue(desk, 'agency_feedback', late?.ref)).text).toMatch(/第2次.*会上商定/)
    expect((await issue(desk, 'agency_meeting', (await lineOf(desk, 'agency_meeting')).ref)).text).toContain('进场勘查')
    expect((await issue(desk, 'agency_registration')).text).toMatch(/城管中心申请书.*会上商定/)
    expect((await desk.view()).dossier.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['2026-03-18 提交城管中心没有回执', '2026-03-18 当面反馈没有委托人签收']),
    )
  })

  it('tells of an extension with its reason, and answers each request with the way to a review', async () => {
    await desk.act('extendDeadline', {
      ruleId: 'B-06',
      amount: 20,
      approver: '负责人乙',
      reason: '等待鉴定',
      on: '2026-03-18',
    })
    const extended = await issue(
      desk,
      'petition_extension_notice',
      (await lineOf(desk, 'petition_extension_notice')).ref,
    )
    expect(extended.text).toMatch(/2026年5月17日届满.*等待鉴定.*负责人乙.*延长20日，至2026年6月6日届满/)

    await desk.act('issueOpinion', opinion('handling', '2026-03-18'))
    const paper = await issue(desk, 'petition_opinion')
    expect(paper.number).toBe('测试文号〔2026〕handling')
    expect(paper.text).toMatch(
      /（一）关于“请求修复小区路面”支持六月底前修复.*（二）关于“请求补偿”解释说明没有补偿的依据/,
    )
    expect(paper.text).toMatch(/收到本意见书之日起30日内，向示范区人民政府书面请求复查（《信访工作条例》第三十五条）/)
    expect(paper.text).toContain('𠮷')

    const unserved = await issue(desk, 'petition_service_receipt', paper.id)
    expect(unserved.text).toContain('测试文号〔2026〕handling')
    expect(unserved.text).not.toContain('√')
    await desk.act('serve', served('handling', '2026-03-18'))
    expect((await issue(desk, 'petition_service_receipt', paper.id)).text).toMatch(/√挂号邮寄.*30日内可以请求复查/)
    expect(await linesOf(desk, 'petition_service_receipt')).toHaveLength(4) // acceptance, hearing, extension, opinion
  })

  it('goes on through review and recheck, which is final', async () => {
    await desk.act('applyReview', {
      level: 'review',
      on: '2026-03-18',
      organ: '示范区人民政府',
      receivedOn: '2026-03-18',
    })
    await desk.act(
      'issueOpinion',
      opinion('review', '2026-03-18', { unit: '示范区人民政府', reviewResult: 'uphold', nextOrgan: '示范市人民政府' }),
    )
    const review = await issue(desk, 'petition_review_opinion')
    expect(review.text).toMatch(/不服梧桐里街道信访办（测试）.*测试文号〔2026〕handling.*第三十五条.*维持原意见/)
    expect(review.text).toMatch(/向示范市人民政府书面请求复核/)
    await desk.act('serve', served('review', '2026-03-18'))
    await desk.act('applyReview', {
      level: 'recheck',
      on: '2026-03-18',
      organ: '示范市人民政府',
      receivedOn: '2026-03-18',
    })
    await desk.act('hear', {
      of: 'recheck',
      fromOn: '2026-03-18',
      toOn: '2026-03-18',
      place: '听证室',
      participants: '各方',
      record: '听证经过。',
    })
    expect(
      (await issue(desk, 'petition_hearing_record', (await lineOf(desk, 'petition_hearing_record')).ref)).text,
    ).toContain('听证经过')
    await desk.act(
      'issueOpinion',
      opinion('recheck', '2026-03-18', { unit: '示范市人民政府', reviewResult: 'uphold', nextOrgan: '' }),
    )
    const recheck = await issue(desk, 'petition_recheck_opinion')
    expect(recheck.text).toContain('终局意见')
    expect(recheck.text).not.toContain('书面请求')
    await desk.act('serve', served('recheck', '2026-03-18'))
  })

  it('ends in a dossier whose lists agree with its papers', async () => {
    await desk.act('close', {
      on: '2026-03-18',
      result: 'explained',
      summary: '路面修复，补偿作出解释。',
      approver: '负责人乙',
    })
    await desk.act('rate', { of: 'unit', on: '2026-03-18', rating: 'fair' })
    await desk.act('rate', { of: 'agency', on: '2026-03-18', rating: 'lapsed' })
    await desk.act('visitReturn', { on: '2026-03-18', how: 'phone', text: '路面已好。', visitor: '窗口丙' })
    const open = async () => (await desk.view()).papers.filter(({ canIssue, issued }) => canIssue && issued === 0)
    for (const line of await open()) await issue(desk, line.kind, line.ref)
    for (const line of await open()) await issue(desk, line.kind, line.ref) // 送达回证 of the notices made just now
    const { papers, dossier } = await desk.view()
    expect(papers.filter(({ isRequired, issued }) => isRequired && issued === 0)).toEqual([])
    expect(dossier.filter(({ field }) => papers.some(({ kind }) => kind === field))).toEqual([])
    const catalogue = await issue(desk, 'petition_catalogue')
    const order = [
      '信访事项登记表',
      '信访代理委托书',
      '信访事项受理告知书',
      '协调会纪要',
      '信访事项延期办理告知书',
      '信访事项处理意见书',
      '信访事项复查意见书',
      '送达回证',
      '反馈签收单',
      '满意度评价表',
      '回访记录',
      '结案审批表',
    ]
    const at = order.map((name) => catalogue.text.indexOf(name))
    expect(at).toEqual([...at].sort((a, b) => a - b))
    expect(at[0]).toBeGreaterThan(0)
    const satisfaction = await issue(desk, 'petition_satisfaction')
    expect(satisfaction.text).toMatch(/对办理单位的评价.*√基本满意.*对代理工作的评价.*逾期未评/)
    const report = await issue(desk, 'petition_closing', 'report')
    expect(report.title).toBe('结案报告')
    expect(report.text).toMatch(/结案报告.*路面修复，补偿作出解释/)
    expect((await issue(desk, 'petition_cover')).text).toContain('信访代理档案')
  })
})

it('keeps an acceptance notice of two longer requests on one page, with its seal', async () => {
  const desk = await petitionDesk(clerk(), day('2026-03-18'))
  const long = ['请求修复小区东门外破损的路面，恢复三盏不亮的路灯', '请求说明今后的检修周期，书面答复处理结果']
  await desk.act('describe', described({ requests: long }))
  await desk.act('accept', { acceptedOn: '2026-03-18', handler: '城建办' })
  const { text } = await issue(desk, 'petition_acceptance_notice')
  expect(text).toContain('共1页')
})

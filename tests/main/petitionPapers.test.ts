import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { pdfText } from '../support/pdfText.ts'
import { described, petitionDesk, type PetitionDesk } from '../support/petitionDesk.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

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
async function onDay(text: string): Promise<void> {
  t.clock.toDay(text)
  for (const login of ['chuangkou', 'head']) await t.as(login)('account.login', { login, password: PASSWORD })
}
const bare = (text: string): string => text.replaceAll(/\s/g, '')

/** Issues a paper and reads it. */
async function issue(desk: PetitionDesk, kind: string, ref = '') {
  const document = await clerk()('papers.issue', { matterId: desk.matterId, kind, ref })
  const { pdfBase64 } = await clerk()('papers.bytes', { documentId: document.id, purpose: 'view' })
  return { ...document, text: bare(await pdfText(pdfBase64)) }
}
const linesOf = async (desk: PetitionDesk, kind: string) =>
  (await desk.view()).papers.filter((line) => line.kind === kind)
async function lineOf(desk: PetitionDesk, kind: string) {
  const [line] = await linesOf(desk, kind)
  if (!line) throw new Error(`No line for ${kind}`)
  return line
}
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
const mandate = {
  on: '2026-03-18',
  agentName: '代理员戊',
  cardNumber: 'DL-001',
  subject: '请求修复小区东门路面',
  scopes: ['write', 'submit'],
  fromOn: '2026-03-18',
  toOn: '2026-09-30',
  signedByCitizenOn: '2026-03-18',
  signedByAgentOn: '2026-03-18',
  consents: { processing: true, sensitive: false, provide: true },
}

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
    await desk.act('mandate', mandate)
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
    await desk.act('close', { on: '2026-03-18', result: 'explained', summary: '路面修复，补偿作出解释。' })
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

describe('a petition passed on', () => {
  it('prints 交办函 or 转送函 by the transfer chosen, and where it went', async () => {
    await onDay('2026-03-20')
    const desk = await petitionDesk(clerk(), day('2026-03-20'))
    await desk.act('describe', described({ wishesSecrecy: true, materials: [{ name: '照片', copies: 3 }] }))
    await desk.act('transfer', { on: '2026-03-20', mode: 'forward', unit: '区交通部门', letterNumber: '手编1号' })
    const [first] = await linesOf(desk, 'petition_transfer_letter')
    await desk.act('unitObjects', {
      transferId: first?.ref ?? '',
      on: '2026-03-20',
      reason: '不归我管',
      isAgreed: true,
    })
    await desk.act('transfer', {
      on: '2026-03-20',
      mode: 'assign',
      unit: '区城管部门',
      helpers: ['居委会'],
      reportBy: '2026-04-20',
    })
    const [, second] = await linesOf(desk, 'petition_transfer_letter')
    const forwarded = await issue(desk, 'petition_transfer_letter', first?.ref)
    expect(forwarded).toMatchObject({ title: '转送函', number: '手编1号' })
    expect(forwarded.text).toMatch(
      /转送函.*区交通部门：.*张三（测试），住址：示范路1号，联系电话：13800000000.*5个工作日内提出异议/,
    )
    expect(forwarded.text).toMatch(/身份保密.*照片3份/)
    const assigned = await issue(desk, 'petition_transfer_letter', second?.ref)
    expect(assigned.title).toBe('交办函')
    expect(assigned.text).toMatch(/2026年4月20日前反馈办理结果，提交办结报告/)
    const told = await issue(desk, 'petition_direction_notice', second?.ref)
    expect(told.text).toMatch(/张三（测试）：.*区城管部门的职权范围（协办：居委会），已于2026年3月20日交办/)
    await desk.act('supervise', { on: '2026-03-20', unit: '区城管部门', text: '请说明进展。' })
    const letter = await issue(desk, 'petition_supervision', (await lineOf(desk, 'petition_supervision')).ref)
    expect(letter.text).toMatch(/第四十条.*请说明进展.*2026年4月19日前/)
    expect(letter.text).toContain(assigned.number)
  })

  it('reports back to whoever assigned it here, or objects within five working days', async () => {
    const sent = { channel: 'transfer', sourceUnit: '示范区信访部门', sourceNumber: '区信交9号' } as const
    const kept = await petitionDesk(clerk(), day('2026-03-20'), sent as never)
    await kept.act('describe', described())
    expect(await lineOf(kept, 'petition_report')).toMatchObject({ canIssue: false, why: '还没有办理结果' })
    await kept.act('reply', { on: '2026-03-20', text: '路面已列入四月修复计划。' })
    expect((await issue(kept, 'petition_report')).text).toMatch(/示范区信访部门：.*区信交9号.*列入四月修复计划/)
    const back = await petitionDesk(clerk(), day('2026-03-20'), sent as never)
    await back.act('describe', described())
    await back.act('objectToSender', { on: '2026-03-20', sender: '示范区信访部门', reason: '不在本辖区' })
    expect((await issue(back, 'petition_objection')).text).toMatch(/最后一日（5个工作日）2026年3月27日.*不在本辖区/)
  })
})

describe('other ways', () => {
  const fresh = async (more: object = {}) => {
    const desk = await petitionDesk(clerk(), day('2026-03-20'))
    await desk.act('describe', described(more))
    return desk
  }

  it('guides, refuses and leads elsewhere, each with its clause and that way’s own clock', async () => {
    const guided = await fresh()
    await guided.act('guide', { on: '2026-03-20', toWhom: '区交通部门', reason: '市管道路' })
    expect((await issue(guided, 'petition_guidance_notice')).text).toMatch(/第二十三条，请您向区交通部门提出/)

    const refused = await fresh()
    await refused.act('refuse', {
      on: '2026-03-20',
      ground: 'pending_elsewhere',
      earlierNumber: '区城管 3号',
      reason: '正在办理',
      remedies: ['等待答复'],
    })
    expect((await issue(refused, 'petition_refusal')).text).toMatch(/第十九条.*不予受理.*等待答复/)
    expect(await linesOf(refused, 'petition_no_more')).toEqual([])

    const ended = await fresh()
    await ended.act('refuse', {
      on: '2026-03-20',
      ground: 'after_recheck',
      earlierNumber: '复核1号',
      reason: '同一事实',
      remedies: ['诉讼'],
    })
    expect((await issue(ended, 'petition_no_more')).text).toMatch(/复核1号.*第三十六条.*不再受理/)

    const led = await fresh()
    await led.act('leadToProcedure', {
      on: '2026-03-20',
      procedure: 'labour_arbitration',
      organ: '示范区仲裁委',
      reason: '劳动争议',
      knownOn: '2026-01-15',
    })
    expect((await issue(led, 'petition_procedure_notice')).text).toMatch(
      /示范区仲裁委.*12个月.*第二十七条.*2027年1月15日.*45日.*第四十三条/,
    )
  })

  it('sends it to mediation with both consents and takes the answer back', async () => {
    const desk = await fresh()
    await desk.act('toMediation', {
      on: '2026-03-20',
      otherSide: '示范物业公司',
      citizenConsentedOn: '2026-03-19',
      otherConsentedOn: '2026-03-20',
      nature: 'civil_with_organisation',
    })
    const referral = await issue(
      desk,
      'petition_mediation_referral',
      (await lineOf(desk, 'petition_mediation_referral')).ref,
    )
    expect(referral.text).toMatch(/2026年3月19日同意，对方当事人于2026年3月20日同意/)
    expect(referral.text).toMatch(/示范物业公司.*信访事项登记表/)
    await desk.act('mediationReturns', { on: '2026-03-20', result: 'failure', note: '数额分歧' })
    const reply = await issue(desk, 'petition_mediation_reply', (await lineOf(desk, 'petition_mediation_reply')).ref)
    expect(reply.text).toMatch(/调解委员会.*√调解不成.*数额分歧/)
    expect(reply.text).toContain(referral.number)
    await desk.act('settle', {
      on: '2026-03-20',
      form: 'agreed',
      parties: '张三与示范物业公司',
      terms: ['四月修好'],
      amountFen: 120_000,
    })
    const settled = await issue(desk, 'petition_settlement', (await lineOf(desk, 'petition_settlement')).ref)
    expect(settled.title).toBe('和解协议书')
    expect(settled.text).toMatch(/第三十三条.*四月修好.*1,200.00元（人民币壹仟贰佰元整）/)
  })

  it('never addresses a paper of a report to whom it is about, and tells nobody who left no name', async () => {
    const report = await fresh({ purpose: 'report', againstUnit: '梧桐里城管中队' })
    expect(await linesOf(report, 'agency_mandate')).toEqual([])
    await report.act('handReport', { on: '2026-03-20', organ: '示范区纪检监察组' })
    const { ref } = await lineOf(report, 'petition_transfer_letter')
    expect((await issue(report, 'petition_transfer_letter', ref)).text).toMatch(/第三十条.*严格保密/)
    await report.act('describe', described({ purpose: 'report', againstUnit: '示范区纪检监察组' }))
    expect(await lineOf(report, 'petition_transfer_letter')).toMatchObject({ canIssue: false })
    await expect(issue(report, 'petition_transfer_letter', ref)).rejects.toMatchObject({ code: 'not_allowed' })

    const nameless = await petitionDesk(clerk(), day('2026-03-20'), { isAnonymous: true, parties: [] } as never)
    await nameless.act('describe', described({ isContactUnclear: true }))
    await nameless.act('accept', { acceptedOn: '2026-03-20' })
    expect((await lineOf(nameless, 'petition_acceptance_notice')).why).toContain('第二十三条')
    expect((await issue(nameless, 'petition_registration')).text).toContain('信访事项登记表')
  })

  it('prints the clocks of a petition as 期限计算单', async () => {
    const desk = await fresh()
    await desk.act('accept', { acceptedOn: '2026-03-20' })
    expect((await issue(desk, 'deadline_sheet')).text).toMatch(/第三十四条.*2026年5月19日/)
  })

  it('has room for the longest words that the acts allow', async () => {
    const words = (length: number): string => '长'.repeat(length)
    const long = await petitionDesk(clerk(), day('2026-03-20'), {
      summary: words(200),
      peopleCount: 9,
      parties: Array.from({ length: 4 }, (_, n) => ({ role: 'visitor', party: { name: `${n}${words(79)}` } })),
    } as never)
    const units = Array.from({ length: 10 }, (_, n) => `${n}${words(79)}`)
    await long.act(
      'describe',
      described({
        requests: Array.from({ length: 20 }, () => words(500)),
        facts: words(8000),
        earlier: Array.from({ length: 10 }, () => ({ procedure: 'litigation', number: words(60), organ: words(60) })),
        materials: Array.from({ length: 60 }, () => ({ name: words(80), copies: 999 })),
      }),
    )
    await long.act('mandate', { ...mandate, on: '2026-03-20', subject: words(5000), specialAuthority: words(500) })
    await long.act('submit', { on: '2026-03-20', unit: units[0], helpers: units, materials: words(500) })
    await long.act('runErrand', { on: '2026-03-20', kind: 'write', unit: words(80), text: words(2000) })
    await long.act('meet', {
      on: '2026-03-20',
      place: words(100),
      chair: words(40),
      units: [...units, ...units, ...units],
      minutes: words(10_000),
      actions: Array.from({ length: 40 }, (_, n) => ({ no: n + 1, unit: words(80), what: words(500) })),
    })
    await long.act('revokeMandate', { on: '2026-03-20', reason: words(300) })
    await long.act('transfer', { on: '2026-03-20', mode: 'forward', unit: words(80), helpers: units })
    const { papers } = await long.view()
    for (const { kind, ref } of papers.filter(({ canIssue }) => canIssue)) await issue(long, kind, ref)
  })
})

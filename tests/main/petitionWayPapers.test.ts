import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { described, petitionDesk } from '../support/petitionDesk.ts'
import { petitionPrinter, signedMandate } from '../support/petitionPrinter.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

let t: TestCore
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  await t.as('head')('centre.saveSettings', {
    petitionOffice: '梧桐里街道信访办（测试）',
    reviewOrgan: '示范区人民政府',
  })
  t.clock.toDay('2026-03-20')
  for (const login of ['chuangkou', 'head']) await t.as(login)('account.login', { login, password: PASSWORD })
})
afterAll(() => t.close())

const day = (text: string): Day => text as Day
const clerk = () => t.as('chuangkou')
const { issue, lineOf, linesOf } = petitionPrinter(clerk)

describe('a petition passed on', () => {
  it('prints 交办函 or 转送函 by the transfer chosen, and where it went', async () => {
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
    await desk.act('accept', { acceptedOn: '2026-03-20' })
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
    await report.act('handReport', { on: '2026-03-20', organ: '示范区纪检监察组', isChecked: true })
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
    await long.act('mandate', {
      ...signedMandate,
      on: '2026-03-20',
      subject: words(5000),
      specialAuthority: words(500),
    })
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

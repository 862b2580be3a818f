import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { agreedCase } from '../support/agreedCase.ts'
import { described as aboutTask, lead, linkageDesk } from '../support/linkageDesk.ts'
import { described, petitionDesk } from '../support/petitionDesk.ts'
import { pdfText } from '../support/pdfText.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

let t: TestCore
beforeAll(async () => void (t = await testCore()))
afterAll(() => t.close())

const day = (text: string) => text as Day

it('names a matter once a reason, counts its instalments, and puts the days of the law first', async () => {
  const head = t.as('head')
  const instalments = ['2026-03-18', '2026-03-25', '2026-04-01', '2026-05-02', '2026-06-01'].map((dueOn, at) => ({
    no: at + 1,
    dueOn,
    amountFen: 60_000,
    what: '',
  }))
  const { matterId, act } = await agreedCase(head, day('2026-03-18'), {
    performance: 'instalments',
    performBy: '2026-06-01',
    instalments,
  })
  // Nobody sorts this one: the first answer that the office promised is late.
  await head('intake.register', { receivedOn: day('2026-03-18'), summary: '路灯不亮（测试）' })
  t.clock.toDay('2026-03-20')
  await head('account.login', { login: 'head', password: PASSWORD })
  const labour = await head('intake.register', {
    receivedOn: day('2026-03-20'),
    summary: '欠薪（测试）',
    parties: [
      { role: 'applicant', party: { name: '王五（测试）' } },
      { role: 'respondent', party: { name: '某厂（测试）' } },
    ],
  })
  const { version } = await head('intake.triage', {
    matterId: labour.matterId,
    version: labour.version,
    route: 'mediation',
  })
  await head('mediation.accept', {
    matterId: labour.matterId,
    version,
    act: {
      acceptedOn: day('2026-03-20'),
      source: 'applied',
      clock: 'labour',
      justiceClass: '07',
      governanceClass: '0201',
      facts: '测试',
    },
  })

  t.clock.toDay('2026-04-28')
  await head('account.login', { login: 'head', password: PASSWORD })
  const { items } = await head('today.list', {})
  const overdue = items.filter(({ group }) => group === 'overdue')
  const lines = overdue.filter((item) => item.matterId === matterId && item.what.includes('期'))
  expect(lines.filter(({ basis }) => basis === 'agreed')).toMatchObject([
    { what: '3 期到期没有履行，最早第 1 期；七天内还有 1 期', on: '2026-03-18', number: '2026-A0001' },
  ])
  // 2026-04-04, the labour clock, is later than the first instalment, but the law's days stand first
  expect(overdue[0]).toMatchObject({ matterId: labour.matterId, basis: 'statutory', what: '劳动争议调解期限' })
  const bases = overdue.map(({ basis }) => basis)
  expect(bases).toEqual([...bases].sort((a, b) => ORDER.indexOf(a ?? '') - ORDER.indexOf(b ?? '')))
  expect(new Set(bases)).toEqual(new Set(ORDER))

  const text = await pdfText((await head('today.morningSheet', {})).pdfBase64)
  expect(text).toContain('〔法定〕')
  expect(text).toContain('〔本单位〕')

  await act('performInstalment', { no: 1, on: '2026-04-28', amountFen: 60_000 })
  const after = (await head('today.list', {})).items.filter((item) => item.matterId === matterId)
  expect(after).toContainEqual(expect.objectContaining({ on: '2026-03-25', what: expect.stringContaining('第 2 期') }))
}, 60_000)

const ORDER = ['statutory', 'agreed', 'office']

it('an opinion that has not reached the citizen stands high, with its last day, until it is served', async () => {
  const head = t.as('head')
  const desk = await petitionDesk(head, day('2026-04-28'), { summary: '路面塌陷（测试）' })
  await desk.act('describe', described())
  await desk.act('accept', { acceptedOn: '2026-04-28' })
  await desk.act('issueOpinion', {
    level: 'handling',
    on: '2026-04-28',
    unit: '示范街道办事处',
    number: '示范信字〔2026〕A0001号',
    items: [{ request: '请求修复小区路面', conclusion: 'support', reply: '已修复' }],
    factsFound: '属实',
    legalBasis: '样例',
    conclusion: 'support',
    nextOrgan: '样例区人民政府',
    signedBy: '负责人乙',
  })
  const line = async () => {
    const { items } = await head('today.list', {})
    return items.filter(({ matterId, what }) => matterId === desk.matterId && what.includes('送达'))
  }
  const { items } = await head('today.list', {})
  const groups = [...new Set(items.map(({ group }) => group))]
  expect(groups[groups.indexOf('to_serve') - 1]).toBe('overdue')
  // five working days over the May holiday: 29 and 30 April, 6, 7 and 8 May
  expect(await line()).toMatchObject([{ group: 'to_serve', what: '送达意见书', basis: 'office', on: '2026-05-08' }])
  t.clock.toDay('2026-05-09')
  await head('account.login', { login: 'head', password: PASSWORD })
  expect(await line()).toMatchObject([{ group: 'overdue', on: '2026-05-08' }])
  await desk.act('serve', { what: 'handling', on: '2026-05-09', how: 'direct', receivedBy: '张三', server: '窗口' })
  expect(await line()).toEqual([])
})

it('counts what was closed this month whatever way it went, and lists the same', async () => {
  const head = t.as('head')
  const today = day('2026-06-15')
  t.clock.toDay(today)
  await head('account.login', { login: 'head', password: PASSWORD })
  const closed = async () => {
    const { counts } = await head('today.list', {})
    const listed = await head('matters.list', { filter: { closedFrom: day('2026-06-01') }, limit: 50 })
    expect(listed.rows).toHaveLength(counts.closedThisMonth)
    expect((await head('matters.count', { filter: { closedFrom: day('2026-06-01') } })).count).toBe(
      counts.closedThisMonth,
    )
    return listed.rows.map(({ kind }) => kind).sort()
  }
  expect(await closed()).toEqual([])

  const task = await linkageDesk(head, today)
  await task.act('describe', aboutTask())
  await task.act('dispatch', { on: today, request: '请办理', assignments: [lead('05', '2026-06-30')] })
  await task.act('unitAnswers', { key: (await task.part('05')).key, on: today, text: '已办' })
  await task.act('verify', { on: today, by: '窗口丙', how: 'call', isPassed: true, text: '属实' })
  await task.act('close', { on: today, closure: 'substantive', summary: '已解决', approver: '主任' })
  const petition = await petitionDesk(head, today, { summary: '路面塌陷又来（测试）' })
  await petition.act('describe', described())
  await petition.act('reply', { on: today, text: '已修复。' })
  await petition.act('close', { on: today, result: 'explained', summary: '已答复', approver: '负责人乙' })
  expect(await closed()).toEqual(['linkage', 'petition'])

  await task.act('reopen', { on: today, reason: '又出现了' })
  expect(await closed()).toEqual(['petition'])
})

it('prints no words of a task or petition that asked to be kept confidential; the screen has them', async () => {
  const head = t.as('head')
  const today = day('2026-06-16')
  t.clock.toDay(today)
  await head('account.login', { login: 'head', password: PASSWORD })
  const task = await linkageDesk(head, today, { summary: '某店占道不便署名（测试）' })
  await task.act('describe', aboutTask({ isSecret: true }))
  const petition = await petitionDesk(head, today, { summary: '某单位欠款不便署名（测试）' })
  await petition.act('describe', described({ wishesSecrecy: true }))
  const { items } = await head('today.list', {})
  expect(items.filter(({ title }) => title.includes('不便署名')).map(({ matterId }) => matterId)).toEqual(
    expect.arrayContaining([task.matterId, petition.matterId]),
  )
  const sheet = (await pdfText((await head('today.morningSheet', {})).pdfBase64)).replace(/\s/g, '')
  expect(sheet).toContain('（要求保密）')
  expect(sheet).not.toContain('不便署名')
  const printed = await head('matters.print', { filter: {}, order: 'received', purpose: '测试' })
  expect((await pdfText(printed.pdfBase64)).replace(/\s/g, '')).not.toContain('不便署名')
})

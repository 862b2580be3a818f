import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MatterId, PartyId } from '../../src-shared/kernel/ids.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { testCore, type TestCore } from '../support/testCore.ts'
import { pdfText } from '../support/pdfText.ts'

let t: TestCore
beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  await t.hire('tiaojie', '调解员丁', 'mediator')
})
afterAll(() => t.close())

it('carries a visit from the window to the signed month and its difference sheet', async () => {
  const [clerk, mediator, head] = [t.as('chuangkou'), t.as('tiaojie'), t.as('head')]
  const registered = await clerk('intake.register', {
    receivedOn: '2026-03-16' as Day,
    summary: '楼上漏水把天花板泡坏了',
    wish: '修好天花板并赔偿',
    parties: [
      { role: 'applicant', party: { name: '张三（测试）', phone: '130 0000 0001', address: '梧桐里小区1号101室' } },
      { role: 'respondent', party: { name: '李四（测试）', phone: '13000000002' } },
    ],
  })
  expect(registered.number).toBe('2026-A0001')
  expect(registered.promiseOn).toBe('2026-03-23')
  const matterId = registered.matterId as MatterId
  let { version } = await clerk('intake.triage', { matterId, version: registered.version, route: 'mediation' })
  const parties = (await clerk('matters.get', { matterId })).parties
  const [zhang, li] = parties.map((party) => party.partyId) as [PartyId, PartyId]
  expect(parties[0]?.phone).not.toContain('0000')

  const act = async (call: ReturnType<TestCore['as']>, name: string, payload: unknown) => {
    const done = await call(`mediation.${name}` as 'mediation.close', { matterId, version, act: payload as never })
    version = done.version
  }
  await act(clerk, 'accept', {
    acceptedOn: '2026-03-16',
    source: 'applied',
    justiceClass: '02',
    governanceClass: '0201',
    facts: '楼上李四家水管爆裂，漏水致张三家天花板受损。',
    requests: ['修复天花板'],
  })
  await act(clerk, 'recordConsent', { partyId: zhang, isGiven: true, on: '2026-03-16', how: 'written' })
  await act(clerk, 'recordConsent', { partyId: li, isGiven: true, on: '2026-03-17', how: 'phone' })
  await act(clerk, 'tellRights', { partyIds: [zhang, li], on: '2026-03-17', how: 'written' })
  await expect(act(mediator, 'recordSession', {})).rejects.toMatchObject({ code: 'invalid' })
  await act(clerk, 'assignMediators', { mediators: [{ name: '调解员丁', isLead: true }], on: '2026-03-17' })
  await act(mediator, 'recordSession', {
    heldOn: '2026-03-18',
    startsAt: '09:00',
    endsAt: '10:30',
    place: '调解室',
    presentPartyIds: [zhang, li],
    isRightsTold: true,
    recorder: '窗口丙',
    record: '张三述：天花板受损。李四述：愿意修复。',
    result: 'agreed',
  })
  await act(mediator, 'reachAgreement', {
    form: 'written',
    reachedOn: '2026-03-18',
    disputedFacts: '李四家水管爆裂，致张三家天花板受损。',
    terms: ['李四于2026年3月25日前赔偿张三人民币2000元。', '双方再无其他争议。'],
    amountFen: 200_000,
    performance: 'once',
    performanceMeans: '转账',
    performBy: '2026-03-25',
    signatories: [
      { partyId: zhang, name: '张三（测试）' },
      { partyId: li, name: '李四（测试）' },
    ],
  })
  await act(mediator, 'signAsParty', { partyId: zhang, on: '2026-03-18', how: 'signature' })
  await act(mediator, 'signAsParty', { partyId: li, on: '2026-03-18', how: 'fingerprint' })
  await act(mediator, 'signAsMediator', { name: '调解员丁', on: '2026-03-18' })
  let view = await mediator('mediation.get', { matterId })
  expect(view.agreement?.effectiveOn).toBeNull()
  expect(view.matter.stage).toBe('agreed')
  await act(clerk, 'sealByCommittee', { on: '2026-03-18' })
  view = await mediator('mediation.get', { matterId })
  expect(view.agreement?.effectiveOn).toBe('2026-03-18')
  expect(view.confirmation.lastDay).toBe('2026-04-17')

  const paper = await mediator('papers.issue', { matterId, kind: 'agreement' })
  const bytes = await mediator('papers.bytes', { documentId: paper.id, purpose: 'print' })
  const text = await pdfText(bytes.pdfBase64)
  expect(text).toContain('贰仟元整')
  expect(text).toContain('（2026）梧桐里人调字第A0001号')
  expect((await mediator('papers.bytes', { documentId: paper.id, purpose: 'print' })).isReprint).toBe(true)

  t.clock.toDay('2026-03-25')
  await t.as('tiaojie')('account.login', { login: 'tiaojie', password: 'xinmima-2026' })
  await t.as('head')('account.login', { login: 'head', password: 'xinmima-2026' })
  await act(mediator, 'concludePerformance', { conclusion: 'done', on: '2026-03-25' })
  await act(mediator, 'close', { on: '2026-03-25' })

  const month = '2026-03' as never
  const figures = await head('figures.month', { month })
  expect(figures.figures.find((figure) => figure.key === 'success')?.value).toBe(1)
  expect(figures.checks.every((check) => check.holds)).toBe(true)
  await expect(head('ledger.signOff', { month })).rejects.toMatchObject({ code: 'not_allowed' })
  t.clock.toDay('2026-04-02')
  for (const login of ['tiaojie', 'head']) await t.as(login)('account.login', { login, password: 'xinmima-2026' })
  const state = await head('ledger.signOff', { month })
  expect(state.isSignedOff).toBe(true)
  const ledger = await head('papers.bytes', { documentId: state.ledgerDocumentId!, purpose: 'view' })
  expect(await pdfText(ledger.pdfBase64)).toContain('张三')
  await head('centre.saveSettings', { hidesNamesInPrint: true })
  const preview = await pdfText((await head('ledger.preview', { month })).pdfBase64)
  expect(preview).toContain('漏水')
  for (const name of ['张三', '李四']) expect(preview).not.toContain(name) // in 纠纷简况 neither
  await head('centre.saveSettings', { hidesNamesInPrint: false })

  await mediator('mediation.correct', { matterId, version, reason: '类别录错', changes: { justiceClass: '06' } })
  const differences = await head('ledger.differences', { month })
  expect(differences).toMatchObject([
    { columnTitle: '纠纷类别', frozen: '邻里纠纷', present: '损害赔偿纠纷', reason: '类别录错', who: '调解员丁' },
  ])
  // The figures stay as they were signed; what has changed since stands beside them.
  const signedFigures = await head('figures.month', { month })
  expect(signedFigures.figures.map(({ value }) => value)).toEqual(figures.figures.map(({ value }) => value))
  expect(signedFigures.changed).toMatchObject([
    { title: '邻里纠纷', signed: '1', present: '0' },
    { title: '损害赔偿纠纷', signed: '0', present: '1' },
  ])
  const sheet = await head('ledger.issueDifferences', { month })
  expect(sheet.number).toContain('更字')
  expect(await head('ledger.differences', { month })).toEqual([])
  const hits = await head('search.find', { text: '漏水' })
  expect(hits.hits[0]?.matterId).toBe(matterId)
  expect((await head('search.find', { text: 'zs' })).hits).toHaveLength(1)
  expect(await head('audit.verify', {})).toMatchObject({ isIntact: true })
}, 60_000)

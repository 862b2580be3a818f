import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId, PartyId } from '../../src-shared/kernel/ids.ts'
import type { TestCore } from './testCore.ts'

export interface AgreedCase {
  matterId: MatterId
  partyIds: [PartyId, PartyId]
  /** One more act as the same person. */
  act(name: string, payload: unknown): Promise<void>
}

/** A case of one day, from the window to an agreement in force; `more` replaces fields of the agreement. */
export async function agreedCase(call: ReturnType<TestCore['as']>, day: Day, more: object = {}): Promise<AgreedCase> {
  const { matterId, version: first } = await call('intake.register', {
    receivedOn: day,
    summary: '楼上漏水把天花板泡坏了',
    parties: [
      { role: 'applicant', party: { name: '张三（测试）' } },
      { role: 'respondent', party: { name: '李四（测试）' } },
    ],
  })
  let { version } = await call('intake.triage', { matterId, version: first, route: 'mediation' })
  const [zhang, li] = (await call('matters.get', { matterId })).parties.map(({ partyId }) => partyId) as [
    PartyId,
    PartyId,
  ]
  const act = async (name: string, payload: unknown): Promise<void> => {
    const done = await call(`mediation.${name}` as 'mediation.close', { matterId, version, act: payload as never })
    version = done.version
  }
  await act('accept', {
    acceptedOn: day,
    source: 'applied',
    justiceClass: '02',
    governanceClass: '0201',
    facts: '楼上水管爆裂，漏水致天花板受损。',
  })
  for (const partyId of [zhang, li]) await act('recordConsent', { partyId, isGiven: true, on: day, how: 'phone' })
  await act('tellRights', { partyIds: [zhang, li], on: day, how: 'oral' })
  await act('assignMediators', { mediators: [{ name: '调解员丁', isLead: true }], on: day })
  await act('recordSession', {
    heldOn: day,
    startsAt: '09:00',
    endsAt: '09:30',
    place: '调解室',
    presentPartyIds: [zhang, li],
    isRightsTold: true,
    record: '李四述：愿意赔偿。',
    result: 'agreed',
  })
  await act('reachAgreement', {
    form: 'written',
    reachedOn: day,
    disputedFacts: '李四家水管爆裂，致张三家天花板受损。',
    terms: ['李四赔偿张三人民币3000元。'],
    amountFen: 300_000,
    performance: 'once',
    performBy: day,
    signatories: [
      { partyId: zhang, name: '张三（测试）' },
      { partyId: li, name: '李四（测试）' },
    ],
    ...more,
  })
  for (const partyId of [zhang, li]) await act('signAsParty', { partyId, on: day, how: 'signature' })
  await act('signAsMediator', { name: '调解员丁', on: day })
  await act('sealByCommittee', { on: day })
  return { matterId, partyIds: [zhang, li], act }
}

import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Day } from '../../src-shared/kernel/day.ts'
import { described, petitionDesk } from '../support/petitionDesk.ts'
import { testCore, type TestCore } from '../support/testCore.ts'

let t: TestCore
beforeAll(async () => void (t = await testCore()))
afterAll(() => t.close())
const day = (text: string): Day => text as Day

it('lets the agent do what the mandate covers, in its term, and count a new mandate afresh', async () => {
  const desk = await petitionDesk(t.as('head'), day('2026-03-16'))
  await desk.act('describe', described())
  const mandate = (toOn: string, scopes: string[]) => ({
    on: '2026-03-16',
    agentName: '代理员戊',
    subject: '请求修复路面',
    scopes,
    fromOn: '2026-03-16',
    toOn,
    signedByCitizenOn: '2026-03-16',
    signedByAgentOn: '2026-03-16',
    consents: { processing: true, sensitive: false, provide: true },
  })
  const errand = (kind: string) => ({ on: '2026-03-18', kind, text: '到区里询问进展' })
  const refused = (field: string) => ({ details: { issues: { fieldErrors: { [field]: [expect.any(String)] } } } })
  await desk.act('mandate', mandate('2026-06-30', ['write', 'submit']))
  await expect(desk.act('runErrand', errand('enquire'))).rejects.toMatchObject(refused('kind'))
  await desk.act('revokeMandate', { on: '2026-03-17' })
  await desk.act('mandate', mandate('2026-03-17', ['write', 'submit', 'enquire']))
  await expect(desk.act('runErrand', errand('enquire'))).rejects.toMatchObject(refused('on'))
  await expect(desk.act('submit', { on: '2026-03-18', unit: '区建设局' })).rejects.toMatchObject(refused('on'))
  await desk.act('endMandate', { on: '2026-03-18', reason: '另签委托书' })
  await desk.act('mandate', mandate('2026-06-30', ['enquire']))
  await desk.act('runErrand', errand('enquire'))
  const terms = (await desk.view()).matter.deadlines.filter(({ ruleId }) => ruleId === 'G-03')
  expect(terms.map(({ state }) => state)).toEqual(['stopped', 'stopped', 'running'])
})

it('records who withdrew from handling it, and who goes on', async () => {
  const desk = await petitionDesk(t.as('head'), day('2026-03-16'))
  const asked = { on: '2026-03-18', person: '窗口甲', askedBy: '张三（测试）', reason: '是对方的亲属', isGranted: true }
  await expect(desk.act('recuse', asked)).rejects.toMatchObject({ message: '同意回避的，请写明改由谁办理' })
  await desk.act('recuse', { ...asked, successor: '窗口乙' })
  expect((await desk.view()).matter.timeline.some(({ title }) => title === '经办人回避')).toBe(true)
})

it('takes no objection to a sender that there is none of, and no urgent report of what is not urgent', async () => {
  const came = await petitionDesk(t.as('head'), day('2026-03-16'))
  await came.act('describe', described())
  const objection = { on: '2026-03-18', sender: '区信访办', reason: '不属职权' }
  await expect(came.act('objectToSender', objection)).rejects.toMatchObject({ code: 'not_allowed' })
  const urgent = { on: '2026-03-18', at: '09:30', toWhom: '街道党工委' }
  await expect(came.act('reportUrgent', urgent)).rejects.toMatchObject({ code: 'not_allowed' })
  await came.act('describe', described({ isUrgent: true }))
  await came.act('reportUrgent', urgent)
  const allowed = ({ matter }: Awaited<ReturnType<typeof came.view>>) =>
    matter.acts.filter(({ isAllowed }) => isAllowed).map(({ act }) => act)
  expect(allowed(await came.view())).not.toContain('objectToSender')
  const passedOn = await petitionDesk(t.as('head'), day('2026-03-16'), { channel: 'transfer' })
  await passedOn.act('describe', described())
  expect(allowed(await passedOn.view())).toContain('objectToSender')
  await passedOn.act('objectToSender', objection)
})

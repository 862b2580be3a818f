import type { MatterId } from '../../../src-shared/kernel/ids.ts'
import { dayOf, type Day } from '../../../src-shared/kernel/day.ts'
import type { Centre } from './centre.ts'

const TODAY = dayOf(new Date().toISOString())
const person = (role: 'applicant' | 'respondent', name: string) => ({ role, party: { name, phone: '13900000000' } })

/** A matter that was registered and sent to mediation: two neighbours and a leak. */
export async function caseOf(app: Centre, receivedOn: Day = TODAY): Promise<MatterId> {
  const call = app.as('head')
  const { matterId, version } = await call('intake.register', {
    receivedOn,
    summary: '楼上漏水损坏楼下吊顶',
    facts: '楼上卫生间漏水，楼下吊顶和墙面受损，双方多次商量没有结果。',
    wish: '修好漏水\n赔偿吊顶损失',
    parties: [person('applicant', '张三（测试）'), person('respondent', '李四（测试）')],
  })
  await call('intake.triage', { matterId, version, route: 'mediation' })
  return matterId
}

/** The same, accepted on the day it came as a neighbours' dispute of ordinary difficulty. */
export async function acceptedCaseOf(app: Centre, day: Day = TODAY): Promise<MatterId> {
  const matterId = await caseOf(app, day)
  const call = app.as('head')
  const { matter } = await call('mediation.get', { matterId })
  await call('mediation.accept', {
    matterId,
    version: matter.version,
    act: {
      acceptedOn: day,
      source: 'applied',
      justiceClass: '02',
      governanceClass: '0201',
      facts: '楼上卫生间漏水，楼下吊顶和墙面受损，双方多次商量没有结果。',
    },
  })
  return matterId
}

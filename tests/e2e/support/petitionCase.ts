import type { InputOf } from '../../../src-shared/contract.ts'
import type { IntakeCard } from '../../../src-shared/intake/schema.ts'
import { dayOf, type Day } from '../../../src-shared/kernel/day.ts'
import type { MatterId } from '../../../src-shared/kernel/ids.ts'
import type { PetitionActName } from '../../../src-shared/petition/events.ts'
import type { PetitionView } from '../../../src-shared/petition/schema.ts'
import type { Centre } from './centre.ts'

export const TODAY = dayOf(new Date().toISOString())
export const CITIZEN = '张三（测试）'
export const REQUESTS = ['修好小区东门外的三盏路灯', '说明多久检修一次'] as const

/** A matter that was registered at the window and sent to the petition agency: street lamps that stay dark. */
export async function petitionOf(
  app: Centre,
  card: Partial<InputOf<'intake.register'>> = {},
  receivedOn: Day = TODAY,
): Promise<MatterId> {
  const call = app.as('clerk')
  const { matterId, version } = await call('intake.register', {
    receivedOn,
    channel: 'visit',
    summary: '小区东门外路灯不亮一个月',
    facts: '东门外三盏路灯从上个月起不亮，老人晚上出门摔过跤，打过两次电话没有人来修。',
    wish: REQUESTS.join('\n'),
    parties: [
      { role: 'visitor', party: { name: CITIZEN, phone: '13900000000', address: '样例路 1 弄 2 号' } },
    ] as unknown as IntakeCard['parties'],
    ...card,
  })
  await call('intake.triage', { matterId, version, route: 'petition' })
  return matterId
}

/** Does one act past the page, on the newest version. */
export async function actOn<N extends PetitionActName>(
  app: Centre,
  matterId: MatterId,
  act: N,
  payload: InputOf<`petition.${N}`>['act'],
): Promise<void> {
  const call = app.as('head')
  const { matter } = await call('petition.get', { matterId })
  await call(`petition.${act}` as 'petition.withdraw', { matterId, version: matter.version, act: payload as never })
}

export async function viewOf(app: Centre, matterId: MatterId): Promise<PetitionView> {
  return app.as('head')('petition.get', { matterId })
}

/** The same, described as a request of the citizen's. */
export async function describedPetitionOf(
  app: Centre,
  more: Partial<InputOf<'petition.describe'>['act']> = {},
  card: Partial<InputOf<'intake.register'>> = {},
): Promise<MatterId> {
  const matterId = await petitionOf(app, card)
  await actOn(app, matterId, 'describe', {
    form: 'visit',
    purpose: 'request',
    contentClass: '03',
    requests: [...REQUESTS],
    facts: '东门外三盏路灯从上个月起不亮，老人晚上出门摔过跤，打过两次电话没有人来修。',
    receivedBy: '窗口丙（测试）',
    isConfirmed: true,
    ...more,
  })
  return matterId
}

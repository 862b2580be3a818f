import type { InputOf, OutputOf } from '../../src-shared/contract.ts'
import type { ClientId } from '../../src-shared/care/events.ts'
import type { UserId } from '../../src-shared/kernel/ids.ts'
import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import { PASSWORD, testCore, type TestCore } from './testCore.ts'

export const DAY = '2026-03-18' as Day
/** Mid-morning of the test's day. */
export const AT = '2026-03-18T01:30:00.000Z' as Instant

type Person = InputOf<'care.register'>['person']
type Enrolment = InputOf<'care.register'>['enrolments'][number]
type Visit = InputOf<'care.visit'>['visit']

export const person = (name: string, more: Partial<Person> = {}): Person => ({ name, phone: '13800001234', ...more })
export const enrolment = (more: Partial<Enrolment> = {}): Enrolment => ({
  group: 'elderly',
  basis: 'consent',
  purpose: '定期探访',
  consentOn: '2026-03-01',
  startOn: '2026-03-01',
  ...more,
})
export const visit = (more: Partial<Visit> = {}): Visit => ({
  at: AT,
  how: 'home',
  visitors: ['社工戊'],
  isMet: true,
  note: '聊了近况',
  ...more,
})

export interface CareDesk extends TestCore {
  careGroups: string[]
  ids: Record<'bangfu' | 'shegong' | 'shegong2', UserId>
  /** Registers somebody who is looked after by a worker. */
  register(
    name: string,
    options?: { worker?: 'shegong' | 'shegong2'; enrolment?: Partial<Enrolment>; person?: Partial<Person> },
  ): Promise<ClientId>
  get(login: string, clientId: ClientId): Promise<OutputOf<'care.client'>>
}

/** Gives one more log-in the key, by a one-time code of the head of care. */
export async function giveKey(t: TestCore, login: string): Promise<void> {
  const { holders } = await t.as('bangfu')('care.status', {})
  const me = await t.as(login)('account.login', { login, password: PASSWORD })
  if (!holders.some(({ userId }) => userId === me.userId)) throw new Error(`${login} may not be given the key`)
  const { codeGroups } = await t.as('bangfu')('care.grant', { userId: me.userId })
  await t.as(login)('care.accept', { code: codeGroups.join(' '), password: PASSWORD })
}

/** A core with a head of care and two social workers who hold the key of the care records. */
export async function careDesk(options: Parameters<typeof testCore>[0] = {}): Promise<CareDesk> {
  const t = await testCore(options)
  await t.hire('bangfu', '帮扶负责人己', 'care_head')
  await t.hire('shegong', '社工戊', 'social_worker')
  await t.hire('shegong2', '社工庚', 'social_worker')
  const { recoveryGroups } = await t.as('bangfu')('care.setUp', { password: PASSWORD })
  await t.as('bangfu')('care.confirmRecovery', {
    checks: [0, 5].map((index) => ({ index, group: recoveryGroups[index] ?? '' })),
  })
  await giveKey(t, 'shegong')
  await giveKey(t, 'shegong2')
  const { holders } = await t.as('bangfu')('care.status', {})
  const idOf = (name: string): UserId => holders.find((each) => each.name === name)?.userId as UserId
  const ids = { bangfu: idOf('帮扶负责人己'), shegong: idOf('社工戊'), shegong2: idOf('社工庚') }
  return {
    ...t,
    careGroups: recoveryGroups,
    ids,
    register: async (name, { worker = 'shegong', enrolment: more = {}, person: about = {} } = {}) => {
      const { clientId } = await t.as(worker)('care.register', {
        person: person(name, about),
        enrolments: [enrolment(more)],
        assignment: { workerId: ids[worker], helpers: [], on: DAY },
      })
      return clientId
    },
    get: (login, clientId) => t.as(login)('care.client', { clientId }),
  }
}

import type { OutputOf } from '../../src-shared/contract.ts'
import type { Channel } from '../../src-shared/intake/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { PetitionActName } from '../../src-shared/petition/events.ts'
import type { TestCore } from './testCore.ts'

export interface PetitionDesk {
  matterId: MatterId
  /** One act as the person who opened the desk. */
  act(name: PetitionActName, payload: unknown): Promise<void>
  view(): Promise<OutputOf<'petition.get'>>
  /** The clock of a rule (and anchor), or undefined. */
  clock(ruleId: string): Promise<OutputOf<'petition.get'>['matter']['deadlines'][number] | undefined>
}

/** What a plain registration form holds; a test replaces what it is about. */
export const described = (more: object = {}) => ({
  form: 'visit',
  purpose: 'request',
  contentClass: '03',
  requests: ['请求修复小区路面'],
  facts: '小区东门路面塌陷，下雨积水，多次反映没有人来修。',
  isConfirmed: true,
  receivedBy: '窗口甲',
  ...more,
})

/** A petition of one day, registered at the window and triaged to petition work. */
export async function petitionDesk(
  call: ReturnType<TestCore['as']>,
  receivedOn: Day,
  card: { channel?: Channel; summary?: string; peopleCount?: number } = {},
): Promise<PetitionDesk> {
  const registered = await call('intake.register', {
    receivedOn,
    summary: '小区东门路面塌陷请求修复',
    parties: [{ role: 'visitor', party: { name: '张三（测试）', phone: '13800000000', address: '示范路1号' } }],
    ...card,
  })
  const { matterId } = registered
  let { version } = await call('intake.triage', { matterId, version: registered.version, route: 'petition' })
  const view = () => call('petition.get', { matterId })
  return {
    matterId,
    view,
    async act(name, payload) {
      const done = await call(`petition.${name}` as 'petition.close', { matterId, version, act: payload as never })
      version = done.version
    },
    async clock(ruleId) {
      return (await view()).matter.deadlines.find((each) => each.ruleId === ruleId)
    },
  }
}

import type { InputOf, OutputOf } from '../../src-shared/contract.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { LinkageActName } from '../../src-shared/linkage/events.ts'
import type { TestCore } from './testCore.ts'

type Call = ReturnType<TestCore['as']>

export interface LinkageDesk {
  matterId: MatterId
  /** One act as the person who opened the desk, or as somebody else. */
  act(name: LinkageActName, payload: unknown, as?: Call): Promise<void>
  view(): Promise<OutputOf<'linkage.get'>>
  /** The part of a unit that has the task, by its code. */
  part(unitCode: string): Promise<OutputOf<'linkage.get'>['parts'][number]>
}

export const described = (more: object = {}) => ({
  linkage: '4',
  source: 'window',
  eventClass: '0401',
  place: '示范路口',
  ...more,
})
export const lead = (unitCode: string, dueOn: string) => ({ role: 'lead', unitCode, dueOn })
export const helper = (unitCode: string, dueOn: string) => ({ role: 'helper', unitCode, dueOn })

/** A task of one day, registered at the window and triaged. */
export async function linkageDesk(
  call: Call,
  receivedOn: Day,
  card: Partial<InputOf<'intake.register'>> = {},
): Promise<LinkageDesk> {
  const registered = await call('intake.register', {
    receivedOn,
    summary: '示范路口占道经营反复出现',
    parties: [{ role: 'visitor', party: { name: '张三（测试）', phone: '13800000000' } }],
    ...card,
  })
  const { matterId } = registered
  let { version } = await call('intake.triage', { matterId, version: registered.version, route: 'linkage' })
  const view = () => call('linkage.get', { matterId })
  return {
    matterId,
    view,
    async act(name, payload, as = call) {
      const done = await as(`linkage.${name}` as 'linkage.close', { matterId, version, act: payload as never })
      version = done.version
    },
    async part(unitCode) {
      const found = (await view()).parts.find(
        (each) => each.unitCode === unitCode && !['returned', 'released', 'replaced'].includes(each.state),
      )
      if (!found) throw new Error(`${unitCode} does not have the task`)
      return found
    },
  }
}

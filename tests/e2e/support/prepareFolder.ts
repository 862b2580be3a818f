import { join } from 'node:path'
import { readKeyring, unwrapKey } from '../../../src-main/store/keyring.ts'
import { closeStore, openStore } from '../../../src-main/store/open.ts'
import { dayOf } from '../../../src-shared/kernel/day.ts'
import type { MatterId } from '../../../src-shared/kernel/ids.ts'
import { testCore } from '../../support/testCore.ts'
import { PASSWORD, PEOPLE } from './people.ts'

/** What a test may know of its folder. */
export interface Prepared {
  dir: string
  /** In mediation, accepted, with a mediator: the next step is the record of a session. */
  matterId: MatterId
  number: string
  /** The eight groups of the recovery sheet. */
  recoveryGroups: string[]
}

/** As if another version of the program had opened the store. */
async function stampSchema(dir: string, schema: number): Promise<void> {
  const [entry] = readKeyring(dir).users
  const key = entry && (await unwrapKey(entry, PASSWORD))
  if (!key) throw new Error('The first person has another password')
  const db = openStore(join(dir, 'onewindow.db'), key)
  db.pragma(`user_version = ${schema}`)
  closeStore(db)
}

/*
 * Fills the folder named on the command line and prints `Prepared`. In a process of its own, so that the
 * store is closed and the folder free when the program under test starts.
 */
if (import.meta.main) {
  const [dir = '', schema] = process.argv.slice(2)
  const core = await testCore({ dataDir: dir, clock: Date.now })
  await core.hire(PEOPLE.clerk.login, PEOPLE.clerk.name, 'clerk')
  await core.hire(PEOPLE.mediator.login, PEOPLE.mediator.name, 'mediator')
  await core.hire(PEOPLE.worker.login, PEOPLE.worker.name, 'social_worker')
  await core.hire(PEOPLE.careHead.login, PEOPLE.careHead.name, 'care_head')

  const clerk = core.as(PEOPLE.clerk.login)
  const today = dayOf(new Date().toISOString())
  const { matterId, version, number } = await clerk('intake.register', {
    receivedOn: today,
    summary: '楼上漏水损坏楼下吊顶',
    facts: '楼上卫生间漏水，楼下吊顶和墙面受损，双方多次商量没有结果。',
    wish: '修好漏水\n赔偿吊顶损失',
    parties: [
      { role: 'applicant', party: { name: '张三（测试）', phone: '13900000001' } },
      { role: 'respondent', party: { name: '李四（测试）', phone: '13900000002' } },
    ],
  })
  await clerk('intake.triage', { matterId, version, route: 'mediation' })
  const mediator = core.as(PEOPLE.mediator.login)
  const { matter, consents } = await mediator('mediation.get', { matterId })
  const partyIds = consents.map(({ partyId }) => partyId)
  let seen = matter.version
  const acceptance = {
    acceptedOn: today,
    source: 'applied',
    clock: 'general',
    justiceClass: '02',
    governanceClass: '0201',
    difficulty: 'ordinary',
    facts: '楼上卫生间漏水，楼下吊顶和墙面受损。',
  } as const
  seen = (await mediator('mediation.accept', { matterId, version: seen, act: acceptance })).version
  for (const partyId of partyIds) {
    const act = { partyId, isGiven: true, on: today, how: 'phone' } as const
    seen = (await mediator('mediation.recordConsent', { matterId, version: seen, act })).version
  }
  const rights = { partyIds, on: today, how: 'oral' } as const
  seen = (await mediator('mediation.tellRights', { matterId, version: seen, act: rights })).version
  const mediators = { mediators: [{ name: PEOPLE.mediator.name, isLead: true }], on: today }
  await mediator('mediation.assignMediators', { matterId, version: seen, act: mediators })
  await core.close()
  if (schema) await stampSchema(dir, Number(schema))
  console.log(JSON.stringify({ dir, matterId, number, recoveryGroups: core.recoveryGroups } satisfies Prepared))
}

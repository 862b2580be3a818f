import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { GroupId } from '../../src-shared/care/codes.ts'
import type { ClientId } from '../../src-shared/care/events.ts'
import type { GroupConfig } from '../../src-shared/care/groups.ts'
import type { OutputOf } from '../../src-shared/contract.ts'
import { addDays, type Day, type Instant } from '../../src-shared/kernel/day.ts'
import { careDesk, DAY, visit, type CareDesk } from '../support/careDesk.ts'
import { PASSWORD } from '../support/testCore.ts'

const COURSES: GroupId[] = ['correction', 'resettlement', 'detox', 'mental', 'elderly']
const NEW_RULE_FROM = addDays(DAY, 60)
/** Up to here the visits of a course are made. */
const VISITED_UNTIL = addDays(DAY, 150)

let t: CareDesk
beforeAll(async () => void (t = await careDesk()))
afterAll(() => t.close())

async function goTo(day: Day): Promise<void> {
  t.clock.toDay(day)
  for (const login of ['bangfu', 'shegong']) await t.as(login)('account.login', { login, password: PASSWORD })
}
const noon = (day: Day): Instant => `${day}T01:00:00.000Z` as Instant
const versionOf = async (clientId: ClientId): Promise<number> => (await t.get('shegong', clientId)).version
type Due = OutputOf<'care.client'>['dueVisits']
const dueOf = async (clientId: ClientId): Promise<Due> => [...(await t.get('shegong', clientId)).dueVisits].reverse()

async function configOf(group: GroupId): Promise<GroupConfig> {
  const all = await t.as('bangfu')('care.groups', {})
  return all.filter((each) => each.group === group).at(-1)?.content as unknown as GroupConfig
}

/** The same service, from a day on visited twice a month whatever it was before. */
const twiceAMonth = (config: GroupConfig): GroupConfig => ({
  ...config,
  rules: config.rules.map((rule) =>
    rule.cadence.kind === 'after'
      ? rule
      : {
          ...rule,
          minDays: 1,
          cadence: { kind: 'steps', align: 'calendar', legs: [{ unit: 'month', length: 1, times: 2, steps: null }] },
        },
  ),
})

async function enter(group: GroupId): Promise<ClientId> {
  const { basis, begins, reportIn } = await configOf(group)
  const clientId = await t.register(`${group}（测试）`, {
    enrolment: {
      group,
      basis,
      startOn: DAY,
      toldOn: DAY,
      consentOn: DAY,
      consentBy: '监护人',
      endOn: addDays(DAY, 1000),
    },
  })
  const { state, version } = await t.get('shegong', clientId)
  const enrolmentId = state.enrolments[0]?.id ?? ''
  if (begins === 'reportIn' || reportIn)
    await t.as('shegong')('care.reportIn', { clientId, version, act: { enrolmentId, on: DAY } })
  await t.as('shegong')('care.plan', {
    clientId,
    version: await versionOf(clientId),
    act: { agreedOn: DAY, goals: '稳定生活', agreedBy: '本人' },
  })
  return clientId
}

describe('a whole course', () => {
  it.each(COURSES)(
    'of %s, from enrolment over a changed rule to release and destruction',
    async (group) => {
      await goTo(DAY)
      const clientId = await enter(group)
      const before = await dueOf(clientId)
      expect(before.length).toBeGreaterThan(0)

      const content = twiceAMonth(await configOf(group)) as never
      const change = { group, effectiveFrom: NEW_RULE_FROM, content }
      const preview = await t.as('bangfu')('care.previewConfigure', change)
      expect(preview.clients).toBeGreaterThan(0)
      expect(JSON.stringify(preview)).not.toContain('测试')
      await t.as('bangfu')('care.configure', { ...change, reason: '本街道调整频次' })
      const after = await vi.waitFor(async () => {
        const due = await dueOf(clientId)
        expect(due.map(({ dueId }) => dueId)).not.toEqual(before.map(({ dueId }) => dueId))
        return due
      })
      const early = (due: Due): string[] => due.filter(({ on }) => on < NEW_RULE_FROM).map(({ dueId }) => dueId)
      expect(early(after)).toEqual(early(before))
      expect(after.length).toBeGreaterThan(before.length)

      for (let day = DAY; ;) {
        const next = (await dueOf(clientId)).find(({ state, on }) => state === 'open' && on >= day)
        if (!next || next.on > VISITED_UNTIL) break
        day = next.on
        await goTo(day)
        await t.as('shegong')('care.visit', {
          clientId,
          visit: visit({ at: noon(day) }),
          follows: { promises: [], response: null },
        })
      }
      const made = (await dueOf(clientId)).filter(({ on }) => on <= VISITED_UNTIL)
      expect(made.map(({ state }) => state)).toEqual(made.map(() => 'timely'))

      const { state } = await t.get('shegong', clientId)
      const closedOn = addDays(VISITED_UNTIL, 1)
      await goTo(closedOn)
      const { id: enrolmentId = '', endOn = null } = state.enrolments[0] ?? {}
      const reason = endOn !== null && closedOn < endOn ? 'ended_by_law' : 'term'
      const act = { enrolmentId, on: closedOn, reason } as const
      await t.as('shegong')('care.close', { clientId, version: await versionOf(clientId), act })
      expect((await dueOf(clientId)).filter(({ on }) => on > closedOn)).toEqual([])
      for (const kind of ['care_end_summary', 'care_end_notice'])
        expect((await t.as('shegong')('care.previewPaper', { clientId, kind })).pages).toBeGreaterThan(0)

      const { eraseAfter } = await t.get('shegong', clientId)
      await goTo(addDays(eraseAfter ?? DAY, 1))
      const candidates = await t.as('bangfu')('care.purgeCandidates', {})
      expect(candidates).toContainEqual(expect.objectContaining({ clientId, why: 'retention' }))
      const input = { clientIds: [clientId], why: 'retention' as const, on: DAY, basis: '保存期满', witness: '乙' }
      await t.as('bangfu')('care.purge', input)
      await expect(t.get('shegong', clientId)).rejects.toMatchObject({ code: 'not_found' })
    },
    30_000,
  )
})

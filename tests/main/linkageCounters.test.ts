import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { choose, draws, payloadOf } from '../support/linkageActs.ts'
import { countersOf } from '../support/counters.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

const START = '2026-01-05' as Day
let t: TestCore
beforeAll(async () => {
  t = await testCore()
  t.clock.toDay('2027-06-01')
  await t.as('head')('account.login', { login: 'head', password: PASSWORD })
})
afterAll(() => t.close())
const db = () => (t.state.open as NonNullable<typeof t.state.open>).db

/** Any acts through the door, with an amendment or a taking back between them. */
async function play(steps: Parameters<typeof choose>[1][]): Promise<MatterId> {
  const head = t.as('head')
  const { matterId, version } = await head('intake.register', { receivedOn: START, summary: '占道经营' })
  await head('intake.triage', { matterId, version, route: 'linkage' })
  let day = START
  for (const draw of steps) {
    day = addDays(day, draw.daysLater)
    const now = await head('matters.get', { matterId })
    if (now.kind === 'open') await head('intake.triage', { matterId, version: now.version, route: 'linkage' }) // taken back
    const view = await head('linkage.get', { matterId })
    const base = { matterId, version: view.matter.version }
    const name = choose(view.state, draw)
    const isTurned = draw.n % 13 === 0
    const reply = isTurned
      ? await t.reply('head', draw.isYes ? 'matters.takeBack' : 'intake.amend', {
          ...base,
          reason: '更正',
          card: { receivedOn: addDays(START, draw.n % 3), summary: '占道经营', parties: [] },
        })
      : await t.reply('head', `linkage.${name}`, { ...base, act: payloadOf(name, draw, day, view.state) })
    if (!reply.ok) expect(['not_allowed', 'invalid', 'not_found'], reply.error.message).toContain(reply.error.code)
  }
  return matterId
}

it('keeps in the ledger what a recount finds after any acts', async () => {
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(draws, async (steps) => {
      const matterId = await play(steps)
      const kept = countersOf(db())
      await t.as('head')('centre.recount', { fromMonth: null })
      expect(countersOf(db())).toEqual(kept)
      seen.add((await t.as('head')('matters.get', { matterId })).stage)
    }),
    { numRuns: 25, seed: 4 },
  )
  expect(seen.size).toBeGreaterThan(4)
  const measures = (countersOf(db()).counters as { measure: string }[]).map(({ measure }) => measure)
  for (const wanted of ['returned', 'conferred', 'cause.01', 'card.ordinary', 'answered.inTime', 'of.4.closed'])
    expect(measures).toContain(wanted)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import type { MatterId, PartyId, PlaceId } from '../../src-shared/kernel/ids.ts'
import type { MediationActName } from '../../src-shared/mediation/events.ts'
import type { MatterView } from '../../src-shared/intake/schema.ts'
import type { MediationView } from '../../src-shared/mediation/schema.ts'
import { foldMatter } from '../../src-shared/intake/matterFold.ts'
import { TOPIC_FOLDS } from '../../src-main/intake/record.ts'
import { listEvents } from '../../src-main/intake/repo.ts'
import type { Db } from '../../src-main/store/open.ts'
import { countersOf } from '../support/counters.ts'
import { ACTS, chooseAct, draw, payloadOf, START } from '../support/mediationActs.ts'
import { spareCore, type SpareCore } from '../support/spareCore.ts'
import { PASSWORD, testCore } from '../support/testCore.ts'

let dataDir: string
let s: SpareCore
let db: Db
let places: (PlaceId | null)[]
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'counters-'))
  const t = await testCore({ dataDir })
  await t.close()
  s = spareCore(dataDir)
  s.clock.nowMs = Date.parse('2027-06-01T02:00:00Z')
  await ok('account.login', { login: 'head', password: PASSWORD })
  db = (s.state.open as NonNullable<typeof s.state.open>).db
  places = [null]
  for (const name of ['一居', '二居'])
    places.push(
      (
        await ok<{ id: PlaceId }>('centre.savePlace', {
          id: null,
          kind: 'community',
          name,
          parentId: null,
          isActive: true,
        })
      ).id,
    )
})
afterAll(async () => {
  await s.core.close()
  rmSync(dataDir, { recursive: true })
})

async function ok<T>(method: string, input: unknown): Promise<T> {
  const reply = await s.call(method, input)
  if (!reply.ok) throw new Error(`${method}: ${reply.error.code} ${reply.error.message}`)
  return reply.value as T
}

/** Refusals are part of the game, but only those that a person can act on. */
async function attempt(method: string, input: unknown): Promise<boolean> {
  const reply = await s.call(method, input)
  if (reply.ok) return true
  expect(['not_allowed', 'invalid'], `${method}: ${reply.error.message}`).toContain(reply.error.code)
  expect(reply.error.message).toMatch(/\p{Script=Han}/u)
  return false
}

const card = (day: Day, n: number) => ({
  receivedOn: day,
  summary: '测试事项',
  placeId: places[n % 3],
  peopleCount: n % 5,
  parties: [] as unknown[],
})

async function register(n: number): Promise<MatterId> {
  const parties = ['甲', '乙', '丙'].map((name, index) => ({
    role: index === 0 ? 'applicant' : 'respondent',
    party: { name: `${name}（测试）` },
  }))
  const { matterId } = await ok<{ matterId: MatterId }>('intake.register', {
    ...card(START, n),
    parties: parties.slice(0, 2 + (n % 2)),
  })
  await ok('intake.triage', { matterId, version: 1, route: 'mediation' })
  return matterId
}

const step = fc.record({ draw, which: fc.constantFrom(0, 0, 0, 1, 1, 2), other: fc.integer({ min: 0, max: 60 }) })
const game = fc.record({
  cutoffDay: fc.constantFrom(0, 10, 20, 28),
  steps: fc.array(step, { minLength: 40, maxLength: 80, size: 'max' }),
})

async function play({
  steps,
}: {
  steps: { draw: Parameters<typeof chooseAct>[1]; which: number; other: number }[]
}): Promise<void> {
  const matters = [await register(1), await register(2), await register(4)]
  let day = START
  for (const { draw: d, which, other } of steps) {
    day = addDays(day, d.daysLater)
    const matterId = matters[which] as MatterId
    const view = await ok<MatterView>('matters.get', { matterId })
    const base = { matterId, version: view.version }
    const parties = view.parties.map(({ partyId, role, actsFor, authority, ...party }) => ({
      partyId,
      role,
      actsFor,
      authority,
      party,
    }))
    if (other === 0) await attempt('intake.amend', { ...base, card: { ...card(START, d.n), parties }, reason: '改' })
    else if (other === 1) await attempt('matters.takeBack', { ...base, reason: '撤回' })
    else if (other === 2) await attempt('intake.merge', { ...base, intoId: matters[(which + 1) % 3], reason: '' })
    else if (other === 3 || view.stage === 'merged') await attempt('intake.unmerge', { ...base, reason: '' })
    else if (other === 4 && d.n % 3 === 0) await attempt('matters.void', { ...base, reason: '作废' })
    else if (other < 7)
      await attempt('mediation.correct', {
        ...base,
        reason: '更正',
        changes: d.isYes ? { justiceClass: '06' } : { difficulty: 'major', source: 'court' },
      })
    else if (view.kind !== 'mediation')
      await attempt('intake.triage', { ...base, route: d.isYes ? 'mediation' : 'petition' })
    else {
      const shown = await ok<MediationView>('mediation.get', { matterId })
      const possible = shown.matter.acts.filter((act) => act.isAllowed).map((act) => act.act)
      const name = chooseAct(
        ACTS.filter((each) => possible.includes(each)),
        d,
      )
      const payload = payloadOf(
        name,
        d,
        day,
        parties.map((each) => each.partyId as PartyId),
      )
      const sessionId = name === 'recordSession' ? { sessionId: shown.sessions[d.n % 2]?.id ?? null } : {}
      await attempt(`mediation.${name satisfies MediationActName}`, { ...base, act: { ...payload, ...sessionId } })
    }
  }
}

it('kept counters and months are what a recount finds, after any acts, corrections, moves, mergers and takings back', async () => {
  await fc.assert(
    fc.asyncProperty(game, async ({ cutoffDay, steps }) => {
      await ok('centre.saveSettings', { cutoffDay })
      await ok('centre.recount', { fromMonth: null })
      await play({ steps })
      const kept = countersOf(db)
      await ok('centre.recount', { fromMonth: null })
      expect(kept).toEqual(countersOf(db))
    }),
    { numRuns: 25, endOnFailure: true, seed: 318 },
  )
  expect(s.bugs).toEqual([])
  const seen = db.prepare('SELECT DISTINCT kind FROM matter_event').pluck().all()
  for (const name of [
    'reachAgreement',
    'close',
    'archive',
    'reopen',
    'terminate',
    'refuse',
    'applyConfirmation',
    'correct',
  ])
    expect(seen).toContain(`mediation.${name}`)
  for (const kind of ['amended', 'taken_back', 'merged', 'unmerged', 'voided', 'triaged']) expect(seen).toContain(kind)
}, 120_000)

it('no event was lost or flagged on the way, versions count the events, and each has its line in the audit', () => {
  const matters = db.prepare('SELECT id, version, stage FROM matter').all() as {
    id: string
    version: number
    stage: string
  }[]
  for (const { id, version, stage } of matters) {
    const events = listEvents(db, id)
    expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1))
    expect(version).toBe(events.length)
    const state = foldMatter(events, TOPIC_FOLDS)
    expect(state.problems).toEqual({})
    expect(state.stage).toBe(stage)
  }
  const [events, lines] = [
    'SELECT count(*) FROM matter_event',
    `SELECT count(*) FROM audit WHERE action = 'changed' AND subject_kind = 'matter'`,
  ].map((sql) => db.prepare(sql).pluck().get())
  expect(lines).toBe(events)
})

it('numbers run without a gap, and every clock belongs to a matter that is worked', () => {
  const numbers = db.prepare(`SELECT number FROM matter ORDER BY rid`).pluck().all()
  expect(numbers).toEqual(numbers.map((_, index) => `2026-A${String(index + 1).padStart(4, '0')}`))
  const dossiers = db
    .prepare(`SELECT dossier_number FROM mediation WHERE dossier_number IS NOT NULL`)
    .pluck()
    .all() as string[]
  const seqs = dossiers.map((text) => Number(/A(\d+)号/.exec(text)?.[1])).sort((a, b) => a - b)
  expect(seqs).toEqual(seqs.map((_, index) => index + 1))
  expect(
    db
      .prepare(
        `SELECT count(*) FROM deadline d JOIN matter m ON m.id = d.matter_id WHERE m.stage IN ('void', 'merged') OR m.kind <> 'mediation'`,
      )
      .pluck()
      .get(),
  ).toBe(0)
})

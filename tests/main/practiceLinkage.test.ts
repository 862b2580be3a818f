import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seedCentre } from '../../src-main/host/seed.ts'
import { recount } from '../../src-main/ledger/recount.ts'
import { CLOSURES, type LEVELS } from '../../src-shared/linkage/codes.ts'
import { countersOf } from '../support/counters.ts'
import { spareCore, type SpareCore } from '../support/spareCore.ts'

const STAGES = [
  'to_describe',
  'to_dispatch',
  'to_receive',
  'handling',
  'returned',
  'to_confer',
  'to_verify',
  'verified',
  'closed',
  'archived',
  'filed',
]

let t: SpareCore
let dir: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'onewindow-practice-'))
  t = spareCore(dir, { isPractice: true })
  t.clock.nowMs -= 4 * 3_600_000 // before the window opens
  await seedCentre(t.state, 400, () => {}, { clients: 0 })
}, 120_000)
afterAll(async () => {
  await t.core.close()
  rmSync(dir, { recursive: true, force: true })
})
const rows = <T>(sql: string): T[] => t.state.open!.db.prepare(sql).all() as T[]

it('shows tasks in every stage, every way of closing and both cards, urgent, extended, opened again', () => {
  const stages = rows<{ stage: string }>(`SELECT DISTINCT stage FROM matter WHERE kind = 'linkage'`)
  expect(stages.map(({ stage }) => stage)).toEqual(expect.arrayContaining(STAGES))
  const payloads = (act: string) =>
    rows<{ payload: string }>(`SELECT payload FROM matter_event WHERE kind = 'linkage.${act}'`).map(
      ({ payload }) => JSON.parse(payload) as Record<string, unknown>,
    )
  expect(new Set(payloads('close').map(({ closure }) => closure))).toEqual(new Set(Object.keys(CLOSURES)))
  const levels = new Set(payloads('supervise').map(({ level }) => level))
  for (const level of ['yellow', 'red'] satisfies (keyof typeof LEVELS)[]) expect(levels).toContain(level)
  for (const act of ['extendDeadline', 'markUrgent', 'reopen', 'confer', 'feedBack', 'lookBack'])
    expect(payloads(act).length, act).toBeGreaterThan(0)
})

it('shows no card before its line was passed, and nothing before its time', () => {
  const early = rows<{ on: string; line: string | null }>(
    `SELECT e.payload ->> 'on' AS "on", (SELECT min(d.due_on) FROM deadline d WHERE d.matter_id = e.matter_id
        AND d.anchor = e.payload ->> 'key' AND d.rule_id = CASE e.payload ->> 'level' WHEN 'red' THEN 'L-06' ELSE 'L-05' END) AS line
       FROM matter_event e WHERE e.kind = 'linkage.supervise'`,
  ).filter(({ on, line }) => line === null || line >= on)
  expect(early).toEqual([])
  const now = new Date(t.clock.nowMs).toISOString()
  for (const table of ['matter_event', 'joint_event', 'duty_event', 'assessment_act', 'audit'])
    expect(rows(`SELECT at FROM ${table} WHERE at > '${now}'`), table).toEqual([])
})

it('names people who are visibly made up, and counts what a recount finds', () => {
  const names = rows<{ name: string }>(
    `SELECT DISTINCT m.party_names AS name FROM matter m WHERE m.kind = 'linkage' AND m.summary LIKE '%降温前%'`,
  )
  expect(names).toEqual([{ name: expect.stringContaining('（测试）') }])
  const { db } = t.state.open!
  const kept = countersOf(db)
  recount(db, 'linkage')
  expect(countersOf(db)).toEqual(kept)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { foldMatter } from '../../src-shared/intake/matterFold.ts'
import { PRACTICE_PASSWORD } from '../../src-main/host/practice.ts'
import { seedCentre } from '../../src-main/host/seed.ts'
import { TOPIC_FOLDS } from '../../src-main/intake/record.ts'
import { listEvents } from '../../src-main/intake/repo.ts'
import { recount } from '../../src-main/ledger/recount.ts'
import type { Db } from '../../src-main/store/open.ts'
import { countersOf } from '../support/counters.ts'
import { spareCore, type SpareCore } from '../support/spareCore.ts'

const ROWS = 900
const dirs: string[] = []
async function seeded(rows: number): Promise<SpareCore> {
  const dir = mkdtempSync(join(tmpdir(), 'onewindow-practice-'))
  dirs.push(dir)
  const t = spareCore(dir, { isPractice: true })
  await seedCentre(t.state, rows, () => {})
  return t
}
const dbOf = (t: SpareCore): Db => t.state.open!.db
const column = (db: Db, sql: string): string[] => db.prepare(sql).pluck().all() as string[]

let t: SpareCore
beforeAll(async () => {
  t = await seeded(ROWS)
})
afterAll(async () => {
  await t.core.close()
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
})

it('has petitions on every common way and open ones in many stages', () => {
  const routes = column(dbOf(t), 'SELECT DISTINCT route FROM petition')
  for (const route of ['accept', 'forward', 'assign', 'leadToProcedure', 'reply', 'toMediation', 'handReport'])
    expect(routes, route).toContain(route)
  const open = column(dbOf(t), "SELECT DISTINCT stage FROM matter WHERE kind = 'petition' AND is_open = 1")
  expect(open).not.toContain('listed')
  for (const stage of ['handling', 'transferred']) expect(open, stage).toContain(stage)
  expect(column(dbOf(t), "SELECT agency_number FROM petition WHERE agency_number <> ''").length).toBeGreaterThan(20)
  expect(column(dbOf(t), 'SELECT repeat_of FROM petition WHERE repeat_of IS NOT NULL').length).toBeGreaterThan(0)
})

it('folds every matter without a problem', () => {
  for (const id of column(dbOf(t), 'SELECT id FROM matter'))
    expect(foldMatter(listEvents(dbOf(t), id), TOPIC_FOLDS).problems).toEqual({})
})

it('keeps the figures that a recount finds', () => {
  const kept = countersOf(dbOf(t))
  for (const ledger of ['mediation', 'petition', 'petition_agency'] as const) recount(dbOf(t), ledger)
  expect(countersOf(dbOf(t))).toEqual(kept)
  expect(kept.counters.length).toBeGreaterThan(500)
})

it('reports a mediation back to the petition it came from', () => {
  const stages = dbOf(t)
    .prepare(
      `SELECT p.stage AS petition, m.stage AS mediation FROM petition pt
         JOIN matter p ON p.id = pt.matter_id JOIN matter m ON m.id = pt.mediation_id`,
    )
    .all() as { petition: string; mediation: string }[]
  expect(stages.length).toBeGreaterThan(0)
  for (const { petition, mediation } of stages)
    expect(petition === 'in_mediation').toBe(['to_accept', 'mediating'].includes(mediation))
})

it('shows a report to those who may know of it only', async () => {
  const reports = column(dbOf(t), "SELECT matter_id FROM petition WHERE route = 'handReport'")
  expect(column(dbOf(t), 'SELECT id FROM matter WHERE is_sealed = 1')).toEqual(expect.arrayContaining(reports))
  const open = async (login: string) => {
    await t.call('account.login', { login, password: PRACTICE_PASSWORD }, login)
    return t.call('petition.get', { matterId: reports[0] }, login)
  }
  expect(await open('tiaojie1')).toMatchObject({ ok: false, error: { code: 'not_found' } })
  expect(await open('fuzeren')).toMatchObject({ ok: true })
})

it('shows every petition to those who work on it', async () => {
  await t.call('account.login', { login: 'fuzeren', password: PRACTICE_PASSWORD }, 'head')
  for (const matterId of column(dbOf(t), 'SELECT matter_id FROM petition'))
    expect(await t.call('petition.get', { matterId }, 'head')).toMatchObject({ ok: true })
  expect(t.bugs).toEqual([])
})

it('is the same whenever it is made on the same day', async () => {
  const rowsOf = async (): Promise<unknown[]> => {
    const other = await seeded(150)
    const rows = dbOf(other)
      .prepare(
        `SELECT m.number, m.summary, m.stage, m.due_on, e.seq, e.kind, e.at, p.route, p.result, p.agency_number, p.texts
           FROM matter m JOIN matter_event e ON e.matter_id = m.id LEFT JOIN petition p ON p.matter_id = m.id
           ORDER BY m.number, e.seq`,
      )
      .all()
    await other.core.close()
    return rows
  }
  expect(await rowsOf()).toEqual(await rowsOf())
})

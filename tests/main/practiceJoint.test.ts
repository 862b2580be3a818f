import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seedCentre } from '../../src-main/host/seed.ts'
import { listJointEvents } from '../../src-main/joint/repo.ts'
import { listActs } from '../../src-main/assessment/repo.ts'
import { recount } from '../../src-main/ledger/recount.ts'
import { foldJoint } from '../../src-shared/joint/fold.ts'
import { JOINT_KINDS } from '../../src-shared/joint/kinds.ts'
import { monthOf, addMonthsTo, dayOf } from '../../src-shared/kernel/day.ts'
import { EVENT_STATES } from '../../src-shared/grid/codes.ts'
import { stateOfEvent } from '../../src-shared/grid/rules.ts'
import { countersOf } from '../support/counters.ts'
import { spareCore, type SpareCore } from '../support/spareCore.ts'

let t: SpareCore
let dir: string
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'onewindow-practice-'))
  t = spareCore(dir, { isPractice: true })
  await seedCentre(t.state, 20, () => {}, { clients: 0 })
})
afterAll(async () => {
  await t.core.close()
  rmSync(dir, { recursive: true, force: true })
})

it('leaves no page of a linkage empty, and every step of it took effect', () => {
  const { db } = t.state.open!
  const items = db.prepare('SELECT id, kind, is_open AS isOpen FROM joint_item').all() as {
    id: string
    kind: string
    isOpen: number
  }[]
  expect([...new Set(items.map(({ kind }) => kind))].sort()).toEqual(Object.keys(JOINT_KINDS).sort())
  for (const { id } of items) expect(foldJoint(listJointEvents(db, id))?.refused.size).toBe(0)
  expect(items.some(({ isOpen }) => isOpen === 1)).toBe(true)
  expect(items.some(({ isOpen }) => isOpen === 0)).toBe(true)
  const kept = countersOf(db)
  for (const page of ['cure', 'move', 'forbid', 'build'] as const) recount(db, `joint_${page}`)
  expect(countersOf(db)).toEqual(kept)
})

it('shows grids with their cards, events in every state and 民情日志', () => {
  const { db } = t.state.open!
  const rows = db
    .prepare(
      'SELECT checked_on AS checkedOn, done_on AS doneOn, matter_id AS matterId, void_reason AS voidReason FROM grid_event',
    )
    .all() as Parameters<typeof stateOfEvent>[0][]
  expect([...new Set(rows.map(stateOfEvent))].sort()).toEqual(Object.keys(EVENT_STATES).sort())
  const [places, cards, diaries] = ['place', 'grid_card', 'grid_diary'].map((table) =>
    db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  )
  expect(cards).toBe(places)
  expect(diaries).toBeGreaterThan(3)
})

it('hands the duty room over from the day to the night watch, and was inspected', () => {
  const { db } = t.state.open!
  const count = (kind: string) => db.prepare('SELECT count(*) FROM duty_event WHERE kind = ?').pluck().get(kind)
  expect(count('handover')).toBeGreaterThan(7)
  expect(count('inspection')).toBeGreaterThan(5)
})

it('shows a month of 联考 with self-scores, reviews, an appeal that was decided and one that waits', () => {
  const month = addMonthsTo(monthOf(dayOf(new Date(t.clock.nowMs).toISOString())), -1)
  const kinds = listActs(t.state.open!.db, month).map(({ kind }) => kind)
  for (const kind of ['selfScore', 'review', 'appeal', 'decide']) expect(kinds).toContain(kind)
  expect(kinds.filter((kind) => kind === 'appeal').length).toBe(kinds.filter((kind) => kind === 'decide').length + 1)
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { recount } from '../../src-main/ledger/recount.ts'
import { countersOf } from '../support/counters.ts'
import { keyOf, withStore } from '../support/rawStore.ts'
import { spareCore, type SpareCore } from '../support/spareCore.ts'
import { PASSWORD, testCore } from '../support/testCore.ts'

/*
 * A file of a program that did not have 六联 yet: triaged there, listed for later, and nobody acted on it since. And one of
 * a program that did not tell what waits to be described from what waits to be dispatched.
 */

const dataDir = mkdtempSync(join(tmpdir(), 'onewindow-listed-'))
let toTask: MatterId
let undescribed: MatterId
let toCare: MatterId
let merged: MatterId
beforeAll(async () => {
  const t = await testCore({ dataDir })
  const head = t.as('head')
  const register = async (summary: string, route: string): Promise<MatterId> => {
    const { matterId, version } = await head('intake.register', {
      receivedOn: '2026-03-02',
      channel: 'visit',
      summary,
    } as never)
    await head('intake.triage', { matterId, version, route, answer: '', remedies: [], reason: '' } as never)
    return matterId
  }
  toTask = await register('路口占道（测试）', 'linkage')
  undescribed = await register('井盖松动（测试）', 'linkage')
  toCare = await register('想有人上门看看（测试）', 'care')
  merged = await register('又是路口占道（测试）', 'linkage')
  const { version } = await head('matters.get', { matterId: merged })
  await head('intake.merge', { matterId: merged, version, intoId: toTask, reason: '同一件' })
  await t.close()
  withStore(dataDir, await keyOf(dataDir, 'head', PASSWORD), (db) => {
    db.prepare(`UPDATE matter SET stage = 'listed', due_on = NULL WHERE id = ?`).run(toTask)
    db.prepare(`UPDATE matter SET stage = 'to_dispatch' WHERE id = ?`).run(undescribed)
    db.prepare(`DELETE FROM deadline WHERE matter_id = ?`).run(toTask)
    db.prepare(`UPDATE linkage_task SET month_received = '', texts = '' WHERE matter_id = ?`).run(toTask)
    recount(db, 'linkage')
  })
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

async function open(): Promise<SpareCore> {
  const t = spareCore(dataDir)
  expect(await t.call('account.login', { login: 'head', password: PASSWORD })).toMatchObject({ ok: true })
  return t
}
const stageOf = async (t: SpareCore, matterId: MatterId): Promise<unknown> => {
  const reply = await t.call('matters.get', { matterId })
  return reply.ok ? (reply.value as { stage: string }).stage : reply.error
}

it('takes its place among the tasks at the next opening, with its clock and its share of the ledger, and only then', async () => {
  const t = await open()
  expect(await stageOf(t, toTask)).toBe('to_describe')
  expect(await stageOf(t, undescribed)).toBe('to_describe')
  expect(await stageOf(t, toCare)).toBe('listed')
  expect(await stageOf(t, merged)).toBe('merged')
  const { db } = t.state.open!
  const list = await t.call('linkage.list', { filter: { stages: ['to_describe'] } })
  expect(list).toMatchObject({ ok: true, value: { count: 2, rows: [{ id: undescribed }, { id: toTask }] } })
  expect(db.prepare('SELECT count(*) FROM deadline WHERE matter_id = ?').pluck().get(toTask)).toBeGreaterThan(0)
  const kept = countersOf(db)
  recount(db, 'linkage')
  expect(countersOf(db)).toEqual(kept)
  const version = db.prepare('SELECT version FROM matter WHERE id = ?').pluck().get(toTask)
  await t.core.close()

  const again = await open()
  expect(again.state.open!.db.prepare('SELECT version FROM matter WHERE id = ?').pluck().get(toTask)).toBe(version)
  await again.core.close()
})

it('opens the store even where one of them cannot be folded, and says so in the log', async () => {
  withStore(dataDir, await keyOf(dataDir, 'head', PASSWORD), (db) => {
    db.prepare(`UPDATE matter SET stage = 'listed' WHERE id = ?`).run(toTask)
    db.exec(`CREATE TRIGGER broken BEFORE UPDATE ON linkage_task BEGIN SELECT RAISE(ABORT, 'broken'); END`)
  })
  const t = await open()
  expect(await stageOf(t, toTask)).toBe('listed')
  expect(await stageOf(t, toCare)).toBe('listed')
  await t.core.close()
})

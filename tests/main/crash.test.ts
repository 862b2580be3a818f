import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src-shared/contract.ts'
import { foldMatter } from '../../src-shared/intake/matterFold.ts'
import { TOPIC_FOLDS } from '../../src-main/intake/record.ts'
import { listEvents } from '../../src-main/intake/repo.ts'
import { recount } from '../../src-main/ledger/recount.ts'
import { countPending, indexSlice } from '../../src-main/search/pending.ts'
import { verifyAudit } from '../../src-main/store/audit.ts'
import { inspectCopy, listBackups } from '../../src-main/store/backup.ts'
import type { DataKey, Db } from '../../src-main/store/open.ts'
import { writeSheet } from '../../src-main/paper/xlsx/writeSheet.ts'
import { countersOf } from '../support/counters.ts'
import { buildChild, randomOf, runAndKill } from '../support/crash.ts'
import { howMany } from '../support/depth.ts'
import { keyOf, withStore } from '../support/rawStore.ts'
import { copiesOf, spareCore } from '../support/spareCore.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

const STORES = howMany(2, 20)
const IMPORTS = howMany(4, 20)
const BACKUPS = howMany(3, 12)
const KILLS_A_STORE = howMany(5, 10)
const SEED = 20_260_318

let t: TestCore
let key: DataKey
let childDir: string
const copies = copiesOf(() => t.dataDir)
beforeAll(async () => {
  t = await testCore()
  await t.core.close()
  key = await keyOf(t.dataDir, 'head', PASSWORD)
  childDir = await buildChild(copies.next(), key)
})
afterAll(() => {
  copies.clear()
  rmSync(childDir, { recursive: true, force: true })
  rmSync(t.dataDir, { recursive: true, force: true })
})

interface Ack {
  matterId?: string
  version?: number
  number?: string
  draft?: string
}

const numberOf = (db: Db, sql: string): number => db.prepare(sql).pluck().get() as number

/** What must hold of a store after any kill. */
function checkWhole(db: Db): void {
  expect(db.pragma('quick_check', { simple: true })).toBe('ok')
  expect(db.pragma('foreign_key_check')).toEqual([])
  expect(verifyAudit(db).isIntact).toBe(true)
  expect(numberOf(db, `SELECT count(*) FROM audit WHERE subject_kind = 'matter' AND action = 'changed'`)).toBe(
    numberOf(db, `SELECT count(*) FROM matter_event e JOIN matter m ON m.id = e.matter_id WHERE m.import_id IS NULL`),
  )
  expect(
    numberOf(
      db,
      'SELECT count(*) FROM matter m WHERE version <> (SELECT count(*) FROM matter_event e WHERE e.matter_id = m.id)',
    ),
  ).toBe(0)
  expect(numberOf(db, 'SELECT count(*) FROM matter_search') + countPending(db)).toBe(
    numberOf(db, 'SELECT count(*) FROM matter'),
  )
  for (const [series, sql] of [
    ['matter', 'SELECT number FROM matter WHERE import_id IS NULL ORDER BY number'],
    ['dossier', `SELECT dossier_number FROM mediation WHERE dossier_number LIKE '%人调字第A%' ORDER BY 1`],
  ] as const) {
    const seqs = (db.prepare(sql).pluck().all() as string[]).map((text) => Number(/A(\d+)/.exec(text)?.[1]))
    expect(seqs, series).toEqual(seqs.map((_, index) => index + 1))
    expect(db.prepare('SELECT last FROM number_series WHERE series = ?').pluck().get(series) ?? 0).toBe(seqs.length)
  }
  db.exec('BEGIN')
  const kept = countersOf(db)
  recount(db)
  expect(countersOf(db)).toEqual(kept)
  db.exec('ROLLBACK')
}

/** Every acknowledged act is there, and the header is what its events add up to. */
function checkAcknowledged(db: Db, acks: readonly Ack[]): void {
  const last = new Map<string, Ack>()
  for (const ack of acks) if (ack.matterId) last.set(ack.matterId, { ...last.get(ack.matterId), ...ack })
  for (const [id, { version, number }] of last) {
    const row = db.prepare('SELECT version, number, stage FROM matter WHERE id = ?').get(id) as
      { version: number; number: string; stage: string } | undefined
    expect(row, `matter ${number} was acknowledged`).toBeDefined()
    expect(row?.version).toBeGreaterThanOrEqual(version ?? 0)
    if (number) expect(row?.number).toBe(number)
    const state = foldMatter(listEvents(db, id), TOPIC_FOLDS)
    expect(state.problems).toEqual({})
    expect(state.stage).toBe(row?.stage)
  }
  const draft = acks.findLast((ack) => ack.draft)?.draft
  if (draft)
    expect(String(db.prepare(`SELECT title FROM draft WHERE key = 'intake:burst'`).pluck().get()) >= draft).toBe(true)
}

/** Two at a time: as many as the machine has cores for. */
async function inPairs(tasks: (() => Promise<void>)[]): Promise<void> {
  const queue = [...tasks]
  const work = async (): Promise<void> => {
    for (let task; (task = queue.shift());) await task()
  }
  await Promise.all([work(), work()])
}

describe('a kill at any moment', () => {
  it(`of a burst of saves loses nothing that was acknowledged (${STORES * KILLS_A_STORE} kills)`, async () => {
    let [kills, acknowledged, inTheAct] = [0, 0, 0]
    const killOneStore = (store: number) => async (): Promise<void> => {
      const random = randomOf(SEED + store)
      const dir = copies.next()
      for (let n = 0; n < KILLS_A_STORE; n++) {
        const when =
          random() < 0.1
            ? { lines: 0, afterMs: 100 + random() * 400 }
            : { lines: 1 + Math.floor(random() * 24), afterMs: random() * 12 }
        const acks = (await runAndKill('acts', dir, key, childDir, when)) as Ack[]
        withStore(dir, key, (db) => {
          checkWhole(db)
          checkAcknowledged(db, acks)
          if (acks.length > 0) inTheAct += 1
        })
        kills += 1
        acknowledged += acks.length
      }
      rmSync(dir, { recursive: true, force: true })
    }
    await inPairs(Array.from({ length: STORES }, (_, store) => killOneStore(store)))
    expect(kills).toBe(STORES * KILLS_A_STORE)
    expect(inTheAct).toBeGreaterThan(kills / 2)
    expect(acknowledged).toBeGreaterThan(kills * 5)
  }, 600_000)

  it('of an import leaves all of it or none', async () => {
    const rows = 300
    const file = join(t.dataDir, 'book.xlsx')
    const columns = [
      { key: 'no', title: '卷号', kind: 'text' as const },
      { key: 'on', title: '受理日期', kind: 'day' as const },
      { key: 'who', title: '申请人', kind: 'text' as const },
      { key: 'what', title: '纠纷简况', kind: 'text' as const },
    ]
    await writeSheet(
      file,
      { sheetName: '台账', title: '台账', columns },
      Array.from({ length: rows }, (_, n) => ({ no: `旧${n}`, on: '2025-03-05', who: '甲（测试）', what: '漏水' })),
    )
    const base64 = readFileSync(file).toString('base64')
    const mapping = { dossierNumber: 0, acceptedOn: 1, applicants: 2, facts: 3 }
    const storeToFill = (): string => {
      const dir = copies.next()
      writeFileSync(join(dir, 'import.json'), JSON.stringify({ base64, mapping, rowCount: rows }))
      return dir
    }
    // How long it takes here, now: two at once, since two will run.
    const unhurried = await Promise.all(
      [0, 1].map(() => runAndKill('import', storeToFill(), key, childDir, { lines: 2, afterMs: 0 })),
    )
    const wholeMs = Math.max(...unhurried.map((acks) => (acks[1] as { doneMs: number }).doneMs))
    const random = randomOf(SEED)
    const found: number[] = []
    const killOne = (at: number) => async (): Promise<void> => {
      const dir = storeToFill()
      // Spread over twice its time, so that some come before its end and some behind it.
      const afterMs = ((at + random()) / IMPORTS) * 2 * wholeMs
      const acks = await runAndKill('import', dir, key, childDir, { lines: 1, afterMs })
      withStore(dir, key, (db) => {
        checkWhole(db)
        while (indexSlice(db)); // what was pending is taken up again
        const counts = ['matter', 'mediation', 'party', 'matter_search'].map((table) =>
          numberOf(db, `SELECT count(*) FROM ${table}`),
        )
        expect(new Set(counts).size).toBe(1)
        expect([0, rows]).toContain(counts[0])
        expect(numberOf(db, 'SELECT count(*) FROM import_batch')).toBe(counts[0] === 0 ? 0 : 1)
        expect(numberOf(db, `SELECT count(*) FROM audit WHERE action = 'imported'`)).toBe(counts[0] === 0 ? 0 : 1)
        if (acks.length === 2) expect(counts[0]).toBe(rows)
        found.push(counts[0] ?? -1)
      })
    }
    await inPairs(Array.from({ length: IMPORTS }, (_, at) => killOne(at)))
    expect(found).toContain(0)
    expect(found).toContain(rows)
  }, 300_000)

  it('of a backup leaves store and finished copies whole, and no half copy among them', async () => {
    const random = randomOf(SEED + 1)
    const dir = copies.next()
    for (let n = 0; n < BACKUPS; n++) {
      const acks = await runAndKill('backup', dir, key, childDir, {
        lines: 1 + Math.floor(random() * 5),
        afterMs: random() * 30,
      })
      const made = acks.filter((ack) => ack === 'copy').length
      withStore(dir, key, checkWhole)
      const listed = listBackups(join(dir, 'copies'))
      expect(listed.length).toBeGreaterThanOrEqual(Math.min(made, 14))
      expect(listed.length).toBeLessThanOrEqual(15) // one more where the kill came before the oldest was removed
      for (const { name } of listed)
        expect(inspectCopy(join(dir, 'copies', name), key), name).toMatchObject({ isIntact: true })
    }
    expect(readdirSync(join(dir, 'copies')).filter((name) => name.endsWith('.db')).length).toBeGreaterThan(howMany(2, 5))
  }, 120_000)
})

it('the store that was killed still opens through the door', async () => {
  const dir = copies.next()
  await runAndKill('acts', dir, key, childDir, { lines: 30, afterMs: 1 })
  const spare = spareCore(dir)
  expect(await spare.call('account.login', { login: 'head', password: PASSWORD })).toMatchObject({ ok: true })
  const reply = (await spare.call('matters.list', { filter: {} })) as { ok: true; value: OutputOf<'matters.list'> }
  expect(reply.value.rows.length).toBeGreaterThan(2)
  await spare.core.close()
})

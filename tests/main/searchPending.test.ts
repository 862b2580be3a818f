import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OutputOf } from '../../src-shared/contract.ts'
import { stopIndexing } from '../../src-main/host/indexing.ts'
import { countPending, indexSlice } from '../../src-main/search/pending.ts'
import { addPending, listPending } from '../../src-main/search/repo.ts'
import { closeDesk, commit, db, dryRun, ok, open, openDesk, row } from '../support/importDesk.ts'
import type { SpareCore } from '../support/spareCore.ts'
import { PASSWORD } from '../support/testCore.ts'

// The entries of imported rows follow in the background: a search must not know the difference.
const ROWS = 700
let s: SpareCore
let importId: string
beforeAll(async () => {
  s = await openDesk()
  await register('旧的漏水')
  const opened = await open(
    Array.from({ length: ROWS }, (_, n) =>
      row(n, { 纠纷简况: `第 ${n} 件 ${n % 50 === 7 ? '楼上漏水' : '占道'} Q${n}z` }),
    ),
  )
  expect(await dryRun(opened)).toMatchObject({ good: ROWS, bad: 0 })
  expect(await commit(opened)).toMatchObject({ ok: true })
  importId = opened.importId
  await register('新的漏水')
  await settled()
  putBack()
}, 60_000)
afterAll(closeDesk)

const register = (summary: string) => ok('intake.register', { receivedOn: '2026-03-18', summary }, 'chuangkou')

async function settled(): Promise<void> {
  while (s.state.indexing) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** The state right after the import: no entries, all rows pending. */
function putBack(): void {
  expect(countPending(db())).toBe(0)
  const [fromRid, toRid] = db()
    .prepare('SELECT min(rid), max(rid) FROM matter WHERE import_id IS NOT NULL')
    .raw()
    .get() as [number, number]
  const content = db().prepare('DELETE FROM matter_search WHERE rowid BETWEEN ? AND ?').run(fromRid, toRid)
  expect(content.changes).toBe(ROWS)
  addPending(db(), { fromRid, toRid })
}

const QUESTIONS = [
  '漏水',
  '楼上漏水',
  '水',
  'q7z',
  'Q69',
  '旧字第12号',
  '第 7 件',
  '占道 q650',
  '没有的字',
  '，',
  'lishi',
  'nosuch',
]
const answers = async () => {
  const found: Record<string, unknown> = {}
  for (const text of QUESTIONS)
    for (const limit of [3, 50]) found[`${text} ${limit}`] = await ok('search.find', { text, limit })
  return found
}

it('answers before, during and after the background work alike, newest first', async () => {
  const before = await answers()
  const { hits } = before['漏水 50'] as OutputOf<'search.find'>
  expect(hits.map(({ summary }) => summary.slice(0, 2))).toEqual(['新的', ...Array(ROWS / 50).fill('第 '), '旧的'])
  expect((before['q7z 50'] as OutputOf<'search.find'>).hits).toHaveLength(1)
  expect(before['漏水 3']).toMatchObject({ hasMore: true })
  expect(indexSlice(db())).toBe(true)
  expect(countPending(db())).toBeLessThan(ROWS)
  expect(countPending(db())).toBeGreaterThan(0)
  expect(await answers()).toEqual(before)
  while (indexSlice(db()));
  expect(listPending(db())).toEqual([])
  expect(await answers()).toEqual(before)
})

it('leaves no other call waiting while it reads', async () => {
  putBack()
  let longest = 0
  let last = performance.now()
  const clock = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 1)
  let isDone = false
  const asked = ok('search.find', { text: 'nosuch' }).then(() => (isDone = true))
  await ok('account.status')
  expect(isDone).toBe(false)
  await asked
  clearInterval(clock)
  expect(longest).toBeLessThan(1_000) // by far: the machine of a test is busy
})

it('gives up a question when its asker asks the next', async () => {
  const [first, second] = await Promise.all([
    ok<OutputOf<'search.find'>>('search.find', { text: 'nosuch' }),
    ok<OutputOf<'search.find'>>('search.find', { text: '旧的漏水' }),
  ])
  expect(first).toEqual({ hits: [], hasMore: true })
  expect(second.hits).toHaveLength(1)
})

it('is taken up again at log-in', async () => {
  expect(countPending(db())).toBe(ROWS)
  indexSlice(db())
  await ok('account.logout', {})
  await ok('account.login', { login: 'head', password: PASSWORD })
  expect(s.state.indexing).toBeDefined()
  await stopIndexing(s.state)
  await ok('account.logout', {})
  await ok('account.login', { login: 'head', password: PASSWORD })
  await settled()
  expect(countPending(db())).toBe(0)
  expect(db().prepare('SELECT count(*) FROM matter_search').pluck().get()).toBe(ROWS + 2)
})

it('goes on with voided rows after an undo', async () => {
  const before = await answers()
  putBack()
  expect(await ok('import.undo', { importId, jobId: 'undo' })).toEqual({ count: ROWS, kept: 0 })
  await settled()
  expect(countPending(db())).toBe(0)
  const { hits } = (await answers())['漏水 50'] as OutputOf<'search.find'>
  expect(hits.map(({ matterId }) => matterId)).toEqual(
    (before['漏水 50'] as OutputOf<'search.find'>).hits.map(({ matterId }) => matterId),
  )
}, 30_000)

it('nothing of all this was a bug', () => expect(s.bugs).toEqual([]))

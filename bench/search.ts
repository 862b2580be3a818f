import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { RpcReply } from '../src-shared/contract.ts'
import { containsSearchText, normaliseSearchText } from '../src-shared/search/grams.ts'
import { findSearchSource } from '../src-main/search/repo.ts'
import { searchText } from '../src-main/search/indexMatter.ts'
import { openStore } from '../src-main/store/open.ts'
import { bulkStore } from './support/bulkStore.ts'
import { median, percentile, report, rowsOption, timeMs } from './support/report.ts'

// Every query through the door, its hits compared with a LIKE over the same texts; the index beside a trigram index of the same texts.
const rows = rowsOption(500_000)
const { core, state, caller, dir } = await bulkStore(rows)
const db = state.open!.db

const peer = join(dir, 'trigram.db')
for (const tail of ['', '-wal', '-shm']) rmSync(peer + tail, { force: true })
const other = openStore(peer, state.open!.key)
other.pragma('synchronous = OFF')
other.exec(`CREATE TABLE body (rid INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
  CREATE VIRTUAL TABLE tri USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'trigram')`)
const insertBody = other.prepare('INSERT INTO body VALUES (?, ?)')
const insertTri = other.prepare('INSERT INTO tri (rowid, text) VALUES (?, ?)')
const names: string[] = []
const ids = db.prepare('SELECT rid, id, party_names AS names FROM matter').all() as {
  rid: number
  id: string
  names: string
}[]
other.transaction(() => {
  for (const { rid, id, names: each } of ids) {
    const text = normaliseSearchText(searchText(findSearchSource(db, id)!))
    insertBody.run(rid, text)
    insertTri.run(rid, text)
    if (rid % Math.ceil(rows / 20) === 0) names.push(each.split('、')[0] ?? '')
  }
})()

const initials = ['zxm', 'lgy', 'wjh', 'xyl']
const texts = [
  '漏',
  '漏水',
  '噪音',
  '押金',
  '水噪',
  '物业费',
  '停车位',
  '电动车',
  '楼道堆物',
  '预付卡退费',
  '天花板受潮',
  '要求赔偿',
  '一个其中',
  '炒面',
  '130 0000',
  '5555',
  '2024-a00',
  'zhang',
]
const queries = [...texts, ...initials, ...names.filter((name) => name.length > 1 && [...name].length <= 6)]
const like = other.prepare(`SELECT count(*) AS n FROM body WHERE text LIKE ? ESCAPE '\\'`)
const ridOf = db.prepare('SELECT rid FROM matter WHERE id = ?').pluck()
const newest = other.prepare(`SELECT rid FROM body WHERE text LIKE ? ESCAPE '\\' ORDER BY rid DESC LIMIT 50`).pluck()
let [complete, wanted, found] = [0, 0, 0]
const times: number[] = []
const likeTimes: number[] = []
for (const query of queries) {
  const pattern = `%${normaliseSearchText(query)}%`
  const ask = async () =>
    (await core.dispatch(caller, { method: 'search.find', input: { text: query, limit: 50 } })) as RpcReply
  const reply = await ask()
  if (!reply.ok) throw new Error(reply.error.message)
  const hits = (reply.value as { hits: { matterId: string }[] }).hits.map((hit) => ridOf.get(hit.matterId) as number)
  likeTimes.push(timeMs(() => like.get(pattern)))
  const truth = query.includes(' ')
    ? (other.prepare('SELECT rid, text FROM body ORDER BY rid DESC').iterate() as IterableIterator<{
        rid: number
        text: string
      }>)
    : undefined
  const expected: number[] = truth ? [] : (newest.all(pattern) as number[])
  if (truth)
    for (const { rid, text } of truth) {
      if (containsSearchText(text, query)) expected.push(rid)
      if (expected.length === 50) break
    }
  const hitSet = new Set(hits)
  const right = expected.filter((rid) => hitSet.has(rid)).length
  wanted += expected.length
  found += right
  if (right === expected.length && hits.length === expected.length) complete += 1
  else
    report({ name: `search "${query}" incomplete`, value: right, unit: `of ${expected.length}, ${hits.length} hits` })
  for (let round = 0; round < 7; round++) {
    const start = performance.now()
    await ask()
    times.push(performance.now() - start)
  }
}
report({
  name: `search recall of the newest 50, ${queries.length} queries, ${rows} matters`,
  value: found / wanted,
  unit: 'share',
  target: '1.0',
})
report({ name: 'search queries fully answered', value: complete, unit: `of ${queries.length}` })
report({ name: 'search through the door p50', value: median(times), unit: 'ms' })
report({
  name: 'search through the door p95',
  value: percentile(times, 0.95),
  unit: 'ms',
  ratio: percentile(times, 0.95) / median(likeTimes),
  against: `LIKE scan ${median(likeTimes).toFixed(0)} ms`,
  target: '<= 20',
})

db.exec(`INSERT INTO matter_search (matter_search) VALUES ('optimize')`)
other.exec(`INSERT INTO tri (tri) VALUES ('optimize')`)
const sizeOf = (of: typeof db, name: string): number =>
  of
    .prepare(`SELECT sum(pgsize) / 1e6 AS mb FROM dbstat WHERE name LIKE ?`)
    .pluck()
    .get(`${name}\\_%`.replace('\\', '')) as number
const [ours, trigram] = [sizeOf(db, 'matter_search'), sizeOf(other, 'tri')]
report({
  name: 'search index',
  value: ours,
  unit: 'MB',
  ratio: ours / trigram,
  against: `trigram ${trigram.toFixed(1)} MB`,
  target: 'ratio <= 0.26',
})
other.close()
for (const tail of ['', '-wal', '-shm']) rmSync(peer + tail, { force: true })
await core.close()

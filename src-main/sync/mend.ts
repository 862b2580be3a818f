import { bucketOf, NO_SUM, sumOfHex, sumToHex, xorSum, type Sum } from '../../src-shared/sync/digest.ts'
import { BUCKETS, BucketRows, Digests, PullPage } from '../../src-shared/sync/protocol.ts'
import { findSynced, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { syncedTablesOf } from '../store/capture.ts'
import type { Db } from '../store/open.ts'
import { ask } from './district.ts'
import type { SyncPorts } from './ports.ts'
import { takeRows } from './pull.ts'
import { listAcked, sendWhole, writeSum } from './rowRepo.ts'
import { loadState, saveState } from './state.ts'

/** Rows asked for at a time. */
const AT_ONCE = 500

/**
 * Both sides are at the same cursor and nothing waits, yet the sums differ: finds the rows by table and bucket, takes what
 * the district has and sends what it lacks. The sums here are counted anew first, so a wrong sum alone mends itself.
 */
export async function mend(db: Db, ports: SyncPorts, authorization: string, signal?: AbortSignal): Promise<void> {
  const headers = { authorization }
  const theirs = await ask(ports.transport, { method: 'GET', path: '/sync/digest', headers, signal }, Digests)
  const own = syncedTablesOf(db).map(({ name }) => name) // of a table that it lost altogether the district says nothing
  for (const name of new Set([...Object.keys(theirs.tables), ...own])) {
    const table = findSynced(name)
    if (!table) continue
    const buckets = theirs.tables[name] ?? []
    const mine = bucketSums(db, table)
    for (let bucket = 0; bucket < BUCKETS; bucket += 1) {
      if ((buckets[bucket] ?? '') === (mine.sums[bucket] ?? '')) continue
      const path = `/sync/bucket?table=${name}&bucket=${bucket}`
      const { rows } = await ask(ports.transport, { method: 'GET', path, headers, signal }, BucketRows)
      await mendBucket(db, ports, headers, table, new Map(rows), mine.rows[bucket] ?? new Map(), signal)
    }
  }
}

function bucketSums(db: Db, table: SyncedTable): { sums: string[]; rows: Map<string, string>[] } {
  const sums: Sum[] = Array.from({ length: BUCKETS }, () => NO_SUM)
  const rows = Array.from({ length: BUCKETS }, () => new Map<string, string>())
  let all = NO_SUM
  for (const { key, acked } of listAcked(db, table.no)) {
    const bucket = bucketOf(key)
    sums[bucket] = xorSum(sums[bucket] ?? NO_SUM, sumOfHex(acked))
    rows[bucket]?.set(key, acked)
    all = xorSum(all, sumOfHex(acked))
  }
  db.transaction(() => writeSum(db, table.no, sumToHex(all))).immediate()
  return { sums: sums.map(sumToHex), rows }
}

async function mendBucket(
  db: Db,
  ports: SyncPorts,
  headers: Record<string, string>,
  table: SyncedTable,
  theirs: Map<string, string>,
  mine: Map<string, string>,
  signal?: AbortSignal,
): Promise<void> {
  const differing = [...theirs].filter(([key, sum]) => mine.get(key) !== sum).map(([key]) => key)
  for (let from = 0; from < differing.length; from += AT_ONCE) {
    const json = { table: table.name, keys: differing.slice(from, from + AT_ONCE) }
    const page = await ask(ports.transport, { method: 'POST', path: '/sync/rows', headers, json, signal }, PullPage)
    db.transaction(() => takeRows(db, ports, page.rows, new Set())).immediate()
  }
  const lacking = [...mine.keys()].filter((key) => !theirs.has(key))
  const both = differing.filter((key) => mine.has(key))
  db.transaction(() => {
    if (!table.isDistricts) for (const key of [...lacking, ...both]) sendWhole(db, table, key)
    saveState(db, { mended: loadState(db).mended + lacking.length + differing.length })
  }).immediate()
}

import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createZstdDecompress } from 'node:zlib'
import { PulledRow, type SnapshotInfo } from '../../src-shared/sync/protocol.ts'
import type { Db } from '../store/open.ts'
import { askBytes } from './district.ts'
import { paceOf, type Contact, type SyncPorts } from './ports.ts'
import { takeRows } from './pull.ts'
import { loadState, saveState } from './state.ts'

const RANGE_BYTES = 4 * 1024 * 1024

/**
 * The first sync of a seat that is far behind: one file of the street's rows, newest matters first, so that the first page of
 * the list is full after the first slice. Both halves go on where they were stopped: the file by ranges, its rows by
 * their count. At its end the cursor is the snapshot's.
 */
export async function readSnapshot(
  db: Db,
  ports: SyncPorts,
  contact: Contact,
  info: SnapshotInfo,
  signal?: AbortSignal,
): Promise<void> {
  const state = loadState(db)
  if (state.cursor >= info.cursor) return
  const dir = ports.scratchDir as string
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, `snapshot-${info.sha256.slice(0, 32)}.part`)
  await fetchRest(ports, contact, info, file, signal)
  const skipped = state.snapshot === info.id ? state.snapshotRows : 0
  await takeIn(db, ports, info, file, skipped, signal)
  rmSync(file, { force: true })
}

async function fetchRest(
  ports: SyncPorts,
  contact: Contact,
  info: SnapshotInfo,
  file: string,
  signal?: AbortSignal,
): Promise<void> {
  for (let at = existsSync(file) ? statSync(file).size : 0; at < info.bytes;) {
    const to = Math.min(at + RANGE_BYTES, info.bytes) - 1
    const headers = { authorization: `Bearer ${contact.token}`, range: `bytes=${at}-${to}` }
    const { body } = await askBytes(ports.transport, {
      method: 'GET',
      path: `/sync/snapshot/${info.id}`,
      headers,
      signal,
    })
    if (body.length === 0) throw new Error('An empty piece of a snapshot')
    await appendFile(file, body, { mode: 0o600 })
    at += body.length
    ports.report?.({ what: 'snapshot', done: at, total: info.bytes })
    signal?.throwIfAborted()
  }
  const hash = createHash('sha256')
  for await (const part of createReadStream(file)) hash.update(part as Buffer)
  if (hash.digest('hex') === info.sha256) return
  rmSync(file, { force: true })
  throw new Error('A snapshot with a wrong sum')
}

async function takeIn(
  db: Db,
  ports: SyncPorts,
  info: SnapshotInfo,
  file: string,
  skipped: number,
  signal?: AbortSignal,
): Promise<void> {
  const lines = createInterface({ input: createReadStream(file).pipe(createZstdDecompress()), crlfDelay: Infinity })
  const pace = paceOf(ports)
  let done = 0
  let slice: PulledRow[] = []
  const flush = async (isEnd: boolean): Promise<void> => {
    const tables = new Set<string>()
    const rows = slice
    slice = []
    const take = db.transaction(() => {
      takeRows(db, ports, rows, tables)
      saveState(
        db,
        isEnd ? { cursor: info.cursor, snapshot: '', snapshotRows: 0 } : { snapshot: info.id, snapshotRows: done },
      )
    })
    pace.run(rows.length, () => take.immediate())
    ports.report?.({ what: 'receiving', done, total: info.rows })
    ports.changed(tables)
    await ports.breathe?.()
    signal?.throwIfAborted()
  }
  for await (const line of lines) {
    if (line === '') continue
    done += 1
    if (done <= skipped) continue
    slice.push(PulledRow.parse(JSON.parse(line)))
    if (slice.length >= pace.rows) await flush(false)
  }
  await flush(true)
}

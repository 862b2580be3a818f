import { parentPort, workerData } from 'node:worker_threads'
import { countPending, indexSlice } from '../search/pending.ts'
import { closeStore, openStore } from '../store/open.ts'

/** What the thread is started with; the data key is copied, never written. */
export interface IndexerStart {
  storeFile: string
  key: Uint8Array
}
/** Matters whose search entries were written since the start, and all that were pending then. */
export interface IndexerProgress {
  done: number
  total: number
}

/** Pages kept in memory, KiB: rows are read once, in order. */
const CACHE_KIB = 16_384

const port = parentPort
if (!port) throw new Error('indexer.ts runs as a worker thread')
let isStopped = false
port.on('message', () => (isStopped = true))

const { storeFile, key } = workerData as IndexerStart
const db = openStore(storeFile, Buffer.from(key), { cacheKib: CACHE_KIB })
try {
  const total = countPending(db)
  while (!isStopped && indexSlice(db)) {
    port.postMessage({ done: total - countPending(db), total } satisfies IndexerProgress)
    await new Promise((resolve) => setImmediate(resolve)) // lets a stop come in
  }
} finally {
  closeStore(db)
  port.close()
}

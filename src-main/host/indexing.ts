import { Worker } from 'node:worker_threads'
import { INDEXING_JOB } from '../../src-shared/search/schema.ts'
import { countPending } from '../search/pending.ts'
import type { CoreState } from './coreState.ts'
import type { IndexerProgress, IndexerStart } from './indexer.ts'
import { storeFile } from './openedStore.ts'
import { SMALL_HEAP } from './readAhead.ts'

const INDEXER = import.meta.url.endsWith('.ts') ? './indexer.ts' : './indexer.js'

/**
 * Lets a thread write the search entries that an import left pending, in small transactions between those of others.
 * Does nothing if none are pending or it runs already. What a stop or a killed process left is taken up at the next log-in.
 */
export function startIndexing(core: CoreState): void {
  if (!core.open || core.isClosing || core.busyWith || core.indexing || countPending(core.open.db) === 0) return
  const start: IndexerStart = { storeFile: storeFile(core.dataDir), key: core.open.key }
  const worker = new Worker(new URL(INDEXER, import.meta.url), { workerData: start, resourceLimits: SMALL_HEAP })
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.on('error', (error) => core.log.error('indexing_failed', { name: error.name }))
  const tellToStop = (): void => worker.postMessage('stop')
  const followed = core.services
    .runJob(INDEXING_JOB, async (job) => {
      job.signal.addEventListener('abort', tellToStop, { once: true })
      worker.on('message', ({ done, total }: IndexerProgress) => job.report(done, total, '正在建立检索索引'))
      await ended
    })
    .catch(() => {}) // cancelled: what is left waits for the next log-in
    .then(() => void (core.indexing = undefined))
  core.indexing = {
    stop: () => {
      tellToStop()
      return followed
    },
  }
}

/** Ends the thread after the slice that it is writing. */
export async function stopIndexing(core: CoreState): Promise<void> {
  await core.indexing?.stop()
}

import { Worker } from 'node:worker_threads'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Actor, Job, WriterTask } from '../ctx/ctx.ts'
import type { CoreState } from './coreState.ts'
import { giveBackMemory } from './giveBack.ts'
import { startIndexing, stopIndexing } from './indexing.ts'
import { storeFile } from './openedStore.ts'
import { SMALL_HEAP } from './readAhead.ts'
import { startSyncing, stopSyncing } from './syncing.ts'
import type { WriterMessage, WriterStart } from './writer.ts'

const WRITER = import.meta.url.endsWith('.ts') ? './writer.ts' : './writer.js'

/** Starts the writing thread and waits for its one transaction. Meanwhile other writing calls are refused with a word. */
export async function runWriter(core: CoreState, task: WriterTask, actor: Actor, job: Job): Promise<unknown> {
  if (!core.open) throw new AppError('not_logged_in', '请先登录')
  if (core.busyWith) throw new AppError('in_use', `${core.busyWith}，请稍候再试`)
  const start = {
    storeFile: storeFile(core.dataDir),
    key: core.open.key,
    nowMs: core.nowMs(),
    actor,
    task,
  } as WriterStart
  core.busyWith = task.what
  try {
    await stopSyncing(core)
    await stopIndexing(core)
    await giveBackMemory()
    job.signal.throwIfAborted()
    return await follow(
      new Worker(new URL(WRITER, import.meta.url), { workerData: start, resourceLimits: SMALL_HEAP }),
      job,
    )
  } finally {
    core.busyWith = undefined
    startIndexing(core)
    startSyncing(core)
    for (const topic of ['matters', 'mediation', 'linkage', 'ledger'] as const) core.notify(topic)
  }
}

function follow(worker: Worker, job: Job): Promise<unknown> {
  const cancel = (): void => worker.postMessage('cancel')
  job.signal.addEventListener('abort', cancel, { once: true })
  return new Promise<unknown>((resolve, reject) => {
    worker.on('message', (message: WriterMessage) => {
      if (message.type === 'progress') job.report(message.done, message.total, message.what)
      else if (message.type === 'done') resolve(message.value)
      else reject(new AppError(message.code, message.message, message.details))
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('The writing thread ended without an answer')))
  }).finally(() => job.signal.removeEventListener('abort', cancel))
}

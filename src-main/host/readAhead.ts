import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { ReadCase } from '../ledger/readCases.ts'
import type { CaseReaderMessage, CaseReaderStart } from './caseReader.ts'

const READER = import.meta.url.endsWith('.ts') ? './caseReader.ts' : './caseReader.js'

/** Little lives long here; without a limit each thread lets 200 MB of garbage gather. */
export const SMALL_HEAP = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 256 }

/** The cases of a ledger, read by a thread of its own a little ahead of whoever takes them. */
export async function* readAhead(start: CaseReaderStart, signal: AbortSignal): AsyncGenerator<ReadCase[]> {
  const worker = new Worker(new URL(READER, import.meta.url), { workerData: start, resourceLimits: SMALL_HEAP })
  try {
    for await (const [message] of on(worker, 'message', { signal, close: ['exit'] }) as AsyncIterable<
      [CaseReaderMessage]
    >) {
      if (message.type === 'end') return
      if (message.type === 'failed') throw new AppError(message.code, message.message, message.details)
      yield message.cases
      worker.postMessage('taken')
    }
    throw new Error('The reading thread ended before the sheet did')
  } finally {
    await worker.terminate()
  }
}

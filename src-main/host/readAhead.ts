import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { SheetReaderMessage, SheetReaderStart } from './sheetReader.ts'

const READER = import.meta.url.endsWith('.ts') ? './sheetReader.ts' : './sheetReader.js'

/** Little lives long here; without a limit each thread lets 200 MB of garbage gather. */
export const SMALL_HEAP = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 }

/**
 * What a thread of its own reads of a ledger, a little ahead of whoever takes it.
 * @typeParam T what the task yields: `lookAtSheet`, `checkRecords` or `readCases`
 */
export async function* readAhead<T>(start: SheetReaderStart, signal: AbortSignal): AsyncGenerator<T> {
  const worker = new Worker(new URL(READER, import.meta.url), { workerData: start, resourceLimits: SMALL_HEAP })
  try {
    for await (const [message] of on(worker, 'message', { signal, close: ['exit'] }) as AsyncIterable<
      [SheetReaderMessage]
    >) {
      if (message.type === 'end') return
      if (message.type === 'failed') throw new AppError(message.code, message.message, message.details)
      yield message.part as T
      worker.postMessage('taken')
    }
    throw new Error('The reading thread ended before the sheet did')
  } finally {
    await worker.terminate()
  }
}

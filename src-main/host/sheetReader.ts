import { parentPort, workerData } from 'node:worker_threads'
import type { Day } from '../../src-shared/kernel/day.ts'
import { AppError, type ErrorCode } from '../../src-shared/kernel/errors.ts'
import { checkRecords, lookAtSheet } from '../ledger/lookAtSheet.ts'
import { readCases } from '../ledger/readCases.ts'
import type { SheetFile } from '../ctx/ctx.ts'

/** What the thread is started with: the file and what to read of it. It has no key and no store. */
export interface SheetReaderStart {
  task: 'look' | 'check' | 'cases'
  file: SheetFile
  today: Day
}
/** The reader waits for one message back for each part, so that it is never far ahead. */
export type SheetReaderMessage =
  | { type: 'part'; part: unknown }
  | { type: 'end' }
  | { type: 'failed'; code: ErrorCode; message: string; details: Record<string, unknown> }

const MOST_AHEAD = 8

const port = parentPort
if (!port) throw new Error('sheetReader.ts runs as a worker thread')
const send = (message: SheetReaderMessage): void => port.postMessage(message)
let ahead = 0
let goOn = (): void => {}
port.on('message', () => {
  ahead -= 1
  goOn()
})

function partsOf({ task, file, today }: SheetReaderStart): AsyncIterable<unknown> {
  switch (task) {
    case 'look':
      return lookAtSheet(file.bytes)
    case 'check':
      return checkRecords(file, today)
    case 'cases':
      return readCases(file, today)
  }
}

try {
  for await (const part of partsOf(workerData as SheetReaderStart)) {
    send({ type: 'part', part })
    ahead += 1
    while (ahead >= MOST_AHEAD) await new Promise<void>((resolve) => (goOn = resolve))
  }
  send({ type: 'end' })
} catch (error) {
  if (!(error instanceof AppError)) throw error
  send({ type: 'failed', code: error.code, message: error.message, details: error.details })
} finally {
  port.close()
}

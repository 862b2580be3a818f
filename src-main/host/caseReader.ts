import { parentPort, workerData } from 'node:worker_threads'
import type { Day } from '../../src-shared/kernel/day.ts'
import { AppError, type ErrorCode } from '../../src-shared/kernel/errors.ts'
import { readCases, type ReadCase } from '../ledger/readCases.ts'
import type { ImportFile } from '../ledger/readRecords.ts'

/** What the thread is started with. It reads the sheet while the writing thread writes; it has no key and no store. */
export interface CaseReaderStart {
  file: Pick<ImportFile, 'bytes' | 'mapping'>
  today: Day
}
/** The reader waits for one message back for each batch, so that it is never far ahead. */
export type CaseReaderMessage =
  | { type: 'cases'; cases: ReadCase[] }
  | { type: 'end' }
  | { type: 'failed'; code: ErrorCode; message: string; details: Record<string, unknown> }

const MOST_AHEAD = 8

const port = parentPort
if (!port) throw new Error('caseReader.ts runs as a worker thread')
const send = (message: CaseReaderMessage): void => port.postMessage(message)
let ahead = 0
let goOn = (): void => {}
port.on('message', () => {
  ahead -= 1
  goOn()
})

const { file, today } = workerData as CaseReaderStart
try {
  for await (const cases of readCases(file, today)) {
    send({ type: 'cases', cases })
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

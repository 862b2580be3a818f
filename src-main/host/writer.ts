import { parentPort, workerData } from 'node:worker_threads'
import { dayOf, type Instant } from '../../src-shared/kernel/day.ts'
import { AppError, type ErrorCode } from '../../src-shared/kernel/errors.ts'
import type { HolidayTable } from '../../src-shared/calendar/holidayTable.ts'
import type { CentreSettings } from '../../src-shared/centre/schema.ts'
import { loadCalendar, saveHolidaysWithProgress } from '../centre/holidays.ts'
import { loadSettings, saveSettingsWithProgress } from '../centre/settings.ts'
import { importCases } from '../ledger/importCases.ts'
import { importTasks } from '../linkage/importTasks.ts'
import { readCases, type ReadCase } from '../ledger/readCases.ts'
import type { ImportFile } from '../ledger/readRecords.ts'
import { undoImport } from '../ledger/undoImport.ts'
import type { Actor, Ctx, Job } from '../ctx/ctx.ts'
import { closeStore, openStore } from '../store/open.ts'
import { wholeTransaction } from '../store/wholeTransaction.ts'
import { createNewId } from './newIds.ts'
import { readAhead } from './readAhead.ts'

type Task =
  | { name: 'import'; input: { importId: string; file: ImportFile } }
  | { name: 'importTasks'; input: { importId: string; file: ImportFile } }
  | { name: 'undoImport'; input: { id: string; fileName: string } }
  | { name: 'saveHolidays'; input: HolidayTable }
  | { name: 'saveSettings'; input: Partial<CentreSettings> }

/** What the thread is started with; the data key is copied, never written. */
export interface WriterStart {
  storeFile: string
  key: Uint8Array
  nowMs: number
  actor: Actor
  task: Task
}
export type WriterMessage =
  | { type: 'progress'; done: number; total: number; what: string }
  | { type: 'done'; value: unknown }
  | { type: 'failed'; code: ErrorCode; message: string; details: Record<string, unknown> }

const port = parentPort
if (!port) throw new Error('writer.ts runs as a worker thread')
const send = (message: WriterMessage): void => port.postMessage(message)

function perform(ctx: Ctx, task: Task, job: Job): Promise<unknown> {
  switch (task.name) {
    case 'import':
      return importCases(ctx, { id: task.input.importId, ...task.input.file }, casesOf(ctx, task.input.file, job), job)
    case 'importTasks':
      return importTasks(ctx, task.input.importId, task.input.file, job)
    case 'undoImport':
      return undoImport(ctx, task.input, job)
    case 'saveHolidays':
      return saveHolidaysWithProgress(ctx, task.input, job)
    case 'saveSettings':
      return saveSettingsWithProgress(ctx, task.input, job)
  }
}

/** Pages kept in memory: an import writes nearly all of them in order and reads few again. */
const IMPORT_CACHE_KIB = 24_576

/** One transaction from start to end; cancelling rolls all of it back. */
async function run(start: WriterStart): Promise<void> {
  const controller = new AbortController()
  port?.on('message', () => controller.abort())
  const db = openStore(
    start.storeFile,
    Buffer.from(start.key),
    start.task.name === 'import' ? { cacheKib: IMPORT_CACHE_KIB } : {},
  )
  const now = new Date(start.nowMs).toISOString() as Instant
  const ctx: Ctx = {
    db,
    now,
    today: dayOf(now),
    actor: start.actor,
    settings: loadSettings(db),
    calendar: loadCalendar(db),
    isPractice: false,
    newId: createNewId(),
    changed: () => {},
  }
  const job: Job = {
    signal: controller.signal,
    report: (done, total, what) => send({ type: 'progress', done, total, what }),
  }
  try {
    const value = await wholeTransaction(db, async () => {
      const answer = await perform(ctx, start.task, job)
      controller.signal.throwIfAborted()
      return answer
    })
    send({ type: 'done', value })
  } catch (error) {
    if (error instanceof AppError)
      send({ type: 'failed', code: error.code, message: error.message, details: error.details })
    else if (controller.signal.aborted)
      send({ type: 'failed', code: 'cancelled', message: '已取消，没有保存任何内容', details: {} })
    else throw error
  } finally {
    closeStore(db)
    port?.close()
  }
}

/** Up to here a second thread takes longer to start than it saves. */
const FEW_ROWS = 1_000

function casesOf({ today }: Ctx, file: ImportFile, job: Job): AsyncIterable<ReadCase[]> {
  return file.rowCount > FEW_ROWS
    ? readAhead<ReadCase[]>({ task: 'cases', file, today }, job.signal)
    : readCases(file, today, job)
}

await run(workerData as WriterStart)

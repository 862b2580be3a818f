import { randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Day } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Job, Services } from '../ctx/ctx.ts'
import { markErrors } from '../paper/xlsx/markErrors.ts'
import { writeSheet } from '../paper/xlsx/writeSheet.ts'
import type { Template } from '../paper/workerMessages.ts'
import { createTypesetter, type Typesetter } from '../paper/typesetter.ts'
import { giveBackMemory } from './giveBack.ts'
import { readAhead } from './readAhead.ts'

interface RunningJob {
  controller: AbortController
  done: number
  total: number
  what: string
}

/** Typesetting and long work, for actions. `closeServices` stops both. */
export function createServices(options: {
  appDir: string
  scratchDir: string
  isPractice: boolean
  runWriter: Services['runWriter']
  /** Templates of papers that the district published and that are in force. */
  templates: () => readonly Template[]
  today: () => Day
  typesetter?: Typesetter
}): { services: JobServices; closeServices: () => Promise<void> } {
  const typesetter =
    options.typesetter ??
    createTypesetter({
      resourcesDir: join(options.appDir, 'resources'),
      nodeModulesDir: join(options.appDir, 'node_modules'),
    })
  const jobs = new Map<string, RunningJob>()
  const inScratch = async (write: (file: string) => Promise<unknown>): Promise<Buffer> => {
    const file = join(options.scratchDir, `${randomUUID()}.xlsx`)
    try {
      await write(file)
      return await readFile(file)
    } finally {
      await rm(file, { force: true })
    }
  }
  const services: JobServices = {
    sheetBytes: (spec, rows, job) =>
      inScratch((file) =>
        writeSheet(file, spec, rows, { signal: job?.signal, onProgress: (done) => job?.report(done, 0, '正在导出') }),
      ),
    markedCopy: (workbook, problems) => inScratch((file) => markErrors(workbook, problems, file)),
    isPractice: options.isPractice,
    transit: new Map(),
    runWriter: options.runWriter,
    readSheetAside: async function* (task, file, signal) {
      await giveBackMemory()
      yield* readAhead({ task, file, today: options.today() }, signal)
    },
    typeset: (kind, data, { mode, timestamp, images, signal, onProgress }) =>
      typesetter.typeset(kind, data, {
        mode,
        timestamp,
        signal,
        onProgress,
        ...(images && { images }),
        templates: options.templates(),
        ...(options.isPractice ? { watermark: '练习' } : {}),
      }),
    runJob: async (jobId, work) => {
      if (jobs.has(jobId)) throw new AppError('conflict', '同一项工作正在进行')
      const running: RunningJob = { controller: new AbortController(), done: 0, total: 0, what: '' }
      jobs.set(jobId, running)
      const job: Job = {
        signal: running.controller.signal,
        report: (done, total, what) => Object.assign(running, { done, total, what }),
      }
      try {
        return await work(job)
      } catch (error) {
        if (running.controller.signal.aborted) throw new AppError('cancelled', '已取消，没有保存')
        throw error
      } finally {
        jobs.delete(jobId)
      }
    },
    warmUp: () => typesetter.warmUp(),
    progressOf: (jobId) => {
      const job = jobs.get(jobId)
      return job
        ? { done: job.done, total: job.total, what: job.what, isRunning: true }
        : { done: 0, total: 0, what: '', isRunning: false }
    },
    cancel: (jobId) => jobs.get(jobId)?.controller.abort(),
  }
  return {
    services,
    closeServices: async () => {
      for (const { controller } of jobs.values()) controller.abort()
      if (!options.typesetter) await typesetter.closeTypesetter()
    },
  }
}

export interface JobServices extends Services {
  progressOf(jobId: string): { done: number; total: number; what: string; isRunning: boolean }
  cancel(jobId: string): void
  /** Loads fonts and templates ahead of the first paper. */
  warmUp(): Promise<void>
}

import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { z } from 'zod'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import { getPaper } from '../../src-shared/paper/registry.ts'
import type { PaperData, PaperKind } from '../../src-shared/paper/registry.ts'
import type { CompilerPlace } from './compiler.ts'
import type { PaperImage, Template, WorkerJob, WorkerReply } from './workerMessages.ts'

export interface TypesetterPlace {
  /** Holds `paper/*.typ` and, in a packaged program, `fonts/*.ttf`. */
  resourcesDir: string
  /** Further font folders, besides the system's own. */
  fontsDirs?: readonly string[]
  /** Where the bundled fonts lie while they are npm packages. Default: `node_modules` beside `resourcesDir`. */
  nodeModulesDir?: string
  /** The worker's entry, where a bundler has put it elsewhere than beside this file. */
  workerUrl?: URL
}

export interface TypesetOptions {
  /** Fixes every date inside the PDF: the same data and instant give the same bytes. */
  timestamp: Instant
  /** `preview` prints 「预览」 across each page. */
  mode: 'issue' | 'preview'
  /** Printed across each page besides, such as 「练习」. */
  watermark?: string
  /** Templates that stand in for the program's own. */
  templates?: readonly Template[]
  images?: readonly PaperImage[]
  signal?: AbortSignal
  /** Rows done, of a ledger made in parts. */
  onProgress?: (done: number, total: number) => void
}

export interface TypesetPaper {
  pdf: Uint8Array
  pages: number
  /** Version of the registry and a hash of the template as it lay on disk: `1-3f9a01bc`. */
  templateVersion: string
  /** What this computer's fonts could not do, in Chinese; empty when all is well. */
  fontNotice: string[]
}

export interface Typesetter {
  /**
   * @throws AppError 'invalid' (data), 'cancelled' (signal), 'internal' (a template that does not compile)
   */
  typeset<K extends PaperKind>(kind: K, data: PaperData<K>, options: TypesetOptions): Promise<TypesetPaper>
  /** Loads fonts and templates ahead of the first paper. */
  warmUp(): Promise<void>
  /** Ends the worker; papers under way fail as 'cancelled'. */
  closeTypesetter(): Promise<void>
}

interface Waiting {
  job: WorkerJob
  onProgress?: (done: number, total: number) => void
  settle: (outcome: TypesetPaper | Error) => void
}

const WORKER_FILE = import.meta.url.endsWith('.ts') ? './paperWorker.ts' : './paperWorker.js'

/** One worker thread that typesets one paper after another; cancelling one ends the thread and starts another. */
export function createTypesetter(place: TypesetterPlace): Typesetter {
  const workerUrl = place.workerUrl ?? new URL(WORKER_FILE, import.meta.url)
  const workerData: CompilerPlace = {
    resourcesDir: place.resourcesDir,
    fontsDirs: place.fontsDirs ?? [],
    nodeModulesDir: place.nodeModulesDir ?? join(place.resourcesDir, '..', 'node_modules'),
  }
  const queue: Waiting[] = []
  let worker: Worker | undefined
  let current: Waiting | undefined
  let lastId = 0

  function startWorker(): Worker {
    const started = new Worker(workerUrl, { workerData })
    started.on('message', (reply: WorkerReply) => started === worker && takeReply(reply))
    started.on('error', (error) => started === worker && endCurrent(toError(error)))
    started.on('exit', () => started === worker && endCurrent(new AppError('internal', '排版线程意外退出')))
    started.unref()
    return started
  }

  function takeReply(reply: WorkerReply): void {
    if (!current || reply.id !== current.job.id) return
    if (reply.type === 'progress') return current.onProgress?.(reply.done, reply.total)
    const { settle } = current
    current = undefined
    if (reply.type === 'failed') settle(new AppError(reply.code, reply.message))
    else if (reply.type === 'ready') settle({ pdf: new Uint8Array(), pages: 0, templateVersion: '', fontNotice: [] })
    else
      settle({
        pdf: reply.pdf,
        pages: reply.pages,
        templateVersion: reply.templateVersion,
        fontNotice: reply.fontNotice,
      })
    next()
  }

  /** The worker is gone or going: the paper under way fails, the others get a new worker. */
  function endCurrent(error: Error): void {
    const ended = worker
    worker = undefined
    void ended?.terminate()
    const failed = current
    current = undefined
    failed?.settle(error)
    next()
  }

  function next(): void {
    if (current) return
    current = queue.shift()
    if (!current) {
      worker?.unref()
      return
    }
    worker ??= startWorker()
    worker.ref()
    worker.postMessage(current.job)
  }

  function enqueue(
    job: WorkerJob,
    { signal, onProgress }: Pick<TypesetOptions, 'signal' | 'onProgress'> = {},
  ): Promise<TypesetPaper> {
    if (signal?.aborted) return Promise.reject(cancelled())
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        if (current === waiting) return endCurrent(cancelled())
        queue.splice(queue.indexOf(waiting), 1)
        waiting.settle(cancelled())
      }
      const settle: Waiting['settle'] = (outcome) => {
        signal?.removeEventListener('abort', onAbort)
        if (outcome instanceof Error) reject(outcome)
        else resolve(outcome)
      }
      const waiting: Waiting = { job, onProgress, settle }
      signal?.addEventListener('abort', onAbort)
      queue.push(waiting)
      next()
    })
  }

  return {
    async typeset(kind, data, { timestamp, mode, watermark = '', templates = [], images = [], signal, onProgress }) {
      const parsed = getPaper(kind).schema.safeParse(data)
      if (!parsed.success)
        throw new AppError('invalid', `《${getPaper(kind).title}》的内容不完整或有误`, {
          issues: toIssues(parsed.error),
        })
      const marks = [watermark, mode === 'preview' ? '预览' : ''].filter((mark) => mark !== '').join(' ')
      return enqueue(
        { id: ++lastId, kind, data: parsed.data, timestamp, watermark: marks, templates, images },
        { signal, onProgress },
      )
    },
    async warmUp() {
      await enqueue({ id: ++lastId, kind: null })
    },
    async closeTypesetter() {
      for (const waiting of queue.splice(0)) waiting.settle(cancelled())
      const ended = worker
      worker = undefined
      current?.settle(cancelled())
      current = undefined
      await ended?.terminate()
    },
  }
}

/** Where and why, without the values: those are personal data. */
function toIssues(error: z.ZodError): { path: string; code: string }[] {
  return error.issues.map(({ path, code }) => ({ path: path.map(String).join('.'), code }))
}

function cancelled(): AppError {
  return new AppError('cancelled', '已取消排版')
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}

import { setImmediate as yieldToLoop } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { LedgerSheet } from '../../src-shared/ledger/paper/schema.ts'
import { getPaper } from '../../src-shared/paper/registry.ts'
import { openCompiler } from './compiler.ts'
import type { Compiler, CompilerPlace } from './compiler.ts'
import { missingGlyphNotice } from './fonts.ts'
import { typesetLedger } from './typesetLedger.ts'
import type { WorkerJob, WorkerReply } from './workerMessages.ts'

const port = parentPort
if (!port) throw new Error('paperWorker runs only as a worker thread')
/** Opened by the first job, so that a missing font is an answer and not a dead thread. */
let opened: Compiler | undefined
const collectGarbage = exposeGarbageCollector()
/** Layouts not used for so many sheets are forgotten. */
const FORGET_AFTER = 20

port.on('message', (job: WorkerJob) => {
  void run(job).then(
    (reply) => port.postMessage(reply, reply.type === 'done' ? [reply.pdf.buffer as ArrayBuffer] : []),
    (error: unknown) => port.postMessage(toFailure(job.id, error)),
  )
})

async function run(job: WorkerJob): Promise<WorkerReply> {
  opened ??= openCompiler(workerData as CompilerPlace)
  const compiler = opened
  if (job.kind === null) return { type: 'ready', id: job.id }
  const { kind, templates } = job
  const own = templates.filter(({ file }) => file === getPaper(kind).template)
  compiler.useTemplates(own)
  if (own.length === 0) return typeset(compiler, job)
  try {
    return await typeset(compiler, job)
  } catch {
    // A template that came from elsewhere must not stop an office: the program's own does it, and the paper says so.
    compiler.useTemplates([])
    const done = await typeset(compiler, job)
    return done.type === 'done' ? { ...done, fontNotice: [...done.fontNotice, BAD_TEMPLATE] } : done
  }
}

const BAD_TEMPLATE = '区里发布的版式有误，没有采用，这份文书用的是程序自带的版式'

async function typeset(compiler: Compiler, job: Extract<WorkerJob, { data: unknown }>): Promise<WorkerReply> {
  const { id, kind, timestamp, watermark } = job
  const spec = getPaper(kind)
  const sheet =
    spec.schema === LedgerSheet
      ? await typesetLedger(compiler, {
          spec,
          timestamp,
          watermark,
          data: job.data as LedgerSheet,
          onProgress: (done, total) => port?.postMessage({ type: 'progress', id, done, total } satisfies WorkerReply),
          rest,
        })
      : compiler.typesetSheet({ spec, timestamp, watermark, data: job.data, images: job.images })
  compiler.forget(FORGET_AFTER)
  return {
    type: 'done',
    id,
    pdf: sheet.pdf,
    pages: sheet.pages,
    templateVersion: `${spec.templateVersion}-${compiler.hashTemplate(spec.template)}`,
    fontNotice: [...compiler.notice, ...missingGlyphNotice(sheet.missing)],
  }
}

/** A laid-out document is freed by its finalizer, which runs only after a collection and on a turn of the loop. */
async function rest(): Promise<void> {
  collectGarbage()
  await yieldToLoop()
}

function exposeGarbageCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const gc: unknown = runInNewContext('globalThis.gc')
  return typeof gc === 'function' ? () => void gc() : () => undefined
}

function toFailure(id: number, error: unknown): WorkerReply {
  if (error instanceof AppError) return { type: 'failed', id, code: error.code, message: error.message }
  return { type: 'failed', id, code: 'internal', message: String((error as Error).stack ?? error) }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { openForSync } from '../sync/connection.ts'
import { Refused } from '../sync/district.ts'
import { exchange } from '../sync/engine.ts'
import type { Contact, SyncPorts, SyncProgress } from '../sync/ports.ts'
import { askNews, takeNews } from '../sync/pull.ts'
import type { PullPage } from '../../src-shared/sync/protocol.ts'
import { fetchFile } from '../sync/files.ts'
import { createPace } from '../sync/pace.ts'
import { unsendAll } from '../sync/restamp.ts'
import { loadState, saveState } from '../sync/state.ts'
import { httpTransport } from '../sync/transport.ts'
import { closeStore } from '../store/open.ts'
import { topicPorts } from './refolding.ts'
import { isWindowWaiting, type Turns } from './turns.ts'

/** What the thread is started with; the data key is copied, never written. */
export interface SyncerStart {
  storeFile: string
  key: Uint8Array
  scratchDir: string
  app: string
  ca: string
  turns: Turns
}
export type SyncerAsk =
  { kind: 'poke' } | { kind: 'now' } | { kind: 'stop' } | { kind: 'fetch'; id: number; sha256: string }
export type SyncerTold =
  | { kind: 'progress'; progress: SyncProgress | null }
  | { kind: 'changed'; tables: string[] }
  /** An exchange is over; `problem` is empty if it went well. */
  | { kind: 'round'; problem: string; stopped: string }
  | { kind: 'fetched'; id: number; problem: string }

/** The first retry after a failure, growing to the longest. */
const FIRST_RETRY_MS = 5_000
const LONGEST_RETRY_MS = 5 * 60_000
const WAIT_SECONDS = 25
/** Codes after which only a person can go on. */
const STOPPING: Readonly<Record<string, string>> = {
  lineage: 'lineage',
  revoked: 'revoked',
  unknown_seat: 'revoked',
  update_needed: 'update_needed',
}

const port = parentPort
if (!port) throw new Error('syncer.ts runs as a worker thread')
const tell = (told: SyncerTold): void => port.postMessage(told)
const start = workerData as SyncerStart
const db = openForSync(start.storeFile, Buffer.from(start.key))
const { url } = loadState(db)
const transport = httpTransport(url, start.ca || undefined)
const stopping = new AbortController()
let rest = new AbortController()
let contact: Contact | undefined
/**
 * The pull that waits at the district. It stays open while this seat sends: the district moves it behind what was sent, so that
 * neither it nor its connection is made anew for each change. What it brings is taken in between exchanges, never within one.
 */
let wait: { of: Contact; page: Promise<PullPage>; drop(): void } | undefined
/** A seat that joins brings its people: the next exchange begins with a hello, which names it. */
let areSeatsOld = false
let lastProgressMs = 0
/** Who waits for the present exchange to end. */
const roundEnds: (() => void)[] = []

const ports: SyncPorts = {
  transport,
  nowMs: Date.now,
  app: start.app,
  ...topicPorts(Date.now),
  changed: (tables) => {
    tell({ kind: 'changed', tables: [...tables] })
    if (!tables.has('user_account')) return
    areSeatsOld = true
    rest.abort()
  },
  report: (progress) => {
    if (Date.now() - lastProgressMs < 100) return
    lastProgressMs = Date.now()
    tell({ kind: 'progress', progress })
  },
  scratchDir: start.scratchDir,
  pace: createPace(() => performance.now()),
  async breathe() {
    do await sleep(1)
    while (isWindowWaiting(start.turns))
  },
}

/** One exchange; true if it went well. What went wrong is remembered in the store, so that the page can say it after a restart. */
async function oneRound(): Promise<boolean> {
  let problem = ''
  try {
    const known = areSeatsOld ? undefined : contact
    areSeatsOld = false
    contact = await exchange(db, ports, known, stopping.signal)
  } catch (error) {
    if (stopping.signal.aborted) return false
    contact = undefined
    problem = error instanceof Refused ? error.code : isStoreError(error) ? 'internal' : 'offline'
  }
  const at = new Date().toISOString()
  const stopped = STOPPING[problem] ?? ''
  db.transaction(() => {
    if (stopped !== '') unsendAll(db) // it was refused: what was on its way waits here again
    saveState(db, { lastTriedAt: at, lastProblem: problem, stopped, ...(problem === '' ? { lastOkAt: at } : {}) })
  }).immediate()
  tell({ kind: 'progress', progress: null })
  tell({ kind: 'round', problem, stopped })
  for (const end of roundEnds.splice(0)) end()
  return problem === ''
}

const isStoreError = (error: unknown): boolean =>
  ((error as { code?: string }).code ?? '').startsWith('SQLITE_') || error instanceof TypeError

/** Waits at the district for news until somebody here has some. */
async function listen(): Promise<void> {
  const woken = new Promise<undefined>((resolve) => rest.signal.addEventListener('abort', () => resolve(undefined)))
  while (contact && !rest.signal.aborted && !stopping.signal.aborted) {
    const { of, page: coming } = (wait ??= startWait(contact))
    const page = await Promise.race([coming, woken])
    if (!page) return
    wait = undefined
    if (await takeNews(db, ports, of, page, stopping.signal)) return
  }
}

function startWait(of: Contact): NonNullable<typeof wait> {
  const dropping = new AbortController()
  const page = askNews(db, ports, of, WAIT_SECONDS, AbortSignal.any([dropping.signal, stopping.signal]))
  page.catch(() => {}) // told to whoever listens
  return { of, page, drop: () => dropping.abort() }
}

/** Another contact may be of another seat code, and what an exchange that failed has sent is not known to be there. */
function dropStaleWait(): void {
  if (!wait || wait.of === contact) return
  wait.drop()
  wait = undefined
}

async function run(): Promise<void> {
  let retryMs = FIRST_RETRY_MS
  while (!stopping.signal.aborted) {
    rest = new AbortController()
    const { mended } = loadState(db)
    const isWell = await oneRound()
    dropStaleWait()
    if (stopping.signal.aborted) break
    if (isWell && loadState(db).mended !== mended) continue // what the district lacked waits to be sent
    if (isWell) {
      retryMs = FIRST_RETRY_MS
      await listen().catch(() => (wait = undefined)) // the next round says what is wrong
    } else {
      await sleep(loadState(db).stopped ? LONGEST_RETRY_MS : retryMs, undefined, {
        signal: AbortSignal.any([rest.signal, stopping.signal]),
      }).catch(() => {})
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
    }
  }
}

async function fetchOne(id: number, sha256: string): Promise<void> {
  try {
    if (!contact) await new Promise<void>((resolve) => roundEnds.push(resolve)) // the ask itself starts a round
    if (!contact) throw new Error('offline')
    await fetchFile(db, ports, contact.token, sha256, stopping.signal)
    tell({ kind: 'fetched', id, problem: '' })
  } catch (error) {
    tell({ kind: 'fetched', id, problem: error instanceof Refused ? error.code : 'offline' })
  }
}

port.on('message', (asked: SyncerAsk) => {
  if (asked.kind === 'stop') stopping.abort()
  else if (asked.kind === 'fetch') void fetchOne(asked.id, asked.sha256)
  // Whoever asks wants to see what is true now: the hello also names seats that joined since.
  else if (asked.kind === 'now') contact = undefined
  rest.abort()
})
try {
  await run()
} finally {
  transport.close()
  closeStore(db)
  port.close()
}

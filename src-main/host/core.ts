import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import type { RpcReply, RpcRequest } from '../../src-shared/contract.ts'
import { dayOf, type Instant } from '../../src-shared/kernel/day.ts'
import { SCRYPT_N } from '../store/keyring.ts'
import { templatesInForce } from '../directive/publishedHandlers.ts'
import type { Topic } from '../ctx/ctx.ts'
import type { Typesetter } from '../paper/typesetter.ts'
import { closeCare } from './careStore.ts'
import type { CoreState } from './coreState.ts'
import { dispatch } from './dispatch.ts'
import { stopIndexing } from './indexing.ts'
import { findKeyringProblem } from './keyringProblem.ts'
import type { Log } from './log.ts'
import { closeOpenStore } from './openedStore.ts'
import { runWriter } from './runWriter.ts'
import { createServices } from './services.ts'
import { Sessions } from './sessions.ts'
import { startNightlyBackup } from './nightlyBackup.ts'
import { stopSyncing } from './syncing.ts'

export interface CoreOptions {
  dataDir: string
  /** The root that holds `migrations/` and `resources/`. */
  appDir: string
  version: string
  isPractice: boolean
  shell: 'electron' | 'loopback'
  log: Log
  clock?: () => number
  newId?: () => string
  /** Work factor of password keys; only tests lower it. */
  scryptN?: number
  /** Compare every answer with the contract; for tests. */
  checksOutput?: boolean
  /** In place of the core's own, and open after the core has closed; for tests. */
  typesetter?: Typesetter
  /** Told of every error that is a bug; for tests. */
  onBug?: (error: unknown) => void
}

export interface Core {
  /** @param callerId one secret per connected window or browser; sessions hang on it */
  dispatch(callerId: string, request: RpcRequest): RpcReply | Promise<RpcReply>
  /** Pushes only the name of what changed. Returns the way to stop. */
  onChanged(listener: (topic: Topic) => void): () => void
  /** Refuses new calls, waits for running ones, empties the log into the file and closes it. */
  close(): Promise<void>
}

/** The whole application without a transport. Shells and tests hold one each. */
export function createCore(options: CoreOptions): Core {
  return createCoreWithState(options).core
}

/** For the command line, which works beside the door: seeding and checking. */
export function createCoreWithState(options: CoreOptions): { core: Core; state: CoreState } {
  const listeners = new Set<(topic: Topic) => void>()
  const running = new Set<Promise<unknown>>()
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  const scratchDir = join(options.dataDir, 'scratch')
  rmSync(scratchDir, { recursive: true, force: true })
  mkdirSync(scratchDir, { mode: 0o700 })
  const { services, closeServices } = createServices({
    appDir: options.appDir,
    scratchDir,
    isPractice: options.isPractice,
    templates: () =>
      core.open ? templatesInForce({ db: core.open.db, today: dayOf(new Date(core.nowMs()).toISOString()) }) : [],
    runWriter: (task, actor, job) => runWriter(core, task, actor, job),
    today: () => dayOf(new Date(core.nowMs()).toISOString() as Instant),
    typesetter: options.typesetter,
  })
  const core: CoreState = {
    dataDir: options.dataDir,
    appDir: options.appDir,
    version: options.version,
    isPractice: options.isPractice,
    shell: options.shell,
    log: options.log,
    sessions: new Sessions(),
    services,
    scryptN: options.scryptN ?? SCRYPT_N,
    checksOutput: options.checksOutput ?? false,
    onBug: options.onBug,
    open: undefined,
    care: undefined,
    problem: findKeyringProblem(options.dataDir),
    pendingRecovery: undefined,
    pendingCareRecovery: undefined,
    isClosing: false,
    busyWith: undefined,
    indexing: undefined,
    syncing: undefined,
    nowMs: options.clock ?? Date.now,
    idleLockMs: () => (core.open?.settings.idleLockMinutes ?? 15) * 60_000,
    newId: options.newId ?? uuidv7,
    notify: (topic) => listeners.forEach((listener) => listener(topic)),
    track: (promise) => {
      running.add(promise)
      const done = () => void running.delete(promise)
      promise.then(done, done)
      return promise
    },
  }
  const stopNightly = startNightlyBackup(core)
  const api: Core = {
    dispatch: (callerId, request) => dispatch(core, callerId, request),
    onChanged: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: async () => {
      core.isClosing = true
      stopNightly()
      await stopSyncing(core)
      await stopIndexing(core)
      await Promise.allSettled(running)
      await closeServices()
      core.sessions.endAll()
      closeCare(core)
      closeOpenStore(core)
    },
  }
  return { core: api, state: core }
}

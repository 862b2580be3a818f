import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { SyncProgress } from '../../src-shared/sync/schema.ts'
import { loadCalendar } from '../centre/holidays.ts'
import { loadSettings } from '../centre/settings.ts'
import type { Topic } from '../ctx/ctx.ts'
import { refreshCapture } from '../store/capture.ts'
import { LOG_PAGES, setLogPages } from '../store/open.ts'
import { hasJoined, loadState } from '../sync/state.ts'
import { reconcileCare } from './careStore.ts'
import type { CoreState } from './coreState.ts'
import { storeFile } from './openedStore.ts'
import type { SyncerAsk, SyncerStart, SyncerTold } from './syncer.ts'
import { newTurns, type Turns } from './turns.ts'

const SYNCER = import.meta.url.endsWith('.ts') ? './syncer.ts' : './syncer.js'
/** Room for one large page; a small nursery, because what a page leaves behind is garbage at once. */
const HEAP = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 192 }
/** What one click saves goes together; what is saved while an exchange runs goes with the next one anyway. */
const POKE_AFTER_MS = 20

/** The background thread, as the core sees it. */
export interface Syncing {
  progress: SyncProgress | null
  isOnline: boolean
  turns: Turns
  /** Something was saved here. */
  poke(): void
  /** One exchange, and how it ended: a code, empty if it went well. */
  now(): Promise<string>
  fetch(sha256: string): Promise<string>
  stop(): Promise<void>
}

const TOPICS_OF: Readonly<Record<string, readonly Topic[]>> = {
  matter: ['matters', 'mediation', 'petition', 'linkage', 'ledger'],
  matter_event: ['matters', 'mediation', 'petition', 'linkage', 'ledger'],
  joint_event: ['joint', 'ledger'],
  joint_photo: ['joint'],
  party: ['matters'],
  matter_party: ['matters'],
  setting: ['centre'],
  place: ['centre'],
  holiday_year: ['centre'],
  code_table: ['centre'],
  published: ['centre', 'directives'],
  directive: ['directives'],
  directive_event: ['directives'],
  user_account: ['users'],
  month_frozen: ['ledger'],
  month_difference: ['ledger'],
  month_manual: ['ledger'],
  care_box: ['care'],
  care_key: ['care'],
  care_figure: ['care'],
  duty_post: ['duty'],
  duty_person: ['duty'],
  duty_cell: ['duty'],
  duty_event: ['duty'],
  volunteer_team: ['volunteers'],
  volunteer: ['volunteers'],
  volunteer_activity: ['volunteers'],
  volunteer_hours: ['volunteers'],
  volunteer_paper: ['volunteers'],
  assessment_act: ['assessment'],
  assessment_month: ['assessment'],
  assessment_difference: ['assessment'],
  grid_card: ['grid'],
  grid_event: ['grid'],
  grid_diary: ['grid'],
  sheet_source: ['linkage'],
}

/** Starts the thread of a seat that joined a street; does nothing while it is paused, practised on or busy. */
export function startSyncing(core: CoreState): void {
  const { open } = core
  if (!open || core.isClosing || core.busyWith || core.syncing || core.isPractice) return
  if (!hasJoined(open.db) || loadState(open.db).paused) return
  core.syncing = follow(core)
}

export async function stopSyncing(core: CoreState): Promise<void> {
  await core.syncing?.stop()
}

function follow(core: CoreState): Syncing {
  const { open } = core
  if (!open) throw new Error('The store is not open')
  const start: SyncerStart = {
    storeFile: storeFile(core.dataDir),
    key: open.key,
    scratchDir: join(core.dataDir, 'sync'),
    app: core.version,
    ca: loadState(open.db).ca,
    turns: newTurns(),
  }
  // Its commits empty the log into the file; the window's own need not wait for that.
  setLogPages(open.db, 0)
  const worker = new Worker(new URL(SYNCER, import.meta.url), { workerData: start, resourceLimits: HEAP })
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const rounds = new Set<(problem: string) => void>()
  const fetches = new Map<number, (problem: string) => void>()
  let poked: NodeJS.Timeout | undefined
  let lastPokeMs = -POKE_AFTER_MS
  let count = 0
  const ask = (asked: SyncerAsk): void => worker.postMessage(asked)
  const syncing: Syncing = {
    progress: null,
    isOnline: false,
    turns: start.turns,
    poke: () => {
      if (poked) return
      const send = (): void => {
        poked = undefined
        lastPokeMs = performance.now()
        ask({ kind: 'poke' })
      }
      const restMs = lastPokeMs + POKE_AFTER_MS - performance.now()
      if (restMs > 0) poked = setTimeout(send, restMs)
      else send()
    },
    now: () =>
      new Promise((resolve) => {
        rounds.add(resolve)
        ask({ kind: 'now' })
      }),
    fetch: (sha256) =>
      new Promise((resolve) => {
        count += 1
        fetches.set(count, resolve)
        ask({ kind: 'fetch', id: count, sha256 })
      }),
    stop: async () => {
      clearTimeout(poked)
      ask({ kind: 'stop' })
      await ended
    },
  }
  worker.on('message', (told: SyncerTold) => {
    switch (told.kind) {
      case 'progress':
        syncing.progress = told.progress
        return core.notify('sync')
      case 'changed':
        return tellChanged(core, told.tables)
      case 'fetched':
        fetches.get(told.id)?.(told.problem)
        return void fetches.delete(told.id)
      case 'round':
        syncing.isOnline = told.problem === ''
        syncing.progress = null
        if (core.open) refreshCapture(core.open.db)
        for (const done of rounds) done(told.problem)
        rounds.clear()
        return core.notify('sync')
    }
  })
  worker.on('error', (error) => core.log.error('sync_failed', { name: error.name }))
  void ended.then(() => {
    core.syncing = undefined
    if (open.db.open) setLogPages(open.db, LOG_PAGES)
    for (const done of [...rounds, ...fetches.values()]) done('offline')
    core.notify('sync')
  })
  return syncing
}

function tellChanged(core: CoreState, tables: readonly string[]): void {
  const topics = new Set(tables.flatMap((table) => TOPICS_OF[table] ?? []))
  if (tables.includes('care_box')) reconcileCare(core, false)
  if (topics.has('centre') && core.open) {
    core.open.settings = loadSettings(core.open.db)
    core.open.calendar = loadCalendar(core.open.db)
  }
  for (const topic of topics) core.notify(topic)
}

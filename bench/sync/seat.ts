import { cpSync, createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RpcReply } from '../../src-shared/contract.ts'
import { findSynced, type SyncedTable } from '../../src-shared/sync/tables.ts'
import { createCoreWithState } from '../../src-main/host/core.ts'
import { silentLog } from '../../src-main/host/log.ts'
import { storeFile } from '../../src-main/host/openedStore.ts'
import { PRACTICE_PASSWORD, practiceLogins } from '../../src-main/host/practice.ts'
import { topicPorts } from '../../src-main/host/refolding.ts'
import { startSyncing, stopSyncing } from '../../src-main/host/syncing.ts'
import { syncedTablesOf } from '../../src-main/store/capture.ts'
import { closeStore, type Db } from '../../src-main/store/open.ts'
import { rowsOf } from '../../src-main/store/syncedRows.ts'
import { backfillSlice } from '../../src-main/sync/backfill.ts'
import { openForSync } from '../../src-main/sync/connection.ts'
import { countWaiting } from '../../src-main/sync/batchRepo.ts'
import { askToJoin, join } from '../../src-main/sync/enrol.ts'
import { exchange } from '../../src-main/sync/engine.ts'
import type { Contact, SyncPorts } from '../../src-main/sync/ports.ts'
import { markUnsettled } from '../../src-main/sync/rowRepo.ts'
import { loadState } from '../../src-main/sync/state.ts'
import { httpTransport } from '../../src-main/sync/transport.ts'
import { answerCalls } from './child.ts'
import { PASSWORD, setUpFresh } from './freshSeat.ts'
import { callWhile, timeTurns, type WindowWaits } from './window.ts'

// One seat: a real core over a real encrypted file; the engine runs here for the large phases and in its own thread,
// as it does in the product, where the seats wait for each other's news.
const [appDir = '', dir = '', url = 'http://127.0.0.1', code = '', letter = 'A'] = process.argv.slice(2)
const options = {
  dataDir: dir,
  appDir,
  version: 'bench',
  isPractice: false,
  shell: 'loopback',
  log: silentLog,
  onBug: (error: unknown) => console.error(error),
}
let opened: ReturnType<typeof createCoreWithState> | undefined
const seat = () => opened as NonNullable<typeof opened>
const store = (): Db => seat().state.open?.db as Db
const transport = httpTransport(url)
let contact: Contact | undefined

const call = async (method: string, input: unknown): Promise<unknown> => {
  const reply: RpcReply = await seat().core.dispatch('bench', { method, input })
  if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`)
  return reply.value
}

async function onEngine<T>(
  work: (db: Db, ports: SyncPorts) => Promise<T>,
  change: Partial<SyncPorts> = {},
): Promise<T> {
  const db = openForSync(storeFile(dir), seat().state.open?.key as Buffer)
  const ports: SyncPorts = {
    transport,
    nowMs: Date.now,
    app: 'bench',
    ...topicPorts(Date.now),
    changed: () => {},
    breathe: () => sleep(1),
    ...change,
  }
  try {
    return await work(db, ports)
  } finally {
    closeStore(db)
  }
}

const calls = {
  /** A copy of a filled store. */
  async openFilled(from: string) {
    cpSync(from, dir, { recursive: true })
    opened = createCoreWithState(options as Parameters<typeof createCoreWithState>[0])
    const head = practiceLogins().find(({ roleTitles }) => /(^|、)负责人/.test(roleTitles))
    await call('account.login', { login: head?.login, password: PRACTICE_PASSWORD })
  },
  /** Every matter folded once: what the bulk filling leaves to the acts of people is there as well. */
  foldAll() {
    store()
      .transaction(() => markUnsettled(store(), calls.matters(1e9)))
      .immediate()
    const { settle } = topicPorts(Date.now)
    while (settle(store()) > 0);
  },
  async openFresh() {
    opened = createCoreWithState(options as Parameters<typeof createCoreWithState>[0])
    await setUpFresh(call, letter)
  },
  /** A seat that was set up on another day: the program has just started and somebody logged in. */
  async openAgain() {
    opened = createCoreWithState(options as Parameters<typeof createCoreWithState>[0])
    await call('account.login', { login: 'head', password: PASSWORD })
  },
  /** Takes part in the street without its thread running yet. */
  async join() {
    const { enrolled, privateKey } = await askToJoin(transport, {
      url,
      code,
      letter,
      name: `${letter} 号`,
      app: 'bench',
    })
    const db = store()
    db.transaction(() => join(db, url, enrolled, privateKey, Date.now())).immediate()
  },
  /** Takes part through the door, as a person does; the thread runs from then on. */
  joinByHand: () => call('sync.join', { url, code, name: `${letter} 号窗口` }),
  /** Stamps what was there before joining; how many rows wait then. */
  stamp: () =>
    onEngine((db) => {
      while (db.transaction(() => backfillSlice(db, 400)).immediate());
      return Promise.resolve(db.prepare('SELECT count(*) FROM sync_row WHERE pending IS NOT NULL').pluck().get())
    }),
  /** The rows that are synced, as documents, one a line. */
  async exportRows(file: string): Promise<{ rows: number; bytes: number }> {
    const out = createWriteStream(file)
    let [rows, bytes] = [0, 0]
    for (const { name, key, columns, where } of syncedTablesOf(store())) {
      const names = [`${key.join(` || '/' || `)} AS k`, ...columns].join(', ')
      const condition = where ? where('new').replaceAll('new.', '') : '1'
      const found = store().prepare(`SELECT ${names} FROM ${name} WHERE ${condition}`)
      for (const { k, ...fields } of found.all() as Record<string, unknown>[]) {
        const line = JSON.stringify({ _id: `${name}|${String(k)}`, ...fields })
        rows += 1
        bytes += Buffer.byteLength(line)
        if (!out.write(`${line}\n`)) await once(out, 'drain')
      }
    }
    out.end()
    await once(out, 'close')
    return { rows, bytes }
  },
  matters: (count: number): string[] =>
    store().prepare('SELECT id FROM matter ORDER BY id LIMIT ?').pluck().all(count) as string[],
  /** One exchange; without `folds` what came is left to be folded. */
  exchange: (folds: boolean) =>
    onEngine(
      async (db, ports) => void (contact = await exchange(db, ports, contact)),
      folds ? {} : { settle: () => 0 },
    ),
  /** True once both sides' sums agreed with nothing waiting. */
  facts() {
    const { agreedCursor, cursor } = loadState(store())
    const rows = store().prepare('SELECT count(*) FROM sync_row').pluck().get() as number
    const waiting = countWaiting(store())
    return { rows, waiting, isAgreed: agreedCursor === cursor }
  },
  async startThread() {
    startSyncing(seat().state)
    const problem = await seat().state.syncing?.now()
    if (problem !== '') throw new Error(`The thread could not sync: ${problem}`)
  },
  stopThread: () => stopSyncing(seat().state),
  /** A field of matters, saved as any save is; the thread hears of it and sends it. */
  async change(ids: string[], field: string, value: string) {
    const table = findSynced('matter') as SyncedTable
    const db = store()
    db.transaction(() => {
      for (const id of ids) rowsOf(db, table).update(id, 1 << table.columns.indexOf(field), [value])
    }).immediate()
    seat().state.syncing?.poke()
  },
  /** Until every one of the matters has the value. */
  async awaitValues(ids: string[], field: string, value: string) {
    const read = store().prepare(`SELECT ${field} FROM matter WHERE id = ?`).pluck()
    const left = new Set(ids)
    await untilChanged(() => {
      for (const id of left) if (read.get(id) === value) left.delete(id)
      return left.size === 0
    })
  },
  /** Everything through the door, the thread at work: when the first page was full, when all was there. */
  async firstSync(): Promise<{ pageMs: number; wholeMs: number }> {
    const startedMs = performance.now()
    await calls.joinByHand()
    await untilChanged(() => pageOf(50).length >= 50)
    const pageMs = performance.now() - startedMs
    await seat().state.syncing?.now()
    return { pageMs, wholeMs: performance.now() - startedMs }
  },
  /** How long calls of the window wait, first alone, then while the thread takes everything in. */
  async window(): Promise<WindowWaits> {
    const alone = await callWhile(dispatchNow, sleep(5_000))
    await calls.joinByHand()
    const turns = timeTurns(store())
    const round = seat().state.syncing?.now() ?? Promise.resolve('offline')
    return { alone, syncing: await callWhile(dispatchNow, round), turns }
  },
  usage: () => ({
    cpuS: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
}

function dispatchNow(method: string, input: unknown): unknown {
  const reply = seat().core.dispatch('bench', { method, input }) as RpcReply
  if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`)
  return reply.value
}

const pageOf = (limit: number): unknown[] =>
  (dispatchNow('matters.list', { filter: {}, limit }) as { rows: unknown[] }).rows

function untilChanged(isThere: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!isThere()) return
      leave()
      resolve()
    }
    const leave = seat().core.onChanged((topic) => topic === 'matters' && look())
    look()
  })
}

answerCalls(calls, async () => {
  transport.close()
  await opened?.core.close()
})

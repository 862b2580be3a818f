import {
  BATCH_ROWS,
  Hello,
  NewEpoch,
  PullPage,
  PushAnswer,
  type PulledRow,
  type WireRow,
} from '../../src-shared/sync/protocol.ts'
import { sumOfHex, sumToHex, xorSum } from '../../src-shared/sync/digest.ts'
import { captureOf, refreshCapture } from '../store/capture.ts'
import type { Db } from '../store/open.ts'
import { toStamp } from '../../src-shared/sync/stamp.ts'
import { applyRows } from './applyRows.ts'
import { backfillSlice } from './backfill.ts'
import { countWaiting, listBatches, type BatchRow } from './batchRepo.ts'
import { buildBatch } from './buildBatch.ts'
import { ask, keyOfState, Refused, sayHello, signBytes } from './district.ts'
import { syncFiles } from './files.ts'
import { landBatch } from './landBatch.ts'
import { mend } from './mend.ts'
import { countUnsettled, markOpenUnsettled, markUnsettled, readSums } from './rowRepo.ts'
import { restamp, unsendAll } from './restamp.ts'
import { readSnapshot } from './snapshot.ts'
import { loadState, saveState, type SyncState } from './state.ts'
import type { Transport } from './transport.ts'

/** What the engine is given: everything that is not the store. */
export interface SyncPorts {
  transport: Transport
  nowMs(): number
  app: string
  /** Folds matters of `sync_unsettled` again, a few in a transaction; returns how many are left. */
  settle(db: Db): number
  /** Forgets what was derived of a matter that goes; takes its share out of the counters before it changes. */
  forget(db: Db, matterId: string): void
  leaveCounters(db: Db, matterId: string): void
  /** Tells the window which tables changed. */
  changed(tables: ReadonlySet<string>): void
  /** A new letter for this computer's numbers. */
  takeLetter(db: Db, letter: string): void
  report?(progress: SyncProgress): void
  /** Where a snapshot is kept while it comes. */
  scratchDir?: string
  /** Between two transactions, so that others get at the store. */
  breathe?(): Promise<void>
}
export interface SyncProgress {
  what: 'stamping' | 'sending' | 'receiving' | 'snapshot' | 'folding' | 'files'
  done: number
  total: number
}

/** Rows of one writing transaction: about a hundredth of a second, so that the window never waits long. */
const SLICE = 250
const MOST_ROUNDS = 20

/** What is remembered between two exchanges, in memory only. */
export interface Contact {
  token: string
  /** The district's sum over the street's rows, as of the last page that reached the head. */
  latest?: { head: number; sum: string }
}

/**
 * One whole exchange: hello, push, pull, compare, files. Safe to be killed at any statement: all that is remembered is in
 * the store, in the transaction of what it belongs to.
 *
 * @returns the contact, for the next exchange to go on with
 * @throws Refused `lineage` | `revoked` | `update_needed` …, Error where nobody answered
 */
export async function exchange(
  db: Db,
  ports: SyncPorts,
  contact: Contact | undefined,
  signal?: AbortSignal,
): Promise<Contact> {
  await backfill(db, ports, signal)
  let current = contact
  for (let round = 0; ; round += 1) {
    try {
      current ??= await greet(db, ports, signal)
      await push(db, ports, current, signal)
      await pull(db, ports, current, signal)
      break
    } catch (error) {
      if (!(error instanceof Refused) || round >= MOST_ROUNDS) throw error
      current = await recover(db, ports, current, error)
    }
  }
  await settleAll(db, ports, signal)
  await compare(db, ports, current, signal)
  await syncFiles(db, ports, current.token, signal)
  return current
}

const breathe = (ports: SyncPorts): Promise<void> => ports.breathe?.() ?? Promise.resolve()
const iso = (ports: SyncPorts): string => new Date(ports.nowMs()).toISOString()

async function backfill(db: Db, ports: SyncPorts, signal?: AbortSignal): Promise<void> {
  for (let slices = 1; db.transaction(() => backfillSlice(db)).immediate(); slices += 1) {
    ports.report?.({ what: 'stamping', done: slices, total: 0 })
    await breathe(ports)
    signal?.throwIfAborted()
  }
}

async function greet(db: Db, ports: SyncPorts, signal?: AbortSignal): Promise<Contact> {
  const state = loadState(db)
  const sentAtMs = ports.nowMs()
  const hello = await sayHello(ports.transport, state, { app: ports.app, waiting: countWaiting(db), signal })
  if (hello.lineage !== state.lineage || hello.head < state.cursor)
    throw new Refused('lineage', '区里的数据与上次不是同一份')
  db.transaction(() => learn(db, ports, hello, sentAtMs)).immediate()
  refreshCapture(db)
  const contact = { token: hello.token }
  if (hello.epoch !== state.epoch || !isOurs(db, state, hello))
    throw new Refused('fork', 'The chain ends at another batch')
  if (hello.snapshot && ports.scratchDir) await readSnapshot(db, ports, contact, hello.snapshot, signal)
  return contact
}

/** Whether the last batch that the district has is one of ours: else the disk was copied or an older copy restored. */
function isOurs(db: Db, { ackedNo, ackedHash }: SyncState, { lastNo, lastHash }: Hello): boolean {
  if (lastNo === ackedNo) return lastHash === ackedHash
  return listBatches(db).some(({ no, hash }) => no === lastNo && hash === lastHash)
}

/** The clock's offset, the other seats' names, and where the chain stands. */
function learn(db: Db, ports: SyncPorts, hello: Hello, sentAtMs: number): void {
  saveState(db, {
    offsetMs: Math.round(hello.serverTimeMs - (sentAtMs + ports.nowMs()) / 2),
    seats: JSON.stringify(hello.seats),
    packageKey: hello.packageKey,
    head: hello.head,
  })
}

async function push(db: Db, ports: SyncPorts, contact: Contact, signal?: AbortSignal): Promise<void> {
  const key = keyOfState(loadState(db))
  let sent = 0
  let next: BatchRow | undefined = nextBatch(db)
  const total = (next?.rows ?? 0) + countWaiting(db)
  while (next) {
    const batch: BatchRow = next
    const answering = send(ports, contact, batch, signBytes(key, batch.body), signal)
    // The next one is built while this one is answered; should this one fail, it is thrown away or sent as it is.
    const following = batch.rows >= BATCH_ROWS / 2 ? nextBatch(db, batch.no) : undefined
    const answer = await answering
    db.transaction(() => {
      landBatch(db, batch.hash, answer, iso(ports))
      saveState(db, { clock: clockOf(db) })
    }).immediate()
    sent += batch.rows
    ports.report?.({ what: 'sending', done: sent, total: Math.max(total, sent) })
    await breathe(ports)
    signal?.throwIfAborted()
    next = following ?? nextBatch(db)
  }
}

/** The first that was built and not answered for, else a new one. */
function nextBatch(db: Db, afterNo = 0): BatchRow | undefined {
  const built = listBatches(db).find(({ no }) => no > afterNo)
  return built ?? db.transaction(() => buildBatch(db)).immediate()
}

const clockOf = (db: Db): string => toStamp(captureOf(db).clock, '000000')

const authorization = ({ token }: Contact): string => `Bearer ${token}`

function send(
  ports: SyncPorts,
  contact: Contact,
  { body }: BatchRow,
  signature: string,
  signal?: AbortSignal,
): Promise<PushAnswer> {
  const answering = ask(
    ports.transport,
    {
      method: 'POST',
      path: '/sync/push',
      headers: { authorization: authorization(contact), 'x-sign': signature },
      body,
      signal,
    },
    PushAnswer,
  )
  answering.catch(() => {}) // awaited after the next batch is built
  return answering
}

async function pull(db: Db, ports: SyncPorts, contact: Contact, signal?: AbortSignal): Promise<void> {
  let received = 0
  let asked = askPage(ports, contact, loadState(db).cursor, 0, signal)
  for (;;) {
    const page = await asked
    const isLast = page.next >= page.head || page.rows.length === 0
    if (!isLast) asked = askPage(ports, contact, page.next, 0, signal)
    try {
      await takePage(db, ports, contact, page, signal)
    } catch (error) {
      asked.catch(() => {})
      throw error
    }
    received += page.rows.length
    if (page.rows.length > 0)
      ports.report?.({ what: 'receiving', done: received, total: received + Math.max(page.head - page.next, 0) })
    if (isLast) return
  }
}

async function askPage(
  ports: SyncPorts,
  contact: Contact,
  cursor: number,
  waitSeconds: number,
  signal?: AbortSignal,
): Promise<PullPage> {
  const wait = waitSeconds > 0 ? `&wait=${waitSeconds}` : ''
  const path = `/sync/pull?cursor=${cursor}&limit=${BATCH_ROWS}${wait}`
  const asked = ask(
    ports.transport,
    {
      method: 'GET',
      path,
      headers: { authorization: authorization(contact) },
      signal,
      timeoutMs: (waitSeconds + 30) * 1000,
    },
    PullPage,
  )
  asked.catch(() => {})
  return asked
}

/** Waits at the district for news and takes it in; true if there was any. */
export async function waitForNews(
  db: Db,
  ports: SyncPorts,
  contact: Contact,
  seconds: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const page = await askPage(ports, contact, loadState(db).cursor, seconds, signal)
  await takePage(db, ports, contact, page, signal)
  return page.rows.length > 0
}

/** In slices, each with its cursor: a kill between two goes on where it was. */
async function takePage(
  db: Db,
  ports: SyncPorts,
  contact: Contact,
  page: PullPage,
  signal?: AbortSignal,
): Promise<void> {
  const tables = new Set<string>()
  for (let from = 0; from < page.rows.length; from += SLICE) {
    const slice = page.rows.slice(from, from + SLICE)
    const isLast = from + SLICE >= page.rows.length
    const cursor = isLast ? page.next : (slice.at(-1)?.[0] ?? page.next)
    db.transaction(() => {
      takeRows(db, ports, slice, tables)
      saveState(db, { cursor: Math.max(cursor, loadState(db).cursor), head: page.head, clock: clockOf(db) })
    }).immediate()
    await breathe(ports)
    signal?.throwIfAborted()
  }
  if (page.rows.length === 0)
    db.transaction(() =>
      saveState(db, { head: page.head, cursor: Math.max(page.next, loadState(db).cursor) }),
    ).immediate()
  if (page.sum !== undefined) contact.latest = { head: page.head, sum: page.sum }
  if (tables.size > 0) ports.changed(tables)
}

/** Writes rows and notes what is to be folded again. In the caller's transaction. */
export function takeRows(db: Db, ports: SyncPorts, rows: readonly PulledRow[], tables: Set<string>): void {
  const wires = rows.map(([seq, ...row]) => ({ row: row as WireRow, seq }))
  const applied = applyRows(db, wires, {
    nowIso: iso(ports),
    forget: (id) => ports.forget(db, id),
    leaveCounters: (id) => ports.leaveCounters(db, id),
  })
  markUnsettled(db, applied.matters)
  if (['setting', 'holiday_year', 'code_table'].some((table) => applied.tables.has(table))) markOpenUnsettled(db)
  if (rows.some(([, table, key]) => table === 'setting' && key === 'cutoffDay')) saveState(db, { recount: 1 })
  for (const table of applied.tables) tables.add(table)
}

async function settleAll(db: Db, ports: SyncPorts, signal?: AbortSignal): Promise<void> {
  const total = countUnsettled(db)
  if (total === 0) return
  for (let left = total; left > 0;) {
    left = ports.settle(db)
    ports.report?.({ what: 'folding', done: Math.max(total - left, 0), total })
    await breathe(ports)
    signal?.throwIfAborted()
  }
  ports.changed(new Set(['matter']))
}

async function compare(db: Db, ports: SyncPorts, contact: Contact, signal?: AbortSignal): Promise<void> {
  const { latest } = contact
  const state = loadState(db)
  if (!latest || latest.head !== state.cursor || countWaiting(db) > 0 || listBatches(db).length > 0) return
  if (ownSum(db) !== latest.sum) await mend(db, ports, authorization(contact), signal)
  const isAgreed = ownSum(db) === latest.sum
  db.transaction(() =>
    saveState(db, isAgreed ? { agreedAt: iso(ports), agreedCursor: state.cursor } : { agreedCursor: -1 }),
  ).immediate()
}

/** Over all tables. */
export function ownSum(db: Db): string {
  let all = sumOfHex('')
  for (const sum of readSums(db).values()) all = xorSum(all, sumOfHex(sum))
  return sumToHex(all)
}

/** What a refusal asks for; codes that a person must decide on are thrown on. */
async function recover(
  db: Db,
  ports: SyncPorts,
  contact: Contact | undefined,
  refusal: Refused,
): Promise<Contact | undefined> {
  switch (refusal.code) {
    case 'token':
      return undefined
    case 'clock_ahead': {
      const offset = (refusal.serverTimeMs ?? ports.nowMs()) - ports.nowMs()
      db.transaction(() => restamp(db, offset)).immediate()
      return contact
    }
    case 'gap': // the hello says where the chain ends
      db.transaction(() => unsendAll(db)).immediate()
      return undefined
    case 'fork':
      return await newEpoch(db, ports, contact)
    default:
      throw refusal
  }
}

/** A copied disk or a restored backup: this seat goes on as another one, with what it has not sent. */
async function newEpoch(db: Db, ports: SyncPorts, contact: Contact | undefined): Promise<Contact | undefined> {
  const hello = contact ?? (await helloOnly(db, ports))
  const fresh = await ask(
    ports.transport,
    { method: 'POST', path: '/sync/epoch', headers: { authorization: authorization(hello) }, json: {} },
    NewEpoch,
  )
  db.transaction(() => {
    unsendAll(db)
    saveState(db, {
      seatCode: fresh.seatCode,
      epoch: fresh.epoch,
      lastNo: 0,
      lastHash: '',
      ackedNo: 0,
      ackedHash: '',
    } satisfies Partial<SyncState>)
    ports.takeLetter(db, fresh.letter)
  }).immediate()
  refreshCapture(db)
  return undefined
}

async function helloOnly(db: Db, ports: SyncPorts): Promise<Contact> {
  const hello = await sayHello(ports.transport, loadState(db), { app: ports.app, waiting: countWaiting(db) })
  return { token: hello.token }
}

import { sumOfHex, sumToHex, xorSum } from '../../src-shared/sync/digest.ts'
import { ANY_LINEAGE, BATCH_ROWS, NewEpoch, PushAnswer, type Hello } from '../../src-shared/sync/protocol.ts'
import { processPart, refreshCapture } from '../store/capture.ts'
import type { Db } from '../store/open.ts'
import { backfillSlice } from './backfill.ts'
import { countWaiting, listBatches, type BatchRow } from './batchRepo.ts'
import { buildBatch } from './buildBatch.ts'
import { durably } from './connection.ts'
import { ask, keyOfState, Refused, sayHello, signBytes } from './district.ts'
import { syncFiles } from './files.ts'
import { landBatch } from './landBatch.ts'
import { mend } from './mend.ts'
import { authorization, breathe, iso, paceOf, type Contact, type SyncPorts } from './ports.ts'
import { pull } from './pull.ts'
import { restampAs, restampNow, unsendAll } from './restamp.ts'
import { countUnsettled, listRetakable, readSums } from './rowRepo.ts'
import { retake } from './retake.ts'
import { readSnapshot } from './snapshot.ts'
import { loadState, saveState, type SyncState } from './state.ts'

const MOST_ROUNDS = 20
/** The first batch is soon built, and each may have twice the rows of the last: the district works while the next is built. */
const FIRST_ROWS = 250

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
  await retake(db, ports, current, signal)
  await settleAll(db, ports, signal)
  await compare(db, ports, current, signal)
  await syncFiles(db, ports, current.token, signal)
  return current
}

async function backfill(db: Db, ports: SyncPorts, signal?: AbortSignal): Promise<void> {
  const pace = paceOf(ports)
  const stampNext = db.transaction(() => backfillSlice(db, pace.rows))
  for (let slices = 1; pace.run(pace.rows, () => stampNext.immediate()); slices += 1) {
    ports.report?.({ what: 'stamping', done: slices, total: 0 })
    await breathe(ports)
    signal?.throwIfAborted()
  }
}

async function greet(db: Db, ports: SyncPorts, signal?: AbortSignal): Promise<Contact> {
  const state = loadState(db)
  const sentAtMs = ports.nowMs()
  const facts = { app: ports.app, waiting: countWaiting(db), signal }
  const hello = await sayHello(ports.transport, state, facts).catch((error: unknown) => {
    // At the door it is the seat that is not known; a batch that was changed on its way is only sent again.
    throw error instanceof Refused && error.code === 'bad_signature'
      ? new Refused('unknown_seat', error.message)
      : error
  })
  const isAnother = state.lineage !== ANY_LINEAGE && hello.lineage !== state.lineage
  if (isAnother || hello.head < state.cursor) throw new Refused('lineage', '区里的数据与上次不是同一份')
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
    lineage: hello.lineage,
    head: hello.head,
  })
}

async function push(db: Db, ports: SyncPorts, contact: Contact, signal?: AbortSignal): Promise<void> {
  const key = (contact.key ??= keyOfState(loadState(db)))
  const sendOne = (batch: BatchRow): Promise<PushAnswer> =>
    send(ports, contact, batch, signBytes(key, batch.body), signal)
  let sent = 0
  let most = FIRST_ROWS
  let next: BatchRow | undefined = nextBatch(db, most)
  let answering = next && sendOne(next)
  const total = (next?.rows ?? 0) + countWaiting(db)
  while (next && answering) {
    const batch: BatchRow = next
    // The next one is built while this one is answered, and answered while this one lands: neither side waits for the other.
    // Whatever fails on the way, each is sent again as it is, or thrown away.
    const hasMore = batch.rows >= most / 2
    most = Math.min(most * 2, BATCH_ROWS)
    const following = hasMore ? nextBatch(db, most, batch.no) : undefined
    const answer = await answering
    const followed = following && sendOne(following)
    db.transaction(() => landBatch(db, batch.hash, answer, iso(ports))).immediate()
    noteSum(db, contact, answer)
    sent += batch.rows
    ports.report?.({ what: 'sending', done: sent, total: Math.max(total, sent) })
    await breathe(ports)
    signal?.throwIfAborted()
    next = following ?? nextBatch(db, most)
    answering = followed ?? (next && sendOne(next))
  }
}

/** Where the batch was all that was new, its answer says what a page at the head would say. */
function noteSum(db: Db, contact: Contact, { to, sum }: PushAnswer): void {
  if (sum !== undefined && loadState(db).cursor === to) contact.latest = { head: to, sum, isNew: true }
  else if (contact.latest) contact.latest.isNew = false
}

/** The first that was built and not answered for, else a new one. */
function nextBatch(db: Db, mostRows: number, afterNo = 0): BatchRow | undefined {
  const built = listBatches(db).find(({ no }) => no > afterNo)
  return built ?? durably(db, () => buildBatch(db, mostRows))
}

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
  // What is in the tray is known to be missing: nothing is to be mended before it is settled.
  const isWhole = listRetakable(db).length === 0
  if (isWhole && ownSum(db) !== latest.sum) await mend(db, ports, authorization(contact), signal)
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
      db.transaction(() => restampNow(db, offset)).immediate()
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
  durably(db, () => {
    restampAs(db, `${fresh.seatCode}${processPart(db)}`)
    saveState(db, {
      seatCode: fresh.seatCode,
      epoch: fresh.epoch,
      lastNo: 0,
      lastHash: '',
      ackedNo: 0,
      ackedHash: '',
    } satisfies Partial<SyncState>)
    refreshCapture(db) // what changes with the letter is this new seat's change
    ports.takeLetter(db, fresh.letter)
  })
  refreshCapture(db)
  return undefined
}

async function helloOnly(db: Db, ports: SyncPorts): Promise<Contact> {
  const hello = await sayHello(ports.transport, loadState(db), { app: ports.app, waiting: countWaiting(db) })
  return { token: hello.token }
}

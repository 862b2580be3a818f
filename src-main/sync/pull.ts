import { PullPage, type PulledRow, type WireRow } from '../../src-shared/sync/protocol.ts'
import type { Db } from '../store/open.ts'
import { applyRows } from './applyRows.ts'
import { ask } from './district.ts'
import { authorization, breathe, iso, paceOf, type Contact, type SyncPorts } from './ports.ts'
import { hasCounters, markOpenUnsettled, markUnsettled, readSetting } from './rowRepo.ts'
import { loadState, raiseClock, saveState } from './state.ts'

/** Takes in what the district has after this seat's cursor; the next page is on its way while this one is written. */
export async function pull(db: Db, ports: SyncPorts, contact: Contact, signal?: AbortSignal): Promise<void> {
  if (hasJustRead(db, contact)) return
  let received = 0
  const since = loadState(db).cursor
  let asked = askPage(ports, contact, { cursor: since }, signal)
  for (;;) {
    const page = await asked
    const isLast = page.next >= page.head || page.rows.length === 0
    if (!isLast) asked = askPage(ports, contact, { cursor: page.next, since }, signal)
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

/** The answer to a push, or to a wait for news, reached the head just now: it need not be asked for again; once. */
function hasJustRead(db: Db, { latest }: Contact): boolean {
  if (!latest?.isNew) return false
  latest.isNew = false
  return latest.head === loadState(db).cursor
}

async function askPage(
  ports: SyncPorts,
  contact: Contact,
  { cursor, since = cursor, waitSeconds = 0 }: { cursor: number; since?: number; waitSeconds?: number },
  signal?: AbortSignal,
): Promise<PullPage> {
  const path = `/sync/pull?cursor=${cursor}${since < cursor ? `&since=${since}` : ''}${waitSeconds > 0 ? `&wait=${waitSeconds}` : ''}`
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

/** Waits at the district for news, so many seconds. */
export const askNews = (
  db: Db,
  ports: SyncPorts,
  contact: Contact,
  seconds: number,
  signal?: AbortSignal,
): Promise<PullPage> => askPage(ports, contact, { cursor: loadState(db).cursor, waitSeconds: seconds }, signal)

/** Takes in what a wait brought, in the contact that it was asked in; true if there was any. */
export async function takeNews(
  db: Db,
  ports: SyncPorts,
  contact: Contact,
  page: PullPage,
  signal?: AbortSignal,
): Promise<boolean> {
  // Meanwhile an exchange has read further: what the page says of the head and the sum is of before.
  if (page.head < loadState(db).head) return false
  await takePage(db, ports, contact, page, signal)
  if (contact.latest) contact.latest.isNew = page.rows.length > 0 && page.next === page.head
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
  const pace = paceOf(ports)
  for (let from = 0; from < page.rows.length;) {
    const slice = page.rows.slice(from, from + pace.rows)
    from += slice.length
    // Directives stand before rows with lower numbers: the cursor stops before the first that is still to come.
    const rest = page.rows.slice(from)
    const cursor = rest.length === 0 ? page.next : rest.reduce((least, [seq]) => Math.min(least, seq), page.next) - 1
    const take = db.transaction(() => {
      takeRows(db, ports, slice, tables)
      saveState(db, { cursor: Math.max(cursor, loadState(db).cursor), head: page.head })
    })
    pace.run(slice.length, () => take.immediate())
    if (rest.length === 0 && tables.size > 0) ports.changed(tables)
    await breathe(ports)
    signal?.throwIfAborted()
  }
  if (page.rows.length === 0)
    db.transaction(() =>
      saveState(db, { head: page.head, cursor: Math.max(page.next, loadState(db).cursor) }),
    ).immediate()
  if (page.sum !== undefined) contact.latest = { head: page.head, sum: page.sum, isNew: false }
}

/** Writes rows and notes what is to be folded again. In the caller's transaction. */
export function takeRows(db: Db, ports: SyncPorts, rows: readonly PulledRow[], tables: Set<string>): void {
  const cutoff = readSetting(db, 'cutoffDay')
  const wires = rows.map(([seq, ...row]) => ({ row: row as WireRow, seq: seq || null }))
  const applied = applyRows(db, wires, {
    nowIso: iso(ports),
    forget: (id) => ports.forget(db, id),
    leaveCounters: (id) => ports.leaveCounters(db, id),
  })
  markUnsettled(db, applied.matters)
  raiseClock(db, applied.newest)
  if (['setting', 'holiday_year', 'code_table'].some((table) => applied.tables.has(table))) markOpenUnsettled(db)
  // What is folded from here on is counted by the new day; only what was counted before is to be counted again.
  if (readSetting(db, 'cutoffDay') !== cutoff && hasCounters(db)) saveState(db, { recount: 1 })
  for (const table of applied.tables) tables.add(table)
}

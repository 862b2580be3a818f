import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { dayOf, type Instant } from '../../../src-shared/kernel/day.ts'
import { loadCalendar } from '../../../src-main/centre/holidays.ts'
import { loadSettings } from '../../../src-main/centre/settings.ts'
import type { Actor, Ctx } from '../../../src-main/ctx/ctx.ts'
import { topicPorts } from '../../../src-main/host/refolding.ts'
import { refreshCapture } from '../../../src-main/store/capture.ts'
import type { DataKey, Db } from '../../../src-main/store/open.ts'
import { openForSync } from '../../../src-main/sync/connection.ts'
import { Refused } from '../../../src-main/sync/district.ts'
import { exchange } from '../../../src-main/sync/engine.ts'
import { askToJoin, join as joinStreet } from '../../../src-main/sync/enrol.ts'
import type { Contact, SyncPorts } from '../../../src-main/sync/ports.ts'
import { askNews, takeNews } from '../../../src-main/sync/pull.ts'
import { openCareSide, type CareSide } from './careSide.ts'
import { armKill, isKilled, watchStatements } from './kill.ts'
import type { Network } from './network.ts'
import type { Random } from './random.ts'

/** One computer of the simulated street: a real store on a real file, the real use-cases and the real engine. */
export interface SimSeat {
  name: string
  /** Whose acts these are: after an older copy took its place the computer is another one. */
  author: string
  db: Db
  /** What the computer's own clock is off by, milliseconds. */
  skewMs: number
  network: Network
  /** The care records, at a seat that holds their key. */
  care: CareSide | undefined
  /** Runs a piece of work as one committed command; undefined if it was refused or the process killed in it. */
  command<T>(work: (ctx: Ctx) => T): T | undefined
  /** One exchange; what the network did to it is no news. Throws what only a person could decide. */
  sync(): Promise<void>
  /** Takes in what the district has while what was saved here still waits, as the thread does that listens for news. */
  hear(): Promise<void>
  /** Takes the process away: what was not committed is gone, and so is all memory. */
  reopen(): void
  /** The process dies at one of the next statements. */
  killSoon(statements: number): void
  saveCopy(name: string): string
  restoreCopy(file: string): void
  close(): void
}

export interface SeatOptions {
  name: string
  dir: string
  templateFile: string
  key: DataKey
  random: Random
  /** The true time. */
  nowMs: () => number
  network: Network
  hasCareKey?: boolean
}

/** Codes that the seat itself gets over; a simulator that met another has found a bug. */
const PASSING = new Set([
  'busy',
  'internal',
  'token',
  'bad_signature',
  'shape',
  'not_found',
  'gap',
  'fork',
  'clock_ahead',
])

export function openSimSeat(options: SeatOptions, actor: Actor): SimSeat {
  const { name, dir, templateFile, key, random, network } = options
  const file = join(dir, `${name}.db`)
  copyFileSync(templateFile, file)
  const nonceOf = (): string => [0, 1].map(() => random.below(36).toString(36)).join('')
  const seatNowMs = (): number => options.nowMs() + seat.skewMs
  const open = (): Db => {
    const db = openForSync(file, key, { nowMs: seatNowMs, nonce: nonceOf() })
    watchStatements(db)
    db.pragma('synchronous = OFF') // the process dies here, never the machine
    return db
  }
  /** The care records lie in a file of their own, which no copy of the store takes along. */
  const openCare = (isNew: boolean): void => {
    if (!options.hasCareKey) return
    seat.care?.close()
    seat.care = openCareSide(dir, name, isNew)
    seat.care.reconcile(seat.db, dayOf(new Date(seatNowMs()).toISOString()), true)
  }
  let contact: Contact | undefined
  const ports = (): SyncPorts => ({
    transport: network.transport,
    nowMs: seatNowMs,
    app: 'sim',
    ...topicPorts(seatNowMs),
    changed: () => {},
  })
  const ctxOf = (db: Db): Ctx => {
    const now = new Date(seatNowMs()).toISOString() as Instant
    return {
      db,
      now,
      today: dayOf(now),
      actor,
      settings: loadSettings(db),
      calendar: loadCalendar(db),
      isPractice: false,
      newId: <T extends string>() => uuidv7({ random: random.bytes(16), msecs: Math.max(seatNowMs(), 1) }) as T,
      changed: () => {},
    }
  }
  /** What the network does to an exchange is no news; what only a person could decide is thrown on. */
  const reach = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      contact = undefined
      if (process.env['SIM_TRACE']) console.log(`    ${name}: ${String(error instanceof Refused ? error.code : error)}`)
      if (isKilled(error)) seat.reopen()
      else if (isStoreBug(error) || (error instanceof Refused && !PASSING.has(error.code))) throw error
    }
  }
  const seat: SimSeat = {
    name,
    author: name,
    db: undefined as unknown as Db,
    skewMs: 0,
    network,
    care: undefined,
    command(work) {
      try {
        const { db } = seat
        return db.transaction(() => work(ctxOf(db))).immediate()
      } catch (error) {
        if (!isKilled(error)) throw error
        seat.reopen()
        return undefined
      }
    },
    sync: () =>
      reach(async () => {
        contact = await exchange(seat.db, ports(), contact)
        seat.care?.reconcile(seat.db, dayOf(new Date(seatNowMs()).toISOString()), false)
      }),
    hear: () =>
      reach(async () => {
        if (contact) await takeNews(seat.db, ports(), contact, await askNews(seat.db, ports(), contact, 0))
      }),
    reopen() {
      contact = undefined
      if (seat.db?.open) seat.db.close()
      seat.db = open()
      openCare(false)
    },
    killSoon: (statements) => armKill(seat.db, statements),
    saveCopy(copy) {
      const to = join(dir, `${name}-${copy}.db`)
      seat.db.pragma('wal_checkpoint(TRUNCATE)')
      copyFileSync(file, to)
      return to
    },
    restoreCopy(from) {
      seat.db.close()
      for (const tail of ['-wal', '-shm']) rmSync(file + tail, { force: true })
      copyFileSync(from, file)
      contact = undefined
      seat.author = `${seat.author}'`
      seat.db = open()
      openCare(false)
    },
    close() {
      seat.care?.close()
      if (seat.db.open) seat.db.close() // its file goes next
    },
  }
  seat.reopen()
  return seat
}

const isStoreBug = (error: unknown): boolean =>
  ((error as { code?: string }).code ?? '').startsWith('SQLITE_') || error instanceof TypeError

/** Joins over a calm network, as a person does once. */
export async function joinSeat(seat: SimSeat, code: string, letter: string, nowMs: number): Promise<void> {
  seat.network.isCalm = true
  const url = 'http://127.0.0.1'
  const { enrolled, privateKey } = await askToJoin(seat.network.transport, {
    url,
    code,
    letter,
    name: seat.name,
    app: 'sim',
  })
  seat.db.transaction(() => joinStreet(seat.db, url, enrolled, privateKey, nowMs)).immediate()
  seat.network.isCalm = false
  refreshCapture(seat.db)
}

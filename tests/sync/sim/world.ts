import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDistrict, type RunningDistrict } from '../../../src-district/createDistrict.ts'
import type { Db as DistrictDb } from '../../../src-district/db/db.ts'
import { addStreet, makeCode } from '../../../src-district/seats/streets.ts'
import { renumberMatter } from '../../../src-main/intake/renumber.ts'
import { clearQuarantined, sendWhole } from '../../../src-main/sync/rowRepo.ts'
import { bearerOf } from '../../../src-main/sync/conflicts.ts'
import { loadState } from '../../../src-main/sync/state.ts'
import { listQuarantined } from '../../../src-main/sync/statusRepo.ts'
import { findSynced } from '../../../src-shared/sync/tables.ts'
import { joinedSeat, type TestSeat } from '../../district/support/testSeat.ts'
import { createNetwork } from './network.ts'
import { createRandom, type Random } from './random.ts'
import { clerkWorks, type History } from './clerks.ts'
import { joinSeat, openSimSeat, type SimSeat } from './simSeat.ts'
import { TEMPLATE_ACTOR, type Template } from './template.ts'

export interface World {
  seed: number
  street: string
  seats: SimSeat[]
  /** A seat of another street, which must hear of nothing. */
  stranger: SimSeat
  history: History
  district: RunningDistrict
  close(): Promise<void>
}

export interface Surroundings {
  store: DistrictDb
  template: Template
}

const START_MS = Date.parse('2026-03-18T02:00:00.000Z')
const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F']
const STEPS = 26
const HOUR_MS = 3_600_000
const MOST_ROUNDS = 14

/** Plays one seed: clerks work, networks fail, clocks jump, processes die, disks are copied; then everything calms down. */
export async function playSeed(seed: number, { store, template }: Surroundings): Promise<World> {
  const random = createRandom(seed)
  const dir = mkdtempSync(join(tmpdir(), 'onewindow-sim-'))
  let nowMs = START_MS
  const openDistrict = (): Promise<RunningDistrict> =>
    createDistrict({
      db: store,
      nowMs: () => nowMs,
      random: (n) => random.bytes(n),
      setTimer: () => ({ cancel: () => {} }),
    })
  let district = await openDistrict()
  const history: History = {
    written: [],
    events: [],
    registered: [],
    facts: [],
    lost: [],
    care: [],
    laterNotes: new Map(),
    log: [],
  }
  const street = String(310_000_000 + seed * 2)
  const otherStreet = String(310_000_001 + seed * 2)
  await addStreet(district.district, street, '东门街道')
  await addStreet(district.district, otherStreet, '西门街道')
  const newSeat = (name: string, hasCareKey: boolean): SimSeat =>
    openSimSeat(
      {
        name,
        dir,
        templateFile: template.file,
        key: template.key,
        random,
        nowMs: () => nowMs,
        network: createNetwork(random, () => district.app),
        hasCareKey,
      },
      TEMPLATE_ACTOR,
    )
  const joined = async (name: string, letter: string, where: string, hasCareKey = false): Promise<SimSeat> => {
    const seat = newSeat(name, hasCareKey)
    const code = await makeCode(district.district, where)
    template.setLetter(seat.db, letter)
    await joinSeat(seat, code?.code ?? '', letter, nowMs)
    return seat
  }
  const seats = [await joined('east', 'A', street, true), await joined('west', 'B', street)]
  if (random.chance(0.5)) seats.push(await joined('north', 'C', street, true))
  const stranger = await joined('stranger', 'A', otherStreet)
  const newer = random.chance(0.5)
    ? await joinedSeat(district.app, (await makeCode(district.district, street))?.code ?? '', 'H')
    : undefined
  const copies: { seat: SimSeat; file: string; at: number }[] = []
  const note = (line: string): void => void history.log.push(line)

  for (let step = 0; step < STEPS; step += 1) {
    nowMs += random.below(HOUR_MS)
    const seat = random.pick(seats)
    const draw = random.below(100)
    if (draw < 52) clerkWorks(seat, random, history, `${seed}.${step}`, note)
    else if (draw < 60) {
      // Saved a moment ago, and news comes before it was sent: the seat itself meets both values.
      seat.network.isCalm = true
      await seat.sync()
      const other = random.pick(seats.filter((each) => each !== seat))
      const matters = history.registered.filter(({ isSealed }) => !isSealed).map(({ matterId }) => matterId)
      if (matters.length > 0) {
        const one = [random.pick(matters)]
        clerkWorks(other, random, history, `${seed}.${step}x`, note, one)
        await other.sync()
        clerkWorks(seat, random, history, `${seed}.${step}y`, note, one)
      }
      note(`${seat.name} hears`)
      await seat.hear()
      seat.network.isCalm = false
    } else if (draw < 78) {
      note(`${seat.name} syncs`)
      await seat.sync()
    } else if (draw < 83) {
      const statements = 1 + random.below(400)
      note(`${seat.name} dies ${statements} statements into a sync`)
      seat.killSoon(statements)
      await seat.sync()
      seat.reopen()
    } else if (draw < 88) {
      seat.skewMs = random.pick([0, -HOUR_MS, 2 * HOUR_MS, 365 * 24 * HOUR_MS, -365 * 24 * HOUR_MS])
      note(`the clock of ${seat.name} is off by ${seat.skewMs / HOUR_MS} h`)
    } else if (draw < 90) {
      if (newer) await newerWorks(newer, district, random, history, String(step), note)
    } else if (draw < 92) {
      note(`late requests of ${seat.name} arrive`)
      await seat.network.deliverLate()
    } else if (draw < 94) {
      note('the district is started anew')
      await district.close()
      district = await openDistrict()
    } else if (draw < 97) {
      copies.push({ seat, file: seat.saveCopy(String(step)), at: history.written.length })
      note(`${seat.name} is copied`)
    } else await useCopy(copies, seats, random, history, note)
  }
  await calmDown([...seats, stranger], history, () => (nowMs += HOUR_MS))
  return {
    seed,
    street,
    seats,
    stranger,
    history,
    district,
    async close() {
      for (const seat of [...seats, stranger]) seat.close()
      await district.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }

  /** An older copy takes the seat's place, or becomes a computer of its own. */
  async function useCopy(
    from: typeof copies,
    all: SimSeat[],
    rnd: Random,
    told: History,
    say: (line: string) => void,
  ): Promise<void> {
    const copy = from.pop()
    if (!copy) return
    if (all.length < LETTERS.length && rnd.chance(0.5)) {
      const clone = newSeat(`${copy.seat.name}'s twin ${all.length}`, copy.seat.care !== undefined)
      clone.restoreCopy(copy.file)
      all.push(clone)
      say(`${copy.seat.name}'s copy becomes ${clone.name}`)
      return
    }
    forgetUnsent(copy.seat, told)
    copy.seat.restoreCopy(copy.file)
    say(`${copy.seat.name} is put back to its copy`)
  }
}

/** A seat with a newer program writes a field that the others do not know. */
async function newerWorks(
  newer: TestSeat,
  { app }: RunningDistrict,
  random: Random,
  history: History,
  value: string,
  note: (line: string) => void,
): Promise<void> {
  newer.app = app
  await newer.hello()
  newer.cursor = 0
  const { rows } = await newer.pull()
  const keys = rows.filter(([, table, , , gone]) => table === 'matter' && gone === 0).map(([, , key]) => key)
  if (keys.length === 0) return
  const key = random.pick(keys)
  const { status } = await newer.push([['matter', key, newer.stamp(), 0, { later_note: value }]])
  note(`a newer program writes later_note=${value} on ${key}: ${status}`)
  if (status === 200) history.laterNotes.set(key, value)
}

/** A restored backup takes with it what was saved since and never sent: nobody can promise more of a disk. */
function forgetUnsent(seat: SimSeat, history: History): void {
  const unsent = new Set(
    seat.db
      .prepare('SELECT tbl, key FROM sync_row WHERE pending IS NOT NULL OR is_held <> 0')
      .all()
      .map((row) => `${(row as { tbl: number }).tbl}|${(row as { key: string }).key}`),
  )
  const isUnsent = (table: string, key: string): boolean => unsent.has(`${findSynced(table)?.no}|${key}`)
  history.lost.push(...history.written.filter((each) => each.seat === seat.author && isUnsent(each.table, each.key)))
  history.written = history.written.filter((each) => each.seat !== seat.author || !isUnsent(each.table, each.key))
  history.events = history.events.filter((each) => each.seat !== seat.author || !isUnsent('matter_event', each.id))
  history.facts = history.facts.filter((each) => each.seat !== seat.author || !isUnsent(each.table, each.id))
  history.registered = history.registered.filter(
    (each) => each.seat !== seat.author || !isUnsent('matter', each.matterId),
  )
}

/** Networks are well, clocks are right, clerks give new numbers where two computers gave out one: until nothing moves. */
async function calmDown(seats: SimSeat[], history: History, pass: () => void): Promise<void> {
  for (const seat of seats) {
    await seat.network.deliverLate()
    Object.assign(seat.network, { isCalm: true, isDown: false })
    seat.skewMs = 0
  }
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    pass()
    for (const seat of seats) {
      await seat.sync()
      giveNewNumbers(seat, history)
    }
    if (seats.every(isAtRest) && isOneCursor(seats.slice(0, -1))) return
  }
}

/** A seat that synced before another pushed does not know it yet. */
const isOneCursor = (seats: readonly SimSeat[]): boolean =>
  new Set(seats.map(({ db }) => loadState(db).cursor)).size === 1

const isAtRest = (seat: SimSeat): boolean => {
  const state = loadState(seat.db)
  const waiting = seat.db
    .prepare('SELECT count(*) FROM sync_row WHERE pending IS NOT NULL AND is_held <> 1')
    .pluck()
    .get()
  return waiting === 0 && state.agreedCursor === state.cursor && state.cursor === state.head
}

function giveNewNumbers(seat: SimSeat, history: History): void {
  const me = TEMPLATE_ACTOR.userId
  for (const row of listQuarantined(seat.db, me)) {
    seat.command((ctx) => {
      const bearer = bearerOf(ctx.db, me, row)
      if (!bearer) return
      const number = renumberMatter(ctx, bearer)
      const table = findSynced('matter')
      if (row.direction === 'up' && table) {
        clearQuarantined(ctx.db, 'up', 'matter', row.key)
        sendWhole(ctx.db, table, row.key)
      }
      history.log.push(`${seat.name} gives ${bearer} the number ${number}`)
    })
  }
}

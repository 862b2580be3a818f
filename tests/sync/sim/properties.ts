import { listEvents } from '../../../src-main/intake/repo.ts'
import { recount } from '../../../src-main/ledger/recount.ts'
import { LEDGER_IDS } from '../../../src-shared/ledger/schema.ts'
import { loadState } from '../../../src-main/sync/state.ts'
import { FACT_TABLES } from './acts.ts'
import { findCareBroken } from './careProperties.ts'
import type { SimSeat } from './simSeat.ts'
import { contentsOf } from '../support/seat.ts'
import type { History } from './clerks.ts'
import type { World } from './world.ts'

/** The guarantees of src-main/sync/README.md, each as what a run must not show. Returns what it did show. */
export function findBroken(world: World): string[] {
  return [
    ...atRest(world),
    ...equal(world),
    ...accountedFor(world),
    ...eventsKept(world),
    ...factsKept(world),
    ...numbersUnique(world),
    ...streetsApart(world),
    ...derivedRight(world),
    ...unknownKept(world),
    ...findCareBroken(world),
  ]
}

function atRest({ seats }: World): string[] {
  return seats.flatMap((seat) => {
    const state = loadState(seat.db)
    const waiting = seat.db.prepare('SELECT tbl, key FROM sync_row WHERE pending IS NOT NULL AND is_held <> 1').all()
    const problems: string[] = []
    if (waiting.length > 0) problems.push(`${seat.name} still waits with ${JSON.stringify(waiting.slice(0, 3))}`)
    if (state.mended > 0) problems.push(`${seat.name} had to mend ${state.mended} rows`)
    if (state.agreedCursor !== state.cursor) problems.push(`${seat.name}: sums do not agree at ${state.cursor}`)
    return problems
  })
}

/** Rows of sealed matters are on their own seat only. */
const SEALED = `(SELECT id FROM matter WHERE is_sealed = 1)`

function openContents({ db }: SimSeat): Record<string, unknown[]> {
  const contents = contentsOf(db)
  const sealed = new Set(db.prepare(`SELECT id FROM matter WHERE is_sealed = 1`).pluck().all())
  const people = new Set(db.prepare(`SELECT party_id FROM matter_party WHERE matter_id IN ${SEALED}`).pluck().all())
  const isOpen = (row: unknown): boolean => !(row as unknown[]).some((value) => sealed.has(value) || people.has(value))
  const { sealed_box: _boxes, ...rest } = contents
  return Object.fromEntries(Object.entries(rest).map(([table, rows]) => [table, rows.filter(isOpen)]))
}

function equal({ seats }: World): string[] {
  const [first, ...others] = seats.map((seat) => ({ seat, contents: openContents(seat) }))
  if (!first) return []
  return others.flatMap(({ seat, contents }) =>
    Object.keys(first.contents).flatMap((table) => {
      const [a, b] = [first.contents[table] ?? [], contents[table] ?? []].map((rows) =>
        rows.map((row) => JSON.stringify(row)),
      )
      const only = (these: string[] = [], those: string[] = []): string[] => these.filter((row) => !those.includes(row))
      const [left, right] = [only(a, b), only(b, a)]
      return left.length + right.length === 0
        ? []
        : [
            `${first.seat.name} and ${seat.name} differ in ${table}:\n  ${left.join('\n  ')}\n  against\n  ${right.join('\n  ')}`,
          ]
    }),
  )
}

/** Every value saved is current, or somebody saw it and wrote another, or two people are told of it, or a tray has it. */
function accountedFor({ seats, history }: World): string[] {
  const everywhere = seats.map(({ db }) => ({
    values: JSON.stringify(contentsOf(db)),
    trays: JSON.stringify(db.prepare('SELECT content FROM sync_quarantine').pluck().all()),
  }))
  const seen = new Set([...history.written, ...history.lost].map(({ key, field, saw }) => `${key}|${field}|${saw}`))
  return history.written.flatMap(({ seat, table, key, field, value }) => {
    if (seen.has(`${key}|${field}|${value}`)) return []
    const text = JSON.stringify(value).slice(1, -1)
    const twice = JSON.stringify(text).slice(1, -1)
    const isKept = everywhere.some(
      ({ values, trays }) =>
        values.includes(text) || values.includes(twice) || trays.includes(twice) || trays.includes(text),
    )
    return isKept ? [] : [`${table} ${key} ${field}: ${value}, saved at ${seat}, is nowhere`]
  })
}

function eventsKept({ seats, history }: World): string[] {
  const problems: string[] = []
  const sealed = new Set(history.registered.filter(({ isSealed }) => isSealed).map(({ matterId }) => matterId))
  for (const seat of seats) {
    const matters = seat.db.prepare('SELECT DISTINCT matter_id FROM matter_event').pluck().all() as string[]
    const ids = matters.flatMap((matterId) => listEvents(seat.db, matterId).map(({ id }) => id))
    const order = new Map(ids.map((id, at) => [id as string, at]))
    if (order.size !== ids.length) problems.push(`${seat.name} has an event twice`)
    const last = new Map<string, number>()
    for (const event of history.events) {
      if (sealed.has(event.matterId)) continue
      const at = order.get(event.id)
      if (at === undefined) {
        problems.push(`${seat.name} lacks event ${event.id} of ${event.seat}`)
        continue
      }
      const chain = `${event.seat}|${event.matterId}`
      if ((last.get(chain) ?? -1) > at) problems.push(`${seat.name} has the events of ${chain} in another order`)
      last.set(chain, at)
    }
  }
  return problems
}

/** Facts of the other tables are on every seat; those of one seat about one record stand in the order of their making. */
function factsKept({ seats, history }: World): string[] {
  return seats.flatMap(({ name, db }) =>
    FACT_TABLES.flatMap((table) => {
      const made = history.facts.filter((each) => each.table === table)
      const here = new Set(db.prepare(`SELECT id FROM ${table}`).pluck().all())
      const lacking = made
        .filter(({ id }) => !here.has(id))
        .map(({ id, seat }) => `${name} lacks ${table} ${id} of ${seat}`)
      return table === 'joint_event' ? [...lacking, ...outOfOrder(name, db, made)] : lacking
    }),
  )
}

function outOfOrder(name: string, db: SimSeat['db'], made: History['facts']): string[] {
  const rows = db.prepare('SELECT id, item_id AS itemId FROM joint_event ORDER BY item_id, seq, at, id').all() as {
    id: string
    itemId: string
  }[]
  const order = new Map(rows.map(({ id, itemId }, at) => [id, { itemId, at }]))
  const last = new Map<string, number>()
  return made.flatMap(({ id, seat }) => {
    const found = order.get(id)
    if (!found) return []
    const chain = `${seat}|${found.itemId}`
    const isLater = (last.get(chain) ?? -1) < found.at
    last.set(chain, found.at)
    return isLater ? [] : [`${name} has the events of ${chain} in another order`]
  })
}

const NUMBERED = [
  'SELECT id, number FROM matter WHERE is_sealed = 0',
  'SELECT id, number FROM grid_event',
  'SELECT id, number FROM joint_item',
] as const

function numbersUnique({ seats }: World): string[] {
  const owners = new Map<string, string>()
  return seats.flatMap(({ db }) =>
    NUMBERED.flatMap((sql) => db.prepare(sql).all() as { id: string; number: string }[]).flatMap(({ id, number }) => {
      const owner = owners.get(number) ?? id
      owners.set(number, owner)
      return owner === id ? [] : [`the number ${number} belongs to two records`]
    }),
  )
}

function streetsApart({ seats, stranger }: World): string[] {
  const keys = (seat: SimSeat): string[] => seat.db.prepare('SELECT id FROM matter').pluck().all() as string[]
  const own = new Set(seats.flatMap(keys))
  return keys(stranger)
    .filter((key) => own.has(key))
    .map((key) => `the other street has ${key}`)
}

/** What an older program does not know it keeps, with its stamp. */
function unknownKept({ seats, history }: World): string[] {
  return seats.flatMap(({ name, db }) =>
    [...history.laterNotes].flatMap(([key, value]) => {
      const extra = db.prepare('SELECT extra FROM sync_row WHERE tbl = 1 AND key = ?').pluck().get(key) as string | null
      const kept = (JSON.parse(extra ?? '{}') as Record<string, [string]>)['later_note']?.[0]
      return kept === value ? [] : [`${name} has later_note ${kept} of ${key}, not ${value}`]
    }),
  )
}

/** Folds, clocks and counters are the same on every seat, and counters what a recount finds. */
function derivedRight({ seats }: World): string[] {
  const tables = ['deadline', 'month_counter', 'joint_item'] as const
  const read = ({ db }: SimSeat, table: (typeof tables)[number]): string => {
    const where = { deadline: `WHERE matter_id NOT IN ${SEALED}`, month_counter: 'WHERE n <> 0', joint_item: '' }[table]
    return JSON.stringify(db.prepare(`SELECT * FROM ${table} ${where} ORDER BY 1, 2, 3`).raw().all())
  }
  const [first, ...others] = seats
  if (!first) return []
  const problems = others.flatMap((seat) =>
    tables
      .filter((table) => read(seat, table) !== read(first, table))
      .map(
        (table) =>
          `${first.name} and ${seat.name} differ in ${table}:\n  ${read(first, table)}\n  ${read(seat, table)}`,
      ),
  )
  for (const seat of seats) {
    const before = read(seat, 'month_counter')
    for (const ledger of LEDGER_IDS) recount(seat.db, ledger)
    if (read(seat, 'month_counter') !== before) problems.push(`${seat.name}: counters are not what a recount finds`)
  }
  return problems
}

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ClientId } from '../../../src-shared/care/events.ts'
import { AppError } from '../../../src-shared/kernel/errors.ts'
import { destroyEvents } from '../../../src-main/care/destroy.ts'
import { reconcile } from '../../../src-main/care/reconcile.ts'
import { recordActs, recordOffice, type Act } from '../../../src-main/care/record.ts'
import type { CareCtx, CareStore, Ctx } from '../../../src-main/ctx/ctx.ts'
import { careKeysOf } from '../../../src-main/store/careKeys.ts'
import { migrate, readMigrations } from '../../../src-main/store/migrate.ts'
import { closeStore, openStore, type Db } from '../../../src-main/store/open.ts'
import type { Day } from '../../../src-shared/kernel/day.ts'
import { APP_DIR } from '../../support/testCore.ts'
import type { Random } from './random.ts'

const KEYS = careKeysOf(Buffer.alloc(32, 5))
const MIGRATIONS = readMigrations(join(APP_DIR, 'migrations', 'care'))

/** The care records of a simulated seat that holds their key. */
export interface CareSide {
  care: CareStore
  /** As the program does at opening (`isWhole`), and when boxes came. */
  reconcile(db: Db, today: Day, isWhole: boolean): void
  close(): void
}

/** @param isNew a computer of its own: it has the key and nothing else */
export function openCareSide(dir: string, name: string, isNew: boolean): CareSide {
  const file = join(dir, `${name}-care.db`)
  if (isNew) for (const tail of ['', '-wal', '-shm']) rmSync(file + tail, { force: true })
  const db = openStore(file, KEYS.file, { cacheKib: 1024 })
  db.pragma('synchronous = OFF')
  migrate(db, MIGRATIONS)
  const care: CareStore = { db, keys: KEYS }
  return {
    care,
    reconcile: (main, today, isWhole) =>
      main
        .transaction(() => db.transaction(() => void reconcile({ db: main, care, today }, isWhole)).immediate())
        .immediate(),
    close: () => closeStore(db),
  }
}

/** What one act of care work did. */
export interface CareDone {
  events: string[]
  destroyed: string[]
}

/** One thing that a social worker does; what a rule refuses was not done. */
export function careAct(base: Ctx, care: CareStore, random: Random, mark: string): CareDone {
  const ctx: CareCtx = { ...base, care }
  const clients = care.db.prepare('SELECT id FROM care_client ORDER BY id').pluck().all() as ClientId[]
  const before = new Set(idsOf(care.db))
  const destroyed: string[] = []
  const draw = random.below(100)
  try {
    if (clients.length === 0 || draw < 25) register(ctx, mark)
    else if (draw < 32) {
      const id = random.pick(clients)
      destroyEvents(ctx, id)
      recordOffice(ctx, 'purge', {
        purgeId: ctx.newId(),
        clientIds: [id],
        why: 'sealed',
        on: ctx.today,
        basis: mark,
        witness: '乙',
        records: [],
      })
      destroyed.push(id)
    } else recordActs(ctx, random.pick(clients), actsOf(ctx, random, mark))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
  return { events: idsOf(care.db).filter((id) => !before.has(id)), destroyed }
}

const idsOf = (db: Db): string[] =>
  db.prepare(`SELECT id FROM care_event WHERE payload <> ''`).pluck().all() as string[]

function register(ctx: CareCtx, mark: string): void {
  const enrolment = {
    enrolmentId: ctx.newId(),
    group: 'elderly',
    basis: 'law',
    purpose: mark,
    startOn: ctx.today,
  }
  recordActs(ctx, ctx.newId(), [
    { kind: 'register', payload: { name: mark } },
    { kind: 'enrol', payload: enrolment },
  ])
}

function actsOf(ctx: CareCtx, random: Random, mark: string): Act[] {
  const visitId = ctx.newId()
  const visit = { visitId, at: ctx.now, how: 'home', visitors: ['甲'], isMet: true, note: mark }
  const promise = { promiseId: ctx.newId(), what: mark, byOn: ctx.today }
  return random.pick<Act[]>([
    [{ kind: 'visit', payload: visit }],
    [
      { kind: 'visit', payload: visit },
      { kind: 'promise', payload: { ...promise, visitId } },
    ],
    [{ kind: 'promise', payload: promise }],
    [{ kind: 'plan', payload: { agreedOn: ctx.today, goals: mark } }],
    [{ kind: 'changePerson', payload: { name: mark, phone: '13000000001' } }],
  ])
}

/** What must be the same on every seat that holds the key, whoever planned how far ahead. */
export function careContents({ db }: CareStore): string {
  return JSON.stringify(
    [
      `SELECT id, stream, stream_id, kind, at, actor_id, actor_name, payload FROM care_event WHERE payload <> '' ORDER BY id`,
      'SELECT id, number, name, phone, is_open, opened_on, last_visit_on FROM care_client ORDER BY id',
      'SELECT id, client_id, grp, state, start_on FROM care_enrolment ORDER BY id',
      'SELECT id, client_id, visited_on, how, is_met FROM care_visit ORDER BY id',
      `SELECT client_id, kind, ref, due_on, what FROM care_todo WHERE kind <> 'visit' ORDER BY 1, 2, 3`,
    ].map((sql) => db.prepare(sql).raw().all()),
  )
}

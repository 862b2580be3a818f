import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Statement } from 'better-sqlite3'
import type { RpcReply } from '../src-shared/contract.ts'
import { removeCapture } from '../src-main/store/capture.ts'
import { openStore } from '../src-main/store/open.ts'
import { storeFile } from '../src-main/host/openedStore.ts'
import { join as joinStreet } from '../src-main/sync/enrol.ts'
import { clearState } from '../src-main/sync/stateRepo.ts'
import { makeStory } from '../src-shared/practice/story.ts'
import { bulkStore } from './support/bulkStore.ts'
import { median, percentile, report, rowsOption, timeMs } from './support/report.ts'

// One intake card through the door (checks, permission, parties, number, event, audit, search index) against the bare
// run of the very same statements: recorded on one store, replayed on a copy under the same cipher and durability.
const rows = rowsOption(50_000)
const FORMS = 300
const { core, state, caller, dir } = await bulkStore(rows)
const db = state.open!.db
db.pragma('wal_checkpoint(TRUNCATE)')
const copy = join(dir, 'replay.db')
for (const tail of ['', '-wal', '-shm']) rmSync(copy + tail, { force: true })
copyFileSync(storeFile(dir), copy)
const other = openStore(copy, state.open!.key)

const form = (index: number) => {
  const story = makeStory(99, index, { from: '2026-01-01' as never, to: '2026-10-31' as never })
  return {
    receivedOn: story.receivedOn,
    channel: story.channel,
    summary: story.summary,
    facts: story.facts,
    wish: story.wish,
    placeDetail: story.location,
    parties: story.parties.slice(0, 2).map((p) => ({
      role: p.role,
      party: { kind: p.kind, name: p.name, phone: p.phone ?? '', address: p.address ?? '' },
    })),
  }
}
const save = (index: number): void => {
  const reply = core.dispatch(caller, { method: 'intake.register', input: form(index) }) as RpcReply
  if (!reply.ok) throw new Error(reply.error.message)
}

interface Recorded {
  sql: string
  method: 'run' | 'get' | 'all'
  parameters: unknown[]
}
const log: Recorded[][] = []
const prototype = Object.getPrototypeOf(db.prepare('SELECT 1')) as Record<
  'run' | 'get' | 'all',
  (this: Statement, ...parameters: unknown[]) => unknown
>
const original = { run: prototype.run, get: prototype.get, all: prototype.all }
for (const method of ['run', 'get', 'all'] as const) {
  prototype[method] = function (...parameters) {
    if (!/^(BEGIN|COMMIT)/.test(this.source)) log.at(-1)?.push({ sql: this.source, method, parameters })
    return original[method].apply(this, parameters)
  }
}
for (let index = 0; index < FORMS; index++) {
  log.push([])
  save(index)
}
log.push([])
Object.assign(prototype, original)

const statements = new Map<string, Statement>()
const compiled = (sql: string): Statement => {
  let statement = statements.get(sql)
  if (!statement) statements.set(sql, (statement = other.prepare(sql)))
  return statement
}
const replay = other.transaction((steps: Recorded[]) => {
  for (const { sql, method, parameters } of steps) compiled(sql)[method](...parameters)
})
const raw: number[] = []
const door: number[] = []
for (let index = 0; index < FORMS; index++) {
  raw.push(timeMs(() => replay.immediate(log[index]!)))
  const input = form(index + FORMS)
  door.push(timeMs(() => core.dispatch(caller, { method: 'intake.register', input })))
}
const [p50, rawP50] = [median(door.slice(20)), median(raw.slice(20))]
report({
  name: `save one form, ${rows} matters`,
  value: p50,
  unit: 'ms',
  ratio: p50 / rawP50,
  against: `its ${log[0]!.length} statements ${rawP50.toFixed(3)} ms`,
  target: 'ratio <= 2.5',
})
report({ name: 'save one form p99', value: percentile(door.slice(20), 0.99), unit: 'ms', target: '<= 5' })

// The same on a seat that joined a street: every changed row is captured with stamps in the transaction of the change.
// The store is kept for other benches, so the seat leaves its street again.
const enrolled = {
  streetCode: '310000001',
  streetName: '',
  districtName: '',
  seatCode: 'b001',
  lineage: '',
  epoch: 1,
  serverTimeMs: 0,
}
db.transaction(() => joinStreet(db, 'http://127.0.0.1', enrolled, '', 0)).immediate()
const captured: number[] = []
for (let index = 0; index < FORMS; index++) {
  const input = form(index + 2 * FORMS)
  captured.push(timeMs(() => core.dispatch(caller, { method: 'intake.register', input })))
}
db.transaction(() => {
  removeCapture(db)
  clearState(db)
}).immediate()
report({
  name: `save one form, captured for sync, ${rows} matters`,
  value: median(captured.slice(20)),
  unit: 'ms',
  ratio: median(captured.slice(20)) / rawP50,
  against: `the same statements without capture ${rawP50.toFixed(3)} ms`,
  target: 'ratio <= 2.5',
})
other.close()
for (const tail of ['', '-wal', '-shm']) rmSync(copy + tail, { force: true })
await core.close()

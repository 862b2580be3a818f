import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, addMonthsTo, dayOf, daysBetween, monthOf, type Day, type Month } from '../../src-shared/kernel/day.ts'
import type { MatterId, UserId } from '../../src-shared/kernel/ids.ts'
import type { CountedTask } from '../../src-shared/linkage/ledgerCounts.ts'
import type { CoreState } from '../../src-main/host/coreState.ts'
import { ctxFor } from '../../src-main/host/createCtx.ts'
import { seedCentre } from '../../src-main/host/seed.ts'
import type { Ctx } from '../../src-main/ctx/ctx.ts'
import { insertMatter, updateFolded } from '../../src-main/intake/repo.ts'
import { createCounterSum } from '../../src-main/ledger/counters.ts'
import { monthOfDay } from '../../src-main/ledger/periods.ts'
import { replaceParts, saveTask, type PartRecord, type TaskRecord } from '../../src-main/linkage/repo.ts'
import { seeded } from '../../tests/support/seeded.ts'
import { logIn, openBench, type BulkStore } from './bulkStore.ts'

const SEED = 23
const BATCH = 5_000
/** The months before the present one over which tasks are spread. */
export const TASK_MONTHS = 60
type Random = ReturnType<typeof seeded>

/**
 * An encrypted store with `rows` tasks of five years, made once and kept in the temporary folder. What ledger, figures,
 * board and list read is written by the program's own repos: card, folded row, parts, counters. Events, audit and search
 * index, which they never read, are left out.
 */
export async function taskStore(rows: number): Promise<BulkStore> {
  const dir = join(process.env.ONEWINDOW_BENCH_DIR ?? tmpdir(), `onewindow-bench-tasks-${rows}`)
  const done = join(dir, 'complete')
  if (!existsSync(done)) {
    rmSync(dir, { recursive: true, force: true })
    const { core, state } = openBench(dir)
    await seedCentre(state, 0, () => {})
    fill(state, rows)
    await core.close()
    mkdirSync(done)
  }
  return logIn(dir)
}

function fill(state: CoreState, rows: number): void {
  const store = state.open
  if (!store) throw new Error('The store is closed')
  const { id } = store.db.prepare(`SELECT id FROM user_account WHERE login = 'chuangkou1'`).get() as { id: UserId }
  const ctx = ctxFor(state, store, { userId: id, name: '许晓莉', roles: ['clerk'] })
  const today = dayOf(new Date().toISOString())
  const from = `${addMonthsTo(monthOf(today), -TASK_MONTHS)}-01` as Day
  const days = daysBetween(from, today)
  const sum = createCounterSum<CountedTask>('linkage')
  const random = seeded(SEED)
  store.db.pragma('synchronous = OFF')
  store.db.pragma('cache_size = -400000')
  for (let start = 0; start < rows; start += BATCH) {
    store.db
      .transaction(() => {
        for (let n = start; n < Math.min(start + BATCH, rows); n++)
          sum.add(putTask(ctx, random, n, addDays(from, Math.floor((n * days) / rows)), today))
      })
      .immediate()
    process.stderr.write(`\rfilling ${Math.min(start + BATCH, rows)} / ${rows}`)
  }
  store.db.transaction(() => sum.write(store.db)).immediate()
  process.stderr.write('\n')
}

const earlier = (day: Day, today: Day): Day | null => (day <= today ? day : null)

function putTask(ctx: Ctx, random: Random, n: number, receivedOn: Day, today: Day): CountedTask {
  const id = ctx.newId<MatterId>()
  const unitOf = (): string => String(1 + random.below(22)).padStart(2, '0')
  const partOf = (role: PartRecord['role'], no: number): PartRecord => {
    const dueOn = addDays(receivedOn, 2 + random.below(20))
    const answeredOn = random.is(0.95)
      ? earlier(addDays(dueOn, random.is(0.8) ? -1 : 1 + random.below(20)), today)
      : null
    const unitCode = unitOf()
    const level = random.oneOf<PartRecord['level']>([
      ...Array.from({ length: 6 }, () => 'none' as const),
      'ordinary',
      'yellow',
      'red',
    ])
    return {
      matterId: id,
      key: `${id}:${no}`,
      term: 1,
      isLast: 1,
      role,
      unitCode,
      unit: `单位${unitCode}`,
      slipCode: `A26-${n}-${no}`,
      dispatchedOn: receivedOn,
      dueOn,
      receivedOn,
      answeredOn,
      returnedOn: random.is(0.08) ? earlier(addDays(receivedOn, 1), today) : null,
      level,
      card: level,
      failures: 0,
      state: answeredOn ? 'ended' : 'to_answer',
    }
  }
  const parts = [partOf('lead', 0), ...Array.from({ length: random.below(3) }, (_, no) => partOf('helper', no + 1))]
  const [lead] = parts as [PartRecord]
  const closedOn = lead.answeredOn && random.is(0.95) ? earlier(addDays(lead.answeredOn, random.below(4)), today) : null
  insertMatter(ctx.db, {
    id,
    number: `${receivedOn.slice(0, 4)}-联${n}`,
    card: {
      ...{ receivedOn, channel: 'visit' as const, summary: `示例路口占道经营反复出现 ${n}`, facts: '', wish: '' },
      ...{
        placeId: null,
        placeDetail: '',
        sourceUnit: '',
        sourceNumber: '',
        peopleCount: 0,
        isAnonymous: false,
        parties: [],
      },
    },
    enteredAt: ctx.now,
    enteredBy: ctx.actor.name,
    ownerId: ctx.actor.userId,
    promiseOn: null,
    importId: null,
    partyNames: '',
  })
  const month = (day: Day | null): Month | '' => (day ? monthOfDay(ctx.db, day, ctx.settings.cutoffDay, 'linkage') : '')
  const row: TaskRecord = {
    matterId: id,
    linkage: String(1 + random.below(5)),
    source: random.oneOf(['window', 'grid', 'hotline', 'patrol', 'meeting']),
    ...{ sheetSystem: '', sheetNumber: '', directiveId: '', eventClass: '0401', urgency: 'normal' },
    isUrgent: 0,
    isSecret: 0,
    leadCode: lead.unitCode,
    leadUnit: lead.unit,
    helpers: parts.length - 1,
    dispatchedOn: receivedOn,
    dueOn: lead.dueOn,
    answeredOn: lead.answeredOn,
    extendedDays: random.is(0.1) ? 3 : 0,
    returns: parts.filter(({ returnedOn }) => returnedOn).length,
    conferences: 0,
    level: lead.level,
    causes: lead.level === 'none' ? '[]' : JSON.stringify([`0${1 + random.below(8)}`]),
    verifyFailures: random.is(0.08) ? 1 : 0,
    rating: closedOn ? random.oneOf(['satisfied', 'satisfied', 'fair', 'unsatisfied', '']) : '',
    closure: closedOn ? random.oneOf(['substantive', 'substantive', 'stage', 'procedural']) : '',
    filedOn: null,
    closedOn,
    archivedOn: null,
    toldOn: null,
    reopened: 0,
    place: '',
    texts: '',
    monthReceived: month(receivedOn),
    monthClosed: month(closedOn),
  }
  saveTask(ctx.db, row)
  replaceParts(ctx.db, id, parts)
  updateFolded(ctx.db, id, 1, {
    kind: 'linkage',
    stage: closedOn ? 'closed' : 'handling',
    isOpen: closedOn === null,
    dueOn: null,
    mergedInto: null,
  })
  return { ...row, placeId: null, receivedOn }
}

import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { addMonths, dayOf, type Day } from '../../src-shared/kernel/day.ts'
import type { PlaceId, UserId } from '../../src-shared/kernel/ids.ts'
import { PartyInput } from '../../src-shared/intake/schema.ts'
import type { ImportedCase } from '../../src-shared/mediation/events.ts'
import { importedState } from '../../src-shared/mediation/fold.ts'
import { projectMediation } from '../../src-shared/mediation/project.ts'
import { OPEN_STAGES } from '../../src-shared/intake/matterFold.ts'
import { makeStory } from '../../src-shared/practice/story.ts'
import type { Story } from '../../src-shared/practice/types.ts'
import { createCoreWithState, type Core } from '../../src-main/host/core.ts'
import type { CoreState } from '../../src-main/host/coreState.ts'
import { ctxFor } from '../../src-main/host/createCtx.ts'
import { silentLog } from '../../src-main/host/log.ts'
import { PRACTICE_PASSWORD } from '../../src-main/host/practice.ts'
import { seedCentre } from '../../src-main/host/seed.ts'
import { listPlaces } from '../../src-main/centre/repo.ts'
import { newEvent } from '../../src-main/intake/record.ts'
import { registerMatter } from '../../src-main/intake/register.ts'
import { getMatter } from '../../src-main/intake/record.ts'
import { insertEvent, updateFolded } from '../../src-main/intake/repo.ts'
import { createCounterSum } from '../../src-main/ledger/counters.ts'
import { toRow } from '../../src-main/mediation/afterEvent.ts'
import { saveMediation } from '../../src-main/mediation/repo.ts'
import type { Db } from '../../src-main/store/open.ts'
import type { Ctx } from '../../src-main/ctx/ctx.ts'

export const APP_DIR = fileURLToPath(new URL('../..', import.meta.url))
export const YEARS = 10
const BATCH = 5_000

export interface BulkStore {
  dir: string
  core: Core
  state: CoreState
  /** The caller id of a logged-in clerk. */
  caller: string
}

/**
 * An encrypted store with `rows` matters of ten years, made once and kept in the temporary folder.
 * Cards enter through the normal register (parties, number, event, audit, search index); the course
 * of a mediation enters as one event, as an import does.
 */
export async function bulkStore(rows: number): Promise<BulkStore> {
  const dir = join(process.env.ONEWINDOW_BENCH_DIR ?? tmpdir(), `onewindow-bench-${rows}`)
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

/** Opens a filled folder as a clerk. */
export async function logIn(dir: string): Promise<BulkStore> {
  const { core, state } = openBench(dir)
  const reply = await core.dispatch('bench', {
    method: 'account.login',
    input: { login: 'chuangkou1', password: PRACTICE_PASSWORD },
  })
  if (!reply.ok) throw new Error(reply.error.message)
  return { dir, core, state, caller: 'bench' }
}

export function openBench(dataDir: string) {
  return createCoreWithState({
    dataDir,
    appDir: APP_DIR,
    version: 'bench',
    isPractice: true,
    shell: 'loopback',
    log: silentLog,
  })
}

function fill(state: CoreState, rows: number): void {
  const store = state.open
  if (!store) throw new Error('The store is closed')
  const base = ctxFor(state, store, { userId: ownerOf(state), name: '许晓莉', roles: ['clerk'] })
  const places = listPlaces(store.db).filter((place) => place.kind === 'community')
  const today = dayOf(new Date().toISOString())
  const from = addMonths(today, -12 * YEARS)
  const counters = createCounterSum()
  const indexes = dropIndexes(store.db)
  store.db.pragma('cache_size = -1000000')
  store.db.pragma('synchronous = OFF')
  for (let start = 0; start < rows; start += BATCH) {
    store.db
      .transaction(() => {
        for (let index = start; index < Math.min(start + BATCH, rows); index++) {
          putStory(base, makeStory(7, index, { from, to: today }), places[index % places.length]?.id ?? null, counters)
        }
      })
      .immediate()
    process.stderr.write(`\rfilling ${Math.min(start + BATCH, rows)} / ${rows}`)
  }
  store.db.transaction(() => counters.write(store.db)).immediate()
  for (const sql of indexes) store.db.exec(sql)
  process.stderr.write('\n')
}

/** Indexes are made after the rows, which is several times faster. Those that the fill itself looks up stay. */
function dropIndexes(db: Db): string[] {
  const rows = db
    .prepare(
      `SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND name NOT LIKE 'mediation_by_month%'`,
    )
    .all() as { name: string; sql: string }[]
  for (const { name } of rows) db.exec(`DROP INDEX ${name}`)
  return rows.map(({ sql }) => sql)
}

function ownerOf(state: CoreState): UserId {
  const row = state.open?.db.prepare(`SELECT id FROM user_account WHERE login = 'chuangkou1'`).get() as { id: UserId }
  return row.id
}

const BLANK = PartyInput.parse({})

function putStory(
  base: Ctx,
  story: Story,
  placeId: PlaceId | null,
  counters: ReturnType<typeof createCounterSum>,
): void {
  const ctx = Object.create(base, { now: { value: story.enteredAt }, today: { value: dayOf(story.enteredAt) } }) as Ctx
  const { matterId } = registerMatter(ctx, {
    receivedOn: story.receivedOn,
    channel: story.channel,
    summary: story.summary,
    facts: story.facts,
    wish: story.wish,
    placeId,
    placeDetail: story.location,
    sourceUnit: '',
    sourceNumber: '',
    peopleCount: 0,
    isAnonymous: false,
    parties: story.parties.map((p) => ({
      role: p.role,
      partyId: null,
      actsFor: '',
      authority: '',
      party: { ...BLANK, kind: p.kind, name: p.name, phone: p.phone ?? '', address: p.address ?? '' },
    })),
  })
  if (!story.mediation?.acceptedDay || !story.justiceClass) return
  const imported = toCase(story)
  const state = importedState(imported)
  insertEvent(ctx.db, matterId, newEvent(ctx, 2, 'triaged', { route: 'mediation' }))
  insertEvent(ctx.db, matterId, newEvent(ctx, 3, 'mediation.imported', imported))
  const row = toRow(
    ctx,
    { id: matterId, peopleCount: story.parties.length },
    state,
    projectMediation([{ id: '', kind: 'mediation.imported', payload: imported }]),
    undefined,
  )
  saveMediation(ctx.db, row)
  counters.add({ ...row, placeId })
  updateFolded(ctx.db, matterId, getMatter(ctx, matterId).version, {
    kind: 'mediation',
    stage: state.stage,
    isOpen: OPEN_STAGES.includes(state.stage),
    dueOn: null,
    mergedInto: null,
  })
}

function toCase(story: Story): ImportedCase {
  const m = story.mediation as NonNullable<Story['mediation']>
  const on = (day: number | undefined): Day | null =>
    day === undefined
      ? null
      : (new Date(Date.parse(story.receivedOn) + day * 86_400_000).toISOString().slice(0, 10) as Day)
  return {
    dossierNumber: `（${story.receivedOn.slice(0, 4)}）测人调字第${story.index}号`,
    acceptedOn: on(m.acceptedDay) as Day,
    source: story.source ?? 'applied',
    referralUnit: '',
    justiceClass: story.justiceClass ?? '18',
    governanceClass: story.governanceClass ?? '99',
    difficulty: story.difficulty ?? 'ordinary',
    facts: story.facts,
    mediators: [{ name: '丁建松' }],
    sessions: m.sessions.length,
    peopleCount: story.parties.length,
    closedOn: on(m.closedDay ?? m.termination?.day),
    result: m.agreement ? 'success' : m.termination ? 'failure' : null,
    agreementForm: m.agreement?.form ?? null,
    agreementNumber: '',
    amountFen: (m.agreement?.amountFen ?? 0) as ImportedCase['amountFen'],
    performBy: null,
    conclusion: m.performance?.state ?? '',
    confirmation: 'none',
    confirmationNumber: '',
    returnVisitOn: on(m.returnVisit?.day),
    satisfaction: m.returnVisit?.satisfaction ?? '',
    archivedOn: on(m.archivedDay),
    grade: '',
    subsidyFen: 0 as ImportedCase['subsidyFen'],
    note: '',
  }
}

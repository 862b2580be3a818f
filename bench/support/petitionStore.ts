import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OPEN_STAGES } from '../../src-shared/intake/matterFold.ts'
import { PartyInput } from '../../src-shared/intake/schema.ts'
import { addMonths, dayOf, type Day } from '../../src-shared/kernel/day.ts'
import type { MatterId, PartyId, PlaceId, UserId } from '../../src-shared/kernel/ids.ts'
import { applyPetitionAct, INITIAL_PETITION } from '../../src-shared/petition/fold.ts'
import { projectPetition } from '../../src-shared/petition/project.ts'
import { kindOf, makeStory } from '../../src-shared/practice/story.ts'
import type { Story } from '../../src-shared/practice/types.ts'
import { listPlaces } from '../../src-main/centre/repo.ts'
import type { Ctx } from '../../src-main/ctx/ctx.ts'
import { createCoreWithState, type Core } from '../../src-main/host/core.ts'
import type { CoreState } from '../../src-main/host/coreState.ts'
import { ctxFor } from '../../src-main/host/createCtx.ts'
import { silentLog } from '../../src-main/host/log.ts'
import { PRACTICE_PASSWORD } from '../../src-main/host/practice.ts'
import { seedCentre } from '../../src-main/host/seed.ts'
import { addMatterParties, saveParty } from '../../src-main/intake/partyRepo.ts'
import { getMatter } from '../../src-main/intake/record.ts'
import { insertMatter, updateFolded } from '../../src-main/intake/repo.ts'
import { createCounterSum } from '../../src-main/ledger/counters.ts'
import { countClocks } from '../../src-main/petition/afterEvent.ts'
import { savePetition } from '../../src-main/petition/repo.ts'
import { toRow } from '../../src-main/petition/toRow.ts'
import type { CountedPetition } from '../../src-shared/petition/ledgerCounts.ts'
import { APP_DIR, YEARS } from './bulkStore.ts'

const SEED = 11
const BATCH = 5_000
const BLANK = PartyInput.parse({})

export interface PetitionStore {
  core: Core
  state: CoreState
  /** The caller id of a logged-in clerk. */
  caller: string
}

/**
 * An encrypted store with `rows` petitions of ten years, made once and kept in the temporary folder. What
 * ledgers and figures read is written as the program writes it: card, people, the folded row with its
 * clocks, counters. Events, audit and search index, which they never read, are left out.
 */
export async function petitionStore(rows: number): Promise<PetitionStore> {
  const dir = join(process.env.ONEWINDOW_BENCH_DIR ?? tmpdir(), `onewindow-bench-petitions-${rows}`)
  const done = join(dir, 'complete')
  if (!existsSync(done)) {
    rmSync(dir, { recursive: true, force: true })
    const { core, state } = open(dir)
    await seedCentre(state, 0, () => {})
    fill(state, rows)
    await core.close()
    mkdirSync(done)
  }
  const { core, state } = open(dir)
  const input = { login: 'chuangkou1', password: PRACTICE_PASSWORD }
  const reply = await core.dispatch('bench', { method: 'account.login', input })
  if (!reply.ok) throw new Error(reply.error.message)
  return { core, state, caller: 'bench' }
}

function open(dataDir: string) {
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
  const { id } = store.db.prepare(`SELECT id FROM user_account WHERE login = 'chuangkou1'`).get() as { id: UserId }
  const ctx = ctxFor(state, store, { userId: id, name: '许晓莉', roles: ['clerk'] })
  const places = listPlaces(store.db).filter((place) => place.kind === 'community')
  const today = dayOf(new Date().toISOString())
  const range = { from: addMonths(today, -12 * YEARS), to: today }
  const sums = (['petition', 'petition_agency'] as const).map((ledger) => createCounterSum<CountedPetition>(ledger))
  store.db.pragma('synchronous = OFF')
  store.db.pragma('cache_size = -400000')
  let index = 0
  for (let start = 0; start < rows; start += BATCH) {
    store.db
      .transaction(() => {
        for (let n = start; n < Math.min(start + BATCH, rows); n++) {
          while (kindOf(SEED, index) !== 'petition') index++
          const placeId = places[n % places.length]?.id ?? null
          const counted = putPetition(ctx, makeStory(SEED, index++, range), n, placeId)
          for (const sum of sums) sum.add(counted)
        }
      })
      .immediate()
    process.stderr.write(`\rfilling ${Math.min(start + BATCH, rows)} / ${rows}`)
  }
  store.db.transaction(() => sums.forEach((sum) => sum.write(store.db))).immediate()
  process.stderr.write('\n')
}

function putPetition(base: Ctx, story: Story, n: number, placeId: PlaceId | null): CountedPetition {
  const ctx = Object.create(base, { now: { value: story.enteredAt }, today: { value: dayOf(story.enteredAt) } }) as Ctx
  const id = ctx.newId<MatterId>()
  const parties = story.parties.map((p) => ({
    partyId: ctx.newId<PartyId>(),
    role: p.role,
    actsFor: '',
    authority: '',
    party: { ...BLANK, kind: p.kind, name: p.name, phone: p.phone ?? '', address: p.address ?? '' },
  }))
  const { receivedOn, channel, summary, facts, wish } = story
  insertMatter(ctx.db, {
    id,
    number: `${receivedOn.slice(0, 4)}-测${n}`,
    card: {
      ...{ receivedOn, channel, summary, facts, wish, placeId },
      placeDetail: story.location,
      sourceUnit: story.sourceUnit ?? '',
      sourceNumber: story.sourceNumber ?? '',
      peopleCount: story.peopleCount ?? 0,
      isAnonymous: false,
      parties: [],
    },
    enteredAt: story.enteredAt,
    enteredBy: ctx.actor.name,
    ownerId: ctx.actor.userId,
    promiseOn: null as Day | null,
    importId: null,
    partyNames: parties.map(({ party }) => party.name).join('、'),
  })
  for (const { partyId, party } of parties) saveParty(ctx.db, partyId, party, ctx.now)
  addMatterParties(
    ctx.db,
    id,
    parties.map((each) => ({ ...each, partyId: each.partyId })),
  )
  const acts = story.petition?.acts ?? []
  const state = acts.reduce(
    (before, { act, payload, ref }) => applyPetitionAct(before, act, payload, ref),
    INITIAL_PETITION,
  )
  const record = projectPetition(
    acts.map(({ act, payload, ref }, index) => ({ id: ref, seq: index + 3, kind: `petition.${act}`, payload })),
  )
  const matter = getMatter(ctx, id)
  const clocks = countClocks(ctx, matter, record)
  const isCounted = !story.petition?.reported
  const row = {
    ...toRow(ctx, matter, isCounted, state, record, clocks, undefined),
    // The first one and the mediation are matters that this store does not hold under the story's references.
    repeatOf: story.repeatOf === undefined ? null : id,
    mediationId: null,
  }
  savePetition(ctx.db, row)
  updateFolded(ctx.db, id, matter.version, {
    kind: 'petition',
    stage: state.stage,
    isOpen: OPEN_STAGES.includes(state.stage),
    dueOn: null,
    mergedInto: null,
  })
  return { ...row, placeId, receivedOn }
}

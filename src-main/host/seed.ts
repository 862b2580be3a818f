import { existsSync, readdirSync } from 'node:fs'
import { nameInitials } from '../../src-shared/search/pinyin.ts'
import { addMonths, dayOf, type Day } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { PlaceId, UserId } from '../../src-shared/kernel/ids.ts'
import { practiceCentre } from '../../src-shared/practice/centre.ts'
import { ORGANS } from '../../src-shared/practice/petition/plan.ts'
import { makeStory } from '../../src-shared/practice/story.ts'
import { insertUser, updateUser } from '../account/repo.ts'
import { savePlaceRow } from '../centre/repo.ts'
import { saveSettings } from '../centre/settings.ts'
import type { Actor } from '../ctx/ctx.ts'
import { readKeyring, writeKeyring } from '../store/keyring.ts'
import { setUpCentre } from './setUp.ts'
import type { CoreState, OpenStore } from './coreState.ts'
import { ctxFor } from './createCtx.ts'
import { PRACTICE_PASSWORD } from './practice.ts'
import { seedAssessment } from './seedAssessment.ts'
import { seedCare } from './seedCare.ts'
import { seedDuty } from './seedDuty.ts'
import { withClock } from './seedEvents.ts'
import { seedGrid } from './seedGrid.ts'
import { monthJobs, seedHotline } from './seedLinkage.ts'
import { seedVolunteers } from './seedVolunteers.ts'
import { seedJoint } from './seedJoint.ts'
import { seedStory, type SeedCentre } from './seedStory.ts'

const SEED = 20_260_101
const YEARS = 3
const OFFICES = { petitionOffice: ORGANS.office, reviewOrgan: ORGANS.review, recheckOrgan: ORGANS.recheck }
/** Matters a transaction: progress in between, and a short log file. */
const BATCH = 500

/** Clients of care in a practice centre of so many matters. */
const clientsFor = (rows: number): number => Math.min(60, Math.ceil(rows / 10))

/**
 * Fills an empty data folder with the practice centre: people, places, `rows` matters of the
 * three years before today, a month of 六联, and clients of care. The same day and number of rows give the same.
 *
 * @throws AppError 'not_allowed' if the folder holds anything
 */
export async function seedCentre(
  core: CoreState,
  rows: number,
  report: (done: number) => void,
  { clients, careYears }: { clients?: number; careYears?: number } = {},
): Promise<void> {
  if (
    existsSync(core.dataDir) &&
    readdirSync(core.dataDir).some((name) => name.endsWith('.db') || name === 'keyring.json')
  ) {
    throw new AppError('not_allowed', '这个文件夹里已经有数据，不能再写入练习数据')
  }
  const open = await openCentre(core)
  const centre = addPeopleAndPlaces(core, open)
  const today = dayOf(new Date(core.nowMs()).toISOString())
  const from = addMonths(today, -12 * YEARS) as Day
  const stories = Array.from({ length: rows }, (_, index) => makeStory(SEED, index, { from, to: today }))
  const ctx = ctxFor(core, open, centre.actors.get('chuangkou1') as Actor)
  const jobs = [
    ...stories.map((story) => ({ at: story.enteredAt, write: () => seedStory(ctx, story, centre) })),
    ...(rows > 0 ? monthJobs(ctx, centre) : []),
  ].sort((a, b) => (a.at < b.at ? -1 : 1))
  for (let start = 0; start < jobs.length; start += BATCH) {
    open.db.transaction(() => jobs.slice(start, start + BATCH).forEach(({ write }) => write())).immediate()
    report(Math.min(start + BATCH, rows))
  }
  seedDuty(ctx)
  seedVolunteers(ctx, centre.places)
  if (rows > 0)
    open.db
      .transaction(() => {
        seedHotline(ctx)
        seedJoint(ctx, centre)
        seedGrid(ctx, centre, practiceCentre().streetCode)
        seedAssessment(withClock(ctx, ctx.now, centre.actors.get('fuzeren') ?? ctx.actor))
      })
      .immediate()
  const care = { clients: clients ?? clientsFor(rows), from: addMonths(today, -12 * (careYears ?? YEARS)), today }
  if (care.clients > 0) await seedCare(core, centre, { ...care, seed: SEED })
}

async function openCentre(core: CoreState): Promise<OpenStore> {
  const place = practiceCentre()
  const admin = place.staff.find((person) => person.roles.includes('admin'))
  const head = place.staff.find((person) => person.roles.includes('head'))
  if (!admin || !head) throw new Error('The practice centre lacks an administrator or a head')
  const person = ({ login, name }: { login: string; name: string }) => ({ login, name, password: PRACTICE_PASSWORD })
  await setUpCentre(
    core,
    {
      streetName: place.street,
      streetCode: place.streetCode,
      centreName: place.centreName,
      centrePhone: place.centrePhone,
      committeeName: place.committeeName,
      committeeShortName: place.committeeShortName,
      seatLetter: 'A',
      admin: person(admin),
      head: person(head),
      dossierPattern: '（{year}）{committee}人调字第{seat}{seq:4}号',
      matterPattern: '{year}-{seat}{seq:4}',
      backupDir: '',
    },
    'seed',
  )
  core.pendingRecovery = undefined
  core.sessions.endAll()
  writeKeyring(core.dataDir, { ...readKeyring(core.dataDir), isRecoveryConfirmed: true })
  return core.open as OpenStore
}

/** The others' keys are wrapped copies of the head's entry: same password, one derivation. */
function addPeopleAndPlaces(core: CoreState, open: OpenStore): SeedCentre {
  const place = practiceCentre()
  const keyring = readKeyring(core.dataDir)
  const known = new Map(keyring.users.map((user) => [user.login, user]))
  const template = keyring.users[1] as (typeof keyring.users)[number]
  const actors = new Map<string, Actor>()
  const places: SeedCentre['places'] = []
  open.db
    .transaction(() => {
      for (const { login, name, roles } of place.staff) {
        const entry = known.get(login) ?? { ...template, login, userId: core.newId() }
        known.set(login, entry)
        const userId = entry.userId as UserId
        if (!keyring.users.some((user) => user.login === login))
          insertUser(open.db, { id: userId, login, name, roles, mustChangePassword: false })
        actors.set(login, { userId, name, roles })
      }
      for (const { userId } of known.values()) updateUser(open.db, userId as UserId, { mustChangePassword: false })
      for (const each of place.places) {
        const id = core.newId() as PlaceId
        savePlaceRow(open.db, {
          id,
          kind: 'community',
          name: each.name,
          parentId: null,
          initials: nameInitials(each.name),
          isActive: true,
        })
        const grids = each.grids.map((name) => {
          const gridId = core.newId() as PlaceId
          savePlaceRow(open.db, {
            id: gridId,
            kind: 'grid',
            name,
            parentId: id,
            initials: nameInitials(name),
            isActive: true,
          })
          return gridId
        })
        places.push({ id, grids })
      }
      saveSettings(ctxFor(core, open, actors.get('chuangkou1') as Actor), {
        centreAddress: place.centreAddress,
        judicialCourt: place.court,
        ...OFFICES,
      })
    })
    .immediate()
  open.settings = { ...open.settings, centreAddress: place.centreAddress, judicialCourt: place.court, ...OFFICES }
  writeKeyring(core.dataDir, { ...keyring, users: [...known.values()] })
  return { places, actors, matterOf: new Map() }
}

import { randomBytes } from 'node:crypto'
import { BUILT_IN_GROUPS } from '../../src-shared/care/groupsBuiltIn.ts'
import { addMonths, startOfDay, type Day, type Instant } from '../../src-shared/kernel/day.ts'
import { makeCareStory } from '../../src-shared/practice/care/story.ts'
import { saveKeyRow } from '../care/keyRepo.ts'
import { recordOffice } from '../care/record.ts'
import { seedClient } from '../care/seed.ts'
import type { Actor, CareCtx, CareStore } from '../ctx/ctx.ts'
import { careKeysOf, newCareKey } from '../store/careKeys.ts'
import { readKeyring, wrapKey, writeKeyring } from '../store/keyring.ts'
import { closeCare, mayHoldCareKey, openCare } from './careStore.ts'
import type { CoreState, OpenStore } from './coreState.ts'
import { ctxFor } from './createCtx.ts'
import { PRACTICE_PASSWORD } from './practice.ts'
import type { SeedCentre } from './seedStory.ts'

/** Clients a transaction. */
const BATCH = 100
/** The street changed a rule so long ago: visits on both sides of it. */
const CHANGED_MONTHS_AGO = 8

/** The care records of the practice centre: a key for those who may hold it, one changed rule, and made-up clients. */
export async function seedCare(
  core: CoreState,
  { actors, places }: SeedCentre,
  { seed, clients, from, today }: { seed: number; clients: number; from: Day; today: Day },
): Promise<void> {
  const open = core.open as OpenStore
  const holders = [...actors].filter(([, { roles }]) => mayHoldCareKey(roles))
  const workers = holders.filter(([, { roles }]) => roles.includes('social_worker')).map(([, actor]) => actor)
  const head = holders.find(([, { roles }]) => roles.includes('care_head'))?.[1]
  if (!head || workers.length === 0) throw new Error('The practice centre lacks a head of care or social workers')
  const careKey = newCareKey()
  await giveKey(
    core,
    holders.map(([login]) => login),
    careKey,
    head,
  )
  const care = openCare(core, careKey)
  const ctxOf = (actor: Actor): CareCtx => Object.assign(ctxFor(core, open, actor), { care })
  both(open, care, () => changeRule(ctxOf(head), addMonths(today, -CHANGED_MONTHS_AGO)))
  for (let start = 0; start < clients; start += BATCH) {
    both(open, care, () => {
      for (let serial = start; serial < Math.min(start + BATCH, clients); serial++) {
        const worker = workers[serial % workers.length] as Actor
        const story = makeCareStory(seed, serial, {
          from,
          today,
          worker: { id: worker.userId, name: worker.name },
          placeIdOf: (index) => places[index % places.length]?.id ?? null,
          newId: () => core.newId(),
        })
        seedClient(ctxOf(worker), story)
      }
    })
  }
  closeCare(core)
}

/** Everybody has one password, so one wrap does for all. */
async function giveKey(core: CoreState, logins: readonly string[], careKey: Buffer, head: Actor): Promise<void> {
  const care = await wrapKey(careKey, PRACTICE_PASSWORD, core.scryptN)
  const keyring = readKeyring(core.dataDir)
  const users = keyring.users.map((entry) => (logins.includes(entry.login) ? { ...entry, care } : entry))
  writeKeyring(core.dataDir, { ...keyring, users })
  const { fingerprint } = careKeysOf(careKey)
  saveKeyRow((core.open as OpenStore).db, {
    id: `recovery ${fingerprint}`,
    kind: 'recovery',
    fingerprint,
    holder: '',
    wrap: JSON.stringify(await wrapKey(careKey, randomBytes(16), core.scryptN)),
    madeAt: new Date(core.nowMs()).toISOString() as Instant,
    madeBy: head.name,
  })
}

/** 残疾人关爱: every two months instead of every quarter. */
function changeRule(ctx: CareCtx, effectiveFrom: Day): void {
  const before = BUILT_IN_GROUPS.find(({ group }) => group === 'disabled')
  if (!before) throw new Error('No such group')
  const rules = before.rules.map((rule) =>
    rule.id !== 'quarter' || rule.cadence.kind !== 'steps'
      ? rule
      : {
          ...rule,
          version: 2,
          effectiveFrom,
          title: '每两个月走访',
          cadence: { ...rule.cadence, legs: rule.cadence.legs.map((leg) => ({ ...leg, length: 2 })) },
        },
  )
  const content = { ...before, version: 2, effectiveFrom, rules }
  const past = Object.create(ctx, { now: { value: startOfDay(effectiveFrom) } }) as CareCtx
  recordOffice(past, 'configure', {
    group: 'disabled',
    version: 2,
    effectiveFrom,
    content: content as never,
    reason: '与助残员商定，改为两个月一次',
  })
}

function both(open: OpenStore, care: CareStore, work: () => void): void {
  open.db.transaction(() => care.db.transaction(work).immediate()).immediate()
}

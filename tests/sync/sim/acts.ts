import { registerHandlers, registerMatter } from '../../../src-main/intake/register.ts'
import { findMatter, listLinks, saveLink, deleteLink } from '../../../src-main/intake/repo.ts'
import { listParties, saveParty, findParty } from '../../../src-main/intake/partyRepo.ts'
import { recordEvent } from '../../../src-main/intake/record.ts'
import { writeSetting } from '../../../src-main/centre/repo.ts'
import { openFile } from '../../../src-main/documents/matterFile.ts'
import { linkageActHandlers } from '../../../src-main/linkage/acts.ts'
import { triageHandlers } from '../../../src-main/intake/triage.ts'
import { mediationHandlers } from '../../../src-main/mediation/handlers.ts'
import type { Ctx } from '../../../src-main/ctx/ctx.ts'
import { NewCard, IntakeCard } from '../../../src-shared/intake/schema.ts'
import { AppError } from '../../../src-shared/kernel/errors.ts'
import { addDays } from '../../../src-shared/kernel/day.ts'
import { activeParts, stageOf } from '../../../src-shared/linkage/fold.ts'
import { LINKAGE_INPUTS } from '../../../src-shared/linkage/schema.ts'
import type { MatterId, UserId } from '../../../src-shared/kernel/ids.ts'
import { officeAct } from './officeActs.ts'
import type { Random } from './random.ts'

/** A value that somebody saved, and the one that he saw there before. */
export interface Written {
  table: string
  key: string
  field: string
  value: string
  saw: string
}
/** What one command of a clerk did, for the properties to account for. */
export interface Done {
  written: Written[]
  /** Events in the order of their making: matter and id. */
  events: { matterId: string; id: string }[]
  /** Matters taken in, with their numbers. */
  registered: { matterId: string; number: string; isSealed: boolean }[]
  /** Facts of other tables that are only ever added to. */
  facts: { table: FactTable; id: string }[]
}

/** Tables of facts besides a matter's events. */
export const FACT_TABLES = ['joint_event', 'duty_event', 'assessment_act', 'unit_key'] as const
export type FactTable = (typeof FACT_TABLES)[number]

const nothing = (): Done => ({ written: [], events: [], registered: [], facts: [] })

/** One thing that a clerk does, with the real use-cases; a refusal by a rule is a thing that he did not do. */
export function act(
  ctx: Ctx,
  random: Random,
  matters: readonly string[],
  mark: string,
  /** Any act about matters, nothing else than amending one of them, or what the office does besides. */
  work: 'any' | 'amend' | 'office',
): Done {
  const known = matters.filter((id) => findMatter(ctx.db, id))
  const before = new Map(known.map((id) => [id, eventIds(ctx, id)]))
  const facts = new Set(FACT_TABLES.flatMap((table) => idsOf(ctx, table)))
  const done = nothing()
  try {
    ctx.db.transaction(() => {
      if (work === 'office') return officeAct(ctx, random, mark, done)
      if (work === 'any') return chooseAct(ctx, random, known, mark, done)
      const [id] = known
      if (id) amend(ctx, random, id, mark, done)
    })()
  } catch (error) {
    if (error instanceof AppError) return nothing()
    throw error
  }
  for (const id of [...known, ...done.registered.map(({ matterId }) => matterId)])
    for (const eventId of eventIds(ctx, id))
      if (!before.get(id)?.includes(eventId)) done.events.push({ matterId: id, id: eventId })
  for (const table of FACT_TABLES)
    for (const id of idsOf(ctx, table)) if (!facts.has(id)) done.facts.push({ table, id })
  return done
}

const idsOf = ({ db }: Ctx, table: FactTable): string[] =>
  db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as string[]

function eventIds({ db }: Ctx, matterId: string): string[] {
  return db
    .prepare('SELECT id FROM matter_event WHERE matter_id = ? ORDER BY seq, id')
    .pluck()
    .all(matterId) as string[]
}

function chooseAct(ctx: Ctx, random: Random, known: readonly string[], mark: string, done: Done): void {
  const draw = random.below(100)
  if (known.length === 0 || draw < 18) return register(ctx, random, mark, done)
  const id = random.pick(known)
  const matter = findMatter(ctx.db, id)
  if (!matter || matter.isSealed) return
  if (draw < 66) return amend(ctx, random, id, mark, done)
  if (draw < 69) return editPerson(ctx, random, id, mark, done)
  if (draw < 82) return work(ctx, random, id)
  if (draw < 88) return linkMatters(ctx, random, id, known)
  if (draw < 94) {
    const keys = ['judicialCourt', 'centreAddress'] as const
    const key = random.pick(keys)
    done.written.push({
      table: 'setting',
      key,
      field: 'value',
      value: JSON.stringify(mark),
      saw: JSON.stringify(ctx.settings[key]),
    })
    return writeSetting(ctx.db, key, mark, ctx.now, ctx.actor.name)
  }
  recordEvent(ctx, id, matter.version, 'handed_over', { toUserId: ctx.actor.userId, toName: mark })
}

function register(ctx: Ctx, random: Random, mark: string, done: Done): void {
  const isSealed = random.chance(0.08)
  const card = NewCard.parse({
    receivedOn: ctx.today,
    summary: `${mark} 漏水`,
    wish: mark,
    parties: random.chance(0.7)
      ? [{ role: 'applicant', party: { name: `${mark}（测试）`, phone: '13000000001' } }]
      : [],
    report: isSealed ? { reported: [{ kind: 'unit', name: '示范街道测试中队' }] } : null,
  })
  const { matterId, number } = registerMatter(ctx, IntakeCard.parse(card), { report: card.report })
  done.registered.push({ matterId, number, isSealed })
  if (isSealed) return
  done.written.push({ table: 'matter', key: matterId, field: 'wish', value: mark, saw: '' })
  done.written.push({ table: 'matter', key: matterId, field: 'summary', value: card.summary, saw: '' })
}

const COLUMNS = { wish: 'wish', summary: 'summary', placeDetail: 'place_detail' } as const

function amend(ctx: Ctx, random: Random, id: string, mark: string, done: Done): void {
  const matter = findMatter(ctx.db, id)
  if (!matter) return
  const fields = (['wish', 'summary', 'placeDetail'] as const).filter(() => random.chance(0.5))
  const parties = listParties(ctx.db, id).map((party) => ({ role: party.role, partyId: party.partyId, party }))
  const card = IntakeCard.parse({
    ...matter,
    isAnonymous: matter.isAnonymous === 1,
    parties,
    ...Object.fromEntries(fields.map((field) => [field, `${mark}${field}`])),
  })
  registerHandlers['intake.amend'](ctx, { matterId: id as MatterId, version: matter.version, card, reason: mark })
  for (const field of fields)
    done.written.push({ table: 'matter', key: id, field: COLUMNS[field], value: `${mark}${field}`, saw: matter[field] })
}

function editPerson(ctx: Ctx, random: Random, id: string, mark: string, done: Done): void {
  const parties = listParties(ctx.db, id)
  if (parties.length === 0) return
  const { partyId } = random.pick(parties)
  const person = findParty(ctx.db, partyId)
  if (!person) return
  saveParty(ctx.db, partyId, { ...person, address: mark }, ctx.now)
  done.written.push({ table: 'party', key: partyId, field: 'address', value: mark, saw: person.address })
}

/** The matter is worked on: mostly what the fold allows, whoever else does the same elsewhere. */
function work(ctx: Ctx, random: Random, id: string): void {
  const matter = findMatter(ctx.db, id)
  if (!matter) return
  const at = { matterId: id as MatterId, version: matter.version }
  if (matter.kind === 'open') {
    const route = random.pick(['mediation', 'petition', 'linkage'] as const)
    triageHandlers['intake.triage'](ctx, { ...at, route, reason: '', answer: '', remedies: [] })
    return
  }
  if (matter.kind === 'linkage') return workTask(ctx, random, id)
  if (matter.kind !== 'mediation') return
  const acts: Record<string, unknown>[] = [
    {
      acceptedOn: ctx.today,
      source: 'applied',
      justiceClass: '02',
      governanceClass: '0201',
      facts: '漏水',
      requests: [],
    },
    { mediators: [{ name: ctx.actor.name, isLead: true }], on: ctx.today },
  ]
  const name = matter.stage === 'to_accept' ? 'mediation.accept' : 'mediation.assignMediators'
  const payload = name === 'mediation.accept' ? acts[0] : acts[1]
  mediationHandlers[name](ctx, { ...at, act: payload as never })
}

/** A task goes to units, comes back, is answered: each seat by what it sees, whoever else dispatched it elsewhere. */
function workTask(ctx: Ctx, random: Random, id: string): void {
  const matter = findMatter(ctx.db, id)
  if (!matter) return
  const at = { matterId: id as MatterId, version: matter.version }
  const { linkage: state } = openFile(ctx, id)
  const on = ctx.today
  const parts = activeParts(state)
  if (!state.isDescribed) {
    const act = { ...DESCRIBED, people: random.below(9) }
    return void linkageActHandlers['linkage.describe'](ctx, { ...at, act: LINKAGE_INPUTS.describe.parse(act) })
  }
  if (parts.length === 0 || stageOf(state) === 'returned') {
    const assignments = [{ role: 'lead', unitCode: random.pick(['01', '02', '05', '06']), dueOn: addDays(on, 9) }]
    const act = LINKAGE_INPUTS.dispatch.parse({ on, request: '请办理', assignments })
    return void linkageActHandlers['linkage.dispatch'](ctx, { ...at, act })
  }
  const { key } = random.pick(parts)
  const name = random.pick(['unitReceives', 'unitReturns', 'unitAnswers'] as const)
  const act = LINKAGE_INPUTS[name].parse({ key, on, reason: '不属本单位', text: '已办' })
  linkageActHandlers[`linkage.${name}`](ctx, { ...at, act: act as never })
}
const DESCRIBED = { linkage: '4', source: 'window', eventClass: '0401' }

function linkMatters(ctx: Ctx, random: Random, id: string, known: readonly string[]): void {
  const other = random.pick(known)
  if (other === id) return
  const [a, b] = [id as MatterId, other as MatterId]
  if (listLinks(ctx.db, '' as UserId, a).some(({ matterId }) => matterId === b)) deleteLink(ctx.db, a, b)
  else saveLink(ctx.db, a, b, 'same_matter')
}

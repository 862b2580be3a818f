import { foldUnit } from '../../../src-shared/assessment/fold.ts'
import { isByHand } from '../../../src-shared/assessment/rule.ts'
import { cellKey, PersonCard, PostCard } from '../../../src-shared/duty/model.ts'
import { EventCard } from '../../../src-shared/grid/schema.ts'
import { addDays, type Month } from '../../../src-shared/kernel/day.ts'
import type { DocumentId, RowId } from '../../../src-shared/kernel/ids.ts'
import { ActivityCard, TeamCard, VolunteerCard } from '../../../src-shared/volunteer/schema.ts'
import { assessmentActHandlers, unitMonth } from '../../../src-main/assessment/acts.ts'
import { findLocked, insertDifference, insertLocked, listActs } from '../../../src-main/assessment/repo.ts'
import { monthBasis, presentScores, unitsOn } from '../../../src-main/assessment/scores.ts'
import { listPlaces } from '../../../src-main/centre/repo.ts'
import type { Ctx } from '../../../src-main/ctx/ctx.ts'
import {
  findCell,
  insertEvent,
  listPosts,
  saveCellRow,
  savePersonRow,
  savePostRow,
} from '../../../src-main/duty/repo.ts'
import { cardHandlers } from '../../../src-main/grid/cards.ts'
import { diaryHandlers } from '../../../src-main/grid/diaries.ts'
import { eventHandlers } from '../../../src-main/grid/events.ts'
import { handOverHandlers } from '../../../src-main/grid/handOver.ts'
import { findDiary, findEvent, listCards } from '../../../src-main/grid/repo.ts'
import { findMatter } from '../../../src-main/intake/repo.ts'
import { getJoint, openJoint, recordJoint } from '../../../src-main/joint/record.ts'
import { insertUnitKey } from '../../../src-main/linkage/sealed/sealedRepo.ts'
import { activityHandlers } from '../../../src-main/volunteer/activities.ts'
import { peopleHandlers } from '../../../src-main/volunteer/people.ts'
import { findVolunteer, listTeams, listVolunteers } from '../../../src-main/volunteer/repo.ts'
import type { Done } from './acts.ts'
import type { Random } from './random.ts'

/** Ids of a table, oldest first. */
const idsOf = ({ db }: Ctx, table: string): string[] =>
  db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as string[]

/** What the office does besides its matters: grids, roster, volunteers, assessment, records of the linkages. */
export function officeAct(ctx: Ctx, random: Random, mark: string, done: Done): void {
  const acts = [
    gridEvent,
    gridEvent,
    gridCard,
    diary,
    roster,
    volunteers,
    volunteers,
    assess,
    assess,
    workTrouble,
    unitKey,
  ]
  random.pick(acts)(ctx, random, mark, done)
}

/** Every seat works on what any of them found: amends it, deals with it, hands it to the centre. */
function gridEvent(ctx: Ctx, random: Random, mark: string, done: Done): void {
  const placeId = random.pick(listPlaces(ctx.db)).id
  const found = { placeId, foundOn: ctx.today, source: 'patrol', class: '0401', summary: mark, facts: mark }
  const ids = idsOf(ctx, 'grid_event')
  const saved = (id: string, field: string, value: string, saw: string): void =>
    void done.written.push({ table: 'grid_event', key: id, field, value, saw })
  if (ids.length === 0 || random.chance(0.35)) {
    const { id } = eventHandlers['grid.record'](ctx, { ...EventCard.parse(found), diaryId: null })
    return saved(id, 'summary', mark, '')
  }
  const id = random.pick(ids) as RowId
  const row = findEvent(ctx.db, id)
  if (!row) return
  const at = { id, seen: row.changedAt }
  const draw = random.below(10)
  if (draw < 4) {
    const card = EventCard.parse({ ...row, summary: mark })
    eventHandlers['grid.amend'](ctx, { ...at, card, reason: mark })
    saved(id, 'summary', mark, row.summary)
  } else if (draw < 6) {
    eventHandlers['grid.check'](ctx, { ...at, on: ctx.today, text: mark })
    saved(id, 'checked_text', mark, row.checkedText)
  } else if (draw < 8) {
    eventHandlers['grid.finish'](ctx, { ...at, on: ctx.today, text: mark })
    saved(id, 'done_text', mark, row.doneText)
  } else if (draw < 9) {
    const { matterId, matterNumber } = handOverHandlers['grid.handOver'](ctx, { ...at, linkage: '4' })
    done.registered.push({ matterId, number: matterNumber, isSealed: findMatter(ctx.db, matterId)?.isSealed === 1 })
    saved(id, 'matter_id', matterId, row.matterId ?? '')
  } else {
    eventHandlers['grid.void'](ctx, { ...at, reason: mark })
    saved(id, 'void_reason', mark, row.voidReason)
  }
}

function gridCard(ctx: Ctx, random: Random, mark: string, done: Done): void {
  const { id: placeId } = random.pick(listPlaces(ctx.db))
  const before = listCards(ctx.db).get(placeId)
  const card = { regionCode: '', households: random.below(900), boundary: mark, people: [] }
  cardHandlers['grid.saveCard'](ctx, { placeId, seen: before?.changedAt ?? null, ...card })
  done.written.push({
    table: 'grid_card',
    key: placeId,
    field: 'boundary',
    value: mark,
    saw: before?.boundary ?? '',
  })
}

function diary(ctx: Ctx, random: Random, mark: string, done: Done): void {
  const { id: placeId } = random.pick(listPlaces(ctx.db))
  const entry = { placeId, notedOn: ctx.today, kind: '01', title: mark, text: mark, placeDetail: '' }
  const known = idsOf(ctx, 'grid_diary').slice(-2)
  const before = known.length > 0 && random.chance(0.5) ? findDiary(ctx.db, random.pick(known)) : undefined
  const at = { id: before?.id ?? null, seen: before?.changedAt ?? null }
  const { id } = diaryHandlers['grid.writeDiary'](ctx, { ...at, ...entry })
  done.written.push({ table: 'grid_diary', key: id, field: 'text', value: mark, saw: before?.text ?? '' })
}

/** The same few cells of the roster are filled by every seat, each with somebody of its own. */
function roster(ctx: Ctx, random: Random, mark: string, done: Done): void {
  const { db } = ctx
  if (listPosts(db).length === 0) savePostRow(db, { ...PostCard.parse(POST), id: ctx.newId() })
  const post = random.pick(listPosts(db))
  const person = { ...PersonCard.parse({ name: mark, category: '01' }), id: ctx.newId<RowId>() }
  savePersonRow(db, person)
  const cell = {
    postId: post.id,
    on: ctx.today,
    shift: random.pick(['01', '02']),
    people: [person.id],
    leader: '' as const,
  }
  const saw = findCell(db, cell)?.people ?? []
  saveCellRow(db, cell)
  insertEvent(db, {
    id: ctx.newId(),
    kind: 'leave',
    on: ctx.today,
    at: ctx.now,
    byId: ctx.actor.userId,
    byName: ctx.actor.name,
    payload: { personId: person.id, on: ctx.today, toOn: ctx.today, reason: mark },
  })
  done.written.push(
    { table: 'duty_person', key: person.id, field: 'name', value: mark, saw: '' },
    {
      table: 'duty_cell',
      key: cellKey(cell),
      field: 'people',
      value: JSON.stringify(cell.people),
      saw: JSON.stringify(saw),
    },
  )
}
const POST = { code: 'G01', name: '示例岗', minPeople: 1, shifts: ['01', '02'] }

function volunteers(ctx: Ctx, random: Random, mark: string, done: Done): void {
  const saved = (table: string, key: string, field: string, value: string, saw: string): void =>
    void done.written.push({ table, key, field, value, saw })
  if (listTeams(ctx.db).length === 0) {
    const { id } = peopleHandlers['volunteer.saveTeam'](ctx, { id: null, team: TeamCard.parse({ name: mark }) })
    saved('volunteer_team', id, 'name', mark, '')
  }
  const teamId = random.pick(listTeams(ctx.db)).id
  const people = listVolunteers(ctx.db, ctx.today)
  const draw = random.below(10)
  if (people.length === 0 || draw < 3) {
    const card = VolunteerCard.parse({ name: mark, teamId, class: '01', joinedOn: ctx.today })
    const { id } = peopleHandlers['volunteer.save'](ctx, { id: null, volunteer: card })
    return saved('volunteer', id, 'name', mark, '')
  }
  const before = findVolunteer(ctx.db, random.pick(people).id)
  if (!before) return
  if (draw < 6) {
    const volunteer = VolunteerCard.parse({ ...before, note: mark })
    peopleHandlers['volunteer.save'](ctx, { id: before.id, volunteer })
    saved('volunteer', before.id, 'note', mark, before.note)
  } else if (draw < 9) {
    const served = [{ volunteerId: before.id, hours: 1 + random.below(4) }]
    const activity = ActivityCard.parse({ teamId, on: ctx.today, kind: '01', title: mark, people: served })
    const { id } = activityHandlers['volunteer.saveActivity'](ctx, { activity })
    saved('volunteer_activity', id, 'title', mark, '')
  } else {
    const paper = { kind: 'insurance' as const, title: mark, number: '', fromOn: ctx.today, untilOn: null }
    const { id } = peopleHandlers['volunteer.addPaper'](ctx, { volunteerId: before.id, paper })
    saved('volunteer_paper', id, 'title', mark, '')
  }
}

/** Every seat stores the key of the same few units after its own phone call; nobody's row replaces another's. */
function unitKey(ctx: Ctx, random: Random, mark: string): void {
  const row = { id: ctx.newId<RowId>(), unitCode: random.pick(['01', '05']), publicKey: 'a'.repeat(64), reason: '' }
  insertUnitKey(ctx.db, { ...row, at: ctx.now, by: mark })
}

/** The same units of the same month are scored, appealed for, decided on and locked at every seat. */
function assess(ctx: Ctx, random: Random, mark: string, done: Done): void {
  const month = ctx.today.slice(0, 7) as Month
  const { from, to, version } = monthBasis(ctx, month)
  if (random.chance(0.25)) {
    const document = { documentId: ctx.newId<DocumentId>(), scores: presentScores(ctx, month) }
    if (findLocked(ctx.db, month)) {
      const no = 1 + random.below(2)
      if (ctx.db.prepare('SELECT 1 FROM assessment_difference WHERE month = ? AND no = ?').get(month, no)) return
      insertDifference(ctx.db, { month, no, ...document, issuedAt: ctx.now })
      const key = `${month}/${no}`
      done.written.push({
        table: 'assessment_difference',
        key,
        field: 'document_id',
        value: document.documentId,
        saw: '',
      })
      return
    }
    const basis = { month, from, to, ruleVersion: version.version }
    insertLocked(ctx.db, { ...basis, ...document, signedAt: ctx.now, signedBy: mark })
    done.written.push({ table: 'assessment_month', key: month, field: 'signed_by', value: mark, saw: '' })
    return
  }
  const unitCode = random.pick(unitsOn(ctx, to)).code
  const { indicators } = unitMonth(ctx, month, unitCode)
  const { code } = random.pick(indicators.filter(({ detail }) => isByHand(detail.formula)))
  const on = ctx.today
  const open = foldUnit(listActs(ctx.db, month).filter((act) => act.unitCode === unitCode)).appeals.filter(
    ({ state }) => state === 'open',
  )
  const at = { month, unitCode }
  if (open.length > 0) {
    const decision = { appealId: random.pick(open).id, on, by: mark, isUpheld: false, reason: mark }
    assessmentActHandlers['assessment.decide'](ctx, { ...at, act: { ...decision, excludes: [], score: null } })
  } else if (random.chance(0.5)) {
    const scores = [{ code, score: 1, reason: '', evidence: mark }]
    assessmentActHandlers['assessment.review'](ctx, { ...at, act: { on, by: mark, scores } })
  } else
    assessmentActHandlers['assessment.appeal'](ctx, { ...at, act: { on, by: mark, code, claim: mark, evidence: '' } })
}

/** Every seat finds listed problems and works on those of the others: what the fold allows here may not stand there. */
function workTrouble(ctx: Ctx, random: Random, mark: string): void {
  const on = ctx.today
  const ids = ctx.db.prepare('SELECT id FROM joint_item WHERE is_open = 1 ORDER BY id').pluck().all() as string[]
  if (ids.length === 0 || random.chance(0.2)) {
    openJoint(ctx, 'trouble', { foundOn: on, title: mark, type: '03', place: '示例路口', hazard: mark })
    return
  }
  const id = random.pick(ids)
  const { events, kind, folded } = getJoint(ctx, id)
  const act = random.pick(Object.keys(kind.acts).filter((name) => kind.acts[name]?.from.includes(folded.state.stage)))
  const dueOn = addDays(on, 30)
  const payload = {
    on,
    dueOn,
    level: 'street',
    lead: mark,
    measures: mark,
    text: mark,
    reason: mark,
    approver: mark,
    by: mark,
  }
  recordJoint(ctx, { id, version: events.length, act, payload: { ...payload, verdict: random.pick(['pass', 'fail']) } })
}

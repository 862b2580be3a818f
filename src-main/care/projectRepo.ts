import type { ClientProjection, PlannedDue, Todo } from '../../src-shared/care/project.ts'
import type { ClientState, Enrolment } from '../../src-shared/care/fold.ts'
import { photoIdsOf } from '../../src-shared/care/paper/photosOf.ts'
import { dayOf, type Day } from '../../src-shared/kernel/day.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { saveLedgerFacts } from './ledgerRepo.ts'
import { deletePaper } from './paperRepo.ts'

export interface ClientRecord {
  id: string
  version: number
  number: string
  name: string
  initials: string
  phone: string
  idNumber: string
  placeId: string | null
  workerId: string | null
  workerName: string
  isOpen: number
  openedOn: Day | null
  closedOn: Day | null
  lastVisitOn: Day | null
  eraseAfter: Day | null
  eraseWhy: string
  plannedUntil: Day | ''
}

const PARTS = [
  'care_enrolment',
  'care_visit',
  'care_due',
  'care_todo',
  'care_attendance',
  'care_enrolment_fact',
  'care_response',
] as const

/** Writes a client's rows anew. */
export function saveProjection(db: Db, record: ClientRecord, state: ClientState, projected: ClientProjection): void {
  prepared(
    db,
    `INSERT INTO care_client (id, version, number, name, initials, phone, id_number, place_id, worker_id, worker_name, is_open,
       opened_on, closed_on, last_visit_on, erase_after, erase_why, planned_until)
     VALUES (@id, @version, @number, @name, @initials, @phone, @idNumber, @placeId, @workerId, @workerName, @isOpen,
       @openedOn, @closedOn, @lastVisitOn, @eraseAfter, @eraseWhy, @plannedUntil)
     ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name, initials = excluded.initials,
       phone = excluded.phone, id_number = excluded.id_number, place_id = excluded.place_id, worker_id = excluded.worker_id,
       worker_name = excluded.worker_name, is_open = excluded.is_open, opened_on = excluded.opened_on,
       closed_on = excluded.closed_on, last_visit_on = excluded.last_visit_on, erase_after = excluded.erase_after,
       erase_why = excluded.erase_why, planned_until = excluded.planned_until`,
  ).run(record)
  for (const table of PARTS) prepared(db, `DELETE FROM ${table} WHERE client_id = ?`).run(record.id)
  for (const enrolment of state.enrolments) saveEnrolment(db, record.id, enrolment)
  const visit = prepared(db, 'INSERT INTO care_visit (id, client_id, visited_on, how, is_met) VALUES (?, ?, ?, ?, ?)')
  for (const { visitId, at, how, isMet } of state.visits) visit.run(visitId, record.id, dayOf(at), how, Number(isMet))
  for (const due of projected.due) saveDue(db, record.id, due)
  for (const todo of projected.todos) saveTodo(db, record.id, todo)
  const attended = prepared(db, 'INSERT INTO care_attendance (client_id, session_id, is_present) VALUES (?, ?, ?)')
  saveLedgerFacts(db, record.id, projected)
  for (const paperId of papersWithRemoved(state)) deletePaper(db, paperId)
  for (const { sessionId, isPresent } of state.attended) attended.run(record.id, sessionId, Number(isPresent))
}

/** Papers whose print still shows a photo that was removed. */
function papersWithRemoved({ papers, removedPhotos }: ClientState): string[] {
  const removed = new Set(removedPhotos.map(({ photoId }) => photoId))
  return papers.filter(({ data }) => photoIdsOf(data).some((id) => removed.has(id))).map(({ paperId }) => paperId)
}

function saveEnrolment(
  db: Db,
  clientId: string,
  { id, group, tracks, suspensions, startOn, endOn, closed }: Enrolment,
) {
  const last = suspensions.at(-1)
  const state = closed ? 'closed' : last && last.to === null ? 'suspended' : 'running'
  prepared(
    db,
    `INSERT INTO care_enrolment (id, client_id, grp, track, state, start_on, end_on, closed_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(id, clientId, group, tracks.at(-1)?.track ?? '', state, startOn, endOn, closed?.on ?? null)
}

function saveDue(db: Db, clientId: string, { due, state, visitId, visitedOn, attempts, graceOn, lateOn }: PlannedDue) {
  prepared(
    db,
    `INSERT INTO care_due (client_id, id, enrolment_id, grp, rule_id, from_on, due_on, grace_on, late_on, state, visit_id,
       visited_on, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    clientId,
    due.id,
    due.enrolmentId,
    due.group,
    due.ruleId,
    due.from,
    due.dueOn,
    graceOn,
    lateOn,
    state,
    visitId,
    visitedOn,
    attempts.length,
  )
}

function saveTodo(db: Db, clientId: string, todo: Todo) {
  const { kind, ref, group, fromOn, dueOn, lastOn, dueAt, lastAt, what } = todo
  prepared(
    db,
    `INSERT INTO care_todo (client_id, kind, ref, grp, from_on, due_on, last_on, due_at, last_at, what)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(clientId, kind, ref, group, fromOn, dueOn, lastOn, dueAt ?? '', lastAt ?? '', what)
}

export function findClient(db: Db, id: string): ClientRecord | undefined {
  return prepared(
    db,
    `SELECT id, version, number, name, initials, phone, id_number AS idNumber, place_id AS placeId, worker_id AS workerId,
       worker_name AS workerName, is_open AS isOpen, opened_on AS openedOn, closed_on AS closedOn,
       last_visit_on AS lastVisitOn, erase_after AS eraseAfter, erase_why AS eraseWhy, planned_until AS plannedUntil
     FROM care_client WHERE id = ?`,
  ).get(id) as ClientRecord | undefined
}

/** All that was projected of a client. */
export function deleteProjection(db: Db, clientId: string): void {
  prepared(db, 'DELETE FROM care_client WHERE id = ?').run(clientId)
  prepared(db, 'DELETE FROM care_paper_bytes WHERE client_id = ?').run(clientId)
  // Drafts of a round name several people: what was typed of one who is destroyed goes, whatever stood beside it.
  prepared(db, `DELETE FROM care_draft WHERE instr(key, @clientId) > 0 OR instr(content, @clientId) > 0`).run({
    clientId,
  })
}

/** Open clients whose due visits are not written far enough, and whoever is to be written anew (`''`: a migration says so). */
export function listToPlan(db: Db, before: Day, most: number): string[] {
  return prepared(
    db,
    `SELECT id FROM care_client WHERE planned_until < ? AND (is_open = 1 OR planned_until = '')
     ORDER BY planned_until LIMIT ?`,
  )
    .pluck()
    .all(before, most) as string[]
}

/** Their plans are to be made anew: a rule of the group has changed. */
export function unplanGroup(db: Db, group: string): void {
  prepared(
    db,
    `UPDATE care_client SET planned_until = '' WHERE id IN (SELECT client_id FROM care_enrolment WHERE grp = ?)`,
  ).run(group)
}

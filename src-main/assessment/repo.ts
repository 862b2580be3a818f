import type { MonthScores } from '../../src-shared/assessment/schema.ts'
import type { Day, Instant, Month } from '../../src-shared/kernel/day.ts'
import type { DocumentId, MatterId, RowId } from '../../src-shared/kernel/ids.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export interface ActRow {
  id: RowId
  month: Month
  unitCode: string
  kind: string
  payload: unknown
  at: Instant
  byId: string
  byName: string
}

/** What was said of a month, in order. */
export function listActs(db: Db, month: Month): ActRow[] {
  const rows = prepared(
    db,
    `SELECT id, month, unit_code AS unitCode, kind, payload, at, by_id AS byId, by_name AS byName
     FROM assessment_act WHERE month = ? ORDER BY at, id`,
  ).all(month) as (Omit<ActRow, 'payload'> & { payload: string })[]
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as unknown }))
}

export function insertAct(db: Db, act: ActRow): void {
  prepared(
    db,
    `INSERT INTO assessment_act (id, month, unit_code, kind, payload, at, by_id, by_name)
     VALUES (@id, @month, @unitCode, @kind, @payload, @at, @byId, @byName)`,
  ).run({ ...act, payload: JSON.stringify(act.payload) })
}

/** A unit's term in a task that fell due in a period, with what its task came to. */
export interface PartRow {
  matterId: MatterId
  key: string
  term: number
  /** The work was not owed anew after this term. */
  isLast: number
  unitCode: string
  role: 'lead' | 'helper'
  dueOn: Day
  answeredOn: Day | null
  /** The highest card that was shown for this term. */
  card: string
  number: string
  summary: string
  isSecret: number
  closure: string
  /** Verifications of this term's work that did not pass. */
  failures: number
  rating: string
}

/**
 * Terms due from `from` to `to`, also those whose work was owed anew. One that was taken from the unit (returned, released, replaced) without an answer is
 * not owed and does not count; a report (检举控告) is in no assessment.
 */
export function listDueParts(db: Db, from: Day, to: Day): PartRow[] {
  return prepared(
    db,
    `SELECT p.matter_id AS matterId, p.key, p.term, p.is_last AS isLast, p.unit_code AS unitCode, p.role, p.due_on AS dueOn, p.answered_on AS answeredOn, p.card, p.failures,
       m.number, m.summary, t.is_secret AS isSecret, t.closure, t.rating
     FROM linkage_part p JOIN linkage_task t ON t.matter_id = p.matter_id JOIN matter m ON m.id = p.matter_id
     WHERE p.due_on BETWEEN ? AND ? AND m.kind = 'linkage' AND m.is_sealed = 0 AND m.stage NOT IN ('merged', 'void')
       AND (p.answered_on IS NOT NULL OR p.state <> 'ended')
     ORDER BY p.unit_code, p.due_on, p.matter_id, p.key, p.term`,
  ).all(from, to) as PartRow[]
}

export interface LockedMonth {
  month: Month
  from: Day
  to: Day
  ruleVersion: number
  scores: MonthScores
  signedAt: Instant
  signedBy: string
  documentId: DocumentId
}

export function findLocked(db: Db, month: Month): LockedMonth | undefined {
  const row = prepared(
    db,
    `SELECT month, from_on AS "from", to_on AS "to", rule_version AS ruleVersion, scores, signed_at AS signedAt, signed_by AS signedBy,
       document_id AS documentId FROM assessment_month WHERE month = ?`,
  ).get(month) as (Omit<LockedMonth, 'scores'> & { scores: string }) | undefined
  return row && { ...row, scores: JSON.parse(row.scores) as MonthScores }
}

export function insertLocked(db: Db, row: LockedMonth): void {
  prepared(
    db,
    `INSERT INTO assessment_month (month, from_on, to_on, rule_version, scores, signed_at, signed_by, document_id)
     VALUES (@month, @from, @to, @ruleVersion, @scores, @signedAt, @signedBy, @documentId)`,
  ).run({ ...row, scores: JSON.stringify(row.scores) })
}

export interface DifferenceRow {
  no: number
  scores: MonthScores
  documentId: DocumentId
  number: string
  issuedAt: Instant
}

export function listDifferenceRows(db: Db, month: Month): DifferenceRow[] {
  const rows = prepared(
    db,
    `SELECT a.no, a.scores, a.document_id AS documentId, d.number, a.issued_at AS issuedAt
     FROM assessment_difference a JOIN document d ON d.id = a.document_id WHERE a.month = ? ORDER BY a.no`,
  ).all(month) as (Omit<DifferenceRow, 'scores'> & { scores: string })[]
  return rows.map((row) => ({ ...row, scores: JSON.parse(row.scores) as MonthScores }))
}

export function insertDifference(db: Db, row: Omit<DifferenceRow, 'number'> & { month: Month }): void {
  prepared(
    db,
    'INSERT INTO assessment_difference (month, no, scores, document_id, issued_at) VALUES (@month, @no, @scores, @documentId, @issuedAt)',
  ).run({ ...row, scores: JSON.stringify(row.scores) })
}

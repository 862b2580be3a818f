import type { LedgerBasis } from '../../src-shared/centre/schema.ts'
import type { Day, Instant, Month } from '../../src-shared/kernel/day.ts'
import type { CodedLedgerRow } from '../../src-shared/ledger/toLedgerRow.ts'
import type { DocumentId, MatterId } from '../../src-shared/kernel/ids.ts'
import type { LedgerRow, ManualFigures } from '../../src-shared/ledger/schema.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import type { LedgerCase } from './counters.ts'

export function addToCounter(db: Db, basis: LedgerBasis, month: Month, measure: string, n: number): void {
  prepared(
    db,
    'INSERT INTO month_counter (basis, month, measure, n) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n',
  ).run(basis, month, measure, n)
}

export function clearCounters(db: Db): void {
  prepared(db, 'DELETE FROM month_counter').run()
}

/** Sums of all measures over months, both ends included; zero sums are left out. */
export function sumCounters(db: Db, basis: LedgerBasis, from: Month, to: Month): Map<string, number> {
  const rows = prepared(
    db,
    'SELECT measure, sum(n) AS n FROM month_counter WHERE basis = ? AND month BETWEEN ? AND ? GROUP BY measure HAVING sum(n) <> 0',
  ).all(basis, from, to) as { measure: string; n: number }[]
  return new Map(rows.map(({ measure, n }) => [measure, n]))
}

export function listCounterMonths(
  db: Db,
  basis: LedgerBasis,
  from: Month,
  to: Month,
): { month: Month; measure: string; n: number }[] {
  return prepared(
    db,
    `SELECT month, measure, n FROM month_counter WHERE basis = ? AND month BETWEEN ? AND ? AND measure IN ('total', 'success') ORDER BY month`,
  ).all(basis, from, to) as { month: Month; measure: string; n: number }[]
}

const COUNTED = `md.source, md.justice_class AS justiceClass, md.difficulty, md.people_count AS peopleCount, md.result, md.agreement_form AS agreementForm,
  md.amount_fen AS amountFen, md.conclusion, md.confirmation, m.place_id AS placeId, md.month_accepted AS monthAccepted, md.month_closed AS monthClosed`

export function eachCountedCase(db: Db): IterableIterator<LedgerCase> {
  return db
    .prepare(`SELECT ${COUNTED} FROM mediation md JOIN matter m ON m.id = md.matter_id`)
    .iterate() as IterableIterator<LedgerCase>
}

/** The days that decide each case's month. An imported agreement has no row of its own: it took effect on the day of its result. */
export function listMonthDays(
  db: Db,
): { matterId: MatterId; acceptedOn: Day | null; resultOn: Day | null; result: string | null }[] {
  return prepared(
    db,
    `SELECT md.matter_id AS matterId, md.accepted_on AS acceptedOn, coalesce(a.reached_on, md.effective_on, md.closed_on) AS resultOn, md.result
     FROM mediation md LEFT JOIN mediation_agreement a ON a.matter_id = md.matter_id WHERE md.accepted_on IS NOT NULL`,
  ).all() as { matterId: MatterId; acceptedOn: Day | null; resultOn: Day | null; result: string | null }[]
}

export function updateMonths(db: Db, matterId: MatterId, monthAccepted: string, monthClosed: string): void {
  prepared(db, 'UPDATE mediation SET month_accepted = ?, month_closed = ? WHERE matter_id = ?').run(
    monthAccepted,
    monthClosed,
    matterId,
  )
}

/** As stored; `toLedgerRow` puts the codes into words. */
export type RawLedgerRow = CodedLedgerRow

const LEDGER = `SELECT md.matter_id AS matterId, coalesce(md.dossier_number, '') AS dossierNumber, md.accepted_on AS acceptedOn,
    (SELECT group_concat(p.name, '、' ORDER BY mp.position) FROM matter_party mp JOIN party p ON p.id = mp.party_id WHERE mp.matter_id = md.matter_id AND mp.role IN ('applicant', 'visitor')) AS applicants,
    (SELECT group_concat(p.name, '、' ORDER BY mp.position) FROM matter_party mp JOIN party p ON p.id = mp.party_id WHERE mp.matter_id = md.matter_id AND mp.role = 'respondent') AS respondents,
    md.people_count AS peopleCount, md.justice_class AS justiceClass, md.source, md.referral_unit AS referralUnit, md.referral_number AS referralNumber,
    md.difficulty, md.facts, md.mediators, md.sessions, md.closed_on AS closedOn, md.result, md.agreement_form AS agreementForm,
    md.agreement_number AS agreementNumber, md.amount_fen AS amountFen, md.perform_by AS performBy, md.conclusion, md.confirmation,
    md.confirmation_number AS confirmationNumber, md.return_visit_on AS returnVisitOn, md.satisfaction, md.archived_on AS archivedOn,
    md.grade, md.subsidy_fen AS subsidyFen, md.note
  FROM mediation md`

export function listLedger(db: Db, basis: LedgerBasis, month: Month): RawLedgerRow[] {
  return prepared(db, `${LEDGER} WHERE md.month_${basis} = ? ORDER BY md.accepted_on, md.dossier_number`).all(
    month,
  ) as RawLedgerRow[]
}

/** Rows by the days of a period instead of the stored month: for months that were frozen under another cut-off. */
export function listLedgerBetween(db: Db, basis: LedgerBasis, from: Day, to: Day): RawLedgerRow[] {
  const where =
    basis === 'accepted'
      ? `md.month_accepted <> '' AND md.accepted_on BETWEEN @from AND @to`
      : `md.month_closed <> '' AND coalesce((SELECT a.reached_on FROM mediation_agreement a WHERE a.matter_id = md.matter_id), md.effective_on, md.closed_on) BETWEEN @from AND @to`
  return prepared(db, `${LEDGER} WHERE ${where} ORDER BY md.accepted_on, md.dossier_number`).all({
    from,
    to,
  }) as RawLedgerRow[]
}

export function findManual(db: Db, month: Month): ManualFigures {
  const row = prepared(db, 'SELECT figures FROM month_manual WHERE month = ?').get(month) as
    { figures: string } | undefined
  return row ? (JSON.parse(row.figures) as ManualFigures) : {}
}

export function saveManual(db: Db, month: Month, manual: ManualFigures, at: string, by: string): void {
  prepared(
    db,
    `INSERT INTO month_manual (month, figures, changed_at, changed_by) VALUES (?, ?, ?, ?)
     ON CONFLICT (month) DO UPDATE SET figures = excluded.figures, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
  ).run(month, JSON.stringify(manual), at, by)
}

export interface FrozenMonth {
  month: Month
  from: Day
  to: Day
  basis: LedgerBasis
  rows: LedgerRow[]
  signedAt: Instant
  signedBy: string
  ledgerDocumentId: DocumentId
  figuresDocumentId: DocumentId
}

export function findFrozen(db: Db, month: Month): FrozenMonth | undefined {
  const row = prepared(
    db,
    `SELECT month, from_on AS "from", to_on AS "to", basis, rows, signed_at AS signedAt, signed_by AS signedBy,
       ledger_document_id AS ledgerDocumentId, figures_document_id AS figuresDocumentId FROM month_frozen WHERE month = ?`,
  ).get(month) as (Omit<FrozenMonth, 'rows'> & { rows: string }) | undefined
  return row && { ...row, rows: JSON.parse(row.rows) as LedgerRow[] }
}

export function findFrozenPeriod(db: Db, month: Month): { from: Day; to: Day } | undefined {
  return prepared(db, `SELECT from_on AS "from", to_on AS "to" FROM month_frozen WHERE month = ?`).get(month) as
    { from: Day; to: Day } | undefined
}

export function insertFrozen(db: Db, frozen: FrozenMonth, figures: unknown): void {
  prepared(
    db,
    `INSERT INTO month_frozen (month, from_on, to_on, basis, rows, figures, signed_at, signed_by, ledger_document_id, figures_document_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    frozen.month,
    frozen.from,
    frozen.to,
    frozen.basis,
    JSON.stringify(frozen.rows),
    JSON.stringify(figures),
    frozen.signedAt,
    frozen.signedBy,
    frozen.ledgerDocumentId,
    frozen.figuresDocumentId,
  )
}

export interface DifferenceSheetRow {
  no: number
  rows: LedgerRow[]
  documentId: DocumentId
  number: string
  issuedAt: Instant
}

export function listDifferenceSheets(db: Db, month: Month): DifferenceSheetRow[] {
  const rows = prepared(
    db,
    `SELECT f.no, f.rows, f.document_id AS documentId, d.number, f.issued_at AS issuedAt FROM month_difference f JOIN document d ON d.id = f.document_id WHERE f.month = ? ORDER BY f.no`,
  ).all(month) as (Omit<DifferenceSheetRow, 'rows'> & { rows: string })[]
  return rows.map((row) => ({ ...row, rows: JSON.parse(row.rows) as LedgerRow[] }))
}

export function insertDifferenceSheet(
  db: Db,
  month: Month,
  no: number,
  rows: LedgerRow[],
  documentId: DocumentId,
  issuedAt: Instant,
): void {
  prepared(db, 'INSERT INTO month_difference (month, no, rows, document_id, issued_at) VALUES (?, ?, ?, ?, ?)').run(
    month,
    no,
    JSON.stringify(rows),
    documentId,
    issuedAt,
  )
}

/** Who last changed a matter after an instant, and why: for the difference sheet. */
export function findLastChange(
  db: Db,
  matterId: MatterId,
  after: Instant,
): { actorName: string; reason: string; at: Instant; kind: string } | undefined {
  return prepared(
    db,
    `SELECT actor_name AS actorName, reason, at, kind FROM matter_event WHERE matter_id = ? AND at >= ? ORDER BY CASE kind WHEN 'mediation.correct' THEN 0 ELSE 1 END, seq DESC LIMIT 1`,
  ).get(matterId, after) as { actorName: string; reason: string; at: Instant; kind: string } | undefined
}

export interface ImportBatch {
  id: string
  fileName: string
  count: number
  at: Instant
  byId: string
  by: string
  undoneAt: Instant | null
}

export function insertBatch(db: Db, batch: Omit<ImportBatch, 'undoneAt'>): void {
  prepared(db, 'INSERT INTO import_batch (id, file_name, row_count, at, by_id, by_name) VALUES (?, ?, ?, ?, ?, ?)').run(
    batch.id,
    batch.fileName,
    batch.count,
    batch.at,
    batch.byId,
    batch.by,
  )
}

export function listBatches(db: Db): ImportBatch[] {
  return prepared(
    db,
    `SELECT id, file_name AS fileName, row_count AS count, at, by_id AS byId, by_name AS "by", undone_at AS undoneAt FROM import_batch ORDER BY at DESC, id DESC`,
  ).all() as ImportBatch[]
}

export function markUndone(db: Db, id: string, at: Instant): void {
  prepared(db, 'UPDATE import_batch SET undone_at = ? WHERE id = ?').run(at, id)
}

/** Matters of an import with the number of events since; by kind, not by time, because clocks are set back. */
export function listImported(db: Db, importId: string): { id: MatterId; version: number; events: number }[] {
  return prepared(
    db,
    `SELECT m.id, m.version,
       (SELECT count(*) FROM matter_event e WHERE e.matter_id = m.id AND e.kind NOT IN ('registered', 'mediation.imported')) AS events
     FROM matter m WHERE m.import_id = ?`,
  ).all(importId) as { id: MatterId; version: number; events: number }[]
}

/** Dossier numbers that are already here, of a list. */
export function findKnownDossiers(db: Db, numbers: readonly string[]): Set<string> {
  const rows = prepared(
    db,
    'SELECT dossier_number AS number FROM mediation WHERE dossier_number IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify(numbers)) as { number: string }[]
  return new Set(rows.map(({ number }) => number))
}

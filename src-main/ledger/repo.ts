import type { Day, Instant, Month } from '../../src-shared/kernel/day.ts'
import type { DocumentId, MatterId } from '../../src-shared/kernel/ids.ts'
import type { Figure, LedgerId, LedgerRow, ManualFigures } from '../../src-shared/ledger/schema.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { VISIBLE } from '../intake/visible.ts'

export function addToCounter(db: Db, ledger: LedgerId, basis: string, month: Month, measure: string, n: number): void {
  prepared(
    db,
    'INSERT INTO month_counter (ledger, basis, month, measure, n) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET n = n + excluded.n',
  ).run(ledger, basis, month, measure, n)
}

export function clearCounters(db: Db, ledger: LedgerId): void {
  prepared(db, 'DELETE FROM month_counter WHERE ledger = ?').run(ledger)
}

/** Sums of all measures over months, both ends included; zero sums are left out. */
export function sumCounters(db: Db, ledger: LedgerId, basis: string, from: Month, to: Month): Map<string, number> {
  const rows = prepared(
    db,
    'SELECT measure, sum(n) AS n FROM month_counter WHERE ledger = ? AND basis = ? AND month BETWEEN ? AND ? GROUP BY measure HAVING sum(n) <> 0',
  ).all(ledger, basis, from, to) as { measure: string; n: number }[]
  return new Map(rows.map(({ measure, n }) => [measure, n]))
}

export function listCounterMonths(
  db: Db,
  ledger: LedgerId,
  basis: string,
  measures: readonly string[],
  span: { from: Month; to: Month },
): { month: Month; measure: string; n: number }[] {
  return prepared(
    db,
    `SELECT month, measure, n FROM month_counter WHERE ledger = ? AND basis = ? AND month BETWEEN ? AND ?
       AND measure IN (SELECT value FROM json_each(?)) ORDER BY month`,
  ).all(ledger, basis, span.from, span.to, JSON.stringify(measures)) as { month: Month; measure: string; n: number }[]
}

export function findManual(db: Db, ledger: LedgerId, month: Month): ManualFigures {
  const row = prepared(db, 'SELECT figures FROM month_manual WHERE ledger = ? AND month = ?').get(ledger, month) as
    { figures: string } | undefined
  return row ? (JSON.parse(row.figures) as ManualFigures) : {}
}

export function saveManual(
  db: Db,
  ledger: LedgerId,
  month: Month,
  manual: ManualFigures,
  at: string,
  by: string,
): void {
  prepared(
    db,
    `INSERT INTO month_manual (ledger, month, figures, changed_at, changed_by) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (ledger, month) DO UPDATE SET figures = excluded.figures, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
  ).run(ledger, month, JSON.stringify(manual), at, by)
}

export interface FrozenMonth {
  ledger: LedgerId
  month: Month
  from: Day
  to: Day
  basis: string
  rows: LedgerRow[]
  signedAt: Instant
  signedBy: string
  ledgerDocumentId: DocumentId
  figuresDocumentId: DocumentId
}

export function findFrozen(db: Db, ledger: LedgerId, month: Month): FrozenMonth | undefined {
  const row = prepared(
    db,
    `SELECT ledger, month, from_on AS "from", to_on AS "to", basis, rows, signed_at AS signedAt, signed_by AS signedBy,
       ledger_document_id AS ledgerDocumentId, figures_document_id AS figuresDocumentId FROM month_frozen WHERE ledger = ? AND month = ?`,
  ).get(ledger, month) as (Omit<FrozenMonth, 'rows'> & { rows: string }) | undefined
  return row && { ...row, rows: JSON.parse(row.rows) as LedgerRow[] }
}

export function findFrozenPeriod(db: Db, ledger: LedgerId, month: Month): { from: Day; to: Day } | undefined {
  return prepared(db, `SELECT from_on AS "from", to_on AS "to" FROM month_frozen WHERE ledger = ? AND month = ?`).get(
    ledger,
    month,
  ) as { from: Day; to: Day } | undefined
}

/** Whether a matter stands in a month of any ledger that was signed, or came in by one of its difference sheets. */
export function isInSignedMonth(db: Db, matterId: MatterId): boolean {
  const sql = `SELECT 1 FROM month_frozen WHERE instr(rows, @row) > 0
    UNION ALL SELECT 1 FROM month_difference WHERE instr(rows, @row) > 0 LIMIT 1`
  return prepared(db, sql).get({ row: JSON.stringify({ matterId }).slice(1, -1) }) !== undefined
}

/** The figures of a month as they were signed; undefined before. Those signed by older versions kept no text. */
export function findFrozenFigures(db: Db, ledger: LedgerId, month: Month): Figure[] | undefined {
  const row = prepared(db, 'SELECT figures FROM month_frozen WHERE ledger = ? AND month = ?').get(ledger, month) as
    { figures: string } | undefined
  const kept = row && (JSON.parse(row.figures) as (Omit<Figure, 'text' | 'canOpen'> & Partial<Figure>)[])
  return kept?.map((figure) => ({ text: figure.value === null ? '' : String(figure.value), canOpen: false, ...figure }))
}

export function insertFrozen(db: Db, frozen: FrozenMonth, figures: unknown): void {
  prepared(
    db,
    `INSERT INTO month_frozen (ledger, month, from_on, to_on, basis, rows, figures, signed_at, signed_by, ledger_document_id, figures_document_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    frozen.ledger,
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

export function listDifferenceSheets(db: Db, ledger: LedgerId, month: Month): DifferenceSheetRow[] {
  const rows = prepared(
    db,
    `SELECT f.no, f.rows, f.document_id AS documentId, d.number, f.issued_at AS issuedAt FROM month_difference f JOIN document d ON d.id = f.document_id WHERE f.ledger = ? AND f.month = ? ORDER BY f.no`,
  ).all(ledger, month) as (Omit<DifferenceSheetRow, 'rows'> & { rows: string })[]
  return rows.map((row) => ({ ...row, rows: JSON.parse(row.rows) as LedgerRow[] }))
}

export function insertDifferenceSheet(
  db: Db,
  sheet: { ledger: LedgerId; month: Month; no: number; rows: LedgerRow[]; documentId: DocumentId; issuedAt: Instant },
): void {
  prepared(
    db,
    'INSERT INTO month_difference (ledger, month, no, rows, document_id, issued_at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(sheet.ledger, sheet.month, sheet.no, JSON.stringify(sheet.rows), sheet.documentId, sheet.issuedAt)
}

/** An event of a matter as the difference sheet tells it. */
export interface MatterChange {
  id: string
  actorName: string
  reason: string
  at: Instant
  kind: string
  payload: unknown
}

/**
 * What happened to a matter from an instant on, in order. Where nothing did, its last event: another computer's, written
 * before the signature and here only after it.
 */
export function listChanges(db: Db, matterId: MatterId, since: Instant): MatterChange[] {
  const fields = 'id, actor_name AS actorName, reason, at, kind, payload FROM matter_event WHERE matter_id = ?'
  const after = prepared(db, `SELECT ${fields} AND at >= ? ORDER BY seq, id`).all(matterId, since)
  const found =
    after.length > 0 ? after : prepared(db, `SELECT ${fields} ORDER BY seq DESC, id DESC LIMIT 1`).all(matterId)
  return (found as (Omit<MatterChange, 'payload'> & { payload: string })[]).map((row) => ({
    ...row,
    payload: JSON.parse(row.payload) as unknown,
  }))
}

export interface ImportBatch {
  id: string
  fileName: string
  count: number
  at: Instant
  byId: string
  by: string
  undoneAt: Instant | null
  /** The system whose list it was; empty for an older ledger. */
  system: string
}

export function insertBatch(db: Db, batch: Omit<ImportBatch, 'undoneAt'>): void {
  prepared(
    db,
    'INSERT INTO import_batch (id, file_name, row_count, at, by_id, by_name, system) VALUES (?, ?, ?, ?, ?, ?, ?)',
  ).run(batch.id, batch.fileName, batch.count, batch.at, batch.byId, batch.by, batch.system)
}

export function listBatches(db: Db): ImportBatch[] {
  return prepared(
    db,
    `SELECT id, file_name AS fileName, row_count AS count, at, by_id AS byId, by_name AS "by", undone_at AS undoneAt, system FROM import_batch ORDER BY at DESC, id DESC`,
  ).all() as ImportBatch[]
}

export function markUndone(db: Db, id: string, at: Instant): void {
  prepared(db, 'UPDATE import_batch SET undone_at = ? WHERE id = ?').run(at, id)
}

/**
 * Matters of an import that `me` may know of, with the number of events since; by kind, not by time, because clocks are
 * set back. A task is triaged and described once by the import.
 */
export function listImported(
  db: Db,
  me: string,
  importId: string,
): { id: MatterId; version: number; events: number }[] {
  return prepared(
    db,
    `SELECT m.id, m.version,
       (SELECT count(*) FILTER (WHERE e.kind NOT IN ('registered', 'mediation.imported', 'triaged', 'linkage.describe'))
          + max(0, count(*) FILTER (WHERE e.kind = 'linkage.describe') - 1) FROM matter_event e WHERE e.matter_id = m.id) AS events
     FROM matter m WHERE m.import_id = @importId AND ${VISIBLE}`,
  ).all({ importId, me }) as { id: MatterId; version: number; events: number }[]
}

/** Dossier numbers that are already here, of a list. */
export function findKnownDossiers(db: Db, numbers: readonly string[]): Set<string> {
  const rows = prepared(
    db,
    'SELECT dossier_number AS number FROM mediation WHERE dossier_number IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify(numbers)) as { number: string }[]
  return new Set(rows.map(({ number }) => number))
}

import type { LedgerBasis } from '../../src-shared/centre/schema.ts'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { LedgerCase } from '../../src-shared/ledger/mediation.ts'
import type { CodedLedgerRow } from '../../src-shared/ledger/toLedgerRow.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

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
     FROM mediation md LEFT JOIN mediation_agreement a ON a.matter_id = md.matter_id JOIN matter m ON m.id = md.matter_id
     WHERE md.accepted_on IS NOT NULL AND m.is_sealed = 0`,
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

export function listMediations(db: Db, basis: LedgerBasis, month: Month): RawLedgerRow[] {
  const column = `md.month_${basis}`
  // The second condition is what lets SQLite use the index, which leaves empty months out.
  const sql = `${LEDGER} WHERE ${column} = ? AND ${column} <> '' ORDER BY md.accepted_on, md.dossier_number`
  return prepared(db, sql).all(month) as RawLedgerRow[]
}

/** Rows by the days of a period instead of the stored month: for months that were frozen under another cut-off. */
export function listMediationsBetween(db: Db, basis: LedgerBasis, from: Day, to: Day): RawLedgerRow[] {
  const where =
    basis === 'accepted'
      ? `md.month_accepted <> '' AND md.accepted_on BETWEEN @from AND @to`
      : `md.month_closed <> '' AND coalesce((SELECT a.reached_on FROM mediation_agreement a WHERE a.matter_id = md.matter_id), md.effective_on, md.closed_on) BETWEEN @from AND @to`
  return prepared(db, `${LEDGER} WHERE ${where} ORDER BY md.accepted_on, md.dossier_number`).all({
    from,
    to,
  }) as RawLedgerRow[]
}

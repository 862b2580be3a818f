import { CASE_MEASURES, type CareCase } from '../../src-shared/care/ledgerCase.ts'
import type { ClientProjection } from '../../src-shared/care/project.ts'
import type { CareEvent } from '../../src-shared/care/events.ts'
import type { Day, Instant, Month } from '../../src-shared/kernel/day.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** What a month counts of a client; written anew with all other rows of the client. */
export function saveLedgerFacts(
  db: Db,
  clientId: string,
  { enrolmentFacts, responseFacts }: Pick<ClientProjection, 'enrolmentFacts' | 'responseFacts'>,
): void {
  const fact = prepared(
    db,
    `INSERT INTO care_enrolment_fact (enrolment_id, client_id, report_by, reported_on, filed_on, paired_on, helped_on,
       needs_work_on, settled_on, is_settled_by_work)
     VALUES (@enrolmentId, @clientId, @reportBy, @reportedOn, @filedOn, @pairedOn, @helpedOn, @needsWorkOn, @settledOn,
       @isSettledByWork)`,
  )
  for (const each of enrolmentFacts) fact.run({ ...each, clientId, isSettledByWork: Number(each.isSettledByWork) })
  const response = prepared(
    db,
    `INSERT INTO care_response (id, client_id, raised_on, signed_on, answered_on)
     VALUES (@responseId, @clientId, @raisedOn, @signedOn, @answeredOn)`,
  )
  for (const each of responseFacts) response.run({ ...each, clientId })
}

/** A line of the ledger with what of it is counted. */
export interface LedgerLine extends CareCase {
  number: string
  name: string
  worker: string
  startOn: Day
  /** The last day of the service in the group; '9999-12-31' while it goes on. */
  lastOn: string
  lastVisitOn: Day | null
}

/**
 * Everybody who was in a group on a day of the period. A service that the paper or the law ended counts to that day
 * (戒毒条例 23: 期满即解除). What was done after the period changes none of its counts, but visits within the days of grace.
 */
const LINES = `
  WITH here AS MATERIALIZED (
    SELECT e.client_id, min(e.start_on) AS start_on, max(e.last_on) AS last_on,
      max(f.report_by <= @to OR f.reported_on <= @to) AS to_report, max(f.reported_on <= @to) AS reported,
      max(f.filed_on <= @to) AS filed, max(f.paired_on <= @to) AS paired, max(f.helped_on <= @to) AS helped,
      max(f.needs_work_on <= @to) AS needs_work, max(f.settled_on <= @to) AS settled,
      max(f.settled_on <= @to AND f.is_settled_by_work) AS settled_work
    FROM (
      SELECT id, client_id, start_on, min(coalesce(closed_on, '9999-12-31'), coalesce(end_on, '9999-12-31')) AS last_on
      FROM care_enrolment WHERE grp = @group AND start_on <= @to
    ) e JOIN care_enrolment_fact f ON f.enrolment_id = e.id
    WHERE e.last_on >= @from GROUP BY e.client_id
  ), due AS MATERIALIZED (
    SELECT client_id, count(*) AS due,
      sum(state = 'timely' OR (state = 'late' AND visited_on <= @to)) AS done, sum(state = 'timely') AS timely,
      sum(state = 'skipped') AS skipped, sum(rule_id LIKE 'talk%') AS talk_due,
      sum(rule_id LIKE 'talk%' AND (state = 'timely' OR (state = 'late' AND visited_on <= @to))) AS talk_done
    FROM care_due WHERE grp = @group AND due_on BETWEEN @from AND @to GROUP BY client_id
  ), made AS MATERIALIZED (
    SELECT h.client_id, sum(v.is_met AND v.how <> 'absent') AS visits, sum(NOT v.is_met OR v.how = 'absent') AS absent,
      max(CASE WHEN v.is_met AND v.how <> 'absent' THEN v.visited_on END) AS last_visit_on
    FROM here h JOIN care_visit v ON v.client_id = h.client_id
      AND v.visited_on BETWEEN max(@from, h.start_on) AND min(@to, h.last_on) GROUP BY h.client_id
  ), told AS MATERIALIZED (
    SELECT h.client_id, count(*) AS raised, sum(coalesce(r.signed_on <= @to, 0)) AS signed,
      sum(coalesce(r.answered_on <= @to, 0)) AS answered
    FROM here h JOIN care_response r ON r.client_id = h.client_id
      AND r.raised_on BETWEEN max(@from, h.start_on) AND min(@to, h.last_on) GROUP BY h.client_id
  )
  SELECT c.id AS clientId, c.number, c.name, c.worker_name AS worker, h.start_on AS startOn, h.last_on AS lastOn,
    m.last_visit_on AS lastVisitOn, h.last_on >= @to AS registered, 1 AS present,
    d.due, d.done, d.timely, d.skipped, d.talk_due AS talkDue, d.talk_done AS talkDone, m.visits, m.absent,
    t.raised, t.signed, t.answered, h.to_report AS toReport, h.reported, h.filed, h.paired, h.helped,
    h.needs_work AS needsWork, h.settled, h.settled_work AS settledWork
  FROM here h JOIN care_client c ON c.id = h.client_id LEFT JOIN due d ON d.client_id = h.client_id
    LEFT JOIN made m ON m.client_id = h.client_id LEFT JOIN told t ON t.client_id = h.client_id
  ORDER BY c.number, c.id`

/** The lines of a group's ledger between two days, by number. */
export function listLedgerLines(db: Db, group: string, from: Day, to: Day): LedgerLine[] {
  const rows = prepared(db, LINES).all({ group, from, to }) as LedgerLine[]
  for (const row of rows) for (const measure of CASE_MEASURES) row[measure] ??= 0
  return rows
}

/** Names as they stand now; a destroyed record has none. */
export function listNames(db: Db, group: string): Map<string, string> {
  const rows = prepared(
    db,
    `SELECT id, name FROM care_client WHERE id IN (SELECT client_id FROM care_enrolment WHERE grp = ?)`,
  )
    .raw()
    .all(group) as [string, string][]
  return new Map(rows)
}

/** What was signed of a group's months, and what changed them, oldest first. */
export function listSignedMonths(db: Db, group: string, from: Month, to: Month): CareEvent[] {
  const rows = prepared(
    db,
    `SELECT id, stream, stream_id AS streamId, kind, at, actor_id AS actorId, actor_name AS actorName, payload
     FROM care_event WHERE stream = 'office' AND kind IN ('signMonth', 'differ') AND payload <> ''
       AND payload ->> 'ledger' = ? AND payload ->> 'month' BETWEEN ? AND ? ORDER BY at, id`,
  ).all(group, from, to) as (Omit<CareEvent, 'payload'> & { payload: string })[]
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as CareEvent['payload'] }))
}

/** In the common store: the figures that the district reads, with small counts hidden. */
export function insertCareFigures(
  db: Db,
  record: { ledger: string; month: Month; no: number; figures: string; signedAt: Instant; signedBy: string },
): void {
  prepared(
    db,
    `INSERT INTO care_figure (ledger, month, no, figures, signed_at, signed_by)
     VALUES (@ledger, @month, @no, @figures, @signedAt, @signedBy) ON CONFLICT DO NOTHING`,
  ).run(record)
}

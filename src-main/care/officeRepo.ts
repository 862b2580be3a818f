import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export function countAttendance(db: Db, sessionId: string): { present: number; invited: number } {
  return prepared(
    db,
    'SELECT coalesce(sum(is_present), 0) AS present, count(*) AS invited FROM care_attendance WHERE session_id = ?',
  ).get(sessionId) as { present: number; invited: number }
}

/** The name of a worker as it stands with those he looks after. */
export function findWorkerName(db: Db, workerId: string): string | undefined {
  return prepared(db, 'SELECT worker_name FROM care_client WHERE worker_id = ? LIMIT 1').pluck().get(workerId) as
    string | undefined
}

export interface Erasable {
  clientId: string
  number: string
  closedOn: Day
  eraseAfter: Day
  why: 'retention' | 'withdrawn' | 'sealed'
}

/** Records that may be kept no longer. */
export function listErasable(db: Db, today: Day): Erasable[] {
  return prepared(
    db,
    `SELECT id AS clientId, number, closed_on AS closedOn, erase_after AS eraseAfter, erase_why AS why FROM care_client
     WHERE erase_after < @today OR (erase_after = @today AND erase_why <> 'retention') ORDER BY erase_after, id`,
  ).all({ today }) as Erasable[]
}

/** Of one group: whose due visits a changed rule would move. */
export function listOpenOf(db: Db, group: string): string[] {
  return prepared(db, `SELECT DISTINCT client_id FROM care_enrolment WHERE grp = ? AND state <> 'closed'`)
    .pluck()
    .all(group) as string[]
}

/** Whether somebody had this look at this client lately; for any purpose where none is named. */
export function hasLooked(
  db: Db,
  seen: { clientId: string; what: string; purpose: string | null; actorId: string; since: Instant },
): boolean {
  return (
    prepared(
      db,
      `SELECT 1 FROM care_event
       WHERE stream = 'office' AND kind = 'look' AND at >= @since AND actor_id = @actorId AND payload <> ''
         AND payload ->> 'clientId' = @clientId AND payload ->> 'what' = @what AND (@purpose IS NULL OR payload ->> 'purpose' = @purpose) LIMIT 1`,
    ).get(seen) !== undefined
  )
}

/** Visits that an occasion called for: all, and those made. `ruleIds`: group and rule, `elderly occasion`. */
export function countOccasionVisits(
  db: Db,
  { from, to, ruleIds }: { from: Day; to: Day; ruleIds: readonly string[] },
): { due: number; made: number } {
  return prepared(
    db,
    `SELECT count(*) AS due, count(*) FILTER (WHERE state IN ('timely', 'late')) AS made FROM care_due
     WHERE due_on BETWEEN @from AND @to AND grp || ' ' || rule_id IN (SELECT value FROM json_each(@ruleIds))`,
  ).get({ from, to, ruleIds: JSON.stringify(ruleIds) }) as { due: number; made: number }
}

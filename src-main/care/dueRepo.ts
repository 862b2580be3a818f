import type { DueVisit } from '../../src-shared/care/views.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import type { z } from 'zod'

type Row = z.infer<typeof DueVisit> & { attempts: number }

/** A client's due visits, the last first, with what today makes of those that are open. */
export function listDueVisits(db: Db, clientId: string, today: Day): z.infer<typeof DueVisit>[] {
  const rows = prepared(
    db,
    `SELECT id AS dueId, enrolment_id AS enrolmentId, grp AS "group", rule_id AS ruleId, from_on AS fromOn, due_on AS "on",
       grace_on AS graceOn, late_on AS lateOn, state, visit_id AS visitId, visited_on AS visitedOn, attempts
     FROM care_due WHERE client_id = ? ORDER BY due_on DESC, id`,
  ).all(clientId) as Row[]
  return rows.map(({ attempts, ...row }) => ({
    ...row,
    state: row.state !== 'open' || row.graceOn >= today ? row.state : attempts > 0 ? 'absent' : 'missed',
  }))
}

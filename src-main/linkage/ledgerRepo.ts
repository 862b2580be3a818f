import type { Day, Month } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { CountedTask } from '../../src-shared/linkage/ledgerCounts.ts'
import { VISIBLE } from '../intake/visible.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** As stored; `ledgerSource.ts` puts the codes into words. */
export interface RawTask extends CountedTask {
  matterId: MatterId
  number: string
  summary: string
  names: string
  sheetNumber: string
  leadUnit: string
  isSecret: number
  archivedOn: Day | null
}

const COUNTED = `m.received_on AS receivedOn, m.place_id AS placeId, t.linkage, t.source, t.event_class AS eventClass, t.lead_code AS leadCode,
  t.helpers, t.dispatched_on AS dispatchedOn, t.due_on AS dueOn, t.answered_on AS answeredOn, t.extended_days AS extendedDays, t.returns,
  t.conferences, t.level, t.causes, t.verify_failures AS verifyFailures, t.rating, t.closure, t.filed_on AS filedOn, t.closed_on AS closedOn,
  t.reopened, t.month_received AS monthReceived, t.month_closed AS monthClosed`
const ROWS = `SELECT t.matter_id AS matterId, m.number, m.summary, m.party_names AS names, t.sheet_number AS sheetNumber, t.lead_unit AS leadUnit, t.is_secret AS isSecret,
    t.archived_on AS archivedOn, ${COUNTED}
  FROM linkage_task t JOIN matter m ON m.id = t.matter_id`

/** The kept month and the day behind it, by basis. */
const BASES = {
  received: { month: 't.month_received', day: 'm.received_on' },
  closed: { month: 't.month_closed', day: 't.closed_on' },
} as const
export type TaskBasis = keyof typeof BASES

export function listTasksOfMonth(db: Db, basis: TaskBasis, month: Month): RawTask[] {
  const by = BASES[basis]
  // The second condition is what lets SQLite use the index, which leaves empty months out.
  return prepared(db, `${ROWS} WHERE ${by.month} = ? AND ${by.month} <> '' ORDER BY ${by.day}, m.rid`).all(
    month,
  ) as RawTask[]
}

export function listTasksBetween(db: Db, basis: TaskBasis, from: Day, to: Day): RawTask[] {
  const by = BASES[basis]
  return prepared(db, `${ROWS} WHERE ${by.month} <> '' AND ${by.day} BETWEEN ? AND ? ORDER BY ${by.day}, m.rid`).all(
    from,
    to,
  ) as RawTask[]
}

/** Matters that came in these days and were sorted to 六联, and that nobody has registered there. */
export function countUndescribed(db: Db, me: string, from: Day, to: Day): number {
  return prepared(
    db,
    `SELECT count(*) FROM matter m
     WHERE m.kind = 'linkage' AND m.stage = 'to_describe' AND m.received_on BETWEEN @from AND @to AND ${VISIBLE}`,
  )
    .pluck()
    .get({ me, from, to }) as number
}

export function eachCountedTask(db: Db): IterableIterator<CountedTask> {
  return db
    .prepare(`SELECT ${COUNTED} FROM linkage_task t JOIN matter m ON m.id = t.matter_id`)
    .iterate() as IterableIterator<CountedTask>
}

/** The days that decide each counted task's months. */
export function listTaskMonthDays(db: Db): { matterId: MatterId; receivedOn: Day; closedOn: Day | null }[] {
  return prepared(
    db,
    `SELECT t.matter_id AS matterId, m.received_on AS receivedOn, t.closed_on AS closedOn
     FROM linkage_task t JOIN matter m ON m.id = t.matter_id WHERE t.month_received <> ''`,
  ).all() as { matterId: MatterId; receivedOn: Day; closedOn: Day | null }[]
}

export function updateTaskMonths(db: Db, matterId: MatterId, monthReceived: string, monthClosed: string): void {
  prepared(db, 'UPDATE linkage_task SET month_received = ?, month_closed = ? WHERE matter_id = ?').run(
    monthReceived,
    monthClosed,
    matterId,
  )
}

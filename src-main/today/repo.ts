import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import { CARD_LINES } from '../../src-shared/linkage/deadlineRules.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { IS_SECRET } from '../intake/confidentialRepo.ts'
import { owesFirstAnswerIn } from '../intake/deadlineRepo.ts'
import { CLOSED_SINCE } from '../intake/listRepo.ts'
import { HIDDEN, SEALED, VISIBLE } from '../intake/visible.ts'

export interface DueRow {
  matterId: MatterId
  number: string
  summary: string
  ownerName: string
  on: Day
  /** A clock's rule, or empty for the promise or an instalment. */
  ruleId: string
  no: number
}

/** The clock of an opinion that waits to be served. */
export const SERVICE_RULE = 'G-04'

/** Clocks that have a list of their own. */
const APART = [SERVICE_RULE, ...CARD_LINES].map((id) => `'${id}'`).join(', ')

const HEAD = `m.id AS matterId, m.number, m.summary, coalesce(u.name, '') AS ownerName`
const OWNER = `LEFT JOIN user_account u ON u.id = m.owner_id`
const MINE = `(@ownerId IS NULL OR m.owner_id = @ownerId) AND ${VISIBLE}`

/** Who reads the day's list, and whose matters he wants: null for everybody's that he may know of. */
export interface Reader {
  me: string
  ownerId: string | null
}

/** Running clocks due up to a day, but that of service ({@link listToServe}) and the lines of cards, earliest first. A right of the citizen that has lapsed is nobody's work. */
export function listDueClocks(
  db: Db,
  { today, until }: { today: Day; until: Day },
  reader: Reader,
  limit: number,
): DueRow[] {
  const due = (isOption: 0 | 1, from: string): string =>
    `SELECT ${HEAD}, d.due_on AS "on", d.rule_id AS ruleId, 0 AS no FROM deadline d JOIN matter m ON m.id = d.matter_id ${OWNER}
     WHERE d.state = 'running' AND d.is_option = ${isOption} AND d.due_on >= ${from} AND d.due_on <= @until AND d.rule_id NOT IN (${APART}) AND ${MINE}`
  return prepared(db, `${due(0, `''`)} UNION ALL ${due(1, '@today')} ORDER BY "on" LIMIT @limit`).all({
    today,
    until,
    ...reader,
    limit,
  }) as DueRow[]
}

/** Matters whose visitor was promised a first answer and has none yet. */
export function listPromised(db: Db, until: Day, reader: Reader, limit: number): DueRow[] {
  return prepared(
    db,
    `SELECT ${HEAD}, m.promise_on AS "on", '' AS ruleId, 0 AS no FROM matter m ${OWNER}
     WHERE m.is_open = 1 AND ${owesFirstAnswerIn('m')} AND m.promise_on IS NOT NULL AND m.promise_on <= @until AND ${MINE} ORDER BY m.promise_on LIMIT @limit`,
  ).all({ until, ...reader, limit }) as DueRow[]
}

/** `partyNames` as `张三、李四`; `isSecret`: its words stay on the screen. */
export type Promised = DueRow & { partyNames: string; isSecret: 0 | 1 }

/** Every promise of a first answer due up to a day that waits, the latest first. */
export function listPromisesUntil(db: Db, until: Day, me: string): Promised[] {
  return prepared(
    db,
    `SELECT ${HEAD}, m.party_names AS partyNames, ${IS_SECRET} AS isSecret, m.promise_on AS "on", '' AS ruleId, 0 AS no FROM matter m ${OWNER}
     WHERE m.is_open = 1 AND ${owesFirstAnswerIn('m')} AND m.promise_on IS NOT NULL AND m.promise_on <= @until AND ${MINE}
     ORDER BY m.promise_on DESC, m.rid DESC`,
  ).all({ until, me, ownerId: null }) as Promised[]
}

/** `on` and `no` are of the earliest unpaid instalment. */
export type DueInstalments = DueRow & { overdue: number; soon: number }

/** Instalments due up to a day, one row a matter, earliest first. */
export function listDueInstalments(
  db: Db,
  { today, until }: { today: Day; until: Day },
  reader: Reader,
  limit: number,
): DueInstalments[] {
  return prepared(
    db,
    // SQLite takes `no` from the row that holds the min()
    `SELECT ${HEAD}, min(i.due_on) AS "on", '' AS ruleId, i.no, sum(i.due_on < @today) AS overdue, sum(i.due_on >= @today) AS soon
     FROM mediation_instalment i JOIN matter m ON m.id = i.matter_id ${OWNER}
     WHERE i.paid_on IS NULL AND i.due_on <= @until AND m.stage = 'performing' AND ${MINE}
     GROUP BY i.matter_id ORDER BY min(i.due_on) LIMIT @limit`,
  ).all({ today, until, ...reader, limit }) as DueInstalments[]
}

/** Matters that wait for a decision, oldest first. */
export function listWaiting(db: Db, reader: Reader, limit: number): (DueRow & { stage: string })[] {
  return prepared(
    db,
    `SELECT ${HEAD}, m.received_on AS "on", '' AS ruleId, 0 AS no, m.stage FROM matter m ${OWNER}
     WHERE m.stage IN ('registered', 'to_accept', 'to_sort', 'to_describe', 'to_dispatch') AND m.is_open = 1 AND ${MINE} ORDER BY m.received_on, m.rid LIMIT @limit`,
  ).all({ ...reader, limit }) as (DueRow & { stage: string })[]
}

/** Opinions that have not reached the citizen, by the last day that the office set for it. */
export function listToServe(db: Db, reader: Reader, limit: number): (Omit<DueRow, 'on'> & { on: Day | null })[] {
  return prepared(
    db,
    `SELECT ${HEAD}, (SELECT min(d.due_on) FROM deadline d WHERE d.matter_id = m.id AND d.rule_id = @ruleId AND d.state = 'running') AS "on",
       @ruleId AS ruleId, 0 AS no FROM matter m ${OWNER}
     WHERE m.stage = 'opinion' AND m.is_open = 1 AND ${MINE} ORDER BY "on", m.rid LIMIT @limit`,
  ).all({ ruleId: SERVICE_RULE, ...reader, limit }) as (Omit<DueRow, 'on'> & { on: Day | null })[]
}

/** All are counted, from an index alone, less the few hidden. */
const visibleCount = (where: string): string =>
  `((SELECT count(*) FROM matter m WHERE ${where}) - (SELECT count(*) FROM ${SEALED} WHERE ${HIDDEN} AND ${where}))`

export function countToday(
  db: Db,
  me: string,
  dayStart: Instant,
  monthStart: Instant,
  monthStartOn: Day,
): { registeredToday: number; registeredThisMonth: number; openMatters: number; closedThisMonth: number } {
  return prepared(
    db,
    `SELECT ${visibleCount('m.entered_at >= @dayStart')} AS registeredToday,
       ${visibleCount('m.entered_at >= @monthStart')} AS registeredThisMonth,
       ${visibleCount('m.is_open = 1')} AS openMatters,
       (SELECT count(*) FROM matter m WHERE m.id IN (${CLOSED_SINCE}) AND ${VISIBLE}) AS closedThisMonth`,
  ).get({ me, dayStart, monthStart, closedFrom: monthStartOn }) as {
    registeredToday: number
    registeredThisMonth: number
    openMatters: number
    closedThisMonth: number
  }
}

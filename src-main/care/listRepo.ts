import type { DueItem } from '../../src-shared/care/views.ts'
import type { GroupId } from '../../src-shared/care/codes.ts'
import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import type { ClientRecord } from './projectRepo.ts'

const COLUMNS = `c.id, c.version, c.number, c.name, c.initials, c.phone, c.id_number AS idNumber, c.place_id AS placeId,
  c.worker_id AS workerId, c.worker_name AS workerName, c.is_open AS isOpen, c.opened_on AS openedOn, c.closed_on AS closedOn,
  c.last_visit_on AS lastVisitOn, c.erase_after AS eraseAfter, c.erase_why AS eraseWhy, c.planned_until AS plannedUntil`

export interface ClientFilter {
  /** A part of the number; of one's own clients of the name, its initials, the end of a phone or ID number, too. */
  text: string
  me: string
  group: string | null
  workerId: string | null
  /** JSON list of a place with its grids; null is everywhere. */
  places: string | null
  isOpen: number | null
}

/** One that waits for nothing comes after all that wait for something. */
const NEVER = '9999-12-31'
/** What is long past mending waits for nobody. */
const WAITS = `(t.kind <> 'visit' OR t.last_on >= @today)`
/** What waits for a client, what of it is late, and the next visit. Of visits only those whose time has come wait already. */
const WAITING = `min(t.due_on) FILTER (WHERE t.kind = 'visit') AS nextDueOn,
  count(t.ref) FILTER (WHERE t.kind <> 'visit' OR t.from_on <= @today) AS openCount,
  count(t.ref) FILTER (WHERE t.due_on < @today) AS lateCount`

const MATCHES = `
  (@isOpen IS NULL OR c.is_open = @isOpen) AND (@workerId IS NULL OR c.worker_id = @workerId)
  AND (@places IS NULL OR c.place_id IN (SELECT value FROM json_each(@places)))
  AND (@group IS NULL OR EXISTS (SELECT 1 FROM care_enrolment e WHERE e.client_id = c.id AND e.grp = @group
       AND (@isOpen IS NOT 1 OR e.state <> 'closed')))
  AND (@text = '' OR instr(c.number, upper(@text)) > 0
       OR (c.worker_id = @me AND (instr(c.name, @text) > 0 OR instr(c.initials, lower(@text)) > 0
           OR (length(@text) >= 4
               AND (substr(c.phone, -length(@text)) = @text OR substr(c.id_number, -length(@text)) = upper(@text))))))`

export interface ListedClient extends ClientRecord {
  nextDueOn: Day | null
  openCount: number
  lateCount: number
  sortKey: string
}

/** A page of clients, by the day of what waits next or by the newest, then by id. */
export function listClients(
  db: Db,
  filter: ClientFilter & {
    today: Day
    order: 'due' | 'newest'
    after: { key: string; id: string } | null
    limit: number
  },
): ListedClient[] {
  const { after, order, ...rest } = filter
  const sortKey = order === 'due' ? `coalesce(min(t.due_on), '${NEVER}')` : `c.id`
  const beyond = order === 'due' ? '(sortKey, id) > (@afterKey, @afterId)' : 'id < @afterId'
  return prepared(
    db,
    `SELECT * FROM (
       SELECT ${COLUMNS}, ${WAITING}, ${sortKey} AS sortKey
       FROM care_client c LEFT JOIN care_todo t ON t.client_id = c.id AND ${WAITS}
       WHERE ${MATCHES} GROUP BY c.id)
     WHERE @afterId IS NULL OR ${beyond}
     ORDER BY ${order === 'due' ? 'sortKey, id' : 'id DESC'} LIMIT @limit`,
  ).all({ ...rest, afterKey: after?.key ?? null, afterId: after?.id ?? null }) as ListedClient[]
}

export function countClients(db: Db, filter: ClientFilter): number {
  return prepared(db, `SELECT count(*) FROM care_client c WHERE ${MATCHES}`).pluck().get(filter) as number
}

/** Clients with the same ID number, phone or name. */
export function listSame(db: Db, who: { name: string; idNumber: string; phone: string; today: Day }): ListedClient[] {
  return prepared(
    db,
    `SELECT ${COLUMNS}, ${WAITING}, c.id AS sortKey
     FROM care_client c LEFT JOIN care_todo t ON t.client_id = c.id AND ${WAITS}
     WHERE (@idNumber <> '' AND c.id_number = upper(@idNumber)) OR (@phone <> '' AND c.phone = @phone) OR (@name <> '' AND c.name = @name)
     GROUP BY c.id LIMIT 20`,
  ).all(who) as ListedClient[]
}

export interface EnrolmentRow {
  id: string
  group: GroupId
  track: string
  state: 'running' | 'suspended' | 'closed'
  endOn: Day | null
}

export function listEnrolments(db: Db, clientId: string): EnrolmentRow[] {
  return prepared(
    db,
    `SELECT id, grp AS "group", track, state, end_on AS endOn FROM care_enrolment WHERE client_id = ? ORDER BY start_on, id`,
  ).all(clientId) as EnrolmentRow[]
}

export interface TodoRow {
  kind: DueItem['kind']
  clientId: string
  number: string
  name: string
  groups: GroupId[]
  ref: string
  fromOn: Day | null
  dueOn: Day
  lastOn: Day | null
  /** The limits of a response where they are counted in hours, else ''. */
  dueAt: Instant | ''
  lastAt: Instant | ''
  what: string
  workerId: string | null
  workerName: string
  placeId: string | null
}

export interface TodoFilter {
  today: Day
  until: Day
  workerId: string | null
  /** As in {@link ClientFilter}. */
  places: string | null
  group: string | null
  /** JSON list; '[]' is all. */
  kinds: string
}

/** The due visits that are met by one that was put together. */
const MET = `FROM care_due d WHERE d.client_id = t.client_id AND d.state = 'open' AND d.from_on <= t.due_on AND t.due_on <= d.due_on`
/** A promise is of no group but of somebody in some; a visit that was put together stands for several groups. */
const OF_GROUP = `(t.grp = @group
  OR (t.grp IS NULL AND EXISTS (SELECT 1 FROM care_enrolment e WHERE e.client_id = t.client_id AND e.grp = @group))
  OR (t.kind = 'visit' AND EXISTS (SELECT 1 ${MET} AND d.grp = @group)))`

const TODO_WHERE = `
  FROM care_todo t JOIN care_client c ON c.id = t.client_id
  WHERE t.due_on <= @until AND ${WAITS} AND (@workerId IS NULL OR c.worker_id = @workerId)
    AND (@places IS NULL OR c.place_id IN (SELECT value FROM json_each(@places)))
    AND (@group IS NULL OR ${OF_GROUP}) AND (@kinds = '[]' OR t.kind IN (SELECT value FROM json_each(@kinds)))`

export function findNextDue(db: Db, clientId: string, today: Day): Day | null {
  return prepared(db, `SELECT min(due_on) FROM care_todo WHERE client_id = ? AND kind = 'visit' AND last_on >= ?`)
    .pluck()
    .get(clientId, today) as Day | null
}

/** What waits, by its day. */
export function listTodos(db: Db, filter: TodoFilter & { limit: number }): TodoRow[] {
  const rows = prepared(
    db,
    `SELECT t.kind, t.client_id AS clientId, c.number, c.name, t.ref,
       CASE t.kind WHEN 'visit' THEN coalesce((SELECT group_concat(DISTINCT d.grp) ${MET}), t.grp) ELSE t.grp END AS groups, t.from_on AS fromOn, t.due_on AS dueOn,
       t.last_on AS lastOn, t.due_at AS dueAt, t.last_at AS lastAt, t.what, c.worker_id AS workerId, c.worker_name AS workerName, c.place_id AS placeId
     ${TODO_WHERE} ORDER BY t.due_on, t.due_at, t.client_id, t.kind LIMIT @limit`,
  ).all(filter) as (Omit<TodoRow, 'groups'> & { groups: string | null })[]
  return rows.map((row) => ({ ...row, groups: (row.groups?.split(',') ?? []) as GroupId[] }))
}

export function countTodos(db: Db, filter: TodoFilter): { total: number; late: number } {
  return prepared(db, `SELECT count(*) AS total, count(*) FILTER (WHERE t.due_on < @today) AS late ${TODO_WHERE}`).get(
    filter,
  ) as { total: number; late: number }
}

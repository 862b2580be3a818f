import type { Stage } from '../../src-shared/intake/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { TaskFilter, TaskRow, TASK_ORDERS } from '../../src-shared/linkage/schema.ts'
import { PART_TERMS } from './boardRepo.ts'
import { VISIBLE } from '../intake/visible.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

const COLUMNS = `m.id, m.version, m.number, m.summary, m.stage, t.linkage, t.source, t.sheet_number AS sheetNumber, coalesce(nullif(t.place, ''), pl.name, '') AS placeName,
  m.received_on AS receivedOn, t.lead_unit AS leadUnit, t.helpers, t.due_on AS dueOn, t.level, t.is_urgent AS isUrgent, t.is_secret AS isSecret, t.returns, t.closure`
const FROM = `FROM linkage_task t JOIN matter m ON m.id = t.matter_id`
/** A unit of the task that owes something. */
const OWING = (more: string): string =>
  `EXISTS (SELECT 1 FROM linkage_part p WHERE p.matter_id = m.id AND p.state IN ('to_receive', 'to_answer', 'returning') AND ${more})`

const ORDERS: Record<(typeof TASK_ORDERS)[number], string> = {
  received: 'm.received_on DESC, m.rid DESC',
  due: 't.due_on IS NULL, t.due_on, m.rid',
  level: `CASE t.level WHEN 'red' THEN 0 WHEN 'yellow' THEN 1 WHEN 'ordinary' THEN 2 ELSE 3 END, t.due_on, m.rid`,
  unit: 't.lead_code, t.due_on, m.rid',
}

type Parameters = Record<string, string | number>

/** WHERE terms of a filter: constant text per shape of filter, so that statements stay few and cached. */
function whereOf(filter: TaskFilter, today: Day, until: Day): { where: string; parameters: Parameters } {
  const terms = [`m.kind = 'linkage'`, VISIBLE]
  const parameters: Parameters = {}
  const add = (term: string, name: string, value: string | null): void => {
    if (!value) return
    terms.push(term)
    parameters[name] = value
  }
  if (filter.isOpenOnly) terms.push('m.is_open = 1')
  add('t.linkage = @linkage', 'linkage', filter.linkage)
  add('t.source = @source', 'source', filter.source)
  const part = filter.unitPart ? ` AND ${PART_TERMS[filter.unitPart]}` : ''
  add(
    `EXISTS (SELECT 1 FROM linkage_part p WHERE p.matter_id = m.id AND p.unit_code = @unitCode${part})`,
    'unitCode',
    filter.unitCode,
  )
  if (filter.unitCode && filter.unitPart) {
    terms.push(`t.month_received <> ''`)
    Object.assign(parameters, { partFrom: filter.partFrom ?? today, partTo: filter.partTo ?? today })
    if (filter.unitPart === 'late') parameters['today'] = today
  }
  // The second condition is what lets SQLite use the index, which leaves empty months out.
  add(`t.month_received = @monthReceived AND t.month_received <> ''`, 'monthReceived', filter.monthReceived)
  add(`t.month_closed = @monthClosed AND t.month_closed <> ''`, 'monthClosed', filter.monthClosed)
  add('t.level = @level', 'level', filter.level)
  add('t.closure = @closure', 'closure', filter.closure)
  add('EXISTS (SELECT 1 FROM json_each(t.causes) c WHERE c.value = @cause)', 'cause', filter.cause)
  add('m.received_on >= @from', 'from', filter.receivedFrom)
  add('m.received_on <= @to', 'to', filter.receivedTo)
  if (filter.stages.length > 0)
    add('m.stage IN (SELECT value FROM json_each(@stages))', 'stages', JSON.stringify(filter.stages))
  if (filter.concern === 'carded') terms.push(`t.level IN ('yellow', 'red')`)
  if (filter.concern === 'urgent') terms.push('t.is_urgent = 1')
  if (filter.concern === 'late') add(OWING('p.due_on < @today'), 'today', today)
  if (filter.concern === 'due') {
    add(OWING('p.due_on BETWEEN @today AND @until'), 'today', today)
    parameters['until'] = until
  }
  add(
    `(instr(m.number, @words) > 0 OR instr(t.sheet_number, @words) > 0 OR instr(m.summary, @words) > 0
      OR EXISTS (SELECT 1 FROM linkage_part p WHERE p.matter_id = m.id AND p.slip_code = upper(@words)))`,
    'words',
    filter.words,
  )
  return { where: terms.join(' AND '), parameters }
}

export interface TaskQuery {
  me: string
  filter: TaskFilter
  today: Day
  /** The last day of what counts as soon due. */
  until: Day
}

/** A page of the tasks that answer to the filter, and how many do. Only the page's own rows are read whole. */
export function listTasks(
  db: Db,
  { me, filter, today, until }: TaskQuery,
  order: (typeof TASK_ORDERS)[number],
  limit: number,
  offset: number,
): { rows: TaskRow[]; count: number } {
  const { where, parameters } = whereOf(filter, today, until)
  const rows = prepared(
    db,
    `WITH page AS MATERIALIZED (
       SELECT m.id, count(*) OVER () AS total ${FROM} WHERE ${where} ORDER BY ${ORDERS[order]} LIMIT @limit OFFSET @offset)
     SELECT ${COLUMNS}, page.total
     FROM page JOIN matter m ON m.id = page.id JOIN linkage_task t ON t.matter_id = m.id LEFT JOIN place pl ON pl.id = m.place_id
     ORDER BY ${ORDERS[order]}`,
  ).all({ ...parameters, me, limit, offset }) as (Omit<TaskRow, 'isUrgent' | 'isSecret'> &
    Record<'isUrgent' | 'isSecret' | 'total', number>)[]
  const [first] = rows
  const count = first?.total ?? (offset === 0 ? 0 : countTasks(db, { me, filter, today, until }))
  return {
    rows: rows.map(({ total: _total, ...row }) => ({
      ...row,
      isUrgent: row.isUrgent === 1,
      isSecret: row.isSecret === 1,
    })),
    count,
  }
}

function countTasks(db: Db, { me, filter, today, until }: TaskQuery): number {
  const { where, parameters } = whereOf(filter, today, until)
  return (prepared(db, `SELECT count(*) AS n ${FROM} WHERE ${where}`).get({ ...parameters, me }) as { n: number }).n
}

/** Tasks that came of a directive, oldest first. */
export function listTasksOfDirective(
  db: Db,
  me: string,
  directiveId: string,
): { matterId: MatterId; number: string; summary: string; stage: Stage; leadUnit: string; dueOn: Day | null }[] {
  return prepared(
    db,
    `SELECT m.id AS matterId, m.number, m.summary, m.stage, t.lead_unit AS leadUnit, t.due_on AS dueOn
     FROM linkage_task t JOIN matter m ON m.id = t.matter_id
     WHERE t.directive_id = @directiveId AND t.directive_id <> '' AND m.kind = 'linkage' AND ${VISIBLE} ORDER BY m.rid`,
  ).all({ me, directiveId }) as {
    matterId: MatterId
    number: string
    summary: string
    stage: Stage
    leadUnit: string
    dueOn: Day | null
  }[]
}

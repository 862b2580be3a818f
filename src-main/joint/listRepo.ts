import type { JointFilter, JOINT_ORDERS } from '../../src-shared/joint/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { ITEM_COLUMNS, type JointItem } from './repo.ts'

export type ListedItem = JointItem & { areaName: string }
const FROM = 'FROM joint_item i LEFT JOIN place p ON p.id = i.area_id'
const COLUMNS = `${ITEM_COLUMNS}, coalesce(p.name, '') AS areaName`

/** Each ends in the number, so that no row is on two pages. */
const ORDERS: Record<(typeof JOINT_ORDERS)[number], string> = {
  started: 'i.started_on DESC, i.number DESC',
  due: 'i.due_on IS NULL, i.due_on, i.number',
  unit: 'i.unit, i.started_on DESC, i.number',
  stage: 'i.is_open DESC, i.stage, i.due_on, i.number',
}

/** Constant text per shape of filter, so that statements stay few and cached. */
function whereOf(filter: JointFilter, today: Day, until: Day) {
  const terms = ['i.kind = @kind']
  const parameters: Record<string, string | number> = { kind: filter.kind }
  const add = (term: string, name: string, value: string | null): void => {
    if (!value) return
    terms.push(term)
    parameters[name] = value
  }
  if (filter.stage === 'void') terms.push('i.is_void = 1')
  else {
    terms.push('i.is_void = 0')
    add('i.stage = @stage', 'stage', filter.stage)
  }
  if (filter.isOpenOnly) terms.push('i.is_open = 1')
  add('(i.area_id = @area OR p.parent_id = @area)', 'area', filter.area)
  if (filter.concern === 'late') add('i.is_open = 1 AND i.due_on < @today', 'today', today)
  if (filter.concern === 'due') {
    add('i.is_open = 1 AND i.due_on BETWEEN @today AND @until', 'today', today)
    parameters['until'] = until
  }
  add(
    '(instr(i.number, @words) > 0 OR instr(i.title, @words) > 0 OR instr(i.texts, @words) > 0)',
    'words',
    filter.words,
  )
  return { where: terms.join(' AND '), parameters }
}

export interface JointQuery {
  filter: JointFilter
  today: Day
  until: Day
}

export function listItems(
  db: Db,
  { filter, today, until }: JointQuery,
  order: (typeof JOINT_ORDERS)[number],
  limit: number,
  offset: number,
): ListedItem[] {
  const { where, parameters } = whereOf(filter, today, until)
  return prepared(
    db,
    `SELECT ${COLUMNS} ${FROM} WHERE ${where} ORDER BY ${ORDERS[order]} LIMIT @limit OFFSET @offset`,
  ).all({ ...parameters, limit, offset }) as ListedItem[]
}

export function countItems(db: Db, { filter, today, until }: JointQuery): number {
  const { where, parameters } = whereOf(filter, today, until)
  return prepared(db, `SELECT count(*) ${FROM} WHERE ${where}`).pluck().get(parameters) as number
}

export function findListed(db: Db, id: string): ListedItem | undefined {
  return prepared(db, `SELECT ${COLUMNS} ${FROM} WHERE i.id = ?`).get(id) as ListedItem | undefined
}

export function countOpen(db: Db, today: Day): { kind: string; open: number; late: number }[] {
  return prepared(
    db,
    'SELECT kind, count(*) AS open, sum(CASE WHEN due_on < ? THEN 1 ELSE 0 END) AS late FROM joint_item WHERE is_open = 1 GROUP BY kind',
  ).all(today) as { kind: string; open: number; late: number }[]
}

/** Records with a day up to `until`, the earliest first. */
export function listDueItems(db: Db, until: Day, limit: number): ListedItem[] {
  return prepared(
    db,
    `SELECT ${COLUMNS} ${FROM} WHERE i.is_open = 1 AND i.due_on IS NOT NULL AND i.due_on <= ? ORDER BY i.due_on, i.number LIMIT ?`,
  ).all(until, limit) as ListedItem[]
}

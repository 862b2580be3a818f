import type { Day } from '../../src-shared/kernel/day.ts'
import type { JointPageName } from '../../src-shared/joint/kind.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import type { ListedItem } from './listRepo.ts'
import { ITEM_COLUMNS, type JointItem } from './repo.ts'

const ROWS = `SELECT ${ITEM_COLUMNS}, coalesce(p.name, '') AS areaName FROM joint_item i LEFT JOIN place p ON p.id = i.area_id`
const BASES = {
  started: { month: 'i.month_started', day: 'i.started_on' },
  closed: { month: 'i.month_closed', day: 'i.closed_on' },
} as const
export type JointBasis = keyof typeof BASES

export function listItemsOfMonth(db: Db, page: JointPageName, basis: JointBasis, month: string): ListedItem[] {
  const by = BASES[basis]
  // The last condition is what lets SQLite use the index, which leaves empty months out.
  return prepared(
    db,
    `${ROWS} WHERE i.page = ? AND ${by.month} = ? AND ${by.month} <> '' ORDER BY ${by.day}, i.number`,
  ).all(page, month) as ListedItem[]
}

export function listItemsBetween(db: Db, page: JointPageName, basis: JointBasis, from: Day, to: Day): ListedItem[] {
  const by = BASES[basis]
  return prepared(
    db,
    `${ROWS} WHERE i.page = ? AND ${by.month} <> '' AND ${by.day} BETWEEN ? AND ? ORDER BY ${by.day}, i.number`,
  ).all(page, from, to) as ListedItem[]
}

export function eachItem(db: Db, page: JointPageName): IterableIterator<JointItem> {
  return db
    .prepare(`SELECT ${ITEM_COLUMNS} FROM joint_item i WHERE i.page = ?`)
    .iterate(page) as IterableIterator<JointItem>
}

export function listMonthDays(db: Db, page: JointPageName): { id: string; startedOn: Day; closedOn: Day | null }[] {
  return prepared(
    db,
    `SELECT id, started_on AS startedOn, closed_on AS closedOn FROM joint_item WHERE page = ? AND month_started <> ''`,
  ).all(page) as { id: string; startedOn: Day; closedOn: Day | null }[]
}

export function updateItemMonths(db: Db, id: string, monthStarted: string, monthClosed: string): void {
  prepared(db, 'UPDATE joint_item SET month_started = ?, month_closed = ? WHERE id = ?').run(
    monthStarted,
    monthClosed,
    id,
  )
}

import type { JointEvent } from '../../src-shared/joint/fold.ts'
import type { JointPageName } from '../../src-shared/joint/kind.ts'
import type { JointKindName } from '../../src-shared/joint/kinds.ts'
import type { Payload } from '../../src-shared/joint/fields.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { PlaceId, RowId } from '../../src-shared/kernel/ids.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** A record as it is folded. */
export interface JointItem {
  id: RowId
  kind: JointKindName
  page: JointPageName
  number: string
  title: string
  type: string
  areaId: PlaceId | null
  unit: string
  stage: string
  isOpen: number
  isVoid: number
  startedOn: Day
  dueOn: Day | null
  dueWhat: string
  untilOn: Day | null
  closedOn: Day | null
  result: string
  tally: string
  parts: string
  texts: string
  version: number
  monthStarted: string
  monthClosed: string
}

export const ITEM_COLUMNS = `i.id, i.kind, i.page, i.number, i.title, i.type, i.area_id AS areaId, i.unit, i.stage, i.is_open AS isOpen, i.is_void AS isVoid,
  i.started_on AS startedOn, i.due_on AS dueOn, i.due_what AS dueWhat, i.until_on AS untilOn, i.closed_on AS closedOn, i.result, i.tally, i.parts,
  i.texts, i.version, i.month_started AS monthStarted, i.month_closed AS monthClosed`

export function findItem(db: Db, id: string): JointItem | undefined {
  return prepared(db, `SELECT ${ITEM_COLUMNS} FROM joint_item i WHERE i.id = ?`).get(id) as JointItem | undefined
}

export function saveItem(db: Db, item: JointItem): void {
  prepared(
    db,
    `INSERT OR REPLACE INTO joint_item (id, kind, page, number, title, type, area_id, unit, stage, is_open, is_void, started_on, due_on,
       due_what, until_on, closed_on, result, tally, parts, texts, version, month_started, month_closed)
     VALUES (@id, @kind, @page, @number, @title, @type, @areaId, @unit, @stage, @isOpen, @isVoid, @startedOn, @dueOn,
       @dueWhat, @untilOn, @closedOn, @result, @tally, @parts, @texts, @version, @monthStarted, @monthClosed)`,
  ).run(item)
}

export const listOpenIds = (db: Db): string[] =>
  prepared(db, 'SELECT id FROM joint_item WHERE is_open = 1 AND is_void = 0').pluck().all() as string[]

export const hasEvents = (db: Db, itemId: string): boolean =>
  prepared(db, 'SELECT EXISTS (SELECT 1 FROM joint_event WHERE item_id = ?)').pluck().get(itemId) === 1

export function listJointEvents(db: Db, itemId: string): JointEvent[] {
  const rows = prepared(
    db,
    `SELECT id, seq, act, actor_id AS actorId, actor_name AS actorName, at, payload FROM joint_event WHERE item_id = ? ORDER BY seq, at, id`,
  ).all(itemId) as (Omit<JointEvent, 'payload'> & { payload: string })[]
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as Payload }))
}

/** The record that this event opens, if it opens one. */
export const findEventOpening = (db: Db, eventId: string): string | undefined =>
  prepared(db, `SELECT item_id FROM joint_event WHERE id = ? AND act = 'open'`).pluck().get(eventId) as
    string | undefined

export function insertJointEvent(db: Db, itemId: string, event: JointEvent): void {
  prepared(
    db,
    'INSERT INTO joint_event (id, item_id, seq, act, actor_id, actor_name, at, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(event.id, itemId, event.seq, event.act, event.actorId, event.actorName, event.at, JSON.stringify(event.payload))
}

/** What happened to a record since a moment, in order, for the sheet of differences. */
export function listJointChanges(
  db: Db,
  itemId: string,
  since: string,
): Pick<JointEvent, 'id' | 'act' | 'actorName' | 'at' | 'payload'>[] {
  const rows = prepared(
    db,
    `SELECT id, act, actor_name AS actorName, at, payload FROM joint_event WHERE item_id = ? AND at >= ? ORDER BY seq, id`,
  ).all(itemId, since) as (Omit<JointEvent, 'payload' | 'seq' | 'actorId'> & { payload: string })[]
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as Payload }))
}

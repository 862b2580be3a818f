import type { GridCard, GridPerson } from '../../src-shared/grid/schema.ts'
import type { EventSource } from '../../src-shared/grid/codes.ts'
import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import type { MatterId, PlaceId, RowId } from '../../src-shared/kernel/ids.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export interface CardRow {
  placeId: PlaceId
  regionCode: string
  households: number | null
  boundary: string
  people: GridPerson[]
  changedAt: Instant
  changedBy: string
}

export function listCards(db: Db): Map<PlaceId, CardRow> {
  const rows = prepared(
    db,
    `SELECT place_id AS placeId, region_code AS regionCode, households, boundary, people, changed_at AS changedAt, changed_by AS changedBy
     FROM grid_card`,
  ).all() as (Omit<CardRow, 'people'> & { people: string })[]
  return new Map(rows.map((row) => [row.placeId, { ...row, people: JSON.parse(row.people) as GridPerson[] }]))
}

export function saveCard(db: Db, card: Omit<CardRow, 'people'> & Pick<GridCard, 'people'>): void {
  prepared(
    db,
    `INSERT INTO grid_card (place_id, region_code, households, boundary, people, changed_at, changed_by)
     VALUES (@placeId, @regionCode, @households, @boundary, @people, @changedAt, @changedBy)
     ON CONFLICT (place_id) DO UPDATE SET region_code = excluded.region_code, households = excluded.households,
       boundary = excluded.boundary, people = excluded.people, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
  ).run({ ...card, people: JSON.stringify(card.people) })
}

/** An event as stored; see migrations/local/0019_grid.sql. */
export interface EventRecord {
  id: RowId
  number: string
  placeId: PlaceId
  placeDetail: string
  foundOn: Day
  foundAt: string
  source: EventSource
  class: string
  summary: string
  facts: string
  checkedOn: Day | null
  checkedText: string
  doneOn: Day | null
  doneText: string
  matterId: MatterId | null
  voidReason: string
  enteredAt: Instant
  enteredBy: string
  changedAt: Instant
  changedBy: string
  changeReason: string
}

const FIELDS: readonly (keyof EventRecord)[] = [
  'id',
  'number',
  'placeId',
  'placeDetail',
  'foundOn',
  'foundAt',
  'source',
  'class',
  'summary',
  'facts',
  'checkedOn',
  'checkedText',
  'doneOn',
  'doneText',
  'matterId',
  'voidReason',
  'enteredAt',
  'enteredBy',
  'changedAt',
  'changedBy',
  'changeReason',
]
const column = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
/** The columns of an event `e`, by field. */
export const EVENT_COLUMNS = FIELDS.map((field) => `e.${column(field)} AS ${field}`).join(', ')

export function findEvent(db: Db, id: string): EventRecord | undefined {
  return prepared(db, `SELECT ${EVENT_COLUMNS} FROM grid_event e WHERE e.id = ?`).get(id) as EventRecord | undefined
}

export function isEventNumberTaken(db: Db, number: string): boolean {
  return prepared(db, 'SELECT 1 FROM grid_event WHERE number = ?').get(number) !== undefined
}

export function saveEvent(db: Db, row: EventRecord): void {
  prepared(
    db,
    `INSERT INTO grid_event (${FIELDS.map(column).join(', ')}) VALUES (${FIELDS.map((field) => `@${field}`).join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${FIELDS.slice(1)
       .map((field) => `${column(field)} = excluded.${column(field)}`)
       .join(', ')}`,
  ).run(row)
}

export interface DiaryRecord {
  id: RowId
  placeId: PlaceId
  notedOn: Day
  kind: string
  title: string
  text: string
  placeDetail: string
  eventId: RowId | null
  voidReason: string
  enteredAt: Instant
  enteredBy: string
  changedAt: Instant
  changedBy: string
}

const DIARY_FIELDS: readonly (keyof DiaryRecord)[] = [
  'id',
  'placeId',
  'notedOn',
  'kind',
  'title',
  'text',
  'placeDetail',
  'eventId',
  'voidReason',
  'enteredAt',
  'enteredBy',
  'changedAt',
  'changedBy',
]
export const DIARY_COLUMNS = DIARY_FIELDS.map((field) => `d.${column(field)} AS ${field}`).join(', ')

export function findDiary(db: Db, id: string): DiaryRecord | undefined {
  return prepared(db, `SELECT ${DIARY_COLUMNS} FROM grid_diary d WHERE d.id = ?`).get(id) as DiaryRecord | undefined
}

export function saveDiary(db: Db, row: DiaryRecord): void {
  prepared(
    db,
    `INSERT INTO grid_diary (${DIARY_FIELDS.map(column).join(', ')}) VALUES (${DIARY_FIELDS.map((field) => `@${field}`).join(', ')})
     ON CONFLICT (id) DO UPDATE SET ${DIARY_FIELDS.slice(1)
       .map((field) => `${column(field)} = excluded.${column(field)}`)
       .join(', ')}`,
  ).run(row)
}

import type { OfficeHit } from '../../src-shared/search/schema.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** Of each kind of record at most this many. */
const MOST_OF_A_KIND = 5
/** True if number or title contain every wanted piece. */
const matches = (text: string): string =>
  `NOT EXISTS (SELECT 1 FROM json_each(@pieces) WHERE instr(lower(${text}), value) = 0)`
const newest = (from: string): string => `SELECT * FROM (${from} LIMIT ${MOST_OF_A_KIND})`

const FIND = [
  `SELECT 'joint' AS "of", id, kind, number, title, started_on AS "on", is_void AS isVoid FROM joint_item
   WHERE ${matches(`number || char(10) || title`)} ORDER BY started_on DESC, id DESC`,
  `SELECT 'event', id, '', number, summary, found_on, void_reason <> '' FROM grid_event
   WHERE ${matches(`number || char(10) || summary`)} ORDER BY found_on DESC, id DESC`,
  `SELECT 'diary', id, '', '', title, noted_on, 0 FROM grid_diary
   WHERE void_reason = '' AND ${matches('title')} ORDER BY noted_on DESC, id DESC`,
]
  .map(newest)
  .join(' UNION ALL ')

/** @param pieces in lower case */
export function findOfficeRecords(db: Db, pieces: readonly string[]): OfficeHit[] {
  const rows = prepared(db, FIND).all({ pieces: JSON.stringify(pieces) }) as (Omit<OfficeHit, 'isVoid'> & {
    isVoid: number
  })[]
  return rows.map((row) => ({ ...row, isVoid: row.isVoid === 1 }))
}

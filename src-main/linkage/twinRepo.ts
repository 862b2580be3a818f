import type { Twin } from '../../src-shared/linkage/twins.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** Nobody works a matter that ended another way; a report is worked by itself and named to nobody here. */
const THERE = `m.source_number <> '' AND m.stage NOT IN ('void', 'merged') AND m.is_sealed = 0`
const COLUMNS = `m.source_unit AS system, m.source_number AS sheetNumber, m.id AS matterId, m.version, m.number, m.summary, m.stage,
  m.received_on AS receivedOn, m.entered_at AS enteredAt, m.import_id AS importId`

/** Matters whose number of another system stands on more than one; of one matter if it is named. */
export function listSameNumbers(db: Db, matterId: string | null): (Twin & { system: string; sheetNumber: string })[] {
  const numbers = matterId
    ? `SELECT source_number FROM matter WHERE id = @matterId AND source_number <> ''`
    : `SELECT source_number FROM matter WHERE source_number <> '' GROUP BY source_number HAVING count(*) > 1`
  return prepared(
    db,
    `SELECT ${COLUMNS} FROM matter m WHERE ${THERE} AND m.source_number IN (${numbers}) ORDER BY m.source_number, m.id`,
  ).all(matterId ? { matterId } : {}) as (Twin & { system: string; sheetNumber: string })[]
}

/** Pairs of which somebody said that they are two matters, each both ways round. */
export function listApart(db: Db, ids: readonly string[]): Set<string> {
  const rows = prepared(
    db,
    `SELECT matter_id || '/' || other_id, other_id || '/' || matter_id FROM matter_link
     WHERE relation = 'kept_apart' AND matter_id IN (SELECT value FROM json_each(@ids)) AND other_id IN (SELECT value FROM json_each(@ids))`,
  )
    .raw()
    .all({ ids: JSON.stringify(ids) }) as [string, string][]
  return new Set(rows.flat())
}

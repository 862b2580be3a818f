import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { HIDDEN, VISIBLE } from '../intake/visible.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import type { Reader } from './repo.ts'

/** One field or row that sync left for a person; of no matter where it is a setting, a place, a person of the office. */
export interface LeftRow {
  matterId: MatterId | null
  number: string | null
  summary: string | null
  ownerName: string | null
  tableName: string
  rowKey: string
  /** Empty for a row of the tray. */
  field: string
}

const COLUMNS = `m.id AS matterId, m.number, m.summary, u.name AS ownerName`
const OWNER = `LEFT JOIN user_account u ON u.id = m.owner_id`
const MINE = `(@ownerId IS NULL OR m.owner_id = @ownerId) AND (m.id IS NULL OR ${VISIBLE})`
/** A person is looked at in the newest matter that names him; one named in a hidden matter is not spoken of. */
const PERSONS = `(SELECT p.matter_id FROM matter_party p JOIN matter s ON s.id = p.matter_id
  WHERE o.table_name = 'party' AND p.party_id = o.row_key ORDER BY s.rid DESC LIMIT 1)`
const NOT_HIDDEN = `(o.table_name <> 'party' OR NOT EXISTS (SELECT 1 FROM matter_party p JOIN matter m ON m.id = p.matter_id
  WHERE p.party_id = o.row_key AND ${HIDDEN}))`

/** Fields that two computers changed and nobody has chosen yet, newest first. */
export function listOpenConflicts(db: Db, reader: Reader, limit: number): LeftRow[] {
  return prepared(
    db,
    `SELECT ${COLUMNS}, o.table_name AS tableName, o.row_key AS rowKey, o.field FROM overwritten o
     LEFT JOIN matter m ON m.id = coalesce(o.matter_id, ${PERSONS}) ${OWNER}
     WHERE o.settled_at IS NULL AND ${MINE} AND ${NOT_HIDDEN} ORDER BY o.found_at DESC LIMIT @limit`,
  ).all({ ...reader, limit }) as LeftRow[]
}

/** Steps that did not take effect because another computer had acted first. */
export function listLeftSteps(
  db: Db,
  reader: Reader,
  limit: number,
): (Omit<LeftRow, 'tableName' | 'rowKey' | 'field'> & { title: string; problem: string })[] {
  return prepared(
    db,
    `SELECT ${COLUMNS}, o.title, o.problem FROM matter_left_step o JOIN matter m ON m.id = o.matter_id ${OWNER}
     WHERE ${MINE} ORDER BY m.rid DESC LIMIT @limit`,
  ).all({ ...reader, limit }) as never
}

/** Rows that could not be sent or taken in, newest first. */
export function listSetAside(db: Db, reader: Reader, limit: number): LeftRow[] {
  return prepared(
    db,
    `SELECT ${COLUMNS}, o.tbl AS tableName, o.key AS rowKey, '' AS field FROM sync_quarantine o
     LEFT JOIN matter m ON m.id = o.matter_id ${OWNER} WHERE ${MINE} ORDER BY o.at DESC LIMIT @limit`,
  ).all({ ...reader, limit }) as LeftRow[]
}

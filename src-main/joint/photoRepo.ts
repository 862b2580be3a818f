import type { Day, Instant } from '../../src-shared/kernel/day.ts'
import type { RowId } from '../../src-shared/kernel/ids.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export interface PhotoRecord {
  id: RowId
  itemId: RowId
  side: string
  takenOn: Day
  caption: string
  bytes: number
  addedAt: Instant
  addedBy: string
  removedWhy: string
}
const COLUMNS = `id, item_id AS itemId, side, taken_on AS takenOn, caption, bytes, added_at AS addedAt, added_by AS addedBy, removed_why AS removedWhy`

export function listPhotos(db: Db, itemId: string): PhotoRecord[] {
  return prepared(db, `SELECT ${COLUMNS} FROM joint_photo WHERE item_id = ? ORDER BY taken_on, added_at, id`).all(
    itemId,
  ) as PhotoRecord[]
}

export function findPhoto(db: Db, id: string): (PhotoRecord & { jpeg: string }) | undefined {
  return prepared(db, `SELECT ${COLUMNS}, jpeg FROM joint_photo WHERE id = ?`).get(id) as
    (PhotoRecord & { jpeg: string }) | undefined
}

export function insertPhoto(db: Db, photo: Omit<PhotoRecord, 'removedWhy'> & { jpeg: string }): void {
  prepared(
    db,
    `INSERT INTO joint_photo (id, item_id, side, taken_on, caption, jpeg, bytes, added_at, added_by)
     VALUES (@id, @itemId, @side, @takenOn, @caption, @jpeg, @bytes, @addedAt, @addedBy)`,
  ).run(photo)
}

/** Takes the picture out of the row; that there was one, and why it went, stays. */
export function emptyPhoto(db: Db, id: string, at: Instant, by: string, why: string): void {
  prepared(
    db,
    `UPDATE joint_photo SET jpeg = '', bytes = 0, removed_at = ?, removed_by = ?, removed_why = ? WHERE id = ?`,
  ).run(at, by, why, id)
}

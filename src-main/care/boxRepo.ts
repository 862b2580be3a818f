import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

/** Boxes of the common store. */
export interface BoxRow {
  rowid: number
  id: string
  box: string
}

export function saveBox(db: Db, id: string, box: string): void {
  prepared(db, 'INSERT INTO care_box (id, box) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET box = excluded.box').run(
    id,
    box,
  )
}

export function emptyBox(db: Db, id: string): void {
  prepared(
    db,
    `INSERT INTO care_box (id, box) VALUES (?, '') ON CONFLICT (id) DO UPDATE SET box = '' WHERE box <> ''`,
  ).run(id)
}

/** Ids of all boxes, and whether they were emptied; without what is inside. */
export function listBoxes(db: Db): { id: string; isEmpty: number }[] {
  return prepared(db, `SELECT id, box = '' AS isEmpty FROM care_box`).all() as never
}

export function findBox(db: Db, id: string): string | undefined {
  return prepared(db, 'SELECT box FROM care_box WHERE id = ?').pluck().get(id) as string | undefined
}

/** Boxes that were added after another. */
export function listBoxesAfter(db: Db, rowid: number): BoxRow[] {
  return prepared(db, 'SELECT rowid, id, box FROM care_box WHERE rowid > ? ORDER BY rowid').all(rowid) as BoxRow[]
}

export function listEmptied(db: Db): string[] {
  return prepared(db, `SELECT id FROM care_box WHERE box = ''`).pluck().all() as string[]
}

export function newestBox(db: Db): number {
  return prepared(db, 'SELECT coalesce(max(rowid), 0) FROM care_box').pluck().get() as number
}

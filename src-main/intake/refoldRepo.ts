import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

const BY_MATTER = [
  'deadline',
  'mediation_session',
  'mediation_agreement',
  'mediation_instalment',
  'mediation',
  'petition',
  'linkage_part',
  'linkage_task',
  'matter_access',
  'matter_reported',
  'matter_left_step',
]

/** Matters of these kinds that stand as listed for later. */
export function listListed(db: Db, kinds: readonly string[]): string[] {
  return prepared(
    db,
    `SELECT id FROM matter WHERE stage = 'listed' AND kind IN (SELECT value FROM json_each(?)) ORDER BY rid`,
  )
    .pluck()
    .all(JSON.stringify(kinds)) as string[]
}

/** Rows made of a matter's events, and its search entry. */
export function deleteDerived(db: Db, matterId: string, rid: number): void {
  for (const table of BY_MATTER) prepared(db, `DELETE FROM ${table} WHERE matter_id = ?`).run(matterId)
  prepared(db, 'DELETE FROM matter_search WHERE rowid = ?').run(rid)
}

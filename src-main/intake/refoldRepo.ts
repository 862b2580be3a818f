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

/** Rows made of a matter's events, and its search entry. */
export function deleteDerived(db: Db, matterId: string, rid: number): void {
  for (const table of BY_MATTER) prepared(db, `DELETE FROM ${table} WHERE matter_id = ?`).run(matterId)
  prepared(db, 'DELETE FROM matter_search WHERE rowid = ?').run(rid)
}

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

/** Matters of these kinds that stand as listed for later, tasks that stand as described and are not, and those whose terms are not told yet. */
export function listMisplaced(db: Db, kinds: readonly string[]): string[] {
  return prepared(
    db,
    `SELECT m.id FROM matter m WHERE m.stage IN ('listed', 'to_dispatch')
       AND m.kind IN (SELECT value FROM json_each(?))
       AND (m.stage = 'listed' OR EXISTS (SELECT 1 FROM linkage_task t WHERE t.matter_id = m.id AND t.linkage = ''))
     UNION SELECT matter_id FROM linkage_part WHERE term = 0`,
  )
    .pluck()
    .all(JSON.stringify(kinds)) as string[]
}

/** Rows made of a matter's events, and its search entry. */
export function deleteDerived(db: Db, matterId: string, rid: number): void {
  for (const table of BY_MATTER) prepared(db, `DELETE FROM ${table} WHERE matter_id = ?`).run(matterId)
  prepared(db, 'DELETE FROM matter_search WHERE rowid = ?').run(rid)
}

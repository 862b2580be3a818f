import type { Db } from '../../src-main/store/open.ts'

/** What a recount must leave as it was. */
export function countersOf(db: Db): { counters: unknown[]; months: unknown[] } {
  return {
    counters: db
      .prepare('SELECT ledger, basis, month, measure, n FROM month_counter WHERE n <> 0 ORDER BY 1, 2, 3, 4')
      .all(),
    months: db.prepare('SELECT matter_id, month_accepted, month_closed FROM mediation ORDER BY 1').all(),
  }
}

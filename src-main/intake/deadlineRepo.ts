import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export interface DeadlineRow {
  matterId: MatterId
  ruleId: string
  ruleVersion: number
  startOn: Day
  originalDueOn: Day
  dueOn: Day
  /** Extensions granted, as given to the arithmetic. */
  extensions: string
  /** The arithmetic, one text a step (JSON). */
  steps: string
  isProvisional: number
  state: 'running' | 'met' | 'missed' | 'stopped'
  metOn: Day | null
}

const COLUMNS = `matter_id AS matterId, rule_id AS ruleId, rule_version AS ruleVersion, start_on AS startOn, original_due_on AS originalDueOn,
  due_on AS dueOn, extensions, steps, is_provisional AS isProvisional, state, met_on AS metOn`

export function listDeadlines(db: Db, matterId: string): DeadlineRow[] {
  return prepared(db, `SELECT ${COLUMNS} FROM deadline WHERE matter_id = ? ORDER BY due_on, rule_id`).all(
    matterId,
  ) as DeadlineRow[]
}

/** The clocks of a matter as they are now; what is no longer there goes. */
export function replaceDeadlines(db: Db, matterId: string, rows: readonly DeadlineRow[]): void {
  prepared(db, 'DELETE FROM deadline WHERE matter_id = ?').run(matterId)
  const insert = prepared(
    db,
    `INSERT INTO deadline (matter_id, rule_id, rule_version, start_on, original_due_on, due_on, extensions, steps, is_provisional, state, met_on)
     VALUES (@matterId, @ruleId, @ruleVersion, @startOn, @originalDueOn, @dueOn, @extensions, @steps, @isProvisional, @state, @metOn)`,
  )
  for (const row of rows) insert.run(row)
}

/** Matters with a clock that still runs, for a recount after the calendar changed. */
export function listMattersWithRunningClocks(db: Db): MatterId[] {
  return (
    prepared(db, `SELECT DISTINCT matter_id AS id FROM deadline WHERE state = 'running'`).all() as { id: MatterId }[]
  ).map(({ id }) => id)
}

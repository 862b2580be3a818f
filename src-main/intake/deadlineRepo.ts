import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'

export interface DeadlineRow {
  matterId: MatterId
  ruleId: string
  /** The event that started it, where a rule can start more than once on a matter; else empty. */
  anchor: string
  ruleVersion: number
  startOn: Day
  originalDueOn: Day
  dueOn: Day
  /** The number counted, where a setting or an order decided it; null = the rule's own. */
  amount: number | null
  rollsOnHoliday: number
  /** Extensions granted and days not counted, as given to the arithmetic (JSON). */
  extensions: string
  pauses: string
  /** The arithmetic, one text a step (JSON). */
  steps: string
  isProvisional: number
  isOption: number
  state: 'running' | 'met' | 'missed' | 'stopped'
  metOn: Day | null
}

const COLUMNS = `matter_id AS matterId, rule_id AS ruleId, anchor, rule_version AS ruleVersion, start_on AS startOn,
  original_due_on AS originalDueOn, due_on AS dueOn, amount, rolls_on_holiday AS rollsOnHoliday, extensions, pauses, steps,
  is_provisional AS isProvisional, is_option AS isOption, state, met_on AS metOn`

/** The clocks of a matter, those that run out first first. */
export function listDeadlines(db: Db, matterId: string): DeadlineRow[] {
  return prepared(db, `SELECT ${COLUMNS} FROM deadline WHERE matter_id = ? ORDER BY due_on, rule_id, anchor`).all(
    matterId,
  ) as DeadlineRow[]
}

/** The clocks of a matter as they are now; what is no longer there goes. */
export function replaceDeadlines(db: Db, matterId: string, rows: readonly DeadlineRow[]): void {
  prepared(db, 'DELETE FROM deadline WHERE matter_id = ?').run(matterId)
  const insert = prepared(
    db,
    `INSERT INTO deadline (matter_id, rule_id, anchor, rule_version, start_on, original_due_on, due_on, amount, rolls_on_holiday,
       extensions, pauses, steps, is_provisional, is_option, state, met_on)
     VALUES (@matterId, @ruleId, @anchor, @ruleVersion, @startOn, @originalDueOn, @dueOn, @amount, @rollsOnHoliday,
       @extensions, @pauses, @steps, @isProvisional, @isOption, @state, @metOn)`,
  )
  for (const row of rows) insert.run(row)
}

/** Matters with a clock that still runs, for a recount after the calendar changed. */
export function listMattersWithRunningClocks(db: Db): MatterId[] {
  return (
    prepared(db, `SELECT DISTINCT matter_id AS id FROM deadline WHERE state = 'running'`).all() as { id: MatterId }[]
  ).map(({ id }) => id)
}

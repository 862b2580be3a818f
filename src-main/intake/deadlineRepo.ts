import type { Day } from '../../src-shared/kernel/day.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import { PACKAGE_RULE } from '../../src-shared/linkage/deadlineRules.ts'
import type { Db } from '../store/open.ts'
import { prepared } from '../store/prepared.ts'
import { replaceRows } from '../store/replaceRows.ts'

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

const INSERT = `INSERT INTO deadline (matter_id, rule_id, anchor, rule_version, start_on, original_due_on, due_on, amount,
    rolls_on_holiday, extensions, pauses, steps, is_provisional, is_option, state, met_on)
  VALUES (@matterId, @ruleId, @anchor, @ruleVersion, @startOn, @originalDueOn, @dueOn, @amount, @rollsOnHoliday,
    @extensions, @pauses, @steps, @isProvisional, @isOption, @state, @metOn)`

/** The clocks that a matter's topic keeps, as they are now; what is no longer there goes. */
export function replaceDeadlines(db: Db, matterId: string, rows: readonly DeadlineRow[]): void {
  replaceAmong(db, matterId, rows, ({ ruleId }) => ruleId !== PACKAGE_RULE)
}

/** The clocks of sealed packages that were taken in: those of the matter itself, whatever its topic. */
export function replacePackageDeadlines(db: Db, matterId: string, rows: readonly DeadlineRow[]): void {
  replaceAmong(db, matterId, rows, ({ ruleId }) => ruleId === PACKAGE_RULE)
}

function replaceAmong(
  db: Db,
  matterId: string,
  rows: readonly DeadlineRow[],
  isOne: (row: DeadlineRow) => boolean,
): void {
  replaceRows(listDeadlines(db, matterId).filter(isOne), rows, {
    keyOf: ({ ruleId, anchor }) => `${ruleId}|${anchor}`,
    remove: ({ ruleId, anchor }) =>
      prepared(db, 'DELETE FROM deadline WHERE matter_id = ? AND rule_id = ? AND anchor = ?').run(
        matterId,
        ruleId,
        anchor,
      ),
    insert: (row) => prepared(db, INSERT).run(row),
  })
}

/** Which running clocks a recount looks at: of these rules, due on `fromOn` or later, started on `toOn` or before. */
export interface RunningFilter {
  ruleIds: readonly string[]
  fromOn: string
  toOn: string
}

const RUNNING = `state = 'running' AND rule_id IN (SELECT value FROM json_each(@ruleIds)) AND start_on <= @toOn`
const bound = ({ ruleIds, fromOn, toOn }: RunningFilter) => ({ ruleIds: JSON.stringify(ruleIds), fromOn, toOn })

/** Counts no further than `most`. */
export function countRunning(db: Db, filter: RunningFilter, most = Number.MAX_SAFE_INTEGER): number {
  const row = prepared(
    db,
    `SELECT count(*) AS n FROM (
       SELECT 1 FROM deadline WHERE ${RUNNING} AND is_option IN (0, 1) AND due_on >= @fromOn LIMIT @most)`,
  ).get({ ...bound(filter), most }) as { n: number }
  return row.n
}

/** A page of running clocks after `after` in order of their last day, so that rows may be written between pages. */
export function listRunning(
  db: Db,
  filter: RunningFilter,
  isOption: 0 | 1,
  after: DeadlineRow | undefined,
  limit: number,
): DeadlineRow[] {
  return prepared(
    db,
    `SELECT ${COLUMNS} FROM deadline WHERE ${RUNNING} AND is_option = @isOption
       AND (due_on, matter_id, rule_id, anchor) > (@dueOn, @matterId, @ruleId, @anchor)
     ORDER BY due_on, matter_id, rule_id, anchor LIMIT @limit`,
  ).all({
    ...bound(filter),
    isOption,
    limit,
    dueOn: after?.dueOn ?? filter.fromOn,
    matterId: after?.matterId ?? '',
    ruleId: after?.ruleId ?? '',
    anchor: after?.anchor ?? '',
  }) as DeadlineRow[]
}

/** Of an open `matter` row: the window's promise of a first answer is still owed. `owesFirstAnswer` of the fold in SQL. */
export const owesFirstAnswerIn = (matter: string): string =>
  `(${matter}.stage IN ('registered', 'to_sort') OR (${matter}.kind = 'linkage' AND EXISTS (SELECT 1 FROM linkage_task t
     WHERE t.matter_id = ${matter}.id AND t.told_on IS NULL AND t.reopened = 0 AND t.source IN ('', 'window'))))`

/** What a recount found; the row stays running. */
export function writeRecounted(db: Db, row: DeadlineRow): void {
  prepared(
    db,
    `UPDATE deadline SET original_due_on = @originalDueOn, due_on = @dueOn, amount = @amount, rolls_on_holiday = @rollsOnHoliday,
       steps = @steps, is_provisional = @isProvisional
     WHERE matter_id = @matterId AND rule_id = @ruleId AND anchor = @anchor`,
  ).run(row)
}

/**
 * Copies the earliest day that is owed to the heads of matters whose clocks moved. Besides the clocks
 * these are what each topic's own use-case takes into account: the promised answer, and instalments.
 */
export function copyDueDays(db: Db, matterIds: readonly string[]): void {
  prepared(
    db,
    `UPDATE matter SET due_on = (SELECT min("on") FROM (
       -- by its key: the index of all running clocks would be walked for every matter
       SELECT due_on AS "on" FROM deadline WHERE matter_id = matter.id AND +state = 'running' AND +is_option = 0
       UNION ALL SELECT promise_on WHERE ${owesFirstAnswerIn('matter')}
       UNION ALL SELECT due_on FROM mediation_instalment WHERE matter_id = matter.id AND paid_on IS NULL AND stage = 'performing'))
     WHERE id IN (SELECT value FROM json_each(?)) AND is_open = 1`,
  ).run(JSON.stringify(matterIds))
}

export function listNumbers(db: Db, matterIds: readonly string[]): Map<string, string> {
  const rows = prepared(db, 'SELECT id, number FROM matter WHERE id IN (SELECT value FROM json_each(?))').all(
    JSON.stringify(matterIds),
  ) as { id: string; number: string }[]
  return new Map(rows.map(({ id, number }) => [id, number]))
}

/** Open matters of a kind, for a setting that switches a clock on or off. */
export function listOpenOfKind(db: Db, kind: string): MatterId[] {
  const rows = prepared(db, 'SELECT id FROM matter WHERE is_open = 1 AND kind = ?').all(kind) as { id: MatterId }[]
  return rows.map(({ id }) => id)
}

import {
  computeDeadline,
  whatIfExtended,
  type Deadline,
  type DeadlineOptions,
} from '../../src-shared/calendar/deadline.ts'
import type { DeadlineRule } from '../../src-shared/calendar/deadlineRule.ts'
import { sourceText } from '../../src-shared/calendar/deadlineRule.ts'
import type { WorkCalendar } from '../../src-shared/calendar/workCalendar.ts'
import { findDeadlineRule, isOption } from '../../src-shared/deadlineRules.ts'
import type { DeadlineView } from '../../src-shared/intake/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { listDeadlines, type DeadlineRow } from './deadlineRepo.ts'
import type { Ctx } from '../ctx/ctx.ts'

/** A clock that has started, with what was granted and what does not count. */
export interface StartedClock {
  rule: DeadlineRule
  startOn: Day
  metOn: Day | null
  stoppedOn: Day | null
  options: DeadlineOptions
}

/** Counts one clock; the row keeps the arithmetic as it was told to people. */
export function toDeadlineRow(matterId: string, clock: StartedClock, calendar: WorkCalendar): DeadlineRow {
  const counted = computeDeadline(clock.rule, clock.startOn, calendar, clock.options)
  const original = computeDeadline(clock.rule, clock.startOn, calendar, { ...clock.options, extensions: [] })
  return {
    matterId: matterId as DeadlineRow['matterId'],
    ruleId: clock.rule.id,
    ruleVersion: clock.rule.version,
    startOn: clock.startOn,
    originalDueOn: original.dueOn,
    dueOn: counted.dueOn,
    extensions: JSON.stringify(clock.options.extensions ?? []),
    steps: JSON.stringify(counted.steps.map((step) => step.text)),
    isProvisional: Number(counted.isProvisional),
    state: clock.metOn ? (clock.metOn > counted.dueOn ? 'missed' : 'met') : clock.stoppedOn ? 'stopped' : 'running',
    metOn: clock.metOn,
  }
}

/** The rule of a stored clock, of the version that was in force when it started. */
export function ruleOf(row: Pick<DeadlineRow, 'ruleId' | 'startOn'>): DeadlineRule {
  const rule = findDeadlineRule(row.ruleId, row.startOn)
  if (!rule) throw new Error(`No rule ${row.ruleId} in force on ${row.startOn}`)
  return rule
}

export function viewDeadlines(ctx: Ctx, matterId: string): DeadlineView[] {
  return listDeadlines(ctx.db, matterId).map((row) => {
    const rule = ruleOf(row)
    return {
      id: row.ruleId,
      ruleId: row.ruleId,
      title: rule.title,
      source: sourceText(rule),
      isStatutory: !rule.isSetting,
      confidence: rule.confidence,
      startOn: row.startOn,
      originalDueOn: row.originalDueOn,
      dueOn: row.dueOn,
      metOn: row.metOn,
      state: row.state === 'running' && row.dueOn < ctx.today && !isOption(row.ruleId) ? 'missed' : row.state,
      isProvisional: row.isProvisional === 1,
      steps: JSON.parse(row.steps) as string[],
      canExtend: row.state === 'running' && rule.extension !== null,
    }
  })
}

/** What a clock would become; throws what the rule forbids. */
export function supposeExtended(
  row: DeadlineRow,
  amount: number,
  calendar: WorkCalendar,
  options: DeadlineOptions,
): Deadline | undefined {
  return whatIfExtended(ruleOf(row), row.startOn, calendar, options, amount)
}

import {
  computeDeadline,
  whatIfExtended,
  type Deadline,
  type DeadlineOptions,
  type Extension,
} from '../../src-shared/calendar/deadline.ts'
import type { Pause } from '../../src-shared/calendar/counting.ts'
import { optionText, sourceText, UNIT_TEXT, type DeadlineRule } from '../../src-shared/calendar/deadlineRule.ts'
import type { WorkCalendar } from '../../src-shared/calendar/workCalendar.ts'
import { findDeadlineRule } from '../../src-shared/deadlineRules.ts'
import { CARD_LINES, ruleOfClock } from '../../src-shared/linkage/deadlineRules.ts'
import type { DeadlineView } from '../../src-shared/intake/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { listDeadlines, type DeadlineRow } from './deadlineRepo.ts'
import type { Ctx } from '../ctx/ctx.ts'

/** A clock that has started, with what was granted and what does not count. */
export interface StartedClock {
  /** Of the registry; with another `amount` where a setting or an order's own date decides the number. */
  rule: DeadlineRule
  /** The id of the event that started it, for a rule that can start more than once on a matter. */
  anchor?: string
  startOn: Day
  metOn: Day | null
  stoppedOn: Day | null
  options: DeadlineOptions
}

/** Counts one clock; the row keeps all that went into the arithmetic, and the arithmetic as it was told to people. */
export function toDeadlineRow(matterId: string, clock: StartedClock, calendar: WorkCalendar): DeadlineRow {
  const { rule, startOn, options } = clock
  const counted = computeDeadline(rule, startOn, calendar, options)
  const original = options.extensions?.length
    ? computeDeadline(rule, startOn, calendar, { ...options, extensions: [] })
    : counted
  return {
    matterId: matterId as DeadlineRow['matterId'],
    ruleId: rule.id,
    anchor: clock.anchor ?? '',
    ruleVersion: rule.version,
    startOn,
    originalDueOn: original.dueOn,
    dueOn: counted.dueOn,
    amount: rule.amount === findDeadlineRule(rule.id, startOn)?.amount ? null : rule.amount,
    rollsOnHoliday: Number(options.rollsOnHoliday ?? false),
    extensions: JSON.stringify(options.extensions ?? []),
    pauses: JSON.stringify(options.pauses ?? []),
    steps: stepTexts(counted),
    isProvisional: Number(counted.isProvisional),
    isOption: Number(rule.isOption),
    state: clock.metOn ? (clock.metOn > counted.dueOn ? 'missed' : 'met') : clock.stoppedOn ? 'stopped' : 'running',
    metOn: clock.metOn,
  }
}

/** The arithmetic as a row keeps it. */
export const stepTexts = ({ steps }: Deadline): string => JSON.stringify(steps.map((step) => step.text))

/** The rule of a stored clock, of the version in force when it started, with the number that it was counted with. */
export function ruleOf(row: Pick<DeadlineRow, 'ruleId' | 'anchor' | 'startOn' | 'amount'>): DeadlineRule {
  const inForce = findDeadlineRule(row.ruleId, row.startOn)
  if (!inForce) throw new Error(`No rule ${row.ruleId} in force on ${row.startOn}`)
  const rule = ruleOfClock(inForce, row.anchor)
  return row.amount === null ? rule : { ...rule, amount: row.amount }
}

/** What a stored clock was counted with. */
export function optionsOf(row: Pick<DeadlineRow, 'rollsOnHoliday' | 'extensions' | 'pauses'>): DeadlineOptions {
  return {
    rollsOnHoliday: row.rollsOnHoliday === 1,
    extensions: row.extensions === '[]' ? [] : (JSON.parse(row.extensions) as Extension[]),
    pauses: row.pauses === '[]' ? [] : (JSON.parse(row.pauses) as Pause[]),
  }
}

/** How a clock is named within its matter: `A-01`, or `B-08:` and the event that started it. */
export const deadlineId = ({ ruleId, anchor }: Pick<DeadlineRow, 'ruleId' | 'anchor'>): string =>
  anchor === '' ? ruleId : `${ruleId}:${anchor}`

/** The clock of that name ({@link deadlineId}) on a matter, or undefined. */
export function findDeadline(ctx: Ctx, matterId: string, id: string): DeadlineRow | undefined {
  return listDeadlines(ctx.db, matterId).find((row) => deadlineId(row) === id)
}

/**
 * The clocks of a matter as its page shows them, as of today; lines of cards stand with the units of a task.
 *
 * @param nameOf the title of a clock where several of one rule may run, each for somebody else
 */
export function viewDeadlines(
  ctx: Ctx,
  matterId: string,
  nameOf: (row: DeadlineRow, title: string) => string = (_, title) => title,
): DeadlineView[] {
  const shown = listDeadlines(ctx.db, matterId).filter(({ ruleId }) => !CARD_LINES.includes(ruleId))
  return shown.map((row) => {
    const rule = ruleOf(row)
    return {
      id: deadlineId(row),
      ruleId: row.ruleId,
      title: nameOf(row, rule.title),
      source: sourceText(rule),
      isStatutory: !rule.isSetting,
      isOption: row.isOption === 1,
      optionText: optionText(rule),
      confidence: rule.confidence,
      startOn: row.startOn,
      originalDueOn: row.originalDueOn,
      dueOn: row.dueOn,
      metOn: row.metOn,
      state: stateOn(row, ctx.today),
      isProvisional: row.isProvisional === 1,
      steps: JSON.parse(row.steps) as string[],
      canExtend: row.state === 'running' && rule.extension !== null,
      extensionUnit: rule.extension ? UNIT_TEXT[rule.extension.unit] : '',
    }
  })
}

/** A duty that still runs after its last day is missed; a right of the citizen has lapsed. */
function stateOn(row: DeadlineRow, today: Day): DeadlineView['state'] {
  if (row.state !== 'running' || row.dueOn >= today) return row.state
  return row.isOption === 1 ? 'lapsed' : 'missed'
}

/** What a clock would become; throws what the rule forbids. */
export function supposeExtended(row: DeadlineRow, amount: number, calendar: WorkCalendar): Deadline | undefined {
  return whatIfExtended(ruleOf(row), row.startOn, calendar, optionsOf(row), amount)
}

import { computeDeadline } from '../calendar/deadline.ts'
import { type DeadlineRule, ruleInForce, sourceText, UNIT_TEXT } from '../calendar/deadlineRule.ts'
import type { WorkCalendar } from '../calendar/workCalendar.ts'
import { type Day, dayOf } from '../kernel/day.ts'
import { DIRECTIVE_DEADLINE_RULES } from './deadlineRules.ts'
import { DirectiveArithmetic, type DirectiveClock, type DirectiveKind } from './schema.ts'

/** What a district sets where no law has a number; days of a 督办 and of a 交办 are natural ones. */
export interface DirectiveClockSettings {
  receiveWorkingDays: number
  superviseDays: number
  assignDays: number
  rollsOnHoliday: boolean
}

export const DEFAULT_CLOCK_SETTINGS: DirectiveClockSettings = {
  receiveWorkingDays: 1,
  superviseDays: 30,
  assignDays: 30,
  rollsOnHoliday: false,
}

export const REPLY_RULES: Record<DirectiveKind, string> = { supervise: 'D-02', assign: 'D-03' }

/**
 * The day by which a directive is to be received and the day by which it is to be answered, with their arithmetic.
 *
 * @param replyDays what the writer named instead of the district's setting; natural days
 */
export function directiveClocks(
  kind: DirectiveKind,
  issuedOn: Day,
  calendar: WorkCalendar,
  settings: DirectiveClockSettings = DEFAULT_CLOCK_SETTINGS,
  replyDays?: number,
  rules: readonly DeadlineRule[] = DIRECTIVE_DEADLINE_RULES,
): { receive: DirectiveClock; reply: DirectiveClock } {
  const set = kind === 'supervise' ? settings.superviseDays : settings.assignDays
  const count = (id: string, amount: number): DirectiveClock => {
    const rule = ruleInForce(rules, id, issuedOn)
    if (!rule) throw new Error(`No rule ${id} in force`)
    return toClock({ ...rule, amount }, issuedOn, calendar, settings.rollsOnHoliday)
  }
  return { receive: count('D-01', settings.receiveWorkingDays), reply: count(REPLY_RULES[kind], replyDays ?? set) }
}

function toClock(rule: DeadlineRule, startOn: Day, calendar: WorkCalendar, rollsOnHoliday: boolean): DirectiveClock {
  const { dueOn, steps, isProvisional } = computeDeadline(rule, startOn, calendar, { rollsOnHoliday })
  return {
    ruleId: rule.id,
    ruleVersion: rule.version,
    title: rule.title,
    clause: sourceText(rule),
    amount: `${rule.amount}${UNIT_TEXT[rule.unit]}`,
    startOn,
    dueOn,
    steps: steps.map(({ text }) => text),
    note: rule.consequence,
    isProvisional,
  }
}

/** The column `arithmetic` of a directive; null where it is not there or not readable. */
export function readArithmetic(text: string | null): DirectiveArithmetic | null {
  try {
    return DirectiveArithmetic.safeParse(JSON.parse(text ?? 'null')).data ?? null
  } catch {
    return null
  }
}

/** What a directive waits for on the street's side, and since when it is late; null where the street owes nothing. */
export function openClock(
  stage: string,
  { receiveBy, replyBy }: { receiveBy: Day; replyBy: Day },
): { what: '签收' | '答复'; dueOn: Day } | null {
  if (stage === 'sent') return { what: '签收', dueOn: receiveBy }
  return stage === 'received' || stage === 'working' ? { what: '答复', dueOn: replyBy } : null
}

/** Whether the first receipt and the last reply were in time; null while there is none. */
export function keptDays(
  state: { receivedAt: string | null; replies: readonly { at: string }[] },
  { receiveBy, replyBy }: { receiveBy: Day; replyBy: Day },
): { received: boolean | null; replied: boolean | null } {
  const first = state.replies[0]
  return {
    received: state.receivedAt === null ? null : dayOf(state.receivedAt) <= receiveBy,
    replied: first === undefined ? null : dayOf(first.at) <= replyBy,
  }
}

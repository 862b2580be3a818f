import { computeDeadline } from '../calendar/deadline.ts'
import type { DeadlineRule } from '../calendar/deadlineRule.ts'
import type { WorkCalendar } from '../calendar/workCalendar.ts'
import { daysBetween, formatDayChinese, type Day } from '../kernel/day.ts'
import type { JointClock, JointKind } from './kind.ts'
import { LIMIT_UNITS, type JointLimit } from './limits.ts'
import { addHours } from './minutes.ts'
import type { JointState } from './state.ts'

/** A day by which somebody must act, with its arithmetic. */
export interface JointDue {
  what: string
  dueOn: Day
  /** Set where hours are counted. */
  dueAt: string
  steps: string[]
}

const SINCE = '2000-01-01' as Day
const SOURCE = { law: '本单位设定（惯例，不是法定期限）', article: '' }

const ruleOf = (
  { what, event }: JointClock,
  amount: number,
  unit: DeadlineRule['unit'],
  law = SOURCE,
): DeadlineRule => ({
  id: 'joint',
  version: 1,
  effectiveFrom: SINCE,
  title: what.slice(0, 60),
  unit,
  amount,
  startEvent: event,
  rolls: 'no',
  extension: null,
  pauses: null,
  consequence: '',
  source: law,
  confidence: 'unverified',
  isSetting: true,
  isOption: false,
})

/** {@link duesOf} as of a day: what outlived its last day owes a word about that, and nothing that came before. */
export function duesOn(kind: JointKind, state: JointState, calendar: WorkCalendar, today: Day): JointDue[] {
  const over = state.isVoid ? null : kind.outlives?.(state)
  if (!over || over.until >= today) return duesOf(kind, state, calendar)
  const clock = { what: over.what, startOn: over.since ?? over.until, startAt: '', event: '命名' }
  return [toDue({ ...clock, rule: { dueOn: over.until } }, { dueOn: over.until }, calendar)]
}

/** The clocks of a record that run, the earliest first; a void record has none. */
export function duesOf(kind: JointKind, state: JointState, calendar: WorkCalendar): JointDue[] {
  if (state.isVoid) return []
  return kind
    .clocks(state)
    .map((clock) => toDue(clock, typeof clock.rule === 'string' ? state.limits[clock.rule] : clock.rule, calendar))
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.dueAt.localeCompare(b.dueAt))
}

function toDue(clock: JointClock, rule: JointLimit | { dueOn: Day }, calendar: WorkCalendar): JointDue {
  const { what, startOn, startAt, event } = clock
  if ('dueOn' in rule)
    return {
      what,
      dueOn: rule.dueOn,
      dueAt: '',
      steps: [
        `${event}：${formatDayChinese(startOn)}`,
        `到 ${formatDayChinese(rule.dueOn)}，是人定的日子，${daysBetween(startOn, rule.dueOn)} 日，不因放假移动`,
      ],
    }
  const { amount, unit } = rule
  if (unit === 'hours') {
    const end = addHours(startOn, startAt || '23:59', amount)
    return {
      what,
      dueOn: end.on,
      dueAt: end.at,
      steps: [
        `${event}：${startOn} ${startAt || '（未记时间，按当天结束算）'}`,
        `加 ${amount} ${LIMIT_UNITS.hours}，连续计算，不扣除放假`,
        `到 ${end.on} ${end.at}`,
        SOURCE.law,
      ],
    }
  }
  const { dueOn, steps } = computeDeadline(ruleOf(clock, amount, unit), startOn, calendar)
  return { what, dueOn, dueAt: '', steps: steps.map(({ text }) => text) }
}

import { addMonths, type Day, formatDayChinese } from '../kernel/day.ts'
import { AppError } from '../kernel/errors.ts'
import { anyProvisional } from './countWorkdays.ts'
import { countForward, dayOffLines, passOverPauses, type Pause, type Walk } from './counting.ts'
import { type DeadlineRule, type DeadlineUnit, sourceText, UNIT_TEXT } from './deadlineRule.ts'
import { dayKind, type WorkCalendar, workdayOnOrAfter } from './workCalendar.ts'

/** A granted extension, in the unit of the rule's `extension`. */
export type Extension = { amount: number; approver: string; reason: string }

export type DeadlineOptions = {
  extensions?: readonly Extension[]
  /** The office's choice for a rule whose `rolls` is `setting`; false if not given, the earlier day. */
  rollsOnHoliday?: boolean
  /** Spans that do not count, both ends included. An open one ends, for the caller, today. */
  pauses?: readonly Pause[]
}

/** One line of the arithmetic (期限计算单). `days` is the number the line is about. */
export type DeadlineStep = {
  kind:
    | 'rule'
    | 'start'
    | 'period'
    | 'day_off'
    | 'makeup'
    | 'pause'
    | 'month_end'
    | 'extension'
    | 'roll'
    | 'silent'
    | 'due'
    | 'provisional'
  days: number
  text: string
}

export type Deadline = {
  /** The last day on which the act is in time. */
  dueOn: Day
  /** Where the period ends before it moves off a day off. */
  periodEndsOn: Day
  steps: DeadlineStep[]
  /** True if a holiday notice that is not published yet may still change `dueOn`. */
  isProvisional: boolean
}

/**
 * The last day of the period that `rule` opens on `startOn`, with its arithmetic in Chinese.
 *
 * The start day does not count (Civil Code, 民法典, Art. 201). Months end on the corresponding day
 * or the month's last (Art. 202). Working days are those of the calendar. An extension continues
 * where the period ends, before that end moves off a day off (Art. 203; 民事诉讼法 Art. 85), which
 * happens once, at the very end. Days of a pause are passed over; with months they are added as
 * natural days.
 *
 * @throws AppError 'invalid' for an extension that the rule does not allow or a pause it does not know
 */
export function computeDeadline(
  rule: DeadlineRule,
  startOn: Day,
  calendar: WorkCalendar,
  options: DeadlineOptions = {},
): Deadline {
  const course = runCourse(rule, startOn, calendar, options)
  return {
    dueOn: course.dueOn,
    periodEndsOn: course.periodEndsOn,
    steps: explain(rule, startOn, calendar, options, course),
    isProvisional: course.isProvisional,
  }
}

/** As {@link computeDeadline}, without the words. */
export function findLastDay(
  rule: DeadlineRule,
  startOn: Day,
  calendar: WorkCalendar,
  options: DeadlineOptions = {},
): Omit<Deadline, 'steps'> {
  const { dueOn, periodEndsOn, isProvisional } = runCourse(rule, startOn, calendar, options)
  return { dueOn, periodEndsOn, isProvisional }
}

/** True if the calendar has a say in `rule` at all: working days count, or the last day may move off a day off. */
export const asksCalendar = (rule: DeadlineRule): boolean => countsWorkdays(rule) || rule.rolls !== 'no'

/** True if `rule`, or an extension of it, counts working days: then every day of the period matters. */
export const countsWorkdays = ({ unit, extension }: DeadlineRule): boolean =>
  unit === 'working_days' || extension?.unit === 'working_days'

/** What may still be granted, in the unit of the rule's extension: 0 if none, null if unlimited. */
export function remainingExtension(rule: DeadlineRule, extensions: readonly Extension[] = []): number | null {
  if (!rule.extension) return 0
  if (rule.extension.maxAmount === null) return null
  return Math.max(0, rule.extension.maxAmount - extensions.reduce((sum, { amount }) => sum + amount, 0))
}

/**
 * The deadline as it would be with one more extension: of `amount`, or of all that may still be
 * granted. Undefined if the rule allows none, or no limit is laid down and no amount is given.
 *
 * @throws AppError 'invalid' if `amount` is more than may still be granted
 */
export function whatIfExtended(
  rule: DeadlineRule,
  startOn: Day,
  calendar: WorkCalendar,
  options: DeadlineOptions = {},
  amount?: number,
): Deadline | undefined {
  const granted = amount ?? remainingExtension(rule, options.extensions)
  if (!rule.extension || granted === null || granted === 0) return undefined
  const supposed = { amount: granted, approver: rule.extension.approver, reason: '（假设）' }
  return computeDeadline(rule, startOn, calendar, { ...options, extensions: [...(options.extensions ?? []), supposed] })
}

/** One stretch of the period: the rule's own, or an extension. */
type Leg = { from: Day; unit: DeadlineUnit; amount: number; walk: Walk }
type Course = Omit<Deadline, 'steps'> & { legs: Leg[] }

function runCourse(rule: DeadlineRule, startOn: Day, calendar: WorkCalendar, options: DeadlineOptions): Course {
  const { extensions = [], rollsOnHoliday = false, pauses = [] } = options
  checkExtensions(rule, extensions)
  checkPauses(rule, pauses)
  const legs = [runLeg(startOn, rule.unit, rule.amount, calendar, pauses)]
  for (const { amount } of extensions)
    legs.push(runLeg(endOf(legs), rule.extension?.unit ?? 'natural_days', amount, calendar, pauses))
  const periodEndsOn = endOf(legs)
  const rolls = rule.rolls === 'yes' || (rule.rolls === 'setting' && rollsOnHoliday)
  const dueOn = rolls ? workdayOnOrAfter(calendar, periodEndsOn) : periodEndsOn
  const isOpen =
    (legs.some(({ unit }) => unit === 'working_days') && anyProvisional(calendar, startOn, dueOn)) ||
    (rolls && anyProvisional(calendar, periodEndsOn, dueOn))
  return { legs, periodEndsOn, dueOn, isProvisional: isOpen }
}

const endOf = (legs: readonly Leg[]): Day => (legs.at(-1) as Leg).walk.end

function runLeg(from: Day, unit: DeadlineUnit, amount: number, calendar: WorkCalendar, pauses: readonly Pause[]): Leg {
  const walk =
    unit === 'months'
      ? passOverPauses(from, addMonths(from, amount), pauses)
      : countForward(unit === 'working_days' ? calendar : null, from, amount, pauses)
  return { from, unit, amount, walk }
}

function explain(
  rule: DeadlineRule,
  startOn: Day,
  calendar: WorkCalendar,
  { extensions = [], rollsOnHoliday = false }: DeadlineOptions,
  { legs, periodEndsOn, dueOn, isProvisional }: Course,
): DeadlineStep[] {
  const steps: DeadlineStep[] = [
    {
      kind: 'rule',
      days: rule.amount,
      text: `${rule.title}：${rule.amount}${UNIT_TEXT[rule.unit]}。依据：${sourceText(rule)}`,
    },
    { kind: 'start', days: 0, text: `${formatDayChinese(startOn)}${rule.startEvent}，当日不计，次日起算` },
  ]
  legs.forEach((leg, at) => {
    const granted = extensions[at - 1]
    if (granted) {
      const notice = rule.extension?.notice ? `；${rule.extension.notice}` : ''
      steps.push({
        kind: 'extension',
        days: granted.amount,
        text: `经${granted.approver}同意延长${granted.amount}${UNIT_TEXT[leg.unit]}，理由：${granted.reason}${notice}`,
      })
    }
    explainLeg(leg, calendar, steps)
  })
  if (rule.rolls === 'setting') steps.push({ kind: 'silent', days: 0, text: silentText(rollsOnHoliday) })
  if (dueOn !== periodEndsOn) steps.push(rollStep(calendar, periodEndsOn, dueOn))
  steps.push({ kind: 'due', days: 0, text: `截止日：${formatDayChinese(dueOn)}` })
  if (isProvisional)
    steps.push({
      kind: 'provisional',
      days: 0,
      text: '所涉年度的放假通知尚未公布或未录入，暂按周末和法定节日推算，公布后可能变动',
    })
  return steps
}

function explainLeg({ from, unit, amount, walk }: Leg, calendar: WorkCalendar, steps: DeadlineStep[]): void {
  if (unit === 'months') return explainMonths(from, amount, walk, steps)
  if (unit === 'working_days') steps.push(...dayOffLines(calendar, walk.passed))
  pushPauses(walk.paused, steps)
  const last = formatDayChinese(walk.end)
  steps.push({ kind: 'period', days: amount, text: `第${amount}${UNIT_TEXT[unit]}为${last}` })
}

function explainMonths(from: Day, months: number, walk: Walk, steps: DeadlineStep[]): void {
  const corresponding = addMonths(from, months)
  steps.push({ kind: 'period', days: months, text: `满${months}个月的对应日为${formatDayChinese(corresponding)}` })
  if (corresponding.slice(8) !== from.slice(8)) {
    steps.push({
      kind: 'month_end',
      days: 0,
      text: `该月没有${Number(from.slice(8))}日，以月末日为准（《民法典》第二百零二条）`,
    })
  }
  pushPauses(walk.paused, steps)
  if (walk.end !== corresponding)
    steps.push({ kind: 'period', days: months, text: `扣除后顺延至${formatDayChinese(walk.end)}` })
}

function pushPauses(paused: ReadonlyMap<Pause, number>, steps: DeadlineStep[]): void {
  for (const [{ fromOn, toOn, reason }, days] of paused) {
    if (days === 0) continue
    const span = `${formatDayChinese(fromOn)}至${formatDayChinese(toOn)}`
    steps.push({ kind: 'pause', days, text: `${reason}（${span}）不计入，扣除${days}日` })
  }
}

/** Where the law is silent the office chose, and whoever reads the reckoning is told. */
const silentText = (rollsOnHoliday: boolean): string =>
  `末日遇休息日是否顺延，所依规定没有写明；本单位设为${rollsOnHoliday ? '顺延' : '不顺延'}`

function rollStep(calendar: WorkCalendar, end: Day, dueOn: Day): DeadlineStep {
  const why = dayKind(calendar, end)
  const name = why.kind === 'holiday' ? `${why.name}假期` : '周末'
  const text = `${formatDayChinese(end)}为${name}，顺延至其后第一个工作日${formatDayChinese(dueOn)}`
  return { kind: 'roll', days: 0, text }
}

function checkExtensions(rule: DeadlineRule, extensions: readonly Extension[]): void {
  if (extensions.length === 0) return
  if (!rule.extension) throw new AppError('invalid', `${rule.title}不可延长`, { ruleId: rule.id })
  if (extensions.some(({ amount }) => !Number.isInteger(amount) || amount < 1)) {
    throw new AppError('invalid', '延长的天数应为正整数', { ruleId: rule.id })
  }
  const { maxAmount, unit } = rule.extension
  const total = extensions.reduce((sum, { amount }) => sum + amount, 0)
  if (maxAmount !== null && total > maxAmount) {
    throw new AppError('invalid', `${rule.title}累计最多延长${maxAmount}${UNIT_TEXT[unit]}`, {
      ruleId: rule.id,
      total,
      maxAmount,
    })
  }
}

function checkPauses(rule: DeadlineRule, pauses: readonly Pause[]): void {
  if (pauses.length > 0 && rule.pauses === null)
    throw new AppError('invalid', `${rule.title}没有可扣除的期间`, { ruleId: rule.id })
  if (pauses.some(({ fromOn, toOn }) => toOn < fromOn))
    throw new AppError('invalid', '扣除期间的结束日早于开始日', { ruleId: rule.id })
}

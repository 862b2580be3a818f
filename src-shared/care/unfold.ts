import { dayOf, fromSerial, startOfDay, toSerial, type Day, type Instant } from '../kernel/day.ts'
import type { GroupId } from './codes.ts'
import type { GroupConfig } from './groups.ts'
import { afterPauses, isPaused, joinPauses, openDays, partsOf, type Pauses, type Serial, type Span } from './periods.ts'
import type { StepCadence, Trigger, VisitRule, Within } from './rules.ts'
import { plansOf, runsOf, type GroupPlan, type Run } from './unfoldRuns.ts'

/** Of an enrolment, what decides when visits are due. */
export interface VisitHistory {
  enrolmentId: string
  group: GroupId
  /** The phase or category at the start, and its changes. */
  track: string
  tracks: readonly { track: string; on: Day }[]
  startOn: Day
  reportedOn: Day | null
  /** Last day of the term, and the day the service ended; both still belong to it. */
  endOn: Day | null
  closedOn: Day | null
  /** 中止 and 恢复; the day of resuming is open again. */
  pauses: readonly { from: Day; to: Day | null }[]
  /** When somebody reported a change or a difficulty. */
  raised: readonly Instant[]
  /** Bad weather and festivals that were announced for the group. */
  occasions?: readonly { from: Day; to: Day; text: string }[]
}

/** A visit that a rule calls for: at the latest on `dueOn`, not before `from`. */
export interface DueVisit {
  /** The same whenever it is unfolded again: enrolment, rule and day. */
  id: string
  enrolmentId: string
  group: GroupId
  ruleId: string
  ruleVersion: number
  from: Day
  dueOn: Day
  /** Where the rule counts hours: when it began and when it ends. */
  hours: { from: Instant; to: Instant } | null
  /** For which occasion, in words. */
  occasion?: string
}

const MS_PER_HOUR = 3_600_000

interface Plan {
  history: VisitHistory
  /** Days on which the person is registered, suspended or not; `to` is the day after the last. */
  registered: Span
  /** Days on which visits by the course of time are counted; null before the report-in. */
  served: Span | null
  pauses: Pauses
}

/**
 * Every visit due in `range`, by day. A visit is due if on its last day the person is registered, not suspended, and the
 * rule in force with the phase of that day: that is all a change of rule, phase or term does. Pure; today plays no part.
 */
export function unfold(
  histories: readonly VisitHistory[],
  versions: readonly GroupConfig[],
  range: { from: Day; to: Day },
): DueVisit[] {
  const within = { from: toSerial(range.from), to: toSerial(range.to) + 1 }
  const plans = plansOf(versions)
  return histories
    .flatMap((history) => unfoldOne(history, plans.get(history.group), within))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : a.id < b.id ? -1 : 1))
}

/** A rule that came to count otherwise may call for the same day twice: one visit. */
function unfoldOne(history: VisitHistory, group: GroupPlan | undefined, within: Span): DueVisit[] {
  if (!group) return []
  const plan = planOf(history, group)
  const due = new Map<string, DueVisit>()
  for (const run of runsOf(history, group, plan.registered)) {
    const { cadence } = run.rule
    const found =
      cadence.kind === 'steps'
        ? dueBySteps(plan, run, cadence, within)
        : cadence.trigger === 'occasion'
          ? dueInOccasions(plan, run, cadence.within, within)
          : dueAfter(plan, run, cadence.trigger, cadence.within, within)
    for (const each of found) if (!due.has(each.id)) due.set(each.id, each)
  }
  return [...due.values()]
}

function planOf(history: VisitHistory, { begins }: GroupPlan): Plan {
  const start = toSerial(history.startOn)
  const last = Math.min(...[history.endOn, history.closedOn].map((day) => (day ? toSerial(day) : Infinity)))
  const reported = history.reportedOn && toSerial(history.reportedOn)
  const served = begins === 'start' ? start : reported
  return {
    history,
    registered: { from: start, to: last + 1 },
    served: served === null ? null : { from: Math.max(served, start), to: last + 1 },
    pauses: joinPauses(
      history.pauses.map(({ from, to }) => ({ from: toSerial(from), to: to ? toSerial(to) : Infinity })),
    ),
  }
}

/** Own steps stand still while suspended; a calendar month goes by, and calls for no visit if too little of it was open. */
function dueBySteps(plan: Plan, run: Run, cadence: StepCadence, within: Span): DueVisit[] {
  const { served, pauses } = plan
  if (!served) return []
  const due: DueVisit[] = []
  const anchor = cadence.align === 'change' ? Math.max(run.since, served.from) : served.from
  const isCalendar = cadence.align === 'calendar'
  const first = isCalendar ? Math.max(run.from, within.from, served.from) : anchor
  const end = Math.min(run.to, served.to, within.to)
  for (const part of partsOf(cadence, first)) {
    const from = isCalendar ? Math.max(part.from, served.from) : afterPauses(pauses, anchor, part.from)
    const last = isCalendar ? part.to - 1 : afterPauses(pauses, anchor, part.to - 1)
    if (last >= end) break
    if (last < Math.max(run.from, served.from, within.from)) continue
    if (isCalendar) {
      const isWhole = from === part.from && openDays(pauses, part) === part.to - part.from
      if (isPaused(pauses, last) || (!isWhole && openDays(pauses, { from, to: part.to }) < run.rule.minDays)) continue
    }
    due.push(dueVisit(plan.history, run.rule, from, last, null))
  }
  return due
}

/** Events of one day with one last day are answered by one visit. */
function dueAfter(plan: Plan, run: Run, trigger: TriggerOfOne, limit: Within, within: Span): DueVisit[] {
  const due = new Map<Serial, DueVisit>()
  for (const at of triggersOf(plan.history, trigger)) {
    const day = toSerial(dayOf(at))
    if (day < run.from || day >= run.to) continue
    const endsAt = new Date(Date.parse(at) + limit.amount * MS_PER_HOUR).toISOString() as Instant
    const last = limit.unit === 'hours' ? toSerial(dayOf(endsAt)) : day + limit.amount
    if (last >= Math.min(plan.registered.to, within.to) || last < within.from) continue
    if (isPaused(plan.pauses, last) || due.has(last)) continue
    const hours = limit.unit === 'hours' ? { from: at, to: endsAt } : null
    due.set(last, dueVisit(plan.history, run.rule, day, last, hours))
  }
  return [...due.values()]
}

/** One visit in each occasion, within the rule's time of its first day and before it is over. */
function dueInOccasions(plan: Plan, run: Run, { amount, unit }: Within, within: Span): DueVisit[] {
  const days = unit === 'days' ? amount : Math.ceil(amount / 24)
  return (plan.history.occasions ?? []).flatMap(({ from, to, text }) => {
    const first = toSerial(from)
    const last = Math.min(first + days, toSerial(to))
    if (first < run.from || first >= run.to) return []
    if (last >= Math.min(plan.registered.to, within.to) || last < within.from || isPaused(plan.pauses, last)) return []
    return [{ ...dueVisit(plan.history, run.rule, first, last, null), occasion: text }]
  })
}

/** What happens to one person; an occasion comes to all. */
type TriggerOfOne = Exclude<Trigger, 'occasion'>

function triggersOf(history: VisitHistory, trigger: TriggerOfOne): Instant[] {
  const days: Record<Exclude<TriggerOfOne, 'raise'>, readonly (Day | null)[]> = {
    start: [history.startOn],
    reportIn: [history.reportedOn],
    track: history.tracks.map(({ on }) => on),
    resume: history.pauses.map(({ to }) => to),
  }
  if (trigger === 'raise') return [...history.raised].sort()
  return days[trigger].filter((day) => day !== null).map(startOfDay)
}

function dueVisit(
  { enrolmentId, group }: VisitHistory,
  rule: VisitRule,
  from: Serial,
  last: Serial,
  hours: DueVisit['hours'],
): DueVisit {
  const dueOn = fromSerial(last)
  return {
    id: `${enrolmentId}:${rule.id}:${dueOn}`,
    enrolmentId,
    group,
    ruleId: rule.id,
    ruleVersion: rule.version,
    from: fromSerial(from),
    dueOn,
    hours,
  }
}

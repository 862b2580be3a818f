import { asksCalendar, computeDeadline, countsWorkdays, findLastDay } from '../../src-shared/calendar/deadline.ts'
import type { DeadlineRule } from '../../src-shared/calendar/deadlineRule.ts'
import type { WorkCalendar } from '../../src-shared/calendar/workCalendar.ts'
import { DEADLINE_RULES, findDeadlineRule } from '../../src-shared/deadlineRules.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MovedDeadlines } from '../../src-shared/centre/schema.ts'
import type { Ctx, Job } from '../ctx/ctx.ts'
import { movePetitionDays } from '../petition/clockRepo.ts'
import {
  copyDueDays,
  countRunning,
  listNumbers,
  listRunning,
  writeRecounted,
  type DeadlineRow,
  type RunningFilter,
} from './deadlineRepo.ts'
import { optionsOf, stepTexts } from './deadlines.ts'
import { listHiddenMatters } from './visible.ts'

/** Why running clocks are counted again. */
export type RecountCause =
  /** Days that the calendar answers otherwise than before, in order. */
  | { days: readonly Day[] }
  /** The office's new choice where a rule leaves days off to it, and new numbers by rule. */
  | { rollsOnHoliday?: boolean | undefined; amounts: Readonly<Record<string, number>> }

/** Moved clocks that are named; more are only counted. */
const MOST_NAMED = 200
const PAGE = 1000
/** More clocks than this are counted on the writing thread, so that the window stays quick: about 50 ms. */
export const RECOUNT_AT_ONCE = 1000

/** How many running clocks a recount would look at, counted just far enough to choose the thread. */
export const countConcerned = (ctx: Pick<Ctx, 'db'>, cause: RecountCause): number =>
  countRunning(ctx.db, filterOf(cause), RECOUNT_AT_ONCE + 1)

/** Counts the running clocks again that `cause` can touch, in the caller's transaction. */
export function recountDeadlines(ctx: Ctx, calendar: WorkCalendar, cause: RecountCause): MovedDeadlines {
  const pages = recountPages(ctx, calendar, cause)
  for (;;) {
    const step = pages.next()
    if (step.done) return step.value
  }
}

/** The same with progress, for the writing thread; cancelling throws and the transaction goes. */
export async function recountWithProgress(
  ctx: Ctx,
  calendar: WorkCalendar,
  cause: RecountCause,
  job: Job,
): Promise<MovedDeadlines> {
  const total = countRunning(ctx.db, filterOf(cause))
  const pages = recountPages(ctx, calendar, cause)
  for (;;) {
    const step = pages.next()
    if (step.done) return step.value
    job.report(step.value, total, '正在重算在办期限')
    await new Promise((resolve) => setImmediate(resolve)) // lets a cancel come in
    job.signal.throwIfAborted()
  }
}

/**
 * Recounts from the rows alone: nothing is folded, no matter's version rises. A row is written only
 * if its day, its arithmetic or its provisional mark changed. Yields how many rows were looked at.
 */
function* recountPages(
  ctx: Ctx,
  calendar: WorkCalendar,
  cause: RecountCause,
): Generator<number, MovedDeadlines, undefined> {
  const { db } = ctx
  const filter = filterOf(cause)
  const hidden = listHiddenMatters(ctx)
  const moved = { count: 0, first: [] as { matterId: string; title: string; from: Day; to: Day }[] }
  let looked = 0
  for (const isOption of [0, 1] as const) {
    let page: DeadlineRow[] = []
    do {
      page = listRunning(db, filter, isOption, page.at(-1), PAGE)
      const heads = new Set<string>()
      for (const row of page) {
        const fresh = recountRow(row, calendar, cause)
        if (!fresh) continue
        writeRecounted(db, fresh.row)
        if (fresh.row.dueOn === row.dueOn) continue
        if (isOption === 0) heads.add(row.matterId)
        movePetitionDays(db, fresh.row, row.dueOn)
        if (hidden.has(row.matterId)) continue
        moved.count += 1
        if (moved.first.length < MOST_NAMED)
          moved.first.push({
            matterId: row.matterId,
            title: fresh.rule.title,
            from: row.dueOn,
            to: fresh.row.dueOn,
          })
      }
      if (heads.size > 0) copyDueDays(db, [...heads])
      looked += page.length
      yield looked
    } while (page.length === PAGE)
  }
  if (looked > 0) for (const topic of ['matters', 'mediation', 'petition', 'linkage'] as const) ctx.changed(topic)
  const numbers = listNumbers(db, [...new Set(moved.first.map(({ matterId }) => matterId))])
  return {
    count: moved.count,
    first: moved.first.map(({ matterId, ...each }) => ({ number: numbers.get(matterId) ?? '', ...each })),
  }
}

/** Only rules that `cause` can touch, and where days changed only clocks with one of them in their span. */
function filterOf(cause: RecountCause): RunningFilter {
  const ids = (concerned: (rule: DeadlineRule) => boolean): string[] => [
    ...new Set(DEADLINE_RULES.filter(concerned).map(({ id }) => id)),
  ]
  if ('days' in cause) {
    const [first, last] = [cause.days[0], cause.days.at(-1)]
    return first && last
      ? { ruleIds: ids(asksCalendar), fromOn: first, toOn: last }
      : { ruleIds: [], fromOn: '', toOn: '' }
  }
  const { rollsOnHoliday, amounts } = cause
  const concerned = ({ id, rolls }: DeadlineRule): boolean =>
    (rollsOnHoliday !== undefined && rolls === 'setting') || amounts[id] !== undefined
  return { ruleIds: ids(concerned), fromOn: '', toOn: '9999-12-31' }
}

/** The row as it should be, or undefined if it already is. */
function recountRow(
  row: DeadlineRow,
  calendar: WorkCalendar,
  cause: RecountCause,
): { row: DeadlineRow; rule: DeadlineRule } | undefined {
  const law = findDeadlineRule(row.ruleId, row.startOn)
  if (!law) return undefined
  const given = 'days' in cause ? undefined : cause.amounts[row.ruleId]
  const amount = given === undefined ? row.amount : given === law.amount ? null : given
  const rule = amount === null ? law : { ...law, amount }
  const before = optionsOf(row)
  const rollsOnHoliday = ('days' in cause ? undefined : cause.rollsOnHoliday) ?? before.rollsOnHoliday ?? false
  const options = { ...before, rollsOnHoliday }
  if ('days' in cause && !isTouched(row, rule, calendar, options, cause.days)) return undefined
  const counted = computeDeadline(rule, row.startOn, calendar, options)
  const fresh: DeadlineRow = {
    ...row,
    amount,
    rollsOnHoliday: Number(rollsOnHoliday),
    dueOn: counted.dueOn,
    originalDueOn:
      row.extensions === '[]'
        ? counted.dueOn
        : findLastDay(rule, row.startOn, calendar, { ...options, extensions: [] }).dueOn,
    steps: stepTexts(counted),
    isProvisional: Number(counted.isProvisional),
  }
  const isSame = WRITTEN.every((key) => fresh[key] === row[key])
  return isSame ? undefined : { row: fresh, rule }
}

const WRITTEN = ['amount', 'rollsOnHoliday', 'dueOn', 'originalDueOn', 'steps', 'isProvisional'] as const

/** Whether a changed day can matter: anywhere in a count of working days, else only where the last day may move. */
function isTouched(
  row: DeadlineRow,
  rule: DeadlineRule,
  calendar: WorkCalendar,
  options: ReturnType<typeof optionsOf>,
  days: readonly Day[],
): boolean {
  if (countsWorkdays(rule)) return hasDayWithin(days, row.startOn, row.dueOn)
  const rolls = rule.rolls === 'yes' || (rule.rolls === 'setting' && options.rollsOnHoliday === true)
  if (!rolls) return false
  const { periodEndsOn } = findLastDay(rule, row.startOn, calendar, options)
  if (hasDayWithin(days, periodEndsOn, row.dueOn)) return true
  if (row.extensions === '[]') return false
  const original = findLastDay(rule, row.startOn, calendar, { ...options, extensions: [] })
  return hasDayWithin(days, original.periodEndsOn, row.originalDueOn)
}

function hasDayWithin(days: readonly Day[], from: Day, to: Day): boolean {
  let [low, high] = [0, days.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] as Day) < from) low = middle + 1
    else high = middle
  }
  const found = days[low]
  return found !== undefined && found <= to
}

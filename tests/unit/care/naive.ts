import type { GroupConfig } from '../../../src-shared/care/groups.ts'
import type { VisitRule } from '../../../src-shared/care/rules.ts'
import type { VisitHistory } from '../../../src-shared/care/unfold.ts'

/**
 * Due visits found by walking through the calendar day by day and asking of each: is this the last day of something?
 * Slow, and made without a line of the code that it checks; only types come from there.
 */
export interface NaiveDue {
  ruleId: string
  version: number
  from: string
  dueOn: string
}

const DAY = 86_400_000
const numbers = new Map<string, number>()
export function number(day: string): number {
  if (!numbers.has(day)) numbers.set(day, Date.parse(day) / DAY)
  return numbers.get(day)!
}
const texts = new Map<number, string>()
export function text(day: number): string {
  if (!texts.has(day)) texts.set(day, new Date(day * DAY).toISOString().slice(0, 10))
  return texts.get(day)!
}
const words = new WeakMap<VisitRule, string>()
function inWords(rule: VisitRule): string {
  if (!words.has(rule)) words.set(rule, JSON.stringify(rule.cadence))
  return words.get(rule)!
}
const china = (instant: string): number => Math.floor((Date.parse(instant) + 8 * 3_600_000) / DAY)

const laters = new Map<string, number>()
function later(day: number, months: number): number {
  const key = `${day} ${months}`
  if (!laters.has(key)) laters.set(key, tryLater(day, months))
  return laters.get(key)!
}

/** So many months later, by trying the days of that month downwards. */
function tryLater(day: number, months: number): number {
  const [year, month, date] = text(day).split('-').map(Number) as [number, number, number]
  const count = year * 12 + month - 1 + months
  for (let tried = date; ; tried--) {
    const name = `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}-${String(tried).padStart(2, '0')}`
    const time = Date.parse(`${name}T00:00:00Z`)
    if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(name)) return time / DAY
  }
}

export function naiveDue(history: VisitHistory, configs: readonly GroupConfig[], from: string, to: string): NaiveDue[] {
  const newest = configs.find((each) => each.version === Math.max(...configs.map(({ version }) => version)))!
  const start = number(history.startOn)
  const begins =
    newest.begins === 'start' ? start : history.reportedOn ? Math.max(start, number(history.reportedOn)) : null
  const isIn = (day: number): boolean =>
    day >= start &&
    (!history.endOn || day <= number(history.endOn)) &&
    (!history.closedOn || day <= number(history.closedOn))
  const isPaused = (day: number): boolean =>
    history.pauses.some((pause) => day >= number(pause.from) && (!pause.to || day < number(pause.to)))

  const trackOf = (day: number): string => {
    let [track, since] = [history.track, -Infinity]
    for (const change of history.tracks)
      if (number(change.on) <= day && number(change.on) >= since) [track, since] = [change.track, number(change.on)]
    return track
  }
  const best = <V extends { version: number; effectiveFrom: string }>(all: readonly V[], day: number): V | undefined =>
    all.reduce<V | undefined>(
      (found, each) => (number(each.effectiveFrom) > day || (found && found.version > each.version) ? found : each),
      undefined,
    )
  const ruleOf = (id: string, day: number): VisitRule | undefined => {
    const rule = best(best(configs, day)?.rules.filter((each) => each.id === id) ?? [], day)
    return rule && isIn(day) && (rule.tracks.length === 0 || rule.tracks.includes(trackOf(day))) ? rule : undefined
  }

  /** Days not suspended since an anchor, as far as they were walked. */
  const walked = new Map<number, { days: number[]; next: number }>()
  const own = (rule: VisitRule, day: number, anchor: number): number | null => {
    const walk = walked.get(anchor) ?? { days: [], next: anchor }
    walked.set(anchor, walk)
    for (; walk.next <= day; walk.next++) if (!isPaused(walk.next)) walk.days.push(walk.next)
    return ownFirst(rule, anchor, walk.days.slice(0, walk.days.indexOf(day) + 1))
  }

  const found: NaiveDue[] = []
  const ids = new Set(configs.flatMap(({ rules }) => rules.map(({ id }) => id)))
  for (const id of ids) {
    let since = start
    let interval = ''
    for (let day = start; day <= number(to); day++) {
      const rule = ruleOf(id, day)
      const now = rule ? inWords(rule) : ''
      if (now !== interval) since = day
      interval = now
      if (!rule) continue
      const note = (first: number, on: number): void => {
        if (
          on >= number(from) &&
          on <= number(to) &&
          !found.some((each) => each.ruleId === id && each.dueOn === text(on))
        )
          found.push({ ruleId: id, version: rule.version, from: text(first), dueOn: text(on) })
      }
      if (rule.cadence.kind === 'after' && rule.cadence.trigger === 'occasion') {
        const { amount, unit } = rule.cadence.within
        for (const one of history.occasions ?? []) {
          if (number(one.from) !== day) continue
          let on = day
          for (let left = unit === 'days' ? amount : Math.ceil(amount / 24); left > 0 && text(on) < one.to; left--) on++
          if (isIn(on) && !isPaused(on)) note(day, on)
        }
      } else if (rule.cadence.kind === 'after') {
        for (const at of triggers(history, rule.cadence.trigger)) {
          if (china(at) !== day) continue
          const { amount, unit } = rule.cadence.within
          const on = unit === 'days' ? day + amount : china(new Date(Date.parse(at) + amount * 3_600_000).toISOString())
          if (isIn(on) && !isPaused(on)) note(day, on)
        }
      } else if (begins !== null && day >= begins && !isPaused(day)) {
        const first =
          rule.cadence.align === 'calendar'
            ? calendarFirst(rule, day, begins, isPaused)
            : own(rule, day, rule.cadence.align === 'start' ? begins : Math.max(since, begins))
        if (first !== null) note(first, day)
      }
    }
  }
  return found.sort((a, b) => (a.dueOn + a.ruleId < b.dueOn + b.ruleId ? -1 : 1))
}

function triggers(history: VisitHistory, kind: string): string[] {
  const days = {
    start: [history.startOn],
    reportIn: history.reportedOn ? [history.reportedOn] : [],
    track: history.tracks.map(({ on }) => on),
    resume: history.pauses.flatMap(({ to }) => (to ? [to] : [])),
  }[kind]
  return days
    ? days.map((day) => new Date(number(day) * DAY - 8 * 3_600_000).toISOString())
    : [...history.raised].sort()
}

/** First day of the part of a calendar step that ends on `day`, or null if none ends there or too little was open. */
function calendarFirst(
  rule: VisitRule,
  day: number,
  begins: number,
  isPaused: (day: number) => boolean,
): number | null {
  if (rule.cadence.kind !== 'steps') return null
  const { unit, length, times } = rule.cadence.legs[0]!
  const stepOf = (each: number): number => {
    const [year, month] = text(each).split('-').map(Number) as [number, number]
    return Math.floor((unit === 'month' ? year * 12 + month - 1 : (each - number('1970-01-05')) / 7) / length)
  }
  const days = [day]
  while (stepOf(days[0]! - 1) === stepOf(day)) days.unshift(days[0]! - 1)
  while (stepOf(days.at(-1)! + 1) === stepOf(day)) days.push(days.at(-1)! + 1)
  const part = cut(days, times).find((each) => each.at(-1) === day)
  if (!part) return null
  const open = part.filter((each) => each >= begins && !isPaused(each))
  if (open.length < part.length && open.length < rule.minDays) return null
  return Math.max(part[0]!, begins)
}

/** The same for steps of one's own, with a clock that stands still while suspended: `worked` are its days up to today. */
function ownFirst(rule: VisitRule, anchor: number, worked: readonly number[]): number | null {
  if (rule.cadence.kind !== 'steps') return null
  let [months, days] = [0, 0]
  for (const leg of rule.cadence.legs)
    for (let step = 0; leg.steps === null || step < leg.steps; step++) {
      const begin = later(anchor, months) + days
      if (begin - anchor >= worked.length) return null
      if (leg.unit === 'month') months += leg.length
      else days += leg.length * (leg.unit === 'week' ? 7 : 1)
      const end = later(anchor, months) + days
      if (end - anchor < worked.length) continue
      const nominal = Array.from({ length: end - begin }, (_, index) => begin + index)
      const part = cut(nominal, leg.times).find((each) => each.at(-1)! - anchor === worked.length - 1)
      if (part) return worked[part[0]! - anchor]!
    }
  return null
}

/** Days in equal parts; what does not divide goes to the later ones. */
function cut(days: readonly number[], times: number): number[][] {
  const cuts = Array.from({ length: times + 1 }, (_, index) => Math.floor((days.length * index) / times))
  return cuts.slice(1).map((end, index) => days.slice(cuts[index], end))
}

import type { Leg, StepCadence } from './rules.ts'

/** Days as whole numbers since 1970-01-01; a plan of years is thousands of them, so no text is made on the way. */
export type Serial = number

const MS_PER_DAY = 86_400_000
/** 1970-01-05, a Monday: calendar weeks begin there. */
const FIRST_MONDAY = 4

/** A step or a part of it: first day, and the day after its last. */
export interface Span {
  from: Serial
  to: Serial
}

/** Months since year 0, and the day of the month. */
function monthAndDate(serial: Serial): { month: number; date: number } {
  const time = new Date(serial * MS_PER_DAY)
  return { month: time.getUTCFullYear() * 12 + time.getUTCMonth(), date: time.getUTCDate() }
}

const firstOfMonth = (month: number): Serial => Date.UTC(Math.floor(month / 12), month % 12, 1) / MS_PER_DAY

/** The corresponding day so many months later, or the last day of that month (民法典 202). */
export function monthsLater(serial: Serial, months: number): Serial {
  const { month, date } = monthAndDate(serial)
  const first = firstOfMonth(month + months)
  return first + Math.min(date, firstOfMonth(month + months + 1) - first) - 1
}

/** A step cut into equal parts, one for each visit; 31 days in two are 15 and 16. */
function* parts({ from, to }: Span, times: number): Generator<Span> {
  for (let part = 0; part < times; part++)
    yield {
      from: from + Math.floor(((to - from) * part) / times),
      to: from + Math.floor(((to - from) * (part + 1)) / times),
    }
}

/** The parts of whole calendar weeks or months, from the one in which `day` lies; without end. */
function* calendarParts({ unit, length, times }: Leg, day: Serial): Generator<Span> {
  const boundary = (step: number): Serial =>
    unit === 'week' ? FIRST_MONDAY + step * length * 7 : firstOfMonth(step * length)
  const first =
    unit === 'week' ? Math.floor((day - FIRST_MONDAY) / (length * 7)) : Math.floor(monthAndDate(day).month / length)
  for (let step = first; ; step++) yield* parts({ from: boundary(step), to: boundary(step + 1) }, times)
}

/** The parts of all legs from `anchor` on. Months are counted from the anchor, so that a 31st does not become a 28th. */
function* ownParts(legs: readonly Leg[], anchor: Serial): Generator<Span> {
  let [months, days] = [0, 0]
  const boundary = (): Serial => monthsLater(anchor, months) + days
  for (const { unit, length, times, steps } of legs)
    for (let step = 0; steps === null || step < steps; step++) {
      const from = boundary()
      if (unit === 'month') months += length
      else days += unit === 'week' ? length * 7 : length
      yield* parts({ from, to: boundary() }, times)
    }
}

/** What each visit of a cadence is for, in order; may go on for ever. */
export function partsOf(cadence: StepCadence, anchor: Serial): Generator<Span> {
  return cadence.align === 'calendar' ? calendarParts(cadence.legs[0]!, anchor) : ownParts(cadence.legs, anchor)
}

/** Suspended time, in order and apart; `to` is the day of resuming, Infinity while it lasts. */
export type Pauses = readonly Span[]

export function joinPauses(spans: readonly Span[]): Pauses {
  const joined: Span[] = []
  for (const span of [...spans].filter(({ from, to }) => to > from).sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else joined.push({ ...span })
  }
  return joined
}

export const isPaused = (pauses: Pauses, day: Serial): boolean => pauses.some(({ from, to }) => from <= day && day < to)

/** Days of a span that are not suspended. */
export function openDays(pauses: Pauses, { from, to }: Span): number {
  const paused = pauses.reduce((sum, each) => sum + Math.max(0, Math.min(each.to, to) - Math.max(each.from, from)), 0)
  return to - from - paused
}

/** The day on which a plan that stands still while suspended reaches `day`; Infinity if it never resumes. */
export function afterPauses(pauses: Pauses, anchor: Serial, day: Serial): Serial {
  let reached = day
  for (const { from, to } of pauses) {
    if (to <= anchor) continue
    const begins = Math.max(from, anchor)
    if (reached < begins) break
    reached += to - begins
  }
  return reached
}

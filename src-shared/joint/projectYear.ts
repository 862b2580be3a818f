import { daysBetween, type Day } from '../kernel/day.ts'

interface Row {
  startedOn: Day
  untilOn: Day | null
  parts: readonly { label: string; dueOn: Day | null; doneOn: Day | null }[]
}
/** A milestone where its day lies in the year, in per cent of the year from the left. */
export interface YearMark {
  label: string
  on: Day
  at: number
  isDone: boolean
  isLate: boolean
}
export interface YearLine {
  left: number
  width: number
  marks: YearMark[]
  done: number
  /** Milestones whose day lies in another year, by year: they are told, never drawn at the edge. */
  elsewhere: { year: string; count: number }[]
}

const yearOf = (day: Day): string => day.slice(0, 4)
const daysIn = (year: string): number => daysBetween(`${year}-01-01` as Day, `${Number(year) + 1}-01-01` as Day)
const placeIn = (year: string, day: Day): number =>
  Math.min(100, Math.max(0, (daysBetween(`${year}-01-01` as Day, day) / daysIn(year)) * 100))

/** The years that the projects reach into, in order. */
export function yearsOf(rows: readonly Row[]): string[] {
  const years = new Set<string>()
  for (const { startedOn, untilOn } of rows)
    for (let year = Number(yearOf(startedOn)); year <= Number(yearOf(untilOn ?? startedOn)); year++)
      years.add(String(year))
  return [...years].sort()
}

/** One project in a year: its bar, and the milestones whose day (of reaching, else of the plan) lies in it. */
export function lineOf(row: Row, year: string, today: Day): YearLine | undefined {
  const end = row.untilOn ?? row.startedOn
  if (yearOf(row.startedOn) > year || yearOf(end) < year) return undefined
  const left = placeIn(year, row.startedOn)
  const dated = row.parts.flatMap(({ label, dueOn, doneOn }) => {
    const on = doneOn ?? dueOn
    return on === null ? [] : [{ label, on, isDone: doneOn !== null, isLate: doneOn === null && on < today }]
  })
  const others = dated.filter(({ on }) => yearOf(on) !== year).map(({ on }) => yearOf(on))
  return {
    left,
    width: Math.max(1, placeIn(year, end) - left),
    marks: dated.filter(({ on }) => yearOf(on) === year).map((mark) => ({ ...mark, at: placeIn(year, mark.on) })),
    done: row.parts.filter(({ doneOn }) => doneOn !== null).length,
    elsewhere: [...new Set(others)]
      .sort()
      .map((at) => ({ year: at, count: others.filter((each) => each === at).length })),
  }
}

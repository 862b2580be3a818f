import type { HolidayTable } from '../../src-shared/calendar/holidayTable.ts'
import type { Day } from '../../src-shared/kernel/day.ts'

/** The yearly table as it is typed: days are '' until they can be read. */
export interface HolidayForm {
  source: string
  daysOff: { name: string; fromOn: string; toOn: string }[]
  makeupDays: { on: string; name: string }[]
}

export function emptyHolidayForm(): HolidayForm {
  return { source: '', daysOff: [{ name: '', fromOn: '', toOn: '' }], makeupDays: [] }
}

export function formOfTable({ source, daysOff, makeupDays }: HolidayTable): HolidayForm {
  return { source, daysOff: daysOff.map((row) => ({ ...row })), makeupDays: makeupDays.map((row) => ({ ...row })) }
}

/** For the table's own schema to check: rows left wholly empty are dropped, one day off needs no end. */
export function tableOfForm(year: number, form: HolidayForm): unknown {
  return {
    year,
    source: form.source,
    daysOff: form.daysOff
      .filter(({ name, fromOn, toOn }) => name.trim() || fromOn || toOn)
      .map(({ name, fromOn, toOn }) => ({ name, fromOn, toOn: toOn || fromOn })),
    makeupDays: form.makeupDays.filter(({ on, name }) => on || name.trim()),
  }
}

/** `元旦 1月1日、春节 2月5日至2月8日`, in order of the calendar. Each holiday is one run of days. */
export function describeDays(days: ReadonlyMap<Day, string>): string {
  const runs = new Map<string, Day[]>()
  for (const day of [...days.keys()].sort()) {
    const name = days.get(day) ?? ''
    runs.set(name, [...(runs.get(name) ?? []), day])
  }
  return [...runs]
    .map(([name, run]) => `${name} ${[...new Set([run[0], run.at(-1)])].map(shortDay).join('至')}`)
    .join('、')
}

const shortDay = (day: Day | undefined): string => (day ? `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日` : '')

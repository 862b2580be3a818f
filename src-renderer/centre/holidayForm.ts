import type { HolidayTable } from '../../src-shared/calendar/holidayTable.ts'

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

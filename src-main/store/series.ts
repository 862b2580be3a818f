import type { Db } from './open.ts'
import { prepared } from './prepared.ts'

/** Takes the next number of a series; gap-free because it commits with the row that uses it. */
export function takeNext(db: Db, series: string, year: number, seat: string): number {
  const row = prepared(
    db,
    `INSERT INTO number_series (series, year, seat, last) VALUES (?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last`,
  ).get(series, year, seat) as { last: number }
  return row.last
}

/** What {@link takeNext} would return, for previews. */
export function peekNext(db: Db, series: string, year: number, seat: string): number {
  const row = prepared(db, 'SELECT last FROM number_series WHERE series = ? AND year = ? AND seat = ?').get(
    series,
    year,
    seat,
  ) as { last: number } | undefined
  return (row?.last ?? 0) + 1
}

export interface SeriesMark {
  series: string
  year: number
  seat: string
  last: number
}

/** How far every series has come; to be carried over to an older copy that takes the store's place. */
export function readSeries(db: Db): SeriesMark[] {
  return prepared(db, 'SELECT series, year, seat, last FROM number_series').all() as SeriesMark[]
}

/** No number that was given out is given out again; a series only ever goes on. */
export function raiseSeries(db: Db, marks: readonly SeriesMark[]): void {
  const raise = prepared(
    db,
    `INSERT INTO number_series (series, year, seat, last) VALUES (@series, @year, @seat, @last)
     ON CONFLICT DO UPDATE SET last = max(last, excluded.last)`,
  )
  for (const mark of marks) raise.run(mark)
}

/** Many numbers of one series in one transaction: kept in memory, written back once per year by `write`. */
export function createSeriesRun(db: Db, series: string, seat: string) {
  const lasts = new Map<number, number>()
  return {
    /** As {@link takeNext}. */
    take(year: number): number {
      const next = (lasts.get(year) ?? peekNext(db, series, year, seat) - 1) + 1
      lasts.set(year, next)
      return next
    },
    write(): void {
      for (const [year, last] of lasts)
        prepared(
          db,
          `INSERT INTO number_series (series, year, seat, last) VALUES (?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET last = excluded.last`,
        ).run(series, year, seat, last)
    },
  }
}

import { addDays, Day } from '../kernel/day.ts'

const WORDS: Record<string, number> = {
  大前天: -3,
  前天: -2,
  前日: -2,
  昨天: -1,
  昨日: -1,
  今天: 0,
  今日: 0,
  明天: 1,
  明日: 1,
  后天: 2,
  大后天: 3,
}
const FIRST_YEAR = 1900
const LAST_YEAR = 2100
/** The longest distance between two 29 February (1896-1904, 2096-2104). */
const YEARS_TO_TRY = 8

/** Which year a day without one is given: the last such day up to today, or the next from today on. */
export type YearChoice = 'past' | 'future'

/**
 * The day that a clerk typed, relative to `today`; undefined if the text is no day.
 *
 * Understood, in half or full width, with spaces anywhere:
 * - `20260305`, `260305`, `2026/3/5`, `2026-3-5`, `2026.3.5`, `2026年3月5日`, `26-3-5` (two digits: 20xx)
 * - `0305`, `3-5`, `3/5`, `3.5`, `3月5日`, `3月5`: without a year, by default the most recent such day
 *   that is not after today, so that in January `1230` is last December; `future` turns that round
 * - `昨天`, `今天`, `前天`, `明天`, `后天` …; `+3`, `-3`: days from today
 *
 * Not understood on purpose: three digits (`115` is 1/15 or 11/5) and day before month.
 */
export function parseDayEntry(text: string, today: Day, year: YearChoice = 'past'): Day | undefined {
  const entry = text.normalize('NFKC').replace(/\s/g, '')
  const word = WORDS[entry]
  if (word !== undefined && Object.hasOwn(WORDS, entry)) return addDays(today, word)
  if (/^[+-]\d{1,3}$/.test(entry)) return addDays(today, Number(entry))

  const full =
    /^(\d{4}|\d{2})(\d{2})(\d{2})$/.exec(entry) ??
    /^(\d{4}|\d{2})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(entry)?.toSpliced(2, 1) ??
    /^(\d{4}|\d{2})年(\d{1,2})月(\d{1,2})[日号]?$/.exec(entry)
  if (full) return toRealDay(Number((full[1] ?? '').padStart(4, '20')), full[2], full[3])

  const short =
    /^(\d{2})(\d{2})$/.exec(entry) ??
    /^(\d{1,2})[-/.](\d{1,2})$/.exec(entry) ??
    /^(\d{1,2})月(\d{1,2})[日号]?$/.exec(entry)
  return short ? nearest(short[1], short[2], today, year) : undefined
}

function nearest(month: string | undefined, date: string | undefined, today: Day, choice: YearChoice): Day | undefined {
  const step = choice === 'past' ? -1 : 1
  for (let years = 0; years <= YEARS_TO_TRY; years += 1) {
    const day = toRealDay(Number(today.slice(0, 4)) + step * years, month, date)
    if (day && (choice === 'past' ? day <= today : day >= today)) return day
  }
  return undefined
}

function toRealDay(year: number, month = '', date = ''): Day | undefined {
  if (year < FIRST_YEAR || year > LAST_YEAR) return undefined
  return Day.safeParse(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`).data
}

import { addMonths, type Day } from '../../src-shared/kernel/day.ts'

/** One line of the instalment table while it is typed. */
export interface InstalmentLine {
  dueOn: string
  amountFen: number | null
  what: string
}

/** Most instalments that an agreement may have. */
export const MOST_INSTALMENTS = 120

/** `count` equal parts, one a month from `firstOn`; what does not divide evenly goes to the last one, to the fen. */
export function splitEvenly(totalFen: number, count: number, firstOn: Day): InstalmentLine[] {
  const each = Math.floor(totalFen / count)
  return Array.from({ length: count }, (_, at) => ({
    dueOn: addMonths(firstOn, at),
    amountFen: at === count - 1 ? totalFen - each * (count - 1) : each,
    what: '',
  }))
}

export function sumOf(lines: readonly InstalmentLine[]): number {
  return lines.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0)
}

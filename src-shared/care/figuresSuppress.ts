import type { Figure } from '../ledger/schema.ts'
import type { GroupId } from './codes.ts'
import { ratesOf } from './figures.ts'

/** Counts below it could point at somebody. */
export const SMALLEST_SHOWN = 5
export const HIDDEN = '少于 5'
export const HIDDEN_WITH_OTHERS = '不单列'

/** A whole and what it is the sum of; parts that no line shows can be reckoned from the others and are guarded, too. */
export interface SumOf {
  whole: string
  parts: readonly string[]
}

const isSmall = (n: number, below = SMALLEST_SHOWN): boolean => n > 0 && n < below

/**
 * Which counts to hide: the small ones, and where one alone in a sum is hidden the smallest of the others, since the sum
 * would tell it. A rest (`whole` less `parts`, shown nowhere) that is small is guarded in the same way.
 */
export function hiddenCounts(
  values: ReadonlyMap<string, number>,
  sums: readonly SumOf[],
  below = SMALLEST_SHOWN,
): Set<string> {
  const hidden = new Set([...values].filter(([, n]) => isSmall(n, below)).map(([key]) => key))
  for (let isDone = false; !isDone;) {
    isDone = true
    for (const { whole, parts } of sums) {
      const shown = [whole, ...parts].filter((key) => values.has(key))
      const rest = (values.get(whole) ?? 0) - parts.reduce((sum, key) => sum + (values.get(key) ?? 0), 0)
      const unknown = shown.filter((key) => hidden.has(key)).length + Number(isSmall(rest, below))
      if (unknown !== 1) continue
      const next = shown
        .filter((key) => !hidden.has(key))
        .sort((a, b) => values.get(a)! - values.get(b)! || (a === whole ? 1 : b === whole ? -1 : 0))[0]
      if (next === undefined) continue
      hidden.add(next)
      isDone = false
    }
  }
  return hidden
}

/** What adds up in the monthly table; the rest of each is a count that anybody can reckon. */
const CARE_SUMS: readonly SumOf[] = [
  { whole: 'present', parts: ['registered'] },
  { whole: 'present', parts: ['visited'] },
  { whole: 'due', parts: ['done', 'skipped'] },
  { whole: 'done', parts: ['timely'] },
  { whole: 'raised', parts: ['signed'] },
  { whole: 'signed', parts: ['answered'] },
]

/**
 * The figures as they leave the centre. A share goes with its counts: hidden if one of them is, or if the people of its
 * part, or the others, are few.
 */
export function suppressFigures(group: GroupId, figures: readonly Figure[], n: (measure: string) => number): Figure[] {
  const rates = new Map(ratesOf(group).map((rate) => [rate.key, rate]))
  const counts = new Map(
    figures.filter(({ key }) => !rates.has(key)).map(({ key, value }) => [key, value ?? 0] as const),
  )
  const hidden = hiddenCounts(counts, CARE_SUMS)
  const withText = (figure: Figure, text: string): Figure => ({ ...figure, value: null, text, canOpen: false })
  return figures.map((figure) => {
    const rate = rates.get(figure.key)
    if (!rate) {
      if (!hidden.has(figure.key)) return figure
      return withText(figure, isSmall(figure.value ?? 0) ? HIDDEN : HIDDEN_WITH_OTHERS)
    }
    const { part, whole } = rate
    const tells =
      hidden.has(part) || hidden.has(whole) || [n(part), n(whole), n(whole) - n(part)].some((each) => isSmall(each))
    if (!tells) return figure
    const definition = `${rate.partTitle} ÷ ${rate.wholeTitle}`
    return { ...withText(figure, HIDDEN_WITH_OTHERS), definition }
  })
}

type Reported = Pick<Figure, 'key' | 'title' | 'unit' | 'value' | 'text'>

/**
 * Figures that a street reported, where the district shows no count below a higher number than the street does. A share
 * whose counts are not both shown goes: nobody here can tell how few people it is of.
 */
export function suppressFurther(group: GroupId, figures: readonly Reported[], below: number): Reported[] {
  if (below <= SMALLEST_SHOWN) return [...figures]
  const rates = new Map(ratesOf(group).map((rate) => [rate.key, rate]))
  const own = figures.filter(({ key }) => !rates.has(key))
  // What the street hid counts as small, so that its neighbours in a sum are guarded as it guarded them.
  const counts = new Map(own.map(({ key, value }) => [key, value ?? 1] as const))
  const hidden = hiddenCounts(counts, CARE_SUMS, below)
  const isShown = (key: string): boolean => counts.has(key) && !hidden.has(key)
  const isShareShown = ({ part, whole }: { part: string; whole: string }): boolean =>
    isShown(part) && isShown(whole) && !isSmall(counts.get(whole)! - counts.get(part)!, below)
  return figures.map((figure) => {
    const rate = rates.get(figure.key)
    if (figure.value === null) return figure.text === HIDDEN ? { ...figure, text: `少于 ${below}` } : figure
    if (rate ? isShareShown(rate) : isShown(figure.key)) return figure
    const isCountSmall = !rate && isSmall(figure.value, below)
    return { ...figure, value: null, text: isCountSmall ? `少于 ${below}` : HIDDEN_WITH_OTHERS }
  })
}

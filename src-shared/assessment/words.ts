import { pointsText } from './evaluate.ts'
import type { ItemScore } from './schema.ts'

export const scoreText = (score: number | null): string => (score === null ? '不计分' : pointsText(score))

/** Points of a unit's month: where nothing could be scored there are none, not even 0. */
export const monthText = (points: number, { total }: { total: number | null }): string =>
  total === null ? '不计分' : pointsText(points)

/** What the review still has to score. A bonus that nobody gave is none of it: there was none. */
export const isUnreviewed = ({ formula, score }: Pick<ItemScore, 'formula' | 'score'>): boolean =>
  formula === 'hand' && score === null

/** An item's score, or why there is none: nobody reviewed it, or nothing was there to count. */
export function itemText({ formula, score }: Pick<ItemScore, 'formula' | 'score'>): string {
  if (score !== null) return pointsText(score)
  if (formula === 'hand') return '未复评'
  return formula === 'bonus' ? '未加分' : '不计分'
}

/** Words that people wrote, one after the other: each keeps its inner marks and only the last one its full stop. */
export const joinWords = (words: readonly string[]): string => {
  const said = words.map((each) => each.trim()).filter(Boolean)
  return said.map((each, at) => (at < said.length - 1 ? each.replace(/[。；;，,.、]+$/, '') : each)).join('；')
}

/** How an item came to its points and why, on one line. */
export const stepsText = ({ steps, reason }: Pick<ItemScore, 'steps' | 'reason'>): string =>
  reason ? `${steps}：${reason}` : steps

/** A 大项 of one unit, of what could be scored of it. */
export function groupText(
  { items }: { items: readonly Pick<ItemScore, 'group' | 'formula' | 'score' | 'full'>[] },
  group: string,
): string {
  const own = items.filter((item) => item.group === group)
  const scored = own.filter(({ score }) => score !== null)
  if (scored.length > 0) {
    const sum = (points: readonly (number | null)[]) => points.reduce<number>((total, each) => total + (each ?? 0), 0)
    return `${pointsText(sum(scored.map(({ score }) => score)))}/${pointsText(sum(scored.map(({ full }) => full)))}`
  }
  const waiting = own.find(isUnreviewed) ?? own[0]
  return waiting ? itemText(waiting) : '不计分'
}

/** Units of a month that have an item nobody reviewed, and which items those are. */
export function unreviewedOf(units: readonly { unit: string; items: readonly ItemScore[] }[]): {
  units: string[]
  items: string[]
} {
  const waiting = units.filter(({ items }) => items.some(isUnreviewed))
  const items = waiting.flatMap(({ items }) => items.filter(isUnreviewed).map(({ title }) => title))
  return { units: waiting.map(({ unit }) => unit), items: [...new Set(items)] }
}

import { measureOf } from './measures.ts'
import { hundredthsOf, isByHand, type Indicator } from './rule.ts'

/** What a trial saw of one indicator: the wholes of every unit's month in which it could apply. */
export type TrialWholes = ReadonlyMap<string, readonly number[]>

const SMALL = 5
const HEAVY = 4_000
const HAND_MOST = 3_000

/** What the designer says of a sheet before it is used: small denominators, gameable items, weights. Never a refusal. */
export function warningsOf(indicators: readonly Indicator[], wholes: TrialWholes): string[] {
  const warnings: string[] = []
  for (const { code, title, detail } of indicators) {
    const points = hundredthsOf([detail.points])
    if (points > HEAVY && detail.formula !== 'bonus') warnings.push(`“${title}”占 ${points / 100} 分，一项几乎决定全部`)
    if (isByHand(detail.formula)) continue
    const seen = wholes.get(code) ?? []
    const some = seen.filter((whole) => whole > 0)
    if (seen.length > 0 && some.length === 0) warnings.push(`“${title}”试算的月份里没有单位算得出分数`)
    const middle = median(some)
    if (middle !== undefined && middle < SMALL && detail.minWhole < SMALL)
      warnings.push(
        `“${title}”分母小：试算里一半以上的单位月只有 ${Math.floor(middle)} 件或更少，一件之差就变动很大；可设“分母少于 ${SMALL} 不计分”`,
      )
    if (detail.formula === 'each' && hundredthsOf([detail.per]) * 2 >= points)
      warnings.push(`“${title}”一件就扣掉一半以上，容易逼人瞒报`)
    const gameable = measureOf(detail.part)?.gameable
    const isPaired = indicators.some(({ detail: other }) => other.part === 'redone' || other.part === 'substantive')
    if (gameable && !(detail.part === 'inTime' && isPaired)) warnings.push(`“${title}”${gameable}`)
  }
  const byHand = hundredthsOf(
    indicators.filter(({ detail }) => detail.formula === 'hand').map(({ detail }) => detail.points),
  )
  if (byHand > HAND_MOST) warnings.push(`复评打分共 ${byHand / 100} 分，主观分偏多`)
  return warnings
}

function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)]
}

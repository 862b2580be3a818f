import { measureOf } from './measures.ts'
import type { Given } from './fold.ts'
import { hundredthsOf, isByHand, type Indicator } from './rule.ts'

/** Points are whole hundredths here, so that sums are exact; rounding is half up, once an indicator and once a total. */
const divide = (part: number, whole: number): number => Math.floor((2 * part + whole) / (2 * whole))
export const pointsText = (hundredths: number): string =>
  `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`

export interface Scored {
  code: string
  title: string
  group: string
  formula: string
  /** Hundredths of a point. */
  full: number
  /** null: no score, neither 0 nor full; `why` says so. */
  score: number | null
  part: number | null
  whole: number | null
  /** The arithmetic in words. */
  steps: string
}

/** One indicator of one unit. `given`: what the review or a decision gave, in hundredths, where points are given by hand. */
export function scoreIndicator(
  { code, title, detail }: Indicator,
  count: (measure: string) => number,
  given: Pick<Given, 'score' | 'reviewed'> | null,
): Scored {
  const full = hundredthsOf([detail.points])
  const base = { code, title, group: detail.group, formula: detail.formula, full }
  if (isByHand(detail.formula)) {
    const score = given && Math.min(Math.max(given.score, 0), full)
    const none = detail.formula === 'bonus' ? '没有复评加分' : '还没有复评，不计入应得分'
    const steps = given && score !== null ? givenText(score, given.reviewed) : none
    return { ...base, score, part: null, whole: null, steps }
  }
  const measure = measureOf(detail.part)
  const whole = measure ? count(measure.whole) : 0
  const part = Math.min(count(detail.part), whole)
  const counted = { ...base, part, whole }
  if (whole === 0) return { ...counted, score: null, steps: `${wholeTitle(detail.part)}为 0，不计分` }
  if (whole < detail.minWhole)
    return { ...counted, score: null, steps: `${wholeTitle(detail.part)} ${whole}，少于 ${detail.minWhole}，不计分` }
  const per = hundredthsOf([detail.per])
  const rate = `${part} ÷ ${whole}`
  const p = pointsText
  switch (detail.formula) {
    case 'each': {
      const score = Math.max(0, full - per * part)
      return { ...counted, score, steps: `${p(full)} − ${p(per)} × ${part} 件 = ${p(score)}（最低 0 分）` }
    }
    case 'shortfall': {
      const missing = Math.max(0, detail.target * whole - 100 * part)
      const score = Math.max(0, divide(full * whole - per * missing, whole))
      return {
        ...counted,
        score,
        steps: `${rate}，低于 ${detail.target}% 每 1 点扣 ${p(per)}：${p(score)}（最低 0 分）`,
      }
    }
    default: {
      const score = divide(full * part, whole)
      return { ...counted, score, steps: `${p(full)} × ${rate} = ${p(score)}` }
    }
  }
}

/** Who gave it: the review, or a decision, which says also what the review had given. */
function givenText(score: number, reviewed: number | null | undefined): string {
  if (reviewed === undefined) return `复评 ${pointsText(score)} 分`
  if (reviewed === null) return `没有复评，申诉决定为 ${pointsText(score)}`
  return `复评 ${pointsText(reviewed)}，申诉决定${reviewed === score ? '仍为' : '改为'} ${pointsText(score)}`
}

const wholeTitle = (part: string): string => measureOf(measureOf(part)?.whole ?? '')?.title ?? '分母'

export interface Total {
  /** Hundredths of 100 points, the bonus on top; null where nothing could be scored. */
  total: number | null
  /** What of the hundred could be scored, and what was got of it. */
  full: number
  got: number
  bonus: number
}

/**
 * The total of a unit: what it got of what could be scored, as of a hundred. An indicator without a score falls out of
 * both, so that a month without tasks is neither punished nor rewarded.
 */
export function totalOf(scored: readonly Scored[]): Total {
  const counted = scored.filter(({ score, formula }) => score !== null && formula !== 'bonus')
  const full = counted.reduce((sum, each) => sum + each.full, 0)
  const got = counted.reduce((sum, { score }) => sum + (score ?? 0), 0)
  const bonus = scored.reduce((sum, { score, formula }) => sum + (formula === 'bonus' ? (score ?? 0) : 0), 0)
  return { full, got, bonus, total: full === 0 ? null : divide(got * 10_000, full) + bonus }
}

import type { Conclusion, Difficulty, Source } from '../mediation/events.ts'

/** What of a mediation is counted. Values as in the `mediation` row. */
export interface CountedCase {
  source: Source
  justiceClass: string
  difficulty: Difficulty
  peopleCount: number
  result: 'success' | 'failure' | null
  agreementForm: 'written' | 'oral' | null
  amountFen: number
  conclusion: Conclusion | ''
  confirmation: 'none' | 'applied' | 'valid' | 'rejected' | 'withdrawn'
  placeId: string | null
}

/**
 * What one case adds to the counters of its month: measure -> amount. The monthly table (A3.3) is
 * a sum of these and nothing else, so that kept counters and a recount agree by construction.
 */
export function contributionsOf(c: CountedCase): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (measure: string, n = 1) => {
    if (n !== 0) counts.set(measure, (counts.get(measure) ?? 0) + n)
  }
  add('total')
  add(`class.${c.justiceClass}`)
  if (c.placeId) add(`place.${c.placeId}`)
  add(sourceMeasure(c.source))
  if (isReferral(c.source)) add(`referral.${c.source}`)
  if (c.difficulty === 'hard' || c.difficulty === 'major') add('hard')
  add('people', c.peopleCount)
  if (c.peopleCount >= 3) add('threeOrMore')
  if (c.result === 'failure') add('failure')
  if (c.result === 'success') {
    add('success')
    add('amountFen', c.amountFen)
    if (c.agreementForm) add(c.agreementForm)
    if (c.conclusion === 'done') add('performed')
    if (c.confirmation === 'valid') add('confirmed')
  }
  return counts
}

export const isReferral = (source: Source): boolean => source !== 'applied' && source !== 'proactive'

/** The three sources of A3.3 that add up to the total. */
export function sourceMeasure(source: Source): 'source.proactive' | 'source.applied' | 'source.referred' {
  if (source === 'proactive') return 'source.proactive'
  return source === 'applied' ? 'source.applied' : 'source.referred'
}

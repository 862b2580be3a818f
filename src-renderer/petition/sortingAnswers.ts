import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { SortingAnswers } from '../../src-shared/petition/sorting.ts'

type Answers = { -readonly [K in keyof SortingAnswers]: SortingAnswers[K] }
const kept = new Map<MatterId, Answers>()

/** The answers given so far on a matter: closing the form to look something up does not lose them. Kept for this window only. */
export function answersOf(matterId: MatterId): Answers {
  const found = kept.get(matterId) ?? {}
  kept.set(matterId, found)
  return found
}

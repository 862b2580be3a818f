import { grouped } from './grouped.ts'
import type { DueVisit } from './unfold.ts'

/** What a change of rule, phase or term did to the plan of one rule of one person. */
export type Move =
  | { kind: 'moved'; was: DueVisit; is: DueVisit }
  | { kind: 'dropped'; was: DueVisit; is: null }
  | { kind: 'added'; was: null; is: DueVisit }

/**
 * What moved between two unfoldings, by day, to be shown before it is agreed. A visit that is gone is paired with the
 * first new one of the same rule whose time overlaps; the rest was dropped or came in.
 */
export function whatMoved(before: readonly DueVisit[], after: readonly DueVisit[]): Move[] {
  const [was, is] = [new Set(before.map(({ id }) => id)), new Set(after.map(({ id }) => id))]
  const ruleOf = ({ enrolmentId, ruleId }: DueVisit): string => `${enrolmentId}:${ruleId}`
  const added = grouped(
    after.filter(({ id }) => !was.has(id)),
    ruleOf,
  )
  const moves: Move[] = []
  for (const gone of before) {
    if (is.has(gone.id)) continue
    const candidates = added.get(ruleOf(gone)) ?? []
    const at = candidates.findIndex((each) => each.from <= gone.dueOn && gone.from <= each.dueOn)
    const [found] = at < 0 ? [] : candidates.splice(at, 1)
    moves.push(found ? { kind: 'moved', was: gone, is: found } : { kind: 'dropped', was: gone, is: null })
  }
  for (const fresh of [...added.values()].flat()) moves.push({ kind: 'added', was: null, is: fresh })
  const dayOfMove = ({ was: gone, is: fresh }: Move): string => (gone ?? fresh)!.dueOn
  return moves.sort((a, b) => (dayOfMove(a) < dayOfMove(b) ? -1 : dayOfMove(a) > dayOfMove(b) ? 1 : 0))
}

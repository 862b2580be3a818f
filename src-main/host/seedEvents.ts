import { foldMatter } from '../../src-shared/intake/matterFold.ts'
import { addDays, dayOf, type Day, type Instant } from '../../src-shared/kernel/day.ts'
import type { EventId, MatterId } from '../../src-shared/kernel/ids.ts'
import { getMatter, settle, TOPIC_FOLDS } from '../intake/record.ts'
import { insertEvent, listEvents } from '../intake/repo.ts'
import type { Actor, Ctx } from '../ctx/ctx.ts'

/** One act of a story; `id` where later acts point at it. */
export type Act = [day: number, kind: string, payload: unknown, login: string, reason?: string, id?: EventId]

/** Whose acts they are and from which day their days count. */
export interface Course {
  matterId: MatterId
  receivedOn: Day
  clerk: Actor
  actors: ReadonlyMap<string, Actor>
  /** What to call the story if an act of it is refused. */
  title: string
}

/**
 * Writes acts as events under the day and person of each, then folds them once.
 *
 * @throws Error if an act is against the rules: a fault of the generator
 */
export function putActs(ctx: Ctx, course: Course, acts: readonly Act[]): void {
  const { matterId, receivedOn, clerk, actors } = course
  const known = listEvents(ctx.db, matterId)
  const last = known.at(-1)
  const events = acts.map(([day, kind, payload, login, reason = '', id], index) => {
    const actor = actors.get(login) ?? clerk
    const at = notAfter(
      ctx.now,
      instantOn(addDays(receivedOn, day), Math.min(540 + (known.length - 1 + index) * 7, 1040)),
    )
    return {
      id: id ?? ctx.newId<EventId>(),
      seq: (last?.seq ?? 0) + index + 1,
      kind,
      actorId: actor.userId,
      actorName: actor.name,
      at,
      reason,
      payload,
    }
  })
  const newest = acts.at(-1)
  if (!newest) return
  for (const event of events) insertEvent(ctx.db, matterId, event)
  const all = [...known, ...events]
  const [broken] = Object.entries(foldMatter(all, TOPIC_FOLDS).problems)
  if (broken) throw new Error(`${course.title}: ${all.find(({ id }) => id === broken[0])?.kind} ${broken[1]}`)
  const closing = withClock(ctx, instantOn(addDays(receivedOn, newest[0]), 1050), clerk)
  settle(closing, getMatter(closing, matterId), all)
}

const notAfter = (now: Instant, then: Instant): Instant => (then < now ? then : now)

/** The same context at an earlier moment and for another person; what would lie in the future happens now. */
export function withClock(ctx: Ctx, then: Instant, actor: Actor): Ctx {
  const now = notAfter(ctx.now, then)
  return Object.create(ctx, { now: { value: now }, today: { value: dayOf(now) }, actor: { value: actor } }) as Ctx
}

/** Minutes after midnight in China. */
export function instantOn(day: Day, minute: number): Instant {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + minute * 60_000).toISOString() as Instant
}

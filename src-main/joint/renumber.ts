import type { Ctx } from '../ctx/ctx.ts'
import { nextJointNumber } from './number.ts'
import { findEventOpening, findItem, insertJointEvent, listJointEvents } from './repo.ts'
import { settleJoint } from './settle.ts'

/**
 * Gives records that nobody else has seen a number under the seat's new letter: a copy of this computer may have given out
 * theirs as well. The old one stays on the timeline.
 *
 * @param eventIds events that were never sent; those that open a record name it
 */
export function renumberJoint(ctx: Ctx, eventIds: readonly string[]): void {
  for (const eventId of eventIds) {
    const id = findEventOpening(ctx.db, eventId)
    const item = id === undefined ? undefined : findItem(ctx.db, id)
    if (!item) continue
    insertJointEvent(ctx.db, item.id, {
      // One letter is given to one seat once, so this id is too.
      id: `${item.id}/${ctx.settings.seatLetter}`,
      seq: (listJointEvents(ctx.db, item.id).at(-1)?.seq ?? 0) + 1,
      act: 'renumber',
      actorId: ctx.actor.userId,
      actorName: ctx.actor.name,
      at: ctx.now,
      payload: { number: nextJointNumber(ctx, item.kind), was: item.number },
    })
    settleJoint(ctx, item.id)
  }
}

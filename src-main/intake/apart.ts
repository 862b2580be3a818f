import type { MatterPartyInput } from '../../src-shared/intake/schema.ts'
import type { PartyId } from '../../src-shared/kernel/ids.ts'
import { audit, type Ctx } from '../ctx/ctx.ts'
import { addApart, listApart } from './apartRepo.ts'
import { isPartyKnown } from './sealRepo.ts'

/** Keeps what the clerk said beside the card: this person is not that one. */
export function rememberApart(ctx: Ctx, parties: readonly (MatterPartyInput & { partyId: PartyId })[]): void {
  for (const { partyId, notPartyIds = [] } of parties)
    for (const otherId of notPartyIds) {
      if (otherId === partyId || !isPartyKnown(ctx.db, ctx.actor.userId, otherId)) continue
      if (addApart(ctx.db, [partyId, otherId], ctx.now, ctx.actor.userId))
        audit(ctx, 'changed', { kind: 'party', id: partyId, title: '认定不是同一人' })
    }
}

/**
 * Of people found for a card, best match first, those that nobody need be asked about again: a better match is there,
 * and it was said of the two that they are not the same.
 */
export function withoutApart<T extends { partyId: PartyId; rank: number }>(ctx: Ctx, found: readonly T[]): T[] {
  return found.filter((weaker) => {
    if (found.length < 2) return true
    const apart = new Set(listApart(ctx.db, weaker.partyId))
    return !found.some((better) => better.rank > weaker.rank && apart.has(better.partyId))
  })
}

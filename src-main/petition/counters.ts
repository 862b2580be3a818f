import type { Day } from '../../src-shared/kernel/day.ts'
import type { PlaceId } from '../../src-shared/kernel/ids.ts'
import type { CountedPetition } from '../../src-shared/petition/ledgerCounts.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { moveCounters } from '../ledger/counters.ts'
import { findPetition, type PetitionRow } from './repo.ts'

/** What of the card is counted with a petition. */
interface CountedCard {
  placeId: PlaceId | null
  receivedOn: Day
}

interface Share {
  row: PetitionRow
  card: CountedCard
}

/** A petition's share in the counters of both its ledgers, from what it was to what it is. */
export function movePetitionShare(ctx: Pick<Ctx, 'db'>, before: Share | undefined, after: Share): void {
  const toCounted = ({ row, card: { placeId, receivedOn } }: Share): CountedPetition => ({
    ...row,
    placeId,
    receivedOn,
  })
  for (const ledger of ['petition', 'petition_agency'] as const)
    moveCounters(ctx.db, before && toCounted(before), toCounted(after), ledger)
}

/** A changed card takes its petition's share along; call it before the petition is settled again. */
export function movePetitionCard(ctx: Ctx, matterId: string, from: CountedCard, to: CountedCard): void {
  const row = findPetition(ctx.db, matterId)
  if (row) movePetitionShare(ctx, { row, card: from }, { row, card: to })
}

import { maskAddress, maskIdNumber, maskPhone } from '../../src-shared/intake/mask.ts'
import type { PartyView } from '../../src-shared/intake/schema.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { countOtherMatters, listParties } from './partyRepo.ts'

/** The people of a matter; ID numbers, phones and addresses masked unless they were asked for. */
export function viewParties(ctx: Ctx, matterId: string, isMasked: boolean): PartyView[] {
  return listParties(ctx.db, matterId).map((party) => ({
    ...party,
    ...(isMasked
      ? { phone: maskPhone(party.phone), idNumber: maskIdNumber(party.idNumber), address: maskAddress(party.address) }
      : {}),
    otherMatters: countOtherMatters(ctx.db, ctx.actor.userId, party.partyId, matterId),
    isMasked,
  }))
}

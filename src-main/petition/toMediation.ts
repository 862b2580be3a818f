import { toCard } from '../intake/view.ts'
import { registerMatter } from '../intake/register.ts'
import { listParties } from '../intake/partyRepo.ts'
import { recordEvent } from '../intake/record.ts'
import { saveLink, type MatterRecord } from '../intake/repo.ts'
import { looksLikeOrganisation } from '../../src-shared/intake/partyKind.ts'
import { PartyInput, type MatterPartyInput } from '../../src-shared/intake/schema.ts'
import type { PetitionInput } from '../../src-shared/petition/schema.ts'
import type { Ctx } from '../ctx/ctx.ts'

type Asked = PetitionInput<'toMediation'>

/**
 * Opens the mediation that a petition goes to (访调对接): a matter of its own with the citizen as
 * applicant and the other side as respondent, linked both ways. What the petition's card holds is
 * taken along; nothing else is.
 */
export function openMediation(ctx: Ctx, petition: MatterRecord, asked: Asked) {
  const opened = registerMatter(ctx, {
    ...toCard(petition),
    receivedOn: asked.on,
    channel: 'transfer',
    sourceUnit: ctx.settings.petitionOffice || ctx.settings.centreName,
    sourceNumber: petition.number,
    parties: [...citizens(ctx, petition.id), otherSide(asked.otherSide)],
  })
  recordEvent(
    ctx,
    opened.matterId,
    opened.version,
    'triaged',
    { route: 'mediation', answer: '', remedies: [] },
    '信访移交',
  )
  saveLink(ctx.db, petition.id, opened.matterId, 'same_matter')
  return { ...asked, mediationId: opened.matterId, mediationNumber: opened.number }
}

function citizens(ctx: Ctx, matterId: string): MatterPartyInput[] {
  return listParties(ctx.db, matterId)
    .filter((party) => party.role === 'visitor' || party.role === 'applicant')
    .map((party) => ({
      role: 'applicant',
      partyId: party.partyId,
      party: PartyInput.parse(party), // what the topic keeps besides is left behind
      actsFor: '',
      authority: '',
    }))
}

function otherSide(name: string): MatterPartyInput {
  const party = PartyInput.parse({ name, kind: looksLikeOrganisation(name) ? 'company' : 'person' })
  return { role: 'respondent', partyId: null, party, actsFor: '', authority: '' }
}

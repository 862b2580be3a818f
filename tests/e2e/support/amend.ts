import type { MatterId } from '../../../src-shared/kernel/ids.ts'
import type { Centre } from './centre.ts'

/** Corrects a matter's summary and its first person's phone, past the page, as the clerk. */
export async function amendByCall(
  app: Pick<Centre, 'as'>,
  matterId: MatterId,
  change: { summary?: string; phone?: string },
): Promise<void> {
  const clerk = app.as('clerk')
  const { card, version } = await clerk('matters.get', { matterId })
  const parties = await clerk('matters.reveal', { matterId, purpose: '更正' })
  const { phone, ...head } = change
  await clerk('intake.amend', {
    matterId,
    version,
    reason: '当事人来电更正',
    card: {
      ...card,
      ...head,
      parties: parties.map((party, at) => ({
        role: party.role,
        partyId: party.partyId,
        actsFor: party.actsFor,
        authority: party.authority,
        party: at === 0 && phone ? { ...party, phone } : party,
      })),
    },
  })
}

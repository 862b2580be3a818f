import type { Page } from '@playwright/test'
import type { z } from 'zod'
import type { InputOf, OutputOf } from '../../../src-shared/contract.ts'
import type { PartyInput } from '../../../src-shared/intake/schema.ts'
import { dayOf } from '../../../src-shared/kernel/day.ts'
import type { MatterId } from '../../../src-shared/kernel/ids.ts'
import type { Centre } from './centre.ts'
import { goTo } from './fixtures.ts'

export const SENTENCE = '楼上漏水泡坏吊顶，要求赔偿三千元'

/** Opens the empty card. */
export async function openIntake(page: Page): Promise<void> {
  await goTo(page, '/intake')
  await page.getByRole('form', { name: '登记卡' }).waitFor()
}

/** A matter of one visitor, saved past the page. */
export async function registerByCall(
  app: Centre,
  party: z.input<typeof PartyInput>,
  card: Partial<InputOf<'intake.register'>> = {},
): Promise<OutputOf<'intake.register'>> {
  const receivedOn = dayOf(new Date().toISOString())
  return app.as('clerk')('intake.register', { receivedOn, summary: SENTENCE, parties: [{ party }], ...card })
}

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

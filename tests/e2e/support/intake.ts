import { expect, type Page } from '@playwright/test'
import type { z } from 'zod'
import type { InputOf, OutputOf } from '../../../src-shared/contract.ts'
import type { PartyInput } from '../../../src-shared/intake/schema.ts'
import { dayOf } from '../../../src-shared/kernel/day.ts'
import type { Centre } from './centre.ts'
import { goTo } from './fixtures.ts'

export const SENTENCE = '楼上漏水泡坏吊顶，要求赔偿三千元'

/** Opens the empty card. */
export async function openIntake(page: Page): Promise<void> {
  await goTo(page, '/intake')
  await page.getByRole('form', { name: '登记卡' }).waitFor()
  await expect(page.getByRole('textbox', { name: '姓名' }).first()).toBeFocused()
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

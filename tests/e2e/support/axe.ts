import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** The serious and critical findings of axe, of all its rules or some. Our pages have no frames of other origins. */
export async function seriousFindings(page: Page, { rules }: { rules?: string[] | undefined } = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true)
  if (rules) axe.withRules(rules)
  const { violations } = await axe.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

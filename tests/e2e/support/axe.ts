import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * The serious and critical findings of axe, of all its rules or some. Our pages have no frames of other origins.
 *
 * Waits for what is still fading in: half transparent text has a contrast of its own. A note that begins to fade out in
 * the middle of it is looked at again; what is wrong stays wrong.
 */
export async function seriousFindings(
  page: Page,
  { rules, within = 'html' }: { rules?: string[] | undefined; within?: string } = {},
): Promise<string[]> {
  const found = await look(page, rules, within)
  return found.length === 0 ? found : look(page, rules, within)
}

async function look(page: Page, rules: string[] | undefined, within: string): Promise<string[]> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect }) => {
      const isEndless = effect?.getComputedTiming().endTime === Infinity
      return isEndless || playState !== 'running'
    }),
  )
  const axe = new AxeBuilder({ page }).setLegacyMode(true).include(within)
  if (rules) axe.withRules(rules)
  const { violations } = await axe.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

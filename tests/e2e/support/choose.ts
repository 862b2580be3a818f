import type { Locator, Page } from '@playwright/test'

/** Chooses in a combo box by what a clerk types: words or initials. */
export async function choose(within: Page | Locator, label: string, typed: string): Promise<void> {
  const box = within.getByRole('combobox', { name: label, exact: true })
  const page = 'page' in within ? within.page() : within
  await box.fill(typed)
  await page.getByRole('listbox').getByRole('option').first().waitFor()
  await box.press('Enter')
}

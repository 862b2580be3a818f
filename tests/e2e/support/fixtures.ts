import { test as base, type Page } from '@playwright/test'
import { Ime } from '../ui/gallery.ts'
import { startCentreHost, type Centre, type CentreHost } from './centre.ts'
import { PASSWORD, PEOPLE, type Person } from './people.ts'

export interface Fixtures {
  /** A fresh centre of its own for each test; a bug in the core fails the test. */
  app: Centre
  /** Opens the window and logs in; any error of the page fails the test. */
  logIn: (person: Person) => Promise<Page>
  ime: Ime
}

export const test = base.extend<Fixtures, { centres: CentreHost }>({
  centres: [
    async ({}, use) => {
      const centres = await startCentreHost()
      await use(centres)
      await centres.stop()
    },
    { scope: 'worker' },
  ],
  app: async ({ centres }, use) => {
    const centre = await centres.open()
    await use(centre)
    await centre.close()
    expect(centre.bugs).toEqual([])
  },
  logIn: async ({ page, app }, use) => {
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.stack ?? error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
    })
    await use(async (person) => {
      await page.goto(await app.startAddress())
      await page.getByLabel('登录名').fill(PEOPLE[person].login)
      await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
      await page.keyboard.press('Enter')
      await page.getByRole('navigation', { name: '主导航' }).waitFor()
      return page
    })
    expect(problems).toEqual([])
  },
  ime: async ({ page }, use) => {
    await use(new Ime(await page.context().newCDPSession(page)))
  },
})

export const { expect } = base

/** Goes to a page of the application without losing the log-in. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => void (location.hash = hash), `#${path}`)
}

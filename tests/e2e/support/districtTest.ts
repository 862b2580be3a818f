import { test as base, type BrowserContext, type Page } from '@playwright/test'
import { startCentreHost, type Centre, type CentreHost } from './centre.ts'
import { startDistrictServer, type DistrictServer, type DistrictStart } from './district.ts'
import { expect, goTo } from './fixtures.ts'
import { PASSWORD, PEOPLE, type Person } from './people.ts'

/** One computer of the street: its centre, and a window on it. */
export interface Seat {
  readonly app: Centre
  readonly letter: string
  /** Opens a window of its own and logs in; an error of the page fails the test. */
  logIn(person: Person): Promise<Page>
}

export interface DistrictFixtures {
  /** Starts a district; what still runs at the end of the test is stopped. */
  startDistrict: (start?: Partial<DistrictStart>) => Promise<DistrictServer>
  /** A seat with its letter, in a browser of its own. */
  openSeat: (letter: string) => Promise<Seat>
}

/** Tests with a real district and several real seats, each in its own process and its own browser. */
export const test = base.extend<DistrictFixtures, { hostOf: (letter: string) => Promise<CentreHost> }>({
  // Each letter is an office set up by itself, in a process of its own.
  hostOf: [
    async ({}, use) => {
      const hosts = new Map<string, Promise<CentreHost>>()
      await use((letter) => {
        const host = hosts.get(letter) ?? startCentreHost(letter)
        hosts.set(letter, host)
        return host
      })
      for (const host of hosts.values()) await (await host).stop()
    },
    { scope: 'worker' },
  ],
  startDistrict: async ({}, use) => {
    const started: DistrictServer[] = []
    await use(async (start) => {
      const district = await startDistrictServer(start)
      started.push(district)
      return district
    })
    await Promise.all(started.map((district) => district.stop()))
  },
  // After the seats are gone: a seat whose district went first only tries again.
  openSeat: async ({ browser, hostOf, startDistrict: _stoppedLater }, use) => {
    const centres: Centre[] = []
    const windows: BrowserContext[] = []
    const problems: string[] = []
    await use(async (letter) => {
      const app = await (await hostOf(letter)).open()
      centres.push(app)
      return {
        app,
        letter,
        async logIn(person) {
          const window = await browser.newContext()
          windows.push(window)
          const page = await window.newPage()
          page.on('pageerror', (error) => problems.push(error.stack ?? error.message))
          page.on('console', (message) => {
            if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
          })
          await page.goto(await app.startAddress())
          await page.getByLabel('登录名').fill(PEOPLE[person].login)
          await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
          await page.keyboard.press('Enter')
          await page.getByRole('navigation', { name: '主导航' }).waitFor()
          return page
        },
      }
    })
    await Promise.all(windows.map((window) => window.close())) // before their centres go, or their pages complain
    await Promise.all(centres.map((centre) => centre.close()))
    expect(centres.flatMap(({ bugs }) => bugs)).toEqual([])
    expect(problems).toEqual([])
  },
})

export { expect, goTo }

/** Joins the street past the page, as the head, and waits until everything is synced. */
export async function joinByCall({ app, letter }: Seat, district: DistrictServer): Promise<void> {
  await app.as('head')('sync.join', { url: district.url, code: await district.code(), name: `${letter} 号窗口` })
  await settle({ app })
}

/** Syncs until both sides agree. */
export async function settle(...seats: Pick<Seat, 'app'>[]): Promise<void> {
  await expect(async () => {
    for (const { app } of seats) await app.as('head')('sync.now', {})
    for (const { app } of seats) expect(await app.as('head')('sync.status', {})).toMatchObject({ isAllSynced: true })
  }).toPass({ timeout: 60_000 })
}

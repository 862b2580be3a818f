import { cpSync } from 'node:fs'
import { test as base, type Locator, type Page } from '@playwright/test'
import { Ime } from '../ui/gallery.ts'
import { PASSWORD, PEOPLE, type Person } from './people.ts'
import { newFolder, prepareFolder, removeFolder, startProgram, type Program } from './program.ts'
import type { Prepared } from './prepareFolder.ts'

export interface ProgramFixtures {
  /** An empty folder of its own, gone after the test. */
  folder: () => string
  /** A folder of its own with everybody of `PEOPLE` and a matter in mediation. */
  preparedFolder: (schema?: number) => Promise<Prepared>
  /** Starts the program; what still runs at the end of the test is stopped. */
  start: (dir: string, ...args: string[]) => Promise<Program>
  /** Opens a window on the program, as nobody yet. */
  open: (program: Program) => Promise<Page>
  /** Opens a window on the program and logs in. */
  enter: (program: Program, person: Person) => Promise<Page>
  ime: Ime
  /** What the console may say besides: lines of a browser whose program was killed, say. */
  expectedProblems: RegExp | undefined
}

/** One prepared folder for each schema, made when it is first asked for; tests get copies. */
type Templates = (schema?: number) => Promise<Prepared>

/** Tests against the product as a process; an error on the page fails the test. */
export const test = base.extend<ProgramFixtures, { templates: Templates }>({
  expectedProblems: [undefined, { option: true }],
  folder: async ({}, use) => {
    const dirs: string[] = []
    await use(() => {
      const dir = newFolder()
      dirs.push(dir)
      return dir
    })
    dirs.forEach(removeFolder)
  },
  templates: [
    async ({}, use) => {
      const made = new Map<number | undefined, Promise<Prepared>>()
      await use((schema) => {
        const known = made.get(schema) ?? prepareFolder(newFolder(), schema)
        made.set(schema, known)
        return known
      })
      for (const template of made.values()) removeFolder((await template).dir)
    },
    { scope: 'worker' },
  ],
  preparedFolder: async ({ folder, templates }, use) => {
    await use(async (schema) => {
      const template = await templates(schema)
      const dir = folder()
      cpSync(template.dir, dir, { recursive: true })
      return { ...template, dir }
    })
  },
  start: async ({ folder: _emptiedLater }, use) => {
    const programs: Program[] = []
    await use(async (dir, ...args) => {
      const program = await startProgram(dir, ...args)
      programs.push(program)
      return program
    })
    for (const program of programs) await program.stop()
  },
  open: async ({ page, expectedProblems, start: _stoppedLater }, use) => {
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.stack ?? error.message))
    page.on('console', (message) => {
      const isBad = message.type() === 'error' || message.type() === 'warning'
      if (isBad && !expectedProblems?.test(message.text())) problems.push(message.text())
    })
    await use(async (program) => {
      await page.goto(await program.startAddress())
      await page.getByRole('heading', { level: 1 }).waitFor()
      return page
    })
    expect(problems).toEqual([])
  },
  enter: async ({ open }, use) => {
    await use(async (program, person) => {
      const page = await open(program)
      await typeLogIn(page, PEOPLE[person].login)
      await page.getByRole('navigation', { name: '主导航' }).waitFor()
      return page
    })
  },
  ime: async ({ page }, use) => {
    await use(new Ime(await page.context().newCDPSession(page)))
  },
})

export const { expect } = base

/** Fills the log-in form and sends it off; what comes of it is for the caller to see. */
export async function typeLogIn(page: Page, login: string, password = PASSWORD): Promise<void> {
  await page.getByRole('textbox', { name: '登录名' }).fill(login)
  await page.getByRole('textbox', { name: '密码', exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

/** What the log-in page says is wrong. */
export const logInAlert = (page: Page): Locator => page.getByRole('form', { name: '登录' }).getByRole('alert')

export async function logOut(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.getByRole('form', { name: '登录' }).waitFor()
}

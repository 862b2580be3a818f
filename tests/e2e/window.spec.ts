import type { Page } from '@playwright/test'
import { goTo } from './support/fixtures.ts'
import { PEOPLE } from './support/people.ts'
import type { Prepared } from './support/prepareFolder.ts'
import { newFolder, prepareFolder, removeFolder, startProgram, type Program } from './support/program.ts'
import { expect, logOut, test } from './support/programTest.ts'
import { findUnreachable } from './support/reachable.ts'
import { seriousFindings } from './support/axe.ts'

let prepared: Prepared
let program: Program

test.beforeAll(async () => {
  prepared = await prepareFolder(newFolder())
  program = await startProgram(prepared.dir)
})
test.afterAll(async () => {
  await program.stop()
  removeFolder(prepared.dir)
})

/** Chooses under 显示, as everybody does. */
async function choose(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: '显示' }).click()
  await page.getByRole('radio', { name: title }).check()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('radio', { name: title })).toBeHidden()
}

/** Opens the pages of the head one after the other and, last, the log-in page. */
async function onEveryPage(page: Page, look: (what: string) => Promise<void>): Promise<void> {
  const cards = ['/today', '/intake', '/matters', `/matters/${prepared.matterId}`, '/ledger', '/figures', '/import']
  const office = ['/settings', '/settings/places', '/settings/holidays', '/settings/backup', '/audit', '/help']
  for (const path of [...cards, ...office]) {
    await goTo(page, path)
    await expect(page).toHaveURL(new RegExp(`#${path}$`))
    await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor()
    await expect(page.getByText('正在读取')).toBeHidden()
    await look(path)
  }
  await logOut(page, PEOPLE.head.name)
  await look('log-in')
}

for (const title of ['150%', '200%']) {
  test(`at ${title} every button and field can be reached whole`, async ({ enter }) => {
    const page = await enter(program, 'head')
    await choose(page, title)
    const faults: Record<string, string[]> = {}
    await onEveryPage(page, async (what) => {
      const found = await findUnreachable(page)
      if (found.length > 0) faults[what] = found
    })
    expect(faults).toEqual({})
  })
}

/** In the other looks only colours can go wrong that were right in the first. */
const LOOKS = { 浅色: undefined, 深色: ['color-contrast'], 高对比: ['color-contrast'] }
for (const [title, rules] of Object.entries(LOOKS)) {
  test(`in ${title} axe finds nothing serious`, async ({ enter }) => {
    const page = await enter(program, 'head')
    await choose(page, title)
    const faults: Record<string, string[]> = {}
    await onEveryPage(page, async (what) => {
      const found = await seriousFindings(page, { rules })
      if (found.length > 0) faults[what] = found
    })
    expect(faults).toEqual({})
  })
}

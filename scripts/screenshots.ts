import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedPractice } from '../tests/e2e/support/program.ts'
import { takeCare } from './screenshots/care.ts'
import { takeDesk } from './screenshots/desk.ts'
import { takeDistrict } from './screenshots/district.ts'
import { takeLinkage } from './screenshots/linkage.ts'
import { takeMediation } from './screenshots/mediation.ts'
import { takeOffice } from './screenshots/office.ts'
import { takePetition, takePetitionOffice } from './screenshots/petition.ts'
import { inStudio, openBrowser } from './screenshots/studio.ts'
import { takeSync } from './screenshots/sync.ts'

/* The pictures of the manual and the README, from a practice centre that is made for them: docs/images/*.png. */
const ROWS = 1500
const outDir = join(import.meta.dirname, '..', 'docs', 'images')
const folder = mkdtempSync(join(tmpdir(), 'onewindow-pictures-'))
mkdirSync(outDir, { recursive: true })
const browser = await openBrowser()
try {
  await takeDistrict(browser, outDir)
  const practice = join(folder, 'practice')
  await seedPractice(practice, ROWS)
  await inStudio(browser, { dataDir: practice, outDir, args: ['--practice'] }, async (studio) => {
    await studio.take('login')
    await takeDesk(studio)
    await takeMediation(studio)
    await takePetition(studio)
    await takePetitionOffice(studio)
    await takeCare(studio)
    await takeLinkage(studio)
    await takeOffice(studio, join(folder, 'backup'))
  })
  await inStudio(browser, { dataDir: join(folder, 'new'), outDir, args: [] }, async ({ page, take }) => {
    await page.getByLabel('街道（镇）名称').fill('梧桐里街道')
    await page.keyboard.press('Enter')
    await take('wizard')
  })
  await takeSync(browser, outDir, join(folder, 'district'))
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}

import type { Centre } from './centre.ts'
import { expect, test as base } from './fixtures.ts'

/**
 * `test` with one centre for a whole file: for long courses that only add matters of their own. What a test counts it
 * reads before and after.
 */
export const test = base.extend<object, { sharedCentre: Centre }>({
  sharedCentre: [
    async ({ centres }, use) => {
      const centre = await centres.open()
      await use(centre)
      await centre.close()
    },
    { scope: 'worker' },
  ],
  app: async ({ sharedCentre }, use) => {
    await use(sharedCentre)
    expect(sharedCentre.bugs).toEqual([])
  },
})

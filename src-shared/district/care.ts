import { z } from 'zod'
import { OFFICE_ACTS } from '../care/events.ts'
import { Instant, Month } from '../kernel/day.ts'
import { defineDistrictContract, StreetCode } from './procedure.ts'

export const CareFigureLine = z.object({
  key: z.string(),
  title: z.string(),
  unit: z.string(),
  /** By street code, as words: a small count is not told (`少于 5`). */
  texts: z.record(z.string(), z.string()),
})
export type CareFigureLine = z.infer<typeof CareFigureLine>

export const careContract = defineDistrictContract({
  /** Care figures of a group and month as the streets signed them last, beside one another: counts, never persons. */
  'care.figures': {
    allow: ['officer'],
    input: z.object({ month: Month, group: OFFICE_ACTS.signMonth.shape.ledger }),
    output: z.object({
      streets: z.array(
        z.object({
          streetCode: StreetCode,
          name: z.string(),
          signedAt: Instant.nullable(),
          /** How often it was changed after it was signed. */
          changes: z.int(),
        }),
      ),
      figures: z.array(CareFigureLine),
    }),
  },
})

import { z } from 'zod'
import { Instant, Month } from '../kernel/day.ts'
import { LedgerId } from '../ledger/schema.ts'
import { defineDistrictContract, Pdf, StreetCode } from './procedure.ts'

export const LedgerPaper = z.object({
  documentId: z.string(),
  title: z.string(),
  pages: z.int(),
  /** False while the bytes are still on their way from the street. */
  hasBytes: z.boolean(),
})
export type LedgerPaper = z.infer<typeof LedgerPaper>

/** One ledger of one street and month; not signed where the street has not delivered it. */
export const ReceivedLedger = z.object({
  streetCode: StreetCode,
  streetName: z.string(),
  ledger: LedgerId,
  title: z.string(),
  month: Month,
  signedAt: Instant.nullable(),
  signedBy: z.string(),
  rows: z.int(),
  papers: z.array(LedgerPaper),
  differences: z.int(),
})
export type ReceivedLedger = z.infer<typeof ReceivedLedger>

export const FrozenFigure = z.object({
  key: z.string(),
  group: z.string(),
  title: z.string(),
  unit: z.string(),
  /** By street code; null where nothing was delivered or there is nothing to divide by. */
  values: z.record(z.string(), z.number().nullable()),
  /** Streets whose number is above 0 and too small to be shown. */
  hidden: z.array(StreetCode),
})
export type FrozenFigure = z.infer<typeof FrozenFigure>

export const ledgerContract = defineDistrictContract({
  'ledgers.list': {
    allow: ['officer'],
    input: z.object({ month: Month }),
    output: z.array(ReceivedLedger),
  },
  /** The paper as the street issued it; each look is a line of the log. */
  'ledgers.paper': {
    allow: ['officer'],
    input: z.object({ streetCode: StreetCode, documentId: z.string().max(60) }),
    output: Pdf,
  },
  /** The monthly tables as the streets signed them, beside one another. */
  'ledgers.figures': {
    allow: ['officer'],
    input: z.object({ month: Month, ledger: LedgerId }),
    output: z.object({
      streets: z.array(z.object({ streetCode: StreetCode, name: z.string(), isSigned: z.boolean() })),
      figures: z.array(FrozenFigure),
    }),
  },
})

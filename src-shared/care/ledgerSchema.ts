import { z } from 'zod'
import { Day, Month } from '../kernel/day.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CARE_ROLES, type Role } from '../kernel/roles.ts'
import { Figure } from '../ledger/schema.ts'
import { OFFICE_ACTS } from './events.ts'
import * as views from './views.ts'

const HEAD = ['care_head'] as const satisfies readonly Role[]
const store = 'care'
const pdf = z.object({ pdfBase64: z.string(), pages: z.int(), fontNotice: z.array(z.string()) })
const month = z.object({ group: views.GroupIdSchema, month: Month })

/**
 * A month as it is signed: counts by client without a name, so that what stays after a record was destroyed says nothing
 * of anybody.
 */
export const SignedMonth = z.object({
  from: Day,
  to: Day,
  title: z.string(),
  rows: z.array(views.CareLedgerRow),
  figures: z.array(Figure),
})
export type SignedMonth = z.infer<typeof SignedMonth>

/** Months of the ledgers of care work. */
export const careMonthContract = defineContract({
  'care.months': {
    kind: 'query',
    allow: CARE_ROLES,
    store,
    input: z.object({ group: views.GroupIdSchema, year: z.int().min(2000).max(2100) }),
    output: z.array(views.CareMonthState),
  },
  'care.month': { kind: 'query', allow: CARE_ROLES, store, input: month, output: views.CareMonth },
  /** The paper of figures leaves the centre: small counts are hidden on it. */
  'care.previewMonth': {
    kind: 'action',
    allow: CARE_ROLES,
    store,
    input: month.extend({ sheet: z.enum(['ledger', 'figures']) }),
    output: pdf,
  },
  'care.signMonth': { kind: 'action', allow: HEAD, store, input: month, output: views.CareMonthState },
  'care.differences': { kind: 'query', allow: CARE_ROLES, store, input: month, output: z.array(views.CareDifference) },
  'care.differ': {
    kind: 'action',
    allow: HEAD,
    store,
    input: month.extend({ reason: OFFICE_ACTS.differ.shape.reason }),
    output: views.CareMonthState,
  },
  'care.exportMonth': {
    kind: 'action',
    allow: HEAD,
    store,
    input: month.extend({ purpose: views.LookPurposeSchema }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
})


import { z } from 'zod'
import { Instant, Month } from '../kernel/day.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CARE_ROLES, type Role } from '../kernel/roles.ts'
import { ClientId, OFFICE_ACTS } from './events.ts'
import * as views from './views.ts'

const HEAD = ['care_head'] as const satisfies readonly Role[]
const store = 'care'
const none = z.object({})
const purpose = views.LookPurposeSchema
const pdf = z.object({ pdfBase64: z.string(), pages: z.int(), fontNotice: z.array(z.string()) })

const DraftKey = z.string().regex(/^[a-zA-Z.]{2,40}(:[a-zA-Z0-9-]{1,60}){1,3}$/)
const Draft = z.object({ key: DraftKey, title: z.string(), content: z.json(), savedAt: Instant })
const onPaper = z.object({
  kind: z.string().max(40),
  clientId: ClientId.nullable().default(null),
  /** Which visit, review, enrolment, hand-over or purge; of the round list its last day. */
  ref: z.string().max(60).default(''),
  /** Photos are printed only where somebody ticks it. */
  withPhotos: z.boolean().default(false),
})

const month = z.object({ group: views.GroupIdSchema, month: Month })
const differenceSheet = month.extend({ no: z.int().min(0) })

/** What one person has typed and not saved; it names people, so it lies with the records. */
export const careDraftContract = defineContract({
  'care.drafts': {
    kind: 'query',
    allow: CARE_ROLES,
    store,
    input: none,
    output: z.array(Draft.omit({ content: true })),
  },
  'care.draft': {
    kind: 'query',
    allow: CARE_ROLES,
    store,
    input: z.object({ key: DraftKey }),
    output: Draft.nullable(),
  },
  'care.saveDraft': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    /** `basedOn`: when the draft that the window knows was kept, if any; another window's newer one is never overwritten. */
    input: Draft.omit({ savedAt: true }).extend({ basedOn: Instant.nullable().default(null) }),
    output: z.object({ savedAt: Instant }),
  },
  'care.discardDraft': {
    kind: 'command',
    allow: CARE_ROLES,
    store,
    input: z.object({ key: DraftKey }),
    output: none,
  },
})

/**
 * Papers of care work. Those of a client are kept with the record once issued; those of the office (rounds, hand-over,
 * destruction) are printed as they are previewed and kept on paper alone.
 */
export const carePaperContract = defineContract({
  'care.previewPaper': {
    kind: 'action',
    allow: CARE_ROLES,
    store,
    input: onPaper,
    output: pdf.extend({ title: z.string() }),
  },
  'care.issuePaper': {
    kind: 'action',
    allow: CARE_ROLES,
    store,
    input: onPaper,
    output: z.object({ paperId: z.string(), title: z.string() }),
  },
  'care.paperBytes': {
    kind: 'action',
    allow: CARE_ROLES,
    store,
    input: z.object({ clientId: ClientId, paperId: z.uuid(), purpose: z.enum(['view', 'print', 'save']) }),
    output: z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), isReprint: z.boolean() }),
  },
})

/** Months of a group: its ledger and figures, signed by the head of care. */
export const careMonthContract = defineContract({
  'care.months': {
    kind: 'query',
    allow: CARE_ROLES,
    store,
    input: z.object({ group: views.GroupIdSchema, year: z.int().min(2000).max(2100) }),
    output: z.array(views.CareMonthState),
  },
  'care.month': { kind: 'query', allow: CARE_ROLES, store, input: month, output: views.CareMonth },
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
  /** A difference sheet as it was issued; `no` 0 is the one that would be issued now. */
  'care.differenceSheet': { kind: 'action', allow: CARE_ROLES, store, input: differenceSheet, output: pdf },
  'care.exportDifferences': {
    kind: 'action',
    allow: HEAD,
    store,
    input: differenceSheet.extend({ purpose }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  'care.exportMonth': {
    kind: 'action',
    allow: HEAD,
    store,
    input: month.extend({ purpose }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
})

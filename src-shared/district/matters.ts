import { z } from 'zod'
import { Day, Instant } from '../kernel/day.ts'
import { defineDistrictContract, Pdf, StreetCode } from './procedure.ts'

/** Why the district may open a matter. */
export const OPENED_BY = { reported: '街道上报', directed: '区里督办、交办' } as const
export const OpenedBy = z.enum(['reported', 'directed'])

/** One line of the list: no name, no text of the matter. */
export const OpenMatter = z.object({
  streetCode: StreetCode,
  streetName: z.string(),
  matterId: z.string(),
  number: z.string(),
  kind: z.string(),
  kindTitle: z.string(),
  stageTitle: z.string(),
  receivedOn: Day.nullable(),
  dueOn: Day.nullable(),
  openedBy: z.array(OpenedBy),
  reportedAt: Instant.nullable(),
})
export type OpenMatter = z.infer<typeof OpenMatter>

export const MatterPaper = z.object({
  documentId: z.string(),
  title: z.string(),
  number: z.string(),
  pages: z.int(),
  issuedAt: z.string(),
  isVoid: z.boolean(),
  hasBytes: z.boolean(),
})
export type MatterPaper = z.infer<typeof MatterPaper>

export const OpenMatterView = OpenMatter.extend({
  summary: z.string(),
  facts: z.string(),
  wish: z.string(),
  channelTitle: z.string(),
  place: z.string(),
  reportReason: z.string(),
  reportedBy: z.string(),
  parties: z.array(z.object({ role: z.string(), name: z.string(), phone: z.string(), idNumber: z.string() })),
  steps: z.array(z.object({ id: z.string(), at: Instant, title: z.string(), text: z.string(), who: z.string() })),
  papers: z.array(MatterPaper),
})
export type OpenMatterView = z.infer<typeof OpenMatterView>

export const matterContract = defineDistrictContract({
  'matters.list': { allow: ['officer'], input: z.object({}), output: z.array(OpenMatter) },
  /** Opens one; the look is a line of the log. */
  'matters.open': {
    allow: ['officer'],
    input: z.object({ streetCode: StreetCode, matterId: z.string().max(60) }),
    output: OpenMatterView,
  },
  'matters.paper': {
    allow: ['officer'],
    input: z.object({ streetCode: StreetCode, documentId: z.string().max(60) }),
    output: Pdf,
  },
})

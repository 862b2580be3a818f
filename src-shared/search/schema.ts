import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { MatterId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'
import { MatterKind, Stage } from '../intake/schema.ts'

export const SearchHit = z.object({
  matterId: MatterId,
  number: z.string(),
  dossierNumber: z.string(),
  kind: MatterKind,
  stage: Stage,
  summary: z.string(),
  partyNames: z.string(),
  receivedOn: Day,
  /** A piece of the text around the match. */
  excerpt: z.string(),
})
export type SearchHit = z.infer<typeof SearchHit>

/** The job under which the entries that follow an import report how far they are. */
export const INDEXING_JOB = 'search-index'

export const searchContract = defineContract({
  /** Newest first. Names, pinyin initials, phone tails, numbers, addresses and free text of any 1 to 40 characters. */
  'search.find': {
    kind: 'action', // rows of an import that are not in the index yet are read one by one, with pauses
    allow: CASE_ROLES,
    input: z.object({ text: z.string().max(80), limit: z.int().min(1).max(50).default(20) }),
    output: z.object({ hits: z.array(SearchHit), hasMore: z.boolean() }),
  },
})

import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { MatterId, RowId } from '../kernel/ids.ts'
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

/** A record of the linkages, an event of a grid or an entry of the 民情日志: found by number and title alone. */
export const OfficeHit = z.object({
  of: z.enum(['joint', 'event', 'diary']),
  id: RowId,
  /** Of a record of the linkages. */
  kind: z.string(),
  number: z.string(),
  title: z.string(),
  on: Day,
  isVoid: z.boolean(),
})
export type OfficeHit = z.infer<typeof OfficeHit>

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
  /** The newest of each kind. They name no resident, so every officer who works on matters may see them. */
  'search.office': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ text: z.string().max(80) }),
    output: z.array(OfficeHit),
  },
})

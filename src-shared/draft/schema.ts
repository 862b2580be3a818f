import { z } from 'zod'
import { Instant } from '../kernel/day.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'

/**
 * Names the form, its record, and which part of the record where a form serves several: `intake:new-1`,
 * `mediation.close:<matter id>`, `petition.unitAccepts:<matter id>:<transfer id>`.
 */
export const DraftKey = z.string().regex(/^[a-zA-Z.]{2,40}(:[a-zA-Z0-9-]{1,60}){1,2}$/)
export const Draft = z.object({
  key: DraftKey,
  title: z.string(),
  content: z.unknown(),
  savedAt: Instant,
  isBinned: z.boolean(),
})
export type Draft = z.infer<typeof Draft>

export const draftContract = defineContract({
  /** Content is any JSON up to 200 kB; drafts belong to their user. */
  'drafts.save': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ key: DraftKey, title: z.string().max(120), content: z.json() }),
    output: z.object({ savedAt: Instant }),
  },
  'drafts.get': { kind: 'query', allow: CASE_ROLES, input: z.object({ key: DraftKey }), output: Draft.nullable() },
  'drafts.list': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ isBinned: z.boolean().default(false) }),
    output: z.array(Draft.omit({ content: true })),
  },
  /** To the bin for 30 days; a form that was saved discards its draft for good. */
  'drafts.discard': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ key: DraftKey, isSaved: z.boolean().default(false) }),
    output: z.object({}),
  },
  'drafts.restore': { kind: 'command', allow: CASE_ROLES, input: z.object({ key: DraftKey }), output: z.object({}) },
})

import { z } from 'zod'
import { Day, Instant } from '../kernel/day.ts'
import { defineContract } from '../kernel/procedure.ts'

/** How what the district published stands on this seat. */
export const PUBLISHED_STATES = {
  applied: '已生效',
  due: '待负责人确认',
  coming: '未到生效日',
  superseded: '已有更新的版次',
  withdrawn: '区里已撤回',
  refused: '不能采用',
} as const
export const PublishedState = z.enum(['applied', 'due', 'coming', 'superseded', 'withdrawn', 'refused'])
export type PublishedState = z.infer<typeof PublishedState>

export const PublishedView = z.object({
  id: z.string(),
  kind: z.enum(['code_table', 'holidays', 'template']),
  subject: z.string(),
  version: z.int(),
  title: z.string(),
  effectiveFrom: Day,
  note: z.string(),
  sha256: z.string(),
  publishedAt: Instant,
  publishedBy: z.string(),
  state: PublishedState,
  /** Why it is not in force, in Chinese; empty if it is. */
  why: z.string(),
  /** The codes or days in words, for the head who confirms. */
  summary: z.string(),
})
export type PublishedView = z.infer<typeof PublishedView>

export const publishedContract = defineContract({
  'published.list': { kind: 'query', allow: 'anyone', input: z.object({}), output: z.array(PublishedView) },
  /** Takes a code table or a year's days off into force; running clocks are counted again. Once for the street. */
  'published.apply': {
    kind: 'action',
    allow: ['head'],
    input: z.object({ id: z.string().max(60), jobId: z.string().max(60) }),
    output: z.object({ moved: z.int() }),
  },
})

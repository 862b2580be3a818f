import { z } from 'zod'
import { Day, Instant } from '../kernel/day.ts'
import { defineDistrictContract, Reason, StreetCode } from './procedure.ts'

/** What the district publishes to its streets. `subject` names the table, the year or the template's file. */
export const PUBLISHED_KINDS = { code_table: '代码表', holidays: '放假调休表', template: '文书版式' } as const
export const PublishedKind = z.enum(['code_table', 'holidays', 'template'])
export type PublishedKind = z.infer<typeof PublishedKind>

export const PublishedRow = z.object({
  id: z.string(),
  kind: PublishedKind,
  subject: z.string(),
  version: z.int(),
  title: z.string(),
  effectiveFrom: Day,
  note: z.string(),
  publishedAt: Instant,
  publishedBy: z.string(),
  withdrawnAt: Instant.nullable(),
  sha256: z.string(),
  /** How many seats have it, of those that are not revoked. */
  reached: z.int(),
  seats: z.int(),
})
export type PublishedRow = z.infer<typeof PublishedRow>

export const PublishInput = z.object({
  kind: PublishedKind,
  subject: z.string().trim().min(1, '请选择发布什么').max(60),
  title: z.string().trim().min(2, '请填写名称').max(60),
  effectiveFrom: Day,
  note: z.string().trim().min(2, '请写明改了什么').max(500),
  /** JSON of the table or of the year; the text of a template. Checked by the server as a seat would check it. */
  content: z.string().min(1, '没有内容').max(400_000),
})

export const publishContract = defineDistrictContract({
  'publish.list': { allow: 'anyone', input: z.object({}), output: z.array(PublishedRow) },
  'publish.content': {
    allow: 'anyone',
    input: z.object({ id: z.string().max(60) }),
    output: z.object({
      content: z.string(),
      seats: z.array(
        z.object({
          streetCode: StreetCode,
          streetName: z.string(),
          seatName: z.string(),
          letter: z.string(),
          hasIt: z.boolean(),
          lastContactAt: Instant.nullable(),
        }),
      ),
    }),
  },
  /** What may be started from: the codes in force, a year's table. */
  'publish.base': {
    allow: ['officer'],
    input: z.object({ kind: PublishedKind, subject: z.string().max(60) }),
    output: z.object({ content: z.string().nullable() }),
  },
  'publish.send': { allow: ['officer'], input: PublishInput, output: z.object({ id: z.string(), version: z.int() }) },
  'publish.withdraw': {
    allow: ['officer'],
    input: z.object({ id: z.string().max(60), reason: Reason }),
    output: z.object({}),
  },
})

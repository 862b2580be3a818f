import { z } from 'zod'
import {
  DirectiveArithmetic,
  DirectiveId,
  DirectiveKind,
  DirectiveReplyView,
  DirectiveRow,
  DirectiveStep,
} from '../directive/schema.ts'
import { Day, Instant } from '../kernel/day.ts'
import { defineDistrictContract, Reason, StreetCode } from './procedure.ts'

export const DistrictDirectiveRow = DirectiveRow.extend({
  streetCode: StreetCode,
  streetName: z.string(),
  /** Seats of the street that have it on their computer. */
  seatsReached: z.int(),
  seats: z.int(),
})
export type DistrictDirectiveRow = z.infer<typeof DistrictDirectiveRow>

export const DistrictDirectiveView = DistrictDirectiveRow.extend({
  text: z.string(),
  arithmetic: DirectiveArithmetic.nullable(),
  matter: z.object({ matterId: z.string(), number: z.string() }).nullable(),
  steps: z.array(DirectiveStep),
  replies: z.array(DirectiveReplyView),
  returned: z.object({ at: Instant, byName: z.string(), reason: z.string(), answer: z.string() }).nullable(),
  withdrawn: z.object({ at: Instant, reason: z.string() }).nullable(),
  /** Whether the street was in time; null while it is not done. */
  kept: z.object({ received: z.boolean().nullable(), replied: z.boolean().nullable() }),
  acts: z.array(z.object({ act: z.string(), isAllowed: z.boolean(), why: z.string() })),
})
export type DistrictDirectiveView = z.infer<typeof DistrictDirectiveView>

const ReplyDays = z.int().min(1, '至少一日').max(365).nullable().default(null)
export const WriteDirective = z.object({
  kind: DirectiveKind,
  streetCodes: z.array(StreetCode).min(1, '请选择街道').max(100),
  /** Number of the matter it is about; the street must be one then. */
  matterNumber: z.string().trim().max(60).default(''),
  title: z.string().trim().min(2, '请填写标题').max(100),
  text: z.string().trim().min(5, '请写明要求').max(4000),
  /** Natural days to answer where they are not those of the setting. */
  replyDays: ReplyDays,
})
const onDirective = z.object({ streetCode: StreetCode, directiveId: DirectiveId })

export const directiveContract = defineDistrictContract({
  'directives.list': { allow: ['officer'], input: z.object({}), output: z.array(DistrictDirectiveRow) },
  /** Opens one; the look is a line of the log. */
  'directives.open': { allow: ['officer'], input: onDirective, output: DistrictDirectiveView },
  /** The due days with their arithmetic, as they would be if it were sent today. */
  'directives.clocks': {
    allow: ['officer'],
    input: z.object({ kind: DirectiveKind, replyDays: ReplyDays }),
    output: z.object({ issuedOn: Day, arithmetic: DirectiveArithmetic }),
  },
  'directives.write': {
    allow: ['officer'],
    input: WriteDirective,
    output: z.object({
      written: z.array(z.object({ streetCode: StreetCode, directiveId: DirectiveId, number: z.string() })),
    }),
  },
  'directives.confirm': {
    allow: ['officer'],
    input: onDirective.extend({ text: z.string().trim().max(500).default('') }),
    output: z.object({}),
  },
  /** Does not agree with a reply, or with a return. */
  'directives.sendBack': { allow: ['officer'], input: onDirective.extend({ reason: Reason }), output: z.object({}) },
  'directives.withdraw': { allow: ['officer'], input: onDirective.extend({ reason: Reason }), output: z.object({}) },
})

import { z } from 'zod'
import { Stage } from '../intake/schema.ts'
import { Day, Instant } from '../kernel/day.ts'
import { DocumentId, MatterId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'

export const DirectiveId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  .brand<'DirectiveId'>()
export type DirectiveId = z.infer<typeof DirectiveId>

/** 督办 asks why and by when; 交办 gives a matter to a street to handle. */
export const DIRECTIVE_KINDS = { supervise: '督办', assign: '交办' } as const
export const DirectiveKind = z.enum(['supervise', 'assign'])
export type DirectiveKind = z.infer<typeof DirectiveKind>

export const DIRECTIVE_STAGES = {
  sent: '待签收',
  received: '已签收',
  working: '办理中',
  returned: '已退回',
  replied: '已回复，待确认',
  confirmed: '已办结',
  withdrawn: '已撤回',
} as const
export const DirectiveStage = z.enum(['sent', 'received', 'working', 'returned', 'replied', 'confirmed', 'withdrawn'])
export type DirectiveStage = z.infer<typeof DirectiveStage>

/** Stages in which somebody still has something to do. */
export const OPEN_DIRECTIVE_STAGES: readonly DirectiveStage[] = ['sent', 'received', 'working', 'returned', 'replied']

/** A due day as the district counted it when it wrote the directive. */
export const DirectiveClock = z.object({
  ruleId: z.string(),
  ruleVersion: z.int(),
  title: z.string(),
  clause: z.string(),
  amount: z.string(),
  startOn: Day,
  dueOn: Day,
  steps: z.array(z.string()),
  note: z.string(),
  isProvisional: z.boolean(),
})
export type DirectiveClock = z.infer<typeof DirectiveClock>
export const DirectiveArithmetic = z.object({ receive: DirectiveClock, reply: DirectiveClock })
export type DirectiveArithmetic = z.infer<typeof DirectiveArithmetic>

/** One line of a list of directives. */
export const DirectiveRow = z.object({
  id: DirectiveId,
  number: z.string(),
  kind: DirectiveKind,
  title: z.string(),
  stage: DirectiveStage,
  issuedAt: Instant,
  issuedBy: z.string(),
  receiveBy: Day,
  replyBy: Day,
  /** What the street owes next and by when; null where it owes nothing. */
  owes: z.object({ what: z.enum(['签收', '答复']), dueOn: Day, isOverdue: z.boolean() }).nullable(),
  lastAt: Instant,
})
export type DirectiveRow = z.infer<typeof DirectiveRow>

/** One step, in words; flagged where it could not be taken. */
export const DirectiveStep = z.object({
  id: z.string(),
  at: Instant,
  kind: z.string(),
  title: z.string(),
  who: z.string(),
  text: z.string(),
  problem: z.string(),
})
export type DirectiveStep = z.infer<typeof DirectiveStep>

export const DirectivePaper = z.object({ id: DocumentId, title: z.string(), number: z.string(), pages: z.int() })
export type DirectivePaper = z.infer<typeof DirectivePaper>

export const DirectiveReplyView = z.object({
  at: Instant,
  byName: z.string(),
  text: z.string(),
  papers: z.array(DirectivePaper),
  verdict: z.enum(['confirmed', 'sent_back']).nullable(),
  verdictText: z.string(),
})
export type DirectiveReplyView = z.infer<typeof DirectiveReplyView>

/** A task of units that came of a directive (六联任务). */
export const DirectiveTask = z.object({
  matterId: MatterId,
  number: z.string(),
  summary: z.string(),
  stage: Stage,
  leadUnit: z.string(),
  dueOn: Day.nullable(),
  /** What it says to the district once it is answered; a reply starts from it. */
  answer: z.string(),
})
export type DirectiveTask = z.infer<typeof DirectiveTask>

export const DirectiveAct = z.object({ act: z.string(), isAllowed: z.boolean(), why: z.string() })

/** A directive as the street opens it. */
export const DirectiveView = DirectiveRow.extend({
  text: z.string(),
  arithmetic: DirectiveArithmetic.nullable(),
  /** The greatest `seq` that was read: what is written next says so, and a newer one means 'conflict'. */
  seen: z.int(),
  steps: z.array(DirectiveStep),
  replies: z.array(DirectiveReplyView),
  returned: z.object({ at: Instant, byName: z.string(), reason: z.string(), answer: z.string() }).nullable(),
  /** The matter it is about, or that was registered for it; null also where the reader may not know of it. */
  matter: z.object({ id: MatterId, number: z.string(), summary: z.string() }).nullable(),
  /** Papers of that matter, to go with a reply. */
  matterPapers: z.array(DirectivePaper),
  /** Tasks of units that it became, as the reader may know of them. */
  tasks: z.array(DirectiveTask),
  acts: z.array(DirectiveAct),
})
export type DirectiveView = z.infer<typeof DirectiveView>

const onDirective = z.object({ directiveId: DirectiveId, seen: z.int() })
const reason = (message: string) => z.string().trim().min(2, message).max(500)
const purpose = (message: string) => z.string().trim().min(2, message).max(100)
/** What the reply letter says; the papers of the linked matter go with it. */
export const ReplyInput = onDirective.extend({
  text: z.string().trim().min(2, '请写明办理情况').max(4000),
  documentIds: z.array(DocumentId).max(30).default([]),
  /** Who approved the reply; printed on the letter. */
  approvedBy: z.string().trim().min(1, '请填写签发人').max(40),
})
const Changed = z.object({ directiveId: DirectiveId, seen: z.int() })
const PaperPreview = z.object({
  title: z.string(),
  pdfBase64: z.string(),
  pages: z.int(),
  fontNotice: z.array(z.string()),
})
export const DirectiveListFilter = z.object({ isOpenOnly: z.boolean().default(false) })

/** The street's side. The district's own procedures are in `src-shared/district`. */
export const directiveContract = defineContract({
  'directive.list': {
    kind: 'query',
    allow: CASE_ROLES,
    input: DirectiveListFilter,
    output: z.array(DirectiveRow),
  },
  /** Opens one; the look is a line in the audit. */
  'directive.get': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ directiveId: DirectiveId }),
    output: DirectiveView,
  },
  'directive.receive': { kind: 'command', allow: ['clerk', 'head'], input: onDirective, output: Changed },
  'directive.accept': { kind: 'command', allow: ['clerk', 'head'], input: onDirective, output: Changed },
  'directive.return': {
    kind: 'command',
    allow: ['head'],
    input: onDirective.extend({ reason: reason('请写明退回的理由') }),
    output: Changed,
  },
  /** Says which matter here it is about. */
  'directive.link': {
    kind: 'command',
    allow: ['clerk', 'head'],
    input: onDirective.extend({ matterId: MatterId }),
    output: Changed,
  },
  'directive.previewReply': { kind: 'action', allow: ['clerk', 'head'], input: ReplyInput, output: PaperPreview },
  /** Makes and keeps the letter (督办回复函) and records the reply with it and the papers named. */
  'directive.reply': {
    kind: 'action',
    allow: ['clerk', 'head'],
    input: ReplyInput,
    output: Changed.extend({ documentId: DocumentId }),
  },
  'directive.export': {
    kind: 'action',
    allow: CASE_ROLES,
    input: DirectiveListFilter.extend({ purpose: purpose('请写明导出用途') }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  'directive.print': {
    kind: 'action',
    allow: CASE_ROLES,
    input: DirectiveListFilter.extend({ purpose: purpose('请写明打印用途') }),
    output: z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), pages: z.int() }),
  },
})

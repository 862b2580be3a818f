import { z } from 'zod'
import { Day, Instant, Month } from '../kernel/day.ts'
import { DocumentId, MatterId, RowId } from '../kernel/ids.ts'
import { defineContract, type Procedure } from '../kernel/procedure.ts'
import type { Role } from '../kernel/roles.ts'
import { ASSESSMENT_ACTS, type AssessmentActName } from './events.ts'
import { RuleHead } from './rule.ts'

const unitCode = z.string().regex(/^\d{1,6}$/)
const KEEPERS = ['clerk', 'head'] as const satisfies readonly Role[]
const HEAD = ['head'] as const satisfies readonly Role[]
/** Hundredths of a point. */
const Points = z.int().nullable()

export const ItemScore = z.object({
  code: z.string(),
  title: z.string(),
  group: z.string(),
  formula: z.string(),
  full: z.int(),
  score: Points,
  part: z.int().nullable(),
  whole: z.int().nullable(),
  steps: z.string(),
  self: Points,
  /** Of the review or a decision: why, and on what it rests. */
  reason: z.string(),
})
export type ItemScore = z.infer<typeof ItemScore>

export const UnitScore = z.object({
  unitCode: z.string(),
  unit: z.string(),
  kind: z.string(),
  items: z.array(ItemScore),
  total: Points,
  full: z.int(),
  got: z.int(),
  bonus: z.int(),
  /** Small wholes and what is missing: said beside the number. */
  notes: z.array(z.string()),
  openAppeals: z.int(),
})
export type UnitScore = z.infer<typeof UnitScore>

/** A month's scores, units in the order of the directory: nobody is ranked. */
export const MonthScores = z.object({
  month: Month,
  from: Day,
  to: Day,
  rule: RuleHead,
  units: z.array(UnitScore),
})
export type MonthScores = z.infer<typeof MonthScores>

export const LockState = z.object({
  isLocked: z.boolean(),
  lockedAt: Instant.nullable(),
  lockedBy: z.string(),
  documentId: DocumentId.nullable(),
  openDifferences: z.int(),
  sheets: z.array(z.object({ documentId: DocumentId, number: z.string(), issuedAt: Instant })),
})

export const AppealView = z.object({
  id: z.string(),
  code: z.string(),
  title: z.string(),
  on: z.string(),
  by: z.string(),
  claim: z.string(),
  evidence: z.string(),
  state: z.enum(['open', 'upheld', 'refused', 'withdrawn']),
  decidedOn: z.string(),
  decidedBy: z.string(),
  decision: z.string(),
})
export type AppealView = z.infer<typeof AppealView>

const DifferenceItem = z.object({
  unitCode: z.string(),
  unit: z.string(),
  item: z.string(),
  frozen: z.string(),
  present: z.string(),
  who: z.string(),
  reason: z.string(),
  on: Day.nullable(),
})
export type DifferenceItem = z.infer<typeof DifferenceItem>

/** One record behind a number: a task's part or an event of a grid. */
export const RecordRow = z.object({
  key: z.string(),
  matterId: MatterId.nullable(),
  eventId: RowId.nullable(),
  number: z.string(),
  summary: z.string(),
  dueOn: Day.nullable(),
  answeredOn: Day.nullable(),
  isPart: z.boolean(),
  /** Left out by a decision on an appeal. */
  isExcluded: z.boolean(),
})
export type RecordRow = z.infer<typeof RecordRow>

const acts = Object.fromEntries(
  (Object.keys(ASSESSMENT_ACTS) as AssessmentActName[]).map((name) => [
    `assessment.${name}`,
    {
      kind: 'command',
      allow: name === 'decide' ? HEAD : KEEPERS,
      input: z.object({ month: Month, unitCode, act: ASSESSMENT_ACTS[name] }),
      output: z.object({ id: RowId }),
    } satisfies Procedure,
  ]),
) as unknown as {
  [N in AssessmentActName as `assessment.${N}`]: {
    kind: 'command'
    allow: readonly Role[]
    input: z.ZodObject<{ month: typeof Month; unitCode: typeof unitCode; act: (typeof ASSESSMENT_ACTS)[N] }>
    output: z.ZodObject<{ id: typeof RowId }>
  }
}
const purpose = (message: string) => z.string().trim().min(2, message).max(100)

export const assessmentContract = defineContract({
  ...acts,
  /** A locked month shows what was locked. */
  'assessment.month': {
    kind: 'query',
    allow: KEEPERS,
    input: z.object({ month: Month }),
    output: z.object({
      scores: MonthScores,
      /** By which day a record belongs to the month: lines beside the scores. */
      basis: z.array(z.string()),
      lock: LockState,
      canLock: z.boolean(),
      whyNotLock: z.string(),
    }),
  },
  /** One unit as it is now: scores, appeals, what was recorded. */
  'assessment.unit': {
    kind: 'query',
    allow: KEEPERS,
    input: z.object({ month: Month, unitCode }),
    output: z.object({
      score: UnitScore,
      basis: z.array(z.string()),
      appeals: z.array(AppealView),
      acts: z.array(z.object({ id: z.string(), kind: z.string(), title: z.string(), at: Instant, by: z.string() })),
      isLocked: z.boolean(),
    }),
  },
  'assessment.records': {
    kind: 'query',
    allow: KEEPERS,
    input: z.object({ month: Month, unitCode, code: z.string().max(6) }),
    output: z.array(RecordRow),
  },
  /** A draft of a sheet on past months: what would change, and what the designer says of it. Nothing is saved. */
  'assessment.trial': {
    kind: 'query',
    allow: HEAD,
    input: z.object({
      codes: z.array(z.object({ code: z.string(), title: z.string(), detail: z.unknown() })).max(100),
      months: z.int().min(1).max(12).default(3),
    }),
    output: z.object({
      refusal: z.string(),
      warnings: z.array(z.string()),
      rows: z.array(z.object({ month: Month, unit: z.string(), present: Points, draft: Points })),
    }),
  },
  'assessment.lock': {
    kind: 'action',
    allow: HEAD,
    input: z.object({ month: Month }),
    output: z.object({ documentId: DocumentId }),
  },
  'assessment.differences': {
    kind: 'query',
    allow: KEEPERS,
    input: z.object({ month: Month }),
    output: z.array(DifferenceItem),
  },
  'assessment.issueDifferences': {
    kind: 'action',
    allow: HEAD,
    input: z.object({ month: Month }),
    output: z.object({ documentId: DocumentId, number: z.string() }),
  },
  /** 考核表 of one unit; with `appealId` its 申诉表. */
  'assessment.issue': {
    kind: 'action',
    allow: KEEPERS,
    input: z.object({ month: Month, unitCode, appealId: z.string().max(40).default('') }),
    output: z.object({ documentId: DocumentId }),
  },
  'assessment.export': {
    kind: 'action',
    allow: KEEPERS,
    input: z.object({ month: Month, purpose: purpose('请写明导出用途') }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  'assessment.print': {
    kind: 'action',
    allow: KEEPERS,
    input: z.object({ month: Month, purpose: purpose('请写明打印用途') }),
    output: z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), pages: z.int() }),
  },
})

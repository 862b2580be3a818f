import { z } from 'zod'
import { Day, Instant, Month } from '../kernel/day.ts'
import { DocumentId, MatterId, RowId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'

/** One row of 矛盾纠纷调解台账, the columns of A3.6 as printed; codes already in words. */
export const LedgerRow = z.object({
  matterId: MatterId,
  dossierNumber: z.string(),
  acceptedOn: Day,
  applicants: z.string(),
  respondents: z.string(),
  peopleCount: z.int(),
  justiceClass: z.string(),
  source: z.string(),
  difficulty: z.string(),
  facts: z.string(),
  mediators: z.string(),
  sessions: z.int(),
  closedOn: Day.nullable(),
  result: z.string(),
  agreementForm: z.string(),
  agreementNumber: z.string(),
  amountFen: z.int(),
  performBy: Day.nullable(),
  performance: z.string(),
  confirmation: z.string(),
  returnVisitOn: Day.nullable(),
  satisfaction: z.string(),
  archivedOn: Day.nullable(),
  grade: z.string(),
  subsidyFen: z.int(),
  note: z.string(),
})
export type LedgerRow = z.infer<typeof LedgerRow>

/** A measure of the justice monthly table (A3.3). */
export const Figure = z.object({
  key: z.string(),
  group: z.string(),
  title: z.string(),
  unit: z.string(),
  /** null where a denominator is 0. */
  value: z.number().nullable(),
  /** How it is counted, printed under the table. */
  definition: z.string(),
})
export type Figure = z.infer<typeof Figure>

export const CrossCheck = z.object({
  title: z.string(),
  holds: z.boolean(),
  left: z.number(),
  right: z.number(),
  /** Records that break it, where a record can. */
  matters: z.array(z.object({ matterId: MatterId, number: z.string(), why: z.string() })),
})
export type CrossCheck = z.infer<typeof CrossCheck>

/** Counts that people keep by hand for the month, not derived from cases (预防 and 负面 of A3.3). */
export const MANUAL_FIGURES = {
  inspections: '排查纠纷（次）',
  prevented: '预防纠纷（件）',
  suicideCases: '防止民间纠纷引起自杀（件）',
  suicidePeople: '防止民间纠纷引起自杀（人）',
  crimeCases: '防止民间纠纷转化为刑事案件（件）',
  crimePeople: '防止民间纠纷转化为刑事案件（人）',
  groupPetitionCases: '防止群体性上访（件）',
  groupPetitionPeople: '防止群体性上访（人）',
  brawlCases: '防止群体性械斗（件）',
  brawlPeople: '防止群体性械斗（人）',
} as const
export const ManualFigures = z.partialRecord(
  z.enum(Object.keys(MANUAL_FIGURES) as [keyof typeof MANUAL_FIGURES, ...(keyof typeof MANUAL_FIGURES)[]]),
  z.int().min(0).max(1_000_000),
)
export type ManualFigures = z.infer<typeof ManualFigures>

export const MonthState = z.object({
  month: Month,
  from: Day,
  to: Day,
  isSignedOff: z.boolean(),
  signedAt: Instant.nullable(),
  signedBy: z.string(),
  ledgerDocumentId: DocumentId.nullable(),
  figuresDocumentId: DocumentId.nullable(),
  /** Differences between the frozen month and the present, not yet on a signed difference sheet. */
  openDifferences: z.int(),
  differenceSheets: z.array(z.object({ documentId: DocumentId, number: z.string(), issuedAt: Instant })),
})
export type MonthState = z.infer<typeof MonthState>

export const Difference = z.object({
  matterId: MatterId,
  dossierNumber: z.string(),
  column: z.string(),
  columnTitle: z.string(),
  frozen: z.string(),
  present: z.string(),
  who: z.string(),
  reason: z.string(),
  on: Day.nullable(),
})
export type Difference = z.infer<typeof Difference>

export const ImportProblem = z.object({ row: z.int(), column: z.int(), message: z.string() })

const month = z.object({ month: Month })
const pdf = z.object({ pdfBase64: z.string(), pages: z.int(), fontNotice: z.array(z.string()) })

export const ledgerContract = defineContract({
  'ledger.months': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ year: z.int().min(2000).max(2100) }),
    output: z.array(MonthState),
  },
  'ledger.month': {
    kind: 'query',
    allow: CASE_ROLES,
    input: month,
    output: z.object({ state: MonthState, rows: z.array(LedgerRow), definition: z.string() }),
  },
  'ledger.preview': { kind: 'action', allow: CASE_ROLES, input: month, output: pdf },
  'ledger.export': {
    kind: 'action',
    allow: CASE_ROLES,
    input: month.extend({ purpose: z.string().trim().min(2, '请写明导出用途').max(100) }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  /** Freezes rows and figures, issues both papers. */
  'ledger.signOff': { kind: 'action', allow: ['head'], input: month, output: MonthState },
  'ledger.differences': { kind: 'query', allow: CASE_ROLES, input: month, output: z.array(Difference) },
  'ledger.issueDifferences': {
    kind: 'action',
    allow: ['head'],
    input: month,
    output: z.object({ documentId: DocumentId, number: z.string() }),
  },
  'figures.month': {
    kind: 'query',
    allow: CASE_ROLES,
    input: month,
    output: z.object({
      state: MonthState,
      figures: z.array(Figure),
      checks: z.array(CrossCheck),
      manual: ManualFigures,
    }),
  },
  'figures.saveManual': {
    kind: 'command',
    allow: CASE_ROLES,
    input: month.extend({ manual: ManualFigures }),
    output: z.object({}),
  },
  'figures.preview': { kind: 'action', allow: CASE_ROLES, input: month, output: pdf },
  /** The matters behind one figure. */
  'figures.rows': {
    kind: 'query',
    allow: CASE_ROLES,
    input: month.extend({ key: z.string().max(40) }),
    output: z.array(z.object({ matterId: MatterId, dossierNumber: z.string(), title: z.string(), acceptedOn: Day })),
  },
  'figures.trend': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ from: Month, to: Month }),
    output: z.object({
      months: z.array(z.object({ month: Month, total: z.int(), success: z.int() })),
      classes: z.array(z.object({ code: z.string(), title: z.string(), count: z.int() })),
      places: z.array(z.object({ name: z.string(), count: z.int() })),
    }),
  },
  'import.open': {
    kind: 'action',
    allow: ['clerk', 'mediator', 'head'],
    input: z.object({
      fileName: z.string().max(200),
      xlsxBase64: z.string().max(90_000_000),
      jobId: z.string().max(60),
    }),
    output: z.object({
      importId: RowId,
      rowCount: z.int(),
      headers: z.array(z.string()),
      sample: z.array(z.array(z.string())),
      fields: z.array(z.object({ key: z.string(), title: z.string(), isRequired: z.boolean() })),
      mapping: z.record(z.string(), z.int().nullable()),
    }),
  },
  /** Checks every row, writes nothing. */
  'import.dryRun': {
    kind: 'action',
    allow: ['clerk', 'mediator', 'head'],
    input: z.object({ importId: RowId, mapping: z.record(z.string(), z.int().nullable()), jobId: z.string().max(60) }),
    output: z.object({
      good: z.int(),
      bad: z.int(),
      duplicates: z.int(),
      problems: z.array(ImportProblem),
      markedFileName: z.string(),
      markedXlsxBase64: z.string(),
    }),
  },
  /** All rows in one transaction or none; refused while the dry run has problems. */
  'import.commit': {
    kind: 'action',
    allow: ['clerk', 'mediator', 'head'],
    input: z.object({ importId: RowId, jobId: z.string().max(60) }),
    output: z.object({ count: z.int() }),
  },
  'import.history': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({}),
    output: z.array(
      z.object({
        importId: RowId,
        fileName: z.string(),
        count: z.int(),
        at: Instant,
        by: z.string(),
        isUndone: z.boolean(),
        canUndo: z.boolean(),
      }),
    ),
  },
  'import.undo': {
    kind: 'command',
    allow: ['clerk', 'mediator', 'head'],
    input: z.object({ importId: RowId }),
    output: z.object({ count: z.int(), kept: z.int() }),
  },
})

import { z } from 'zod'
import { Stage } from '../intake/schema.ts'
import { Day, Instant, Month } from '../kernel/day.ts'
import { DocumentId, MatterId, RowId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'

/** The ledgers that the product keeps; `registry.ts` says what each of them is. */
export const LEDGER_IDS = [
  'mediation',
  'petition_agency',
  'petition',
  'linkage',
  'grid',
  'joint_forbid',
  'joint_move',
  'joint_cure',
  'joint_build',
  'duty',
] as const
export const LedgerId = z.enum(LEDGER_IDS)
export type LedgerId = z.infer<typeof LedgerId>

/** One row of a ledger: its matter (or what else it lists, see `rowPath`) and its values by field key; which keys, says the ledger's definition. */
export const LedgerRow = z.object({ matterId: MatterId }).catchall(z.union([z.string(), z.number(), z.null()]))
export type LedgerRow = z.infer<typeof LedgerRow>

/** A line of a monthly table. */
export const Figure = z.object({
  key: z.string(),
  group: z.string(),
  title: z.string(),
  unit: z.string(),
  /** null where a denominator is 0. */
  value: z.number().nullable(),
  /** The value as it prints; '' for null. */
  text: z.string(),
  /** How it is counted, printed under the table; names the variant that was used. */
  definition: z.string(),
  /** Whether it opens the cases behind it. */
  canOpen: z.boolean(),
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

/** Figures that people count by hand, by key; which keys, says the ledger's definition. */
export const ManualFigures = z.record(z.string().max(40), z.int().min(0).max(1_000_000))
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
  /** Corrections and late rows since the month was signed, not yet on a signed difference sheet. */
  openDifferences: z.int(),
  /** Cells that were handled further after the end of the month, not on a sheet either; nothing wrong was signed. */
  openProgress: z.int(),
  differenceSheets: z.array(z.object({ documentId: DocumentId, number: z.string(), issuedAt: Instant })),
})
export type MonthState = z.infer<typeof MonthState>

/**
 * What a difference is: something that was signed and does not hold, a row that the signed month had not, or handling
 * after the end of the month, which makes nothing wrong that was signed.
 */
export const DifferenceKind = z.enum(['correction', 'late', 'progress'])
export type DifferenceKind = z.infer<typeof DifferenceKind>

export const Difference = z.object({
  kind: DifferenceKind,
  matterId: MatterId,
  dossierNumber: z.string(),
  column: z.string(),
  columnTitle: z.string(),
  frozen: z.string(),
  present: z.string(),
  /** What the row is about: class, summary, unit; no names of citizens. */
  about: z.string(),
  who: z.string(),
  reason: z.string(),
  on: Day.nullable(),
})
export type Difference = z.infer<typeof Difference>

export const ImportProblem = z.object({ row: z.int(), column: z.int(), message: z.string() })

/** The other system whose list it is; empty for an older ledger. */
const sourceId = z.string().max(36).default('')
const OpenedSheet = z.object({
  importId: RowId,
  rowCount: z.int(),
  headers: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  fields: z.array(z.object({ key: z.string(), title: z.string(), isRequired: z.boolean() })),
  mapping: z.record(z.string(), z.int().nullable()),
})

const ledger = LedgerId.default('mediation')
const month = z.object({ ledger, month: Month })
const pdf = z.object({ pdfBase64: z.string(), pages: z.int(), fontNotice: z.array(z.string()) })

export const ledgerContract = defineContract({
  'ledger.months': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ ledger, year: z.int().min(2000).max(2100) }),
    output: z.array(MonthState),
  },
  'ledger.month': {
    kind: 'query',
    allow: CASE_ROLES,
    input: month,
    output: z.object({
      state: MonthState,
      rows: z.array(LedgerRow),
      definition: z.string(),
      /** Cases of the period that no row tells of yet; see the definition's `leftOut`. */
      leftOut: z.int(),
    }),
  },
  'ledger.preview': { kind: 'action', allow: CASE_ROLES, input: month, output: pdf },
  'ledger.export': {
    kind: 'action',
    allow: CASE_ROLES,
    input: month.extend({ purpose: z.string().trim().min(2, '请写明导出用途').max(100) }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  /** 中心月报: the month of every ledger on one sheet, each as it was signed or marked as unsigned. */
  'ledger.previewCentre': { kind: 'action', allow: CASE_ROLES, input: z.object({ month: Month }), output: pdf },
  'ledger.printCentre': {
    kind: 'action',
    allow: CASE_ROLES,
    input: z.object({ month: Month, purpose: z.string().trim().min(2, '请写明打印用途').max(100) }),
    output: z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), pages: z.int() }),
  },
  /** Freezes rows and figures of the ledger, issues both papers. */
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
      /** Of a signed-off month as they were signed. */
      figures: z.array(Figure),
      /** What is counted otherwise now than it was signed; empty before the signature. */
      changed: z.array(z.object({ title: z.string(), unit: z.string(), signed: z.string(), present: z.string() })),
      /** Always of the records as they are now. */
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
    input: z.object({ ledger, from: Month, to: Month }),
    output: z.object({
      /** The whole and the part of it that the ledger's trend names. */
      months: z.array(z.object({ month: Month, whole: z.int(), part: z.int() })),
      lists: z.array(
        z.object({
          title: z.string(),
          head: z.string(),
          rows: z.array(z.object({ name: z.string(), count: z.int() })),
        }),
      ),
    }),
  },
  'import.open': {
    kind: 'action',
    allow: ['clerk', 'mediator', 'head'],
    input: z.object({
      fileName: z.string().max(200),
      xlsxBase64: z.string().max(90_000_000),
      sourceId,
      jobId: z.string().max(60),
    }),
    output: OpenedSheet,
  },
  /** The same of cells from the clipboard, heads first; they become a workbook of their own. */
  'import.openPasted': {
    kind: 'action',
    allow: ['clerk', 'mediator', 'head'],
    input: z.object({
      rows: z
        .array(z.array(z.string().max(32_000)).max(100))
        .min(2, '请连同表头和至少一行一起复制')
        .max(5_001),
      sourceId,
      jobId: z.string().max(60),
    }),
    output: OpenedSheet,
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
      /** Rows of another system's list whose number is here already: shown, never registered again. */
      known: z.array(
        z.object({ row: z.int(), number: z.string(), ours: z.string(), matterId: MatterId, stage: Stage }),
      ),
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
    output: z.object({ count: z.int(), known: z.int() }),
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
        /** The system whose list it was; empty for an older ledger. */
        system: z.string(),
        isUndone: z.boolean(),
        canUndo: z.boolean(),
      }),
    ),
  },
  /** Voids what the import brought, but for matters that were worked on since; one transaction, as the import itself. */
  'import.undo': {
    kind: 'action',
    allow: ['clerk', 'mediator', 'head'],
    input: z.object({ importId: RowId, jobId: z.string().max(60) }),
    output: z.object({ count: z.int(), kept: z.int() }),
  },
})

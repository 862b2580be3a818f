import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { MatterId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'
import { HOW_TOLD } from './codes.ts'
import { keysOf } from './fields.ts'
import { SheetSource } from './sheetSource.ts'
import { Twins } from './twins.ts'

/** Which answers: of a system, for tasks that ended in a span of days, both included. */
export const AnswersAsked = z.object({
  sourceId: SheetSource.shape.id,
  from: Day,
  to: Day,
  /** Only those that the system was not told of yet. */
  isUntoldOnly: z.boolean().default(false),
  /** In their number, what it is about, or the unit. */
  words: z.string().trim().max(60).default(''),
})
const purpose = z.string().trim().min(2, '请写明导出用途').max(100)

/** Other systems whose lists of tasks are taken in and answered. Reading the lists is `import.*` (ledger/schema.ts). */
export const sheetContract = defineContract({
  'linkage.sheetSources': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({}),
    output: z.array(SheetSource.extend({ linkage: z.string(), eventClass: z.string() })),
  },
  /** Makes a source or changes one; its name stays what it was. */
  'linkage.saveSheetSource': {
    kind: 'command',
    allow: ['clerk', 'head'],
    input: SheetSource.omit({ heads: true }).extend({ id: SheetSource.shape.id.nullable() }),
    output: z.object({ id: z.string() }),
  },
  /**
   * What was registered more than once under one number of another system, as two seats do that take in one list while no
   * network joins them; of one matter if it is named.
   */
  'linkage.twins': {
    kind: 'query',
    allow: CASE_ROLES,
    input: z.object({ matterId: MatterId.nullable().default(null) }),
    output: z.array(Twins),
  },
  /** What would be answered, in the columns of the system; a page after so many. */
  'linkage.answers': {
    kind: 'query',
    allow: CASE_ROLES,
    input: AnswersAsked.extend({ limit: z.int().min(1).max(1000).default(200), offset: z.int().min(0).default(0) }),
    output: z.object({
      heads: z.array(z.string()),
      rows: z.array(
        z.object({ matterId: MatterId, version: z.int(), isTold: z.boolean(), cells: z.array(z.string()) }),
      ),
      count: z.int(),
    }),
  },
  /** All of them as a workbook, as cells for the clipboard, or on paper; each is a line of the audit. */
  'linkage.exportAnswers': {
    kind: 'action',
    allow: CASE_ROLES,
    input: AnswersAsked.extend({ purpose, as: z.enum(['xlsx', 'cells', 'pdf']), jobId: z.string().max(60) }),
    output: z.object({
      fileName: z.string(),
      xlsxBase64: z.string(),
      pdfBase64: z.string(),
      cells: z.array(z.array(z.string())),
      count: z.int(),
    }),
  },
  /** Writes down that the system was told (反馈), with the answer that was exported; one event a task, all or none. */
  'linkage.tellAnswers': {
    kind: 'command',
    allow: ['clerk', 'head'],
    input: z.object({
      sourceId: SheetSource.shape.id,
      on: Day,
      how: z.enum(keysOf(HOW_TOLD)).default('system'),
      tasks: z
        .array(z.object({ matterId: MatterId, version: z.int() }))
        .min(1, '请先选择已答复的来件')
        .max(200),
    }),
    output: z.object({ count: z.int() }),
  },
})

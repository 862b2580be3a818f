import { z } from 'zod'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'
import { SheetSource } from './sheetSource.ts'

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
})

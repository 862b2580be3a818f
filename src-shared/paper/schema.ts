import { z } from 'zod'
import { DocumentId, MatterId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'
import { DocumentRow } from '../intake/schema.ts'

const onMatter = z.object({
  matterId: MatterId,
  kind: z.string().max(40),
  /** Which one, where a matter has several: a session, a party, a clock. */
  ref: z.string().max(60).default(''),
})

export const paperContract = defineContract({
  /** A paper as it would look now, marked 预览; nothing is kept. */
  'papers.preview': {
    kind: 'action',
    allow: CASE_ROLES,
    input: onMatter,
    output: z.object({ title: z.string(), pdfBase64: z.string(), pages: z.int(), fontNotice: z.array(z.string()) }),
  },
  /** Numbers, typesets and keeps the paper. */
  'papers.issue': { kind: 'action', allow: CASE_ROLES, input: onMatter, output: DocumentRow },
  /** The kept bytes. `print` and `save` are lines in the audit; from the second on they are 补打. */
  'papers.bytes': {
    kind: 'command',
    allow: CASE_ROLES,
    input: z.object({ documentId: DocumentId, purpose: z.enum(['view', 'print', 'save']) }),
    output: z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string(), isReprint: z.boolean() }),
  },
  'papers.void': {
    kind: 'command',
    allow: ['mediator', 'head'],
    input: z.object({ documentId: DocumentId, reason: z.string().trim().min(2, '请写明作废原因').max(200) }),
    output: z.object({}),
  },
  'papers.fontSelfTest': {
    kind: 'action',
    allow: 'anyone',
    input: z.object({}),
    output: z.object({ pdfBase64: z.string(), fontNotice: z.array(z.string()) }),
  },
})

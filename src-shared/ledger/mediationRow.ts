import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import { MatterId } from '../kernel/ids.ts'

/** One row of 矛盾纠纷调解台账, the columns of A3.6 as printed; codes already in words. */
export const MediationRow = z.object({
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
export type MediationRow = z.infer<typeof MediationRow>

import { z } from 'zod'
import { Line, PrintDay, Prose } from '../../paper/fields.ts'

const Head = { organisation: Line, period: Line, unit: Line, rule: Line, preparedBy: Line, preparedOn: PrintDay }

/** 联考表 of one unit: every item with its arithmetic, so that the unit can count it again. */
export const AssessmentSheet = z.object({
  ...Head,
  items: z.array(
    z.object({ group: Line, title: Line, full: Line, self: Line, score: Line, steps: Prose, reason: Prose }),
  ),
  summary: Prose,
  notes: z.array(Prose),
})

/** 申诉表 with the decision, or room for it. */
export const AppealSheet = z.object({
  ...Head,
  item: Line,
  score: Line,
  by: Line,
  on: PrintDay,
  claim: Prose,
  evidence: Prose,
  outcome: Line,
  decision: Prose,
  decidedBy: Line,
  decidedOn: PrintDay,
})

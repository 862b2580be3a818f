import type { Day } from '../../src-shared/kernel/day.ts'
import type { LinkageActName } from '../../src-shared/linkage/events.ts'
import { call } from '../api/call.ts'
import type { Values } from '../workbench/fieldSpec.ts'
import type { SimpleAct, Surroundings } from './parts.ts'

const usualOn = (s: Surroundings, on: Day) => call('linkage.usualDays', { matterId: s.view.matter.id, on })

/** The units' last days follow the day of the order where they are still as proposed. */
async function followOrder(s: Surroundings, values: Values, was: Day, on: Day): Promise<Values> {
  const [before, now] = await Promise.all([usualOn(s, was), usualOn(s, on)])
  const rows = values['assignments'] as Values[]
  return {
    assignments: rows.map((row) => (row['dueOn'] === before.dueOn ? { ...row, dueOn: now.dueOn ?? '' } : row)),
  }
}

/** Forms that propose a last day by the day of the act. */
export const FOLLOWS: Partial<Record<LinkageActName, NonNullable<SimpleAct['follow']>>> = {
  dispatch: followOrder,
  addHelpers: followOrder,
  confer: followOrder,
  supervise: async (s, { answerBy }, was, on) => {
    const [before, now] = await Promise.all([usualOn(s, was), usualOn(s, on)])
    return answerBy === before.answerBy ? { answerBy: now.answerBy ?? '' } : {}
  },
}

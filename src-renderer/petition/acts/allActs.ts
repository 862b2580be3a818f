import type { PetitionActName } from '../../../src-shared/petition/events.ts'
import type { SimpleAct } from '../actParts.ts'
import { AGENCY_FORMS } from './agencyActs.ts'
import { ANSWER_ACTS } from './answerActs.ts'
import { CLOSING_ACTS } from './closingActs.ts'
import { SORTING_ACTS } from './sortingActs.ts'
import { UNIT_ACTS } from './unitActs.ts'

/** Acts whose forms are made of ordinary fields; `describe` and `extendDeadline` have forms of their own. */
export const PETITION_SPECS: Readonly<Partial<Record<PetitionActName, SimpleAct>>> = {
  ...SORTING_ACTS,
  ...UNIT_ACTS,
  ...ANSWER_ACTS,
  ...CLOSING_ACTS,
  ...AGENCY_FORMS,
}

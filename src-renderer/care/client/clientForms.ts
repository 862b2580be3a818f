import type { CareActs } from './careAct.ts'
import { ENROL_ACTS } from './enrolActs.ts'
import { HELP_ACTS } from './helpActs.ts'
import { PERSON_ACTS } from './personActs.ts'

/** Every act of one client that has a form. */
export const CLIENT_FORMS: CareActs = { ...PERSON_ACTS, ...ENROL_ACTS, ...HELP_ACTS }

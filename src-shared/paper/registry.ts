import type { z } from 'zod'
import { ASSESSMENT_PAPERS } from '../assessment/paper/papers.ts'
import { CARE_PAPERS } from '../care/paper/papers.ts'
import { DIRECTIVE_PAPERS } from '../directive/paper/papers.ts'
import { DUTY_PAPERS } from '../duty/paper/papers.ts'
import { GRID_PAPERS } from '../grid/paper/papers.ts'
import { INTAKE_PAPERS } from '../intake/paper/papers.ts'
import { JOINT_PAPERS } from '../joint/paper/papers.ts'
import { LEDGER_PAPERS } from '../ledger/paper/papers.ts'
import { LINKAGE_PAPERS } from '../linkage/paper/papers.ts'
import { MEDIATION_PAPERS } from '../mediation/paper/papers.ts'
import { PETITION_PAPERS } from '../petition/paper/papers.ts'
import { VOLUNTEER_PAPERS } from '../volunteer/paper/papers.ts'
import { OFFICE_PAPERS } from './officePapers.ts'
import type { PaperSpec } from './spec.ts'

/** Every paper that the product prints. */
export const PAPERS = {
  ...ASSESSMENT_PAPERS,
  ...CARE_PAPERS,
  ...DIRECTIVE_PAPERS,
  ...GRID_PAPERS,
  ...INTAKE_PAPERS,
  ...MEDIATION_PAPERS,
  ...PETITION_PAPERS,
  ...LINKAGE_PAPERS,
  ...DUTY_PAPERS,
  ...VOLUNTEER_PAPERS,
  ...JOINT_PAPERS,
  ...LEDGER_PAPERS,
  ...OFFICE_PAPERS,
}

export type PaperKind = keyof typeof PAPERS
/** What a caller gives for a paper of this kind. */
export type PaperData<K extends PaperKind> = z.input<(typeof PAPERS)[K]['schema']>

export const PAPER_KINDS = Object.keys(PAPERS) as PaperKind[]

export function isPaperKind(text: string): text is PaperKind {
  return Object.hasOwn(PAPERS, text)
}

export function getPaper(kind: PaperKind): PaperSpec {
  return PAPERS[kind]
}

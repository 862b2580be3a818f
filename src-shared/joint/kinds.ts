import { z } from 'zod'
import type { JointKind, JointPageName } from './kind.ts'
import { CREATION } from './kinds/creation.ts'
import { PATROL, SITUATION, WARNING } from './kinds/forbid.ts'
import { INCIDENT } from './kinds/incident.ts'
import { PROJECT } from './kinds/project.ts'
import { TROUBLE } from './kinds/trouble.ts'

/** Every kind of record, in the order of its page's tabs. */
export const JOINT_KINDS = {
  trouble: TROUBLE,
  incident: INCIDENT,
  situation: SITUATION,
  warning: WARNING,
  patrol: PATROL,
  creation: CREATION,
  project: PROJECT,
} as const satisfies Record<string, JointKind>
export type JointKindName = keyof typeof JOINT_KINDS
export const KIND_NAMES = Object.keys(JOINT_KINDS) as [JointKindName, ...JointKindName[]]
export const JointKindName = z.enum(KIND_NAMES)

export const kindOf = (name: JointKindName): JointKind => JOINT_KINDS[name]
export const kindsOfPage = (page: JointPageName): JointKindName[] =>
  KIND_NAMES.filter((name) => kindOf(name).page === page)

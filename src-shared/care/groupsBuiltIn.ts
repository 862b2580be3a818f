import type { GroupConfig } from './groups.ts'
import { GROUPS_BY_NEED } from './groupsByNeed.ts'
import { GROUPS_BY_TERM } from './groupsByTerm.ts'

/** Version 1 of every group. Versions of the street come after it (act `configure`) and never change it. */
export const BUILT_IN_GROUPS: readonly GroupConfig[] = [...GROUPS_BY_TERM, ...GROUPS_BY_NEED]

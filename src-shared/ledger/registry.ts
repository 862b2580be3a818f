import { DUTY_LEDGER } from '../duty/ledger.ts'
import { GRID_LEDGER } from '../grid/ledger.ts'
import { JOINT_LEDGERS } from '../joint/ledgers.ts'
import { LINKAGE_LEDGER } from '../linkage/ledgers.ts'
import { AGENCY_LEDGER, PETITION_LEDGER } from '../petition/ledgers.ts'
import type { LedgerDefinition } from './definition.ts'
import { MEDIATION_LEDGER } from './mediation.ts'
import { LEDGER_IDS, type LedgerId } from './schema.ts'

/** Every ledger that the product keeps, in the order of its tabs. */
export const LEDGERS: Readonly<Record<LedgerId, LedgerDefinition>> = {
  mediation: MEDIATION_LEDGER,
  petition_agency: AGENCY_LEDGER,
  petition: PETITION_LEDGER,
  linkage: LINKAGE_LEDGER,
  grid: GRID_LEDGER,
  ...JOINT_LEDGERS,
  duty: DUTY_LEDGER,
}

export const ALL_LEDGERS: readonly LedgerDefinition[] = LEDGER_IDS.map((id) => LEDGERS[id])

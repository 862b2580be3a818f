import type { LedgerDefinition } from '../../src-shared/ledger/definition.ts'
import { LEDGERS } from '../../src-shared/ledger/registry.ts'
import type { LedgerId } from '../../src-shared/ledger/schema.ts'
import { dutySource } from '../duty/ledgerSource.ts'
import { gridSource } from '../grid/ledgerSource.ts'
import { jointSource } from '../joint/ledgerSource.ts'
import { linkageSource } from '../linkage/ledgerSource.ts'
import { agencySource, petitionSource } from '../petition/ledgerSource.ts'
import { mediationSource } from './mediationSource.ts'
import type { LedgerSource } from './source.ts'

/** Where each ledger's rows come from. */
const SOURCES: Readonly<Record<LedgerId, LedgerSource>> = {
  mediation: mediationSource,
  petition_agency: agencySource,
  petition: petitionSource,
  linkage: linkageSource,
  grid: gridSource,
  joint_forbid: jointSource('forbid'),
  joint_move: jointSource('move'),
  joint_cure: jointSource('cure'),
  joint_build: jointSource('build'),
  duty: dutySource,
}

/** What a ledger is and where its rows come from. */
export interface Ledger {
  id: LedgerId
  rules: LedgerDefinition
  source: LedgerSource
}

export function ledgerOf(id: LedgerId): Ledger {
  return { id, rules: LEDGERS[id], source: SOURCES[id] }
}

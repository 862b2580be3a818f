import type { MatterState } from '../../src-shared/intake/matterFold.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MediationState } from '../../src-shared/mediation/fold.ts'
import type { PetitionAct } from '../../src-shared/petition/events.ts'
import { findMatter, type MatterRecord } from '../intake/repo.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { findByMediation } from './repo.ts'

/**
 * What a mediation has to tell the petition that it came from (结果反馈, A5.1): an agreement in
 * effect, an end without one, a refusal to take it up. Undefined if nobody waits for it.
 */
export function reportOf(
  ctx: Ctx,
  mediation: MatterRecord,
  state: MatterState,
): { petition: MatterRecord; payload: PetitionAct<'mediationReturns'> } | undefined {
  const outcome = state.kind === 'mediation' ? outcomeOf(state.topic as MediationState) : undefined
  const petitionId = outcome && findByMediation(ctx.db, mediation.id)
  const petition = petitionId ? findMatter(ctx.db, petitionId) : undefined
  if (!outcome || petition?.stage !== 'in_mediation') return undefined
  return { petition, payload: { ...outcome, number: mediation.number, note: '' } }
}

function outcomeOf(state: MediationState): { on: Day; result: 'success' | 'failure' | 'refused' } | undefined {
  if (state.agreement?.effectiveOn) return { on: state.agreement.effectiveOn, result: 'success' }
  if (state.stage === 'refused' && state.closedOn) return { on: state.closedOn, result: 'refused' }
  if (state.result === 'failure' && state.closedOn) return { on: state.closedOn, result: 'failure' }
  return undefined
}

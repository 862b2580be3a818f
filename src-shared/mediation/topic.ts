import { z } from 'zod'
import { CorrectionChanges, ImportedCase, MEDIATION_ACTS, type MediationAct, type MediationActName } from './events.ts'
import { applyMediationAct, importedState, INITIAL_MEDIATION, type MediationState } from './fold.ts'
import { whyNot } from './whyNot.ts'

const Correction = z.object({ changes: CorrectionChanges })

/** How mediation takes part in the fold of a matter (`TopicFold` of the intake topic). */
export const mediationTopic = {
  initial: INITIAL_MEDIATION,
  apply(state: MediationState, act: string, payload: unknown): { state: MediationState } | { problem: string } {
    if (act === 'imported') {
      if (state.stage !== 'to_accept') return { problem: '已经受理或已作处理，不能再导入' }
      const imported = ImportedCase.safeParse(payload)
      return imported.success ? { state: importedState(imported.data) } : { problem: '导入内容不完整' }
    }
    if (act === 'correct') return correct(state, payload)
    if (!isAct(act)) return { problem: '程序不认识这条记录' }
    const parsed = MEDIATION_ACTS[act].safeParse(payload)
    if (!parsed.success) return { problem: '记录内容不完整' }
    const checked = parsed.data as MediationAct
    const problem = whyNot(state, act, checked as never)
    return problem ? { problem } : { state: applyMediationAct(state, act, checked as never) }
  },
  stageOf: (state: MediationState) => state.stage,
}

/** Describes the case, see project.ts; no effect on its course, and none at all when its acceptance was taken back. */
function correct(state: MediationState, payload: unknown): { state: MediationState } | { problem: string } {
  return Correction.safeParse(payload).success ? { state } : { problem: '记录内容不完整' }
}

export function isAct(text: string): text is MediationActName {
  return Object.hasOwn(MEDIATION_ACTS, text)
}

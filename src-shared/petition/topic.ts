import { PETITION_ACTS, type PetitionAct, type PetitionActName } from './events.ts'
import { applyPetitionAct, INITIAL_PETITION, type PetitionState } from './fold.ts'
import { whyNot } from './whyNot.ts'

/** How petition work takes part in the fold of a matter (`TopicFold` of the intake topic). */
export const petitionTopic = {
  initial: INITIAL_PETITION,
  apply(
    state: PetitionState,
    act: string,
    payload: unknown,
    eventId: string,
  ): { state: PetitionState } | { problem: string } {
    if (!isPetitionAct(act)) return { problem: '程序不认识这条记录' }
    const parsed = PETITION_ACTS[act].safeParse(payload)
    if (!parsed.success) return { problem: '记录内容不完整' }
    const checked = parsed.data as PetitionAct
    const problem = whyNot(state, act, checked as never)
    return problem ? { problem } : { state: applyPetitionAct(state, act, checked as never, eventId) }
  },
  stageOf: (state: PetitionState) => state.stage,
  owesFirstAnswer: ({ stage }: PetitionState): boolean => stage === 'to_sort',
}

export function isPetitionAct(text: string): text is PetitionActName {
  return Object.hasOwn(PETITION_ACTS, text)
}

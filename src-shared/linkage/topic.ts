import { LINKAGE_ACTS, type LinkageAct, type LinkageActName } from './events.ts'
import { applyLinkageAct, INITIAL_LINKAGE, stageOf, type LinkageState } from './fold.ts'
import { whyNot } from './whyNot.ts'

/** How tasks take part in the fold of a matter (`TopicFold` of the intake topic). */
export const linkageTopic = {
  initial: INITIAL_LINKAGE,
  apply(
    state: LinkageState,
    act: string,
    payload: unknown,
    eventId: string,
  ): { state: LinkageState } | { problem: string } {
    if (!isLinkageAct(act)) return { problem: '程序不认识这条记录' }
    const parsed = LINKAGE_ACTS[act].safeParse(payload)
    if (!parsed.success) return { problem: '记录内容不完整' }
    const checked = parsed.data as LinkageAct
    const problem = whyNot(state, act, checked as never)
    return problem ? { problem } : { state: applyLinkageAct(state, act, checked as never, eventId) }
  },
  stageOf,
  /** Units answer to the centre; who came to the window waits until he is told. Other sources have their own answer. */
  owesFirstAnswer: ({ source, toldOn, reopened }: LinkageState): boolean =>
    toldOn === null && reopened === 0 && (source === null || source === 'window'),
}

export function isLinkageAct(text: string): text is LinkageActName {
  return Object.hasOwn(LINKAGE_ACTS, text)
}

import {
  CLASS_OF_PURPOSE,
  SORTING_QUESTIONS,
  type SortingQuestion,
  type SortingQuestionId,
} from './sortingQuestions.ts'
import {
  propose,
  regulation,
  SORTING_NEXT,
  type SortingAnswers,
  type SortingDraft,
  type SortingFacts,
  type SortingNext,
  type SortingProposal,
} from './sortingWays.ts'
import { whyNot } from './whyNot.ts'

export type { SortingAnswers, SortingFacts, SortingProposal }

export interface SortingStep {
  question: SortingQuestion
  /** What the clerk chose, or empty. */
  answer: string
  /** What the registration points to, or empty. */
  suggested: string
}

/**
 * The guided decision of 信访工作条例 Arts. 19-24, 29-33 and 36: the questions on the way so far, the last one
 * without an answer being the present one, and the proposal once all are answered. It proposes; the officer decides.
 */
export function sortPetition(
  facts: SortingFacts,
  answers: SortingAnswers,
): { steps: SortingStep[]; proposal: SortingProposal | undefined } {
  const steps: SortingStep[] = []
  let next: SortingNext = begin(facts)
  while (typeof next === 'string') {
    const question: SortingQuestion = { id: next, ...SORTING_QUESTIONS[next] }
    const given = answers[next]
    const answer = question.answers.some(({ value }) => value === given) ? given! : ''
    steps.push({ question, answer, suggested: suggestionFor(next, facts) })
    if (answer === '') return { steps, proposal: undefined }
    next = SORTING_NEXT[next](answer, facts, answers)
  }
  return { steps, proposal: checked(next, facts) }
}

function checked(draft: SortingDraft, { state }: SortingFacts): SortingProposal {
  const why = draft.act === null ? draft.text : (whyNot(state, draft.act) ?? '')
  return { ...draft, why }
}

function begin({ state, described }: SortingFacts): SortingNext {
  if (!described || !state.isDescribed)
    return propose(
      'describe',
      '先补全信访登记',
      regulation('第二十二条'),
      '甄别要看信访目的、请求、此前程序和是否涉法涉诉。',
    )
  if (state.stage !== 'to_sort')
    return propose(null, '已经甄别处理', '', '需要改变去向的，请撤回上一步，或按现在的阶段继续办理。')
  if (state.purpose === 'report')
    return propose(
      'handReport',
      '转送有权单位',
      regulation('第三十条'),
      '检举控告按管理权限转送纪检监察机关或其他有权单位。不得透露或者转给被反映的单位和人员；不受理、不转办、不代理。',
    )
  return 'class'
}

/** The registered facts answer some questions beforehand; the officer still confirms each. */
function suggestionFor(id: SortingQuestionId, { described, state, firstNumber }: SortingFacts): string {
  if (!described) return ''
  const earlier = new Set(described.earlier.map(({ procedure }) => procedure))
  switch (id) {
    case 'class':
      return CLASS_OF_PURPOSE[described.purpose]
    case 'earlier':
      if (earlier.has('recheck')) return 'rechecked'
      if (earlier.has('review')) return 'answered'
      return firstNumber ? 'here' : 'none'
    case 'procedure':
      if (described.isJudicial || earlier.has('litigation')) return 'litigation'
      if (earlier.has('reconsideration')) return 'reconsideration'
      return earlier.has('arbitration') ? 'other_arbitration' : ''
    case 'simple':
      return state.isRepeat ? 'no' : ''
    default:
      return ''
  }
}

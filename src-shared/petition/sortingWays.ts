import type { Channel } from '../intake/schema.ts'
import { PROCEDURES, type ProcedureKind } from './codes.ts'
import type { PetitionAct, PetitionActName } from './events.ts'
import type { PetitionState } from './fold.ts'
import type { SortingQuestionId } from './sortingQuestions.ts'

/** What the guided sorting may know. Nothing of it is about how often anybody came. */
export interface SortingFacts {
  state: PetitionState
  channel: Channel
  /** The newest registration, or undefined before the first. */
  described: PetitionAct<'describe'> | undefined
  /** Who sent it, where it came by transfer. */
  sender: string
  /** Number of the first matter that this one repeats; empty for a first one. */
  firstNumber: string
  reviewOrgan: string
  recheckOrgan: string
}

/** Where the answers lead: an act with values for its form, or why no act of the office is next. */
export interface SortingProposal {
  /** Null where nobody here can act now; `why` says what is to happen instead. */
  act: PetitionActName | null
  title: string
  clause: string
  text: string
  preset: Readonly<Record<string, unknown>>
  /** Why the act cannot be done now; empty if it can. */
  why: string
}

export type SortingAnswers = Readonly<Partial<Record<SortingQuestionId, string>>>

export type SortingDraft = Omit<SortingProposal, 'why'>
/** The next question, or where the answers lead. */
export type SortingNext = SortingQuestionId | SortingDraft

export const propose = (
  act: PetitionActName | null,
  title: string,
  clause: string,
  text: string,
  preset: SortingDraft['preset'] = {},
): SortingDraft => ({ act, title, clause, text, preset })
export const regulation = (text: string): string => `《信访工作条例》${text}`

type Step = (answer: string, facts: SortingFacts, answers: SortingAnswers) => SortingNext

/** What follows on each answer (信访工作条例 Arts. 19-24, 29-36; A5.1 for mediation). */
export const SORTING_NEXT: Record<SortingQuestionId, Step> = {
  class: (answer) => {
    if (answer === 'report')
      return propose(
        'describe',
        '在登记里改为检举控告',
        regulation('第三十条'),
        '写明被反映的单位或人员；保存后这件事项立即密封，再转送有权单位。',
        { purpose: 'report' },
      )
    if (answer === 'consult')
      return propose(
        'reply',
        '当场答复',
        '咨询一般不作信访事项',
        '答清并记录；需要有关单位办理的，改按申诉求决甄别。',
        {
          adoption: 'none',
        },
      )
    return answer === 'suggestion' ? 'suggestionWhose' : 'earlier'
  },
  suggestionWhose: (answer, facts) => {
    if (answer === 'answer')
      return propose(
        'reply',
        '答复并说明是否采纳',
        regulation('第二十九条'),
        '合理可行的采纳或者部分采纳，并予以回复。',
        {
          adoption: 'noted',
        },
      )
    if (answer === 'study')
      return propose(
        'accept',
        '受理，研究论证',
        regulation('第二十九条'),
        '建议意见认真研究论证后回复；六十日的规定不适用。',
        {
          item: '29',
          isSimple: false,
        },
      )
    return answer === 'below' ? 'mode' : outside(facts)
  },
  earlier: (answer, facts) => {
    if (answer === 'here')
      return propose(
        'reply',
        '告知进展，在首次件里继续办',
        regulation('第二十二条'),
        '重复件与首次件关联，不重新起算期限，也不作为不受理的理由。',
        {
          adoption: 'none',
          text: `您反映的事项本单位正在办理${facts.firstNumber ? `（${facts.firstNumber}）` : ''}，办理情况：`,
        },
      )
    if (answer === 'pending')
      return propose(
        'refuse',
        '不予受理',
        regulation('第十九条'),
        '写明正在办理的单位和编号，告知信访人等候该单位的答复。',
        {
          ground: 'pending_elsewhere',
          reason:
            '您反映的事项已由有权机关受理或者正在办理，在规定期限内向上级机关再提出同一事项的，上级机关不予受理。',
          remedies: ['请等候正在办理的单位答复；对处理意见不服的，自收到书面答复之日起三十日内申请复查。'],
        },
      )
    if (answer === 'answered')
      return propose(
        'guide',
        '告知申请复查、复核',
        regulation('第三十五条、第三十六条'),
        '三十日从信访人收到书面答复起算。本单位的处理意见，请在原件里记“申请复查、复核”。',
        {
          toWhom: facts.reviewOrgan || '原办理机关的上一级机关',
          reason:
            '对处理意见不服的，自收到书面答复之日起三十日内可以请求原办理机关的上一级机关复查；对复查意见不服的，三十日内可以请求复查机关的上一级机关复核。',
        },
      )
    if (answer === 'rechecked')
      return propose('refuse', '不再受理', regulation('第三十六条'), '写明复核意见书的文号。', {
        ground: 'after_recheck',
        reason: '您对复核意见不服，仍然以同一事实和理由提出，依照《信访工作条例》第三十六条不再受理。',
        remedies: ['有新的事实和理由的，可以另行提出。'],
      })
    return 'procedure'
  },
  procedure: (answer, { described }) => {
    if (answer === 'protect') return 'protectWhose'
    if (answer === 'none') return described?.isJudicial ? 'whose' : 'mediation'
    return lead(answer as ProcedureKind)
  },
  protectWhose: (answer) =>
    answer === 'own'
      ? propose(
          'accept',
          '受理，依法履行或者答复',
          regulation('第三十一条第五项'),
          '按该职责自己的规定办理；六十日的规定不适用。',
          {
            item: '31-5',
            isSimple: false,
          },
        )
      : lead('protect'),
  mediation: (answer) =>
    answer === 'no' || answer === 'unasked'
      ? 'whose'
      : propose(
          'toMediation',
          '转人民调解',
          regulation('第三十三条'),
          '填写双方同意的日期。调解另立一件，结果自动反馈到本件；调解不成的，回来继续办理。',
          { nature: answer },
        ),
  whose: (answer, facts) => {
    if (answer === 'own') {
      if (!facts.state.isRepeat) return 'simple'
      return accept(false)
    }
    if (answer === 'below' || answer === 'several') return 'mode'
    if (answer === 'disputed')
      return propose(
        'meet',
        '先协商，报共同的上一级决定',
        regulation('第二十四条'),
        '把协商情况记为协调会；商定或者决定主办单位后，回来继续甄别。十五日的期限不停。',
      )
    return outside(facts)
  },
  mode: (answer, _, { whose }) =>
    propose(
      'transfer',
      answer === 'assign' ? '交办' : '转送',
      regulation(whose === 'several' ? '第二十二条、第二十四条' : '第二十二条'),
      answer === 'assign'
        ? '写明反馈期限。信访人的十五日书面告知由收到的单位从签收起算；去向由本单位告知信访人。'
        : '去向由本单位告知信访人；收到的单位从签收起十五日内书面告知受理。',
      { mode: answer },
    ),
  simple: (answer) => accept(answer === 'yes'),
}

function accept(isSimple: boolean): SortingDraft {
  return propose(
    'accept',
    isSimple ? '受理，简易办理' : '受理',
    regulation('第二十三条、第三十四条'),
    '受理之日起六十日内办结；收到之日起十五日内书面告知信访人，能当场告知的当场告知。',
    { item: '31-6', isSimple },
  )
}

function outside({ channel, sender }: SortingFacts): SortingDraft {
  if (channel === 'transfer')
    return propose(
      'objectToSender',
      '向转送单位提出异议',
      regulation('第二十三条'),
      '收到之日起五个工作日内提出并说明理由；经转送单位核实同意后交还材料。逾期的按规定办理。',
      { sender },
    )
  return propose(
    'guide',
    '告知向有权机关提出',
    regulation('第二十三条'),
    '写明应当向哪个机关提出；能当场书面告知的当场告知。',
  )
}

function lead(procedure: ProcedureKind): SortingDraft {
  const { title, organ, item } = PROCEDURES[procedure]
  const clause = regulation(`第三十一条第${'一二三四五'[Number(item.slice(3)) - 1]}项`)
  return propose(
    'leadToProcedure',
    `导入${title}`,
    clause,
    '书面告知信访人适用的程序和机关。知道那条途径从哪天起算的，填上日期，期限会一并提醒。',
    {
      procedure,
      organ,
      reason: `您反映的事项应当通过${title}解决，依照${clause}，请向${organ}提出。`,
    },
  )
}

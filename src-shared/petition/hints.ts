import type { PetitionState } from './fold.ts'
import { all, last, type PetitionRecord } from './project.ts'

/** A clause that touches this petition now, for the officer; it decides nothing. */
export interface PetitionHint {
  text: string
  source: string
}

const REGULATION = '《信访工作条例》'

/** What the law says about a petition like this, as far as the record shows it. */
export function petitionHints(
  state: PetitionState,
  record: PetitionRecord,
  facts: { channel: string; people: number },
): PetitionHint[] {
  const hints: PetitionHint[] = []
  const say = (text: string, article: string) => void hints.push({ text, source: `${REGULATION}${article}` })
  const described = last(record, 'describe')
  if (described?.isUrgent && all(record, 'reportUrgent').length === 0)
    say('重大、紧急信访事项应当及时报告本级党委和政府，通报有关主管部门', '第二十五条')
  if (!described && facts.channel === 'visit')
    say('口头提出的应当如实记录姓名（名称）、住址、请求、事实、理由，请本人确认', '第十七条、第十九条')
  if ((described?.isGroup || facts.people >= 5) && state.representativeIds.length === 0)
    say('多人采用走访形式提出共同信访事项的，应当推选代表，代表人数不得超过 5 人', '第二十条')
  if (described?.isJudicial && state.stage === 'to_sort')
    say('涉及诉讼权利救济的事项从普通信访中分离，由政法部门依法处理', '第二十条、第二十二条')
  if (described && described.earlier.some((each) => each.procedure === 'recheck') && state.stage === 'to_sort')
    say('对复核意见不服，仍以同一事实和理由提出的，不再受理', '第三十六条')
  if (state.purpose === 'report')
    say('不得将检举、揭发材料及有关情况透露或者转给被检举、揭发的人员或者单位', '第三十条、第四十六条')
  if (all(record, 'extendDeadline').some((each) => !each.toldOn) && all(record, 'tellExtension').length === 0)
    say('延长办理期限的，应当告知信访人延期理由', '第三十四条')
  if (state.publishedOn && (!state.mayPublish || state.wishesSecrecy))
    hints.push({ text: '信访人不再同意公开：已经公开的答复应当撤下', source: '《个人信息保护法》第四十七条' })
  if (state.opinions.handling && !state.opinions.handling.servedOn)
    say('申请复查的三十日从信访人收到书面答复起算，请记录送达日期', '第三十五条')
  return hints
}

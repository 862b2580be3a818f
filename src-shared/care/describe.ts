import type { Day, Instant } from '../kernel/day.ts'
import { formatChinaTime } from '../kernel/day.ts'
import {
  BASES,
  CLOSE_REASONS,
  MEASURE_KINDS,
  REFERRAL_ANSWERS,
  REFERRAL_KINDS,
  SKIP_REASONS,
  VISIT_WAYS,
  type GroupId,
} from './codes.ts'
import { CLIENT_ACTS, type CareEvent, type ClientAct, type ClientActName } from './events.ts'

/** What an act is called on buttons and in the timeline. */
export const CLIENT_ACT_TITLES: Readonly<Record<ClientActName, string>> = {
  register: '登记',
  changePerson: '修改基本情况',
  enrol: '纳入帮扶',
  reportIn: '报到衔接',
  changeTrack: '调整阶段',
  changeTerm: '调整期限',
  suspend: '中止',
  resume: '恢复',
  close: '结束帮扶',
  withdrawConsent: '撤回同意',
  assign: '确定帮扶人',
  plan: '帮扶方案',
  visit: '走访',
  correctVisit: '更正走访记录',
  photo: '加照片',
  removePhoto: '删去照片',
  skipVisit: '应访未访说明',
  promise: '答应的事',
  keepPromise: '承诺兑现',
  dropPromise: '承诺撤销',
  raise: '报告异常',
  signFor: '签收',
  respond: '回复',
  help: '帮扶措施',
  refer: '转介',
  answerReferral: '转介答复',
  review: '小结评估',
  settled: '落实安置',
  attend: '参加活动',
  issuePaper: '制作文书',
  takeBack: '收回',
}

type Words = { [N in ClientActName]: (act: ClientAct<N>, group: (id: GroupId) => string) => string }

const joined = (...parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join('；')
const from = (on: Day | null, word: string): string => (on === null ? '' : `${on}${word}`)
const at = (instant: Instant): string => formatChinaTime(instant)

const WORDS: Words = {
  register: () => '',
  changePerson: () => '',
  enrol: ({ group, basis, startOn, endOn, purpose }, title) =>
    joined(title(group), BASES[basis], from(startOn, '开始'), from(endOn, '期满'), `用途：${purpose}`),
  reportIn: ({ on, note }) => joined(on, note),
  changeTrack: ({ on, reason }) => joined(from(on, '起'), reason),
  changeTerm: ({ endOn, reason }) => joined(endOn === null ? '不再定期限' : from(endOn, '期满'), reason),
  suspend: ({ on, reason }) => joined(from(on, '起'), reason),
  resume: ({ on }) => from(on, '起'),
  close: ({ on, reason, note }) => joined(on, CLOSE_REASONS[reason], note),
  withdrawConsent: ({ on, by }) => joined(on, by && `由${by}提出`),
  assign: ({ workerName, helpers, on }) =>
    joined(from(on, '起'), workerName, helpers.length > 0 && `协助：${helpers.map(({ name }) => name).join('、')}`),
  plan: ({ goals, agreedOn, agreedBy }) => joined(from(agreedOn, '商定'), agreedBy, goals),
  visit: ({ at: when, how, isMet, note, measures }) =>
    joined(at(when), VISIT_WAYS[how], !isMet && how !== 'absent' && '没有见到本人', note, measures),
  correctVisit: ({ note, measures, reason }) => joined(note, measures, `更正原因：${reason}`),
  photo: ({ agreedBy }) => `经${agreedBy}同意`,
  removePhoto: ({ reason }) => reason,
  skipVisit: ({ dueOn, reason, note }) => joined(`应于${dueOn}前走访`, SKIP_REASONS[reason], note),
  promise: ({ what, byOn }) => joined(what, from(byOn, '前')),
  keepPromise: ({ on, note }) => joined(on, note),
  dropPromise: ({ on, reason }) => joined(on, reason),
  raise: ({ at: when, what, toName }) => joined(at(when), what, toName && `请${toName}处理`),
  signFor: ({ at: when, by, opinion }) => joined(at(when), by, opinion),
  respond: ({ at: when, by, unit, answer }) => joined(at(when), unit, by, answer),
  help: ({ kind, on, what, byName }) => joined(on, MEASURE_KINDS[kind], what, byName),
  refer: ({ kind, unit, on, what }) => joined(on, REFERRAL_KINDS[kind], unit, what),
  answerReferral: ({ on, result, answer }) => joined(on, REFERRAL_ANSWERS[result], answer),
  review: ({ kind, from: first, to }) => joined(kind === 'quarter' ? '季度小结' : '年度评估', `${first}至${to}`),
  settled: ({ on, note }) => joined(on, note),
  attend: ({ isPresent }) => (isPresent ? '到场' : '未到'),
  issuePaper: ({ title }) => title,
  takeBack: ({ reason }) => reason,
}

/** An event in words, for who may read it. An event that the program does not know has its name only. */
export function describeCareEvent(
  { kind, payload }: Pick<CareEvent, 'kind' | 'payload'>,
  groupTitle: (id: GroupId) => string,
): { title: string; text: string } {
  if (!Object.hasOwn(CLIENT_ACTS, kind)) return { title: '程序不认识的记录', text: '' }
  const name = kind as ClientActName
  const parsed = CLIENT_ACTS[name].safeParse(payload)
  if (!parsed.success) return { title: CLIENT_ACT_TITLES[name], text: '' }
  return { title: CLIENT_ACT_TITLES[name], text: WORDS[name](parsed.data as never, groupTitle) }
}

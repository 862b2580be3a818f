import { addMonths, dayOf, type Day } from '../kernel/day.ts'
import type { ClientAct, ClientActName } from './events.ts'
import type { ClientState } from './fold.ts'
import { enrolmentOf } from './steps.ts'

/**
 * A mistyped day, caught at the door: what is said to have happened has happened, and nothing ends before it began. An end
 * years too early would put a record on the purge list at once; a start centuries ago would call for thousands of visits.
 * Not asked by the fold: on another seat, or years later, "today" is another day.
 */
type Rules = { [N in ClientActName]?: (state: ClientState, act: ClientAct<N>, today: Day) => string | undefined }

/** Nobody is cared for longer than a life. */
const MOST_MONTHS = 100 * 12
/** Somebody may be visited before the service begins, but not years before. */
const BEFORE_MONTHS = 12

/** What somebody promised is done within this time, or the year is wrong. */
const PROMISE_MONTHS = 36

/** Without a service there is no ground to write any more (个人信息保护法 Arts. 6, 15); what happened before its end may come later. */
function hasEnded({ enrolments }: ClientState, on: Day, what: string): string | undefined {
  if (enrolments.length === 0) return undefined
  let last: Day | undefined
  for (const { closed } of enrolments) {
    if (!closed) return undefined
    if (last === undefined || closed.on > last) last = closed.on
  }
  return last !== undefined && on > last ? `帮扶已于 ${last} 结束，不能再${what}；要继续的请先重新登记` : undefined
}

const notAfter = (today: Day, what: string, on: Day | null): string | undefined =>
  on !== null && on > today ? `${what}不能晚于今天` : undefined

const ofPerson = (_state: ClientState, { birthOn }: ClientAct<'register'>, today: Day): string | undefined =>
  notAfter(today, '出生日期', birthOn)

const ofEnd =
  (what: string) =>
  (state: ClientState, { enrolmentId, on }: { enrolmentId: string; on: Day }, today: Day): string | undefined => {
    const startOn = enrolmentOf(state, enrolmentId)?.startOn
    return notAfter(today, what, on) ?? (startOn && on < startOn ? `${what}不能早于开始日期 ${startOn}` : undefined)
  }

const RULES: Rules = {
  register: ofPerson,
  changePerson: ofPerson,
  enrol: (_state, { toldOn, consentOn, startOn }, today) =>
    notAfter(today, '告知日期', toldOn) ??
    notAfter(today, '同意日期', consentOn) ??
    (startOn < addMonths(today, -MOST_MONTHS) ? '开始日期太早，请检查年份' : undefined),
  reportIn: ({ enrolments }, { enrolmentId, on }, today) => {
    const startOn = enrolments.find(({ id }) => id === enrolmentId)?.startOn
    return (
      notAfter(today, '报到（衔接）日期', on) ??
      (startOn && on < addMonths(startOn, -BEFORE_MONTHS)
        ? `报到（衔接）日期比开始日期（${startOn}）早一年以上，请检查年份`
        : undefined)
    )
  },
  close: (state, act, today) => {
    const problem = ofEnd('结束日期')(state, act, today)
    if (problem !== undefined || act.reason !== 'term') return problem
    const endOn = enrolmentOf(state, act.enrolmentId)?.endOn
    return endOn && act.on < endOn ? `期满日是 ${endOn}，还没有到；提前结束的请选别的原因` : undefined
  },
  withdrawConsent: ofEnd('撤回日期'),
  assign: (_state, { on }, today) => notAfter(today, '开始日期', on),
  plan: (state, { agreedOn }, today) => hasEnded(state, today, '写方案') ?? notAfter(today, '商定日期', agreedOn),
  visit: (state, { at, nextOn }) => {
    const on = dayOf(at)
    const first = state.enrolments.map(({ startOn }) => startOn).sort()[0]
    if (first && on < addMonths(first, -BEFORE_MONTHS)) return `走访日期比开始帮扶（${first}）早一年以上，请检查年份`
    if (nextOn !== null && nextOn <= on) return '下次走访要在这次之后'
    return hasEnded(state, on, '记走访')
  },
  promise: (state, { visitId, byOn }, today) => {
    const visit = state.visits.find((each) => each.visitId === visitId)
    const on = visit ? dayOf(visit.at) : today
    if (byOn < on) return `答应的日子不能早于${visit ? `走访那天（${on}）` : '今天'}`
    return byOn > addMonths(on, PROMISE_MONTHS) ? '答应的日子太远，请检查年份' : hasEnded(state, on, '记承诺')
  },
  keepPromise: (_state, { on }, today) => notAfter(today, '兑现日期', on),
  dropPromise: (_state, { on }, today) => notAfter(today, '说明日期', on),
  help: (_state, { on }, today) => notAfter(today, '帮扶日期', on),
  refer: (_state, { on, answerBy }, today) =>
    notAfter(today, '转介日期', on) ?? (answerBy !== null && answerBy < on ? '答复日期不能早于转介日期' : undefined),
  answerReferral: (_state, { on }, today) => notAfter(today, '答复日期', on),
  settled: (_state, { on }, today) => notAfter(today, '安置日期', on),
}

/** In Chinese; undefined if the days of an act can be right. */
export function wrongDay<N extends ClientActName>(
  state: ClientState,
  name: N,
  act: ClientAct<N>,
  today: Day,
): string | undefined {
  return RULES[name]?.(state, act, today)
}

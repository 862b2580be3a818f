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
  reportIn: (_state, { on }, today) => notAfter(today, '报到（衔接）日期', on),
  close: ofEnd('结束日期'),
  withdrawConsent: ofEnd('撤回日期'),
  visit: ({ enrolments }, { at }) => {
    const first = enrolments.map(({ startOn }) => startOn).sort()[0]
    return first && dayOf(at) < addMonths(first, -BEFORE_MONTHS)
      ? `走访日期比开始帮扶（${first}）早一年以上，请检查年份`
      : undefined
  },
  keepPromise: (_state, { on }, today) => notAfter(today, '兑现日期', on),
  dropPromise: (_state, { on }, today) => notAfter(today, '说明日期', on),
  help: (_state, { on }, today) => notAfter(today, '帮扶日期', on),
  refer: (_state, { on }, today) => notAfter(today, '转介日期', on),
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

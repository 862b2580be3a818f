import type { ClientAct, ClientActName } from './events.ts'
import type { ClientState } from './fold.ts'
import { enrolmentOf, promiseOf, referralOf, responseOf, visitOf } from './steps.ts'

type Rules = { [N in ClientActName]: (state: ClientState, act: ClientAct<N>) => string | undefined }

const NOT_THERE = '没有这条记录，可能已被收回'

/** Names what an act may refer to at most once. */
const isFree = (list: readonly { [key: string]: unknown }[], key: string, value: string): string | undefined =>
  list.some((each) => each[key] === value) ? '这条记录已经有了' : undefined

const onOpenEnrolment = (state: ClientState, id: string): string | undefined => {
  const enrolment = enrolmentOf(state, id)
  if (!enrolment) return '没有这项登记，可能已被收回'
  return enrolment.closed ? '这项帮扶已经结束' : undefined
}

const openPromise = (state: ClientState, id: string): string | undefined => {
  const promise = promiseOf(state, id)
  if (!promise) return NOT_THERE
  return promise.kept ? '这项承诺已经兑现' : promise.dropped ? '这项承诺已经撤销' : undefined
}

const ofVisit = (state: ClientState, visitId: string | null): string | undefined =>
  visitId !== null && !visitOf(state, visitId) ? '没有这次走访，可能已被收回' : undefined

/** Why an act is not possible in the state of a client; both the door and the fold ask. */
const RULES: Rules = {
  register: (state) => (state.person ? '这个人已经登记过' : undefined),
  changePerson: () => undefined,
  enrol: (state, act) => {
    if (state.enrolments.some(({ group, closed }) => group === act.group && !closed)) return '已经在这一类帮扶中'
    if (act.endOn !== null && act.endOn < act.startOn) return '期满日不能早于开始日'
    if (act.basis !== 'law' && act.consentOn === null) return '以同意为依据的，请填写同意日期' // 个人信息保护法 Arts. 13, 29, 31
    if (act.basis === 'guardian' && act.consentBy === '') return '请填写同意的监护人'
    return isFree(state.enrolments as never, 'id', act.enrolmentId)
  },
  reportIn: (state, { enrolmentId }) =>
    onOpenEnrolment(state, enrolmentId) ?? (enrolmentOf(state, enrolmentId)?.reported ? '已经报到衔接' : undefined),
  changeTrack: (state, { enrolmentId, on }) =>
    onOpenEnrolment(state, enrolmentId) ??
    (on < (enrolmentOf(state, enrolmentId)?.startOn ?? on) ? '调整日不能早于开始日' : undefined),
  changeTerm: (state, { enrolmentId, endOn }) =>
    onOpenEnrolment(state, enrolmentId) ??
    (endOn !== null && endOn < (enrolmentOf(state, enrolmentId)?.startOn ?? endOn)
      ? '期满日不能早于开始日'
      : undefined),
  suspend: (state, { enrolmentId }) =>
    onOpenEnrolment(state, enrolmentId) ?? (isSuspended(state, enrolmentId) ? '已经中止' : undefined),
  resume: (state, { enrolmentId, on }) => {
    const problem = onOpenEnrolment(state, enrolmentId)
    if (problem !== undefined) return problem
    const last = enrolmentOf(state, enrolmentId)?.suspensions.at(-1)
    if (!last || last.to !== null) return '没有中止，不需要恢复'
    return on < last.from ? '恢复日不能早于中止日' : undefined
  },
  close: (state, { enrolmentId }) => onOpenEnrolment(state, enrolmentId),
  withdrawConsent: (state, { enrolmentId }) => {
    const enrolment = enrolmentOf(state, enrolmentId)
    if (enrolment?.basis === 'law') return '这项登记以法律规定的职责为依据，不以同意为条件；请按期满或依法终止办理'
    return onOpenEnrolment(state, enrolmentId)
  },
  assign: () => undefined,
  plan: () => undefined,
  visit: (state, act) => {
    if (act.how === 'absent' && act.isMet) return '未遇的走访不能填写见到本人'
    if (act.how === 'absent' && act.absence === null) return '请选择未遇原因'
    return isFree(state.visits as never, 'visitId', act.visitId)
  },
  correctVisit: (state, { visitId }) => ofVisit(state, visitId),
  photo: (state, { photoId, visitId }) =>
    ofVisit(state, visitId) ??
    isFree(state.photos as never, 'photoId', photoId) ??
    isFree(state.removedPhotos as never, 'photoId', photoId),
  removePhoto: () => undefined, // its event may be destroyed already
  skipVisit: (state, { dueId }) => isFree(state.skips as never, 'dueId', dueId),
  promise: (state, { promiseId, visitId }) =>
    ofVisit(state, visitId) ?? isFree(state.promises as never, 'promiseId', promiseId),
  keepPromise: (state, { promiseId }) => openPromise(state, promiseId),
  dropPromise: (state, { promiseId }) => openPromise(state, promiseId),
  raise: (state, { responseId, visitId }) =>
    ofVisit(state, visitId) ?? isFree(state.responses as never, 'responseId', responseId),
  signFor: (state, { responseId }) => {
    const response = responseOf(state, responseId)
    return !response ? NOT_THERE : response.signed ? '已经签收' : undefined
  },
  respond: (state, { responseId }) => {
    const response = responseOf(state, responseId)
    return !response ? NOT_THERE : response.answered ? '已经回复' : !response.signed ? '请先签收' : undefined
  },
  help: (state, { measureId }) => isFree(state.measures as never, 'measureId', measureId),
  refer: (state, { referralId }) => isFree(state.referrals as never, 'referralId', referralId),
  answerReferral: (state, { referralId }) => (referralOf(state, referralId) ? undefined : NOT_THERE),
  review: (state, act) =>
    act.to < act.from ? '结束日不能早于开始日' : isFree(state.reviews as never, 'reviewId', act.reviewId),
  settled: (state, { enrolmentId }) => (enrolmentOf(state, enrolmentId) ? undefined : '没有这项登记，可能已被收回'),
  attend: () => undefined,
  issuePaper: (state, { paperId }) => isFree(state.papers as never, 'paperId', paperId),
  takeBack: () => undefined,
}

/** In Chinese; undefined if the act is possible. */
export function whyNot<N extends ClientActName>(state: ClientState, name: N, act: ClientAct<N>): string | undefined {
  if (name !== 'register' && !state.person) return '还没有登记这个人'
  return RULES[name](state, act)
}

function isSuspended(state: ClientState, enrolmentId: string): boolean {
  const last = enrolmentOf(state, enrolmentId)?.suspensions.at(-1)
  return last !== undefined && last.to === null
}

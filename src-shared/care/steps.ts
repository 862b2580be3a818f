import type { CareEvent, ClientAct, ClientActName } from './events.ts'
import type { CarePromise, ClientState, Enrolment, Referral, Response, Visit, Written } from './fold.ts'

type Steps = { [N in ClientActName]: (state: ClientState, act: ClientAct<N>, written: Written) => void }

/** What each act changes. `whyNot` has said before that what an act refers to is there. */
const STEPS: Steps = {
  register: (state, act) => void (state.person = act),
  changePerson: (state, act) => void (state.person = act),
  enrol: (state, { enrolmentId, track, ...act }) =>
    void state.enrolments.push({
      ...act,
      id: enrolmentId,
      tracks: [{ track, on: act.startOn, reason: '' }],
      reported: null,
      suspensions: [],
      consentWithdrawnOn: null,
      closed: null,
      settled: null,
    }),
  reportIn: (state, { enrolmentId, on, note }) =>
    onEnrolment(state, enrolmentId, (enrolment) => void (enrolment.reported = { on, note })),
  changeTrack: (state, { enrolmentId, ...act }) =>
    onEnrolment(state, enrolmentId, ({ tracks }) => {
      const before = tracks.filter(({ on }) => on < act.on)
      tracks.splice(0, tracks.length, ...before, act)
    }),
  changeTerm: (state, { enrolmentId, endOn }) =>
    onEnrolment(state, enrolmentId, (enrolment) => void (enrolment.endOn = endOn)),
  suspend: (state, { enrolmentId, on, reason }) =>
    onEnrolment(state, enrolmentId, ({ suspensions }) => void suspensions.push({ from: on, to: null, reason })),
  resume: (state, { enrolmentId, on }) =>
    onEnrolment(state, enrolmentId, ({ suspensions }) => {
      const last = suspensions.at(-1)
      if (last) last.to = on
    }),
  close: (state, { enrolmentId, ...act }) =>
    onEnrolment(state, enrolmentId, (enrolment) => void (enrolment.closed = act)),
  withdrawConsent: (state, { enrolmentId, on, by }) =>
    onEnrolment(state, enrolmentId, (enrolment) => {
      enrolment.consentWithdrawnOn = on
      enrolment.closed = { on, reason: 'withdrawn', note: by === '' ? '' : `由${by}提出` }
    }),
  assign: (state, act) => {
    state.assigned = act
    state.pairedOn ??= act.on
  },
  plan: (state, act) => {
    state.plan = act
    state.plannedOn ??= act.agreedOn
  },
  visit: (state, act, written) => void state.visits.push({ ...act, ...written, corrections: [] }),
  correctVisit: (state, { visitId, ...act }, written) =>
    void visitOf(state, visitId)?.corrections.push({ ...act, ...written }),
  photo: (state, { photoId, visitId, agreedBy, bytes }, written) =>
    void state.photos.push({ photoId, visitId, agreedBy, bytes, ...written }),
  removePhoto: (state, act, written) => {
    state.photos = state.photos.filter(({ photoId }) => photoId !== act.photoId)
    state.removedPhotos.push({ ...act, ...written })
  },
  skipVisit: (state, act, written) => void state.skips.push({ ...act, ...written }),
  promise: (state, act, written) => void state.promises.push({ ...act, ...written, kept: null, dropped: null }),
  keepPromise: (state, { promiseId, on, note }) => {
    const promise = promiseOf(state, promiseId)
    if (promise) promise.kept = { on, note }
  },
  dropPromise: (state, { promiseId, on, reason }) => {
    const promise = promiseOf(state, promiseId)
    if (promise) promise.dropped = { on, reason }
  },
  raise: (state, act, written) => void state.responses.push({ ...act, ...written, signed: null, answered: null }),
  signFor: (state, { responseId, ...act }) => {
    const response = responseOf(state, responseId)
    if (response) response.signed = act
  },
  respond: (state, { responseId, ...act }) => {
    const response = responseOf(state, responseId)
    if (response) response.answered = act
  },
  help: (state, act, written) => void state.measures.push({ ...act, ...written }),
  refer: (state, act, written) => void state.referrals.push({ ...act, ...written, answers: [] }),
  answerReferral: (state, { referralId, ...act }, written) =>
    void referralOf(state, referralId)?.answers.push({ ...act, ...written }),
  review: (state, act, written) => void state.reviews.push({ ...act, ...written }),
  settled: (state, { enrolmentId, ...act }) =>
    onEnrolment(state, enrolmentId, (enrolment) => void (enrolment.settled = act)),
  attend: (state, act) => {
    state.attended = [...state.attended.filter(({ sessionId }) => sessionId !== act.sessionId), act]
  },
  issuePaper: (state, act, written) => void state.papers.push({ ...act, ...written }),
  takeBack: () => {}, // the fold strikes before it starts
}

/** Changes the state, which belongs to the fold that calls. */
export function applyClientAct<N extends ClientActName>(
  state: ClientState,
  name: N,
  act: ClientAct<N>,
  { id, at, actorId, actorName }: CareEvent,
): void {
  STEPS[name](state, act, { eventId: id, writtenAt: at, byId: actorId, byName: actorName })
}

export const enrolmentOf = ({ enrolments }: ClientState, id: string): Enrolment | undefined =>
  enrolments.find((each) => each.id === id)
export const visitOf = ({ visits }: ClientState, id: string): Visit | undefined =>
  visits.find(({ visitId }) => visitId === id)
export const promiseOf = ({ promises }: ClientState, id: string): CarePromise | undefined =>
  promises.find(({ promiseId }) => promiseId === id)
export const responseOf = ({ responses }: ClientState, id: string): Response | undefined =>
  responses.find(({ responseId }) => responseId === id)
export const referralOf = ({ referrals }: ClientState, id: string): Referral | undefined =>
  referrals.find(({ referralId }) => referralId === id)

function onEnrolment(state: ClientState, id: string, change: (enrolment: Enrolment) => void): void {
  const enrolment = enrolmentOf(state, id)
  if (enrolment) change(enrolment)
}

import type { ClientState } from '../../src-shared/care/fold.ts'
import { maskAddress, maskIdNumber, maskName, maskPhone } from '../../src-shared/intake/mask.ts'

type Person = NonNullable<ClientState['person']>

/** Phone, ID and address with their middles hidden; of contacts the phone. The name stays. */
export function maskContacts(person: Person): Person {
  return {
    ...person,
    idNumber: maskIdNumber(person.idNumber),
    phone: maskPhone(person.phone),
    address: maskAddress(person.address),
    contacts: person.contacts.map((contact) => ({ ...contact, phone: maskPhone(contact.phone) })),
  }
}

/** As the assigned worker sees it before a click: who it is and what was done, not how to reach them. */
export const ownState = (state: ClientState): ClientState =>
  state.person ? { ...state, person: maskContacts(state.person) } : state

/**
 * As every colleague sees it, and the head of care: that there is somebody, in which group, when visited. No name, no
 * birthday, nothing of what was said (社区矫正法 Art. 54, 戒毒条例 Art. 7, 精神卫生法 Art. 4, 反家庭暴力法 Art. 5).
 */
export function maskState(state: ClientState): ClientState {
  const { person } = state
  return {
    ...state,
    person: person && {
      ...maskContacts(person),
      name: maskName(person.name),
      birthOn: null,
      contacts: person.contacts.map(({ relation, isGuardian }) => ({ name: '', phone: '', relation, isGuardian })),
    },
    enrolments: state.enrolments.map((enrolment) => ({
      ...enrolment,
      basisNote: '',
      consentBy: '',
      tracks: enrolment.tracks.map((each) => ({ ...each, reason: '' })),
      suspensions: enrolment.suspensions.map((each) => ({ ...each, reason: '' })),
      reported: enrolment.reported && { ...enrolment.reported, note: '' },
      closed: enrolment.closed && { ...enrolment.closed, note: '' },
      settled: enrolment.settled && { ...enrolment.settled, note: '' },
    })),
    plan: null,
    visits: state.visits.map((visit) => ({
      ...visit,
      place: '',
      absence: null,
      needs: [],
      note: '',
      measures: '',
      answers: {},
      corrections: [],
    })),
    photos: state.photos.map((each) => ({ ...each, agreedBy: '' })),
    removedPhotos: state.removedPhotos.map((each) => ({ ...each, reason: '' })),
    skips: state.skips.map((each) => ({ ...each, reason: 'other', note: '' })),
    promises: state.promises.map(({ kept, dropped, ...each }) => ({
      ...each,
      what: '',
      kept: kept && { ...kept, note: '' },
      dropped: dropped && { ...dropped, reason: '' },
    })),
    responses: state.responses.map(({ signed, answered, ...each }) => ({
      ...each,
      what: '',
      signed: signed && { ...signed, opinion: '' },
      answered: answered && { ...answered, answer: '' },
    })),
    measures: state.measures.map((each) => ({ ...each, what: '' })),
    referrals: state.referrals.map((each) => ({
      ...each,
      what: '',
      answers: each.answers.map((answer) => ({ ...answer, answer: '' })),
    })),
    reviews: state.reviews.map((each) => ({ ...each, text: '', outcome: null })),
    papers: state.papers.map((each) => ({ ...each, title: '', data: null })),
  }
}

/** Of a list: the worker's own in full, of others the surname. */
export const nameFor = (name: string, isMine: boolean): string => (isMine ? name : maskName(name))

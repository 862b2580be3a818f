import type { InputOf } from '../../src-shared/contract.ts'
import type { IntakeCard, PartyInput, PartyKind, PartyRole, PartyView } from '../../src-shared/intake/schema.ts'
import type { PartyId } from '../../src-shared/kernel/ids.ts'
import { dayOf } from '../../src-shared/kernel/day.ts'

import { emptyReported, toReported, type ReportedForm } from './reportForm.ts'

/** One person on the card while it is typed; empty texts instead of nulls. */
export interface PartyForm {
  role: PartyRole
  partyId: string
  /** What is known of the linked person, masked; empty if nobody is linked. */
  linkedNote: string
  /** People of whom the clerk said that they are somebody else. */
  notPartyIds: string[]
  kind: PartyKind
  name: string
  sex: string
  birthOn: string
  ethnicity: string
  occupation: string
  phone: string
  address: string
  idType: string
  idNumber: string
  legalRepresentative: string
  legalRepresentativeTitle: string
  actsFor: string
  authority: string
}

/** An earlier matter that the clerk decided about before this one was saved. */
export interface EarlierMatter {
  matterId: string
  number: string
  summary: string
}

export interface CardForm {
  receivedOn: string
  channel: string
  summary: string
  facts: string
  wish: string
  placeId: string
  placeDetail: string
  sourceUnit: string
  sourceNumber: string
  peopleCount: string
  isAnonymous: boolean
  parties: PartyForm[]
  /** Carried out right after saving. */
  links: EarlierMatter[]
  mergeInto: EarlierMatter | null
  keptApart: EarlierMatter[]
  /** A report against a unit or person: sealed from the first save. */
  isReport: boolean
  reported: ReportedForm[]
}

export type CardInput = InputOf<'intake.register'>

export function emptyParty(role: PartyRole = 'visitor'): PartyForm {
  return {
    role,
    partyId: '',
    linkedNote: '',
    notPartyIds: [],
    kind: 'person',
    name: '',
    sex: '0',
    birthOn: '',
    ethnicity: '',
    occupation: '',
    phone: '',
    address: '',
    idType: '',
    idNumber: '',
    legalRepresentative: '',
    legalRepresentativeTitle: '',
    actsFor: '',
    authority: '',
  }
}

/** More than the two sides of a dispute: those who are added came together. */
const GROUP_FROM = 3

/**
 * What one more person on the card most likely is: the other side of a single applicant, else one more on the side of
 * those who came. Always only a proposal.
 */
export function nextRole({ parties, peopleCount }: Pick<CardForm, 'parties' | 'peopleCount'>): PartyRole {
  const came = parties.filter(({ role }) => role === 'visitor' || role === 'applicant')
  const hasRespondent = parties.some(({ role }) => role === 'respondent')
  const isGroup = Number(peopleCount) >= GROUP_FROM
  return came.length === 1 && !hasRespondent && !isGroup ? 'respondent' : (came.at(-1)?.role ?? 'visitor')
}

export function emptyCard(): CardForm {
  return {
    receivedOn: dayOf(new Date().toISOString()),
    channel: 'visit',
    summary: '',
    facts: '',
    wish: '',
    placeId: '',
    placeDetail: '',
    sourceUnit: '',
    sourceNumber: '',
    peopleCount: '',
    isAnonymous: false,
    parties: [emptyParty()],
    links: [],
    mergeInto: null,
    keptApart: [],
    isReport: false,
    reported: [emptyReported()],
  }
}

const TYPED_OF_PARTY = [
  'name',
  'birthOn',
  'ethnicity',
  'occupation',
  'phone',
  'address',
  'idNumber',
  'legalRepresentative',
  'legalRepresentativeTitle',
] as const satisfies readonly (keyof PartyForm)[]

/** True if anything was typed about the person, so that an empty line is not saved as somebody. */
export function hasContent(party: PartyForm): boolean {
  return party.partyId !== '' || TYPED_OF_PARTY.some((key) => party[key].trim() !== '')
}

/** True if the card is worth a draft. */
export function isWorthKeeping(card: CardForm): boolean {
  const texts = [card.summary, card.facts, card.wish, card.placeDetail, card.sourceUnit, card.sourceNumber]
  return texts.some((text) => text.trim() !== '') || card.parties.some(hasContent)
}

/** What the contract takes. Lines about nobody are left out. */
export function toCardInput(card: CardForm): CardInput {
  const { links: _links, mergeInto: _mergeInto, keptApart: _keptApart, isReport, reported, ...rest } = card
  return {
    ...rest,
    report: isReport ? { reported: toReported(reported) } : null,
    channel: card.channel as IntakeCard['channel'],
    placeId: card.placeId || null,
    peopleCount: card.peopleCount.trim() === '' ? 0 : Number(card.peopleCount),
    parties: card.parties.filter(hasContent).map((party) => ({
      role: party.role,
      partyId: party.partyId || null,
      ...(party.notPartyIds.length > 0 ? { notPartyIds: party.notPartyIds as PartyId[] } : {}),
      actsFor: party.actsFor,
      authority: party.authority,
      party: toPartyInput(party),
    })),
  }
}

function toPartyInput({
  role: _role,
  partyId: _id,
  linkedNote: _note,
  notPartyIds: _not,
  actsFor: _for,
  authority: _auth,
  ...party
}: PartyForm) {
  return { ...party, sex: party.sex as PartyInput['sex'], birthOn: party.birthOn || null }
}

/** The card of a saved matter, to be amended. `parties` must be revealed: masked text is never sent back. */
export function toCardForm(card: Omit<IntakeCard, 'parties'>, parties: readonly PartyView[]): CardForm {
  return {
    ...emptyCard(),
    ...card,
    placeId: card.placeId ?? '',
    peopleCount: card.peopleCount === 0 ? '' : String(card.peopleCount),
    parties: parties.length === 0 ? [emptyParty()] : parties.map(toPartyForm),
  }
}

function toPartyForm({ position: _position, otherMatters: _other, isMasked: _masked, ...party }: PartyView): PartyForm {
  return { ...party, linkedNote: '', notPartyIds: [], birthOn: party.birthOn ?? '' }
}

/** A draft as it was kept, made whole: fields that a newer version added get their empty value. */
export function restoreCard(content: unknown): CardForm {
  const kept = (typeof content === 'object' && content !== null ? content : {}) as Partial<CardForm>
  const parties = Array.isArray(kept.parties) ? kept.parties : []
  return {
    ...emptyCard(),
    ...kept,
    parties: parties.length === 0 ? [emptyParty()] : parties.map((party) => ({ ...emptyParty(), ...party })),
  }
}

/** How a draft is called in lists: who and what, as far as it goes. */
export function titleOf(card: CardForm): string {
  const who = card.isAnonymous
    ? '匿名'
    : card.parties
        .map(({ name }) => name.trim())
        .filter(Boolean)
        .join('、')
  return [who, card.summary.trim()].filter(Boolean).join('：').slice(0, 100) || '未命名的登记'
}

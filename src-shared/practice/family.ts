import type { JusticeCode, StoryClock, StoryPurpose, StorySource } from './types.ts'

/** Kinds of made-up companies; see `people.ts` for their names. */
export type OrgKind =
  | 'property'
  | 'decoration'
  | 'gym'
  | 'beauty'
  | 'tutoring'
  | 'agency'
  | 'restaurant'
  | 'housekeeping'
  | 'moving'
  | 'travel'
  | 'online'
  | 'cosmetic'
  | 'dental'
  | 'labourContractor'
  | 'trade'
  | 'tech'
  | 'supermarket'
  | 'courier'
  | 'construction'
  | 'repair'
  | 'lift'
  | 'shop'
  | 'canteen'
  | 'laundry'
  | 'carDealer'

/** How one side is cast. Without `org` it is a person. */
export type CastRule = {
  org?: OrgKind
  /** Where a person lives, seen from the resident: upstairs, across the landing, … `away` in another estate. */
  home?: 'above' | 'below' | 'next' | 'building' | 'estate' | 'same' | 'away'
  sex?: '男' | '女' | 'opposite'
  age?: readonly [number, number]
  /** Years older than the resident; negative = younger. */
  gap?: readonly [number, number]
  sameSurname?: boolean
  jobs?: readonly string[]
}

export type PayRule = {
  /** What the money is for. */
  what: readonly string[]
  /** Who pays whom; the respondent pays the applicant unless `reverse`. */
  reverse?: boolean
  /** `monthly`: twelve months; `split`: B and B2 half each. Default: once or in instalments. */
  style?: 'monthly' | 'split'
}

/** A kind of dispute, told in several wordings. Texts are templates (see `template.ts`). */
export type DisputeFamily = {
  key: string
  /** What the dispute is called in one phrase, for records: 「卫生间漏水」. */
  issue: string
  justice: JusticeCode
  governance: string
  weight: number
  /** Only in houses without (low) or with (high) a lift. */
  rise?: 'low' | 'high'
  /** Months in which it is more frequent. */
  months?: readonly number[]
  /** Who applies; the resident unless `org`, then the resident is the respondent. */
  a?: CastRule
  b: CastRule
  b2?: CastRule
  /** Sometimes the property company, or another, is a third party. */
  third?: OrgKind
  sources?: Partial<Record<StorySource, number>>
  clock?: StoryClock
  /** Share of oral agreements among agreements; default 0.4. */
  oral?: number
  /** Not a case for judicial confirmation (status or title, 民诉解释 §355). */
  noConfirmation?: boolean
  isPrivate?: boolean
  /** Days between the event and the visit to the centre. */
  ago: readonly [number, number]
  /** What is asked, in yuan: least, most, step. Gives {ask}, {mid}, {m}, {offer}. */
  money?: readonly [number, number, number]
  /** The settled share of what is asked; default 0.5-0.95. */
  settle?: readonly [number, number]
  pay?: PayRule
  picks?: Record<string, readonly string[]>
  summary: readonly string[]
  facts: readonly string[]
  wish: readonly string[]
  /** What each side says, in the first person. */
  sayA: readonly string[]
  sayB: readonly string[]
  check: readonly string[]
  advice: readonly string[]
  /** Terms besides payment, each with its wordings; the first is always taken. */
  acts: readonly (readonly string[])[]
}

/** A matter that is no dispute between two sides. */
export type MatterFamily = {
  key: string
  kind: 'petition' | 'linkage' | 'care' | 'answered'
  weight: number
  months?: readonly number[]
  age?: readonly [number, number]
  unit: string
  contentClass: string
  purpose: StoryPurpose
  picks?: Record<string, readonly string[]>
  summary: readonly string[]
  facts: readonly string[]
  wish: readonly string[]
  answer?: readonly string[]
}

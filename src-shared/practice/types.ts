import type { Day, Instant } from '../kernel/day.ts'
import type { Channel, PartyKind, PartyRole, Reported } from '../intake/schema.ts'
import type { StoryTask } from './linkage/steps.ts'
import type { PetitionAct, PetitionActName } from '../petition/events.ts'

/** The 18 classes of the justice statistics (A3.2; the numbers are ours), in their printed order. */
export const PRACTICE_JUSTICE_CODES = [
  '01',
  '02',
  '03',
  '04',
  '05',
  '06',
  '07',
  '08',
  '09',
  '10',
  '11',
  '12',
  '13',
  '14',
  '15',
  '16',
  '17',
  '18',
] as const
export type JusticeCode = (typeof PRACTICE_JUSTICE_CODES)[number]

export type StoryKind = 'mediation' | 'petition' | 'linkage' | 'care' | 'answered'
/** As `SOURCES` of the mediation topic. */
export type StorySource =
  'applied' | 'proactive' | 'police' | 'court' | 'government' | 'petition' | 'procuratorate' | 'other_referral'
/** Which clock of A1.1 runs besides the general one. */
export type StoryClock = 'general' | 'medical' | 'labour' | 'court_before' | 'court_ordinary' | 'court_summary'
export type StoryPurpose = '意见建议' | '求决' | '申诉' | '咨询' | '检举控告'
export type StoryDifficulty = 'simple' | 'ordinary' | 'hard' | 'major'
/** A2.13: 1 refused or given up, 2 no agreement, 3 cannot go on, 4 time is over, 7 not reachable, 8 another legal way. */
export type TerminationCode = '1' | '2' | '3' | '4' | '7' | '8'

export type StoryParty = {
  role: Extract<PartyRole, 'visitor' | 'applicant' | 'respondent' | 'third_party' | 'agent'>
  kind: Exclude<PartyKind, 'organisation'>
  name: string
  sex?: '男' | '女'
  birthOn?: Day
  /** 18 digits with a valid check digit and the impossible region 990000. */
  idNumber?: string
  phone?: string
  address?: string
  occupation?: string
  /** Of a company. */
  legalRepresentative?: string
  legalRepresentativeTitle?: string
  /** Of an agent: the index in `parties` of whom they act for, their post, and 一般授权 or 特别授权. */
  agentFor?: number
  relation?: string
  authority?: string
}

export type StorySession = {
  /** Days after receipt, as every `day` of a story. */
  day: number
  startsAt: string
  endsAt: string
  place: string
  isPublic: boolean
  /** Indexes in `parties` of those who came. */
  attendees: number[]
  /** Invited with the parties' consent (人调法 §20): names with their post. */
  helpers: string[]
  record: string
  result: 'agreed' | 'failed' | 'continues'
}

export type StoryTerm = { text: string; amountFen: number }
/** One dated payment; `term` is the index in `terms`. */
export type StoryInstalment = { no: number; term: number; dueDay: number; amountFen: number; paidDay?: number }

export type StoryAgreement = {
  form: 'written' | 'oral'
  day: number
  /** Only of a written agreement, and only as far as it has gone. */
  partiesSignedDay?: number
  mediatorSignedDay?: number
  sealedDay?: number
  /** Written: the latest of the three days (人调法 §29); oral: `day` (§30). Absent while a signature is missing. */
  effectiveDay?: number
  /** Facts, issue and each side's responsibility (人调法 §29). */
  findings: string
  terms: StoryTerm[]
  /** The sum of the terms. */
  amountFen: number
  /** Every dated payment; they sum to `amountFen`. */
  instalments: StoryInstalment[]
  performance: 'at_once' | 'once' | 'instalments' | 'deed'
  /** How money is paid, empty if none. */
  means: string
  /** The last day of performance. */
  dueDay: number
  copies: number
}

export type StoryMediation = {
  outcome: 'written' | 'oral' | 'terminated' | 'refused' | 'open'
  refusal?: { day: number; reason: string; clause: string; remedies: string[] }
  acceptedDay?: number
  applicantConsentDay?: number
  respondentConsentDay?: number
  /** The respondent clearly refused (人调法 §17); no session then. */
  respondentRefusedDay?: number
  rightsNoticeDay?: number
  /** Log-in names; the first presides. */
  mediators: string[]
  sessions: StorySession[]
  agreement?: StoryAgreement
  termination?: { day: number; code: TerminationCode; reason: string; remedies: string[] }
  performance?: { day: number; state: 'done' | 'partly' | 'not'; note: string }
  returnVisit?: {
    day: number
    how: 'home' | 'phone'
    text: string
    satisfaction: 'satisfied' | 'fair' | 'unsatisfied'
    conclusion: 'done' | 'partly' | 'not'
  }
  confirmation?: { appliedDay: number; court: string; caseNumber: string; decidedDay?: number }
  closedDay?: number
  archivedDay?: number
}

/** What a petition's course comes to in the end, whether it has got there or not. */
export type StoryRoute =
  | 'accept'
  | 'forward'
  | 'assign'
  | 'guide'
  | 'lead'
  | 'reply'
  | 'refuse'
  | 'mediation'
  | 'return'
  | 'withdraw'
  | 'report'

/** One act of a petition. Its event is known by `ref`, and payloads that point at an earlier act hold that act's `ref`. */
export type StoryPetitionAct = {
  day: number
  act: PetitionActName
  payload: PetitionAct
  login: string
  ref: string
  /** Recorded by the mediation that reports back, not by a person. */
  isReportedBack?: true
}

/** How a petition goes, as far as it has gone. */
export type StoryPetition = {
  route: StoryRoute
  acts: StoryPetitionAct[]
  /** Those that a report is about. */
  reported?: Reported[]
  /** The mediation that it went to, a matter of its own received on that day. */
  mediation?: Omit<StoryCase, 'parties'> & { receivedDay: number }
}

/** What a mediation needs to be worked; days count from its own `receivedOn`. */
export type StoryCase = {
  receivedOn: Day
  clerk: string
  parties: Pick<StoryParty, 'role' | 'name'>[]
  facts: string
  wish: string
  source?: StorySource
  sourceUnit?: string
  sourceNumber?: string
  clock?: StoryClock
  justiceClass?: JusticeCode
  governanceClass?: string
  difficulty?: StoryDifficulty
  mediation?: StoryMediation
}

/** One made-up matter, plain data. Days are counted from `receivedOn`; nothing that has happened is later than the range's end. */
export type Story = {
  index: number
  /** The scenario family, such as `leak`. */
  family: string
  kind: StoryKind
  receivedOn: Day
  enteredAt: Instant
  occurredOn: Day
  channel: Channel
  /** Index in `practiceCentre().places` and in its `grids`. */
  placeIndex: number
  gridIndex: number
  location: string
  parties: StoryParty[]
  /** One sentence. */
  summary: string
  facts: string
  wish: string
  /** Log-in name of the clerk who entered it. */
  clerk: string
  /** Days after receipt; absent if not yet done at the end of the range. */
  triagedDay?: number
  justiceClass?: JusticeCode
  /** A4.3, two digits each for class and subclass. */
  governanceClass?: string
  source?: StorySource
  clock?: StoryClock
  /** Who handed it over, with their number. */
  sourceUnit?: string
  sourceNumber?: string
  difficulty?: StoryDifficulty
  mediation?: StoryMediation
  petition?: StoryPetition
  /** What became of it in 六联. */
  task?: StoryTask
  /** People concerned where they are more than the parties. */
  peopleCount?: number
  /** Index of the story that this one repeats. */
  repeatOf?: number
  /** Unit code (`practiceCentre().units`) that leads a petition, linkage or care matter. */
  leadUnit?: string
  /** Contents class of a petition (B3.3 甲) and its purpose (B3.2). */
  contentClass?: string
  purpose?: StoryPurpose
  /** What the citizen was told, for matters answered at once. */
  answer?: string
}

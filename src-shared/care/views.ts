import { z } from 'zod'
import { Day, Instant } from '../kernel/day.ts'
import { PlaceId, UserId } from '../kernel/ids.ts'
import { Figure } from '../ledger/schema.ts'
import { GROUP_IDS, LOOK_KINDS, LOOK_PURPOSES, PURGE_REASONS } from './codes.ts'
import { ClientId, OFFICE_ACTS } from './events.ts'
import type { ClientState } from './fold.ts'

export const GroupIdSchema = z.enum(GROUP_IDS)
export const LookPurposeSchema = z.enum(Object.keys(LOOK_PURPOSES) as [keyof typeof LOOK_PURPOSES])

/** Where somebody stands with the key of the care records. */
export const CareStatus = z.object({
  /**
   * `none`: no street has a care key yet. `elsewhere`: the street has one, this computer does not: the care recovery code
   * brings it. `not_given`: this log-in has no key. `lost`: it had one until the administrator reset its password.
   * `code_waits`: the head of care made a one-time code for it. `open`: the records are open.
   */
  state: z.enum(['none', 'elsewhere', 'not_given', 'lost', 'code_waits', 'open']),
  isHead: z.boolean(),
  /** Of the care key; the same on every seat of the street. */
  fingerprint: z.string(),
  isRecoveryConfirmed: z.boolean(),
  /** For the head of care: who may be given the key, and who has it. */
  holders: z.array(
    z.object({ userId: UserId, name: z.string(), has: z.enum(['key', 'code', 'lost', 'none']), isHead: z.boolean() }),
  ),
  /** The district's care office, once its key was compared. */
  office: z.object({ fingerprint: z.string(), trustedAt: Instant, trustedBy: z.string() }).nullable(),
  /** Records that came from other seats and cannot be read with this key. */
  unreadable: z.int(),
})
export type CareStatus = z.infer<typeof CareStatus>

/** One line of a list. The name is in full only for the assigned worker. */
export const ClientRow = z.object({
  clientId: ClientId,
  /** Eight signs by which people name a record without naming the person. */
  number: z.string(),
  version: z.int(),
  name: z.string(),
  isMasked: z.boolean(),
  placeId: PlaceId.nullable(),
  enrolments: z.array(
    z.object({
      enrolmentId: z.string(),
      group: GroupIdSchema,
      track: z.string(),
      state: z.enum(['running', 'suspended', 'closed']),
      endOn: Day.nullable(),
    }),
  ),
  workerId: UserId.nullable(),
  workerName: z.string(),
  lastVisitOn: Day.nullable(),
  nextDueOn: Day.nullable(),
  /** What is open and what of it is late. */
  openCount: z.int(),
  lateCount: z.int(),
  isOpen: z.boolean(),
})
export type ClientRow = z.infer<typeof ClientRow>

/** What waits to be done for a client, in one list. */
export const DUE_KINDS = {
  visit: '走访',
  next: '约好的下次走访',
  promise: '答应过的',
  sign: '等待签收',
  answer: '等待回复',
  referral: '转介等答复',
  term: '即将期满',
  erase: '撤回同意，待销毁',
} as const
export const DueItem = z.object({
  kind: z.enum(Object.keys(DUE_KINDS) as [keyof typeof DUE_KINDS]),
  clientId: ClientId,
  number: z.string(),
  name: z.string(),
  isMasked: z.boolean(),
  /** Of a visit that was put together all whose time it meets; none of what belongs to the person, such as a promise. */
  groups: z.array(GroupIdSchema),
  /** Of the due visit, the promise, the response, the referral or the enrolment. */
  ref: z.string(),
  /** From when a visit counts; else the day on which it began. */
  fromOn: Day.nullable(),
  /** The day by which; for a response the day of its yellow limit before that passed, then of its red one. */
  on: Day,
  /** `16:30` where hours are counted, else ''. */
  time: z.string(),
  level: z.enum(['later', 'soon', 'today', 'late', 'yellow', 'red']),
  what: z.string(),
  workerId: UserId.nullable(),
  workerName: z.string(),
})
export type DueItem = z.infer<typeof DueItem>

export const DueVisit = z.object({
  dueId: z.string(),
  enrolmentId: z.string(),
  group: GroupIdSchema,
  ruleId: z.string(),
  fromOn: Day,
  on: Day,
  /** Up to here in time, up to `lateOn` a visit still makes it good. */
  graceOn: Day,
  lateOn: Day,
  state: z.enum(['open', 'timely', 'late', 'skipped', 'absent', 'missed']),
  visitId: z.string().nullable(),
  visitedOn: Day.nullable(),
})
export type DueVisit = z.infer<typeof DueVisit>

export const TimelineEntry = z.object({
  eventId: z.string(),
  kind: z.string(),
  at: Instant,
  byName: z.string(),
  title: z.string(),
  text: z.string(),
  isTakenBack: z.boolean(),
  /** Why the program could not take it; '' for all but very few. */
  problem: z.string(),
  canTakeBack: z.boolean(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

/** One client. `masked`: name, contacts and what was written are hidden; `own`: only phone, ID and address are. */
export const ClientView = z.object({
  clientId: ClientId,
  number: z.string(),
  version: z.int(),
  shows: z.enum(['masked', 'own', 'all']),
  state: z.custom<ClientState>(),
  dueVisits: z.array(DueVisit),
  timeline: z.array(TimelineEntry),
  papers: z.array(
    z.object({ paperId: z.string(), kind: z.string(), title: z.string(), issuedAt: Instant, by: z.string() }),
  ),
  /** Whose row it is is past its end and by which day it is to be destroyed; null while it is worked on. */
  eraseAfter: Day.nullable(),
})
export type ClientView = z.infer<typeof ClientView>

/** A photo of a visit with its picture, for whoever said what for. */
export const PhotoView = z.object({
  photoId: z.string(),
  at: Instant,
  byName: z.string(),
  agreedBy: z.string(),
  jpegBase64: z.string(),
})

export const HelpUnit = OFFICE_ACTS.listHelp
export const OccasionView = OFFICE_ACTS.occasion.extend({ due: z.int(), made: z.int() })
export const ProjectView = OFFICE_ACTS.project.extend({
  sessions: z.array(OFFICE_ACTS.session.extend({ present: z.int(), invited: z.int() })),
})
export const HandOverView = OFFICE_ACTS.handOver.extend({ at: Instant, byName: z.string() })
export const PurgeView = OFFICE_ACTS.purge.extend({ at: Instant, byName: z.string(), numbers: z.array(z.string()) })
/** Whose record may be destroyed now, and why. */
export const PurgeCandidate = z.object({
  clientId: ClientId,
  number: z.string(),
  closedOn: Day,
  eraseAfter: Day,
  why: z.enum(Object.keys(PURGE_REASONS) as [keyof typeof PURGE_REASONS]),
})

/** Whose record a seal would destroy, and how much of it there is. */
export const SealPreview = z.object({
  clientId: ClientId,
  number: z.string(),
  name: z.string(),
  workerName: z.string(),
  /** When some service began; null: no birthday is known. */
  wasJuvenile: z.boolean().nullable(),
  enrolments: z.array(z.object({ title: z.string(), startOn: Day, closedOn: Day.nullable() })),
  counts: z.object({
    visits: z.int(),
    photos: z.int(),
    papers: z.int(),
    openPromises: z.int(),
    openResponses: z.int(),
  }),
})

/** A look at what is masked, as the head of care reads it. */
export const LookLine = z.object({
  eventId: z.string(),
  at: Instant,
  byName: z.string(),
  what: z.enum(LOOK_KINDS),
  purpose: z.string(),
  number: z.string(),
  clientId: ClientId.nullable(),
  count: z.int(),
})

export const CareMonthState = z.object({
  group: GroupIdSchema,
  month: z.string(),
  from: Day,
  to: Day,
  signedAt: Instant.nullable(),
  signedBy: z.string(),
  openDifferences: z.int(),
  sheets: z.array(z.object({ no: z.int(), number: z.string(), issuedAt: Instant, by: z.string(), reason: z.string() })),
})
export const CareLedgerRow = z.object({ clientId: z.string() }).catchall(z.union([z.string(), z.number(), z.null()]))
export type CareLedgerRow = z.infer<typeof CareLedgerRow>
export const CareMonth = z.object({
  state: CareMonthState,
  fields: z.array(z.object({ key: z.string(), title: z.string() })),
  /** Names partly hidden. */
  rows: z.array(CareLedgerRow),
  /** Of a signed month as they were signed. */
  figures: z.array(Figure),
  changed: z.array(z.object({ title: z.string(), unit: z.string(), signed: z.string(), present: z.string() })),
})
export const CareDifference = z.object({
  clientId: z.string(),
  number: z.string(),
  title: z.string(),
  signed: z.string(),
  present: z.string(),
})

import { z } from 'zod'
import { Day, Instant } from '../kernel/day.ts'
import { DocumentId, EventId, MatterId, PartyId, PlaceId, UserId } from '../kernel/ids.ts'

/** How a matter reached the window. */
export const CHANNELS = {
  visit: '来访',
  call: '来电',
  letter: '来信',
  online: '网上',
  transfer: '移送',
  outreach: '排查',
} as const
export const Channel = z.enum(['visit', 'call', 'letter', 'online', 'transfer', 'outreach'])
export type Channel = z.infer<typeof Channel>

/** What a matter became. `open` until it is triaged. */
export const MATTER_KINDS = {
  open: '待分流',
  mediation: '矛盾调解',
  petition: '信访代理',
  linkage: '六联协同',
  care: '关爱走访',
} as const
export const MatterKind = z.enum(['open', 'mediation', 'petition', 'linkage', 'care'])
export type MatterKind = z.infer<typeof MatterKind>

/** Folded status of a matter; see `matterFold.ts` and `../mediation/fold.ts`. */
export const STAGES = {
  registered: '已登记',
  listed: '已转办（待办）',
  answered: '即办答复',
  refused: '不予受理',
  merged: '已并入',
  void: '已作废',
  to_accept: '待受理',
  mediating: '调解中',
  agreed: '协议待生效',
  performing: '履行中',
  performed: '已履行',
  terminated: '已终止',
  closed: '已结案',
  archived: '已归档',
  to_sort: '待甄别',
  handling: '办理中',
  transferred: '已转送交办',
  guided: '已告知引导',
  led: '已导入其他程序',
  replied: '已答复',
  in_mediation: '转调解中',
  settled: '已和解',
  opinion: '已出意见待送达',
  served: '意见已送达',
  reviewing: '复查中',
  rechecking: '复核中',
  withdrawn: '已撤回',
  to_describe: '待受理登记',
  to_dispatch: '待分流交办',
  to_receive: '待单位接件',
  returned: '单位退回待处理',
  to_confer: '待会商',
  to_verify: '已答复待验证',
  verified: '已验证待办结',
  filed: '已备案',
} as const
export const Stage = z.enum(Object.keys(STAGES) as [keyof typeof STAGES, ...(keyof typeof STAGES)[]])
export type Stage = z.infer<typeof Stage>

export const PARTY_ROLES = {
  visitor: '来访人',
  applicant: '申请人',
  respondent: '被申请人',
  third_party: '第三人',
  representative: '代表人',
  agent: '代理人',
  guardian: '监护人',
  related: '相关人',
} as const
export const PartyRole = z.enum(Object.keys(PARTY_ROLES) as [keyof typeof PARTY_ROLES, ...(keyof typeof PARTY_ROLES)[]])
export type PartyRole = z.infer<typeof PartyRole>

export const PartyKind = z.enum(['person', 'company', 'organisation'])
export type PartyKind = z.infer<typeof PartyKind>
export const PARTY_KINDS = { person: '自然人', company: '法人', organisation: '非法人组织' } as const

const text = (max: number) => z.string().trim().max(max)

/** The party block of A2.3; everything but the name may come later. An anonymous visitor has an empty name. */
export const PartyInput = z.object({
  kind: PartyKind.default('person'),
  name: text(80).default(''),
  sex: z.enum(['0', '1', '2', '9']).default('0'), // GB/T 2261.1
  birthOn: Day.nullable().default(null),
  ethnicity: text(4).default(''), // GB/T 3304 code; asked only because the ministry's form has the box
  occupation: text(40).default(''),
  phone: text(30).default(''),
  address: text(120).default(''),
  idType: text(3).default(''), // GA/T 517
  idNumber: text(30).default(''),
  legalRepresentative: text(40).default(''),
  legalRepresentativeTitle: text(40).default(''),
})
export type PartyInput = z.infer<typeof PartyInput>

/** One person or organisation in one matter. */
export const MatterPartyInput = z.object({
  role: PartyRole.default('visitor'),
  /** An earlier person that the clerk linked; empty makes a new one. */
  partyId: PartyId.nullable().default(null),
  /** Of whom the clerk said that they are somebody else: not asked about again. */
  notPartyIds: z.array(PartyId).max(20).optional(),
  party: PartyInput,
  /** For agents, representatives and guardians: for whom, and with what authority (一般 / 特别授权). */
  actsFor: text(80).default(''),
  authority: text(80).default(''),
})
export type MatterPartyInput = z.infer<typeof MatterPartyInput>

/** The intake card. Only `summary` must hold a sentence. */
export const IntakeCard = z.object({
  receivedOn: Day,
  channel: Channel.default('visit'),
  summary: z.string().trim().min(2, '请用一句话写下什么事').max(200),
  facts: text(5000).default(''),
  wish: text(1000).default(''),
  placeId: PlaceId.nullable().default(null),
  placeDetail: text(120).default(''),
  sourceUnit: text(60).default(''),
  sourceNumber: text(60).default(''),
  /** Number of people present or concerned, 0 = not stated. */
  peopleCount: z.int().min(0).max(100_000).default(0),
  isAnonymous: z.boolean().default(false),
  parties: z.array(MatterPartyInput).max(60).default([]),
})
export type IntakeCard = z.infer<typeof IntakeCard>

/** A unit or person that a report (检举控告) is about; `userId` where it is one of the office's own people. */
export const Reported = z.object({
  kind: z.enum(['unit', 'person']),
  name: z.string().trim().min(2, '请写明被反映的单位或人员').max(60),
  userId: UserId.nullable().default(null),
})
export type Reported = z.infer<typeof Reported>
export const ReportedList = z.array(Reported).min(1, '请写明被反映的单位或人员').max(20)

/** The card at first registration: a report is sealed from its first save, so that nobody it is about ever sees it. */
export const NewCard = IntakeCard.extend({
  report: z.object({ reported: ReportedList }).nullable().default(null),
})
export type NewCard = z.infer<typeof NewCard>

/** Who a sealed matter is about and who may know of it, for those who may. */
export const SealView = z.object({
  reported: z.array(Reported),
  /** Besides the one who entered it, the one in charge and the heads. */
  allowedUserIds: z.array(UserId),
  knowers: z.array(z.object({ userId: UserId, name: z.string() })),
})
export type SealView = z.infer<typeof SealView>

/** A row of any list of matters; names masked by the server where the role asks for it. */
export const MatterRow = z.object({
  id: MatterId,
  number: z.string(),
  kind: MatterKind,
  stage: Stage,
  summary: z.string(),
  partyNames: z.string(),
  placeName: z.string(),
  channel: Channel,
  receivedOn: Day,
  enteredAt: Instant,
  dueOn: Day.nullable(),
  ownerName: z.string(),
})
export type MatterRow = z.infer<typeof MatterRow>

export const ROUTES = {
  mediation: '人民调解',
  petition: '信访代理',
  linkage: '六联协同',
  care: '关爱走访',
  answered: '当场答复（即办）',
  refused: '不予受理',
} as const
export const Route = z.enum(['mediation', 'petition', 'linkage', 'care', 'answered', 'refused'])
export type Route = z.infer<typeof Route>

/** One party as shown on a matter: masked until revealed. */
export const PartyView = PartyInput.extend({
  partyId: PartyId,
  role: PartyRole,
  position: z.int(),
  actsFor: z.string(),
  authority: z.string(),
  otherMatters: z.int(),
  isMasked: z.boolean(),
})
export type PartyView = z.infer<typeof PartyView>

export const TimelineEntry = z.object({
  id: EventId,
  seq: z.int(),
  kind: z.string(),
  /** Chinese title and text made by the topic's `describe`. */
  title: z.string(),
  text: z.string(),
  actorName: z.string(),
  at: Instant,
  isTakenBack: z.boolean(),
  /** Why the fold could not take it, in Chinese; empty when all is well. */
  problem: z.string(),
  /** Of a step with a problem: somebody has dealt with it. */
  isSettled: z.boolean(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const DeadlineView = z.object({
  /** Names the clock within its matter: its rule, and what started it where a rule can start more than once. */
  id: z.string(),
  ruleId: z.string(),
  title: z.string(),
  source: z.string(),
  isStatutory: z.boolean(),
  /** A right of the citizen, or another's duty: `dueOn` is not the office's day. */
  isOption: z.boolean(),
  /** `当事人的最后一日`; empty for what the office owes. */
  optionText: z.string(),
  confidence: z.enum(['verified', 'seen', 'unverified']),
  startOn: Day,
  originalDueOn: Day,
  dueOn: Day,
  metOn: Day.nullable(),
  state: z.enum(['running', 'met', 'missed', 'stopped', 'lapsed']),
  isProvisional: z.boolean(),
  /** The arithmetic, one line a step. */
  steps: z.array(z.string()),
  canExtend: z.boolean(),
  /** What an extension is counted in, as it stands after a number; empty where none is laid down. */
  extensionUnit: z.string(),
})
export type DeadlineView = z.infer<typeof DeadlineView>

export const DocumentRow = z.object({
  id: DocumentId,
  kind: z.string(),
  /** Which one of its kind, where a matter has several. */
  ref: z.string(),
  title: z.string(),
  number: z.string(),
  pages: z.int(),
  sha256: z.string(),
  issuedAt: Instant,
  issuedBy: z.string(),
  isVoid: z.boolean(),
  printCount: z.int(),
  /** False while only its row is here: another seat issued it, its bytes are fetched when somebody asks. */
  isHere: z.boolean(),
})
export type DocumentRow = z.infer<typeof DocumentRow>

/** An act on the record: possible now, or why not. */
export const ActState = z.object({ act: z.string(), title: z.string(), isAllowed: z.boolean(), why: z.string() })
export type ActState = z.infer<typeof ActState>

export const ToDo = z.object({ field: z.string(), text: z.string() })

export const MatterView = z.object({
  id: MatterId,
  version: z.int(),
  number: z.string(),
  dossierNumber: z.string(),
  kind: MatterKind,
  stage: Stage,
  card: IntakeCard.omit({ parties: true }),
  placeName: z.string(),
  enteredAt: Instant,
  enteredBy: z.string(),
  ownerId: UserId.nullable(),
  ownerName: z.string(),
  /** The first answer that the window promised, for as long as it is owed. */
  promiseOn: Day.nullable(),
  parties: z.array(PartyView),
  timeline: z.array(TimelineEntry),
  deadlines: z.array(DeadlineView),
  documents: z.array(DocumentRow),
  links: z.array(
    z.object({
      matterId: MatterId,
      number: z.string(),
      summary: z.string(),
      relation: z.enum(['same_matter', 'merged_into', 'merged_from']),
    }),
  ),
  acts: z.array(ActState),
  /** What the card still lacks. */
  toDo: z.array(ToDo),
  /** The newest act can be taken back by this user. */
  canTakeBack: z.boolean(),
  /** Null for a matter that is not sealed. */
  seal: SealView.nullable(),
})
export type MatterView = z.infer<typeof MatterView>

export const Suggestion = z.object({
  people: z.array(
    z.object({
      partyId: PartyId,
      name: z.string(),
      maskedPhone: z.string(),
      maskedId: z.string(),
      address: z.string(),
      why: z.string(),
      matters: z.array(
        z.object({ matterId: MatterId, number: z.string(), summary: z.string(), receivedOn: Day, stage: Stage }),
      ),
    }),
  ),
  matters: z.array(
    z.object({
      matterId: MatterId,
      number: z.string(),
      summary: z.string(),
      receivedOn: Day,
      stage: Stage,
      why: z.string(),
    }),
  ),
})
export type Suggestion = z.infer<typeof Suggestion>

export const MatterFilter = z.object({
  /** Only these; all if empty. */
  ids: z.array(MatterId).max(1000).default([]),
  stages: z.array(Stage).default([]),
  kind: MatterKind.nullable().default(null),
  /** Several kinds at once; all of them if empty. */
  kinds: z.array(MatterKind).max(5).default([]),
  /** Of tasks (kind `linkage`) only those of this linkage, by its code; other kinds stay as they are. All if empty. */
  taskLinkage: z.string().max(6).default(''),
  /** Pieces apart by spaces, each found in the number, the sender's number, what it is about or a party's name. */
  words: z.string().trim().max(60).default(''),
  placeId: PlaceId.nullable().default(null),
  channel: Channel.nullable().default(null),
  receivedFrom: Day.nullable().default(null),
  receivedTo: Day.nullable().default(null),
  /** Typed in on or after this day, whatever the day of receipt. */
  enteredFrom: Day.nullable().default(null),
  /** Mediations concluded on or after this day. */
  closedFrom: Day.nullable().default(null),
  ownerId: UserId.nullable().default(null),
  /** With a running clock that ends on this day or before. */
  dueTo: Day.nullable().default(null),
  isOpenOnly: z.boolean().default(false),
})
export type MatterFilter = z.infer<typeof MatterFilter>

/** `received`: newest received first. `due`: the clock that ends first on top, without a clock last, then as registered. */
export const MATTER_ORDERS = ['received', 'due'] as const
export const MatterOrder = z.enum(MATTER_ORDERS).default('received')
export type MatterOrder = z.infer<typeof MatterOrder>

/** Where a page of the list ended; from here the next one begins. */
export const MatterCursor = z.object({ receivedOn: Day, dueOn: Day.nullable().default(null), rid: z.int() })
export type MatterCursor = z.infer<typeof MatterCursor>

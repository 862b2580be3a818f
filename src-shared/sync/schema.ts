import { z } from 'zod'
import { Instant } from '../kernel/day.ts'
import { MatterId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { CASE_ROLES } from '../kernel/roles.ts'

const EVERY_ROLE = 'anyone'
const Purpose = z.string().trim().min(2, '请写明用途').max(100)

/** Whose computer a row waits on, honestly: still here only, delivered, or accepted with the district's receipt. */
export const RecordState = z.object({
  /** `local`: this seat joined no street; `here`: something of it waits; `delivered`: sent, part of it not answered for; `accepted`; `held`: sealed, only a box leaves. */
  state: z.enum(['local', 'here', 'delivered', 'accepted', 'held']),
  /** Rows of it that wait. */
  waiting: z.int(),
  /** The district's number of its newest row. */
  receipt: z.int().nullable(),
})
export type RecordState = z.infer<typeof RecordState>

export const SyncProgress = z.object({
  what: z.enum(['stamping', 'sending', 'receiving', 'snapshot', 'folding', 'files']),
  done: z.int(),
  /** 0 where it is not known. */
  total: z.int(),
})
export type SyncProgress = z.infer<typeof SyncProgress>

/** Everything the sync page says; the counts add up to `rows`. */
export const SyncStatus = z.object({
  hasJoined: z.boolean(),
  url: z.string(),
  districtName: z.string(),
  streetName: z.string(),
  seatCode: z.string(),
  seats: z.array(z.object({ seatCode: z.string(), letter: z.string(), name: z.string(), isOwn: z.boolean() })),
  isPaused: z.boolean(),
  /** What the background thread is doing; null while it rests. */
  progress: SyncProgress.nullable(),
  isOnline: z.boolean(),
  lastOkAt: Instant.nullable(),
  lastTriedAt: Instant.nullable(),
  /** Why the last try ended, in Chinese; empty if it went well. */
  problem: z.string(),
  /** A question that a person must answer before sync goes on. */
  stopped: z.enum(['', 'lineage', 'revoked', 'update_needed']),
  rows: z.object({
    all: z.int(),
    /** Not sent yet. */
    waiting: z.int(),
    /** Sent, no answer yet. */
    flying: z.int(),
    accepted: z.int(),
    /** Of sealed matters: only their boxes leave. */
    held: z.int(),
  }),
  /** What waits, by kind of record, in Chinese. */
  waitingBy: z.array(z.object({ title: z.string(), n: z.int(), oldestAt: Instant })),
  cursor: z.int(),
  head: z.int(),
  /** Both sides' counts and sums agreed with nothing waiting: the only time "all synced" is said. */
  agreedAt: Instant.nullable(),
  isAllSynced: z.boolean(),
  unsettled: z.int(),
  files: z.object({ up: z.int(), down: z.int() }),
  conflicts: z.int(),
  quarantined: z.int(),
})
export type SyncStatus = z.infer<typeof SyncStatus>

export const Conflict = z.object({
  id: z.string(),
  /** What it is about: a matter's number and title, a person's name with his matter, a setting. */
  title: z.string(),
  /** The person, place or colleague that the field is of; empty where it is the matter itself or a setting. */
  name: z.string(),
  matterId: MatterId.nullable(),
  tableTitle: z.string(),
  fieldTitle: z.string(),
  /** A number or address is partly hidden in one of the texts: two that differ may look alike. */
  isMasked: z.boolean(),
  /** Until it is settled, the value as the record has it now; then the one it was at the choice. */
  winner: z.object({ text: z.string(), by: z.string(), at: Instant }),
  loser: z.object({ text: z.string(), by: z.string(), at: Instant }),
  foundAt: Instant,
  settled: z.object({ at: Instant, by: z.string(), as: z.enum(['winner', 'loser']), reason: z.string() }).nullable(),
})
export type Conflict = z.infer<typeof Conflict>

export const QuarantinedRow = z.object({
  id: z.int(),
  direction: z.enum(['up', 'down']),
  table: z.string(),
  tableTitle: z.string(),
  title: z.string(),
  code: z.string(),
  message: z.string(),
  matterId: MatterId.nullable(),
  at: Instant,
  /** A new number would let it through. */
  canRenumber: z.boolean(),
  /** Trying again can end otherwise than before. */
  canRetry: z.boolean(),
})
export type QuarantinedRow = z.infer<typeof QuarantinedRow>

/** What waits for somebody here: the navigation's badge. */
export const SyncAttention = z.object({
  hasJoined: z.boolean(),
  stopped: z.enum(['', 'lineage', 'revoked', 'update_needed']),
  conflicts: z.int(),
  quarantined: z.int(),
})
export type SyncAttention = z.infer<typeof SyncAttention>

export const PackageSummary = z.object({
  kind: z.enum(['rows', 'receipt']),
  from: z.string(),
  madeAt: Instant,
  rows: z.int(),
  taken: z.int(),
  conflicts: z.int(),
  quarantined: z.int(),
  /** The answer to carry back, base64; null where none is due. */
  receipt: z.object({ fileName: z.string(), base64: z.string() }).nullable(),
})

export const syncContract = defineContract({
  'sync.status': { kind: 'query', allow: EVERY_ROLE, input: z.object({}), output: SyncStatus },
  /** Cheap: asked by every page after every change. */
  'sync.attention': { kind: 'query', allow: EVERY_ROLE, input: z.object({}), output: SyncAttention },
  'sync.recordState': {
    kind: 'query',
    allow: [...CASE_ROLES],
    input: z.object({ matterId: MatterId }),
    output: RecordState,
  },
  /** Joins a street with a code of the district; what is here is sent from then on. */
  'sync.join': {
    kind: 'action',
    allow: ['admin', 'head'],
    input: z.object({
      url: z.url({ protocol: /^https?$/, error: '请填写区级服务器地址，如 https://…' }).max(200),
      code: z.string().trim().min(8, '请填写区里给的接入码').max(40),
      name: z.string().trim().min(1, '请填写这台电脑的名称').max(60),
      /** A certificate of the district's own making, PEM; empty for one that the computer trusts. */
      ca: z.string().max(20_000).default(''),
    }),
    output: z.object({ streetName: z.string(), districtName: z.string() }),
  },
  /** One exchange now; answers when it is over, with the same words as the status. */
  'sync.now': { kind: 'action', allow: EVERY_ROLE, input: z.object({}), output: z.object({ problem: z.string() }) },
  'sync.setPaused': {
    kind: 'command',
    allow: ['admin', 'head'],
    input: z.object({ isPaused: z.boolean() }),
    output: z.object({}),
  },
  /** Goes on with a district that is another one than before: all that is here is sent again; nothing is deleted. */
  'sync.acceptLineage': {
    kind: 'command',
    allow: ['admin', 'head'],
    input: z.object({ reason: z.string().trim().min(2, '请写明原因').max(200) }),
    output: z.object({}),
  },
  'sync.conflicts': {
    kind: 'query',
    allow: [...CASE_ROLES],
    input: z.object({ isSettled: z.boolean().default(false), matterId: MatterId.nullable().default(null) }),
    output: z.array(Conflict),
  },
  /** The list as a sheet, without what belongs to a sealed matter, whoever asks. */
  'sync.exportConflicts': {
    kind: 'action',
    allow: [...CASE_ROLES],
    input: z.object({ isSettled: z.boolean(), purpose: Purpose }),
    output: z.object({ fileName: z.string(), xlsxBase64: z.string() }),
  },
  'sync.printConflicts': {
    kind: 'action',
    allow: [...CASE_ROLES],
    input: z.object({ isSettled: z.boolean(), purpose: Purpose }),
    output: z.object({ title: z.string(), fileName: z.string(), pdfBase64: z.string() }),
  },
  /** Both values in full: who has to choose between two numbers must see them. */
  'sync.revealConflict': {
    kind: 'command',
    allow: [...CASE_ROLES],
    input: z.object({ id: z.string().max(64), purpose: Purpose }),
    output: z.object({ winner: z.string(), loser: z.string() }),
  },
  'sync.settleConflict': {
    kind: 'command',
    allow: [...CASE_ROLES],
    input: z.object({
      id: z.string().max(64),
      choice: z.enum(['winner', 'loser']),
      reason: z.string().trim().min(2, '请写明为什么采用这个值').max(200),
    }),
    output: z.object({}),
  },
  'sync.quarantine': {
    kind: 'query',
    allow: [...CASE_ROLES],
    input: z.object({}),
    output: z.array(QuarantinedRow),
  },
  /** Sends it, or takes it in, once more. */
  'sync.retryQuarantined': {
    kind: 'command',
    allow: [...CASE_ROLES],
    input: z.object({ id: z.int() }),
    output: z.object({}),
  },
  /** Gives a matter whose number was given out twice a new one; the old one stays readable on it. */
  'sync.renumber': {
    kind: 'command',
    allow: [...CASE_ROLES],
    input: z.object({ id: z.int() }),
    output: z.object({ number: z.string() }),
  },
  /** Everything that waits, sealed for the district or another seat of the street; nothing stops waiting by it. */
  'sync.exportPackage': {
    kind: 'action',
    allow: [...CASE_ROLES, 'admin'],
    input: z.object({}),
    output: z.object({ fileName: z.string(), base64: z.string(), rows: z.int() }),
  },
  'sync.importPackage': {
    kind: 'action',
    allow: [...CASE_ROLES, 'admin'],
    input: z.object({ base64: z.string().max(90_000_000) }),
    output: PackageSummary,
  },
  /** The bytes of a paper that another seat issued. */
  'sync.fetchPaper': {
    kind: 'action',
    allow: [...CASE_ROLES],
    input: z.object({ documentId: z.string().max(60) }),
    output: z.object({}),
  },
})

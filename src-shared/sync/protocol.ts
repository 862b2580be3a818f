import { z } from 'zod'
import { Instant } from '../kernel/day.ts'
import { SeatLetter } from '../account/schema.ts'
import { isPulledRow } from './isPulledRow.ts'
import { SeatCode, Stamp } from './stamp.ts'

/**
 * What seats and the district say to each other. Versions: a request names `{min, cur}` of the schema it speaks; the
 * district serves its own and the one before. Fields are only ever added; unknown ones are kept and given back.
 */
export const SCHEMA = { min: 1, cur: 1 }
export const SchemaRange = z.object({ min: z.int().min(1), cur: z.int().min(1) })

/** Rows and bytes of one batch or page at most. */
export const BATCH_ROWS = 2_000
export const BATCH_BYTES = 2 * 1024 * 1024
/** A stamp further ahead of the district's clock than this is refused before anything is written. */
export const CLOCK_AHEAD_MS = 10 * 60_000
/** One piece of a file. */
export const CHUNK_BYTES = 1024 * 1024
export const BUCKETS = 256
/** A seat that was away for longer takes a snapshot and replays what it has not sent. */
export const AWAY_DAYS = 180

const Base64 = z.string().regex(/^[A-Za-z0-9_-]*$/)
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
export const TableName = z.string().regex(/^[a-z_]{1,40}$/)
export const RowKey = z.string().min(1).max(300)
const Value = z.union([z.string(), z.number(), z.null()])
const FieldName = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const Fields = z.record(FieldName, Value)
const Older = z.record(FieldName, Stamp)

/**
 * Table, key, newest stamp, 1 if the row went, fields with their values, and the stamps of those fields that have an
 * older one. A change names only the fields that changed; a new row names all but those of its key, which the key spells. A row
 * that goes (1) with the field `erase` = 1 is wiped by the district, values and history: its matter was sealed later.
 */
export const WireRow = z.tuple([
  TableName,
  RowKey,
  Stamp,
  z.union([z.literal(0), z.literal(1)]),
  Fields,
  Older.optional(),
])
export type WireRow = z.infer<typeof WireRow>

/** The district's number of a row goes before the row. */
export const PulledRowShape = z.tuple([
  z.int(),
  TableName,
  RowKey,
  Stamp,
  z.union([z.literal(0), z.literal(1)]),
  Fields,
  Older.optional(),
])
export type PulledRow = z.infer<typeof PulledRowShape>
export const PulledRow = z.custom<PulledRow>(isPulledRow)

/**
 * One numbered batch. `prev` is the SHA-256 of the batch before it in this epoch, empty before the first. The body is
 * sent as these bytes, compressed; the signature covers the bytes.
 */
export const Batch = z.object({
  epoch: z.int().min(1),
  no: z.int().min(1),
  prev: z.union([Sha256, z.literal('')]),
  /** How far this seat had read when it built the batch: a value that the district got later was not known to it. */
  cursor: z.int().min(0),
  lineage: z.string(),
  /** Each row is checked by itself, so that one bad row does not stop the rest. */
  rows: z.array(z.unknown()).max(BATCH_ROWS),
})
export type Batch = Omit<z.infer<typeof Batch>, 'rows'> & { rows: WireRow[] }

export const Rejected = z.object({
  table: z.string(),
  key: z.string(),
  /** `shape`, `taken` (another row holds the key or the number), `forbidden`, `unknown_table`, `too_large`. */
  code: z.enum(['shape', 'taken', 'forbidden', 'unknown_table', 'too_large']),
  /** In Chinese, for the clerk. */
  message: z.string(),
})
export type Rejected = z.infer<typeof Rejected>

/** `from` and `to`: the rows of this batch got the numbers from+1 … to; where `from` is the seat's cursor, it moves to `to`. */
export const PushAnswer = z.object({
  no: z.int(),
  from: z.int(),
  to: z.int(),
  rejected: z.array(Rejected),
  /** Values that this batch lost or took the place of, unknown to their writer: rows of `overwritten` in the stream. */
  overwritten: z.int(),
  receivedAt: Instant,
  /** As of a page that reached the head at `to`; left out where the seat has to ask for one. */
  sum: z.string().optional(),
})
export type PushAnswer = z.infer<typeof PushAnswer>

export const PullPage = z.object({
  rows: z.array(PulledRow),
  /** The cursor after this page. */
  next: z.int(),
  head: z.int(),
  /** Sum over all rows of the street at `head`, only where `next` is `head`: see digest.ts. */
  sum: z.string().optional(),
})
export type PullPage = z.infer<typeof PullPage>

export const EnrolInput = z.object({
  /** As the district gave it: 12 characters, dashes do not matter; used once. */
  code: z.string().max(40),
  /** Raw Ed25519 public key, base64url. */
  publicKey: Base64.length(43),
  letter: SeatLetter,
  name: z.string().trim().min(1).max(60),
  app: z.string().max(40),
  schema: SchemaRange,
})
export const Enrolled = z.object({
  streetCode: z.string(),
  streetName: z.string(),
  districtName: z.string(),
  seatCode: SeatCode,
  lineage: z.string(),
  epoch: z.int(),
  serverTimeMs: z.number(),
})
export type Enrolled = z.infer<typeof Enrolled>

export const Nonce = z.object({ nonce: z.string().max(200), serverTimeMs: z.number() })

/** In the place of a lineage: a person said that this seat goes on with whatever district it finds under its street. */
export const ANY_LINEAGE = '*'

export const HelloInput = z.object({
  streetCode: z.string().max(20),
  seatCode: SeatCode,
  nonce: z.string().max(200),
  /** Ed25519 over `hello|<streetCode>|<seatCode>|<nonce>`, base64url. */
  signature: Base64.length(86),
  schema: SchemaRange,
  lineage: z.string(),
  cursor: z.int().min(0),
  app: z.string().max(40),
  /** Rows that wait here, for the district's picture of lag. */
  waiting: z.int().min(0),
})
export const SnapshotInfo = z.object({
  id: z.string(),
  /** Rows up to this number are in it. */
  cursor: z.int(),
  rows: z.int(),
  bytes: z.int(),
  sha256: Sha256,
})
export type SnapshotInfo = z.infer<typeof SnapshotInfo>
export const SeatInfo = z.object({
  seatCode: SeatCode,
  letter: SeatLetter,
  name: z.string(),
  publicKey: Base64.length(43),
})
export type SeatInfo = z.infer<typeof SeatInfo>
export const Hello = z.object({
  token: z.string(),
  expiresAtMs: z.number(),
  serverTimeMs: z.number(),
  lineage: z.string(),
  head: z.int(),
  schema: SchemaRange,
  epoch: z.int(),
  /** The last batch of this seat that was taken, in the present epoch. */
  lastNo: z.int(),
  lastHash: z.string(),
  letter: SeatLetter,
  /** Offered to a seat that is far behind. */
  snapshot: SnapshotInfo.nullable(),
  /** All seats of the street that were not revoked: for names on screen and signatures on packages. */
  seats: z.array(SeatInfo),
  /** 32 bytes, base64url: seals package files between seats of this street and the district. */
  packageKey: Base64.length(43),
})
export type Hello = z.infer<typeof Hello>

/** A seat whose chain does not fit (a cloned disk, a restored backup) goes on under a new code, letter and epoch. */
export const NewEpoch = z.object({ seatCode: SeatCode, letter: SeatLetter, epoch: z.int() })
export type NewEpoch = z.infer<typeof NewEpoch>

/** Sums of one table by bucket: 16 hex digits each, empty for an empty bucket. */
export const Digests = z.object({ head: z.int(), tables: z.record(z.string(), z.array(z.string())) })
export const BucketRows = z.object({ rows: z.array(z.tuple([RowKey, z.string()])) })

/** Why the district says no. The status is HTTP's, the code decides what the seat does. */
export const REFUSALS = {
  token: 401, // say hello again
  bad_signature: 401,
  revoked: 403, // this seat may not sync any more; its data stays
  bad_code: 403, // enrolment code unknown, used or too old
  not_found: 404,
  lineage: 409, // another or an emptied district: stop and ask
  gap: 409, // a batch before this one is missing
  fork: 409, // the number was used for another batch: take a new epoch
  letter_taken: 409,
  too_large: 413,
  shape: 422,
  clock_ahead: 422, // restamp what nobody has seen
  update_needed: 426,
  busy: 429,
  internal: 500,
} as const
export type RefusalCode = keyof typeof REFUSALS
export const Refusal = z.object({
  code: z.string(),
  message: z.string(),
  serverTimeMs: z.number().optional(),
})

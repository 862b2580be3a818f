import { NEWS_CHANNEL, type Sql } from '../db/db.ts'

export interface Street {
  streetCode: string
  name: string
  lineage: string
  packageKey: string
  seatsGiven: number
}
export interface Seat {
  seatCode: string
  letter: string
  name: string
  publicKey: string
  epoch: number
  lastNo: number
  lastHash: string
  fromSeat: string | null
  revokedAt: string | null
}

const STREET = `street_code AS "streetCode", name, lineage, package_key AS "packageKey", seats_given AS "seatsGiven"`
const SEAT = `seat_code AS "seatCode", letter, name, public_key AS "publicKey", epoch, last_no AS "lastNo", last_hash AS "lastHash",
  from_seat AS "fromSeat", revoked_at AS "revokedAt"`

/** @param isLocked held until the transaction ends: for giving out seat codes */
export async function findStreet(sql: Sql, streetCode: string, isLocked = false): Promise<Street | undefined> {
  const lock = isLocked ? 'FOR UPDATE' : ''
  const [street] = await sql<Street>(`SELECT ${STREET} FROM street WHERE street_code = $1 ${lock}`, [streetCode])
  return street
}

export async function findSeat(sql: Sql, streetCode: string, seatCode: string): Promise<Seat | undefined> {
  const [seat] = await sql<Seat>(`SELECT ${SEAT} FROM seat WHERE street_code = $1 AND seat_code = $2`, [
    streetCode,
    seatCode,
  ])
  return seat
}

export function listSeats(sql: Sql, streetCode: string): Promise<Seat[]> {
  return sql<Seat>(`SELECT ${SEAT} FROM seat WHERE street_code = $1 ORDER BY seat_code`, [streetCode])
}

export interface NewSeat {
  seatCode: string
  letter: string
  name: string
  publicKey: string
  epoch: number
  fromSeat: string | null
  enrolledAt: string
  app: string
  schemaCur: number
}

export async function insertSeat(sql: Sql, streetCode: string, seat: NewSeat): Promise<void> {
  await sql(
    `INSERT INTO seat (street_code, seat_code, letter, name, public_key, epoch, from_seat, enrolled_at, app, schema_cur)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      streetCode,
      seat.seatCode,
      seat.letter,
      seat.name,
      seat.publicKey,
      seat.epoch,
      seat.fromSeat,
      seat.enrolledAt,
      seat.app,
      seat.schemaCur,
    ],
  )
  await sql('UPDATE street SET seats_given = seats_given + 1 WHERE street_code = $1', [streetCode])
}

export interface Contact {
  at: string
  cursor: number
  waiting: number
  app: string
  schemaCur: number
}

export async function noteHello(sql: Sql, streetCode: string, seatCode: string, contact: Contact): Promise<void> {
  await sql(
    `UPDATE seat SET last_contact_at = $3, cursor = $4, waiting = $5, app = $6, schema_cur = $7
     WHERE street_code = $1 AND seat_code = $2`,
    [streetCode, seatCode, contact.at, contact.cursor, contact.waiting, contact.app, contact.schemaCur],
  )
}

export async function noteCursor(sql: Sql, streetCode: string, seatCode: string, cursor: number, at: string) {
  await sql('UPDATE seat SET last_contact_at = $3, cursor = $4 WHERE street_code = $1 AND seat_code = $2', [
    streetCode,
    seatCode,
    at,
    cursor,
  ])
}

/** Tells other instances, so that a seat which waits there hears of it; say `district.hub.tell(street)` here after the commit. */
export async function revokeSeat(sql: Sql, streetCode: string, seatCode: string, at: string): Promise<boolean> {
  const rows = await sql(
    `UPDATE seat SET revoked_at = $3 WHERE street_code = $1 AND seat_code = $2 AND revoked_at IS NULL RETURNING seat_code`,
    [streetCode, seatCode, at],
  )
  if (rows.length === 1) void sql(`SELECT pg_notify('${NEWS_CHANNEL}', $1)`, [streetCode])
  return rows.length === 1
}

export interface EnrolCode {
  streetCode: string
  expiresAt: string
  usedAt: string | null
  usedBy: string | null
}

/** In a transaction that was started with this hash. */
export async function findCode(sql: Sql, hash: string): Promise<EnrolCode | undefined> {
  const [code] = await sql<EnrolCode>(
    `SELECT street_code AS "streetCode", expires_at AS "expiresAt", used_at AS "usedAt", used_by AS "usedBy"
     FROM enrol_code WHERE code_hash = $1`,
    [hash],
  )
  return code
}

export async function spendCode(sql: Sql, streetCode: string, hash: string, seatCode: string, at: string) {
  await sql('UPDATE enrol_code SET used_at = $3, used_by = $4 WHERE street_code = $1 AND code_hash = $2', [
    streetCode,
    hash,
    at,
    seatCode,
  ])
}

export async function insertCode(sql: Sql, streetCode: string, hash: string, madeAt: string, expiresAt: string) {
  await sql('DELETE FROM enrol_code WHERE street_code = $1 AND used_at IS NULL AND expires_at < $2', [
    streetCode,
    madeAt,
  ])
  await sql('INSERT INTO enrol_code (street_code, code_hash, made_at, expires_at) VALUES ($1, $2, $3, $4)', [
    streetCode,
    hash,
    madeAt,
    expiresAt,
  ])
}

export async function insertStreet(sql: Sql, street: Omit<Street, 'seatsGiven'>, at: string): Promise<void> {
  await sql('INSERT INTO street (street_code, name, lineage, package_key, added_at) VALUES ($1, $2, $3, $4, $5)', [
    street.streetCode,
    street.name,
    street.lineage,
    street.packageKey,
    at,
  ])
  await sql('INSERT INTO street_head (street_code) VALUES ($1)', [street.streetCode])
}

/** A street that no seat has joined: there are codes that were not used, what the district published to it, and nothing else. */
export async function deleteStreet(sql: Sql, streetCode: string): Promise<void> {
  for (const table of ['enrol_code', 'sync_row', 'digest', 'street_head', 'street'])
    await sql(`DELETE FROM ${table} WHERE street_code = $1`, [streetCode])
}

export async function findHead(sql: Sql, streetCode: string): Promise<number> {
  const [head] = await sql<{ seq: number }>('SELECT seq FROM street_head WHERE street_code = $1', [streetCode])
  return head?.seq ?? 0
}

/** A value of the whole district; the first one to say it is right. */
export async function keepMeta(sql: Sql, key: string, value: string): Promise<string> {
  await sql('INSERT INTO district_meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING', [key, value])
  const [row] = await sql<{ value: string }>('SELECT value FROM district_meta WHERE key = $1', [key])
  return row?.value ?? value
}

export async function setMeta(sql: Sql, key: string, value: string): Promise<void> {
  await sql(
    'INSERT INTO district_meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    [key, value],
  )
}

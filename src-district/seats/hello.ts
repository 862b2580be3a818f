import type { z } from 'zod'
import { ANY_LINEAGE, SCHEMA, type Hello, type HelloInput, type NewEpoch } from '../../src-shared/sync/protocol.ts'
import { isoOf, type District } from '../context.ts'
import { isStreetCode } from '../db/db.ts'
import { Refused } from '../refused.ts'
import { findSnapshot } from '../sync/snapshotRepo.ts'
import { freeLetters, nextSeatCode, refuseOldSchema } from './enrol.ts'
import { isNonce, isSigned, newToken, TOKEN_LIVES_MS, type SeatClaim } from './proof.ts'
import { findHead, findSeat, findStreet, insertSeat, listSeats, noteHello, type Seat, type Street } from './repo.ts'

/** A seat that lacks more rows than this is offered the snapshot. */
const FAR_BEHIND_ROWS = 5_000

/**
 * Proves the seat's key, agrees on versions and lineage, and gives a token.
 *
 * @throws Refused `token` (nonce too old) | `bad_signature` | `revoked` | `lineage` | `update_needed`
 */
export async function greet(district: District, input: z.output<typeof HelloInput>): Promise<z.output<typeof Hello>> {
  const { streetCode, seatCode, nonce } = input
  const nowMs = district.nowMs()
  refuseOldSchema(input.schema)
  if (!isNonce(district.secret, nonce, nowMs)) throw new Refused('token', '联系区里的凭据已过期，请重试')
  const unknown = (): Refused => new Refused('bad_signature', '区里不认识这个座席的签名')
  if (!isStreetCode(streetCode)) throw unknown()
  const text = Buffer.from(`hello|${streetCode}|${seatCode}|${nonce}`)
  return district.db.inStreet(streetCode, async (sql) => {
    const street = await findStreet(sql, streetCode)
    const seat = street && (await findSeat(sql, streetCode, seatCode))
    if (!seat || !isSigned(seat.publicKey, text, input.signature)) throw unknown()
    refuseRevoked(seat)
    const head = await findHead(sql, streetCode)
    const isAnother = input.lineage !== ANY_LINEAGE && input.lineage !== street.lineage
    if (isAnother || input.cursor > head)
      throw new Refused('lineage', '区里的数据与上次不是同一份，已停止同步，本机数据未动')
    const { cursor, waiting, app, schema } = input
    await noteHello(sql, streetCode, seatCode, { at: isoOf(nowMs), cursor, waiting, app, schemaCur: schema.cur })
    const snapshot = head - cursor > FAR_BEHIND_ROWS ? await findSnapshot(sql, streetCode) : undefined
    const expiresAtMs = nowMs + TOKEN_LIVES_MS
    const seats = (await listSeats(sql, streetCode)).filter(({ revokedAt }) => revokedAt === null)
    return {
      token: newToken(district.secret, { streetCode, seatCode }, expiresAtMs),
      expiresAtMs,
      serverTimeMs: nowMs,
      lineage: street.lineage,
      head,
      schema: SCHEMA,
      epoch: seat.epoch,
      lastNo: seat.lastNo,
      lastHash: seat.lastHash,
      letter: seat.letter,
      snapshot: snapshot && snapshot.cursor - cursor > FAR_BEHIND_ROWS / 2 ? snapshot : null,
      seats: seats.map(({ seatCode: code, letter, name, publicKey }) => ({ seatCode: code, letter, name, publicKey })),
      packageKey: street.packageKey,
    }
  })
}

/** @throws Refused `revoked` */
export function refuseRevoked({ revokedAt }: Pick<Seat, 'revokedAt'>): void {
  if (revokedAt !== null) throw new Refused('revoked', '区里已停用本座席，不能再同步；本机数据仍在')
}

/**
 * After `fork` the seat goes on as another one, with the same key. Asking twice because the answer was lost gives the same seat, as long
 * as it sent nothing.
 *
 * @throws Refused `revoked` | `letter_taken` if the street has no letter left
 */
export async function openEpoch(district: District, claim: SeatClaim): Promise<NewEpoch> {
  const { streetCode, seatCode } = claim
  return district.db.inStreet(streetCode, async (sql) => {
    const street = (await findStreet(sql, streetCode, true)) as Street
    const seats = await listSeats(sql, streetCode)
    const old = seats.find((seat) => seat.seatCode === seatCode)
    if (!old) throw new Refused('token', '区里没有这个座席')
    refuseRevoked(old)
    const made = seats.find((seat) => seat.fromSeat === seatCode && seat.lastNo === 0 && seat.revokedAt === null)
    if (made) return { seatCode: made.seatCode, letter: made.letter, epoch: made.epoch }
    const [letter] = await freeLetters(sql, streetCode)
    if (!letter) throw new Refused('letter_taken', '本街道的座席字母已全部用完，请联系区里')
    const fresh = { seatCode: nextSeatCode(street), letter, epoch: old.epoch + 1 }
    await insertSeat(sql, streetCode, {
      ...fresh,
      name: old.name,
      publicKey: old.publicKey,
      fromSeat: seatCode,
      enrolledAt: isoOf(district.nowMs()),
      app: '',
      schemaCur: SCHEMA.cur,
    })
    district.log.warn('seat_forked', { seats: seats.length + 1 })
    return fresh
  })
}

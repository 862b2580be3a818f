import type { z } from 'zod'
import { DISTRICT_SEAT } from '../../src-shared/sync/stamp.ts'
import { SCHEMA, type Enrolled, type EnrolInput } from '../../src-shared/sync/protocol.ts'
import { isoOf, type District } from '../context.ts'
import type { Sql } from '../db/db.ts'
import { Refused } from '../refused.ts'
import { hashOfCode } from './code.ts'
import { isPublicKey } from './proof.ts'
import {
  findCode,
  findSeat,
  findStreet,
  insertSeat,
  keepMeta,
  listSeats,
  spendCode,
  type Seat,
  type Street,
} from './repo.ts'

const LETTERS = [...'ABCDEFGHJKLMNPQRSTUVWXYZ']
export const DEFAULT_DISTRICT_NAME = '区综治中心'

/**
 * Takes a seat into the street of its code, once. The same seat asking again because the answer was lost gets the same answer.
 *
 * @throws Refused `bad_code` | `letter_taken` | `update_needed` | `shape`
 */
export async function enrol(district: District, input: z.output<typeof EnrolInput>): Promise<Enrolled> {
  refuseOldSchema(input.schema)
  if (!isPublicKey(input.publicKey)) throw new Refused('shape', '座席的公钥不是有效的 Ed25519 公钥')
  const hash = hashOfCode(input.code)
  const nowMs = district.nowMs()
  const found = await district.db.outsideStreets((sql) => findCode(sql, hash), hash)
  if (!found || found.expiresAt <= isoOf(nowMs))
    throw new Refused('bad_code', '接入码不对、已用过或已过期，请向区里要一个新的')
  const { streetCode } = found
  const { street, seat } = await district.db.inStreet(streetCode, async (sql) => {
    const locked = (await findStreet(sql, streetCode, true)) as Street
    return { street: locked, seat: await takeIn(sql, locked, hash, input, isoOf(nowMs)) }
  })
  const districtName = await district.db.outsideStreets((sql) => keepMeta(sql, 'name', DEFAULT_DISTRICT_NAME))
  district.log.info('seat_enrolled', { seats: street.seatsGiven + 1 })
  return {
    streetCode,
    streetName: street.name,
    districtName,
    seatCode: seat.seatCode,
    lineage: street.lineage,
    epoch: seat.epoch,
    serverTimeMs: nowMs,
  }
}

async function takeIn(
  sql: Sql,
  street: Street,
  hash: string,
  input: z.output<typeof EnrolInput>,
  at: string,
): Promise<Pick<Seat, 'seatCode' | 'epoch'>> {
  const code = await findCode(sql, hash)
  if (code?.usedBy) {
    const earlier = await findSeat(sql, street.streetCode, code.usedBy)
    if (earlier?.publicKey === input.publicKey && earlier.lastNo === 0) return earlier
    throw new Refused('bad_code', '这个接入码已经用过，请向区里要一个新的')
  }
  const free = await freeLetters(sql, street.streetCode)
  if (!free.includes(input.letter)) {
    const hint = free.length > 0 ? `还可用：${free.join(' ')}` : '字母已全部用完'
    throw new Refused('letter_taken', `座席字母 ${input.letter} 在本街道已有座席使用。${hint}`)
  }
  const seat = {
    seatCode: nextSeatCode(street),
    letter: input.letter,
    name: input.name,
    publicKey: input.publicKey,
    epoch: 1,
    fromSeat: null,
    enrolledAt: at,
    app: input.app,
    schemaCur: input.schema.cur,
  }
  await insertSeat(sql, street.streetCode, seat)
  await spendCode(sql, street.streetCode, hash, seat.seatCode, at)
  return seat
}

/** Letters that no seat of the street ever had. */
export async function freeLetters(sql: Sql, streetCode: string): Promise<string[]> {
  const used = new Set((await listSeats(sql, streetCode)).map(({ letter }) => letter))
  return LETTERS.filter((letter) => !used.has(letter))
}

/** Codes are given out in order; `0000` is the district itself. */
export function nextSeatCode({ seatsGiven }: Street): string {
  return (seatsGiven + 1).toString(36).padStart(DISTRICT_SEAT.length, '0')
}

/** @throws Refused `update_needed` if neither side speaks what the other does */
export function refuseOldSchema({ min, cur }: { min: number; cur: number }): void {
  if (cur < SCHEMA.min) throw new Refused('update_needed', '本机程序版本太旧，请先升级再同步')
  if (min > SCHEMA.cur) throw new Refused('update_needed', '区里的程序还没有升级到本机的版本，请稍后再同步')
}

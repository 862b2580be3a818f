import type { DistrictCheckedInput, DistrictMethod, DistrictOutputOf } from '../../src-shared/district/contract.ts'
import type { DistrictAction } from '../../src-shared/district/log.ts'
import type { DistrictRole } from '../../src-shared/district/procedure.ts'
import { type Day, dayOf, type Instant } from '../../src-shared/kernel/day.ts'
import { isoOf, type District } from '../context.ts'
import type { Sql } from '../db/db.ts'
import { appendLog } from './logRepo.ts'

export interface OfficeActor {
  accountId: string
  login: string
  name: string
  role: DistrictRole
  mustChangePassword: boolean
}

/** What a procedure of the page may know besides its input. */
export interface OfficeCtx {
  district: District
  now: Instant
  today: Day
  /** Undefined before log-in. */
  actor: OfficeActor | undefined
  /** Of the browser's session; set and cleared by log-in and log-out. */
  session: { token: string | undefined }
  version: string
  scryptLogN: number
}
/** After the door has asked who is calling. */
export interface KnownCtx extends OfficeCtx {
  actor: OfficeActor
}

export type OfficeHandler<M extends DistrictMethod> = (
  ctx: KnownCtx,
  input: DistrictCheckedInput<M>,
) => Promise<DistrictOutputOf<M>>
export type OfficeHandlers<M extends DistrictMethod = DistrictMethod> = { [K in M]: OfficeHandler<K> }

export function timesOf({ nowMs }: Pick<District, 'nowMs'>): { now: Instant; today: Day } {
  const now = isoOf(nowMs()) as Instant
  return { now, today: dayOf(now) }
}

/** UUIDv7 of the district's clock and chance. */
export function newId({ nowMs, random }: Pick<District, 'nowMs' | 'random'>): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(nowMs(), 0, 6)
  Buffer.from(random(10)).copy(bytes, 6)
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export interface LogSubject {
  street?: string
  id?: string
  /** A number, a login, a month: never the name of a citizen. */
  title: string
}

/** One line in the name of the caller, in the transaction of what it is about. */
export function note(
  ctx: KnownCtx,
  sql: Sql,
  action: DistrictAction,
  { street = '', id = '', title }: LogSubject,
  detail = '',
): Promise<void> {
  const { accountId, name } = ctx.actor
  return appendLog(sql, {
    at: ctx.now,
    accountId,
    accountName: name,
    action,
    streetCode: street,
    subjectId: id,
    subject: title,
    detail,
  })
}

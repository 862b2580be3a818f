import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { District } from '../context.ts'
import { Refused } from '../refused.ts'
import { readToken, type SeatClaim } from '../seats/proof.ts'

/** @throws Refused `token` */
export function claimOf(district: District, request: FastifyRequest): SeatClaim {
  const claim = readToken(district.secret, bearerOf(request), district.nowMs())
  if (!claim) throw new Refused('token', '联系区里的凭据已过期')
  return claim
}

export const bearerOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string =>
  /^Bearer (\S{1,120})$/.exec(headers.authorization ?? '')?.[1] ?? ''

/** @throws Refused `shape` */
export function check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Refused('shape', '请求的格式不对')
  return parsed.data
}

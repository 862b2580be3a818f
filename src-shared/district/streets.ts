import { z } from 'zod'
import { Instant } from '../kernel/day.ts'
import { defineDistrictContract, Reason, StreetCode } from './procedure.ts'

export const DistrictSeat = z.object({
  streetCode: StreetCode,
  streetName: z.string(),
  seatCode: z.string(),
  letter: z.string(),
  name: z.string(),
  app: z.string(),
  schema: z.int(),
  enrolledAt: Instant,
  lastContactAt: Instant.nullable(),
  /** Rows that waited on the seat when it last said hello. */
  waiting: z.int(),
  /** Rows of the street that the seat has not read yet. */
  behind: z.int(),
  revokedAt: Instant.nullable(),
  revokedWhy: z.string(),
})
export type DistrictSeat = z.infer<typeof DistrictSeat>

export const DistrictStreet = z.object({
  streetCode: StreetCode,
  name: z.string(),
  addedAt: Instant,
  head: z.int(),
  seats: z.int(),
  lastContactAt: Instant.nullable(),
})
export type DistrictStreet = z.infer<typeof DistrictStreet>

export const streetContract = defineDistrictContract({
  /** Names and codes, for choosing. */
  'streets.names': {
    allow: 'anyone',
    input: z.object({}),
    output: z.array(z.object({ streetCode: StreetCode, name: z.string() })),
  },
  'streets.list': {
    allow: 'anyone',
    input: z.object({}),
    output: z.object({ streets: z.array(DistrictStreet), seats: z.array(DistrictSeat), now: Instant }),
  },
  'streets.add': {
    allow: ['admin'],
    input: z.object({ streetCode: StreetCode, name: z.string().trim().min(2, '请填写街道名称').max(40) }),
    output: z.object({}),
  },
  /** The code is in the answer and nowhere else: the store has its hash. */
  'streets.makeCode': {
    allow: ['admin'],
    input: z.object({
      streetCode: StreetCode,
      hours: z
        .int()
        .min(1)
        .max(24 * 14)
        .default(24),
    }),
    output: z.object({ code: z.string(), expiresAt: Instant }),
  },
  'streets.revokeSeat': {
    allow: ['admin'],
    input: z.object({ streetCode: StreetCode, seatCode: z.string().regex(/^[0-9a-z]{4}$/), reason: Reason }),
    output: z.object({}),
  },
})

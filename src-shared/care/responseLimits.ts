import { addDays, dayOf, type Day, type Instant } from '../kernel/day.ts'
import type { Response } from './fold.ts'
import type { ResponseLimits } from './groups.ts'
import type { Within } from './rules.ts'

/** The end of a limit: its day, and the moment where hours are counted. */
export interface LimitEnd {
  on: Day
  at: Instant | null
}

const MS_PER_HOUR = 3_600_000

export function limitEnd(from: Instant, { amount, unit }: Within): LimitEnd {
  if (unit === 'days') return { on: addDays(dayOf(from), amount), at: null }
  const at = new Date(Date.parse(from) + amount * MS_PER_HOUR).toISOString() as Instant
  return { on: dayOf(at), at }
}

/** Until when the next step of a response is waited for, yellow and red; null once it was answered. */
export function responseEnds(
  { at, signed, answered }: Pick<Response, 'at' | 'signed' | 'answered'>,
  limits: ResponseLimits,
): { kind: 'sign' | 'answer'; from: Instant; yellow: LimitEnd; red: LimitEnd } | null {
  if (answered) return null
  const from = signed?.at ?? at
  const [yellow, red] = signed ? [limits.answerYellow, limits.answerRed] : [limits.signYellow, limits.signRed]
  return { kind: signed ? 'answer' : 'sign', from, yellow: limitEnd(from, yellow), red: limitEnd(from, red) }
}

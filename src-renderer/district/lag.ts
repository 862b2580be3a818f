import type { DistrictSeat } from '../../src-shared/district/streets.ts'

const DAY_MS = 86_400_000
const LATE_DAYS = 3
const VERY_LATE_DAYS = 14

const ageMs = ({ lastContactAt }: Pick<DistrictSeat, 'lastContactAt'>, now: string): number =>
  lastContactAt === null ? Infinity : Date.parse(now) - Date.parse(lastContactAt)

/** How a seat's contact looks: a seat may well work for weeks without a network, so late is a question, not a fault. */
export function lagOf(seat: DistrictSeat, now: string): 'ok' | 'info' | 'warn' | 'bad' | 'idle' {
  if (seat.revokedAt) return 'idle'
  const days = ageMs(seat, now) / DAY_MS
  if (days > VERY_LATE_DAYS) return 'bad'
  if (days > LATE_DAYS) return 'warn'
  return seat.waiting > 0 || seat.behind > 0 ? 'info' : 'ok'
}

/** `8 天没有联系`, `有 12 行待送` … */
export function lagText(seat: DistrictSeat, now: string): string {
  if (seat.revokedAt) return '已停用'
  if (seat.lastContactAt === null) return '还没有联系过'
  const days = Math.floor(ageMs(seat, now) / DAY_MS)
  if (days >= LATE_DAYS) return `${days} 天没有联系`
  if (seat.waiting > 0) return `有 ${seat.waiting} 行待送`
  return seat.behind > 0 ? `有 ${seat.behind} 行待收` : '已同步'
}

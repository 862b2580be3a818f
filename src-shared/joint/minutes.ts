import { daysBetween, type Day } from '../kernel/day.ts'

const minutesOf = (at: string): number => Number(at.slice(0, 2)) * 60 + Number(at.slice(3, 5))

/** Minutes from one moment to another; null where one of the two has no time of day. */
export function minutesBetween(fromOn: Day, fromAt: string, toOn: Day, toAt: string): number | null {
  if (fromAt === '' || toAt === '') return null
  return daysBetween(fromOn, toOn) * 1440 + minutesOf(toAt) - minutesOf(fromAt)
}

/** `09:12 下达，09:31 到场，用时 19 分钟`: a response time as people check it. */
export function explainResponse(fromOn: Day, fromAt: string, toOn: Day, toAt: string): string {
  const minutes = minutesBetween(fromOn, fromAt, toOn, toAt)
  const on = (day: Day): string => (fromOn === toOn ? '' : `${day} `)
  if (minutes === null)
    return `${fromOn} ${fromAt || '（未记时间）'}下达，${toOn} ${toAt || '（未记时间）'}到场，时间不全，不算响应时间`
  return `${on(fromOn)}${fromAt} 下达，${on(toOn)}${toAt} 到场，用时 ${minutes} 分钟`
}

/** The moment so many hours after another one, as day and time. */
export function addHours(on: Day, at: string, hours: number): { on: Day; at: string } {
  const total = Date.parse(`${on}T${at || '00:00'}:00Z`) + hours * 3_600_000
  const iso = new Date(total).toISOString()
  return { on: iso.slice(0, 10) as Day, at: iso.slice(11, 16) }
}

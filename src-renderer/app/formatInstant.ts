import { dayOf } from '../../src-shared/kernel/day.ts'

/** `2026-03-05 14:20` as clocks in China showed it; `—` where there is none. */
export function formatInstant(instant: string | null | undefined): string {
  if (!instant) return '—'
  const time = new Date(instant).toLocaleTimeString('zh-CN', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
  return `${dayOf(instant)} ${time}`
}

import { z } from 'zod'
import { formatDayChinese } from '../kernel/day.ts'
import { OFFICE_ACTS, type OfficeAct } from './events.ts'

export type Occasion = OfficeAct<'occasion'>

export function readOccasion(payload: unknown): Occasion | undefined {
  const parsed = OFFICE_ACTS.occasion.safeParse(payload)
  return parsed.success ? parsed.data : undefined
}

/** `高温（2026年7月1日至2026年7月3日）`: why a visit is due now. */
export const occasionText = ({ title, from, to }: Pick<Occasion, 'title' | 'from' | 'to'>): string =>
  `${title}（${formatDayChinese(from)}${from === to ? '' : `至${formatDayChinese(to)}`}）`

/** What is announced; an occasion of years would call for nobody's visit. */
export const OccasionInput = OFFICE_ACTS.occasion
  .extend({ occasionId: z.uuid().nullable().default(null) })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: '最后一天不能早于第一天' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= MOST_DAYS * 86_400_000, {
    path: ['to'],
    message: '一次最多 31 天',
  })
const MOST_DAYS = 31

import { z } from 'zod'
import { Day } from '../kernel/day.ts'
import type { ActivityView, TeamView } from './schema.ts'

export const ACTIVITY_STATES = { valid: '有效', void: '已作废' } as const
/** The first is the usual one. */
export const ACTIVITY_ORDERS = { newest: '日期新的在前', team: '按队伍', kind: '按类型' } as const

type Keys<T> = [keyof T & string, ...(keyof T & string)[]]
const keys = <T extends object>(of: T): Keys<T> => Object.keys(of) as Keys<T>
const words = z.string().trim().max(60).default('')

/** Activities of a period, or teams, as they are narrowed and put in order on their page. */
export const VolunteerList = z.discriminatedUnion('list', [
  z.object({
    list: z.literal('activities'),
    from: Day,
    to: Day,
    words,
    state: z.enum(['', ...keys(ACTIVITY_STATES)]).default(''),
    order: z.enum(keys(ACTIVITY_ORDERS)).default('newest'),
  }),
  z.object({ list: z.literal('teams'), words }),
])
export type VolunteerList = z.infer<typeof VolunteerList>
type Of<L extends VolunteerList['list']> = Omit<Extract<VolunteerList, { list: L }>, 'list'>

const has = (wanted: string, texts: readonly string[]): boolean =>
  wanted
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => texts.some((text) => text.includes(word)))
const inChinese = (a: string, b: string): number => a.localeCompare(b, 'zh-CN')

/** @param rows the newest first */
export function narrowActivities(
  rows: readonly ActivityView[],
  { words: wanted, state, order }: Pick<Of<'activities'>, 'words' | 'state' | 'order'>,
): ActivityView[] {
  const found = rows.filter(
    (one) =>
      (state === '' || (state === 'void') === one.isVoid) &&
      has(wanted, [one.on, one.title, one.team, one.kind, one.place]),
  )
  if (order === 'team') return found.sort((a, b) => inChinese(a.team, b.team))
  return order === 'kind' ? found.sort((a, b) => inChinese(a.kind, b.kind)) : found
}

export const narrowTeams = (rows: readonly TeamView[], { words: wanted }: Pick<Of<'teams'>, 'words'>): TeamView[] =>
  rows.filter((one) => has(wanted, [one.name, one.leader, one.place, one.baseTitle, one.minimumTitle]))

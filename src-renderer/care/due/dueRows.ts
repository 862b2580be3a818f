import { LEVEL_TITLES, matchesDue } from '../../../src-shared/care/dueWords.ts'
import type { OutputOf } from '../../../src-shared/contract.ts'
import type { StatusKind } from '../../ui/feedback/statusKind.ts'

export type DueItem = OutputOf<'care.due'>['items'][number]

const LEVELS = [
  { title: '已经过期', levels: ['late', 'red', 'yellow'] },
  { title: '今天', levels: ['today'] },
  { title: '最近', levels: ['soon'] },
  { title: '以后', levels: ['later'] },
] as const

export const ORDERS = { day: '按日期', person: '按人', worker: '按走访人' } as const
export type Order = keyof typeof ORDERS

/** The list in its sections, the most pressing first; an empty section is left out. */
export function sectionsOf(items: readonly DueItem[], search: string, order: Order) {
  const key = (item: DueItem): string =>
    ({ day: '', person: `${item.name}${item.number}`, worker: item.workerName })[order] + item.on
  const found = items.filter((item) => matchesDue(item, search)).sort((a, b) => key(a).localeCompare(key(b), 'zh-CN'))
  return LEVELS.map(({ title, levels }) => ({
    title,
    items: found.filter(({ level }) => (levels as readonly string[]).includes(level)),
  })).filter((section) => section.items.length > 0)
}

/** The days left or passed, in words; the sign repeats them. */
export function levelTag({ level }: DueItem): { kind: StatusKind; text: string } {
  return { kind: SIGNS[level], text: LEVEL_TITLES[level] }
}
const SIGNS: Record<DueItem['level'], StatusKind> = {
  red: 'bad',
  yellow: 'warn',
  late: 'bad',
  today: 'warn',
  soon: 'info',
  later: 'idle',
}

export interface DueAct {
  title: string
  to: string
}

/** What can be done about a line at once: the form on the client's page, or the visit form. */
export function actsOf({ kind, clientId, ref, level }: DueItem): DueAct[] {
  const form = (act: string, title: string): DueAct => ({
    title,
    to: `/care/clients/${clientId}?act=${act}&ref=${encodeURIComponent(ref)}`,
  })
  switch (kind) {
    case 'visit':
      return [
        { title: '写走访', to: `/care/visit?clients=${clientId}` },
        ...(level === 'later' ? [] : [form('skipVisit', '不走访')]),
      ]
    case 'next':
      return [{ title: '写走访', to: `/care/visit?clients=${clientId}` }]
    case 'promise':
      return [form('keepPromise', '已兑现'), form('dropPromise', '办不到')]
    case 'sign':
      return [form('signFor', '签收')]
    case 'answer':
      return [form('respond', '回复')]
    case 'referral':
      return [form('answerReferral', '记答复')]
    case 'term':
      return [form('close', '结束'), form('changeTerm', '变更期限')]
    case 'erase':
      return []
  }
}

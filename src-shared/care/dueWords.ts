import type { DueItem } from './views.ts'

/** How a line of the due list is called by its level; the sign repeats the words. */
export const LEVEL_TITLES: Readonly<Record<DueItem['level'], string>> = {
  red: '红牌',
  yellow: '黄牌',
  late: '过期',
  today: '今天',
  soon: '快到了',
  later: '不急',
}

/** Whether a line answers to the words typed above the list, by what it shows: what is masked is not found. */
export function matchesDue({ name, number, what, workerName }: DueItem, search: string): boolean {
  const text = `${name} ${number} ${what} ${workerName}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

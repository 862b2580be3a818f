import { STAGES } from '../intake/schema.ts'
import { wordsOf } from './board.ts'
import type { TaskFilter } from './schema.ts'

/** What the list page calls the tasks that somebody has to look at. */
export const CONCERNS = {
  '': '全部',
  late: '有单位超期',
  due: '七天内到期',
  carded: '亮过牌',
  urgent: '加急',
} as const satisfies Record<TaskFilter['concern'], string>

/** What a filter of tasks asks for, for a list that leaves the program; empty if it asks for nothing. */
export function taskFilterWords(
  filter: TaskFilter,
  titleOf: (table: 'linkage' | 'unit' | 'cause', code: string) => string,
): string {
  const words = [
    filter.linkage && titleOf('linkage', filter.linkage),
    filter.unitCode && titleOf('unit', filter.unitCode),
    filter.stages.map((stage) => STAGES[stage]).join('、'),
    filter.concern && CONCERNS[filter.concern],
    filter.receivedFrom && `收到不早于 ${filter.receivedFrom}`,
    filter.receivedTo && `收到不晚于 ${filter.receivedTo}`,
    filter.isOpenOnly && '没办结的',
    wordsOf(filter, (code) => titleOf('cause', code)),
    filter.words && `含“${filter.words}”`,
  ]
  return words.filter(Boolean).join('，')
}

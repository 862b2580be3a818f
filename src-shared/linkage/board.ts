import { z } from 'zod'
import { Day, Month } from '../kernel/day.ts'
import { CLOSURES, LEVELS, SOURCES } from './codes.ts'
import type { TaskFilter } from './schema.ts'

/*
 * 看板: the centre's month in pictures. Units and kinds only, never a person, and nobody is ranked: rows stand in the
 * order of the directory. Every number is a number of tasks, and `filterOf` is the list that holds exactly those.
 */

/** What of a unit's parts is counted; a part that was taken from it unanswered is not owed. */
export const UNIT_PARTS = {
  due: '到期',
  late: '超期',
  returned: '退回',
  unanswered: '未答复',
} as const
export type UnitPart = keyof typeof UNIT_PARTS

const RECEIVED = { received: '收到', closed: '办结' } as const
const TASKS = { received: '件数' } as const
const CLOSED = { closed: '件数' } as const

/** The parts of the board in their order: what stands on the lines, and what is counted of each. */
export const BOARD_SECTIONS = {
  linkage: { title: '各联收到和办结', head: '联', series: RECEIVED, note: '收到按收到日期，办结按办结日期；按月计分、不办任务的联不列，见“联考”' },
  source: { title: '来源', head: '来源', series: TASKS, note: '本月收到的任务' },
  unit: {
    title: '各单位到期、超期、退回、未答复',
    head: '单位',
    series: UNIT_PARTS,
    note: '到期：答复期限（含延期）在本月；超期、未答复是其中晚了的和至今没有答复的；退回：本月内退回。主办、协办都算，按成员单位目录的顺序',
  },
  level: { title: '督办级别', head: '级别', series: TASKS, note: '本月收到的任务，按到过的最高级别' },
  cause: { title: '督办原因', head: '原因', series: TASKS, note: '本月收到的任务；一件有两种原因的两边都算' },
  closure: { title: '三种办结', head: '办结方式', series: CLOSED, note: '本月办结的任务；三种分开统计，互不替代' },
  trend: { title: '近十二个月收到和办结', head: '月份', series: RECEIVED, note: '' },
} as const
export type BoardKey = keyof typeof BOARD_SECTIONS
export const BOARD_KEYS = Object.keys(BOARD_SECTIONS) as BoardKey[]

/** One line with a number a series, in the order of {@link BOARD_SECTIONS}. */
export const BoardRow = z.object({ code: z.string(), title: z.string(), values: z.array(z.int()) })
export type BoardRow = z.infer<typeof BoardRow>

export const Board = z.object({
  month: Month,
  from: Day,
  to: Day,
  /** When the month's ledger was signed, and by whom; empty before. */
  signed: z.string(),
  /** Sorted to 六联 and not registered there: received in the period, and in no number here. */
  leftOut: z.int(),
  sections: z.record(z.enum(BOARD_KEYS as [BoardKey, ...BoardKey[]]), z.array(BoardRow)),
})
export type Board = z.infer<typeof Board>

export const seriesOf = (key: BoardKey): string[] => Object.keys(BOARD_SECTIONS[key].series)

/** The office's whole directory stands on their lines: long and mostly empty, and one task may be on several. */
const OF_DIRECTORY: readonly BoardKey[] = ['unit', 'cause']
/** The lines with a number, where most have none; else all of them. */
export const drawnRows = (key: BoardKey, rows: readonly BoardRow[]): readonly BoardRow[] =>
  OF_DIRECTORY.includes(key) ? rows.filter(({ values }) => values.some((n) => n > 0)) : rows
/** One sum a series; none where a task may be on several lines. */
export const sumsOf = (key: BoardKey, rows: readonly BoardRow[]): number[] | undefined =>
  OF_DIRECTORY.includes(key)
    ? undefined
    : seriesOf(key).map((_, at) => rows.reduce((sum, { values }) => sum + (values[at] ?? 0), 0))

/** Lines that are the same every month. */
export const FIXED_ROWS = { source: SOURCES, level: LEVELS, closure: CLOSURES } as const

/** The list whose rows one number counts. */
export function filterOf(
  { month, from, to }: Pick<Board, 'month' | 'from' | 'to'>,
  section: BoardKey,
  code: string,
  series: string,
): Partial<TaskFilter> {
  const inMonth = series === 'closed' ? { monthClosed: month } : { monthReceived: month }
  switch (section) {
    case 'unit':
      return { unitCode: code, unitPart: series as UnitPart, partFrom: from, partTo: to }
    case 'trend':
      return series === 'closed' ? { monthClosed: code as Month } : { monthReceived: code as Month }
    default:
      return { ...inMonth, [section]: code }
  }
}

/** In words, over the list: which number it was opened from. */
export function wordsOf(filter: Partial<TaskFilter>, titleOfCause: (code: string) => string): string {
  const { monthReceived, monthClosed, unitPart, partFrom, partTo } = filter
  const words = [
    monthReceived ? `${monthReceived} 收到` : '',
    monthClosed ? `${monthClosed} 办结` : '',
    unitPart ? `${partFrom ?? ''} 至 ${partTo ?? ''} ${UNIT_PARTS[unitPart]}` : '',
    filter.level ? LEVELS[filter.level] : '',
    filter.closure ? CLOSURES[filter.closure] : '',
    filter.source ? `来源 ${SOURCES[filter.source as keyof typeof SOURCES] ?? filter.source}` : '',
    filter.cause ? `督办原因 ${titleOfCause(filter.cause)}` : '',
  ]
  return words.filter(Boolean).join('，')
}

import { z } from 'zod'
import { Month } from '../kernel/day.ts'
import { defineDistrictContract, StreetCode } from './procedure.ts'

/** By what matters are counted: codes only, never persons. */
export const FIGURE_GROUPS = { kind: '业务', stage: '阶段', channel: '来源方式', overdue: '超期天数' } as const
export const FigureGroup = z.enum(['kind', 'stage', 'channel', 'overdue'])
export type FigureGroup = z.infer<typeof FigureGroup>

export const OVERDUE_SPANS = {
  none: '未超期',
  week: '超期 1–7 日',
  month: '超期 8–30 日',
  long: '超期 30 日以上',
} as const

/** A number, or null where it is above 0 and too small to be shown. */
export const ShownCount = z.int().nullable()
export const FigureLine = z.object({
  code: z.string(),
  title: z.string(),
  /** By street code, or by month in a trend. */
  counts: z.record(z.string(), ShownCount),
  total: ShownCount,
})
export type FigureLine = z.infer<typeof FigureLine>

const Span = z.object({ from: Month, to: Month })

export const figureContract = defineDistrictContract({
  /** Matters received in a span of months, a line a code, a column a street. */
  'figures.table': {
    allow: ['officer'],
    input: Span.extend({ by: FigureGroup }),
    output: z.object({
      streets: z.array(z.object({ streetCode: StreetCode, name: z.string() })),
      lines: z.array(FigureLine),
      sum: FigureLine,
      suppressBelow: z.int(),
    }),
  },
  /** Behind one number: counts by place and kind, and nothing else. */
  'figures.drill': {
    allow: ['officer'],
    input: Span.extend({ streetCode: StreetCode, by: FigureGroup, code: z.string().max(40) }),
    output: z.object({ places: z.array(FigureLine), suppressBelow: z.int() }),
  },
  /** Received and of them still open, a month. */
  'figures.trend': {
    allow: ['officer'],
    input: Span.extend({ streetCode: StreetCode.nullable().default(null) }),
    output: z.object({
      months: z.array(z.object({ month: Month, received: ShownCount, open: ShownCount, overdue: ShownCount })),
    }),
  },
})

/**
 * The counts of one line with those that are too small hidden; where one alone would follow from the total, the next
 * smallest too, and where there is no other, the total.
 */
export function suppressSmall(
  counts: Readonly<Record<string, number>>,
  below: number,
): { counts: Record<string, number | null>; total: number | null } {
  const total = Object.values(counts).reduce((sum, each) => sum + each, 0)
  const hidden = new Set(Object.keys(counts).filter((key) => isSmall(counts[key] as number, below)))
  if (hidden.size === 1) {
    const [next] = Object.entries(counts)
      .filter(([key, count]) => count > 0 && !hidden.has(key))
      .sort(([, a], [, b]) => a - b)
    if (next) hidden.add(next[0])
  }
  const shown = Object.entries(counts).map(([key, count]) => [key, hidden.has(key) ? null : count] as const)
  return { counts: Object.fromEntries(shown), total: isSmall(total, below) ? null : total }
}

export const isSmall = (count: number, below: number): boolean => count > 0 && count < below

/** As it stands in a cell; a number that is hidden for the sake of another may be larger. */
export const shownText = (count: number | null | undefined): string => (count === null ? '—' : String(count ?? 0))

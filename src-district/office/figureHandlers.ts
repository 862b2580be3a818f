import {
  isSmall,
  OVERDUE_SPANS,
  suppressSmall,
  type FigureGroup,
  type FigureLine,
} from '../../src-shared/district/figures.ts'
import { CHANNELS, MATTER_KINDS, STAGES } from '../../src-shared/intake/schema.ts'
import { addMonthsTo, type Month } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { KnownCtx, OfficeHandlers } from './ctx.ts'
import { countByCode, countByMonth, countByPlace, type Span } from './figureRepo.ts'
import { listStreetNames } from './rowsRepo.ts'
import { loadSettings } from './settings.ts'

const TITLES: Record<FigureGroup, Readonly<Record<string, string>>> = {
  kind: MATTER_KINDS,
  stage: STAGES,
  channel: CHANNELS,
  overdue: OVERDUE_SPANS,
}
const MOST_MONTHS = 60

/** @throws AppError 'invalid' for a span that is none or too long */
function spanOf({ today }: KnownCtx, from: Month, to: Month): Span {
  if (from > to) throw new AppError('invalid', '起始月份晚于截止月份')
  if (addMonthsTo(from, MOST_MONTHS) <= to) throw new AppError('invalid', `一次最多看 ${MOST_MONTHS} 个月`)
  return { today, from: `${from}-01`, until: `${addMonthsTo(to, 1)}-01` }
}

const belowOf = async ({ district }: KnownCtx): Promise<number> =>
  (await district.db.outsideStreets(loadSettings)).suppressBelow

function lineOf(code: string, title: string, counts: Record<string, number>, below: number): FigureLine {
  return { code, title, ...suppressSmall(counts, below) }
}

async function table(ctx: KnownCtx, by: FigureGroup, span: Span) {
  const below = await belowOf(ctx)
  const [streets, counts] = await ctx.district.db.inDistrict(async (sql) => [
    await listStreetNames(sql),
    await countByCode(sql, by, span),
  ])
  const codes = [...Object.keys(TITLES[by]), ...counts.map(({ code }) => code)]
  const lines = [...new Set(codes)].flatMap((code) => {
    const own = counts.filter((each) => each.code === code)
    if (own.length === 0) return []
    const zero = Object.fromEntries(streets.map(({ streetCode }) => [streetCode, 0]))
    const byStreet = { ...zero, ...Object.fromEntries(own.map(({ streetCode, n }) => [streetCode, n])) }
    return [lineOf(code, TITLES[by][code] ?? (code || '（未填）'), byStreet, below)]
  })
  return {
    streets,
    lines,
    sum: sumOf(
      lines,
      streets.map(({ streetCode }) => streetCode),
      counts,
      below,
    ),
    suppressBelow: below,
  }
}

/** Sums a street; where one line of it is hidden, its sum is, so that no subtraction finds it. */
function sumOf(
  lines: readonly FigureLine[],
  streets: readonly string[],
  counts: readonly { streetCode: string; n: number }[],
  below: number,
): FigureLine {
  const sums = streets.map((street) => {
    const sum = counts.filter(({ streetCode }) => streetCode === street).reduce((all, { n }) => all + n, 0)
    const isTold = lines.filter((line) => line.counts[street] === null).length === 1 || isSmall(sum, below)
    return [street, isTold ? null : sum] as const
  })
  const total = counts.reduce((all, { n }) => all + n, 0)
  const isTold = sums.filter(([, sum]) => sum === null).length === 1
  return { code: '', title: '合计', counts: Object.fromEntries(sums), total: isTold ? null : total }
}

export const figureHandlers = {
  'figures.table': (ctx, { by, from, to }) => table(ctx, by, spanOf(ctx, from, to)),
  'figures.drill': async (ctx, { streetCode, by, code, from, to }) => {
    const span = spanOf(ctx, from, to)
    const below = await belowOf(ctx)
    const counts = await ctx.district.db.inStreet(streetCode, (sql) => countByPlace(sql, streetCode, by, code, span))
    const places = new Map<string, Record<string, number>>()
    for (const { place, kind, n } of counts) places.set(place, { ...places.get(place), [kind]: n })
    return {
      places: [...places].map(([place, byKind]) => lineOf(place, place || '（未填地点）', byKind, below)),
      suppressBelow: below,
    }
  },
  'figures.trend': async (ctx, { from, to, streetCode }) => {
    const below = await belowOf(ctx)
    const found = await ctx.district.db.inDistrict((sql) => countByMonth(sql, spanOf(ctx, from, to), streetCode))
    const show = (count: number | undefined): number | null => (isSmall(count ?? 0, below) ? null : (count ?? 0))
    const months: Month[] = []
    for (let month = from; month <= to; month = addMonthsTo(month, 1)) months.push(month)
    return {
      months: months.map((month) => {
        const one = found.find((each) => each.month === month)
        return { month, received: show(one?.received), open: show(one?.open), overdue: show(one?.overdue) }
      }),
    }
  },
} satisfies Partial<OfficeHandlers>

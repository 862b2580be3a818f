import { addMonthsTo, type Month } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { basisOf, variantOf } from '../../src-shared/ledger/choices.ts'
import { toChecks, toCount, toFigures } from '../../src-shared/ledger/countFigures.ts'
import type { CheckRule, CodeTables, Count } from '../../src-shared/ledger/definition.ts'
import type { CrossCheck, Figure, LedgerId, ManualFigures, MonthState } from '../../src-shared/ledger/schema.ts'
import { listPlaces } from '../centre/repo.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { monthState } from './month.ts'
import { ledgerOf } from './registry.ts'
import { findFrozen, findFrozenFigures, findManual, saveManual } from './repo.ts'
import { sumsByMonth, sumsOf } from './sums.ts'

export interface MonthFigures {
  state: MonthState
  figures: Figure[]
  checks: CrossCheck[]
  manual: ManualFigures
}

/** The ledger's code tables; the office's places belong to every ledger. */
function tablesOf(ctx: Ctx, ledger: LedgerId): CodeTables {
  const own = ledgerOf(ledger).source.tables(ctx)
  return (table) =>
    table === 'places' ? listPlaces(ctx.db).map(({ id, name }) => ({ code: id, title: name })) : own(table)
}

export function monthFigures(ctx: Ctx, ledger: LedgerId, month: Month): MonthFigures {
  const { rules } = ledgerOf(ledger)
  const basis = basisOf(rules, ctx.settings)
  const manual = findManual(ctx.db, ledger, month)
  const countOf = countsOfMonth(ctx, ledger, month)
  return {
    state: monthState(ctx, ledger, month),
    figures: toFigures(rules, {
      countOf,
      countBefore: countsOfMonth(ctx, ledger, addMonthsTo(month, -1)),
      basis,
      manual,
      tables: tablesOf(ctx, ledger),
      variantOf: variantOf(rules, ctx.settings),
    }),
    checks: toChecks(rules, countOf(basis), (check) => suspects(ctx, ledger, basis, month, check)),
    manual,
  }
}

/** The counters of a month, each basis read once and only if it is asked for. */
function countsOfMonth(ctx: Ctx, ledger: LedgerId, month: Month): (basis: string) => Count {
  const counts = new Map<string, Count>()
  return (basis) => {
    const known = counts.get(basis) ?? toCount(sumsOf(ctx, ledger, basis, { from: month, to: month }))
    counts.set(basis, known)
    return known
  }
}

/** The cases that can break a sum. */
function suspects(ctx: Ctx, ledger: LedgerId, basis: string, month: Month, check: CheckRule): CrossCheck['matters'] {
  return ledgerOf(ledger)
    .source.listCounted(ctx, basis, month)
    .map(({ matterId, number, counted }) => ({ matterId, number, why: check.why(counted) }))
    .filter(({ why }) => why !== '')
}

function checkManual(ledger: LedgerId, manual: ManualFigures): void {
  const fields = ledgerOf(ledger).rules.manual?.fields ?? {}
  if (Object.keys(manual).some((key) => !Object.hasOwn(fields, key)))
    throw new AppError('invalid', '有不属于这张表的填报项')
}

/** A number that has changed does not open: the records behind it are others now. Whether one opens, the present says. */
function compareFigures(signed: readonly Figure[], present: readonly Figure[]) {
  const presentOf = new Map(present.map((figure) => [figure.key, figure]))
  const isSame = ({ key, value }: Figure): boolean => presentOf.get(key)?.value === value
  return {
    figures: signed.map((figure) => ({
      ...figure,
      canOpen: isSame(figure) && presentOf.get(figure.key)?.canOpen === true,
    })),
    changed: signed
      .filter((figure) => !isSame(figure))
      .map(({ key, title, unit, text }) => ({ title, unit, signed: text, present: presentOf.get(key)?.text ?? '' })),
  }
}

export const figureHandlers = {
  /** A signed-off month shows what was signed, and what has changed since. */
  'figures.month': (ctx, { ledger, month }) => {
    const present = monthFigures(ctx, ledger, month)
    const signed = findFrozenFigures(ctx.db, ledger, month)
    return { ...present, ...(signed ? compareFigures(signed, present.figures) : { changed: [] }) }
  },
  'figures.saveManual': (ctx, { ledger, month, manual }) => {
    if (findFrozen(ctx.db, ledger, month)) throw new AppError('signed_off', '本月已经签发，不能再改')
    checkManual(ledger, manual)
    saveManual(ctx.db, ledger, month, manual, ctx.now, ctx.actor.name)
    audit(ctx, 'changed', { kind: 'month', id: month, title: `${month} 手工填报数` })
    ctx.changed('ledger')
    return {}
  },
  'figures.rows': (ctx, { ledger, month, key }) => {
    const { rules, source } = ledgerOf(ledger)
    const rule = rules.figures(tablesOf(ctx, ledger)).find((each) => each.key === key)
    if (!rule || rule.opens === null) return []
    return source
      .listCounted(ctx, rule.basis ?? basisOf(rules, ctx.settings), month)
      .filter(({ counted }) => rules.contributionsOf(counted).has(rule.opens ?? key))
      .map(({ matterId, number, title, on }) => ({ matterId, dossierNumber: number, title, acceptedOn: on }))
  },
  'figures.trend': (ctx, { ledger, from, to }) => {
    const { rules } = ledgerOf(ledger)
    if (!rules.trend) return { months: [], lists: [] }
    const { whole, part, lists } = rules.trend
    const basis = basisOf(rules, ctx.settings)
    const byMonth = new Map<Month, { month: Month; whole: number; part: number }>()
    const measures = [whole.measure, part.measure]
    for (const { month, measure, n } of sumsByMonth(ctx, ledger, basis, measures, { from, to })) {
      const entry = byMonth.get(month) ?? { month, whole: 0, part: 0 }
      byMonth.set(month, { ...entry, [measure === whole.measure ? 'whole' : 'part']: n })
    }
    const counted = sumsOf(ctx, ledger, basis, { from, to })
    const tables = tablesOf(ctx, ledger)
    return {
      months: [...byMonth.values()],
      lists: lists.map(({ prefix, table, title, head }) => {
        const names = new Map(tables(table).map((each) => [each.code, each.title]))
        return {
          title,
          head,
          rows: [...counted]
            .filter(([key]) => key.startsWith(prefix))
            .map(([key, count]) => ({ code: key.slice(prefix.length), count }))
            .map(({ code, count }) => ({ name: names.get(code) ?? (table === 'places' ? '' : code), count }))
            .sort((a, b) => b.count - a.count),
        }
      }),
    }
  },
} satisfies Partial<Handlers>

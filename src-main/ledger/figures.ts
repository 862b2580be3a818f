import type { LedgerBasis } from '../../src-shared/centre/schema.ts'
import type { Month } from '../../src-shared/kernel/day.ts'
import { contributionsOf, type CountedCase } from '../../src-shared/ledger/contributions.ts'
import { crossChecks, toFigures, type CheckKey } from '../../src-shared/ledger/figures.ts'
import { JUSTICE_CODES } from '../../src-shared/ledger/justiceCodes.ts'
import type { CrossCheck, Figure, ManualFigures, MonthState } from '../../src-shared/ledger/schema.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { listPlaces } from '../centre/repo.ts'
import { audit, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { recount } from './counters.ts'
import { monthOfDay } from './periods.ts'
import { caseTitleOf, className, monthState } from './month.ts'
import {
  findFrozen,
  findManual,
  listCounterMonths,
  listLedger,
  listMonthDays,
  saveManual,
  sumCounters,
  updateMonths,
  type RawLedgerRow,
} from './repo.ts'

export function monthFigures(
  ctx: Ctx,
  month: Month,
): { state: MonthState; figures: Figure[]; checks: CrossCheck[]; manual: ManualFigures } {
  const basis = ctx.settings.ledgerBasis
  const counted = sumCounters(ctx.db, basis, month, month)
  const manual = findManual(ctx.db, month)
  return {
    state: monthState(ctx, month),
    figures: toFigures(counted, manual, className),
    checks: crossChecks(counted, (check) => suspects(ctx, basis, month, check)),
    manual,
  }
}

/** The cases that can break a sum. Kept counters that disagree with their cases name every case of the month. */
function suspects(ctx: Ctx, basis: LedgerBasis, month: Month, check: CheckKey): CrossCheck['matters'] {
  const why: Record<CheckKey, (row: RawLedgerRow) => string> = {
    sources: () => '来源与总数不符，请重新统计',
    classes: (row) =>
      JUSTICE_CODES.includes(row.justiceClass) ? '' : `纠纷类别代码 ${row.justiceClass || '空'} 不在 18 类内`,
    success: () => '成功数多于总数，请重新统计',
    forms: (row) => (row.agreementForm && row.result !== 'success' ? '有协议但结果不是调解成功' : ''),
    confirmed: (row) =>
      row.confirmation === 'valid' && row.agreementForm !== 'written' ? '司法确认有效但没有书面协议' : '',
  }
  return listLedger(ctx.db, basis, month)
    .map((row) => ({
      matterId: row.matterId as CrossCheck['matters'][number]['matterId'],
      number: row.dossierNumber,
      why: why[check](row),
    }))
    .filter((each) => each.why !== '')
}

export const figureHandlers = {
  'figures.month': (ctx, { month }) => monthFigures(ctx, month),
  'figures.saveManual': (ctx, { month, manual }) => {
    if (findFrozen(ctx.db, month)) throw new AppError('signed_off', '本月已经签发，不能再改')
    saveManual(ctx.db, month, manual, ctx.now, ctx.actor.name)
    audit(ctx, 'changed', { kind: 'month', id: month, title: `${month} 手工填报数` })
    ctx.changed('ledger')
    return {}
  },
  'figures.rows': (ctx, { month, key }) =>
    listLedger(ctx.db, ctx.settings.ledgerBasis, month)
      .filter((row) => contributionsOf(toCounted(row)).has(key === 'successRate' ? 'success' : key))
      .map((row) => ({
        matterId: row.matterId as CrossCheck['matters'][number]['matterId'],
        dossierNumber: row.dossierNumber,
        title: caseTitleOf(row),
        acceptedOn: row.acceptedOn,
      })),
  'figures.trend': (ctx, { from, to }) => {
    const basis = ctx.settings.ledgerBasis
    const counted = sumCounters(ctx.db, basis, from, to)
    const byMonth = new Map<Month, { month: Month; total: number; success: number }>()
    for (const { month, measure, n } of listCounterMonths(ctx.db, basis, from, to)) {
      const entry = byMonth.get(month) ?? { month, total: 0, success: 0 }
      byMonth.set(month, { ...entry, [measure]: n })
    }
    const names = new Map<string, string>(listPlaces(ctx.db).map((place) => [place.id, place.name]))
    const prefixed = (prefix: string) =>
      [...counted]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, count]) => ({ code: key.slice(prefix.length), count }))
    return {
      months: [...byMonth.values()],
      classes: prefixed('class.')
        .map(({ code, count }) => ({ code, title: className(code), count }))
        .sort((a, b) => b.count - a.count),
      places: prefixed('place.')
        .map(({ code, count }) => ({ name: names.get(code) ?? '', count }))
        .sort((a, b) => b.count - a.count),
    }
  },
  'centre.recount': (ctx) => ({ months: recountMonths(ctx, ctx.settings.cutoffDay) }),
} satisfies Partial<Handlers>

/** After the cut-off day changed: every case to its month, every counter anew. Signed-off months keep their paper. */
export function recountMonths(ctx: Ctx, cutoffDay: number): number {
  for (const { matterId, acceptedOn, resultOn, result } of listMonthDays(ctx.db)) {
    updateMonths(
      ctx.db,
      matterId,
      acceptedOn ? monthOfDay(ctx.db, acceptedOn, cutoffDay) : '',
      result && resultOn ? monthOfDay(ctx.db, resultOn, cutoffDay) : '',
    )
  }
  ctx.changed('ledger')
  return recount(ctx.db)
}

function toCounted(row: RawLedgerRow): CountedCase {
  return { ...row, placeId: null } as unknown as CountedCase
}

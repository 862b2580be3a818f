import { monthOf, type Month } from '../../src-shared/kernel/day.ts'
import { versionInForce } from '../../src-shared/centre/codeTables.ts'
import { ledgerPeriod } from '../../src-shared/ledger/period.ts'
import { tableVersions } from '../centre/codeTables.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { findLocked } from './repo.ts'
import { presentScores } from './scores.ts'
import { lastSigned } from './views.ts'

/** What a sheet of the centre's month says of 联考: how many units have a score, or that nobody has; never a nought. */
export function assessmentWords(ctx: Ctx, month: Month): string {
  const { from } = ledgerPeriod(month, ctx.settings.cutoffDay)
  const locked = findLocked(ctx.db, month)
  if (!locked && (month > monthOf(ctx.today) || from > ctx.today)) return '本月还没有开始计分'
  if (!locked && !versionInForce(tableVersions(ctx, 'assessment_rule'), from)) return '本月没有生效的联考表，没有计分'
  const { units } = locked ? lastSigned(ctx, locked) : presentScores(ctx, month)
  const scored = units.filter(({ total }) => total !== null).length
  const state = locked ? '已锁定' : '未锁定'
  if (scored === 0) return `本月还没有单位计分（${state}）`
  const rest = units.length - scored
  return `${scored} 个单位计分${rest > 0 ? `，${rest} 个没有可以计分的项目` : ''}（${state}）`
}

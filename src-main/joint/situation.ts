import type { LedgerId } from '../../src-shared/ledger/schema.ts'
import { LEDGERS } from '../../src-shared/ledger/registry.ts'
import { addMonthsTo, type Month } from '../../src-shared/kernel/day.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { sumCounters } from '../ledger/repo.ts'

/** Counts that a situation sheet begins with: sums of ledgers that the centre keeps, never a single case. */
const ASKED: readonly (readonly [title: string, ledger: LedgerId, measure: string])[] = [
  ['矛盾纠纷调解案件', 'mediation', 'total'],
  ['信访事项', 'petition', 'total'],
  ['六联任务', 'linkage', 'total'],
  ['其中治安联防任务', 'linkage', 'linkage.1'],
  ['突出问题排查', 'joint_cure', 'total'],
  ['挂牌问题', 'joint_cure', 'listed'],
  ['联动事件', 'joint_move', 'total'],
  ['预警提示', 'joint_forbid', 'warnings'],
  ['巡防次数', 'joint_forbid', 'patrols'],
  ['巡防发现隐患', 'joint_forbid', 'found'],
  ['当场整改隐患', 'joint_forbid', 'fixed'],
]

export const situationHandlers = {
  'joint.situation': (ctx, { month }) =>
    ASKED.map(([title, ledger, measure]) => ({
      title,
      now: countOf(ctx, ledger, measure, month),
      before: countOf(ctx, ledger, measure, addMonthsTo(month, -1)),
    })),
} satisfies Partial<Handlers>

/** By the day on which things came in, whatever the office prints its ledgers by. */
function countOf(ctx: Ctx, ledger: LedgerId, measure: string, month: Month): number {
  const bases = LEDGERS[ledger].bases.map(({ id }) => id)
  const basis = ['received', 'accepted', 'started'].find((each) => bases.includes(each)) ?? bases[0] ?? ''
  return Math.max(0, sumCounters(ctx.db, ledger, basis, month, month).get(measure) ?? 0)
}

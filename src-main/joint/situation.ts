import { addMonthsTo, dayOf, formatChinaTime, monthOf, type Month } from '../../src-shared/kernel/day.ts'
import { fetchedFrom } from '../../src-shared/joint/kinds/forbid.ts'
import { invalidField } from '../../src-shared/kernel/errors.ts'
import type { Figure, LedgerId } from '../../src-shared/ledger/schema.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { monthFigures } from '../ledger/figures.ts'
import { ledgerOf } from '../ledger/registry.ts'
import { findFrozen, findFrozenFigures } from '../ledger/repo.ts'

/** Counts that a situation sheet begins with: figures of ledgers that the centre keeps, never a single case. */
const ASKED: readonly (readonly [title: string, ledger: LedgerId, figure: string])[] = [
  ['矛盾纠纷调解案件', 'mediation', 'total'],
  ['信访事项', 'petition', 'total'],
  ['六联任务', 'linkage', 'total'],
  ['其中治安联防任务', 'linkage', 'linkage.1'],
  ['突出问题排查', 'joint_cure', 'kind.trouble'],
  ['挂牌问题', 'joint_cure', 'listed'],
  ['联动事件', 'joint_move', 'kind.incident'],
  ['预警提示', 'joint_forbid', 'warnings'],
  ['巡防次数', 'joint_forbid', 'patrols'],
  ['巡防发现隐患', 'joint_forbid', 'found'],
  ['当场整改隐患', 'joint_forbid', 'fixed'],
]

/** A ledger's figures of one month, and in words where they come from and as of when. */
interface Source {
  valueOf(key: string): number
  words: string
}

const toSource = (figures: readonly Figure[], words: string): Source => ({
  valueOf: (key) => figures.find((each) => each.key === key)?.value ?? 0,
  words,
})

/** As signed where the month is: papers of one month tell one number. Else as counted now, which is said. */
function sourceOf(ctx: Ctx, ledger: LedgerId, month: Month): Source {
  const frozen = findFrozen(ctx.db, ledger, month)
  const signed = frozen && findFrozenFigures(ctx.db, ledger, month)
  return signed
    ? toSource(signed, `已签发 ${dayOf(frozen.signedAt)}`)
    : toSource(monthFigures(ctx, ledger, month).figures, `未签发，截至 ${formatChinaTime(ctx.now)}`)
}

/** What is the same of both is said once. */
const bothMonths = (now: string, before: string): string =>
  now === before ? `本月、上月${now}` : `本月${now}；上月${before}`

/** @throws AppError 'invalid' for a month that has not begun */
export function situationCounts(ctx: Ctx, month: Month) {
  if (month > monthOf(ctx.today)) throw invalidField('month', '这个月还没有开始，没有可以取的数')
  const last = addMonthsTo(month, -1)
  const known = new Map<LedgerId, { now: Source; before: Source }>()
  return ASKED.map(([title, ledger, figure]) => {
    const of = known.get(ledger) ?? { now: sourceOf(ctx, ledger, month), before: sourceOf(ctx, ledger, last) }
    known.set(ledger, of)
    return {
      title,
      now: of.now.valueOf(figure),
      before: of.before.valueOf(figure),
      source: `${fetchedFrom(ledgerOf(ledger).rules.shortTitle, month)}；${bothMonths(of.now.words, of.before.words)}`,
    }
  })
}

export const situationHandlers = {
  'joint.situation': (ctx, { month }) => situationCounts(ctx, month),
} satisfies Partial<Handlers>

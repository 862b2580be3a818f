import type { Figure, LedgerId } from './schema.ts'

/*
 * 中心月报一页: what a street's leaders read of a month on one sheet. Figures are those of the ledgers and nothing else;
 * which of them stand here is below, so that the sheet stays one.
 */

/** Keys of each ledger's figures, in the order of the sheet. */
export const CENTRE_FIGURES: Readonly<Record<LedgerId, readonly string[]>> = {
  mediation: ['total', 'success', 'successRate', 'written', 'oral', 'amountFen'],
  petition: ['total', 'people', 'closed', 'closedNow', 'answeredRate', 'repeatRate', 'unitContent'],
  petition_agency: ['total', 'submitted', 'closed', 'answeredRate'],
  linkage: [
    'total',
    'dispatched',
    'closed',
    'closedNow',
    'closeRate',
    'answerRate',
    'returned',
    'supervisions',
    'card.red',
  ],
  grid: ['total', 'checked', 'done', 'doneNow', 'checkRate', 'doneRate', 'handed'],
  joint_forbid: ['situations', 'warnings', 'receiptRate', 'patrols', 'found', 'fixed'],
  joint_move: ['kind.incident', 'orders', 'arrived', 'arriveRate', 'response', 'closed', 'closedNow'],
  joint_cure: ['listed', 'struck', 'strikeRate', 'rebound', 'closed', 'closedNow', 'closeRate'],
  joint_build: ['kind.creation', 'awarded', 'passRate', 'recheck.fail', 'milestones', 'reached'],
  duty: ['posts', 'slots', 'expected', 'came', 'rate', 'problems', 'solved', 'swaps'],
}

/** Columns of the tasks by linkage: what the end of a figure's key says, and how it is headed. */
export const LINKAGE_COLUMNS = [
  { key: (code: string) => `linkage.${code}`, title: '受理' },
  { key: (code: string) => `of.${code}.returned`, title: '退回过' },
  { key: (code: string) => `of.${code}.answered.late`, title: '超期答复' },
  { key: (code: string) => `of.${code}.card.yellow`, title: '黄牌' },
  { key: (code: string) => `of.${code}.card.red`, title: '红牌' },
  { key: (code: string) => `of.${code}.closure.substantive`, title: '实质性办结' },
  { key: (code: string) => `of.${code}.closure.stage`, title: '阶段性办结' },
  { key: (code: string) => `of.${code}.closure.procedural`, title: '程序性办结' },
] as const

/** A number as the sheet says it: a dash where there is nothing to divide by, or the signed month had no such figure. */
export const valueOf = (figures: readonly Figure[], key: string): string =>
  figures.find((each) => each.key === key)?.text || '—'

/**
 * Tasks by linkage; the figures of a ledger say which linkages it knows. Of one in `without`, which is not worked by tasks,
 * a nought would say that nothing was done: it gets dashes.
 */
export function tasksByLinkage(
  figures: readonly Figure[],
  without: ReadonlySet<string> = new Set(),
): { title: string; values: string[] }[] {
  return figures
    .filter(({ key }) => /^linkage\.\d+$/.test(key))
    .map(({ key, group }) => {
      const code = key.slice('linkage.'.length)
      const values = LINKAGE_COLUMNS.map((column) => valueOf(figures, column.key(code)))
      const isNone = without.has(code) && values.every((value) => value === '0' || value === '—')
      return { title: group, values: isNone ? values.map(() => '—') : values }
    })
}

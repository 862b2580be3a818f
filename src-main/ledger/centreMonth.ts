import { basisOf } from '../../src-shared/ledger/choices.ts'
import { CENTRE_FIGURES, LINKAGE_COLUMNS, tasksByLinkage, valueOf } from '../../src-shared/ledger/centreMonth.ts'
import { dayOf, formatDayChinese, type Month } from '../../src-shared/kernel/day.ts'
import { LEDGER_IDS, type Figure, type LedgerId } from '../../src-shared/ledger/schema.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import { audit, type ActionCtx, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { assessmentWords } from '../assessment/monthWords.ts'
import { linkagesWithoutTasks } from '../linkage/withoutTasks.ts'
import { monthFigures } from './figures.ts'
import { base64, monthTitle } from './ledgerPapers.ts'
import { ledgerOf } from './registry.ts'
import { periodOf } from './periods.ts'
import { findFrozen, findFrozenFigures } from './repo.ts'

/** A ledger's figures with where they come from: as they were signed, else as they are now. */
function partOf(ctx: Ctx, ledger: LedgerId, month: Month): { state: string; basis: string; figures: Figure[] } {
  const frozen = findFrozen(ctx.db, ledger, month)
  const signed = frozen && findFrozenFigures(ctx.db, ledger, month)
  return signed
    ? { state: `已签 ${dayOf(frozen.signedAt)}`, basis: frozen.basis, figures: signed }
    : {
        state: '未签',
        basis: basisOf(ledgerOf(ledger).rules, ctx.settings),
        figures: monthFigures(ctx, ledger, month).figures,
      }
}

/** The sheet's data. Numbers are those of the ledgers; the sheet counts nothing itself. */
export function centreMonth(ctx: Ctx, month: Month, note = ''): PaperData<'centre_month'> {
  const parts = LEDGER_IDS.map((ledger) => ({ ledger, rules: ledgerOf(ledger).rules, ...partOf(ctx, ledger, month) }))
  const tasks = parts.find(({ ledger }) => ledger === 'linkage')?.figures ?? []
  const periods = parts.map(({ ledger }) => monthFigures(ctx, ledger, month).state)
  const [first] = periods
  const linkagePeriod =
    periods[LEDGER_IDS.indexOf('linkage')] ?? periodOf(ctx.db, month, ctx.settings.cutoffDay, 'linkage')
  const isOne = periods.every(({ from, to }) => from === first?.from && to === first.to)
  return {
    organisation: ctx.settings.centreName,
    period: monthTitle(month),
    basis: first && isOne ? `${formatDayChinese(first.from)}至${formatDayChinese(first.to)}` : '起止日期见各台账',
    ledgers: parts.map(({ ledger, rules, basis, state, figures }) => ({
      title: rules.title.replace('台账', ''),
      state,
      basis: rules.bases.find(({ id }) => id === basis)?.title ?? '',
      figures: CENTRE_FIGURES[ledger].map((key) => {
        const figure = figures.find((each) => each.key === key)
        const known = figure ?? rules.figures(() => []).find((each) => each.key === key)
        return { title: known?.title ?? '', unit: known?.unit ?? '', value: valueOf(figures, key) }
      }),
    })),
    linkageHeads: LINKAGE_COLUMNS.map(({ title }) => title),
    linkages: tasksByLinkage(tasks, linkagesWithoutTasks(ctx, linkagePeriod.to)),
    note: `绩效联考按月计分，不办任务：${assessmentWords(ctx, month)}。${note}`,
    preparedBy: ctx.actor.name,
    preparedOn: ctx.today,
  }
}

const typeset = (ctx: ActionCtx, mode: 'preview' | 'issue', month: Month, note = '') =>
  ctx.services.typeset('centre_month', centreMonth(ctx, month, note), { mode, timestamp: ctx.now })

export const centreMonthHandlers = {
  'ledger.previewCentre': async (ctx, { month }) => {
    const { pdf, pages, fontNotice } = await typeset(ctx, 'preview', month)
    return { pdfBase64: base64(pdf), pages, fontNotice }
  },
  'ledger.printCentre': async (ctx, { month, purpose }) => {
    const title = `${monthTitle(month)}中心月报`
    const practice = ctx.services.isPractice ? '练习数据 ' : ''
    const { pdf, pages } = await typeset(
      ctx,
      'issue',
      month,
      `${practice}${ctx.actor.name} ${ctx.today} 打印：${purpose}`,
    )
    ctx.transact((tx) => audit(tx, 'printed', { kind: 'month', id: month, title }, purpose))
    return { title, fileName: `${title}.pdf`, pdfBase64: base64(pdf), pages }
  },
} satisfies Partial<Handlers>

import { LOOK_PURPOSES, type GroupId } from '../../src-shared/care/codes.ts'
import { suppressFigures } from '../../src-shared/care/figuresSuppress.ts'
import type { SignedMonth } from '../../src-shared/care/ledgerSchema.ts'
import { dayOf, formatChinaTime, type Month } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { definitionOf, toCount } from '../../src-shared/ledger/countFigures.ts'
import { toPrintTable } from '../../src-shared/ledger/paper/schema.ts'
import type { Figure } from '../../src-shared/ledger/schema.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import type { CareCtx, Handlers } from '../ctx/ctx.ts'
import { monthTitle } from '../ledger/ledgerPapers.ts'
import { ledgerSheet, toSheetRecord } from '../ledger/ledgerSheet.ts'
import { exportDifferences, openSheet, previewDifferences, takeNumber } from './differenceSheet.ts'
import {
  changedFigures,
  differencesOf,
  ledgerOf,
  monthState,
  presentMonth,
  signedMonth,
  signedMonths,
  withNames,
  type SignedSheet,
} from './ledger.ts'
import { insertCareFigures } from './ledgerRepo.ts'
import { recordOffice } from './record.ts'

/** A signed month shows what was signed, any other what is counted now. */
const shownMonth = (ctx: CareCtx, group: GroupId, month: Month, signed: SignedSheet | undefined): SignedMonth =>
  signed?.sheet ?? presentMonth(ctx, group, month)

const monthsOf = (year: number): Month[] =>
  Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}` as Month)

export const ledgerHandlers = {
  'care.months': (ctx, { group, year }) => {
    const months = monthsOf(year)
    const signed = signedMonths(ctx, group, months[0]!, months[11]!)
    return months.map((month) => monthState(ctx, group, month, signed.get(month) ?? []))
  },

  'care.month': (ctx, { group, month }) => {
    const sheets = signedMonth(ctx, group, month)
    const shown = shownMonth(ctx, group, month, sheets[0])
    return {
      state: monthState(ctx, group, month, sheets),
      fields: ledgerOf(ctx, group).columns.map(({ key, title }) => ({ key, title })),
      rows: withNames(ctx, group, shown.rows),
      figures: shown.figures,
      changed: sheets[0] ? changedFigures(shown.figures, presentMonth(ctx, group, month, sheets[0]).figures) : [],
    }
  },

  'care.previewMonth': async (ctx, { group, month, sheet }) => {
    const [signed] = signedMonth(ctx, group, month)
    const shown = shownMonth(ctx, group, month, signed)
    // What was signed prints as it was signed, on any day.
    const options = { mode: signed ? 'issue' : 'preview', timestamp: signed?.event.at ?? ctx.now } as const
    // Figures name nobody; the ledger has a line for each person.
    if (sheet === 'ledger') ctx.transactCare((tx) => lookAtMonth(tx, 'print', 'paper', shown.rows.length))
    const { pdf, pages, fontNotice } =
      sheet === 'ledger'
        ? await ctx.services.typeset('care_ledger', ledgerData(ctx, group, month, shown, signed), options)
        : await ctx.services.typeset('care_figures', figuresData(ctx, group, month, shown, signed), options)
    return { pdfBase64: Buffer.from(pdf).toString('base64'), pages, fontNotice }
  },

  'care.signMonth': async (ctx, { group, month }) =>
    ctx.transactCare((tx) => {
      if (signedMonth(tx, group, month).length > 0) throw new AppError('signed_off', `${monthTitle(month)}已经签发`)
      const sheet = presentMonth(tx, group, month)
      if (sheet.to >= tx.today) throw new AppError('not_allowed', `本期到 ${sheet.to} 结束，结束后才能签发`)
      recordOffice(tx, 'signMonth', { ledger: group, month, sheet: sheet as never })
      report(tx, group, month, 0, sheet)
      return monthState(tx, group, month, signedMonth(tx, group, month))
    }),

  'care.differences': (ctx, { group, month }) => differencesOf(ctx, group, month, signedMonth(ctx, group, month)),

  'care.differ': async (ctx, { group, month, reason }) =>
    ctx.transactCare((tx) => {
      const { before, sheet } = openSheet(tx, group, month)
      const number = takeNumber(tx, group)
      recordOffice(tx, 'differ', { ledger: group, month, sheet: sheet as never, reason, number })
      report(tx, group, month, before.length, sheet)
      return monthState(tx, group, month, signedMonth(tx, group, month))
    }),

  'care.differenceSheet': (ctx, { group, month, no }) => previewDifferences(ctx, group, month, no),
  'care.exportDifferences': (ctx, { group, month, no, purpose }) => exportDifferences(ctx, group, month, no, purpose),

  'care.exportMonth': async (ctx, { group, month, purpose }) => {
    const ledger = ledgerOf(ctx, group)
    const shown = shownMonth(ctx, group, month, signedMonth(ctx, group, month)[0])
    const rows = withNames(ctx, group, shown.rows)
    const practice = ctx.services.isPractice ? '练习数据 ' : ''
    const bytes = await ctx.services.sheetBytes(
      ledgerSheet(ledger, {
        sheetName: month,
        title: `${ctx.settings.centreName}${ledger.title}（${monthTitle(month)}）`,
        note: definitionOf(ledger, 'present', shown.from, shown.to),
        exportNote: `${practice}${ctx.actor.name} ${formatChinaTime(ctx.now)} 导出：${LOOK_PURPOSES[purpose]}`,
      }),
      rows.map((row, index) => toSheetRecord(ledger.columns, row, index)),
    )
    ctx.transactCare((tx) => lookAtMonth(tx, 'export', purpose, rows.length))
    return { fileName: `${ledger.title}-${month}.xlsx`, xlsxBase64: bytes.toString('base64') }
  },
} satisfies Partial<Handlers>

const lookAtMonth = (ctx: CareCtx, what: 'print' | 'export', purpose: string, count: number): unknown =>
  recordOffice(ctx, 'look', { clientId: null, what, purpose, count: Math.max(1, count) })

const outside = (group: GroupId, { figures, sums }: SignedMonth): Figure[] =>
  suppressFigures(group, figures, toCount(new Map(Object.entries(sums))))

/** The district counts what the street signed, and no count by which somebody could be found. */
function report(ctx: CareCtx, group: GroupId, month: Month, no: number, sheet: SignedMonth): void {
  const figures = outside(group, sheet).map(({ key, title, unit, value, text }) => ({ key, title, unit, value, text }))
  insertCareFigures(ctx.db, {
    ledger: group,
    month,
    no,
    figures: JSON.stringify(figures),
    signedAt: ctx.now,
    signedBy: ctx.actor.name,
  })
}

function ledgerData(
  ctx: CareCtx,
  group: GroupId,
  month: Month,
  shown: SignedMonth,
  signed: SignedSheet | undefined,
): PaperData<'care_ledger'> {
  const ledger = ledgerOf(ctx, group)
  return {
    organisation: ctx.settings.centreName,
    title: ledger.title,
    period: monthTitle(month),
    basis: definitionOf(ledger, 'present', shown.from, shown.to),
    signedOff: signed ? `${signed.event.actorName} ${dayOf(signed.event.at)}` : '',
    ...toPrintTable(ledger.columns, withNames(ctx, group, shown.rows)),
    preparedOn: signed ? dayOf(signed.event.at) : ctx.today,
  }
}

/** It leaves the centre: small counts are hidden. */
function figuresData(
  ctx: CareCtx,
  group: GroupId,
  month: Month,
  shown: SignedMonth,
  signed: SignedSheet | undefined,
): PaperData<'care_figures'> {
  const ledger = ledgerOf(ctx, group)
  return {
    organisation: ctx.settings.centreName,
    title: `${ledger.figuresTitle}表`,
    period: monthTitle(month),
    basis: definitionOf(ledger, 'present', shown.from, shown.to),
    figures: outside(group, shown).map(({ group: heading, title, unit, text, definition }) => ({
      group: heading,
      title,
      unit,
      value: text,
      definition,
    })),
    checks: [],
    preparedBy: signed?.event.actorName ?? ctx.actor.name,
    preparedOn: signed ? dayOf(signed.event.at) : ctx.today,
  }
}

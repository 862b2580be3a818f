import { formatNumber } from '../../src-shared/centre/numbering.ts'
import { dayOf, formatChinaTime, type Month } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { basisOf } from '../../src-shared/ledger/choices.ts'
import { definitionOf } from '../../src-shared/ledger/countFigures.ts'
import type { Difference, LedgerId, LedgerRow } from '../../src-shared/ledger/schema.ts'
import { toDifferenceLists } from '../../src-shared/ledger/paper/differenceLists.ts'
import { toPrintTable } from '../../src-shared/ledger/paper/schema.ts'
import type { PaperData, PaperKind } from '../../src-shared/paper/registry.ts'
import { issuePaper, keep, type PaperDraft } from '../documents/issue.ts'
import { audit, type ActionCtx, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { peekNext, takeNext } from '../store/series.ts'
import { monthFigures } from './figures.ts'
import { hideNames, hideNamesOfDifferences } from './hideNames.ts'
import { ledgerSheet, toSheetRecord } from './ledgerSheet.ts'
import {
  currentRows,
  lastSignedRows,
  ledgerDefinition,
  monthState,
  openDifferences,
  presentRowsOfFrozen,
  shownRows,
} from './month.ts'
import { ledgerOf } from './registry.ts'
import { findFrozen, insertDifferenceSheet, insertFrozen, listDifferenceSheets, type FrozenMonth } from './repo.ts'

export const monthTitle = (month: Month): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`
export const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/** The rows as paper and export show them. */
function printedRows(ctx: Ctx, ledger: LedgerId, rows: readonly LedgerRow[]): readonly LedgerRow[] {
  return hidesNames(ctx, ledger) ? hideNames(ledgerOf(ledger).rules.columns, rows) : rows
}
const hidesNames = (ctx: Ctx, ledger: LedgerId): boolean =>
  ({ always: true, none: false, setting: ctx.settings.hidesNamesInPrint })[ledgerOf(ledger).rules.masksNames]

/** Differences as their sheet shows them. */
function printedDifferences(ctx: Ctx, frozen: FrozenMonth, items: readonly Difference[]) {
  const { ledger, month } = frozen
  const rows = [...lastSignedRows(ctx, frozen), ...presentRowsOfFrozen(ctx, ledger, month)]
  const shown = hidesNames(ctx, ledger) ? hideNamesOfDifferences(ledgerOf(ledger).rules.columns, items, rows) : items
  return toDifferenceLists(shown)
}

function ledgerData(
  ctx: Ctx,
  ledger: LedgerId,
  month: Month,
  rows: readonly LedgerRow[],
  signedOff: string,
): PaperData<'mediation_ledger'> {
  const { rules } = ledgerOf(ledger)
  return {
    organisation: ctx.settings[rules.organisation],
    title: rules.title,
    period: monthTitle(month),
    basis: ledgerDefinition(ctx, ledger, month),
    signedOff,
    ...toPrintTable(rules.columns, printedRows(ctx, ledger, rows)),
    preparedOn: ctx.today,
  }
}

/** Figures are always the present ones, so their paper names the basis they are counted by. */
function figuresData(ctx: Ctx, ledger: LedgerId, month: Month): PaperData<'monthly_figures'> {
  const { rules } = ledgerOf(ledger)
  const { state, figures, checks } = monthFigures(ctx, ledger, month)
  return {
    organisation: ctx.settings[rules.organisation],
    title: `${rules.figuresTitle}表`,
    period: monthTitle(month),
    basis: definitionOf(rules, basisOf(rules, ctx.settings), state.from, state.to),
    figures: figures.map(({ group, title, unit, text, definition }) => ({
      group,
      title,
      unit,
      value: text,
      definition,
    })),
    checks: checks.map((check) => ({ ...check, matters: check.matters.map(({ number, why }) => ({ number, why })) })),
    preparedBy: ctx.actor.name,
    preparedOn: ctx.today,
  }
}

/** Freezes rows and figures of the month with both papers in one transaction. */
async function signOff(ctx: ActionCtx, ledger: LedgerId, month: Month): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const before = prepare(ctx, ledger, month)
    const make = (draft: PaperDraft) =>
      ctx.services.typeset(draft.kind, draft.data, { mode: 'issue', timestamp: ctx.now })
    const ledgerPaper = await make(before.ledger)
    const figuresPaper = await make(before.figures)
    const isDone = ctx.transact((tx) => {
      const now = prepare(tx, ledger, month)
      if (now.ledger.stamp !== before.ledger.stamp || now.figures.stamp !== before.figures.stamp) return false
      const ledgerDocumentId = keep(tx, now.ledger, ledgerPaper)
      const figuresDocumentId = keep(tx, now.figures, figuresPaper)
      const { from, to } = monthState(tx, ledger, month)
      const { rules } = ledgerOf(ledger)
      const [basis, signedAt, signedBy] = [basisOf(rules, tx.settings), tx.now, tx.actor.name]
      insertFrozen(
        tx.db,
        { ledger, month, from, to, basis, rows: now.rows, signedAt, signedBy, ledgerDocumentId, figuresDocumentId },
        monthFigures(tx, ledger, month).figures,
      )
      audit(tx, 'signed_off', subjectOf(ledger, month), `${now.rows.length} 件`)
      tx.changed('ledger')
      return true
    })
    if (isDone) return
  }
  throw new AppError('conflict', '签发时台账内容一直在变动，请稍后再试')
}

const nameOf = (ledger: LedgerId, month: Month): string => `${monthTitle(month)}${ledgerOf(ledger).rules.shortTitle}`
const subjectOf = (ledger: LedgerId, month: Month) => ({ kind: 'month', id: month, title: nameOf(ledger, month) })

function prepare(ctx: Ctx, ledger: LedgerId, month: Month) {
  if (findFrozen(ctx.db, ledger, month)) throw new AppError('signed_off', `${monthTitle(month)}已经签发`)
  const { to } = monthState(ctx, ledger, month)
  if (to >= ctx.today) throw new AppError('not_allowed', `本期到 ${to} 结束，结束后才能签发`)
  const rows = currentRows(ctx, ledger, month)
  const { papers } = ledgerOf(ledger).rules
  const draft = <K extends PaperKind>(kind: K, data: PaperData<K>): PaperDraft<K> => ({
    kind,
    matterId: null,
    ref: month,
    number: '',
    data,
    subject: nameOf(ledger, month),
    stamp: JSON.stringify(data),
  })
  return {
    rows,
    ledger: draft(papers.ledger, ledgerData(ctx, ledger, month, rows, `${ctx.actor.name} ${ctx.today}`)),
    figures: draft(papers.figures, figuresData(ctx, ledger, month)),
  }
}

function differenceDraft(ctx: Ctx, ledger: LedgerId, month: Month): PaperDraft<'difference_sheet'> {
  const frozen = findFrozen(ctx.db, ledger, month)
  if (!frozen) throw new AppError('not_allowed', '这个月还没有签发')
  const items = openDifferences(ctx, ledger, month)
  if (items.length === 0) throw new AppError('not_allowed', '与签发的台账没有差异')
  const { settings } = ctx
  const { rules } = ledgerOf(ledger)
  const year = Number(ctx.today.slice(0, 4))
  const number = formatNumber(settings.noticePattern.replace('告字', rules.difference.word), {
    year,
    seat: settings.seatLetter,
    seq: peekNext(ctx.db, rules.difference.series, year, settings.seatLetter),
    committee: settings.committeeShortName,
    street: settings.streetName,
  })
  const data: PaperData<'difference_sheet'> = {
    organisation: settings[rules.organisation],
    number,
    period: monthTitle(month),
    sheetTitle: rules.title,
    numberTitle: rules.numberTitle,
    signedOffOn: dayOf(frozen.signedAt),
    signedOffBy: frozen.signedBy,
    ...printedDifferences(ctx, frozen, items),
    preparedBy: ctx.actor.name,
    preparedOn: ctx.today,
  }
  return {
    kind: 'difference_sheet',
    matterId: null,
    ref: month,
    number,
    data,
    subject: `${nameOf(ledger, month)}更正`,
    stamp: JSON.stringify(items),
  }
}

async function preview(ctx: ActionCtx, kind: PaperKind, data: PaperData<PaperKind>) {
  const { pdf, pages, fontNotice } = await ctx.services.typeset(kind, data, { mode: 'preview', timestamp: ctx.now })
  return { pdfBase64: base64(pdf), pages, fontNotice }
}

export const ledgerPaperHandlers = {
  'ledger.preview': (ctx, { ledger, month }) => {
    const frozen = findFrozen(ctx.db, ledger, month)
    const signedOff = frozen ? `${frozen.signedBy} ${dayOf(frozen.signedAt)}` : ''
    const data = ledgerData(ctx, ledger, month, shownRows(ctx, ledger, month), signedOff)
    return preview(ctx, ledgerOf(ledger).rules.papers.ledger, data)
  },
  'figures.preview': (ctx, { ledger, month }) =>
    preview(ctx, ledgerOf(ledger).rules.papers.figures, figuresData(ctx, ledger, month)),
  'ledger.signOff': async (ctx, { ledger, month }) => {
    await signOff(ctx, ledger, month)
    return monthState(ctx, ledger, month)
  },
  'ledger.issueDifferences': async (ctx, { ledger, month }) => {
    const { series } = ledgerOf(ledger).rules.difference
    const document = await issuePaper(
      ctx,
      (now) => differenceDraft(now, ledger, month),
      (tx, documentId) => {
        insertDifferenceSheet(tx.db, {
          ledger,
          month,
          no: listDifferenceSheets(tx.db, ledger, month).length + 1,
          rows: presentRowsOfFrozen(tx, ledger, month),
          documentId,
          issuedAt: tx.now,
        })
        takeNext(tx.db, series, Number(tx.today.slice(0, 4)), tx.settings.seatLetter)
        tx.changed('ledger')
      },
    )
    return { documentId: document.id, number: document.number }
  },
  'ledger.export': async (ctx, { ledger, month, purpose }) => {
    const { rules } = ledgerOf(ledger)
    const rows = printedRows(ctx, ledger, shownRows(ctx, ledger, month))
    const sheet = ledgerSheet(rules, {
      sheetName: month,
      title: `${ctx.settings[rules.organisation]}${rules.title}（${monthTitle(month)}）`,
      note: ledgerDefinition(ctx, ledger, month),
      exportNote: `${ctx.services.isPractice ? '练习数据 ' : ''}${ctx.actor.name} ${formatChinaTime(ctx.now)} 导出：${purpose}`,
    })
    const bytes = await ctx.services.sheetBytes(
      sheet,
      rows.map((row, index) => toSheetRecord(rules.columns, row, index)),
    )
    ctx.transact((tx) => audit(tx, 'exported', subjectOf(ledger, month), purpose))
    return { fileName: `${rules.title}-${month}.xlsx`, xlsxBase64: bytes.toString('base64') }
  },
} satisfies Partial<Handlers>

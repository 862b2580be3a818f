import { formatNumber } from '../../src-shared/centre/numbering.ts'
import type { Month } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { LEDGER_COLUMNS } from '../../src-shared/ledger/paper/columns.ts'
import type { LedgerRow } from '../../src-shared/ledger/schema.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import { issuePaper, keep, type PaperDraft } from '../documents/issue.ts'
import type { SheetRecord, SheetSpec } from '../paper/xlsx/sheetSpec.ts'
import { audit, type ActionCtx, type Ctx, type Handlers } from '../ctx/ctx.ts'
import { peekNext, takeNext } from '../store/series.ts'
import { monthFigures } from './figures.ts'
import { currentRows, definition, hideNames, monthState, openDifferences, presentRowsOfFrozen } from './month.ts'
import { findFrozen, insertDifferenceSheet, insertFrozen, listDifferenceSheets } from './repo.ts'

export const monthTitle = (month: Month): string => `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`
const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

export function ledgerData(
  ctx: Ctx,
  month: Month,
  rows: readonly LedgerRow[],
  signedOff: string,
): PaperData<'mediation_ledger'> {
  const state = monthState(ctx, month)
  const shown = ctx.settings.hidesNamesInPrint ? hideNames(rows) : rows
  return {
    organisation: ctx.settings.committeeName,
    period: monthTitle(month),
    basis: definition(ctx, state, findFrozen(ctx.db, month)?.basis),
    signedOff,
    rows: shown.map(({ matterId: _, ...row }) => row),
    preparedBy: ctx.actor.name,
    preparedOn: ctx.today,
  }
}

function figuresData(ctx: Ctx, month: Month): PaperData<'monthly_figures'> {
  const { state, figures, checks } = monthFigures(ctx, month)
  return {
    organisation: ctx.settings.committeeName,
    period: monthTitle(month),
    basis: definition(ctx, state),
    figures: figures.map(({ key: _, ...figure }) => figure),
    checks: checks.map((check) => ({ ...check, matters: check.matters.map(({ number, why }) => ({ number, why })) })),
    preparedBy: ctx.actor.name,
    preparedOn: ctx.today,
  }
}

/** Freezes rows and figures of the month with both papers in one transaction. */
async function signOff(ctx: ActionCtx, month: Month): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const before = prepare(ctx, month)
    const ledgerPaper = await ctx.services.typeset('mediation_ledger', before.ledger.data, {
      mode: 'issue',
      timestamp: ctx.now,
    })
    const figuresPaper = await ctx.services.typeset('monthly_figures', before.figures.data, {
      mode: 'issue',
      timestamp: ctx.now,
    })
    const isDone = ctx.transact((tx) => {
      const now = prepare(tx, month)
      if (now.ledger.stamp !== before.ledger.stamp || now.figures.stamp !== before.figures.stamp) return false
      const ledgerDocumentId = keep(tx, now.ledger, ledgerPaper)
      const figuresDocumentId = keep(tx, now.figures, figuresPaper)
      const { from, to } = monthState(tx, month)
      insertFrozen(
        tx.db,
        {
          month,
          from,
          to,
          basis: tx.settings.ledgerBasis,
          rows: now.rows,
          signedAt: tx.now,
          signedBy: tx.actor.name,
          ledgerDocumentId,
          figuresDocumentId,
        },
        monthFigures(tx, month).figures,
      )
      audit(tx, 'signed_off', { kind: 'month', id: month, title: `${monthTitle(month)}台账` }, `${now.rows.length} 件`)
      tx.changed('ledger')
      return true
    })
    if (isDone) return
  }
  throw new AppError('conflict', '签发时台账内容一直在变动，请稍后再试')
}

function prepare(ctx: Ctx, month: Month) {
  if (findFrozen(ctx.db, month)) throw new AppError('signed_off', `${monthTitle(month)}已经签发`)
  const { to } = monthState(ctx, month)
  if (to >= ctx.today) throw new AppError('not_allowed', `本期到 ${to} 结束，结束后才能签发`)
  const rows = currentRows(ctx, month)
  const draft = <K extends 'mediation_ledger' | 'monthly_figures'>(kind: K, data: PaperData<K>): PaperDraft<K> => ({
    kind,
    matterId: null,
    ref: month,
    number: '',
    data,
    subject: `${monthTitle(month)}台账`,
    stamp: JSON.stringify(data),
  })
  return {
    rows,
    ledger: draft('mediation_ledger', ledgerData(ctx, month, rows, `${ctx.actor.name} ${ctx.today}`)),
    figures: draft('monthly_figures', figuresData(ctx, month)),
  }
}

function differenceDraft(ctx: Ctx, month: Month): PaperDraft<'difference_sheet'> {
  const frozen = findFrozen(ctx.db, month)
  if (!frozen) throw new AppError('not_allowed', '这个月还没有签发')
  const items = openDifferences(ctx, month)
  if (items.length === 0) throw new AppError('not_allowed', '与签发的台账没有差异')
  const { settings } = ctx
  const year = Number(ctx.today.slice(0, 4))
  const number = formatNumber(settings.noticePattern.replace('告字', '更字'), {
    year,
    seat: settings.seatLetter,
    seq: peekNext(ctx.db, 'difference', year, settings.seatLetter),
    committee: settings.committeeShortName,
    street: settings.streetName,
  })
  const data: PaperData<'difference_sheet'> = {
    organisation: settings.committeeName,
    number,
    period: monthTitle(month),
    sheetTitle: '矛盾纠纷调解台账',
    signedOffOn: frozen.signedAt.slice(0, 10) as typeof ctx.today,
    signedOffBy: frozen.signedBy,
    items: items.map(({ matterId: _, column: __, ...item }) => item),
    preparedBy: ctx.actor.name,
    preparedOn: ctx.today,
  }
  return {
    kind: 'difference_sheet',
    matterId: null,
    ref: month,
    number,
    data,
    subject: `${monthTitle(month)}台账更正`,
    stamp: JSON.stringify(items),
  }
}

export const ledgerPaperHandlers = {
  'ledger.preview': async (ctx, { month }) => {
    const frozen = findFrozen(ctx.db, month)
    const data = ledgerData(
      ctx,
      month,
      frozen?.rows ?? currentRows(ctx, month),
      frozen ? `${frozen.signedBy} ${frozen.signedAt.slice(0, 10)}` : '',
    )
    const { pdf, pages, fontNotice } = await ctx.services.typeset('mediation_ledger', data, {
      mode: 'preview',
      timestamp: ctx.now,
    })
    return { pdfBase64: base64(pdf), pages, fontNotice }
  },
  'figures.preview': async (ctx, { month }) => {
    const { pdf, pages, fontNotice } = await ctx.services.typeset('monthly_figures', figuresData(ctx, month), {
      mode: 'preview',
      timestamp: ctx.now,
    })
    return { pdfBase64: base64(pdf), pages, fontNotice }
  },
  'ledger.signOff': async (ctx, { month }) => {
    await signOff(ctx, month)
    return monthState(ctx, month)
  },
  'ledger.issueDifferences': async (ctx, { month }) => {
    const document = await issuePaper(
      ctx,
      (now) => differenceDraft(now, month),
      (tx, id) => {
        insertDifferenceSheet(
          tx.db,
          month,
          listDifferenceSheets(tx.db, month).length + 1,
          presentRowsOfFrozen(tx, month),
          id,
          tx.now,
        )
        takeNext(tx.db, 'difference', Number(tx.today.slice(0, 4)), tx.settings.seatLetter)
        tx.changed('ledger')
      },
    )
    return { documentId: document.id, number: document.number }
  },
  'ledger.export': async (ctx, { month, purpose }) => {
    const frozen = findFrozen(ctx.db, month)
    const rows = frozen?.rows ?? currentRows(ctx, month)
    const shown = ctx.settings.hidesNamesInPrint ? hideNames(rows) : rows
    const bytes = await ctx.services.sheetBytes(ledgerSheet(ctx, month, purpose), shown.map(toSheetRecord))
    ctx.transact((tx) =>
      audit(tx, 'exported', { kind: 'month', id: month, title: `${monthTitle(month)}台账` }, purpose),
    )
    return { fileName: `矛盾纠纷调解台账-${month}.xlsx`, xlsxBase64: bytes.toString('base64') }
  },
} satisfies Partial<Handlers>

const KINDS: Record<string, SheetSpec['columns'][number]['kind']> = {
  no: 'integer',
  acceptedOn: 'day',
  closedOn: 'day',
  performBy: 'day',
  returnVisitOn: 'day',
  archivedOn: 'day',
  peopleCount: 'integer',
  sessions: 'integer',
  amountFen: 'yuan',
}

function ledgerSheet(ctx: ActionCtx, month: Month, purpose: string): SheetSpec {
  return {
    sheetName: month,
    title: `${ctx.settings.committeeName}矛盾纠纷调解台账（${monthTitle(month)}）`,
    note: definition(ctx, monthState(ctx, month)),
    columns: LEDGER_COLUMNS.map(({ key, title, width }) => ({
      key,
      title,
      width: Math.max(6, Math.round(width * 0.9)),
      kind: KINDS[key] ?? 'text',
    })),
    sumKeys: ['peopleCount', 'sessions', 'amountFen'],
    footLines: ['填表人：　　　　　　审核人：　　　　　　负责人（签章）：　　　　　　填报日期：'],
    exportNote: `${ctx.services.isPractice ? '练习数据 ' : ''}${ctx.actor.name} ${ctx.now} 导出：${purpose}`,
    emptyText: '本月无',
  }
}

function toSheetRecord(row: LedgerRow, index: number): SheetRecord {
  const { matterId: _, grade, subsidyFen, ...rest } = row
  return {
    ...rest,
    no: index + 1,
    subsidy: [grade, subsidyFen > 0 ? `${subsidyFen / 100} 元` : ''].filter(Boolean).join(' '),
  }
}

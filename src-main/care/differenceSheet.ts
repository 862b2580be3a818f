import { LOOK_PURPOSES, type GroupId, type LookPurpose } from '../../src-shared/care/codes.ts'
import type { SignedMonth } from '../../src-shared/care/ledgerSchema.ts'
import { formatNumber } from '../../src-shared/centre/numbering.ts'
import { dayOf, formatChinaTime, type Day, type Instant, type Month } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import type { CareActionCtx, CareCtx } from '../ctx/ctx.ts'
import { monthTitle } from '../ledger/ledgerPapers.ts'
import type { SheetSpec } from '../paper/xlsx/sheetSpec.ts'
import { peekNext, takeNext } from '../store/series.ts'
import { changedFigures, compareSheets, ledgerOf, presentMonth, signedMonth, type SignedSheet } from './ledger.ts'
import { readOffice } from './office.ts'
import { recordOffice } from './record.ts'

/** What a difference sheet says, whether it was issued or would be now. */
interface Difference {
  before: SignedMonth
  after: SignedMonth
  number: string
  by: string
  on: Day
  reason: string
  /** When it was issued; null for one that was not. */
  issuedAt: Instant | null
  signed: SignedSheet
}

/** What would go on the next sheet of a signed month. @throws AppError 'not_allowed' */
export function openSheet(
  ctx: CareCtx,
  group: GroupId,
  month: Month,
): { before: [SignedSheet, ...SignedSheet[]]; sheet: SignedMonth } {
  const [first, ...later] = signedMonth(ctx, group, month)
  if (!first) throw new AppError('not_allowed', '这个月还没有签发')
  const last = later.at(-1) ?? first
  const sheet = presentMonth(ctx, group, month, last)
  const isSame =
    compareSheets(ledgerOf(ctx, group), last.sheet, sheet).length === 0 &&
    changedFigures(last.sheet.figures, sheet.figures).length === 0
  if (isSame) throw new AppError('not_allowed', '与签发的台账没有差异')
  return { before: [first, ...later], sheet }
}

/** A sheet is rebuilt from what was signed before it and with it, so every seat prints the same one. */
function findDifference(ctx: CareCtx, group: GroupId, month: Month, no: number): Difference {
  if (no === 0) {
    const { before, sheet } = openSheet(ctx, group, month)
    const last = before.at(-1) as SignedSheet
    const now = { number: nextNumber(ctx, group), by: ctx.actor.name, on: ctx.today, reason: '', issuedAt: null }
    return { ...now, before: last.sheet, after: sheet, signed: before[0] }
  }
  const sheets = signedMonth(ctx, group, month)
  const [signed, before, own] = [sheets[0], sheets[no - 1], sheets[no]]
  if (!signed || !before || !own) throw new AppError('not_found', '没有这份差异单')
  const { event, reason, number } = own
  const issued = { number, by: event.actorName, on: dayOf(event.at), reason, issuedAt: event.at }
  return { ...issued, before: before.sheet, after: own.sheet, signed }
}

const yearOf = ({ today }: CareCtx): number => Number(today.slice(0, 4))

function numberOf(ctx: CareCtx, group: GroupId, seq: number): string {
  const { settings } = ctx
  return formatNumber(settings.noticePattern.replace('告字', ledgerOf(ctx, group).difference.word), {
    year: yearOf(ctx),
    seat: settings.seatLetter,
    seq,
    committee: settings.committeeShortName,
    street: settings.streetName,
  })
}

function nextNumber(ctx: CareCtx, group: GroupId): string {
  const { series } = ledgerOf(ctx, group).difference
  return numberOf(ctx, group, peekNext(ctx.db, series, yearOf(ctx), ctx.settings.seatLetter))
}

/**
 * The number of the sheet that is issued in the same transaction. The series lies in the common store, which commits
 * last: a number that a crash left on a sheet without counting it is passed over.
 */
export function takeNumber(ctx: CareCtx, group: GroupId): string {
  const { series } = ledgerOf(ctx, group).difference
  const given = new Set(readOffice(ctx, 'differ').map(({ act }) => act.number))
  for (;;) {
    const number = numberOf(ctx, group, takeNext(ctx.db, series, yearOf(ctx), ctx.settings.seatLetter))
    if (!given.has(number)) return number
  }
}

/** Rows go by their number alone, so no name is on the sheet. */
function sheetData(ctx: CareCtx, group: GroupId, month: Month, found: Difference): PaperData<'difference_sheet'> {
  const ledger = ledgerOf(ctx, group)
  const { before, after, signed, by, on, reason, number } = found
  return {
    organisation: ctx.settings.centreName,
    number,
    period: monthTitle(month),
    sheetTitle: signed.sheet.title,
    numberTitle: ledger.numberTitle,
    signedOffOn: dayOf(signed.event.at),
    signedOffBy: signed.event.actorName,
    items: compareSheets(ledger, before, after).map((each) => ({
      dossierNumber: each.number,
      columnTitle: each.title,
      frozen: each.signed,
      present: each.present,
      who: by,
      on,
      reason,
    })),
    totals: changedFigures(before.figures, after.figures).map(({ title, unit, signed: was, present }) => ({
      label: `${title}（${unit}）`,
      frozen: was,
      present,
    })),
    preparedBy: by,
    preparedOn: on,
  }
}

export async function previewDifferences(ctx: CareActionCtx, group: GroupId, month: Month, no: number) {
  const found = findDifference(ctx, group, month, no)
  const { pdf, pages, fontNotice } = await ctx.services.typeset(
    'difference_sheet',
    sheetData(ctx, group, month, found),
    found.issuedAt === null ? { mode: 'preview', timestamp: ctx.now } : { mode: 'issue', timestamp: found.issuedAt },
  )
  return { pdfBase64: Buffer.from(pdf).toString('base64'), pages, fontNotice }
}

const COLUMNS: SheetSpec['columns'] = [
  { key: 'no', title: '序号', width: 6, kind: 'integer' },
  { key: 'dossierNumber', title: '编号', width: 20, kind: 'text' },
  { key: 'columnTitle', title: '栏目', width: 20, kind: 'text' },
  { key: 'frozen', title: '签发时的内容', width: 24, kind: 'text' },
  { key: 'present', title: '更正后的内容', width: 24, kind: 'text' },
  { key: 'who', title: '更正人', width: 12, kind: 'text' },
  { key: 'on', title: '更正日期', width: 12, kind: 'day' },
  { key: 'reason', title: '更正原因', width: 30, kind: 'text' },
]

/** The lines of the sheet and, after them, the totals that they move. */
export async function exportDifferences(
  ctx: CareActionCtx,
  group: GroupId,
  month: Month,
  no: number,
  purpose: LookPurpose,
) {
  const data = sheetData(ctx, group, month, findDifference(ctx, group, month, no))
  const totals = (data.totals ?? []).map(({ label, frozen, present }) => ({
    dossierNumber: '合计数',
    columnTitle: label,
    frozen,
    present,
    who: data.preparedBy,
    on: data.preparedOn,
    reason: data.items[0]?.reason ?? '',
  }))
  const lines = [...data.items, ...totals]
  const practice = ctx.services.isPractice ? '练习数据 ' : ''
  const bytes = await ctx.services.sheetBytes(
    {
      sheetName: month,
      title: `${data.organisation}${data.sheetTitle}更正差异单（${data.period}）`,
      note: `编号：${data.number}　原表签发：${data.signedOffOn} ${data.signedOffBy}`,
      columns: COLUMNS,
      footLines: ['更正人：　　　　　　负责人（签章）：　　　　　　日期：'],
      exportNote: `${practice}${ctx.actor.name} ${formatChinaTime(ctx.now)} 导出：${LOOK_PURPOSES[purpose]}`,
    },
    lines.map((line, index) => ({ no: index + 1, ...line })),
  )
  ctx.transactCare((tx) =>
    recordOffice(tx, 'look', { clientId: null, what: 'export', purpose, count: Math.max(1, data.items.length) }),
  )
  return {
    fileName: `${data.sheetTitle}更正差异单-${month}-${no || '未出具'}.xlsx`,
    xlsxBase64: bytes.toString('base64'),
  }
}

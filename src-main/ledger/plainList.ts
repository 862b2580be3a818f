import type { LedgerCells, LedgerColumn } from '../../src-shared/ledger/definition.ts'
import { toPrintTable } from '../../src-shared/ledger/paper/schema.ts'
import { audit, type ActionCtx } from '../ctx/ctx.ts'
import { ledgerSheet, toSheetRecord } from './ledgerSheet.ts'

/** A list that is no ledger, in the same columns and on the same sheet. */
export interface PlainList {
  title: string
  columns: readonly LedgerColumn[]
  rows: readonly LedgerCells[]
  /** Under the title; the number of rows if left out. */
  note?: string
}

const noteOf = (ctx: ActionCtx, verb: string, purpose: string): string =>
  `${ctx.services.isPractice ? '练习数据 ' : ''}${ctx.actor.name} ${ctx.today} ${verb}：${purpose}`
const countOf = ({ rows, note }: PlainList): string => note ?? `共 ${rows.length} 条`

const NOTHING = '没有符合条件的内容'

/** The list as a workbook; a line of the audit. */
export async function exportList(ctx: ActionCtx, list: PlainList, purpose: string) {
  const bytes = await ctx.services.sheetBytes(
    {
      ...ledgerSheet(list, {
        sheetName: list.title.slice(0, 20),
        title: list.title,
        note: `${ctx.settings.centreName}，${countOf(list)}`,
        exportNote: noteOf(ctx, '导出', purpose),
      }),
      footLines: [],
      emptyText: NOTHING,
    },
    list.rows.map((row, index) => toSheetRecord(list.columns, row, index)),
  )
  log(ctx, 'exported', list, purpose)
  return { fileName: `${list.title}-${ctx.today}.xlsx`, xlsxBase64: bytes.toString('base64') }
}

/** The list on paper; a line of the audit. */
export async function printList(ctx: ActionCtx, list: PlainList, purpose: string) {
  const data = {
    organisation: ctx.settings.centreName,
    title: list.title,
    period: ctx.today,
    basis: `${countOf(list)}；${noteOf(ctx, '打印', purpose)}`,
    signedOff: '',
    ...toPrintTable(list.columns, list.rows),
    emptyText: NOTHING,
    preparedBy: ctx.actor.name,
    preparedOn: ctx.today,
  }
  const { pdf, pages } = await ctx.services.typeset('list_sheet', data, { mode: 'issue', timestamp: ctx.now })
  log(ctx, 'printed', list, purpose)
  const pdfBase64 = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64')
  return { title: list.title, fileName: `${list.title}-${ctx.today}.pdf`, pdfBase64, pages }
}

const log = (ctx: ActionCtx, action: 'exported' | 'printed', { title, rows }: PlainList, purpose: string): void =>
  ctx.transact((tx) => audit(tx, action, { kind: 'list', id: '', title: `${title} ${rows.length} 条` }, purpose))

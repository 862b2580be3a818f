import { formatChinaTime } from '../../src-shared/kernel/day.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import type { Conflict } from '../../src-shared/sync/schema.ts'
import { audit, type ActionCtx } from '../ctx/ctx.ts'
import { NOBODY } from '../intake/visible.ts'
import type { SheetSpec } from '../paper/xlsx/sheetSpec.ts'
import { toConflict } from '../sync/conflicts.ts'
import { listConflicts } from '../sync/statusRepo.ts'

const TITLE = '两处都改过的内容'
const COLUMNS: SheetSpec['columns'] = [
  { key: 'title', title: '事项', kind: 'text', width: 46 },
  { key: 'table', title: '记录', kind: 'text', width: 12 },
  { key: 'field', title: '项目', kind: 'text', width: 14 },
  { key: 'current', title: '现在的值', kind: 'text', width: 24 },
  { key: 'currentBy', title: '谁、何时', kind: 'text', width: 26 },
  { key: 'other', title: '另一处的值', kind: 'text', width: 24 },
  { key: 'otherBy', title: '谁、何时', kind: 'text', width: 26 },
  { key: 'settled', title: '怎么选的', kind: 'text', width: 40 },
]

type Asked = { isSettled: boolean; purpose: string }
const headingOf = ({ isSettled }: Asked): string => (isSettled ? '已经选过的' : '等着选的')

/** Without any sealed matter, whoever asks: a file and a paper go where no gate can follow. */
function listRows(ctx: ActionCtx, { isSettled }: Asked) {
  const hidesNames = ctx.settings.hidesNamesInPrint
  return listConflicts(ctx.db, NOBODY, isSettled, null).map((row) => toRow(toConflict(ctx.db, row, hidesNames)))
}

const byAt = ({ by, at }: Conflict['winner']): string => `${by} ${formatChinaTime(at)}`

const toRow = ({ title, tableTitle, fieldTitle, winner, loser, settled }: Conflict) => ({
  title,
  table: tableTitle,
  field: fieldTitle,
  current: winner.text,
  currentBy: byAt(winner),
  other: loser.text,
  otherBy: byAt(loser),
  settled: settled
    ? `采用“${settled.as === 'winner' ? winner.text : loser.text}”：${settled.reason}（${settled.by} ${formatChinaTime(settled.at)}）`
    : '',
})

export async function exportConflicts(ctx: ActionCtx, asked: Asked): Promise<{ fileName: string; xlsxBase64: string }> {
  const rows = listRows(ctx, asked)
  const spec: SheetSpec = {
    sheetName: TITLE,
    title: TITLE,
    note: `${ctx.settings.centreName}　${headingOf(asked)}　共 ${rows.length} 条（不含检举控告）`,
    columns: COLUMNS,
    exportNote: `${ctx.services.isPractice ? '练习数据 ' : ''}${ctx.actor.name} ${formatChinaTime(ctx.now)} 导出：${asked.purpose}`,
    emptyText: '没有两处都改过的内容',
  }
  const bytes = await ctx.services.sheetBytes(spec, rows)
  ctx.transact((tx) =>
    audit(tx, 'exported', { kind: 'sync', id: '', title: `${TITLE} ${rows.length} 条` }, asked.purpose),
  )
  return { fileName: `${TITLE}-${ctx.today}.xlsx`, xlsxBase64: bytes.toString('base64') }
}

export async function printConflicts(
  ctx: ActionCtx,
  asked: Asked,
): Promise<{ title: string; fileName: string; pdfBase64: string }> {
  const rows = listRows(ctx, asked)
  const data: PaperData<'conflict_list'> = {
    organisation: ctx.settings.centreName,
    heading: headingOf(asked),
    printedOn: ctx.today,
    note: `${ctx.actor.name} ${ctx.today} 打印：${asked.purpose}。号码和住址是遮盖的；检举控告不列入。`,
    rows,
  }
  const { pdf } = await ctx.services.typeset('conflict_list', data, { mode: 'issue', timestamp: ctx.now })
  ctx.transact((tx) =>
    audit(tx, 'printed', { kind: 'sync', id: '', title: `${TITLE} ${rows.length} 条` }, asked.purpose),
  )
  const pdfBase64 = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('base64')
  return { title: TITLE, fileName: `${TITLE}-${ctx.today}.pdf`, pdfBase64 }
}

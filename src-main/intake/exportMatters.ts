import { CHANNELS, MATTER_KINDS, STAGES, type MatterFilter, type MatterRow } from '../../src-shared/intake/schema.ts'
import { dayOf } from '../../src-shared/kernel/day.ts'
import type { SheetRecord, SheetSpec } from '../paper/xlsx/sheetSpec.ts'
import { audit, type ActionCtx, type Handlers, type Job } from '../ctx/ctx.ts'
import { countMatters, listMatters, type Cursor } from './listRepo.ts'
import { NOBODY } from './visible.ts'

const PAGE = 1000

const COLUMNS: SheetSpec['columns'] = [
  { key: 'number', title: '编号', kind: 'text', width: 16 },
  { key: 'receivedOn', title: '收到日期', kind: 'day' },
  { key: 'kind', title: '类型', kind: 'text', width: 10 },
  { key: 'stage', title: '状态', kind: 'text', width: 14 },
  { key: 'summary', title: '事由', kind: 'text', width: 46 },
  { key: 'partyNames', title: '当事人', kind: 'text', width: 24 },
  { key: 'placeName', title: '地点', kind: 'text', width: 18 },
  { key: 'channel', title: '来源方式', kind: 'text', width: 10 },
  { key: 'dueOn', title: '最近期限', kind: 'day' },
  { key: 'ownerName', title: '承办人', kind: 'text', width: 12 },
]

export const exportHandlers = {
  'matters.export': async (ctx, { filter, purpose, jobId }) =>
    ctx.services.runJob(jobId, (job) => exportMatters(ctx, filter, purpose, job)),
} satisfies Partial<Handlers>

async function exportMatters(
  ctx: ActionCtx,
  filter: MatterFilter,
  purpose: string,
  job: Job,
): Promise<{ fileName: string; xlsxBase64: string }> {
  const total = countMatters(ctx.db, NOBODY, filter)
  const spec: SheetSpec = {
    sheetName: '事项清单',
    title: '事项清单',
    note: `${ctx.settings.centreName}　共 ${total} 件（不含检举控告）`,
    columns: COLUMNS,
    exportNote: `${ctx.services.isPractice ? '练习数据 ' : ''}${ctx.actor.name} ${ctx.now} 导出：${purpose}`,
    emptyText: '没有符合条件的事项',
  }
  const bytes = await ctx.services.sheetBytes(spec, rowsOf(ctx, filter), {
    ...job,
    report: (done) => job.report(done, total, '正在导出'),
  })
  ctx.transact((tx) => audit(tx, 'exported', { kind: 'matter', id: '', title: `事项清单 ${total} 件` }, purpose))
  return { fileName: `事项清单-${dayOf(ctx.now)}.xlsx`, xlsxBase64: bytes.toString('base64') }
}

/** Without any sealed matter, whoever exports: a file goes where no gate can follow. Page by page, so that the connection is free for other work in between. */
function* rowsOf(ctx: ActionCtx, filter: MatterFilter): IterableIterator<SheetRecord> {
  let after: Cursor | null = null
  do {
    const page: { rows: MatterRow[]; next: Cursor | null } = listMatters(ctx.db, NOBODY, filter, PAGE, after)
    for (const row of page.rows) {
      yield { ...row, kind: MATTER_KINDS[row.kind], stage: STAGES[row.stage], channel: CHANNELS[row.channel] }
    }
    after = page.next
  } while (after)
}

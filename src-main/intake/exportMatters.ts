import { CHANNELS, STAGES, type MatterFilter, type MatterOrder } from '../../src-shared/intake/schema.ts'
import { dayOf, formatChinaTime } from '../../src-shared/kernel/day.ts'
import type { SheetRecord, SheetSpec } from '../paper/xlsx/sheetSpec.ts'
import { audit, type ActionCtx, type Handlers, type Job } from '../ctx/ctx.ts'
import { countMatters, eachMatter } from './listRepo.ts'
import { listWords, withoutSecrets } from './listWords.ts'
import { NOBODY } from './visible.ts'

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
  'matters.export': async (ctx, { filter, order, purpose, jobId }) =>
    ctx.services.runJob(jobId, (job) => exportMatters(ctx, { filter, order }, purpose, job)),
} satisfies Partial<Handlers>

async function exportMatters(
  ctx: ActionCtx,
  { filter, order }: { filter: MatterFilter; order: MatterOrder },
  purpose: string,
  job: Job,
): Promise<{ fileName: string; xlsxBase64: string }> {
  const { title } = listWords(ctx, filter)
  const total = countMatters(ctx.db, NOBODY, filter)
  const spec: SheetSpec = {
    sheetName: title.slice(0, 20),
    title,
    note: `${ctx.settings.centreName}　共 ${total} 件（不含检举控告）`,
    columns: COLUMNS,
    exportNote: `${ctx.services.isPractice ? '练习数据 ' : ''}${ctx.actor.name} ${formatChinaTime(ctx.now)} 导出：${purpose}`,
    emptyText: '没有符合条件的事项',
  }
  const bytes = await ctx.services.sheetBytes(spec, rowsOf(ctx, filter, order), {
    ...job,
    report: (done) => job.report(done, total, '正在导出'),
  })
  ctx.transact((tx) => audit(tx, 'exported', { kind: 'matter', id: '', title: `${title} ${total} 件` }, purpose))
  return { fileName: `${title}-${dayOf(ctx.now)}.xlsx`, xlsxBase64: bytes.toString('base64') }
}

/** Without any sealed matter, whoever exports: a file goes where no gate can follow. */
function* rowsOf(ctx: ActionCtx, filter: MatterFilter, order: MatterOrder): IterableIterator<SheetRecord> {
  const { kindOf } = listWords(ctx, filter)
  for (const found of eachMatter(ctx.db, NOBODY, filter, order)) {
    const { rid: _rid, isSecret: _isSecret, ...row } = withoutSecrets(found)
    yield { ...row, kind: kindOf(row.kind), stage: STAGES[row.stage], channel: CHANNELS[row.channel] }
  }
}

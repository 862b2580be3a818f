import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OutputOf } from '../../src-shared/contract.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { ColumnKind, SheetRecord } from '../../src-main/paper/xlsx/sheetSpec.ts'
import { writeSheet } from '../../src-main/paper/xlsx/writeSheet.ts'
import { countPending } from '../../src-main/search/pending.ts'
import { spareCore, type SpareCore } from './spareCore.ts'
import { PASSWORD, testCore } from './testCore.ts'

let dataDir: string
let s: SpareCore
let jobs = 0

/** A core with a head and a clerk at work on an empty store. Call `closeDesk` at the end. */
export async function openDesk(): Promise<SpareCore> {
  dataDir = mkdtempSync(join(tmpdir(), 'import-'))
  const t = await testCore({ dataDir })
  await t.hire('chuangkou', '窗口丙', 'clerk')
  await t.close()
  s = spareCore(dataDir)
  for (const login of ['head', 'chuangkou']) await ok('account.login', { login, password: PASSWORD }, login)
  return s
}
export async function closeDesk(): Promise<void> {
  await s.core.close()
  rmSync(dataDir, { recursive: true })
}

export async function ok<T>(method: string, input: unknown = {}, caller = 'head'): Promise<T> {
  const reply = await s.call(method, input, caller)
  if (!reply.ok) throw Object.assign(new Error(reply.error.message), { code: reply.error.code })
  return reply.value as T
}
export const db = () => (s.state.open as NonNullable<typeof s.state.open>).db
export const count = (sql: string): number => db().prepare(sql).pluck().get() as number
/** Row counts of everything that an import writes. */
export const footprint = (): number[] => [
  count('SELECT count(*) FROM matter_search') + countPending(db()),
  ...['matter', 'matter_event', 'party', 'mediation', 'import_batch', 'month_counter', 'number_series', 'audit'].map(
    (table) => count(`SELECT count(*) FROM ${table}`),
  ),
]

const KINDS: Record<string, ColumnKind> = {
  受理日期: 'day',
  结案日期: 'day',
  履行期限: 'day',
  人数: 'integer',
  调解次数: 'integer',
  涉及金额: 'yuan',
}
export const HEADS = [
  '卷号',
  '受理日期',
  '申请人',
  '被申请人',
  '人数',
  '纠纷类别',
  '案件来源',
  '难度等级',
  '纠纷简况',
  '调解员',
  '调解次数',
  '结案日期',
  '结果',
  '协议形式',
  '涉及金额',
  '履行期限',
  '履行情况',
  '司法确认',
  '满意度',
  '补贴等级与金额',
  '备注',
]
async function bookOf(rows: readonly SheetRecord[]): Promise<string> {
  const file = join(dataDir, 'scratch', `book-${++jobs}.xlsx`)
  await writeSheet(
    file,
    {
      sheetName: '台账',
      title: '矛盾纠纷调解台账',
      columns: HEADS.map((title) => ({ key: title, title, kind: KINDS[title] ?? 'text' })),
    },
    rows,
  )
  return readFileSync(file).toString('base64')
}
export const row = (n: number, more: SheetRecord = {}): SheetRecord => ({
  卷号: `旧字第${n}号`,
  受理日期: '2025-03-05' as Day,
  申请人: `甲${n}（测试）`,
  被申请人: `乙${n}（测试）`,
  人数: 2,
  纠纷类别: '邻里纠纷',
  案件来源: '当事人申请',
  难度等级: '一般',
  纠纷简况: `第 ${n} 件漏水`,
  调解员: '丁一、戊二',
  调解次数: 1,
  结案日期: '2025-04-02' as Day,
  结果: '调解成功',
  协议形式: '书面',
  涉及金额: 123_456,
  履行期限: '2025-05-01' as Day,
  履行情况: '已履行',
  司法确认: '',
  满意度: '满意',
  补贴等级与金额: '',
  备注: '',
  ...more,
})

export type Opened = OutputOf<'import.open'>
export type Checked = OutputOf<'import.dryRun'>
export async function open(rows: readonly SheetRecord[], caller = 'head'): Promise<Opened> {
  return ok('import.open', { fileName: '旧台账.xlsx', xlsxBase64: await bookOf(rows), jobId: `o${++jobs}` }, caller)
}
export async function dryRun({ importId, mapping }: Opened, caller = 'head'): Promise<Checked> {
  return ok('import.dryRun', { importId, mapping, jobId: `d${++jobs}` }, caller)
}
export const commit = ({ importId }: Opened, jobId = `c${++jobs}`) =>
  s.call('import.commit', { importId, jobId }, 'head')

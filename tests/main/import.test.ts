import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src-shared/contract.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { readSheet } from '../../src-main/paper/xlsx/readSheet.ts'
import type { ColumnKind, SheetRecord } from '../../src-main/paper/xlsx/sheetSpec.ts'
import { writeSheet } from '../../src-main/paper/xlsx/writeSheet.ts'
import { cellText } from '../../src-shared/ledger/sheet/cell.ts'
import { countersOf } from '../support/counters.ts'
import { spareCore, type SpareCore } from '../support/spareCore.ts'
import { PASSWORD, testCore } from '../support/testCore.ts'

let dataDir: string
let s: SpareCore
let jobs = 0
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'import-'))
  const t = await testCore({ dataDir })
  await t.hire('chuangkou', '窗口丙', 'clerk')
  await t.close()
  s = spareCore(dataDir)
  for (const login of ['head', 'chuangkou']) await ok('account.login', { login, password: PASSWORD }, login)
})
afterAll(async () => {
  await s.core.close()
  rmSync(dataDir, { recursive: true })
})

async function ok<T>(method: string, input: unknown = {}, caller = 'head'): Promise<T> {
  const reply = await s.call(method, input, caller)
  if (!reply.ok) throw Object.assign(new Error(reply.error.message), { code: reply.error.code })
  return reply.value as T
}
const db = () => (s.state.open as NonNullable<typeof s.state.open>).db
const count = (sql: string): number => db().prepare(sql).pluck().get() as number
/** Row counts of everything that an import writes. */
const footprint = (): number[] =>
  [
    'matter',
    'matter_event',
    'party',
    'mediation',
    'matter_search',
    'import_batch',
    'month_counter',
    'number_series',
    'audit',
  ].map((table) => count(`SELECT count(*) FROM ${table}`))

const KINDS: Record<string, ColumnKind> = {
  受理日期: 'day',
  结案日期: 'day',
  履行期限: 'day',
  人数: 'integer',
  调解次数: 'integer',
  涉及金额: 'yuan',
}
const HEADS = [
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
const row = (n: number, more: SheetRecord = {}): SheetRecord => ({
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

type Opened = OutputOf<'import.open'>
type Checked = OutputOf<'import.dryRun'>
async function open(rows: readonly SheetRecord[], caller = 'head'): Promise<Opened> {
  return ok('import.open', { fileName: '旧台账.xlsx', xlsxBase64: await bookOf(rows), jobId: `o${++jobs}` }, caller)
}
async function dryRun({ importId, mapping }: Opened, caller = 'head'): Promise<Checked> {
  return ok('import.dryRun', { importId, mapping, jobId: `d${++jobs}` }, caller)
}
const commit = ({ importId }: Opened, jobId = `c${++jobs}`) => s.call('import.commit', { importId, jobId }, 'head')

describe('an import', () => {
  it('is checked without writing anything, and the marked copy shows each problem in its cell', async () => {
    const before = footprint()
    const opened = await open([
      row(1),
      row(2, { 受理日期: '去年春天' }),
      row(3, { 纠纷类别: '什么都有', 涉及金额: '很多钱' }),
      row(1),
      row(4, { 调解员: Array.from({ length: 10 }, (_, n) => `员${n}`).join('、') }),
      row(5, { 人数: 500_000 }),
    ])
    expect(opened).toMatchObject({ rowCount: 6, headers: HEADS })
    const checked = await dryRun(opened)
    expect(checked).toMatchObject({ good: 1, bad: 5, duplicates: 0 })
    const at = (head: string): number => HEADS.indexOf(head)
    const places = checked.problems.map(({ row: line, column }) => [line, column])
    const first = (places[0]?.[0] ?? 0) - 1
    expect(places).toEqual([
      [first + 1, at('受理日期')],
      [first + 2, at('纠纷类别')],
      [first + 2, at('涉及金额')],
      [first + 3, at('卷号')],
      [first + 4, at('调解员')],
      [first + 5, at('人数')],
    ])
    for (const { message } of checked.problems) expect(message).toMatch(/\p{Script=Han}/u)
    expect(await commit(opened)).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
    expect(checked.markedFileName).toBe('旧台账-导入问题.xlsx')
    const marked: string[] = []
    for await (const { cells } of readSheet(Buffer.from(checked.markedXlsxBase64, 'base64')))
      marked.push(cells.map(cellText).join('|'))
    expect(marked.join('\n')).toContain('去年春天')
    expect(footprint()).toEqual(before)
  })

  it('brings amounts, codes and days exactly as they were', async () => {
    const note = '备'.repeat(900)
    const rows = [
      row(10, {
        涉及金额: 1,
        备注: note,
        司法确认: '（2025）测0101民特12号',
        补贴等级与金额: '二级 每件三百元（含材料整理费）',
      }),
      row(11, {
        涉及金额: 99_999_999_999,
        结果: '调解不成功',
        协议形式: '',
        履行情况: '',
        司法确认: '否',
        案件来源: '法院委托',
        难度等级: '重大',
        结案日期: '2024-02-29' as Day,
        受理日期: '2024-02-01' as Day,
      }),
      row(12, {
        卷号: '',
        结案日期: null,
        结果: '',
        协议形式: '',
        涉及金额: null,
        履行期限: null,
        履行情况: '',
        满意度: '',
        纠纷类别: '物业纠纷',
      }),
      row(13, { 协议形式: '口头', 司法确认: '法院驳回', 申请人: '子一、子二；子三', 人数: 4 }),
    ]
    const opened = await open(rows)
    expect(await dryRun(opened)).toMatchObject({ good: 4, bad: 0, problems: [], markedXlsxBase64: '' })
    expect(await commit(opened)).toEqual({ ok: true, value: { count: 4 } })
    const stored = db()
      .prepare(
        `SELECT coalesce(md.dossier_number, '') AS dossier, md.accepted_on AS acceptedOn, md.closed_on AS closedOn, md.justice_class AS class, md.source, md.difficulty, md.result,
      md.agreement_form AS form, md.amount_fen AS fen, md.perform_by AS performBy, md.conclusion, md.confirmation, md.confirmation_number AS court, md.grade, md.note, md.people_count AS people, m.stage
      FROM mediation md JOIN matter m ON m.id = md.matter_id ORDER BY m.rid`,
      )
      .all()
    expect(stored).toMatchObject([
      {
        dossier: '旧字第10号',
        acceptedOn: '2025-03-05',
        closedOn: '2025-04-02',
        class: '02',
        source: 'applied',
        result: 'success',
        form: 'written',
        fen: 1,
        performBy: '2025-05-01',
        conclusion: 'done',
        confirmation: 'valid',
        court: '（2025）测0101民特12号',
        grade: '二级 每件三百元（含材料整理费）',
        note,
        people: 2,
        stage: 'closed',
      },
      {
        acceptedOn: '2024-02-01',
        closedOn: '2024-02-29',
        source: 'court',
        difficulty: 'major',
        result: 'failure',
        form: null,
        fen: 99_999_999_999,
        confirmation: 'none',
        court: '',
      },
      { dossier: '', class: '17', result: null, closedOn: null, fen: 0, performBy: null, stage: 'mediating' },
      { form: 'oral', confirmation: 'rejected', people: 4 },
    ])
    expect(await ok('search.find', { text: '旧字第10号' })).toMatchObject({ hits: [{ dossierNumber: '旧字第10号' }] })
    expect(await ok('search.find', { text: '子三' })).toMatchObject({
      hits: [{ partyNames: '子一、子二、子三、乙13（测试）' }],
    })
    const { rows: ledger } = await ok<OutputOf<'ledger.month'>>('ledger.month', { month: '2025-03' })
    expect(ledger.map((each) => each.dossierNumber)).toEqual(['', '旧字第10号', '旧字第13号'])
    expect(ledger[1]).toMatchObject({
      applicants: '甲10（测试）',
      mediators: '丁一、戊二',
      amountFen: 1,
      confirmation: '裁定有效 （2025）测0101民特12号',
    })
  })

  it('leaves counters that a recount confirms, also after work on what came in', async () => {
    const [open_] = db().prepare(`SELECT id, version FROM matter WHERE stage = 'mediating'`).all() as {
      id: string
      version: number
    }[]
    await ok('mediation.terminate', {
      matterId: open_?.id,
      version: open_?.version,
      act: { on: '2026-03-10', reasonCode: '1', reason: '不能达成协议', remedies: ['起诉'] },
    })
    const [closed] = db()
      .prepare(
        `SELECT m.id, m.version FROM matter m JOIN mediation md ON md.matter_id = m.id WHERE md.dossier_number = '旧字第10号'`,
      )
      .all() as { id: string; version: number }[]
    await ok('mediation.reopen', {
      matterId: closed?.id,
      version: closed?.version,
      act: { on: '2026-03-10', reason: '要求重办' },
    })
    const kept = countersOf(db())
    await ok('centre.recount', { fromMonth: null })
    expect(countersOf(db())).toEqual(kept)
    expect(kept.counters).toContainEqual({ basis: 'closed', month: '2026-03', measure: 'failure', n: 1 })
  })

  it('refuses numbers that are here already, and takes the file again once the import is undone', async () => {
    const rows = [row(20), row(21), row(22)]
    const opened = await open(rows)
    await dryRun(opened)
    const before = countersOf(db()).counters
    expect(await commit(opened)).toMatchObject({ ok: true })
    expect(await commit(opened)).toMatchObject({ ok: false, error: { code: 'not_found' } })
    const again = await open([...rows, row(23)])
    expect(await dryRun(again)).toMatchObject({ good: 1, bad: 3, duplicates: 3 })
    expect(await commit(again)).toMatchObject({ ok: false, error: { code: 'not_allowed' } })
    const [batch] = await ok<OutputOf<'import.history'>>('import.history')
    expect(batch).toMatchObject({ count: 3, isUndone: false, canUndo: true })
    await expect(ok('import.undo', { importId: batch?.importId }, 'chuangkou')).rejects.toMatchObject({
      code: 'forbidden',
    })
    const [touched] = db()
      .prepare(
        `SELECT m.id, m.version FROM matter m JOIN mediation md ON md.matter_id = m.id WHERE md.dossier_number = '旧字第21号'`,
      )
      .all() as { id: string; version: number }[]
    await ok('mediation.archive', {
      matterId: touched?.id,
      version: touched?.version,
      act: { on: '2026-03-18', retention: '长期', filedBy: '丙' },
    })
    expect(await ok('import.undo', { importId: batch?.importId })).toEqual({ count: 2, kept: 1 })
    await expect(ok('import.undo', { importId: batch?.importId })).rejects.toMatchObject({ code: 'not_allowed' })
    expect(await ok('import.history')).toMatchObject([{ isUndone: true, canUndo: false }, {}])
    const third = await open([row(20), row(22)])
    expect(await dryRun(third)).toMatchObject({ good: 2, bad: 0 })
    expect(await commit(third)).toMatchObject({ ok: true, value: { count: 2 } })
    expect(countersOf(db()).counters).toEqual(
      (await ok('centre.recount', { fromMonth: null }), countersOf(db()).counters),
    )
    expect(countersOf(db()).counters).not.toEqual(before)
  })

  it('gives no number to a new case that the ledger has used', async () => {
    const taken = '（2026）梧桐里人调字第A0001号'
    const opened = await open([row(30, { 卷号: taken })])
    await dryRun(opened)
    await commit(opened)
    const { matterId } = await ok<{ matterId: string }>('intake.register', {
      receivedOn: '2026-03-18',
      summary: '新的一件',
    })
    await ok('intake.triage', { matterId, version: 1, route: 'mediation' })
    await ok('mediation.accept', {
      matterId,
      version: 2,
      act: { acceptedOn: '2026-03-18', source: 'applied', justiceClass: '02', governanceClass: '0201', facts: '漏水' },
    })
    expect(await ok('matters.get', { matterId })).toMatchObject({ dossierNumber: '（2026）梧桐里人调字第A0002号' })
  })

  it('whose number was taken between dry run and commit brings nothing and says so', async () => {
    const opened = await open([row(40), row(41, { 卷号: '（2026）梧桐里人调字第A0003号' })])
    await dryRun(opened)
    const { matterId } = await ok<{ matterId: string }>('intake.register', {
      receivedOn: '2026-03-18',
      summary: '又一件',
    })
    await ok('intake.triage', { matterId, version: 1, route: 'mediation' })
    await ok('mediation.accept', {
      matterId,
      version: 2,
      act: { acceptedOn: '2026-03-18', source: 'applied', justiceClass: '02', governanceClass: '0201', facts: '漏水' },
    })
    const before = footprint()
    expect(await commit(opened)).toMatchObject({
      ok: false,
      error: { code: 'conflict', message: expect.stringContaining('没有导入任何内容') },
    })
    expect(footprint()).toEqual(before)
  })
})

describe('a large import', () => {
  let big: Opened
  beforeAll(async () => {
    big = await open(
      Array.from({ length: 2000 }, (_, n) =>
        row(1000 + n, { 受理日期: `202${3 + (n % 3)}-0${1 + (n % 9)}-15` as Day, 涉及金额: n * 101 }),
      ),
    )
    expect(await dryRun(big)).toMatchObject({ good: 2000, bad: 0 })
  }, 60_000)

  it('that is cancelled leaves nothing', async () => {
    const before = footprint()
    const running = commit(big, 'cancel-me')
    let progress: OutputOf<'jobs.progress'>
    do {
      await new Promise((resolve) => setTimeout(resolve, 5))
      progress = await ok<OutputOf<'jobs.progress'>>('jobs.progress', { jobId: 'cancel-me' })
    } while (progress.isRunning && progress.done === 0)
    expect(progress.isRunning).toBe(true)
    await ok('jobs.cancel', { jobId: 'cancel-me' })
    expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(footprint()).toEqual(before)
    expect(count('PRAGMA foreign_key_check') ?? 0).toBe(0)
  }, 60_000)

  it('lets others read meanwhile, tells them to wait with writing, and arrives whole', async () => {
    const running = commit(big, 'go')
    await new Promise((resolve) => setTimeout(resolve, 30))
    const waits: [string, unknown, string][] = [
      ['intake.register', { receivedOn: '2026-03-18', summary: '同时登记' }, 'chuangkou'],
      ['drafts.save', { key: 'intake:new-1', title: '', content: {} }, 'chuangkou'],
      ['account.login', { login: 'chuangkou', password: PASSWORD }, 'another'],
      ['account.changePassword', { oldPassword: PASSWORD, newPassword: 'neues-passwort' }, 'chuangkou'],
      ['import.commit', { importId: big.importId, jobId: 'twice' }, 'head'],
      ['centre.backupNow', {}, 'head'],
    ]
    for (const [method, input, caller] of waits)
      expect(await s.call(method, input, caller), method).toMatchObject({
        ok: false,
        error: { code: 'in_use', message: expect.stringContaining('正在导入台账') },
      })
    expect(await s.call('matters.list', { filter: {} }, 'chuangkou')).toMatchObject({ ok: true })
    expect(await running).toEqual({ ok: true, value: { count: 2000 } })
    expect(
      await s.call('intake.register', { receivedOn: '2026-03-18', summary: '随后登记' }, 'chuangkou'),
    ).toMatchObject({ ok: true })
    expect(await s.call('account.login', { login: 'chuangkou', password: PASSWORD }, 'another')).toMatchObject({
      ok: true,
    })
    expect(count(`SELECT sum(amount_fen) FROM mediation WHERE dossier_number LIKE '旧字第____号'`)).toBe(
      (1999 * 2000 * 101) / 2,
    )
    const kept = countersOf(db())
    await ok('centre.recount', { fromMonth: null })
    expect(countersOf(db())).toEqual(kept)
    expect(await ok('audit.verify')).toMatchObject({ isIntact: true })
  }, 60_000)

  it('can be undone in one go', async () => {
    const [batch] = await ok<OutputOf<'import.history'>>('import.history')
    expect(await ok('import.undo', { importId: batch?.importId })).toEqual({ count: 2000, kept: 0 })
    expect(
      count(`SELECT count(*) FROM mediation WHERE month_accepted <> '' AND dossier_number LIKE '旧字第____号'`),
    ).toBe(0)
    const kept = countersOf(db())
    await ok('centre.recount', { fromMonth: null })
    expect(countersOf(db())).toEqual(kept)
  }, 60_000)
})

it('nothing of all this was a bug', () => expect(s.bugs).toEqual([]))

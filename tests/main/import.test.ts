import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src-shared/contract.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { readSheet } from '../../src-main/paper/xlsx/readSheet.ts'
import { cellText } from '../../src-shared/ledger/sheet/cell.ts'
import { countersOf } from '../support/counters.ts'
import { closeDesk, commit, db, dryRun, footprint, HEADS, ok, open, openDesk, row } from '../support/importDesk.ts'
import type { SpareCore } from '../support/spareCore.ts'

let s: SpareCore
beforeAll(async () => {
  s = await openDesk()
})
afterAll(closeDesk)

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
    expect(await commit(opened)).toEqual({ ok: true, value: { count: 4, known: 0 } })
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
    expect(kept.counters).toContainEqual({
      ledger: 'mediation',
      basis: 'closed',
      month: '2026-03',
      measure: 'failure',
      n: 1,
    })
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
    await expect(ok('import.undo', { importId: batch?.importId, jobId: 'undo' }, 'chuangkou')).rejects.toMatchObject({
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
      act: { on: '2026-03-18', retention: '长期', filedBy: '丙', reason: '旧卷（测试）' },
    })
    expect(await ok('import.undo', { importId: batch?.importId, jobId: 'undo' })).toEqual({ count: 2, kept: 1 })
    await expect(ok('import.undo', { importId: batch?.importId, jobId: 'undo' })).rejects.toMatchObject({
      code: 'not_allowed',
    })
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

it('nothing of all this was a bug', () => expect(s.bugs).toEqual([]))

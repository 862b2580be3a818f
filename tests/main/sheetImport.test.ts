import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutputOf } from '../../src-shared/contract.ts'
import { readSheet } from '../../src-main/paper/xlsx/readSheet.ts'
import { cellText } from '../../src-shared/ledger/sheet/cell.ts'
import { countersOf } from '../support/counters.ts'
import { closeDesk, count, db, footprint, ok, openDesk } from '../support/importDesk.ts'
import { hotline, paste, SHEET_HEADS, sheetRow, takeIn, tryOut, type OpenedList } from '../support/sheetDesk.ts'
import type { SpareCore } from '../support/spareCore.ts'

let s: SpareCore
beforeAll(async () => {
  s = await openDesk()
  await ok('linkage.saveSheetSource', hotline())
})
afterAll(closeDesk)

const everything = (): number[] => [...footprint(), count('SELECT count(*) FROM linkage_task')]
const listed = (words: string): Promise<OutputOf<'linkage.list'>> =>
  ok('linkage.list', { filter: { words }, limit: 50 })
const matterOf = (number: string): { id: string; version: number } =>
  db().prepare('SELECT id, version FROM matter WHERE source_number = ? ORDER BY rid DESC').get(number) as {
    id: string
    version: number
  }

describe('a list of another system', () => {
  it('is checked without writing anything, each problem in its own cell and in Chinese', async () => {
    const before = everything()
    const opened = await paste([
      sheetRow(1),
      sheetRow(2, { 工单编号: '' }),
      sheetRow(3, { 办结时限: '尽快' }),
      sheetRow(4, { 办结时限: '2026-03-01' }),
      sheetRow(1),
      sheetRow(5, { 诉求内容: '字'.repeat(5001) }),
    ])
    expect(opened).toMatchObject({ rowCount: 6, headers: SHEET_HEADS })
    const checked = await tryOut(opened)
    const at = (head: string): number => SHEET_HEADS.indexOf(head)
    expect(checked.problems.map(({ row, column }) => [row, column])).toEqual([
      [3, at('工单编号')],
      [4, at('办结时限')],
      [5, at('办结时限')],
      [6, at('工单编号')],
      [7, at('诉求内容')],
    ])
    for (const { message } of checked.problems) expect(message).toMatch(/\p{Script=Han}/u)
    expect(checked).toMatchObject({ good: 1, bad: 5, duplicates: 0, known: [] })
    const marked: string[] = []
    for await (const { number, cells } of readSheet(Buffer.from(checked.markedXlsxBase64, 'base64')))
      marked.push(`${number}|${cells.map(cellText).join('|')}`)
    expect(marked[3]).toContain('4|HL2026000003|')
    expect(marked[3]).toContain('尽快')
    await expect(takeIn(opened)).rejects.toMatchObject({ code: 'not_allowed' })
    expect(everything()).toEqual(before)
  })

  it('takes no word for a telephone number, and says what to do about it', async () => {
    const opened = await paste([
      sheetRow(70, { 来电号码: 'abc' }),
      sheetRow(71, { 来电号码: '021-5555 0001 转 8' }),
      sheetRow(72, { 来电号码: '138****0000' }),
      sheetRow(73, { 来电号码: '保密' }),
    ])
    const checked = await tryOut(opened)
    expect(checked).toMatchObject({ good: 3, bad: 1 })
    expect(checked.problems).toMatchObject([
      { row: 2, column: SHEET_HEADS.indexOf('来电号码'), message: expect.stringContaining('“abc”不是电话号码') },
    ])
  })

  it('is told apart from what is no table', async () => {
    const open = (rows: string[][]) => ok('import.openPasted', { rows, sourceId: 'hotline', jobId: 'n' })
    const prose = [['市民来电反映门前占道'], ['请尽快处理']]
    await expect(open(prose)).rejects.toMatchObject({ message: expect.stringContaining('不是表格') })
    const single = [SHEET_HEADS, SHEET_HEADS.map(() => '')]
    await expect(open(single)).rejects.toMatchObject({ message: expect.stringContaining('至少一行') })
  })

  it('becomes tasks that keep its numbers and its last days, and are found by them', async () => {
    const opened = await paste([sheetRow(10), sheetRow(11, { 办结时限: '', 诉求标题: '', 来电人: '', 来电号码: '' })])
    expect(await tryOut(opened)).toMatchObject({ good: 2, bad: 0, problems: [] })
    expect(await takeIn(opened)).toEqual({ count: 2, known: 0 })
    const { rows } = await listed('HL2026000010')
    expect(rows).toMatchObject([
      { sheetNumber: 'HL2026000010', stage: 'to_dispatch', source: 'hotline', summary: '第 10 件占道（测试）' },
    ])
    expect(await ok('search.find', { text: 'HL2026000010' })).toMatchObject({ hits: [{ matterId: rows[0]?.id }] })
    const view = await ok<OutputOf<'linkage.get'>>('linkage.get', { matterId: rows[0]?.id })
    expect(view.record).toMatchObject({
      describe: [
        {
          linkage: '4',
          eventClass: '0401',
          place: '示范路 10 号',
          sheet: {
            system: '12345 热线',
            number: 'HL2026000010',
            dueOn: '2026-03-25',
            kind: '投诉举报',
            classes: ['城乡建设', '市容环境', '占道经营'],
          },
        },
      ],
    })
    expect(view.matter.deadlines.find(({ ruleId }) => ruleId === 'L-10')).toMatchObject({ dueOn: '2026-03-25' })
    expect(view.matter.card).toMatchObject({ sourceUnit: '12345 热线', receivedOn: '2026-03-16', channel: 'transfer' })
    expect(view.matter.parties).toHaveLength(1)
    const plain = (await listed('HL2026000011')).rows[0]
    expect(plain).toMatchObject({ summary: '示范路 11 号门前占道经营反复出现，请处理' })
    const kept = countersOf(db())
    await ok('centre.recount', { fromMonth: null })
    expect(countersOf(db())).toEqual(kept)
  })

  it('never registers a number twice: not the next day, not from another way in, not in one sheet', async () => {
    const byHand = { receivedOn: '2026-03-17', channel: 'transfer', sourceNumber: 'HL2026000020', summary: '手工登记' }
    await ok('intake.register', { ...byHand, sourceUnit: '12345热线' })
    await ok('intake.register', { ...byHand, sourceUnit: '某区热线中心', sourceNumber: 'HL2026000021' })
    const opened = await paste([
      sheetRow(10, { 办结时限: '看不懂' }),
      sheetRow(20, { 工单编号: ' ＨＬ2026000020' }),
      sheetRow(21),
      sheetRow(22),
    ])
    const checked = await tryOut(opened)
    expect(checked).toMatchObject({ good: 1, bad: 0, duplicates: 3, problems: [] })
    expect(checked.known.map(({ row, number, stage }) => [row, number, stage])).toEqual([
      [2, 'HL2026000010', 'to_dispatch'],
      [3, 'HL2026000020', 'registered'],
      [4, 'HL2026000021', 'registered'],
    ])
    const late = { ...byHand, sourceUnit: '12345 热线', sourceNumber: 'HL2026000022' }
    await ok('intake.register', late) // between dry run and import
    expect(await takeIn(opened)).toEqual({ count: 0, known: 4 })
    expect(count(`SELECT count(*) FROM matter WHERE source_number LIKE 'HL20260000%'`)).toBe(5)
  })

  it('takes the same number of another system for another task', async () => {
    const grid = hotline({ id: null, name: '网格平台', door: 'grid' })
    const { id } = await ok<{ id: string }>('linkage.saveSheetSource', grid)
    const opened = await paste([sheetRow(10)], id)
    expect(await tryOut(opened)).toMatchObject({ good: 1, duplicates: 0 })
    expect(await takeIn(opened)).toEqual({ count: 1, known: 0 })
    expect((await listed('HL2026000010')).rows.map(({ source }) => source).sort()).toEqual(['grid', 'hotline'])
  })

  it('names a sealed report that bears its number to nobody who may not know of it', async () => {
    const people = await ok<OutputOf<'account.colleagues'>>('account.colleagues', {})
    const clerk = people.find(({ name }) => name === '窗口丙')
    await ok('intake.register', {
      receivedOn: '2026-03-17',
      channel: 'transfer',
      sourceUnit: '12345 热线',
      sourceNumber: 'HL2026000030',
      summary: '反映窗口丙（测试）收受好处',
      report: { reported: [{ kind: 'person', name: '窗口丙', userId: clerk?.id }] },
    })
    const rows = [sheetRow(30), sheetRow(31)]
    expect(await tryOut(await paste(rows))).toMatchObject({ good: 1, duplicates: 1 })
    expect(await tryOut(await paste(rows, 'hotline', 'chuangkou'), 'chuangkou')).toMatchObject({
      good: 2,
      duplicates: 0,
      known: [],
    })
    const theirs = await paste([sheetRow(30)], 'hotline', 'chuangkou')
    await tryOut(theirs, 'chuangkou')
    expect(await takeIn(theirs, 'chuangkou')).toEqual({ count: 1, known: 0 })
    expect(await ok('linkage.twins'), 'a report is no twin of a task').toEqual([])
  })

  it('remembers its columns by their heads, also what was left out', async () => {
    const heads = ['我的号', '写了什么', '工单类型']
    const line = ['HL2026000040', '井盖缺失，有危险', '求助']
    const open = () =>
      ok<OutputOf<'import.openPasted'>>('import.openPasted', { rows: [heads, line], sourceId: 'hotline', jobId: 'm' })
    const first = await open()
    expect(first.mapping).toMatchObject({ kind: 2 })
    const mapping = { ...first.mapping, number: 0, facts: 1, kind: null }
    await ok('import.dryRun', { importId: first.importId, mapping, jobId: 'm' })
    await takeIn(first)
    expect((await open()).mapping).toMatchObject({ number: 0, facts: 1, kind: null })
    const [source] = await ok<OutputOf<'linkage.sheetSources'>>('linkage.sheetSources', {})
    expect(source?.heads).toMatchObject({ number: '我的号', facts: '写了什么', kind: '' })
  })

  it('is undone as a whole, but for tasks that somebody worked on', async () => {
    const opened = await paste([sheetRow(50), sheetRow(51), sheetRow(52)])
    await tryOut(opened)
    await takeIn(opened)
    const [batch] = await ok<OutputOf<'import.history'>>('import.history')
    expect(batch).toMatchObject({ count: 3, system: '12345 热线', canUndo: true })
    const worked = matterOf('HL2026000051')
    const sheet = { system: '12345 热线', number: 'HL2026000051' }
    const act = { linkage: '4', source: 'hotline', eventClass: '0402', sheet } // described anew counts as worked on
    await ok('linkage.describe', { matterId: worked.id, version: worked.version, act })
    const before = countersOf(db()).counters
    expect(await ok('import.undo', { importId: batch?.importId, jobId: 'u' })).toEqual({ count: 2, kept: 1 })
    expect(countersOf(db()).counters).not.toEqual(before)
    const again = await paste([sheetRow(50), sheetRow(51), sheetRow(52)])
    expect(await tryOut(again)).toMatchObject({ good: 2, duplicates: 1 })
  })

  it('is refused without heads, from an unknown system, and under a name that is taken', async () => {
    const rows = [
      ['', ''],
      ['', ''],
    ]
    await expect(ok('import.openPasted', { rows, sourceId: 'hotline', jobId: 'x' })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(paste([sheetRow(60)], 'emergency')).rejects.toMatchObject({ code: 'not_found' })
    await expect(ok('linkage.saveSheetSource', hotline({ id: null, name: '12345热线' }))).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(ok('linkage.saveSheetSource', hotline({ name: '另一个' }))).rejects.toMatchObject({ code: 'invalid' })
    await expect(ok('linkage.saveSheetSource', hotline({ linkage: '6' }))).rejects.toMatchObject({ code: 'invalid' })
    await ok('linkage.saveSheetSource', hotline({ isActive: false }))
    await expect(paste([sheetRow(60)])).rejects.toMatchObject({ code: 'not_allowed' })
    await ok('linkage.saveSheetSource', hotline())
  })
})

describe('a list of 2,000 rows', () => {
  const rows = Array.from({ length: 2000 }, (_, n) => sheetRow(1000 + n))
  it('that is cancelled leaves nothing; then it arrives whole, saying how far it is', async () => {
    const opened = await paste(rows)
    expect(await tryOut(opened)).toMatchObject({ good: 2000, bad: 0 })
    const before = everything()
    const running = takeIn(opened, 'head', 'stop-me').catch((error: { code: string }) => error.code)
    let progress: OutputOf<'jobs.progress'>
    do {
      await new Promise((resolve) => setTimeout(resolve, 5))
      progress = await ok<OutputOf<'jobs.progress'>>('jobs.progress', { jobId: 'stop-me' })
    } while (progress.isRunning && progress.done === 0)
    expect(progress).toMatchObject({ isRunning: true, total: 2000, what: '正在登记' })
    await ok('jobs.cancel', { jobId: 'stop-me' })
    expect(await running).toBe('cancelled')
    expect(everything()).toEqual(before)
    expect(await takeIn(opened)).toEqual({ count: 2000, known: 0 })
    expect((await listed('HL2026002999')).count).toBe(1)
  }, 120_000)
})

it('nothing of all this was a bug', () => expect(s.bugs).toEqual([]))

describe('a list that says what is to be kept confidential', () => {
  it('has it marked so, tells a word that it cannot read, and counts rows as they were pasted', async () => {
    const heads = [...SHEET_HEADS, '是否保密']
    const blank = heads.map(() => '')
    const open = (rows: readonly string[][]): Promise<OpenedList> =>
      ok('import.openPasted', { rows: [heads, ...rows], sourceId: 'hotline', jobId: `secret-${rows.length}` })
    const [kept, plain] = [sheetRow(9001, { 诉求标题: '不愿署名的反映' }), sheetRow(9002)]
    const wrong = await tryOut(await open([[...kept, '是'], blank, [...plain, '看情况']]))
    expect(wrong.problems.map(({ row, column }) => [row, column])).toEqual([[4, heads.length - 1]])
    const serial = plain.map((cell, at) => (heads[at] === '转办时间' ? '46097' : cell))
    const opened = await open([
      [...kept, '是'],
      [...serial, ''],
    ])
    expect(await tryOut(opened)).toMatchObject({ good: 2, bad: 0 })
    await takeIn(opened)
    const [secret] = (await listed('HL2026009001')).rows
    const [other] = (await listed('HL2026009002')).rows
    expect([secret?.isSecret, other?.isSecret]).toEqual([true, false])
    const printed = db().prepare('SELECT received_on FROM matter WHERE id = ?').pluck().get(other?.id)
    expect(printed).toBe('2026-03-16')
  })
})

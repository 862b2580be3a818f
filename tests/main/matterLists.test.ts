import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf, OutputOf } from '../../src-shared/contract.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import { wordsTerm } from '../../src-main/intake/wordsRepo.ts'
import { indexMatter } from '../../src-main/search/indexMatter.ts'
import { addPending } from '../../src-main/search/repo.ts'
import { readSheet } from '../../src-main/paper/xlsx/readSheet.ts'
import { described, lead, linkageDesk } from '../support/linkageDesk.ts'
import { pdfText } from '../support/pdfText.ts'
import { testCore, type TestCore } from '../support/testCore.ts'

/* 矛盾联调 is one list of what is mediated, what is answered as a petition, and the tasks of that linkage. */

const DAY = '2026-03-16' as Day
let t: TestCore
let clerk: ReturnType<TestCore['as']>
let head: ReturnType<TestCore['as']>

async function register(summary: string, route: 'mediation' | 'petition', name = '张三（测试）'): Promise<void> {
  const { matterId, version } = await clerk('intake.register', {
    receivedOn: DAY,
    summary,
    parties: [{ role: 'visitor', party: { name } }],
  })
  await clerk('intake.triage', { matterId, version, route })
}
async function task(summary: string, linkage: string, more: object = {}): Promise<void> {
  const desk = await linkageDesk(clerk, DAY, { summary })
  await desk.act('describe', described({ linkage, ...more }))
  await desk.act('dispatch', { on: DAY, request: '请办理', assignments: [lead('05', '2026-03-18')] })
}
const TOGETHER = {
  kinds: ['mediation', 'petition', 'linkage'],
  taskLinkage: '2',
} satisfies InputOf<'matters.list'>['filter']

beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  ;[clerk, head] = [t.as('chuangkou'), t.as('head')]
  await register('楼上漏水（测试）', 'mediation')
  await register('噪声扰民（测试）', 'petition', '李四（测试）')
  await task('两家争执，社区和派出所都要来（测试）', '2')
  await task('家里的事，请保密（测试）', '2', { isSecret: true })
  await task('路口占道（测试）', '4')
  await clerk('intake.register', { receivedOn: DAY, summary: '还没有分流（测试）' })
})
afterAll(() => t.close())

const namesOf = (rows: readonly { summary: string }[]): string[] => rows.map(({ summary }) => summary.slice(0, 4))

describe('one list of several kinds', () => {
  it('holds the tasks of its linkage and no others, and counts what it holds', async () => {
    const { rows } = await clerk('matters.list', { filter: TOGETHER })
    expect(namesOf(rows).sort()).toEqual(['两家争执', '噪声扰民', '家里的事', '楼上漏水'].sort())
    expect(await clerk('matters.count', { filter: TOGETHER })).toEqual({ count: 4 })
    const tasks = await clerk('matters.list', { filter: { ...TOGETHER, kinds: ['linkage'] } })
    expect(namesOf(tasks.rows)).toEqual(['家里的事', '两家争执'])
  })

  it('is found by words of the matter, by a name and by its number', async () => {
    const find = async (words: string): Promise<string[]> =>
      namesOf((await clerk('matters.list', { filter: { ...TOGETHER, words } })).rows)
    expect(await find('漏水')).toEqual(['楼上漏水'])
    expect(await find('李四')).toEqual(['噪声扰民'])
    expect(await find('占道')).toEqual([])
    const [first] = (await clerk('matters.list', { filter: { ...TOGETHER, words: '争执' } })).rows
    expect(await find(first?.number ?? '?')).toEqual(['两家争执'])
    expect(await clerk('matters.count', { filter: { ...TOGETHER, words: '漏水' } })).toEqual({ count: 1 })
  })

  it('finds every piece, whatever its width and case, in rows without an index entry as well', async () => {
    const { matterId } = await clerk('intake.register', {
      receivedOn: DAY,
      summary: '3号楼Ｂ座电梯停运（测试）',
      sourceUnit: '区热线（测试）',
      sourceNumber: 'HOT-77',
    })
    const find = async (words: string): Promise<string[]> =>
      (await clerk('matters.list', { filter: { words } })).rows.map(({ id }) => id)
    const db = t.state.open!.db
    const rid = db.prepare('SELECT rid FROM matter WHERE id = ?').pluck().get(matterId) as number
    const findAll = async () => {
      for (const words of ['b座 电梯', '电梯 3号楼', 'hot-77', '停运（测'])
        expect(await find(words), words).toEqual([matterId])
      for (const words of ['电梯 漏水', '梯电', '，']) expect(await find(words), words).toEqual([])
      expect(await clerk('matters.count', { filter: { words: 'B座' } })).toEqual({ count: 1 })
    }
    await findAll()
    // as right after an import
    db.prepare('DELETE FROM matter_search WHERE rowid = ?').run(rid)
    addPending(db, { fromRid: rid, toRid: rid })
    await findAll()
    db.prepare('DELETE FROM search_pending').run()
    expect(await find('电梯')).toEqual([])
    indexMatter(db, rid, matterId)
    await findAll()
  })

  it('reads the matters that the index names and no others, for a page and for its count', () => {
    const db = t.state.open!.db
    for (const reads of ['page', 'all'] as const) {
      const { term, parameters } = wordsTerm(db, '漏水', reads)
      const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT 1 FROM matter m WHERE ${term}`).all(parameters)
      expect((plan as { detail: string }[]).map(({ detail }) => detail).join('; ')).toMatch(
        /SEARCH m USING INTEGER PRIMARY KEY.*SCAN matter_search VIRTUAL TABLE/,
      )
    }
  })

  it('puts the clock that ends first on top and what has none last, the same over every border of a page', async () => {
    t.state.open!.db.prepare(`UPDATE matter SET due_on = NULL WHERE summary LIKE '楼上漏水%'`).run()
    const whole = (await clerk('matters.list', { filter: {}, order: 'due' })).rows
    const days = whole.map(({ dueOn }) => dueOn ?? '9')
    expect(days).toEqual([...days].sort())
    expect(new Set(days).size).toBeGreaterThan(1)
    expect(whole.at(-1)?.summary).toContain('楼上漏水')
    for (const order of ['due', 'received'] as const) {
      const all = (await clerk('matters.list', { filter: {}, order })).rows.map(({ id }) => id)
      const paged: string[] = []
      let after: InputOf<'matters.list'>['after'] = null
      do {
        const page: OutputOf<'matters.list'> = await clerk('matters.list', { filter: {}, order, limit: 1, after })
        paged.push(...page.rows.map(({ id }) => id))
        after = page.next
      } while (after)
      expect(paged).toEqual(all)
    }
  })

  it('tells what is late from what is due within days', async () => {
    const until = async (dueTo: Day): Promise<string[]> =>
      (await clerk('matters.list', { filter: { ...TOGETHER, dueTo }, order: 'due' })).rows.map(
        ({ dueOn }) => dueOn ?? '',
      )
    expect(await until('2026-03-01' as Day)).toEqual([])
    const soon = await until('2026-03-25' as Day)
    expect(soon.length).toBeGreaterThan(0)
    expect(soon.every((day) => day !== '' && day <= '2026-03-25')).toBe(true)
  })
})

describe('看板 to take along', () => {
  const asked = { month: '2026-03', purpose: '例会' } as const
  it('has the numbers of the screen on paper and in the table, and each is a line of the audit', async () => {
    const board = await head('linkage.board', { month: asked.month })
    const sum = board.sections.linkage.reduce((all, { values }) => all + (values[0] ?? 0), 0)
    expect(sum).toBe(3)
    const { pdfBase64, fileName } = await head('linkage.printBoard', asked)
    expect(fileName).toBe('2026年3月看板.pdf')
    const text = await pdfText(pdfBase64)
    for (const word of ['2026年3月看板', '各联收到和办结', '矛盾联调', '不排名']) expect(text).toContain(word)
    const { xlsxBase64 } = await head('linkage.exportBoard', asked)
    const rows: string[] = []
    for await (const { cells } of readSheet(Buffer.from(xlsxBase64, 'base64'))) rows.push(JSON.stringify(cells))
    const mediate = board.sections.linkage.find(({ title }) => title === '矛盾联调')
    expect(mediate?.values[0]).toBe(2)
    const row = rows.find(
      (each) => each.includes('各联收到和办结') && each.includes('矛盾联调') && each.includes('收到'),
    )
    expect(row).toMatch(/\b2\b/)
    const { lines } = await head('audit.list', { limit: 10 })
    expect(lines.filter(({ subject }) => subject.startsWith('2026年3月看板')).map(({ action }) => action)).toEqual([
      'exported',
      'printed',
    ])
  }, 60_000)
})

describe('成员单位 to take along', () => {
  it('is the directory as narrowed by any of its words', async () => {
    const found = await clerk('linkage.printUnits', { words: '城管', purpose: '通讯录' })
    const text = await pdfText(found.pdfBase64)
    expect(found.title).toBe('成员单位名录')
    for (const word of ['综合行政执法队', '共 1 个单位', '含“城管”']) expect(text).toContain(word)
    expect(text).not.toContain('司法所')
    expect((await clerk('linkage.exportUnits', { purpose: '通讯录' })).fileName).toMatch(/^成员单位名录-.*\.xlsx$/)
  }, 60_000)
})

describe('what leaves the program', () => {
  const asked = { filter: TOGETHER, order: 'due', purpose: '例会' } as const

  it('bears the name of the linkage, says what it was narrowed to, and is a line of the audit', async () => {
    const { pdfBase64, fileName } = await head('matters.print', { ...asked, filter: { ...TOGETHER, words: '争执' } })
    expect(fileName).toMatch(/^矛盾联调清单-/)
    const text = await pdfText(pdfBase64)
    for (const word of ['矛盾联调清单', '含“争执”', '矛盾联调任务', '两家争执']) expect(text).toContain(word)
    expect(text).not.toContain('楼上漏水')
    const { lines } = await head('audit.list', { action: 'printed' })
    expect(lines[0]).toMatchObject({ subject: '矛盾联调清单 1 件', detail: '例会' })
  }, 60_000)

  it('leaves out the words and names of what was asked to be kept confidential, in every list of matters', async () => {
    for (const filter of [TOGETHER, {}]) {
      const { xlsxBase64 } = await head('matters.export', { ...asked, filter, jobId: 'j' })
      const cells: unknown[] = []
      for await (const row of readSheet(Buffer.from(xlsxBase64, 'base64'))) cells.push(...row.cells)
      const sheet = JSON.stringify(cells)
      expect(sheet).toContain('两家争执')
      expect(sheet).toContain('（要求保密）')
      expect(sheet).not.toContain('家里的事')
      const paper = await pdfText((await head('matters.print', { ...asked, filter })).pdfBase64)
      expect(paper).not.toContain('家里的事')
      expect(paper).toContain('要求保密的不印内容')
    }
  }, 60_000)
})

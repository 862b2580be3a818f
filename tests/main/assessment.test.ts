import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import type { PlaceId } from '../../src-shared/kernel/ids.ts'
import { monthTable } from '../../src-main/assessment/papers.ts'
import { helper, lead, linkageDesk, described, type LinkageDesk } from '../support/linkageDesk.ts'
import { pdfText } from '../support/pdfText.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

const day = (text: string) => text as Day
const MONTH = '2026-03' as Month
const march = (date: number) => `2026-03-${String(date).padStart(2, '0')}`
const UNITS = ['05', '01', '06', '10']
let t: TestCore
let clerk: ReturnType<TestCore['as']>
let head: ReturnType<TestCore['as']>
const db = () => (t.state.open as NonNullable<typeof t.state.open>).db

async function toDay(text: string): Promise<void> {
  t.clock.toDay(text)
  for (const login of ['chuangkou', 'head']) await t.as(login)('account.login', { login, password: PASSWORD })
}

/** Tasks of a month with answers in time, late and missing, redone, closed in several ways, rated and returned. */
async function playMonth(): Promise<void> {
  await toDay('2026-03-02')
  const desks: LinkageDesk[] = []
  for (let no = 0; no < 14; no++) {
    const desk = await linkageDesk(clerk, day('2026-03-02'), { summary: `示例事项${no}` })
    await desk.act('describe', described())
    await desk.act('dispatch', {
      on: '2026-03-02',
      request: '请办理',
      assignments: [
        lead(UNITS[no % 3] as string, no === 12 ? '2026-04-02' : march(10 + no)),
        helper(UNITS[(no % 3) + 1] as string, march(8 + no)),
      ],
    })
    desks.push(desk)
  }
  for (const [no, desk] of desks.entries()) {
    const leading = await desk.part(UNITS[no % 3] as string)
    const helping = await desk.part(UNITS[(no % 3) + 1] as string)
    await toDay(march(10 + (no % 5)))
    if (no === 5) {
      await desk.act('unitReturns', { key: helping.key, on: '2026-03-10', reason: '不属本单位职责' })
      continue
    }
    await desk.act('unitAnswers', { key: helping.key, on: march(10 + (no % 5)), text: '已办' })
    if (no % 6 === 4) continue // the lead never answers
    await toDay(march(14 + (no % 7)))
    const on = march(14 + (no % 7))
    await desk.act('unitAnswers', { key: leading.key, on, text: '已办' })
    if (no % 4 === 1) {
      await desk.act('verify', {
        on,
        by: '窗口丙',
        how: 'site',
        isPassed: false,
        text: '还在',
        redo: [{ key: leading.key, dueOn: '2026-03-26' }],
      })
      await desk.act('unitAnswers', { key: leading.key, on, text: '再办' })
    }
    const rating = ['satisfied', 'unsatisfied', 'fair', 'unasked'][no % 4]
    await desk.act('verify', { on, by: '窗口丙', how: 'call', isPassed: true, text: '好了', rating })
    await desk.act('close', {
      on,
      closure: ['substantive', 'procedural', 'substantive'][no % 3],
      summary: '已办结',
      approver: '主任',
      lookBackOn: no % 3 === 1 ? '2026-06-01' : null,
    })
  }
  await toDay('2026-04-07')
}

beforeAll(async () => {
  t = await testCore()
  await t.hire('chuangkou', '窗口丙', 'clerk')
  clerk = t.as('chuangkou')
  head = t.as('head')
  await playMonth()
})
afterAll(() => t.close())

/** Counts one measure of a unit by SQL alone. */
const sql = (where: string): string =>
  `SELECT count(*) AS n FROM linkage_part p JOIN linkage_task t ON t.matter_id = p.matter_id JOIN matter m ON m.id = p.matter_id
   WHERE p.unit_code = ? AND p.due_on BETWEEN '2026-03-01' AND '2026-03-31' AND m.is_sealed = 0
     AND NOT (p.state = 'ended' AND p.answered_on IS NULL) AND (${where})`
const count = (unit: string, where: string): number => (db().prepare(sql(where)).get(unit) as { n: number }).n
const LEAD = `p.role = 'lead'`
const CAME_TO = `${LEAD} AND p.is_last = 1`

/** The sheet that ships, once more: by plain SQL and arithmetic of its own. */
function independently(unit: string): { items: (number | null)[]; total: number | null } {
  const due = count(unit, '1 = 1')
  const inTime = count(unit, 'p.answered_on <= p.due_on')
  const leadDue = count(unit, LEAD)
  const closed = count(unit, `${CAME_TO} AND t.closure <> ''`)
  const asked = count(unit, `${CAME_TO} AND t.rating IN ('satisfied', 'fair', 'unsatisfied')`)
  const round = (points: number) => Math.floor(points * 100 + 0.5 + 1e-9) / 100
  const least = (points: number) => Math.max(0, round(points))
  const items = [
    due < 3 ? null : least(30 - 0.5 * (100 - (100 * inTime) / due)),
    due === 0 ? null : least(10 - 2 * count(unit, `p.card = 'red'`)),
    leadDue === 0 ? null : least(20 - 2 * count(unit, `${LEAD} AND p.failures > 0`)),
    closed < 3 ? null : round((15 * count(unit, `${CAME_TO} AND t.closure = 'substantive'`)) / closed),
    asked < 3 ? null : round((10 * count(unit, `${CAME_TO} AND t.rating IN ('satisfied', 'fair')`)) / asked),
  ]
  const full = [30, 10, 20, 15, 10].filter((_, at) => items[at] !== null).reduce((sum, each) => sum + each, 0)
  const got = items.reduce<number>((sum, each) => sum + (each ?? 0), 0)
  return { items, total: full === 0 ? null : round((100 * got) / full) }
}

describe('scores', () => {
  it('are what plain SQL finds, unit by unit and item by item', async () => {
    const { scores } = await clerk('assessment.month', { month: MONTH })
    expect(scores.units.length).toBeGreaterThan(20)
    for (const unit of scores.units) {
      const own = independently(unit.unitCode)
      expect(
        unit.items.slice(0, 5).map(({ score }) => (score === null ? null : score / 100)),
        unit.unit,
      ).toEqual(own.items)
      expect(unit.total === null ? null : unit.total / 100, unit.unit).toEqual(own.total)
    }
    const worked = scores.units.filter(({ total }) => total !== null)
    expect(worked.map(({ unitCode }) => unitCode).sort()).toEqual([...UNITS].sort())
    expect(new Set(worked.map(({ total }) => total)).size).toBeGreaterThan(2)
    expect(scores.units.find(({ unitCode }) => unitCode === '20')?.notes).toEqual([
      '未复评：组织领导、台账规范；其余不计分',
    ])
    expect(scores.units.map(({ unitCode }) => unitCode)).toEqual(
      [...scores.units.map(({ unitCode }) => unitCode)].sort(),
    )
  })

  it('open the records behind them: as many as were counted', async () => {
    const { scores } = await clerk('assessment.month', { month: MONTH })
    for (const { unitCode, items } of scores.units.filter(({ total }) => total !== null))
      for (const { code, part, whole } of items.filter((item) => item.whole !== null)) {
        const rows = await clerk('assessment.records', { month: MONTH, unitCode, code })
        expect([rows.filter(({ isPart }) => isPart).length, rows.length]).toEqual([part, whole])
      }
  })

  it('leave out what was taken from a unit and what belongs to another month', async () => {
    const rows = await clerk('assessment.records', { month: MONTH, unitCode: '10', code: '01' })
    expect(rows.map(({ summary }) => summary)).not.toContain('示例事项5')
    expect(
      (await clerk('assessment.month', { month: '2026-04' })).scores.units.find(({ unitCode }) => unitCode === '05')
        ?.items[0]?.whole,
    ).toBe(1)
  })
})

describe('self-score, review, appeal', () => {
  const base = { month: MONTH, unitCode: '05' }
  it('are checked item by item, and what is counted is never keyed in', async () => {
    const self = { on: '2026-04-03', by: '庚内勤' }
    await clerk('assessment.selfScore', {
      ...base,
      act: {
        ...self,
        scores: [
          { code: '01', score: 30 },
          { code: '06', score: 10 },
        ],
      },
    })
    await expect(
      clerk('assessment.selfScore', { ...base, act: { ...self, scores: [{ code: '06', score: 10.5 }] } }),
    ).rejects.toMatchObject({ code: 'invalid' })
    const review = { on: '2026-04-05', by: '平安办' }
    await expect(
      clerk('assessment.review', {
        ...base,
        act: { ...review, scores: [{ code: '01', score: 30, evidence: '说明' }] },
      }),
    ).rejects.toMatchObject({ code: 'invalid' })
    await clerk('assessment.review', {
      ...base,
      act: { ...review, scores: [{ code: '06', score: 8.5, reason: '缺一次研究', evidence: '会议纪要' }] },
    })
    const { score } = await clerk('assessment.unit', base)
    expect(score.items.find(({ code }) => code === '06')).toMatchObject({
      score: 850,
      self: 1000,
      reason: '缺一次研究；会议纪要',
    })
    expect(score.items.find(({ code }) => code === '01')?.self).toBe(3000)
  })

  it('lead to a decision that changes this score alone and no task', async () => {
    const before = (await clerk('assessment.unit', base)).score
    const record = (await clerk('assessment.records', { ...base, code: '01' })).find(({ isPart }) => !isPart)
    expect(record).toBeDefined()
    const task = JSON.stringify(db().prepare('SELECT * FROM linkage_part ORDER BY 1, 2, 3').all())
    const appeal = { on: '2026-04-06', by: '庚内勤', code: '01', claim: '等待区级部门，不是我们拖' }
    const { id } = await clerk('assessment.appeal', { ...base, act: appeal })
    await expect(clerk('assessment.appeal', { ...base, act: appeal })).rejects.toMatchObject({ code: 'invalid' })
    await expect(head('assessment.lock', { month: MONTH })).rejects.toMatchObject({ code: 'not_allowed' })
    const decide = {
      appealId: id,
      on: '2026-04-07',
      by: '负责人乙',
      isUpheld: true,
      reason: '属实',
      excludes: [record!.key],
    }
    await expect(clerk('assessment.decide', { ...base, act: decide })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(head('assessment.decide', { ...base, act: { ...decide, excludes: ['x'] } })).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(head('assessment.decide', { ...base, act: { ...decide, score: 30 } })).rejects.toMatchObject({
      code: 'invalid',
    })
    await head('assessment.decide', { ...base, act: decide })
    const after = (await clerk('assessment.unit', base)).score
    expect(after.items[0]?.whole).toBe((before.items[0]?.whole ?? 0) - 1)
    expect(after.items[1]?.whole).toBe(before.items[1]?.whole) // the red cards still count it
    expect(JSON.stringify(db().prepare('SELECT * FROM linkage_part ORDER BY 1, 2, 3').all())).toBe(task)
    await expect(head('assessment.decide', { ...base, act: decide })).rejects.toMatchObject({ code: 'not_allowed' })
    const { documentId } = await clerk('assessment.issue', { ...base, appealId: id })
    const { pdfBase64 } = await clerk('papers.bytes', { documentId, purpose: 'view' })
    const words = (await pdfText(pdfBase64)).replaceAll(/\s/g, '')
    for (const text of ['联考申诉表', '等待区级部门，不是我们拖', '成立', '属实']) expect(words).toContain(text)
  })
})

it('writes 不计分 where nothing could be scored, 未复评 where nobody reviewed, in every column and never 0', async () => {
  const { scores } = await clerk('assessment.month', { month: MONTH })
  const { columns, rows } = monthTable(scores)
  const at = scores.units.findIndex(({ total }) => total === null)
  expect(at, 'some unit had no task that month').toBeGreaterThanOrEqual(0)
  const points = columns.map(({ key }) => key).filter((key) => !['no', 'unit', 'notes'].includes(key))
  const words: Record<string, string> = { 组织领导: '未复评', 台账规范: '未复评', 加分: '未加分' }
  const heads = columns.filter(({ key }) => points.includes(key)).map(({ title }) => title.split('|')[0] ?? '')
  expect(points.map((key) => rows[at]?.[key])).toEqual(heads.map((head) => words[head] ?? '不计分'))
})

describe('a rule', () => {
  const detail = (more: object) => ({ group: '时效', points: 100, formula: 'rate', part: 'inTime', ...more })
  it('is tried on past months before it is used, and says what would change', async () => {
    const codes = [{ code: '01', title: '按期', detail: detail({}) }]
    const tried = await head('assessment.trial', { codes, months: 2 })
    expect(tried.refusal).toBe('')
    expect(tried.warnings.join()).toContain('占 100 分')
    const row = tried.rows.find(({ month, unit }) => month === MONTH && unit === '综合行政执法队')
    expect(row?.draft).not.toBe(row?.present)
    const rows = await clerk('assessment.records', { month: MONTH, unitCode: '01', code: '01' })
    const expected = (10_000 * rows.filter(({ isPart }) => isPart).length) / rows.length
    const other = tried.rows.find(({ month, unit }) => month === MONTH && unit === '公安派出所')
    expect(Math.abs((other?.draft ?? 0) - expected)).toBeLessThanOrEqual(0.5)
    expect(
      (await head('assessment.trial', { codes: [{ ...codes[0]!, title: '每月上报不少于20条' }] })).refusal,
    ).toContain('不考核录入数')
  })

  it('is saved by version, refused where it is a quota or not a hundred, and holds from its day', async () => {
    const next = { title: '联考表', source: '本街道会议', effectiveFrom: '2026-04-01' as Day }
    const save = (codes: unknown[]) =>
      head('centre.saveCodeTable', { table: 'assessment_rule', next: { ...next, codes } as never })
    await expect(save([{ code: '01', title: '按期', detail: detail({ points: 90 }) }])).rejects.toMatchObject({
      code: 'invalid',
    })
    await expect(save([{ code: '01', title: '件数', detail: detail({ part: 'due' }) }])).rejects.toMatchObject({
      code: 'invalid',
    })
    await save([{ code: '01', title: '按期', detail: detail({}) }])
    expect((await clerk('assessment.month', { month: MONTH })).scores.rule.version).toBe(1)
    expect((await clerk('assessment.month', { month: '2026-04' })).scores.rule.version).toBe(2)
  })
})

describe('a month', () => {
  it('is locked as it stands; what changes later stands on a difference sheet', async () => {
    await expect(head('assessment.lock', { month: '2026-04' })).rejects.toMatchObject({ code: 'not_allowed' })
    const before = (await clerk('assessment.month', { month: MONTH })).scores
    const { documentId } = await head('assessment.lock', { month: MONTH })
    const { pdfBase64 } = await clerk('papers.bytes', { documentId, purpose: 'view' })
    expect((await pdfText(pdfBase64)).replaceAll(/\s/g, '')).toContain('不排名次')
    await expect(head('assessment.lock', { month: MONTH })).rejects.toMatchObject({ code: 'signed_off' })
    const base = { month: MONTH, unitCode: '01' }
    await expect(
      clerk('assessment.review', {
        ...base,
        act: { on: '2026-04-07', by: '平安办', scores: [{ code: '06', score: 1, evidence: '材料' }] },
      }),
    ).rejects.toMatchObject({ code: 'signed_off' })
    expect(await clerk('assessment.differences', { month: MONTH })).toEqual([])
    const { id } = await clerk('assessment.appeal', {
      ...base,
      act: { on: '2026-04-07', by: '辛内勤', code: '06', claim: '漏评' },
    })
    await head('assessment.decide', {
      ...base,
      act: { appealId: id, on: '2026-04-07', by: '负责人乙', isUpheld: true, reason: '漏评属实', score: 9 },
    })
    const shown = await clerk('assessment.month', { month: MONTH })
    expect(shown.scores).toEqual(before)
    const differences = await clerk('assessment.differences', { month: MONTH })
    expect(differences.map(({ unit, item, frozen, who }) => [unit, item, frozen, who])).toEqual([
      ['公安派出所', '组织领导', '未复评', '负责人乙'],
      ['公安派出所', '折合分', expect.any(String), '负责人乙'],
    ])
    const sheet = await head('assessment.issueDifferences', { month: MONTH })
    expect(sheet.number).toContain('考更字')
    expect(await clerk('assessment.differences', { month: MONTH })).toEqual([])
    await expect(head('assessment.issueDifferences', { month: MONTH })).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('goes out as a list and a sheet of each unit, with the arithmetic', async () => {
    const { documentId } = await clerk('assessment.issue', { month: MONTH, unitCode: '05' })
    const { pdfBase64 } = await clerk('papers.bytes', { documentId, purpose: 'view' })
    const words = (await pdfText(pdfBase64)).replaceAll(/\s/g, '')
    for (const text of ['成员单位联考表', '综合行政执法队', '÷', '折合百分', '缺一次研究'])
      expect(words).toContain(text)
    expect((await clerk('assessment.export', { month: MONTH, purpose: '通报' })).fileName).toContain('成员单位联考')
  })
})

it('counts the grids of a community by its code, as shares and never as numbers', async () => {
  const units = (await head('centre.codeTable', { table: 'member_unit' })).versions[0]!
  const area = {
    code: '40',
    title: '样例一居',
    detail: { kind: 'area', contact: '', phone: '', aliases: '', regionCode: '310104001001', people: [] },
  }
  await head('centre.saveCodeTable', {
    table: 'member_unit',
    next: { title: units.title, source: '加居村委', effectiveFrom: '2026-04-01' as Day, codes: [...units.codes, area] },
  })
  const community = await clerk('centre.savePlace', {
    id: null,
    kind: 'community',
    name: '另一名称',
    parentId: null,
    isActive: true,
  })
  const grid = await clerk('centre.savePlace', {
    id: null,
    kind: 'grid',
    name: '第一网格',
    parentId: community.id,
    isActive: true,
  })
  const card = { seen: null, households: null, boundary: '', people: [] }
  await clerk('grid.saveCard', { ...card, placeId: grid.id as PlaceId, regionCode: '310104001001001' })
  for (const no of [1, 2, 3, 4]) {
    const { id, changedAt } = await clerk('grid.record', {
      placeId: grid.id,
      foundOn: '2026-04-02',
      source: 'patrol',
      class: '0405',
      summary: `堆物${no}`,
    })
    if (no < 4) await clerk('grid.check', { id, seen: changedAt, on: day('2026-04-03'), text: '已清' })
  }
  const codes = [
    { code: '01', title: '按期', detail: { group: '时效', points: 50, formula: 'rate', part: 'inTime' } },
    { code: '02', title: '查处率', detail: { group: '网格', points: 50, formula: 'rate', part: 'gridChecked' } },
  ]
  await head('centre.saveCodeTable', {
    table: 'assessment_rule',
    next: { title: '联考表', source: '会议', effectiveFrom: '2026-04-01' as Day, codes },
  })
  const { score } = await clerk('assessment.unit', { month: '2026-04', unitCode: '40' })
  expect(score.items[1]).toMatchObject({ part: 3, whole: 4, score: 3750 })
  expect(score).toMatchObject({ total: 7500, full: 5000 })
})

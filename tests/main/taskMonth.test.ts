import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '../../src-shared/contract.ts'
import type { Day, Month } from '../../src-shared/kernel/day.ts'
import { BOARD_KEYS, filterOf, seriesOf, UNIT_PARTS } from '../../src-shared/linkage/board.ts'
import { seeded } from '../support/seeded.ts'
import { playTaskMonth, UNITS, type Played } from '../support/taskMonth.ts'
import { boardOf, figuresOf, rowsOf, scoresOf, tasksByUnit, tellAnew, type Period } from '../support/taskMonthSql.ts'
import { PASSWORD, testCore, type TestCore } from '../support/testCore.ts'

/** A month of a large centre: about a minute and a half of a processor. Fewer are enough while one looks for a fault. */
const COUNT = Number(process.env['ONEWINDOW_MONTH_TASKS'] ?? 5000)
const MONTH = '2026-03' as Month
const MARCH = { ledger: 'linkage', month: MONTH } as const
const END = '2026-05-08' as Day
const day = (text: string) => text as Day
let t: TestCore
let played: Played
let period: Period
let head: ReturnType<TestCore['as']>
const db = () => (t.state.open as NonNullable<typeof t.state.open>).db

beforeAll(async () => {
  // Answers are checked by every other test; here their number alone would cost a third of the time.
  t = await testCore({ checksOutput: false })
  db().pragma('synchronous = OFF')
  head = t.as('head')
  played = await playTaskMonth(t, { count: COUNT, from: day('2026-02-26'), to: day('2026-04-01'), until: END })
  const { from, to } = (await head('ledger.month', MARCH)).state
  period = { from, to }
  tellAnew(db())
}, 1_200_000)
afterAll(() => t.close())

describe(`a month of ${COUNT} tasks of 22 units`, () => {
  it('was played with everything that can happen to a task', () => {
    expect(played.refused).toBeLessThan(played.acts * 0.01)
    const kinds = db().prepare(`SELECT kind, count(*) AS n FROM matter_event GROUP BY kind`).all() as {
      kind: string
      n: number
    }[]
    const times = Object.fromEntries(kinds.map(({ kind, n }) => [kind.replace('linkage.', ''), n]))
    for (const act of [
      'file',
      'unitReceives',
      'unitReturns',
      'refuseReturn',
      'confer',
      'extendDeadline',
      'supervise',
      'verify',
      'close',
      'reopen',
      'feedBack',
      'archive',
      'amended',
      'taken_back',
    ])
      expect([act, (times[act] ?? 0) > 0]).toEqual([act, true])
    const levels = db()
      .prepare(
        `SELECT payload ->> 'level' AS level, count(*) AS n FROM matter_event WHERE kind = 'linkage.supervise' GROUP BY 1 ORDER BY 1`,
      )
      .all() as { level: string }[]
    expect(levels.map(({ level }) => level)).toEqual(['ordinary', 'red', 'yellow'])
    const closures = db()
      .prepare(
        `SELECT DISTINCT payload ->> 'closure' AS closure FROM matter_event WHERE kind = 'linkage.close' ORDER BY 1`,
      )
      .all() as { closure: string }[]
    expect(closures.map(({ closure }) => closure)).toEqual(['procedural', 'stage', 'substantive'])
  })

  it('has the ledger that the events tell, row by row', async () => {
    const { rows } = await head('ledger.month', MARCH)
    const told = rowsOf(db(), period) as Record<string, unknown>[]
    expect(rows.length).toBeGreaterThan(COUNT * 0.8)
    const columns = Object.keys(told[0] as object)
    expect(rows.map((row) => Object.fromEntries(columns.map((key) => [key, row[key] ?? null])))).toEqual(told)
  })

  it('has the figures that the events tell, supervisions by cause among them', async () => {
    const { figures, checks } = await head('figures.month', MARCH)
    expect(Object.fromEntries(figures.map(({ key, text }) => [key, text]))).toEqual(figuresOf(db(), period))
    expect(checks.filter(({ holds }) => !holds)).toEqual([])
    expect(figures.find(({ key }) => key === 'conferred')?.value).toBeGreaterThan(0)
  })

  it('has as many tasks of each unit as the events tell', async () => {
    const kept = db()
      .prepare(
        `SELECT measure, n FROM month_counter WHERE ledger = 'linkage' AND basis = 'received' AND month = ? AND measure LIKE 'unit.%' AND n <> 0 ORDER BY 1`,
      )
      .all(MONTH)
    expect(kept).toEqual(tasksByUnit(db(), period))
    expect(kept).toHaveLength(22)
    const parts = db().prepare(
      `SELECT count(DISTINCT part.matter) AS n FROM temp.part JOIN temp.task ON task.id = part.matter WHERE part.unit = ? AND task.received BETWEEN ? AND ?`,
    )
    for (const unitCode of UNITS) {
      const filter = { unitCode, receivedFrom: day(period.from), receivedTo: day(period.to), isOpenOnly: false }
      const { count } = await head('linkage.list', { filter, limit: 1 })
      expect({ unitCode, count }).toEqual({
        unitCode,
        count: (parts.get(unitCode, period.from, period.to) as { n: number }).n,
      })
    }
  })

  it('has a board whose numbers the events tell, each of them the count of the list behind it', async () => {
    const board = await head('linkage.board', { month: MONTH })
    const numbers: Record<string, number> = {}
    for (const section of BOARD_KEYS)
      for (const { code, values } of board.sections[section])
        for (const [at, series] of seriesOf(section).entries()) {
          const n = values[at] ?? 0
          if (n > 0) numbers[`${section}/${code}/${series}`] = n
          const { count } = await head('linkage.list', { filter: filterOf(board, section, code, series), limit: 1 })
          expect([section, code, series, count]).toEqual([section, code, series, n])
        }
    expect(numbers).toEqual(boardOf(db(), MONTH, period, END))
    for (const part of Object.keys(UNIT_PARTS))
      expect([part, Object.keys(numbers).some((key) => key.startsWith('unit/') && key.endsWith(part))]).toEqual([
        part,
        true,
      ])
  })

  it('has the scores that the events tell, with reviews, self-scores and appeals of every outcome', async () => {
    await assess()
    const { scores } = await head('assessment.month', { month: MONTH })
    const worked = scores.units.filter(({ unitCode }) => UNITS.includes(unitCode))
    expect(worked).toHaveLength(22)
    for (const unit of worked) {
      const told = scoresOf(db(), unit.unitCode, MONTH, { from: scores.from, to: scores.to }, END)
      const own = Object.fromEntries(unit.items.map(({ code, score }) => [code, score === null ? null : score / 100]))
      expect({ unit: unit.unitCode, ...own }).toEqual({ unit: unit.unitCode, ...told.items })
      expect([unit.unitCode, unit.total === null ? null : unit.total / 100]).toEqual([unit.unitCode, told.total])
    }
    expect(new Set(worked.map(({ total }) => total)).size).toBeGreaterThan(10)
  })
})

type Act<N extends 'review' | 'appeal'> = InputOf<`assessment.${N}`>['act']

/** Every unit is reviewed; every other one appeals, and appeals are upheld, refused and withdrawn in turn. */
async function assess(): Promise<void> {
  const random = seeded(11)
  await head('account.login', { login: 'head', password: PASSWORD })
  for (const [no, unitCode] of UNITS.entries()) {
    const of = { month: MONTH, unitCode }
    const points = (code: string, most: number) => ({ code, score: random.below(most * 4) / 4 })
    await head('assessment.selfScore', {
      ...of,
      act: { on: END, by: '单位', scores: [points('06', 10), points('01', 30)] },
    })
    const scores = [points('06', 10), points('07', 5), points('90', 5)].map((each) => ({ ...each, evidence: '抽查' }))
    const review: Act<'review'> = { on: END, by: '负责人乙', scores: no % 5 === 0 ? scores.slice(0, 1) : scores }
    await head('assessment.review', { ...of, act: review })
    if (no % 2 === 0) continue
    const isByHand = no % 6 === 5
    const code = isByHand ? '06' : no % 4 === 1 ? '01' : '03'
    const appeal: Act<'appeal'> = { on: END, by: '单位', code, claim: '有不同意见' }
    const { id: appealId } = await head('assessment.appeal', { ...of, act: appeal })
    if (no % 3 === 1) {
      await head('assessment.withdrawAppeal', { ...of, act: { appealId, on: END, reason: '已弄清' } })
      continue
    }
    const isUpheld = no % 7 !== 0
    const records = isByHand ? [] : await head('assessment.records', { ...of, code })
    const excludes = isUpheld ? records.filter((_, at) => at % 4 === 0).map(({ key }) => key) : []
    const score = isUpheld && isByHand ? 9.5 : null
    await head('assessment.decide', {
      ...of,
      act: { appealId, on: END, by: '负责人乙', isUpheld, reason: '核实', excludes, score },
    })
  }
}

import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { builtInHolidays } from '../../src-shared/calendar/builtInHolidays.ts'
import { changedDays } from '../../src-shared/calendar/countWorkdays.ts'
import type { HolidayTable } from '../../src-shared/calendar/holidayTable.ts'
import { createWorkCalendar } from '../../src-shared/calendar/workCalendar.ts'
import { DEADLINE_RULES, findDeadlineRule } from '../../src-shared/deadlineRules.ts'
import { addDays, type Day, fromSerial, toDay, toSerial } from '../../src-shared/kernel/day.ts'
import { listDeadlines, replaceDeadlines, type DeadlineRow } from '../../src-main/intake/deadlineRepo.ts'
import { findDeadline, optionsOf, ruleOf, toDeadlineRow, viewDeadlines } from '../../src-main/intake/deadlines.ts'
import { recountDeadlines } from '../../src-main/intake/recompute.ts'
import { migrate, readMigrations } from '../../src-main/store/migrate.ts'
import { closeStore, openStore, type Db } from '../../src-main/store/open.ts'
import type { Ctx } from '../../src-main/ctx/ctx.ts'
import { APP_DIR } from '../support/testCore.ts'

const AT = '2026-03-01T01:00:00.000Z'
const calendar = createWorkCalendar()
let dir: string
let db: Db
let ctx: Ctx
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'recount-'))
  db = openStore(join(dir, 'a.db'), randomBytes(32))
  migrate(db, readMigrations(join(APP_DIR, 'migrations', 'local')))
  db.exec(`CREATE TEMP TABLE written (matter_id TEXT, rule_id TEXT, anchor TEXT);
    CREATE TEMP TRIGGER note AFTER UPDATE ON deadline BEGIN INSERT INTO written VALUES (new.matter_id, new.rule_id, new.anchor); END`)
  ctx = { db, today: '2026-03-01', actor: { userId: 'u', name: '甲', roles: [] }, changed: () => {} } as unknown as Ctx
})
afterAll(() => {
  closeStore(db)
  rmSync(dir, { recursive: true })
})
beforeEach(() => {
  for (const table of ['written', 'deadline', 'mediation_instalment', 'matter']) db.exec(`DELETE FROM ${table}`)
})

function putMatter(id: string, stage = 'mediating', promiseOn: string | null = null): string {
  db.prepare(
    `INSERT INTO matter (id, number, kind, stage, is_open, summary, channel, received_on, entered_at, entered_by, promise_on)
     VALUES (?, ?, 'mediation', ?, 1, '楼道堆物', 'visit', '2026-03-01', ?, 'u', ?)`,
  ).run(id, `编号${id}`, stage, AT, promiseOn)
  return id
}
const head = (id: string) => db.prepare('SELECT version, due_on AS dueOn FROM matter WHERE id = ?').get(id)
const rule = (id: string) => findDeadlineRule(id) as NonNullable<ReturnType<typeof findDeadlineRule>>
const put = (id: string, rows: DeadlineRow[]): void => replaceDeadlines(db, id, rows)
const clock = (matterId: string, ruleId: string, startOn: string, more: { anchor?: string; rolls?: boolean } = {}) =>
  toDeadlineRow(
    matterId,
    {
      rule: rule(ruleId),
      startOn: toDay(startOn),
      metOn: null,
      stoppedOn: null,
      options: { rollsOnHoliday: more.rolls ?? false },
      ...(more.anchor ? { anchor: more.anchor } : {}),
    },
    calendar,
  )

/** 2026 with the first days of April and Labour Day otherwise than published, and a notice for 2027. */
const OWN: HolidayTable[] = [
  {
    ...(builtInHolidays(2026) as HolidayTable),
    daysOff: [
      ...(builtInHolidays(2026) as HolidayTable).daysOff.filter(({ name }) => name !== '劳动节'),
      { name: '本市运动会', fromOn: toDay('2026-03-30'), toOn: toDay('2026-03-31') },
      { name: '五一', fromOn: toDay('2026-05-01'), toOn: toDay('2026-05-04') },
    ],
  },
  {
    year: 2027,
    source: '测试',
    daysOff: [{ name: '元旦', fromOn: toDay('2026-12-31'), toOn: toDay('2027-01-03') }],
    makeupDays: [],
  },
]
const after = createWorkCalendar(OWN)

describe('clocks of one rule', () => {
  it('run side by side, each named by what started it, and keep what they were counted with', () => {
    const id = putMatter('m')
    const pauses = [{ fromOn: toDay('2026-03-09'), toOn: toDay('2026-03-13'), reason: '委托鉴定' }]
    const extensions = [{ amount: 5, approver: '医患双方', reason: '等鉴定意见' }]
    const started = {
      rule: { ...rule('A-03'), amount: 20 },
      anchor: 'event-2',
      startOn: toDay('2026-03-02'),
      metOn: null,
      stoppedOn: null,
      options: { rollsOnHoliday: true, pauses, extensions },
    }
    const rows = [clock(id, 'A-03', '2026-03-02'), toDeadlineRow(id, started, calendar)]
    put(id, rows)
    expect(listDeadlines(db, id)).toEqual(rows.toSorted((a, b) => a.dueOn.localeCompare(b.dueOn)))
    expect(
      viewDeadlines(ctx, id)
        .map((each) => each.id)
        .toSorted(),
    ).toEqual(['A-03', 'A-03:event-2'])
    const found = findDeadline(ctx, id, 'A-03:event-2') as DeadlineRow
    expect([found.amount, ruleOf(found).amount, rows[0]?.amount]).toEqual([20, 20, null])
    expect(optionsOf(found)).toEqual({ rollsOnHoliday: true, pauses, extensions })
    expect(() => put(id, [rows[0], rows[0]] as DeadlineRow[])).toThrow(/UNIQUE/)
  })
  it('that are rights of the citizen lapse and are never overdue', () => {
    const id = putMatter('m')
    put(id, [clock(id, 'A-09', '2025-01-06'), clock(id, 'A-01', '2025-01-06')])
    const states = Object.fromEntries(
      viewDeadlines(ctx, id).map((each) => [each.ruleId, [each.state, each.optionText]]),
    )
    expect(states).toEqual({ 'A-09': ['lapsed', '当事人的最后一日'], 'A-01': ['missed', ''] })
  })
})

describe('the migration', () => {
  it('gives old rows what they were counted with', () => {
    const old = openStore(join(dir, 'old.db'), randomBytes(32))
    const migrations = readMigrations(join(APP_DIR, 'migrations', 'local'))
    migrate(old, migrations, 3)
    old.exec(`INSERT INTO setting VALUES ('returnVisitDays', '45', '${AT}', 'u'), ('rollsWhereSilent', 'true', '${AT}', 'u');
      INSERT INTO matter (id, number, kind, stage, is_open, summary, channel, received_on, entered_at, entered_by)
        VALUES ('m', '1', 'mediation', 'mediating', 1, '', 'visit', '2026-03-01', '${AT}', 'u')`)
    const event = old.prepare(`INSERT INTO matter_event VALUES (?, 'm', ?, ?, 'u', '甲', '${AT}', '', ?)`)
    const pause = { ruleId: 'A-03', fromOn: '2026-03-09', toOn: '2026-03-13', reason: '鉴定' }
    event.run('e1', 1, 'mediation.recordPause', JSON.stringify(pause))
    event.run('e2', 2, 'mediation.recordPause', JSON.stringify({ ...pause, reason: '误记' }))
    event.run('e3', 3, 'taken_back', '{"eventId":"e2"}')
    const row =
      old.prepare(`INSERT INTO deadline (matter_id, rule_id, rule_version, start_on, original_due_on, due_on, steps, state)
      VALUES ('m', ?, 1, '2026-03-02', '2026-04-14', '2026-04-14', '[]', ?)`)
    for (const ruleId of ['A-03', 'A-09', 'A-14', 'A-15']) row.run(ruleId, ruleId === 'A-15' ? 'met' : 'running')
    migrate(old, migrations)
    const now = Object.fromEntries(listDeadlines(old, 'm').map((each) => [each.ruleId, each]))
    closeStore(old)
    expect(now['A-03']).toMatchObject({ anchor: '', amount: null, rollsOnHoliday: 1, isOption: 0 })
    expect(optionsOf(now['A-03'] as DeadlineRow).pauses).toEqual([
      { fromOn: pause.fromOn, toOn: pause.toOn, reason: '鉴定' },
    ])
    expect([now['A-09']?.isOption, now['A-14']?.amount, now['A-14']?.pauses, now['A-15']?.amount]).toEqual([
      1,
      45,
      '[]',
      null,
    ])
  })
})

describe('a recount after the calendar changed', () => {
  const days = changedDays(calendar, after)
  const recount = () => recountDeadlines(ctx, after, { days })
  const written = () => (db.prepare('SELECT rule_id AS id FROM written').all() as { id: string }[]).map(({ id }) => id)

  it('writes only clocks that can have moved, copies the day to the head and leaves the version alone', () => {
    const id = putMatter('m')
    put(id, [
      clock(id, 'A-15', '2026-03-26'), // three working days, over 30 and 31 March
      clock(id, 'A-07', '2026-03-18'), // three working days, over before
      clock(id, 'A-01', '2026-02-28'), // natural, to 28 March
      clock(id, 'A-02', '2026-02-28', { rolls: true }), // to 30 March, now a day off
      clock(id, 'A-04', '2026-03-15'), // to 30 March, which does not move
    ])
    const moved = recount()
    expect(written().toSorted()).toEqual(['A-02', 'A-15'])
    expect(moved).toEqual({
      count: 2,
      first: [
        { number: '编号m', title: '调解期限（未约定时）', from: '2026-03-30', to: '2026-04-01' },
        { number: '编号m', title: '答复是否受理', from: '2026-03-31', to: '2026-04-02' },
      ],
    })
    expect(head(id)).toEqual({ version: 1, dueOn: '2026-03-23' })
    expect(recount()).toEqual({ count: 0, first: [] })
    expect(written()).toHaveLength(2)
  })

  it('counts what else is owed into the head: a promise, an instalment, but no right of the citizen', () => {
    const performing = putMatter('p', 'performing')
    db.prepare(
      `INSERT INTO mediation_instalment VALUES (?, 1, '2026-03-28', 100, '', '2026-03-28'), (?, 2, '2026-04-01', 100, '', NULL)`,
    ).run(performing, performing)
    put(performing, [clock(performing, 'A-15', '2026-03-26'), clock(performing, 'A-09', '2026-01-26')])
    const promised = putMatter('q', 'registered', '2026-04-01')
    put(promised, [clock(promised, 'A-15', '2026-03-26')])
    recount()
    expect([head(performing), head(promised)]).toMatchObject([{ dueOn: '2026-04-01' }, { dueOn: '2026-04-01' }])
  })

  it('ends with the rows, arithmetic and all, that counting everything anew gives', () => {
    const starts = fc.integer({ min: toSerial(toDay('2026-01-05')), max: toSerial(toDay('2027-02-01')) })
    const anyClock = fc.record({
      rule: fc.constantFrom(...DEADLINE_RULES),
      startOn: starts.map(fromSerial),
      rollsOnHoliday: fc.boolean(),
      amount: fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined }),
      extended: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
      pausedFor: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(anyClock, { minLength: 1, maxLength: 40 }), (list) => {
        for (const table of ['deadline', 'matter', 'written']) db.exec(`DELETE FROM ${table}`)
        const started = list.map((each, at) => {
          const law = findDeadlineRule(each.rule.id, each.startOn) ?? each.rule
          return {
            rule: each.amount === undefined ? law : { ...law, amount: each.amount },
            anchor: `e${at}`,
            startOn: each.startOn,
            metOn: null,
            stoppedOn: null,
            options: {
              rollsOnHoliday: each.rollsOnHoliday,
              extensions:
                each.extended && law.extension
                  ? [{ amount: Math.min(each.extended, law.extension.maxAmount ?? 30), approver: '甲', reason: '复杂' }]
                  : [],
              pauses:
                each.pausedFor !== undefined && law.pauses
                  ? [
                      {
                        fromOn: addDays(each.startOn, 3),
                        toOn: addDays(each.startOn, 3 + each.pausedFor),
                        reason: '鉴定',
                      },
                    ]
                  : [],
            },
          }
        })
        const id = putMatter('m')
        const rows = started.map((each) => toDeadlineRow(id, each, calendar))
        put(id, rows)
        const moved = recount()
        const anew = started.map((each) => toDeadlineRow(id, each, after))
        const byAnchor = (all: DeadlineRow[]) => Object.fromEntries(all.map((row) => [row.anchor, row]))
        expect(byAnchor(listDeadlines(db, id))).toEqual(byAnchor(anew))
        const differ = anew.filter((row, at) => JSON.stringify(row) !== JSON.stringify(rows[at]))
        expect(written()).toHaveLength(differ.length)
        expect(moved.count).toBe(anew.filter((row, at) => row.dueOn !== rows[at]?.dueOn).length)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a recount after a setting changed', () => {
  it('takes the new number and the new rule for days off where a setting decides them, and nowhere else', () => {
    const id = putMatter('m')
    put(id, [
      clock(id, 'A-14', '2026-03-01'),
      clock(id, 'A-02', '2026-03-06'), // ends 5 April, a day off to the 6th
      clock(id, 'A-09', '2026-03-06'), // rolls by law already
    ])
    const { count } = recountDeadlines(ctx, calendar, { rollsOnHoliday: true, amounts: { 'A-14': 10 } })
    expect(count).toBe(2)
    const now = Object.fromEntries(listDeadlines(db, id).map((row) => [row.ruleId, [row.dueOn, row.amount]]))
    expect(now).toEqual({
      'A-14': ['2026-03-11', 10],
      'A-02': ['2026-04-07', null],
      'A-09': ['2026-04-07', null],
    })
    recountDeadlines(ctx, calendar, { amounts: { 'A-14': 30 } })
    expect(listDeadlines(db, id).find((row) => row.ruleId === 'A-14')).toMatchObject({
      amount: null,
      dueOn: '2026-03-31' as Day,
    })
  })
})

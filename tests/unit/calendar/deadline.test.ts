import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeDeadline, remainingExtension, whatIfExtended } from '../../../src-shared/calendar/deadline.ts'
import { DeadlineRule, ruleInForce, sourceText } from '../../../src-shared/calendar/deadlineRule.ts'
import { countWorkdays } from '../../../src-shared/calendar/countWorkdays.ts'
import { createWorkCalendar, isWorkday } from '../../../src-shared/calendar/workCalendar.ts'
import { addDays, daysBetween, fromSerial, toDay, toSerial } from '../../../src-shared/kernel/day.ts'

const calendar = createWorkCalendar()
/** As before any notice for 2027: what the built-in tables grow to must not change these tests. */
const until2026 = { ...calendar, years: new Set([2024, 2025, 2026]) }

const base: DeadlineRule = {
  id: 'test',
  version: 1,
  effectiveFrom: toDay('2020-01-01'),
  title: '测试期限',
  unit: 'natural_days',
  amount: 30,
  startEvent: '受理',
  rolls: 'no',
  extension: { maxAmount: 30, unit: 'natural_days', approver: '单位负责人', notice: '已告知当事人' },
  pauses: '鉴定期间',
  consequence: '',
  source: { law: '《某条例》', article: '第一条' },
  confidence: 'verified',
  isSetting: false,
  isOption: false,
}
const rule = (change: Partial<DeadlineRule>): DeadlineRule => DeadlineRule.parse({ ...base, ...change })
const due = (change: Partial<DeadlineRule>, startOn: string, options = {}) =>
  computeDeadline(rule(change), toDay(startOn), until2026, options).dueOn

describe('natural days', () => {
  it.each([
    ['2026-03-01', 30, '2026-03-31'],
    ['2025-12-31', 1, '2026-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-02-29', 366, '2025-03-01'],
    ['2027-02-28', 1, '2027-03-01'],
  ])('%s + %i = %s', (start, amount, expected) => {
    expect(due({ amount }, start)).toBe(expected)
  })
  it.each([
    ['2025-12-02', 30, '2026-01-04'], // 1 January: off to the 3rd, the 4th is a Sunday worked
    ['2026-01-20', 30, '2026-02-24'], // 19 February: Spring Festival to the 23rd
    ['2026-01-29', 30, '2026-02-28'], // a Saturday worked stays
    ['2026-02-06', 30, '2026-03-09'], // Sunday 8 March
    ['2024-09-01', 30, '2024-10-08'], // 1 October 2024
    ['2024-04-28', 13, '2024-05-11'], // a Saturday worked stays
  ])('%s + %i rolls to %s', (start, amount, expected) => {
    expect(due({ amount, rolls: 'yes' }, start)).toBe(expected)
    expect(due({ amount, rolls: 'setting' }, start, { rollsOnHoliday: true })).toBe(expected)
    expect(due({ amount, rolls: 'setting' }, start)).toBe(addDays(toDay(start), amount))
    expect(due({ amount, rolls: 'no' }, start, { rollsOnHoliday: true })).toBe(addDays(toDay(start), amount))
  })
})

describe('months (Civil Code Art. 202)', () => {
  it.each([
    ['2026-03-05', 1, '2026-04-05'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-01-31', 1, '2025-02-28'],
    ['2027-01-29', 1, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
  ])('%s + %i = %s', (start, amount, expected) => {
    expect(due({ unit: 'months', amount }, start)).toBe(expected)
  })
  it('says why the month end stands in', () => {
    const { steps } = computeDeadline(rule({ unit: 'months', amount: 1 }), toDay('2026-01-31'), calendar)
    expect(steps.find(({ kind }) => kind === 'month_end')?.text).toContain('没有31日')
  })
})

describe('working days', () => {
  it.each([
    ['2026-02-12', 3, '2026-02-24'], // Fri 13, Sat 14 (worked), Tue 24
    ['2026-02-13', 6, '2026-02-28'], // the last is a Saturday worked
    ['2025-09-26', 3, '2025-09-30'], // Sunday 28 is worked
    ['2025-09-30', 3, '2025-10-11'], // Thu 9, Fri 10, Sat 11 (worked)
    ['2025-12-31', 2, '2026-01-05'], // Sunday 4 is worked
    ['2024-02-08', 5, '2024-02-21'], // Fri 9 (除夕 was no holiday yet), Sun 18 (worked), 19, 20, 21
    ['2024-12-31', 1, '2025-01-02'],
  ])('%s + %i = %s', (start, amount, expected) => {
    expect(due({ unit: 'working_days', amount }, start)).toBe(expected)
  })
  it('explains holidays by name, 调休 and weekends, and the sums hold', () => {
    const start = toDay('2026-02-05')
    const { steps, dueOn } = computeDeadline(rule({ unit: 'working_days', amount: 20 }), start, calendar)
    const texts = steps.map(({ text }) => text)
    expect(texts).toContain('2026年2月5日受理，当日不计，次日起算')
    expect(texts).toContain('春节放假（2026年2月15日至2026年2月23日）9日，不计入')
    expect(texts).toContain('2026年2月28日为春节调休上班，计入')
    const off = steps.filter(({ kind }) => kind === 'day_off').reduce((sum, { days }) => sum + days, 0)
    expect(off + 20).toBe(daysBetween(start, dueOn))
  })
  it('names neighbouring holidays apart', () => {
    const { steps } = computeDeadline(rule({ unit: 'working_days', amount: 3 }), toDay('2025-09-30'), calendar)
    expect(steps.filter(({ kind }) => kind === 'day_off').map(({ days }) => days)).toEqual([5, 1, 2])
  })
})

describe('extension', () => {
  it('continues where the period ended, before it rolled, and rolls once', () => {
    const options = { extensions: [{ amount: 10, approver: '王负责', reason: '案情复杂' }] }
    const result = computeDeadline(rule({ rolls: 'yes' }), toDay('2026-01-20'), calendar, options)
    expect(result.periodEndsOn).toBe('2026-03-01') // 19 February + 10
    expect(result.dueOn).toBe('2026-03-02')
    expect(result.steps.map(({ text }) => text)).toContain('经王负责同意延长10日，理由：案情复杂；已告知当事人')
  })
  it('refuses more than the rule allows, in sum', () => {
    const ext = (amount: number) => ({ amount, approver: '甲', reason: '乙' })
    const run = (extensions: { amount: number; approver: string; reason: string }[], change = {}) =>
      computeDeadline(rule(change), toDay('2026-03-01'), calendar, { extensions })
    expect(() => run([ext(20), ext(11)])).toThrow('最多延长30日')
    expect(() => run([ext(0)])).toThrow('正整数')
    expect(() => run([ext(1.5)])).toThrow('正整数')
    expect(() => run([ext(1)], { extension: null })).toThrow('不可延长')
    expect(run([ext(400)], { extension: { ...base.extension, maxAmount: null } }).dueOn).toBe('2027-05-05')
  })
  it('shows what an extension would bring', () => {
    const granted = [{ amount: 12, approver: '甲', reason: '乙' }]
    const start = toDay('2026-03-01')
    expect(remainingExtension(rule({}), granted)).toBe(18)
    expect(whatIfExtended(rule({}), start, calendar)?.dueOn).toBe('2026-04-30')
    expect(whatIfExtended(rule({}), start, calendar, { extensions: granted })?.dueOn).toBe('2026-04-30')
    expect(whatIfExtended(rule({}), start, calendar, {}, 5)?.dueOn).toBe('2026-04-05')
    expect(whatIfExtended(rule({ extension: null }), start, calendar)).toBeUndefined()
    const unlimited = rule({ extension: { maxAmount: null, unit: 'natural_days', approver: '双方', notice: '' } })
    expect(whatIfExtended(unlimited, start, calendar)).toBeUndefined()
    expect(() => whatIfExtended(rule({}), start, calendar, {}, 31)).toThrow('最多延长30日')
  })
})

describe('pauses', () => {
  const pause = { fromOn: toDay('2026-03-10'), toOn: toDay('2026-03-19'), reason: '鉴定' }
  it('passes over their days in each unit', () => {
    expect(due({}, '2026-03-01', { pauses: [pause] })).toBe('2026-04-10')
    expect(due({ unit: 'months', amount: 1 }, '2026-03-01', { pauses: [pause] })).toBe('2026-04-11')
    const workingDays = { unit: 'working_days', amount: 10 } as const
    expect(due(workingDays, '2026-03-02', { pauses: [pause] })).toBe('2026-03-26') // 8 working days are lost
  })
  it('names the pause with the days that it took', () => {
    const found = computeDeadline(rule({ unit: 'working_days', amount: 10 }), toDay('2026-03-02'), calendar, {
      pauses: [pause],
    }).steps.find(({ kind }) => kind === 'pause')
    expect(found).toMatchObject({ days: 8, text: expect.stringContaining('鉴定') })
  })
  it('ignores a pause after the end and refuses one the rule does not know', () => {
    const late = { ...pause, fromOn: toDay('2026-05-01'), toOn: toDay('2026-05-30') }
    expect(due({}, '2026-03-01', { pauses: [late] })).toBe('2026-03-31')
    expect(() => due({ pauses: null }, '2026-03-01', { pauses: [pause] })).toThrow('没有可扣除')
    expect(() => due({}, '2026-03-01', { pauses: [{ ...pause, toOn: toDay('2026-03-01') }] })).toThrow('早于')
  })
})

describe('provisional answers', () => {
  const ask = (change: Partial<DeadlineRule>, startOn: string) =>
    computeDeadline(rule(change), toDay(startOn), until2026)
  it('says so when an unpublished notice may change the answer, and only then', () => {
    expect(ask({ unit: 'working_days' }, '2026-12-01').isProvisional).toBe(true)
    expect(ask({ unit: 'working_days', amount: 3 }, '2026-12-01').isProvisional).toBe(false)
    expect(ask({ unit: 'working_days', amount: 3 }, '2026-12-25').isProvisional).toBe(true)
    expect(ask({ rolls: 'yes' }, '2026-12-05').isProvisional).toBe(true)
    expect(ask({ rolls: 'no' }, '2026-12-05').isProvisional).toBe(false)
    expect(ask({ rolls: 'yes' }, '2026-12-05').steps.at(-1)?.kind).toBe('provisional')
  })
})

describe('rules', () => {
  it('picks the newest version in force', () => {
    const next = rule({ version: 2, effectiveFrom: toDay('2026-06-01'), amount: 60 })
    expect(ruleInForce([next, base], 'test', toDay('2026-05-31'))?.amount).toBe(30)
    expect(ruleInForce([next, base], 'test', toDay('2026-06-01'))?.amount).toBe(60)
    expect(ruleInForce([next, base], 'test', toDay('2019-06-01'))).toBeUndefined()
  })
  it('shows an unverified source as such', () => {
    expect(sourceText(base)).toBe('《某条例》第一条')
    expect(sourceText(rule({ confidence: 'unverified' }))).toContain('未核实')
  })
})

describe('properties', () => {
  const anyDay = fc.integer({ min: toSerial(toDay('2024-01-01')), max: toSerial(toDay('2028-12-31')) }).map(fromSerial)
  const anyRule = fc
    .record({
      unit: fc.constantFrom('natural_days', 'working_days', 'months'),
      amount: fc.integer({ min: 1, max: 60 }),
      rolls: fc.constantFrom('yes', 'no'),
    })
    .map((change) => rule(change as Partial<DeadlineRule>))

  it('a later start or a larger amount is never due earlier', () => {
    fc.assert(
      fc.property(anyRule, anyDay, fc.integer({ min: 0, max: 40 }), (one, start, more) => {
        const { dueOn } = computeDeadline(one, start, until2026)
        expect(dueOn > start).toBe(true)
        expect(computeDeadline(one, addDays(start, more), until2026).dueOn >= dueOn).toBe(true)
        expect(computeDeadline({ ...one, amount: one.amount + more }, start, until2026).dueOn >= dueOn).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
  it('working days: exactly the amount lies between start and due, and the last is one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), anyDay, (amount, start) => {
        const { dueOn, steps } = computeDeadline(rule({ unit: 'working_days', amount }), start, until2026)
        expect(countWorkdays(until2026, start, dueOn)).toBe(amount)
        expect(isWorkday(until2026, dueOn)).toBe(true)
        const off = steps.filter(({ kind }) => kind === 'day_off').reduce((sum, { days }) => sum + days, 0)
        expect(off + amount).toBe(daysBetween(start, dueOn))
      }),
      { numRuns: 300 },
    )
  })
  it('a rolling deadline never ends on a day off and moves over days off only', () => {
    fc.assert(
      fc.property(anyRule, anyDay, (one, start) => {
        const { dueOn, periodEndsOn } = computeDeadline({ ...one, rolls: 'yes' }, start, until2026)
        expect(isWorkday(until2026, dueOn)).toBe(true)
        for (let day = periodEndsOn; day < dueOn; day = addDays(day, 1)) expect(isWorkday(until2026, day)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })
  it('a pause inside the period moves natural days by its length', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 60 }), (start, after, length) => {
        const fromOn = addDays(start, after)
        const pauses = [{ fromOn, toOn: addDays(fromOn, length - 1), reason: '鉴定' }]
        expect(computeDeadline(rule({}), start, until2026, { pauses }).dueOn).toBe(addDays(start, 30 + length))
      }),
    )
  })
})

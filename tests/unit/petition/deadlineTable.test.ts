import { describe, expect, it } from 'vitest'
import { computeDeadline } from '../../../src-shared/calendar/deadline.ts'
import type { DeadlineRule } from '../../../src-shared/calendar/deadlineRule.ts'
import { createWorkCalendar } from '../../../src-shared/calendar/workCalendar.ts'
import { addDays, type Day, toDay } from '../../../src-shared/kernel/day.ts'
import { PETITION_DEADLINE_RULES } from '../../../src-shared/petition/deadlineRules.ts'

/**
 * Last days counted by another program from the published notices for 2024 to 2026 (and, for 2027,
 * from weekends and the days fixed by law alone), around New Year, Spring Festival, shifted weekends
 * and 29 February. Columns: start; 15, 30, 45 and 60 days, each as it falls and moved off a day off;
 * 3, 5 and 10 working days; twelve months as they fall and moved.
 */
const TABLE = [
  '2023-12-29 2024-01-13 2024-01-15 2024-01-28 2024-01-29 2024-02-12 2024-02-18 2024-02-27 2024-02-27 2024-01-04 2024-01-08 2024-01-15 2024-12-29 2024-12-30',
  '2024-01-26 2024-02-10 2024-02-18 2024-02-25 2024-02-26 2024-03-11 2024-03-11 2024-03-26 2024-03-26 2024-01-31 2024-02-02 2024-02-08 2025-01-26 2025-01-26',
  '2024-02-05 2024-02-20 2024-02-20 2024-03-06 2024-03-06 2024-03-21 2024-03-21 2024-04-05 2024-04-07 2024-02-08 2024-02-18 2024-02-23 2025-02-05 2025-02-05',
  '2024-02-14 2024-02-29 2024-02-29 2024-03-15 2024-03-15 2024-03-30 2024-04-01 2024-04-14 2024-04-15 2024-02-20 2024-02-22 2024-02-29 2025-02-14 2025-02-14',
  '2024-02-29 2024-03-15 2024-03-15 2024-03-30 2024-04-01 2024-04-14 2024-04-15 2024-04-29 2024-04-29 2024-03-05 2024-03-07 2024-03-14 2025-02-28 2025-02-28',
  '2024-09-13 2024-09-28 2024-09-29 2024-10-13 2024-10-14 2024-10-28 2024-10-28 2024-11-12 2024-11-12 2024-09-19 2024-09-23 2024-09-29 2025-09-13 2025-09-15',
  '2024-12-17 2025-01-01 2025-01-02 2025-01-16 2025-01-16 2025-01-31 2025-02-05 2025-02-15 2025-02-17 2024-12-20 2024-12-24 2024-12-31 2025-12-17 2025-12-17',
  '2024-12-31 2025-01-15 2025-01-15 2025-01-30 2025-02-05 2025-02-14 2025-02-14 2025-03-01 2025-03-03 2025-01-06 2025-01-08 2025-01-15 2025-12-31 2025-12-31',
  '2025-01-17 2025-02-01 2025-02-05 2025-02-16 2025-02-17 2025-03-03 2025-03-03 2025-03-18 2025-03-18 2025-01-22 2025-01-24 2025-02-07 2026-01-17 2026-01-19',
  '2025-09-26 2025-10-11 2025-10-11 2025-10-26 2025-10-27 2025-11-10 2025-11-10 2025-11-25 2025-11-25 2025-09-30 2025-10-10 2025-10-16 2026-09-26 2026-09-28',
  '2025-12-02 2025-12-17 2025-12-17 2026-01-01 2026-01-04 2026-01-16 2026-01-16 2026-01-31 2026-02-02 2025-12-05 2025-12-09 2025-12-16 2026-12-02 2026-12-02',
  '2025-12-31 2026-01-15 2026-01-15 2026-01-30 2026-01-30 2026-02-14 2026-02-14 2026-03-01 2026-03-02 2026-01-06 2026-01-08 2026-01-15 2026-12-31 2026-12-31',
  '2026-02-13 2026-02-28 2026-02-28 2026-03-15 2026-03-16 2026-03-30 2026-03-30 2026-04-14 2026-04-14 2026-02-25 2026-02-27 2026-03-05 2027-02-13 2027-02-15',
  '2026-02-27 2026-03-14 2026-03-16 2026-03-29 2026-03-30 2026-04-13 2026-04-13 2026-04-28 2026-04-28 2026-03-03 2026-03-05 2026-03-12 2027-02-27 2027-03-01',
  '2026-04-30 2026-05-15 2026-05-15 2026-05-30 2026-06-01 2026-06-14 2026-06-15 2026-06-29 2026-06-29 2026-05-08 2026-05-11 2026-05-18 2027-04-30 2027-04-30',
  '2026-09-18 2026-10-03 2026-10-08 2026-10-18 2026-10-19 2026-11-02 2026-11-02 2026-11-17 2026-11-17 2026-09-22 2026-09-24 2026-10-09 2027-09-18 2027-09-20',
  '2026-12-18 2027-01-02 2027-01-04 2027-01-17 2027-01-18 2027-02-01 2027-02-01 2027-02-16 2027-02-16 2026-12-23 2026-12-25 2027-01-04 2027-12-18 2027-12-20',
  '2026-12-31 2027-01-15 2027-01-15 2027-01-30 2027-02-01 2027-02-14 2027-02-15 2027-03-01 2027-03-01 2027-01-06 2027-01-08 2027-01-15 2027-12-31 2027-12-31',
  '2027-02-04 2027-02-19 2027-02-19 2027-03-06 2027-03-08 2027-03-21 2027-03-22 2027-04-05 2027-04-06 2027-02-11 2027-02-15 2027-02-22 2028-02-04 2028-02-04',
  '2027-02-28 2027-03-15 2027-03-15 2027-03-30 2027-03-30 2027-04-14 2027-04-14 2027-04-29 2027-04-29 2027-03-03 2027-03-05 2027-03-12 2028-02-28 2028-02-28',
  '2027-09-24 2027-10-09 2027-10-11 2027-10-24 2027-10-25 2027-11-08 2027-11-08 2027-11-23 2027-11-23 2027-09-29 2027-10-04 2027-10-11 2028-09-24 2028-09-25',
].map((line) => line.split(' ').map(toDay))

const COLUMN: Record<string, number> = {
  natural_days15: 1,
  natural_days30: 3,
  natural_days45: 5,
  natural_days60: 7,
  working_days3: 9,
  working_days5: 10,
  working_days10: 11,
  months12: 12,
}
const calendar = createWorkCalendar()
/** Days that people set themselves have no number of their own, but that of service. */
const COUNTED = PETITION_DEADLINE_RULES.filter(({ id }) => !id.startsWith('G-') || id === 'G-04')

/** Which columns of the table hold a rule's last day, as it falls and moved. */
function columnsOf({ unit, amount }: DeadlineRule): [number, number] {
  const at = COLUMN[`${unit}${amount}`]
  if (at === undefined) throw new Error(`No column for ${amount} ${unit}`)
  return [at, unit === 'working_days' ? at : at + 1]
}

describe.each(COUNTED)('$id $title (version $version)', (rule) => {
  const [plain, moved] = columnsOf(rule)
  it.each(TABLE.map((row) => ({ row, start: row[0] as Day })))('from $start', ({ row, start }) => {
    const asItFalls = computeDeadline(rule, start, calendar)
    expect(asItFalls.dueOn).toBe(row[rule.rolls === 'yes' ? moved : plain])
    const rolled = computeDeadline(rule, start, calendar, { rollsOnHoliday: true })
    expect(rolled.dueOn).toBe(row[rule.rolls === 'no' ? plain : moved])
    expect(rolled.steps.at(-1)?.text ?? '').toMatch(rolled.isProvisional ? /放假通知/ : /截止日/)
  })
})

describe('extensions and spans that do not count', () => {
  const rule = (id: string): DeadlineRule => PETITION_DEADLINE_RULES.findLast((each) => each.id === id) as DeadlineRule
  const granted = (amount: number) => ({ extensions: [{ amount, approver: '负责人', reason: '情况复杂' }] })

  it('sixty and thirty days of Art. 34 are ninety, and no more', () => {
    for (const [start] of TABLE as [Day][])
      expect(computeDeadline(rule('B-06'), start, calendar, granted(30)).dueOn).toBe(addDays(start, 90))
    expect(() => computeDeadline(rule('B-06'), toDay('2026-01-05'), calendar, granted(31))).toThrow('累计最多延长30日')
    const twice = { extensions: [...granted(20).extensions, ...granted(11).extensions] }
    expect(() => computeDeadline(rule('B-06'), toDay('2026-01-05'), calendar, twice)).toThrow('累计最多延长30日')
  })

  it('thirty days of Art. 36 pass over the hearing', () => {
    const pauses = [{ fromOn: toDay('2024-02-27'), toOn: toDay('2024-03-01'), reason: '听证' }] // 27, 28, 29 February, 1 March
    expect(computeDeadline(rule('B-11'), toDay('2024-02-10'), calendar, { pauses }).dueOn).toBe('2024-03-15')
  })

  it('nothing else can be extended', () => {
    const open = COUNTED.filter(({ extension }) => extension !== null).map(({ id }) => id)
    expect([...new Set(open)]).toEqual(['B-06', 'B-16B', 'P-02', 'P-04'])
  })

  it('whether a last day moves off a day off is said where the law is silent, and nowhere else', () => {
    for (const each of COUNTED)
      for (const rollsOnHoliday of [false, true]) {
        const { steps } = computeDeadline(each, toDay('2026-01-05'), calendar, { rollsOnHoliday })
        const said = steps.filter(({ kind }) => kind === 'silent').map(({ text }) => text)
        expect(said).toEqual(
          each.rolls === 'setting'
            ? [`末日遇休息日是否顺延，所依规定没有写明；本单位设为${rollsOnHoliday ? '顺延' : '不顺延'}`]
            : [],
        )
      }
  })
})

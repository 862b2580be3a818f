import { describe, expect, it } from 'vitest'
import { computeDeadline, whatIfExtended } from '../../../src-shared/calendar/deadline.ts'
import { DeadlineRule, ruleInForce, sourceText } from '../../../src-shared/calendar/deadlineRule.ts'
import { createWorkCalendar } from '../../../src-shared/calendar/workCalendar.ts'
import { toDay } from '../../../src-shared/kernel/day.ts'
import { clocksFor, type MediationClockFacts } from '../../../src-shared/mediation/clocks.ts'
import { MEDIATION_DEADLINE_RULES } from '../../../src-shared/mediation/deadlineRules.ts'

const calendar = createWorkCalendar()
const rule = (id: string) => {
  const found = ruleInForce(MEDIATION_DEADLINE_RULES, id, toDay('2026-01-01'))
  if (!found) throw new Error(id)
  return found
}

describe('the rules', () => {
  it('are valid and have one id and version each', () => {
    for (const each of MEDIATION_DEADLINE_RULES) expect(DeadlineRule.safeParse(each).error).toBeUndefined()
    const keys = MEDIATION_DEADLINE_RULES.map(({ id, version }) => `${id}@${version}`)
    expect(new Set(keys).size).toBe(keys.length)
  })
  it.each([
    ['A-01', '2026-01-30', '2026-02-28'],
    ['A-02', '2026-03-01', '2026-03-31'],
    ['A-03', '2026-02-02', '2026-03-20'], // 10 to 14 February (worked), 15 with 28 February (worked), then three weeks
    ['A-04', '2026-03-01', '2026-03-16'],
    ['A-05', '2026-03-01', '2026-03-31'],
    ['A-06', '2026-03-01', '2026-03-16'],
    ['A-06S', '2026-03-01', '2026-03-08'],
    ['A-07', '2026-02-13', '2026-02-25'],
    ['A-08', '2026-02-13', '2026-02-25'],
    ['A-09', '2026-01-20', '2026-02-24'], // 19 February is Spring Festival
    ['A-09', '2026-03-20', '2026-04-20'], // 19 April is a Sunday
    ['A-14', '2026-03-01', '2026-03-31'],
    ['A-15', '2026-04-30', '2026-05-08'],
  ])('%s from %s ends on %s', (id, start, expected) => {
    expect(computeDeadline(rule(id), toDay(start), calendar).dueOn).toBe(expected)
  })
  it('passes over the appraisal of a medical dispute', () => {
    const pauses = [{ fromOn: toDay('2026-03-02'), toOn: toDay('2026-03-06'), reason: '委托医疗损害鉴定' }]
    expect(computeDeadline(rule('A-03'), toDay('2026-02-02'), calendar, { pauses }).dueOn).toBe('2026-03-27')
  })
  it('lets parties extend where the law does and nowhere else', () => {
    const extendable = MEDIATION_DEADLINE_RULES.filter(({ extension }) => extension).map(({ id }) => id)
    expect(extendable).toEqual(['A-01', 'A-02', 'A-03', 'A-05', 'A-06', 'A-06S'])
    expect(whatIfExtended(rule('A-09'), toDay('2026-03-01'), calendar, {}, 5)).toBeUndefined()
    expect(whatIfExtended(rule('A-05'), toDay('2026-03-01'), calendar, {}, 10)?.dueOn).toBe('2026-04-10')
  })
  it('shows what is not law as not law', () => {
    for (const id of ['A-14', 'A-15']) expect(sourceText(rule(id))).toContain('未核实')
    expect(sourceText(rule('A-01'))).toContain('待核对')
    for (const id of ['A-01', 'A-02', 'A-14', 'A-15']) expect(rule(id).isSetting).toBe(true)
    for (const id of ['A-03', 'A-04', 'A-09'])
      expect([rule(id).isSetting, rule(id).confidence]).toEqual([false, 'verified'])
  })
})

describe('clocksFor', () => {
  const received: MediationClockFacts = {
    clock: 'general',
    receivedOn: toDay('2026-03-02'),
    acceptedOn: null,
    refusedOn: null,
    otherSideToldOn: null,
    reachedOn: null,
    terminatedOn: null,
    agreementForm: null,
    effectiveOn: null,
    performBy: null,
    confirmationAppliedOn: null,
    firstReturnVisitOn: null,
  }
  const accepted = { ...received, acceptedOn: toDay('2026-03-04') }
  const ids = (facts: MediationClockFacts, settings = {}) => clocksFor(facts, settings).map(({ rule }) => rule.id)

  it('starts the answer clock on receipt and ends it on acceptance or refusal', () => {
    expect(clocksFor(received)).toMatchObject([{ rule: { id: 'A-15' }, startOn: '2026-03-02', metOn: null }])
    expect(clocksFor({ ...received, refusedOn: toDay('2026-03-03') })).toMatchObject([{ metOn: '2026-03-03' }])
    expect(clocksFor(received, { answerWorkingDays: 5 })[0]?.rule.amount).toBe(5)
    expect(ids(received, { answerWorkingDays: 0 })).toEqual([])
  })
  it.each([
    ['general', ['A-15', 'A-01']],
    ['medical', ['A-15', 'A-03']],
    ['labour', ['A-15', 'A-04']],
    ['court_before', ['A-07', 'A-05', 'A-08']],
    ['court_ordinary', ['A-07', 'A-06', 'A-08']],
    ['court_summary', ['A-07', 'A-06S', 'A-08']],
  ] as const)('a %s case has %j after acceptance', (clock, expected) => {
    expect(ids({ ...accepted, clock })).toEqual(expected)
  })
  it('counts a labour dispute from receipt, everything else from acceptance', () => {
    const main = (clock: MediationClockFacts['clock']) => clocksFor({ ...accepted, clock })[1]?.startOn
    expect(main('labour')).toBe('2026-03-02')
    expect(main('medical')).toBe('2026-03-04')
  })
  it('takes the days that the parties agreed', () => {
    expect(clocksFor(accepted, { agreedDays: 45 })[1]?.rule).toMatchObject({ id: 'A-02', amount: 45 })
    expect(ids(accepted, { generalRule: 'A-02' })).toEqual(['A-15', 'A-02'])
  })
  it('ends the main clock with an agreement, stops it with termination', () => {
    expect(clocksFor({ ...accepted, reachedOn: toDay('2026-03-20') })[1]).toMatchObject({
      metOn: '2026-03-20',
      stoppedOn: null,
    })
    expect(clocksFor({ ...accepted, terminatedOn: toDay('2026-03-20') })[1]).toMatchObject({
      metOn: null,
      stoppedOn: '2026-03-20',
    })
  })
  it('opens judicial confirmation for a written agreement in effect only', () => {
    const agreed = { ...accepted, reachedOn: toDay('2026-03-20'), effectiveOn: toDay('2026-03-22') }
    expect(ids({ ...agreed, agreementForm: 'written', effectiveOn: null })).not.toContain('A-09')
    expect(ids({ ...agreed, agreementForm: 'oral' })).toEqual(['A-15', 'A-01', 'A-14'])
    const written = clocksFor({ ...agreed, agreementForm: 'written' })
    expect(written.find((clock) => clock.rule.id === 'A-09')).toMatchObject({ startOn: '2026-03-22', metOn: null })
  })
  it('counts the return visit from the later of effect and performance', () => {
    const agreed = { ...accepted, agreementForm: 'oral', effectiveOn: toDay('2026-03-22') } as const
    const visit = (facts: MediationClockFacts) => clocksFor(facts, { returnVisitDays: 15 }).at(-1)
    expect(visit(agreed)).toMatchObject({ startOn: '2026-03-22', rule: { amount: 15 } })
    expect(visit({ ...agreed, performBy: toDay('2026-06-30') })?.startOn).toBe('2026-06-30')
    expect(visit({ ...agreed, performBy: toDay('2026-03-01') })?.startOn).toBe('2026-03-22')
  })
})

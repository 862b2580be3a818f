import { describe, expect, it } from 'vitest'
import { DeadlineRule } from '../../../src-shared/calendar/deadlineRule.ts'
import { createWorkCalendar } from '../../../src-shared/calendar/workCalendar.ts'
import {
  DEFAULT_CLOCK_SETTINGS,
  directiveClocks,
  keptDays,
  openClock,
  readArithmetic,
} from '../../../src-shared/directive/clocks.ts'
import { DIRECTIVE_DEADLINE_RULES } from '../../../src-shared/directive/deadlineRules.ts'
import { findDeadlineRule } from '../../../src-shared/deadlineRules.ts'
import { toDay } from '../../../src-shared/kernel/day.ts'

const calendar = createWorkCalendar()

describe('the clocks of a directive', () => {
  // 2026: 清明 4-6 April (Saturday to Monday); counted by hand.
  it.each([
    ['supervise', '2026-03-18', undefined, '2026-03-19', '2026-04-17'],
    ['supervise', '2026-04-03', undefined, '2026-04-07', '2026-05-03'],
    ['assign', '2026-03-20', 15, '2026-03-23', '2026-04-04'],
  ] as const)('%s of %s', (kind, issuedOn, replyDays, receiveBy, replyBy) => {
    const { receive, reply } = directiveClocks(kind, toDay(issuedOn), calendar, undefined, replyDays)
    expect([receive.dueOn, reply.dueOn]).toEqual([receiveBy, replyBy])
    expect(receive.steps.length).toBeGreaterThan(1)
    expect(receive.clause).toContain('未核实依据')
    expect(reply.amount).toBe(`${replyDays ?? 30}日`)
  })

  it('move a last day off a holiday where the district wishes it', () => {
    const settings = { ...DEFAULT_CLOCK_SETTINGS, rollsOnHoliday: true }
    expect(directiveClocks('assign', toDay('2026-03-20'), calendar, settings, 15).reply.dueOn).toBe('2026-04-07')
  })

  it('are rules with a version, a day and a source, under ids of their own', () => {
    for (const rule of DIRECTIVE_DEADLINE_RULES) {
      expect(DeadlineRule.safeParse(rule).error).toBeUndefined()
      expect(findDeadlineRule(rule.id)).toBeUndefined()
    }
  })

  it('come back from the column as they went in, and not at all from what is no arithmetic', () => {
    const clocks = directiveClocks('supervise', toDay('2026-03-18'), calendar)
    expect(readArithmetic(JSON.stringify(clocks))).toEqual(clocks)
    for (const text of [null, '', '{}', 'x']) expect(readArithmetic(text)).toBeNull()
  })

  it('say what the street owes, and what was in time', () => {
    const days = { receiveBy: toDay('2026-03-19'), replyBy: toDay('2026-04-17') }
    expect(openClock('sent', days)).toEqual({ what: '签收', dueOn: '2026-03-19' })
    expect(openClock('working', days)).toEqual({ what: '答复', dueOn: '2026-04-17' })
    expect(openClock('replied', days)).toBeNull()
    const at = (day: string) => `${day}T02:00:00.000Z`
    expect(keptDays({ receivedAt: null, replies: [] }, days)).toEqual({ received: null, replied: null })
    expect(keptDays({ receivedAt: at('2026-03-20'), replies: [{ at: at('2026-04-17') }] }, days)).toEqual({
      received: false,
      replied: true,
    })
  })
})

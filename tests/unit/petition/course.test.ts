import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWorkCalendar } from '../../../src-shared/calendar/workCalendar.ts'
import { findLastDay } from '../../../src-shared/calendar/deadline.ts'
import { findDeadlineRule } from '../../../src-shared/deadlineRules.ts'
import { petitionClockOptions, petitionClocks } from '../../../src-shared/petition/clocks.ts'
import { INITIAL_PETITION } from '../../../src-shared/petition/fold.ts'
import { projectPetition, type TakenEvent } from '../../../src-shared/petition/project.ts'
import { petitionTopic } from '../../../src-shared/petition/topic.ts'
import { ACTS, draws, play, RECEIVED, taken } from '../../support/petitionActs.ts'

const CHINESE = /\p{Script=Han}/u
const calendar = createWorkCalendar()

/** Clocks of the law after some events: rule and anchor -> what it says. */
function statutory(events: readonly TakenEvent[], channel: 'visit' | 'transfer') {
  const record = projectPetition(events)
  const clocks = petitionClocks(record, { receivedOn: RECEIVED, channel })
  return new Map(
    clocks
      .filter(({ rule }) => !rule.isSetting)
      .map((clock) => {
        // The rule of the registry, so that a clock whose number was changed would show.
        const rule = { ...(findDeadlineRule(clock.rule.id, clock.startOn) ?? clock.rule), amount: clock.rule.amount }
        const options = petitionClockOptions(record, rule.id, clock.anchor)
        const { dueOn } = findLastDay(rule, clock.startOn, calendar, options)
        return [`${rule.id}:${clock.anchor}`, { dueOn, ...clock }]
      }),
  )
}

describe('the course of a petition', () => {
  it('stays legal whatever allowed acts come in whatever order, and reaches every act', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(draws, (steps) => {
        for (const { name, refusal, before, after } of play(steps)) {
          if (refusal) {
            expect(refusal).toMatch(CHINESE)
            expect(after).toBe(before)
            continue
          }
          seen.add(name).add(after.stage)
          // Nobody is told "done" before the citizen was answered.
          if (name === 'close') expect(['handling', 'to_sort', 'opinion', 'reviewing']).not.toContain(before.stage)
          if (after.purpose === 'report') expect(after.mandate).toBeNull()
          if (after.stage === 'served') expect(Object.values(after.opinions).some((each) => each?.servedOn)).toBe(true)
        }
      }),
      { numRuns: 1000, seed: 7 },
    )
    for (const name of ACTS) expect(seen).toContain(name)
    for (const stage of ['replied', 'guided', 'led', 'refused', 'withdrawn', 'rechecking', 'settled', 'archived'])
      expect(seen).toContain(stage)
  })

  it('never loses or shortens a clock of the law, whatever is done', () => {
    fc.assert(
      fc.property(draws, fc.constantFrom('visit' as const, 'transfer' as const), (steps, channel) => {
        const events = taken(play(steps))
        let before = statutory([], channel)
        for (let count = 1; count <= events.length; count++) {
          const after = statutory(events.slice(0, count), channel)
          for (const [key, clock] of before) {
            const now = after.get(key)
            expect(now, `${key} after ${events[count - 1]?.kind}`).toBeDefined()
            expect(now?.startOn).toBe(clock.startOn)
            expect((now?.dueOn ?? '') >= clock.dueOn).toBe(true)
            if (clock.metOn) expect(now?.metOn, `${key} stays met`).toBeTruthy()
          }
          before = after
        }
      }),
      { numRuns: 200 },
    )
  })

  it('takes a payload of any shape without throwing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ACTS, 'unknown', 'constructor'), fc.jsonValue(), (act, payload) => {
        const next = petitionTopic.apply(INITIAL_PETITION, act, payload, 'e')
        if ('problem' in next) expect(next.problem).toMatch(CHINESE)
      }),
    )
  })
})

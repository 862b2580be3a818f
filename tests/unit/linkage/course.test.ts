import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLastDay } from '../../../src-shared/calendar/deadline.ts'
import { createWorkCalendar } from '../../../src-shared/calendar/workCalendar.ts'
import { rankOf } from '../../../src-shared/linkage/codes.ts'
import { linkageClockOptions, linkageClocks } from '../../../src-shared/linkage/clocks.ts'
import { activeParts, INITIAL_LINKAGE, leadOf, stageOf } from '../../../src-shared/linkage/fold.ts'
import { projectLinkage, type TakenEvent } from '../../../src-shared/linkage/project.ts'
import { linkageTopic } from '../../../src-shared/linkage/topic.ts'
import { ACTS, draws, play, RECEIVED, taken } from '../../support/linkageActs.ts'

const CHINESE = /\p{Script=Han}/u
const calendar = createWorkCalendar()

/** Clocks after some events: rule and anchor -> what it says. */
function clocksAfter(events: readonly TakenEvent[]) {
  const record = projectLinkage(events)
  return new Map(
    linkageClocks(record, { receivedOn: RECEIVED }).map((clock) => {
      const options = linkageClockOptions(record, clock.rule.id, clock.anchor)
      const { dueOn } = findLastDay(clock.rule, clock.startOn, calendar, options)
      return [`${clock.rule.id} ${clock.anchor}`, { dueOn, ...clock }]
    }),
  )
}

describe('the course of a task', () => {
  it('stays legal whatever allowed acts come in whatever order, and reaches every act and stage', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(draws, (steps) => {
        for (const { name, refusal, before, after } of play(steps)) {
          if (refusal) {
            expect(refusal).toMatch(CHINESE)
            expect(after).toBe(before)
            continue
          }
          seen.add(name).add(stageOf(after))
          if (name === 'close') expect(before.verifiedOn).not.toBeNull()
          if (name === 'verify') expect(activeParts(before).every(({ answeredOn }) => answeredOn)).toBe(true)
        }
      }),
      { numRuns: 600, seed: 11 },
    )
    for (const name of ACTS) expect(seen).toContain(name)
    for (const stage of [
      'to_dispatch',
      'to_receive',
      'returned',
      'to_confer',
      'to_verify',
      'verified',
      'filed',
      'archived',
    ])
      expect(seen).toContain(stage)
  })

  it('never leaves a task without exactly one lead once it was dispatched', () => {
    fc.assert(
      fc.property(draws, (steps) => {
        for (const { before, after } of play(steps)) {
          const leads = activeParts(after).filter(({ role }) => role === 'lead')
          expect(leads).toHaveLength(after.parts.length === 0 ? 0 : 1)
          if (leadOf(before)) expect(leadOf(after)).toBeDefined()
          const codes = activeParts(after).map(({ unitCode }) => unitCode)
          expect(new Set(codes).size).toBe(codes.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('never lowers the ladder: of a unit whatever part it gets, nor of the task', () => {
    fc.assert(
      fc.property(draws, (steps) => {
        for (const { name, refusal, event, before, after } of play(steps)) {
          expect(rankOf(after.level)).toBeGreaterThanOrEqual(rankOf(before.level))
          for (const part of activeParts(after)) {
            const earlier = before.parts.filter(({ unitCode }) => unitCode === part.unitCode)
            for (const each of earlier) expect(rankOf(part.level)).toBeGreaterThanOrEqual(rankOf(each.level))
          }
          if (name !== 'supervise' || refusal) continue
          const { key, level } = event.payload as { key: string; level: 'yellow' }
          const was = before.parts.find((each) => each.key === key)?.level ?? 'red'
          expect(rankOf(level)).toBeGreaterThan(rankOf(was))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('sends every return from the second on to a conference, and nothing but a conference leads on from there', () => {
    fc.assert(
      fc.property(draws, (steps) => {
        let returns = 0
        for (const { name, refusal, before, after } of play(steps)) {
          if (name === 'unitReturns' && !refusal) {
            returns++
            if (returns >= 2) expect(stageOf(after)).toBe('to_confer')
            else expect(stageOf(after)).not.toBe('to_confer')
          }
          if (stageOf(before) !== 'to_confer' || refusal) continue
          if (name === 'confer') expect(stageOf(after)).not.toBe('to_confer')
          else expect(stageOf(after)).toBe('to_confer')
        }
      }),
      { numRuns: 300 },
    )
  })

  it('never loses or shortens a clock, whatever is done', () => {
    fc.assert(
      fc.property(draws, (steps) => {
        const events = taken(play(steps))
        let before = clocksAfter([])
        for (let count = 1; count <= events.length; count++) {
          const after = clocksAfter(events.slice(0, count))
          for (const [key, clock] of before) {
            const now = after.get(key)
            const what = `${key} after ${events[count - 1]?.kind}`
            // another system's day and the terms of a linkage are what the newest description says
            if (events[count - 1]?.kind === 'linkage.describe') continue
            expect(now, what).toBeDefined()
            expect((now?.startOn ?? '') >= clock.startOn, what).toBe(true)
            expect((now?.dueOn ?? '') >= clock.dueOn, what).toBe(true)
            if (clock.metOn) expect(now?.metOn, `${what} stays met`).toBeTruthy()
          }
          before = after
        }
      }),
      { numRuns: 120 },
    )
  })

  it('gives every unit that owes an answer a running clock', () => {
    fc.assert(
      fc.property(draws, (steps) => {
        const attempts = play(steps)
        const last = attempts.at(-1)?.after ?? INITIAL_LINKAGE
        const clocks = [...clocksAfter(taken(attempts)).values()]
        const owing = activeParts(last).filter(({ answeredOn }) => !answeredOn)
        for (const part of owing) {
          const own = clocks.filter(({ rule, anchor }) => rule.id === 'L-02' && anchor.endsWith(part.key))
          expect(own.filter(({ metOn, stoppedOn }) => !metOn && !stoppedOn)).toHaveLength(1)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('takes a payload of any shape without throwing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ACTS, 'unknown', 'constructor'), fc.jsonValue(), (act, payload) => {
        const next = linkageTopic.apply(INITIAL_LINKAGE, act, payload, 'e')
        if ('problem' in next) expect(next.problem).toMatch(CHINESE)
      }),
    )
  })
})

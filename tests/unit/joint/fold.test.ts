import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createWorkCalendar, isWorkday } from '../../../src-shared/calendar/workCalendar.ts'
import { duesOf } from '../../../src-shared/joint/clocks.ts'
import { foldJoint, whyNot } from '../../../src-shared/joint/fold.ts'
import { kindOf } from '../../../src-shared/joint/kinds.ts'
import { isAwardedOn } from '../../../src-shared/joint/kinds/creation.ts'
import { jointContributions } from '../../../src-shared/joint/ledgers.ts'
import { addDays, type Day } from '../../../src-shared/kernel/day.ts'
import { anyKind, cardOf, course, event, opening, START, steps } from './acts.ts'

const calendar = createWorkCalendar()

describe('the records of 联防, 联治, 联动 and 联创', () => {
  it('are the same whatever the order in which their events arrive', () => {
    fc.assert(
      fc.property(anyKind, steps, fc.nat(), (kind, list, turn) => {
        const { events, states } = course(kind, list)
        const at = turn % events.length
        const mixed = [...events.slice(at), ...events.slice(0, at)].reverse()
        expect(foldJoint(mixed)?.state).toEqual(states.at(-1)?.state)
      }),
    )
  })

  it('never refuse what was possible, and lose no event: each took effect, was taken back, or says why not', () => {
    fc.assert(
      fc.property(anyKind, steps, fc.nat(), (kind, list, pick) => {
        const { events } = course(kind, list)
        expect(foldJoint(events)?.refused.size).toBe(0)
        const target = events[1 + (pick % Math.max(1, events.length - 1))]
        if (!target) return
        const all = [...events, event('takeBack', { eventId: target.id, reason: '写错' }, events.length + 1)]
        const folded = foldJoint(all)!
        expect(folded.undone.has(target.id)).toBe(true)
        expect(folded.taken.length + folded.refused.size + 1).toBe(all.length)
      }),
    )
  })

  it('bear the newest number that a copied disk made necessary, and stand otherwise where they stood', () => {
    fc.assert(
      fc.property(anyKind, steps, (kind, list) => {
        const { events, states } = course(kind, list)
        const seq = events.length + 1
        const folded = foldJoint([...events, event('renumber', { number: 'X2026-D0001', was: 'X2026-A0001' }, seq)])
        expect(folded?.number).toBe('X2026-D0001')
        expect(folded?.state).toEqual(states.at(-1)?.state)
        expect(folded?.refused.size).toBe(0)
      }),
    )
  })

  it('owe nothing once they are over or void, and something while they can be worked on by a term', () => {
    fc.assert(
      fc.property(anyKind, steps, (kind, list) => {
        const { states } = course(kind, list)
        for (const { state } of states) {
          if (kindOf(kind).over.includes(state.stage) && kind !== 'warning')
            expect(duesOf(kindOf(kind), state, calendar)).toEqual([])
          expect(duesOf(kindOf(kind), { ...state, isVoid: true }, calendar)).toEqual([])
        }
      }),
    )
  })

  it('count nothing below nought, and each state as closed exactly where it has a closing day', () => {
    fc.assert(
      fc.property(anyKind, steps, (kind, list) => {
        for (const { state } of course(kind, list).states) {
          for (const n of Object.values(state.tally)) expect(n).toBeGreaterThanOrEqual(0)
          if (state.closedOn) expect(kindOf(kind).over).toContain(state.stage)
        }
      }),
    )
  })

  it('end working-day clocks on working days', () => {
    fc.assert(
      fc.property(anyKind, steps, (kind, list) => {
        for (const { state } of course(kind, list).states) {
          const rules = kindOf(kind)
          const clocks = rules.clocks(state)
          const dues = duesOf(rules, state, calendar)
          expect(dues).toHaveLength(clocks.length)
          for (const clock of clocks) {
            if (typeof clock.rule !== 'string' || state.limits[clock.rule].unit !== 'working_days') continue
            const due = dues.find(({ what }) => what === clock.what)!
            expect(isWorkday(calendar, due.dueOn)).toBe(true)
            let days = 0
            for (let day = addDays(clock.startOn, 1); day <= due.dueOn; day = addDays(day, 1))
              if (isWorkday(calendar, day)) days += 1
            expect(days).toBe(state.limits[clock.rule].amount)
          }
        }
      }),
    )
  })
})

describe('a listed problem (联治)', () => {
  it('is struck off only after a re-check that was passed, with nothing that undid it in between', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { acts, states } = course('trouble', list)
        acts.forEach(({ act }, at) => {
          if (act !== 'strike') return
          const before = acts.slice(0, at).filter((each) => ['report', 'recheck', 'rebound'].includes(each.act))
          expect(before.at(-1)?.act).toBe('recheck')
          expect(before.at(-1)?.payload['verdict']).toBe('pass')
          expect(states[at]?.state.isPassed).toBe(true)
        })
      }),
    )
  })

  it('is not struck off by an event of another seat that did not know of a rebound', () => {
    const card = cardOf('trouble')
    const on = (n: number): Day => addDays(START, n)
    const listed = event(
      'list',
      { on: on(1), level: 'street', lead: '示例队', members: '', leader: '', dueOn: on(60), measures: '清理' },
      2,
    )
    const report = event('report', { on: on(10), by: '', text: '已清理' }, 3)
    const pass = event(
      'recheck',
      { on: on(12), by: '示例甲', verdict: 'pass', effect: 'good', dueOn: null, public: '', text: '好' },
      4,
    )
    const rebound = event('rebound', { on: on(13), dueOn: on(80), text: '又出现' }, 5)
    const strike = event('strike', { on: on(13), approver: '示例乙', text: '同意' }, 5)
    const folded = foldJoint([opening('trouble', card), listed, report, pass, rebound, strike])!
    expect(folded.state.stage).toBe('listed')
    expect(folded.refused.get(strike.id)).toContain('整治中')
    expect(folded.taken.map(({ id }) => id)).not.toContain(strike.id)
    // The same two acts the other way round: struck first, and then seen again.
    const after = foldJoint([
      opening('trouble', card),
      listed,
      report,
      pass,
      { ...strike, seq: 5 },
      { ...rebound, seq: 6 },
    ])!
    expect(after.state).toMatchObject({ stage: 'listed', closedOn: null })
    expect(after.state.tally['struck']).toBe(0)
  })

  it('gets a new term where the re-check failed', () => {
    const rules = kindOf('trouble')
    const { states } = course('trouble', [])
    const state = { ...states[0]!.state, stage: 'reported' }
    const payload = {
      on: addDays(START, 5),
      by: '示例甲',
      verdict: 'fail',
      effect: '',
      dueOn: null,
      public: '',
      text: '没清完',
    }
    expect(whyNot(rules, state, 'recheck', payload)).toContain('重新整治期限')
    expect(whyNot(rules, state, 'recheck', { ...payload, dueOn: addDays(START, 30) })).toBeUndefined()
  })
})

describe('an award (联创)', () => {
  it('never outlives its last day, and is renewed only after a re-check that was passed', () => {
    fc.assert(
      fc.property(steps, fc.nat(2000), (list, days) => {
        const { acts, states } = course('creation', list)
        for (const { state } of states) {
          const day = addDays(START, days)
          if (isAwardedOn(state, day)) expect(state.untilOn! >= day).toBe(true)
          if (state.untilOn) expect(isAwardedOn(state, addDays(state.untilOn, 1))).toBe(false)
          if (['refused', 'revoked', 'lapsed', 'applied', 'checked', 'reviewed'].includes(state.stage))
            expect(isAwardedOn(state, day)).toBe(false)
        }
        acts.forEach(({ act, payload }, at) => {
          if (act === 'award')
            expect(acts.slice(0, at).findLast((each) => each.act === 'review')?.payload['verdict']).toBe('pass')
          if (act !== 'renew') return
          const since = acts.slice(0, at).findLast((each) => ['award', 'renew', 'recheck'].includes(each.act))
          expect(since?.act).toBe('recheck')
          expect(since?.payload['verdict']).toBe('pass')
          expect(String(payload['on']) <= states[at]!.state.untilOn!).toBe(true)
        })
      }),
    )
  })
  it('is not passed below the points that its standard asks for', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { acts } = course('creation', list)
        for (const { act, payload } of acts) {
          if (act !== 'review' || payload['verdict'] !== 'pass') continue
          const sum = (payload['scores'] as { score: number }[]).reduce((total, { score }) => total + score, 0)
          expect(sum).toBeGreaterThanOrEqual(80)
        }
      }),
    )
  })
})

describe('an incident (联动)', () => {
  it('counts as many orders as units, and arrivals and absences within them', () => {
    fc.assert(
      fc.property(steps, (list) => {
        for (const { state } of course('incident', list).states) {
          const { orders = 0, arrived = 0, absent = 0, responses = 0, responseMinutes = 0 } = state.tally
          expect(orders).toBe(state.parts.filter((part) => part.list === 'order').length)
          expect(arrived + absent).toBe(state.parts.filter((part) => part.list === 'order' && part.doneOn).length)
          expect(responses).toBeLessThanOrEqual(arrived)
          expect(responseMinutes).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
  it('is archived only with a brief, a debrief and everything that it promised done', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { acts, states } = course('incident', list)
        if (states.at(-1)?.state.stage !== 'closed') return
        const names = acts.map(({ act }) => act)
        expect(names).toContain('brief')
        expect(names).toContain('debrief')
        expect(states.at(-1)?.state.parts.every(({ doneOn }) => doneOn !== null)).toBe(true)
      }),
    )
  })
})

describe('a project (联创)', () => {
  it('is finished only with every milestone reached', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { state } = course('project', list).states.at(-1)!
        if (state.stage === 'finished') expect(state.parts.every(({ doneOn }) => doneOn !== null)).toBe(true)
        const { milestones = 0, reached = 0 } = state.tally
        expect(reached).toBeLessThanOrEqual(milestones)
      }),
    )
  })
})

it('adds to its ledger what its tally says, whatever the day', () => {
  fc.assert(
    fc.property(anyKind, steps, (kind, list) => {
      const { state } = course(kind, list).states.at(-1)!
      const counts = jointContributions({
        kind,
        type: '',
        areaId: null,
        tally: JSON.stringify(state.tally),
        closedOn: state.closedOn,
        monthStarted: '',
        monthClosed: '',
      })
      expect(counts.get('total')).toBe(1)
      for (const [measure, n] of Object.entries(state.tally)) expect(counts.get(measure) ?? 0).toBe(n)
    }),
  )
})

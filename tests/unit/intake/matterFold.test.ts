import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applyEvent,
  foldMatter,
  type MatterState,
  type StoredEvent,
  type TopicFold,
} from '../../../src-shared/intake/matterFold.ts'
import { findTakeBack } from '../../../src-shared/intake/takeBack.ts'
import { mediationTopic } from '../../../src-shared/mediation/topic.ts'
import { uuid } from '../../support/mediationActs.ts'

const FOLDS = { mediation: mediationTopic as TopicFold }
const CHINESE = /\p{Script=Han}/u
const event = (seq: number, kind: string, payload: unknown = {}): StoredEvent => ({ id: `e${seq}`, seq, kind, payload })
const fold = (...events: StoredEvent[]): MatterState => foldMatter(events, FOLDS)
const stages = (...kinds: [string, unknown?][]): MatterState =>
  fold(event(1, 'registered'), ...kinds.map(([kind, payload], index) => event(index + 2, kind, payload)))
const into = { intoId: uuid(9) }

describe('the fold of a matter', () => {
  it.each([
    ['mediation', 'mediation', 'to_accept'],
    ['petition', 'petition', 'listed'],
    ['care', 'care', 'listed'],
    ['answered', 'open', 'answered'],
    ['refused', 'open', 'refused'],
  ])('leads triage to %s', (route, kind, stage) => {
    expect(stages(['triaged', { route }])).toMatchObject({ kind, stage, problems: {} })
  })

  it('lets a listed matter be triaged again, but not one that is worked or answered', () => {
    expect(stages(['triaged', { route: 'petition' }], ['triaged', { route: 'mediation' }])).toMatchObject({
      kind: 'mediation',
      problems: {},
    })
    for (const route of ['mediation', 'answered', 'refused']) {
      const state = stages(['triaged', { route }], ['triaged', { route: 'petition' }])
      expect(state.problems['e3']).toMatch(CHINESE)
    }
  })

  it('merges and comes back to the stage before with the topic untouched', () => {
    const before = stages(['triaged', { route: 'mediation' }])
    const merged = stages(['triaged', { route: 'mediation' }], ['merged', into])
    expect(merged).toMatchObject({ stage: 'merged', beforeMerge: { stage: 'to_accept', intoId: uuid(9) } })
    expect(stages(['triaged', { route: 'mediation' }], ['merged', into], ['unmerged', { fromId: uuid(9) }])).toEqual(
      before,
    )
    expect(stages(['unmerged', { fromId: uuid(9) }]).problems['e2']).toMatch(CHINESE)
  })

  it('lets nothing be worked on in a merged or void matter', () => {
    const acts: [string, unknown][] = [
      ['amended', { changed: [] }],
      ['linked', { otherId: uuid(3) }],
      ['handed_over', { toUserId: uuid(4), toName: '甲' }],
      ['triaged', { route: 'care' }],
      ['merged', into],
      ['mediation.recordConsent', { partyId: uuid(1), isGiven: true, on: '2026-01-05', how: 'oral' }],
      ['mediation.correct', { changes: {} }],
    ]
    for (const end of [
      ['merged', into],
      ['voided', {}],
    ] as [string, unknown][]) {
      for (const act of acts) {
        const state = stages(['triaged', { route: 'mediation' }], end, act)
        expect(state.stage, `${act[0]} after ${end[0]}`).toBe(end[0] === 'voided' ? 'void' : 'merged')
        expect(state.problems['e4'], act[0]).toMatch(CHINESE)
      }
    }
  })

  it('flags a second registration, an unknown kind and a taking back of nothing', () => {
    expect(stages(['triaged', { route: 'mediation' }], ['registered', { kind: 'care' }])).toMatchObject({
      kind: 'mediation',
      problems: { e3: '已经登记过' },
    })
    for (const kind of ['exploded', 'constructor', 'constructor.x', 'care.visit'])
      expect(stages([kind]).problems['e2']).toMatch(CHINESE)
    for (const payload of [null, {}, { eventId: 'nowhere' }, { eventId: 'e1' }, { eventId: 'e2' }]) {
      const state = stages(['taken_back', payload])
      expect(state.problems['e2']).toMatch(CHINESE)
      expect(state.takenBack).toEqual([])
    }
    expect(fold(event(1, 'registered'), event(2, 'taken_back', { eventId: 'e3' }), event(3, 'voided')).stage).toBe(
      'void',
    )
  })

  it('ends in the same state by any way back: taking back the newest acts one by one reaches the start', () => {
    const kind = fc.constantFrom<[string, unknown]>(
      ['triaged', { route: 'petition' }],
      ['triaged', { route: 'mediation' }],
      ['merged', into],
      ['triaged', { route: 'answered' }],
    )
    fc.assert(
      fc.property(fc.array(kind, { maxLength: 6 }), (kinds) => {
        let events = [event(1, 'registered')]
        for (const [name, payload] of kinds) {
          const next = event(events.length + 1, name, payload)
          if ('state' in applyEvent(fold(...events), next, FOLDS)) events = [...events, next]
        }
        for (let last; (last = findTakeBack(events, fold(...events)));)
          events = [...events, event(events.length + 1, 'taken_back', { eventId: last.id })]
        expect({ ...fold(...events), takenBack: [] }).toEqual(fold(event(1, 'registered')))
      }),
    )
  })

  it('never offers to take back a registration, a voiding or an unmerging', () => {
    expect(findTakeBack([event(1, 'registered')], fold(event(1, 'registered')))).toBeUndefined()
    for (const kinds of [
      [['voided', {}]],
      [
        ['merged', into],
        ['unmerged', { fromId: uuid(9) }],
      ],
    ] as [string, unknown][][]) {
      const events = [event(1, 'registered'), ...kinds.map(([kind, payload], index) => event(index + 2, kind, payload))]
      expect(findTakeBack(events, fold(...events))).toBeUndefined()
    }
  })
})

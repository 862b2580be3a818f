import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import '../../support/fastCheck.ts'
import { CLIENT_ACTS, type CareEvent, type ClientActName } from '../../../src-shared/care/events.ts'
import { foldClient } from '../../../src-shared/care/fold.ts'
import { BUILT_IN_GROUPS } from '../../../src-shared/care/groupsBuiltIn.ts'
import { projectClientState } from '../../../src-shared/care/project.ts'
import { describeCareEvent } from '../../../src-shared/care/describe.ts'
import { GROUP_IDS } from '../../../src-shared/care/codes.ts'
import type { Day, Instant } from '../../../src-shared/kernel/day.ts'

const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const AT = '2026-03-01T01:00:00.000Z' as Instant
const someId = fc.integer({ min: 1, max: 4 }).map(uuid)
const someDay = fc.integer({ min: 1, max: 28 }).map((day) => `2026-03-${String(day).padStart(2, '0')}` as Day)
const someTime = fc
  .integer({ min: 0, max: 40 })
  .map((hours) => new Date(Date.parse(AT) + hours * 3_600_000).toISOString() as Instant)

/** A payload that is right in itself; whether it fits is the fold's to say. */
const payloads: Partial<Record<ClientActName, fc.Arbitrary<object>>> = {
  register: fc.constant({ name: '测试' }),
  enrol: fc.record({
    enrolmentId: someId,
    group: fc.constantFrom(...GROUP_IDS.slice(0, 11)),
    basis: fc.constantFrom('law', 'consent'),
    purpose: fc.constant('探访'),
    consentOn: fc.option(someDay),
    startOn: someDay,
    endOn: fc.option(someDay),
  }),
  reportIn: fc.record({ enrolmentId: someId, on: someDay }),
  changeTrack: fc.record({
    enrolmentId: someId,
    track: fc.constantFrom('', 'x'),
    on: someDay,
    reason: fc.constant('因'),
  }),
  suspend: fc.record({ enrolmentId: someId, on: someDay, reason: fc.constant('因') }),
  resume: fc.record({ enrolmentId: someId, on: someDay }),
  close: fc.record({ enrolmentId: someId, on: someDay, reason: fc.constantFrom('term', 'moved') }),
  withdrawConsent: fc.record({ enrolmentId: someId, on: someDay }),
  photo: fc.record({
    photoId: someId,
    visitId: someId,
    agreedBy: fc.constant('本人'),
    bytes: fc.constant(9),
    jpeg: fc.constantFrom('', 'QUJD'),
  }),
  removePhoto: fc.record({ photoId: someId, visitId: someId, reason: fc.constant('因') }),
  visit: fc.record({
    visitId: someId,
    at: someTime,
    how: fc.constantFrom('home', 'phone', 'absent'),
    visitors: fc.constant(['甲']),
    isMet: fc.boolean(),
    absence: fc.constantFrom(null, 'out'),
  }),
  correctVisit: fc.record({ visitId: someId, note: fc.constant('改'), reason: fc.constant('因') }),
  promise: fc.record({ promiseId: someId, what: fc.constant('送米'), byOn: someDay }),
  keepPromise: fc.record({ promiseId: someId, on: someDay }),
  dropPromise: fc.record({ promiseId: someId, on: someDay, reason: fc.constant('因') }),
  raise: fc.record({ responseId: someId, at: someTime, what: fc.constant('漏水') }),
  signFor: fc.record({ responseId: someId, at: someTime, by: fc.constant('乙') }),
  respond: fc.record({ responseId: someId, at: someTime, by: fc.constant('乙'), answer: fc.constant('好') }),
  takeBack: fc.record({
    eventId: fc.integer({ min: 1, max: 30 }).map((n) => uuid(100 + n)),
    reason: fc.constant('错'),
  }),
}

const someAct = fc
  .constantFrom(...(Object.keys(payloads) as ClientActName[]))
  .chain((kind) => (payloads[kind] as fc.Arbitrary<object>).map((payload) => ({ kind: kind as string, payload })))
const anything = fc.record({
  kind: fc.oneof(fc.constantFrom(...Object.keys(CLIENT_ACTS)), fc.string()),
  payload: fc.dictionary(fc.string(), fc.jsonValue()),
})

const eventsOf = (acts: fc.Arbitrary<{ kind: string; payload: object }>) =>
  fc.array(fc.tuple(acts, someTime), { maxLength: 30 }).map((list) =>
    list.map(([{ kind, payload }, at], index): CareEvent => ({
      id: uuid(101 + index),
      stream: 'client',
      streamId: uuid(1),
      kind,
      at,
      actorId: uuid(9),
      actorName: '甲',
      payload: payload as CareEvent['payload'],
    })),
  )
const registered = (events: CareEvent[]): CareEvent[] => [
  {
    ...(events[0] ?? ({} as CareEvent)),
    id: uuid(100),
    stream: 'client',
    streamId: uuid(1),
    kind: 'register',
    at: '2026-02-28T00:00:00.000Z' as Instant,
    actorId: '',
    actorName: '',
    payload: { name: '测试' },
  },
  ...events,
]

describe('the fold of a client', () => {
  it('takes whatever comes, and so does what is made of it', () => {
    fc.assert(
      fc.property(fc.oneof(eventsOf(anything), eventsOf(someAct).map(registered)), (events) => {
        const state = foldClient(events)
        projectClientState(state, BUILT_IN_GROUPS, '2026-06-30' as Day)
        for (const event of events) describeCareEvent(event, (group) => group)
      }),
    )
  })

  it('is the same in whatever order events arrive', () => {
    fc.assert(
      fc.property(
        eventsOf(someAct).chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, shuffled]) => {
          const [first] = registered(events)
          expect(foldClient([...shuffled, first as CareEvent])).toEqual(foldClient(registered(events)))
        },
      ),
    )
  })

  it('accounts for every event: taken, struck or flagged', () => {
    fc.assert(
      fc.property(eventsOf(someAct).map(registered), (events) => {
        const state = foldClient(events)
        const open = events.filter(
          ({ id, kind }) => kind !== 'takeBack' && !state.takenBack.includes(id) && !(id in state.problems),
        )
        const count = (kind: string): number => open.filter((event) => event.kind === kind).length
        expect(state.enrolments).toHaveLength(count('enrol'))
        expect(state.visits).toHaveLength(count('visit'))
        expect(state.promises).toHaveLength(count('promise'))
        expect(state.responses).toHaveLength(count('raise'))
      }),
    )
  })

  it('without an entry is what it is with the entry taken back, but for the mention of it', () => {
    fc.assert(
      fc.property(eventsOf(someAct).map(registered), fc.nat(), (events, at) => {
        const others = events.filter(({ kind }) => kind !== 'takeBack')
        const struck = others[at % others.length] as CareEvent
        const back = { ...struck, id: uuid(999), kind: 'takeBack', payload: { eventId: struck.id, reason: '错' } }
        const { takenBack, ...state } = foldClient([...others, back])
        expect(takenBack).toEqual([struck.id])
        const { takenBack: _none, ...without } = foldClient(others.filter(({ id }) => id !== struck.id))
        expect(state).toEqual(without)
      }),
    )
  })
})

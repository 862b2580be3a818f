import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyEvent, foldMatter, type StoredEvent, type TopicFold } from '../../../src-shared/intake/matterFold.ts'
import { Stage } from '../../../src-shared/intake/schema.ts'
import { findTakeBack } from '../../../src-shared/intake/takeBack.ts'
import { addDays, type Day } from '../../../src-shared/kernel/day.ts'
import type { MediationAct, MediationActName } from '../../../src-shared/mediation/events.ts'
import {
  applyMediationAct,
  INITIAL_MEDIATION,
  type AgreementState,
  type MediationState,
} from '../../../src-shared/mediation/fold.ts'
import { projectMediation } from '../../../src-shared/mediation/project.ts'
import { mediationTopic } from '../../../src-shared/mediation/topic.ts'
import { whyNot } from '../../../src-shared/mediation/whyNot.ts'
import { ACTS, chooseAct, draws, PARTIES, payloadOf, START, type Draw } from '../../support/mediationActs.ts'

const FOLDS = { mediation: mediationTopic as TopicFold }
const CHINESE = /\p{Script=Han}/u

interface Attempt {
  name: MediationActName
  payload: MediationAct
  before: MediationState
  after: MediationState
  refusal: string | undefined
}

/** Plays draws against the rules: mostly acts that are possible, now and then any. */
function play(steps: readonly Draw[]): Attempt[] {
  let state = INITIAL_MEDIATION
  let day: Day = START
  return steps.map((step) => {
    day = addDays(day, step.daysLater)
    const possible = ACTS.filter((name) => whyNot(state, name) === undefined)
    const name = chooseAct(possible, step)
    const payload = payloadOf(name, step, day)
    const refusal = whyNot(state, name, payload as never)
    const before = state
    if (!refusal) state = applyMediationAct(state, name, payload as never)
    return { name, payload, before, after: state, refusal }
  })
}

const HEAD: StoredEvent[] = [
  { id: 'r', seq: 1, kind: 'registered', payload: { kind: 'open' } },
  { id: 't', seq: 2, kind: 'triaged', payload: { route: 'mediation' } },
]
const toEvents = (attempts: readonly Attempt[]): StoredEvent[] => [
  ...HEAD,
  ...attempts.map(({ name, payload }, index) => ({
    id: `e${index}`,
    seq: index + 3,
    kind: `mediation.${name}`,
    payload,
  })),
]
const taken = (attempts: readonly Attempt[]): Attempt[] => attempts.filter((each) => !each.refusal)
const fold = (events: readonly StoredEvent[]) => foldMatter(events, FOLDS)

/** What must hold of every state that acts can lead to. */
function checkLegal(s: MediationState): void {
  expect(Stage.options).toContain(s.stage)
  if (['to_accept', 'refused'].includes(s.stage)) expect(s.acceptedOn).toBeNull()
  else expect(s.acceptedOn).not.toBeNull()
  expect(s.agreement !== null).toBe(s.result === 'success')
  if (['agreed', 'performing', 'performed'].includes(s.stage)) expect(s.agreement).not.toBeNull()
  if (s.stage === 'agreed') expect(s.agreement?.effectiveOn).toBeNull()
  if (['performing', 'performed'].includes(s.stage)) expect(s.agreement?.effectiveOn).not.toBeNull()
  if (s.stage === 'performed') expect(s.conclusion).toBe('done')
  if (['closed', 'archived'].includes(s.stage)) {
    expect(s.closedOn).not.toBeNull()
    expect(s.result).not.toBeNull()
    if (s.result === 'success') expect(s.agreement?.effectiveOn).not.toBeNull()
  }
  if (['mediating', 'agreed', 'performing', 'performed'].includes(s.stage)) expect(s.closedOn).toBeNull()
  if (s.confirmation !== 'none') expect(s.agreement?.form).toBe('written')
  if (s.agreement) expect(s.agreement.effectiveOn).toBe(effectByLaw(s.agreement))
}

/** Art. 29 and 30 said again, in other words than the code's. */
function effectByLaw(a: AgreementState): Day | null {
  if (a.form === 'oral') return a.reachedOn
  const parties = a.signatories.filter((id) => a.signedOn[id]).map((id) => a.signedOn[id] as Day)
  if (parties.length < a.signatories.length || !a.mediatorSignedOn || !a.sealedOn) return null
  return [...parties, a.mediatorSignedOn, a.sealedOn].sort().at(-1) ?? null
}

describe('the fold of a mediation', () => {
  it('stays legal and flags nothing, whatever allowed acts come in whatever order', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(draws, (steps) => {
        const done = taken(play(steps))
        for (const { after, name } of done) {
          checkLegal(after)
          seen.add(after.stage).add(name)
        }
        const state = fold(toEvents(done))
        expect(state.problems).toEqual({})
        expect(state.topic).toEqual(done.at(-1)?.after ?? INITIAL_MEDIATION)
        expect(state.stage).toBe((state.topic as MediationState).stage)
      }),
      { numRuns: 600, seed: 7 },
    )
    // The generator reaches the whole house, else the property says little.
    for (const name of ACTS) expect(seen).toContain(name)
    for (const stage of [
      'refused',
      'mediating',
      'agreed',
      'performing',
      'performed',
      'terminated',
      'closed',
      'archived',
    ])
      expect(seen).toContain(stage)
  })

  it('refuses what is not allowed in Chinese and changes nothing', () => {
    fc.assert(
      fc.property(draws, (steps) => {
        for (const { before, after, refusal, name, payload } of play(steps)) {
          const asked = applyEvent(
            { ...fold(HEAD), topic: before, stage: before.stage },
            { kind: `mediation.${name}`, payload },
            FOLDS,
          )
          if (refusal) {
            expect(refusal).toMatch(CHINESE)
            expect(after).toBe(before)
            expect(asked).toEqual({ problem: refusal })
          } else expect(asked).toHaveProperty('state')
        }
      }),
      { numRuns: 500 },
    )
  })

  it('keeps and flags every event that does not fit, and folds the others as if it were not there', () => {
    fc.assert(
      fc.property(draws, (steps) => {
        const attempts = play(steps)
        const state = fold(toEvents(attempts))
        const refused = attempts.flatMap(({ refusal }, index) => (refusal ? [`e${index}`] : []))
        expect(Object.keys(state.problems)).toEqual(refused)
        expect(state.topic).toEqual(attempts.at(-1)?.after)
      }),
      { numRuns: 500 },
    )
  })

  it('is total: no event of any shape makes it throw or vanish', () => {
    const kinds = [
      ...ACTS.map((name) => `mediation.${name}`),
      'mediation.correct',
      'mediation.imported',
      'mediation.unknown',
      'care.visit',
      'constructor',
      'constructor.x',
      'registered',
      'triaged',
      'merged',
      'unmerged',
      'voided',
      'amended',
      'linked',
      'handed_over',
      'taken_back',
      '',
      '.',
    ]
    const event = fc.record({
      kind: fc.constantFrom(...kinds),
      payload: fc.oneof(
        fc.jsonValue(),
        fc.record(
          {
            route: fc.constantFrom('mediation', 'petition', 'answered'),
            kind: fc.constantFrom('open', 'mediation'),
            eventId: fc.constantFrom('0', '1', '2'),
            changes: fc.jsonValue(),
            on: fc.constant(START),
            partyId: fc.constant(PARTIES[0]),
          },
          { requiredKeys: [] },
        ),
      ),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (list) => {
        const events = list.map((each, index) => ({ ...each, id: String(index), seq: index + 1 }))
        const state = fold(events)
        expect(fold(events)).toEqual(state)
        expect(Stage.options).toContain(state.stage)
        for (const [id, problem] of Object.entries(state.problems)) {
          expect(Number(id)).toBeLessThan(events.length)
          expect(problem).toMatch(CHINESE)
        }
        const struck = new Set([...state.takenBack, ...Object.keys(state.problems)])
        projectMediation(events.filter((each) => !struck.has(each.id)))
      }),
      { numRuns: 1000 },
    )
  })

  it('depends on nothing but the events, and on those before only', () => {
    fc.assert(
      fc.property(draws, fc.nat(), (steps, at) => {
        const events = toEvents(play(steps))
        const frozen = JSON.stringify(events)
        const whole = fold(events)
        expect(fold(JSON.parse(frozen) as StoredEvent[])).toEqual(whole)
        expect(JSON.stringify(events)).toBe(frozen)
        const cut = at % events.length
        const resumed = events.slice(cut).reduce(
          (state, event) => {
            const next = applyEvent(state, event, FOLDS)
            return 'state' in next
              ? next.state
              : { ...state, problems: { ...state.problems, [event.id]: next.problem } }
          },
          fold(events.slice(0, cut)),
        )
        expect(resumed).toEqual(whole)
      }),
      { numRuns: 500 },
    )
  })

  it('goes back to the state before when the newest act is taken back', () => {
    fc.assert(
      fc.property(draws, (steps) => {
        const events = toEvents(taken(play(steps)))
        const newest = findTakeBack(events, fold(events))
        expect(newest?.id).toBe(events.at(-1)?.id)
        const back = fold([
          ...events,
          { id: 'b', seq: events.length + 1, kind: 'taken_back', payload: { eventId: newest?.id } },
        ])
        expect({ ...back, takenBack: [] }).toEqual(fold(events.slice(0, -1)))
        expect(back.takenBack).toEqual([newest?.id])
        const again = findTakeBack(
          [...events, { id: 'b', seq: 99, kind: 'taken_back', payload: { eventId: newest?.id } }],
          back,
        )
        expect(again?.id).toBe(events.at(-2)?.kind === 'registered' ? undefined : events.at(-2)?.id)
      }),
      { numRuns: 500 },
    )
  })
})

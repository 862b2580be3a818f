import { expect, it } from 'vitest'
import { stationStates } from '../../../src-renderer/mediation/nextStep.ts'
import type { MediationView } from '../../../src-shared/mediation/schema.ts'

interface Course {
  stage: string
  acts?: string[]
  result?: 'success' | 'failure'
  mediators?: number
  consents?: { state: 'given' | 'refused' | 'unknown'; isTold: boolean }[]
  sessions?: ('agreed' | 'failed' | 'continues')[]
  agreement?: { effectiveOn: string | null; instalments: { paidOn: string | null }[] }
  confirmation?: string
}
/** Only what the line of stations reads. */
const states = (course: Course) =>
  stationStates({
    matter: {
      stage: course.stage,
      timeline: (course.acts ?? []).map((act) => ({
        kind: `mediation.${act.replace('-', '')}`,
        isTakenBack: act.startsWith('-'),
        problem: '',
      })),
    },
    detail:
      course.stage === 'to_accept' || course.stage === 'refused'
        ? null
        : {
            acceptedOn: '2026-03-02',
            result: course.result ?? null,
            mediators: Array.from({ length: course.mediators ?? 0 }, () => ({ name: '样例调解员' })),
          },
    consents: course.consents ?? [{ state: 'unknown', isTold: false }],
    sessions: (course.sessions ?? []).map((result) => ({ result })),
    agreement: course.agreement ?? null,
    confirmation: { state: course.confirmation ?? 'none' },
  } as unknown as MediationView)
const told = [{ state: 'given' as const, isTold: true }]
const inForce = { effectiveOn: '2026-03-09', instalments: [{ paidOn: null }] }

it('does not tick what never happened before a termination', () => {
  expect(states({ stage: 'terminated', result: 'failure' })).toEqual([
    'done',
    'missed',
    'skipped',
    'skipped',
    'skipped',
    'skipped',
    'skipped',
    'now',
    'later',
  ])
})
it('keeps what did happen before a failure', () => {
  const course: Course = { stage: 'closed', result: 'failure', mediators: 1, consents: told, sessions: ['failed'] }
  expect(states(course).slice(0, 4)).toEqual(['done', 'done', 'done', 'skipped'])
  expect(states(course).slice(7)).toEqual(['done', 'now'])
  expect(states({ ...course, agreement: { ...inForce, effectiveOn: null } }).slice(3, 5)).toEqual(['done', 'skipped'])
})
it.each([
  ['nobody was asked', [{ state: 'unknown' as const, isTold: true }], 1, 'missed'],
  ['a party was not told', [...told, { state: 'given' as const, isTold: false }], 1, 'missed'],
  ['no mediator is named', told, 0, 'now'],
  ['a refusal was recorded', [{ state: 'refused' as const, isTold: true }], 1, 'done'],
  ['all is done', told, 1, 'done'],
])('the preparation when %s', (_, consents, mediators, state) => {
  expect(states({ stage: 'mediating', consents, mediators, sessions: ['continues'] })[1]).toBe(state)
})
it('ticks performance and the visit only where recorded and not taken back', () => {
  const course: Course = { stage: 'archived', result: 'success', mediators: 1, consents: told, agreement: inForce }
  const last = (more: Partial<Course>) => states({ ...course, sessions: ['agreed'], ...more }).slice(4)
  expect(last({})).toEqual(['done', 'missed', 'missed', 'done', 'done'])
  expect(last({ acts: ['concludePerformance', '-visitReturn'] }).slice(1, 3)).toEqual(['done', 'missed'])
  expect(last({ acts: ['visitReturn'] }).slice(1, 3)).toEqual(['missed', 'done'])
  expect(last({ confirmation: 'valid' })[2]).toBe('done')
  expect(last({ agreement: { ...inForce, instalments: [{ paidOn: '2026-04-01' }] } })[1]).toBe('done')
})
it('has nothing ahead of a refusal to accept', () => {
  expect(states({ stage: 'refused' })).toEqual(['now', ...Array<string>(8).fill('skipped')])
})

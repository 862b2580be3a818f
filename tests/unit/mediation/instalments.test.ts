import { expect, it } from 'vitest'
import { INITIAL_MEDIATION, type MediationState } from '../../../src-shared/mediation/fold.ts'
import { mediationTopic } from '../../../src-shared/mediation/topic.ts'

const performing: MediationState = {
  ...INITIAL_MEDIATION,
  stage: 'performing',
  result: 'success',
  agreement: {
    form: 'oral',
    reachedOn: '2026-03-01' as never,
    amountFen: 10_000,
    signatories: [],
    signedOn: {},
    mediatorSignedOn: null,
    sealedOn: null,
    effectiveOn: '2026-03-01' as never,
    performBy: null,
    instalmentFen: [3_333, 6_667],
    paidFen: [0, 0],
    paidInstalments: [],
  },
}
const pay = (state: MediationState, no: number, amountFen: number) =>
  mediationTopic.apply(state, 'performInstalment', { no, on: '2026-03-10', amountFen })
const taken = (next: ReturnType<typeof pay>): MediationState => {
  if ('problem' in next) throw new Error(next.problem)
  return next.state
}

it('a part payment leaves the rest owed, and only the rest can be paid', () => {
  const part = taken(pay(performing, 1, 2_000))
  expect(part.agreement?.paidInstalments).toEqual([])
  expect(pay(part, 1, 1_334)).toEqual({ problem: '超过这一期尚欠的 13.33 元' })
  const whole = taken(pay(part, 1, 1_333))
  expect(whole.agreement?.paidInstalments).toEqual([1])
  expect(pay(whole, 1, 1)).toEqual({ problem: '这一期已经付清' })
})

it('what is still owed cannot be concluded as performed', () => {
  const conclude = (state: MediationState, conclusion: string) =>
    mediationTopic.apply(state, 'concludePerformance', { conclusion, on: '2026-03-11' })
  const part = taken(pay(performing, 1, 3_333))
  expect(conclude(part, 'done')).toHaveProperty('problem')
  expect(conclude(part, 'partly')).toHaveProperty('state')
  expect(conclude(taken(pay(part, 2, 6_667)), 'done')).toHaveProperty('state')
})

import { describe, expect, it } from 'vitest'
import type { MatterId } from '../../../src-shared/kernel/ids.ts'
import { PETITION_ACTS, type PetitionAct } from '../../../src-shared/petition/events.ts'
import { applyPetitionAct, INITIAL_PETITION, type PetitionState } from '../../../src-shared/petition/fold.ts'
import {
  sortPetition,
  type SortingAnswers,
  type SortingFacts,
  type SortingProposal,
} from '../../../src-shared/petition/sorting.ts'
import { whyNot } from '../../../src-shared/petition/whyNot.ts'

const FIRST = '01930000-0000-7000-8000-000000000001' as MatterId
const CHINESE = /\p{Script=Han}/u
const describeAct = (more: Partial<PetitionAct<'describe'>> = {}): PetitionAct<'describe'> =>
  PETITION_ACTS.describe.parse({
    form: 'visit',
    purpose: 'request',
    contentClass: '03',
    requests: ['修好路灯'],
    facts: '小区外路灯不亮已有一个月（样例）',
    ...more,
  })
function factsOf(more: Partial<PetitionAct<'describe'>> = {}, other: Partial<SortingFacts> = {}): SortingFacts {
  const described = describeAct(more)
  const state: PetitionState = applyPetitionAct(INITIAL_PETITION, 'describe', described, 'e1')
  return {
    state,
    channel: 'visit',
    described,
    sender: '',
    firstNumber: '',
    reviewOrgan: '样例区人民政府',
    recheckOrgan: '样例市人民政府',
    ...other,
  }
}
interface Path {
  answers: SortingAnswers
  proposal: SortingProposal
}
/** Every way through the questions, by answering each with each of its answers. */
function pathsOf(facts: SortingFacts, answers: SortingAnswers = {}): Path[] {
  const { steps, proposal } = sortPetition(facts, answers)
  if (proposal) return [{ answers, proposal }]
  const { question } = steps.at(-1)!
  return question.answers.flatMap(({ value }) => pathsOf(facts, { ...answers, [question.id]: value }))
}
const proposalOf = (facts: SortingFacts, answers: SortingAnswers) => sortPetition(facts, answers).proposal

const MANY: [string, SortingFacts][] = [
  ['an ordinary request', factsOf()],
  ['one that came by transfer', factsOf({}, { channel: 'transfer', sender: '样例区信访办' })],
  ['a repeat', factsOf({ repeatOf: FIRST }, { firstNumber: '样例-0001' })],
  ['a judicial matter', factsOf({ isJudicial: true })],
  ['a suggestion', factsOf({ purpose: 'suggestion' })],
]

describe.each(MANY)('the guided sorting of %s', (_, facts) => {
  const paths = pathsOf(facts)
  it('ends on every path in an act that is possible, or says in Chinese why none is', () => {
    expect(paths.length).toBeGreaterThan(10)
    for (const { answers, proposal } of paths) {
      expect(proposal.title, JSON.stringify(answers)).toMatch(CHINESE)
      expect(proposal.clause, JSON.stringify(answers)).toMatch(/条例|咨询/)
      const refusal = proposal.act ? whyNot(facts.state, proposal.act) : proposal.why
      if (proposal.why === '') expect(refusal, JSON.stringify(answers)).toBeUndefined()
      else expect(proposal.why).toMatch(CHINESE)
    }
  })
  it('gives its act only values that the act has', () => {
    for (const { proposal } of paths) {
      if (!proposal.act) continue
      const shape = Object.keys(PETITION_ACTS[proposal.act].shape)
      for (const key of Object.keys(proposal.preset)) expect(shape).toContain(key)
    }
  })
  it('shows a clause beside every answer', () => {
    for (const { answers } of paths)
      for (const { question } of sortPetition(facts, answers).steps)
        for (const { clause } of question.answers) expect(clause).toMatch(CHINESE)
  })
})

describe('the guided sorting', () => {
  it('reaches every way of the regulation', () => {
    const reached = new Set(MANY.flatMap(([, facts]) => pathsOf(facts).map(({ proposal }) => proposal.act)))
    for (const act of [
      'accept',
      'transfer',
      'guide',
      'leadToProcedure',
      'toMediation',
      'refuse',
      'reply',
      'objectToSender',
      'meet',
      'describe',
    ])
      expect(reached).toContain(act)
  })
  it('asks for the registration first', () => {
    const bare = { ...factsOf(), state: INITIAL_PETITION, described: undefined }
    expect(sortPetition(bare, {})).toMatchObject({ steps: [], proposal: { act: 'describe', why: '' } })
  })
  it('hands a report on without a question, whatever was answered', () => {
    const report = factsOf({ purpose: 'report', againstUnit: '样例单位' })
    expect(sortPetition(report, { class: 'claim', earlier: 'none' })).toMatchObject({
      steps: [],
      proposal: { act: 'handReport', why: '' },
    })
  })
  it('makes a report of a matter before it goes anywhere', () => {
    expect(proposalOf(factsOf(), { class: 'report' })).toMatchObject({ act: 'describe', preset: { purpose: 'report' } })
  })
  it('objects to the sender only where there is one', () => {
    const answers = { class: 'claim', earlier: 'none', procedure: 'none', mediation: 'no', whose: 'outside' }
    expect(proposalOf(factsOf(), answers)?.act).toBe('guide')
    const sent = factsOf({}, { channel: 'transfer', sender: '样例区信访办' })
    expect(proposalOf(sent, answers)).toMatchObject({ act: 'objectToSender', preset: { sender: '样例区信访办' } })
  })
  it('offers a simple course to first petitions only (B-15)', () => {
    const answers = { class: 'claim', earlier: 'none', procedure: 'none', mediation: 'no', whose: 'own' }
    expect(sortPetition(factsOf(), answers).steps.at(-1)?.question.id).toBe('simple')
    const repeat = factsOf({ repeatOf: FIRST })
    expect(proposalOf(repeat, answers)).toMatchObject({ act: 'accept', preset: { isSimple: false } })
  })
  it('never offers mediation for a judicial matter (A5.1)', () => {
    const acts = pathsOf(factsOf({ isJudicial: true })).map(({ proposal }) => proposal.act)
    expect(acts).not.toContain('toMediation')
  })
  it('refuses only on the two grounds of Arts. 19 and 36', () => {
    const grounds = pathsOf(factsOf())
      .filter(({ proposal }) => proposal.act === 'refuse')
      .map(({ proposal }) => proposal.preset['ground'])
    expect([...new Set(grounds)].sort()).toEqual(['after_recheck', 'pending_elsewhere'])
  })
  it('never takes a repeat for a reason to refuse', () => {
    const repeat = factsOf({ repeatOf: FIRST }, { firstNumber: '样例-0001' })
    const { steps } = sortPetition(repeat, { class: 'claim' })
    expect(steps.at(-1)?.suggested).toBe('here')
    expect(proposalOf(repeat, { class: 'claim', earlier: 'here' })?.act).toBe('reply')
  })
  it('suggests what the registration says, and no more', () => {
    const facts = factsOf({ purpose: 'appeal', earlier: [{ procedure: 'reconsideration', number: '', organ: '' }] })
    const { steps } = sortPetition(facts, { class: 'claim', earlier: 'none' })
    expect(steps.map(({ suggested }) => suggested)).toEqual(['claim', 'none', 'reconsideration'])
  })
  it('counts the 60 days only for Art. 31 (6)', () => {
    const items = pathsOf(factsOf())
      .filter(({ proposal }) => proposal.act === 'accept')
      .map(({ answers, proposal }) => [answers.procedure ?? answers.class, proposal.preset['item']])
    for (const [way, item] of items)
      expect(item).toBe(way === 'protect' ? '31-5' : way === 'suggestion' ? '29' : '31-6')
  })
  it('has nothing to sort once it is sorted', () => {
    const facts = factsOf()
    const state = applyPetitionAct(
      facts.state,
      'accept',
      { acceptedOn: '2026-03-02' as never, item: '31-6', isSimple: false, handler: '' },
      'e2',
    )
    const { proposal } = sortPetition({ ...facts, state }, {})
    expect(proposal).toMatchObject({ act: null })
    expect(proposal?.why).toMatch(CHINESE)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldMatter, type StoredEvent, type TopicFold } from '../../../src-shared/intake/matterFold.ts'
import { addDays } from '../../../src-shared/kernel/day.ts'
import type { MediationAct } from '../../../src-shared/mediation/events.ts'
import { effectiveDay, INITIAL_MEDIATION, type AgreementState } from '../../../src-shared/mediation/fold.ts'
import { projectMediation } from '../../../src-shared/mediation/project.ts'
import { mediationTopic } from '../../../src-shared/mediation/topic.ts'
import { whyNot } from '../../../src-shared/mediation/whyNot.ts'
import { PARTIES, payloadOf, START, type Draw } from '../../support/mediationActs.ts'

const CHINESE = /\p{Script=Han}/u
const HEAD: StoredEvent[] = [
  { id: 'r', seq: 1, kind: 'registered', payload: { kind: 'open' } },
  { id: 't', seq: 2, kind: 'triaged', payload: { route: 'mediation' } },
]
const fold = (events: readonly StoredEvent[]) => foldMatter(events, { mediation: mediationTopic as TopicFold })

describe('when an agreement takes effect (人民调解法 Art. 29, 30)', () => {
  const days = fc.option(
    fc.nat(20).map((n) => addDays(START, n)),
    { nil: null, freq: 3 },
  )

  it('written: when the last of all signatures and the seal is there, on that day', () => {
    fc.assert(
      fc.property(fc.array(days, { minLength: 2, maxLength: 3 }), days, days, (signed, mediatorSignedOn, sealedOn) => {
        const signatories = PARTIES.slice(0, signed.length)
        const a: AgreementState = {
          form: 'written',
          reachedOn: START,
          amountFen: 0,
          signatories,
          mediatorSignedOn,
          sealedOn,
          effectiveOn: null,
          performBy: null,
          instalmentFen: [],
          paidFen: [],
          paidInstalments: [],
          signedOn: Object.fromEntries(
            signatories.flatMap((id, index) => (signed[index] ? [[id, signed[index]]] : [])),
          ),
        }
        const all = [...signed, mediatorSignedOn, sealedOn]
        expect(effectiveDay(a)).toBe(all.includes(null) ? null : all.sort().at(-1))
        expect(effectiveDay({ ...a, form: 'oral' })).toBe(START)
      }),
    )
  })

  it('does not count one party twice, nor an instalment that the agreement does not have', () => {
    const working = {
      ...INITIAL_MEDIATION,
      stage: 'mediating' as const,
      acceptedOn: START,
      hasMediators: true,
      sessionIds: ['s'],
    }
    const draw: Draw = { pick: 0, isAnyAct: false, isForward: true, daysLater: 0, n: 1, isYes: true }
    const written = payloadOf('reachAgreement', draw, START) as MediationAct<'reachAgreement'>
    expect(whyNot(working, 'reachAgreement', written)).toBeUndefined()
    const [first] = written.signatories
    expect(whyNot(working, 'reachAgreement', { ...written, signatories: [first!, first!] })).toBe('协议的签署方重复')
    const inParts = payloadOf('reachAgreement', { ...draw, n: 10 }, START) as MediationAct<'reachAgreement'>
    expect(whyNot(working, 'reachAgreement', inParts)).toBeUndefined()
    const shifted = inParts.instalments.map((each) => ({ ...each, no: each.no + 4 }))
    expect(whyNot(working, 'reachAgreement', { ...inParts, instalments: shifted })).toMatch(/依次编号/)
  })
})

describe('a correction', () => {
  const accepted = payloadOf(
    'accept',
    { pick: 0, isAnyAct: false, isForward: true, daysLater: 0, n: 2, isYes: true },
    START,
  ) as MediationAct<'accept'>
  const events: StoredEvent[] = [...HEAD, { id: 'a', seq: 3, kind: 'mediation.accept', payload: accepted }]

  it('changes only what it names', () => {
    const all = [
      ...events,
      { id: 'c', seq: 4, kind: 'mediation.correct', payload: { changes: { justiceClass: '06' } } },
    ]
    expect(fold(all).problems).toEqual({})
    expect(projectMediation(all).accepted).toEqual({ ...accepted, justiceClass: '06' })
  })

  it('has no effect before acceptance and is flagged when it is malformed', () => {
    const early = [
      ...HEAD,
      { id: 'c', seq: 3, kind: 'mediation.correct', payload: { changes: { justiceClass: '06' } } },
    ]
    expect(fold(early)).toEqual(fold(HEAD))
    expect(projectMediation(early).accepted).toBeNull()
    expect(fold([...events, { id: 'c', seq: 4, kind: 'mediation.correct', payload: null }]).problems['c']).toMatch(
      CHINESE,
    )
  })
})

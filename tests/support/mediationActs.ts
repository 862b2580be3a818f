import fc from 'fast-check'
import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import type { PartyId } from '../../src-shared/kernel/ids.ts'
import { MEDIATION_ACTS, type MediationAct, type MediationActName } from '../../src-shared/mediation/events.ts'

export const ACTS = Object.keys(MEDIATION_ACTS) as MediationActName[]
export const START = '2026-01-05' as Day
export const uuid = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const PARTIES = [uuid(1), uuid(2), uuid(3)] as PartyId[]

/** Acts that lead on; a walk that prefers them reaches the far rooms of the house. */
const FORWARD: readonly MediationActName[] = [
  'accept',
  'assignMediators',
  'recordSession',
  'reachAgreement',
  'signAsParty',
  'signAsMediator',
  'sealByCommittee',
  'performInstalment',
  'concludePerformance',
  'applyConfirmation',
  'decideConfirmation',
  'close',
  'archive',
]

/** The act that a draw stands for: mostly one of the possible ones, half of these leading on, now and then any. */
export function chooseAct(
  possible: readonly MediationActName[],
  { pick, isAnyAct, isForward }: Draw,
): MediationActName {
  const forward = FORWARD.filter((name) => possible.includes(name))
  const from = isAnyAct || possible.length === 0 ? ACTS : isForward && forward.length > 0 ? forward : possible
  return from[pick % from.length] as MediationActName
}

/** Random numbers that stand for one attempt; what they mean depends on the act. */
export interface Draw {
  /** Which act: an index into those that are possible, or into all. */
  pick: number
  /** Also try what the state forbids. */
  isAnyAct: boolean
  isForward: boolean
  /** Days since the attempt before. */
  daysLater: number
  n: number
  isYes: boolean
}

export const draw: fc.Arbitrary<Draw> = fc.record({
  pick: fc.nat(999),
  isAnyAct: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  isForward: fc.boolean(),
  daysLater: fc.nat(4),
  n: fc.nat(99_999),
  isYes: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
})
export const draws = fc.array(draw, { minLength: 1, maxLength: 60, size: 'max' })

/** A well-formed payload; whether it fits is for the rules to say. */
export function payloadOf(name: MediationActName, { n, isYes }: Draw, day: Day, parties = PARTIES): MediationAct {
  const party = parties[n % parties.length] as PartyId
  const oneOf = <T>(...values: T[]): T => values[n % values.length] as T
  const count = (n % 3) + 1
  const isInParts = n % 5 === 0
  const amountFen = isInParts ? count * 10_000 : (n * 17) % 1_000_000
  const payloads: { [N in MediationActName]: unknown } = {
    accept: {
      acceptedOn: day,
      source: oneOf('applied', 'proactive', 'police', 'court', 'petition'),
      clock: 'general',
      justiceClass: oneOf('01', '02', '06', '18'),
      governanceClass: '0201',
      difficulty: oneOf('simple', 'ordinary', 'hard', 'major'),
      facts: '测试',
    },
    refuse: { refusedOn: day, reason: '不属于受理范围', remedies: ['向法院起诉'] },
    recordConsent: { partyId: party, isGiven: isYes, on: day, how: 'phone' },
    tellRights: { partyIds: [party], on: day, how: 'oral' },
    assignMediators: { mediators: [{ name: '测试调解员', isLead: true }], on: day },
    recordRecusal: { mediatorName: '测试调解员', askedBy: '甲', reason: '亲属', isGranted: !isYes, on: day },
    recordSession: {
      sessionId: uuid(1000 + (n % 4)),
      heldOn: day,
      startsAt: '09:00',
      endsAt: isYes ? '10:00' : '08:59',
      place: '调解室',
      presentPartyIds: parties,
      isRightsTold: n % 2 === 0,
      record: '记录',
      result: oneOf('agreed', 'failed', 'continues'),
    },
    reachAgreement: {
      form: n % 3 === 0 ? 'oral' : 'written',
      reachedOn: day,
      disputedFacts: '测试',
      terms: ['赔偿'],
      amountFen: isYes ? amountFen : amountFen + 1,
      performance: isInParts ? 'instalments' : 'once',
      performBy: addDays(day, n % 40),
      instalments: isInParts
        ? Array.from({ length: count }, (_, index) => ({
            no: index + 1,
            dueOn: addDays(day, index),
            amountFen: 10_000,
          }))
        : [],
      signatories: parties.slice(0, 2 + (n % 2)).map((partyId) => ({ partyId, name: '甲' })),
    },
    signAsParty: { partyId: party, on: day, how: 'signature' },
    signAsMediator: { name: '测试调解员', on: day },
    sealByCommittee: { on: day },
    performInstalment: { no: count, on: day, amountFen: 10_000 },
    concludePerformance: { conclusion: oneOf('done', 'partly', 'not', 'refused'), on: day },
    visitReturn: {
      partyId: party,
      on: day,
      how: 'phone',
      text: '已回访',
      conclusion: 'done',
      satisfaction: oneOf('satisfied', 'fair', ''),
    },
    applyConfirmation: { on: day, court: '测试法院' },
    decideConfirmation: { on: day, caseNumber: '测试1号', result: oneOf('valid', 'rejected', 'withdrawn') },
    terminate: { on: day, reasonCode: '1', reason: '不能达成协议', remedies: ['起诉'] },
    close: { on: day },
    archive: { on: day, retention: '长期', filedBy: '甲', subsidyFen: (n % 9) * 100, reason: '测试' },
    reopen: { on: day, reason: '当事人要求' },
    extendDeadline: { ruleId: 'A-01', amount: 10, approver: '双方', reason: '复杂', on: day },
    recordPause: { ruleId: 'A-03', fromOn: isYes ? day : addDays(day, 3), toOn: addDays(day, 2), reason: '鉴定' },
  }
  return MEDIATION_ACTS[name].parse(payloads[name]) as MediationAct
}

import fc from 'fast-check'
import { addDays, type Day } from '../../src-shared/kernel/day.ts'
import type { PartyId } from '../../src-shared/kernel/ids.ts'
import { PETITION_ACTS, type PetitionAct, type PetitionActName } from '../../src-shared/petition/events.ts'
import { INITIAL_PETITION, type PetitionState } from '../../src-shared/petition/fold.ts'
import { petitionTopic } from '../../src-shared/petition/topic.ts'
import { whyNot } from '../../src-shared/petition/whyNot.ts'
import type { TakenEvent } from '../../src-shared/petition/project.ts'
import { uuid } from './mediationActs.ts'

export const ACTS = Object.keys(PETITION_ACTS) as PetitionActName[]
export const RECEIVED = '2026-01-05' as Day

/** Random numbers that stand for one attempt; what they mean depends on the act. */
export interface Draw {
  pick: number
  /** Also try what the state forbids. */
  isAnyAct: boolean
  daysLater: number
  n: number
  isYes: boolean
}
export const draws = fc.array(
  fc.record({
    pick: fc.nat(9999),
    isAnyAct: fc.integer({ min: 0, max: 6 }).map((n) => n === 0),
    daysLater: fc.nat(9),
    n: fc.nat(99_999),
    isYes: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  }),
  { minLength: 1, maxLength: 50, size: 'max' },
)

/** Acts that lead on; a walk that prefers them reaches the far rooms of the house. */
const FORWARD: readonly PetitionActName[] = [
  'describe',
  'accept',
  'transfer',
  'unitAccepts',
  'issueOpinion',
  'serve',
  'applyReview',
  'mandate',
  'submit',
  'toMediation',
  'mediationReturns',
  'close',
  'archive',
]

/** One attempt of a walk: what was tried on which day, and the state after it. */
export interface Attempt {
  event: TakenEvent
  name: PetitionActName
  before: PetitionState
  after: PetitionState
  refusal: string | undefined
}

/** Walks from a new petition through acts that the draws choose. */
export function play(steps: readonly Draw[]): Attempt[] {
  const attempts: Attempt[] = []
  let state: PetitionState = INITIAL_PETITION
  let day = RECEIVED
  steps.forEach((draw, index) => {
    day = addDays(day, draw.daysLater)
    const name = choose(state, draw)
    const payload = payloadOf(name, draw, day, state)
    const id = `e${String(index).padStart(3, '0')}`
    const next = petitionTopic.apply(state, name, payload, id)
    const after = 'problem' in next ? state : next.state
    attempts.push({
      event: { id, seq: index + 1, kind: `petition.${name}`, payload },
      name,
      before: state,
      after,
      refusal: 'problem' in next ? next.problem : undefined,
    })
    state = after
  })
  return attempts
}

/** The events of a walk that were taken. */
export const taken = (attempts: readonly Attempt[]): TakenEvent[] =>
  attempts.filter(({ refusal }) => refusal === undefined).map(({ event }) => event)

function choose(state: PetitionState, { pick, isAnyAct, n }: Draw): PetitionActName {
  const possible = ACTS.filter((name) => whyNot(state, name) === undefined)
  const forward = FORWARD.filter((name) => possible.includes(name))
  const from = isAnyAct || possible.length === 0 ? ACTS : n % 2 === 0 && forward.length > 0 ? forward : possible
  return from[pick % from.length] as PetitionActName
}

/** A well-formed payload; whether it fits is for the rules to say. */
function payloadOf(name: PetitionActName, { n, isYes }: Draw, day: Day, state: PetitionState): PetitionAct {
  const oneOf = <T>(...values: T[]): T => values[n % values.length] as T
  const transferId = state.transfers.findLast((each) => !each.isReturned)?.id ?? 'none'
  const level = state.stage === 'reviewing' ? 'review' : state.stage === 'rechecking' ? 'recheck' : 'handling'
  const servable = (['recheck', 'review', 'handling'] as const).find(
    (each) => state.opinions[each] && !state.opinions[each].servedOn,
  )
  const how = oneOf('direct', 'mail', 'left')
  const agent = { agentName: oneOf('代理员甲', '代理员乙'), cardNumber: 'DL-1' }
  const payloads: { [N in PetitionActName]: unknown } = {
    describe: {
      form: oneOf('visit', 'letter', 'online', 'call'),
      purpose: isYes ? oneOf('request', 'appeal', 'request', 'suggestion') : oneOf('report', 'consult', 'other'),
      contentClass: '03',
      requests: ['请求修复路面'],
      facts: '路面塌陷。',
      isContactUnclear: !isYes && n % 3 === 0,
      isJudicial: n % 11 === 0,
      repeatOf: n % 7 === 0 ? uuid(9) : null,
      representativeIds: [uuid(1) as PartyId],
      mayPublish: n % 2 === 0,
    },
    accept: { acceptedOn: day, item: oneOf('31-6', '31-6', '31-5'), isSimple: n % 5 === 0 },
    tellAcceptance: { on: day, how },
    transfer: {
      on: day,
      mode: oneOf('forward', 'assign'),
      unit: oneOf('城管局', '住建局'),
      reportBy: addDays(day, (n % 40) + 1),
      receivedOn: isYes ? day : null,
      toldOn: n % 3 === 0 ? day : null,
    },
    recordUnitReceipt: { transferId, on: day },
    tellDirection: { on: day, how },
    unitObjects: { transferId, on: day, reason: '不属职权', isAgreed: isYes },
    unitAccepts: { transferId, acceptedOn: day, toldOn: isYes ? day : null },
    unitReports: { transferId, on: day, report: '已办结' },
    objectToSender: { on: day, sender: '区信访局', reason: '不属职权' },
    senderDecides: { on: day, isAgreed: !isYes },
    guide: { on: day, toWhom: '区人社局', reason: '不属职权' },
    leadToProcedure: {
      on: day,
      procedure: oneOf('reconsideration', 'labour_arbitration', 'litigation'),
      organ: '区政府',
      reason: '应当通过法定途径',
      knownOn: isYes ? addDays(day, -10) : null,
    },
    procedureBegins: { on: day, organ: '区政府' },
    procedureEnds: { on: day, result: '已裁决' },
    handReport: { on: day, organ: '区纪委监委', isChecked: true },
    refuse: {
      on: day,
      ground: oneOf('pending_elsewhere', 'after_recheck'),
      earlierNumber: '1号',
      reason: '正在办理',
      remedies: ['等待办理结果'],
    },
    reply: { on: day, text: '已答复' },
    toMediation: {
      on: day,
      mediationId: uuid(2),
      otherSide: '物业公司',
      citizenConsentedOn: day,
      otherConsentedOn: day,
      nature: 'civil_with_organisation',
    },
    mediationReturns: { on: day, result: oneOf('success', 'failure', 'refused') },
    hear: {
      of: state.stage === 'rechecking' ? 'recheck' : 'handling',
      fromOn: day,
      toOn: addDays(day, n % 4),
      place: '听证室',
      participants: '各方',
      record: '听证',
    },
    settle: { on: day, form: oneOf('mediated', 'agreed'), parties: '双方', terms: ['修复'] },
    issueOpinion: {
      level,
      on: day,
      unit: '街道办',
      number: `${n}号`,
      items: [{ request: '修复', conclusion: 'support', reply: '修复' }],
      factsFound: '属实',
      legalBasis: '条例',
      conclusion: 'support',
      reviewResult: level === 'handling' ? null : 'uphold',
      nextOrgan: level === 'recheck' ? '' : '区政府',
      signedBy: '负责人',
    },
    serve: {
      what: servable ?? 'notice',
      paper: servable ? '' : '受理告知书',
      on: day,
      how,
      receivedBy: '张三',
      server: '窗口甲',
    },
    applyReview: {
      level: state.opinions.review ? 'recheck' : 'review',
      on: day,
      organ: '区政府',
      receivedOn: addDays(day, n % 3),
    },
    extendDeadline: {
      ruleId: 'B-06',
      anchor: isYes ? '' : transferId,
      amount: 10,
      approver: '负责人',
      reason: '复杂',
      on: day,
    },
    tellExtension: { on: day, how },
    supervise: { on: day, unit: '城管局', text: '请抓紧' },
    superviseAnswer: { superviseId: state.openSupervisions[0] ?? 'none', on: day, text: '已办' },
    reportUrgent: { on: day, at: '09:30', toWhom: '区委区政府' },
    recuse: { on: day, person: '窗口甲', askedBy: '张三', reason: '亲属', isGranted: isYes, successor: '窗口乙' },
    contact: { on: day, how: 'phone', text: '已联系' },
    rate: { of: oneOf('unit', 'agency'), on: day, rating: oneOf('satisfied', 'fair', 'unsatisfied', 'lapsed') },
    visitReturn: { on: day, how: 'phone', text: '已回访' },
    publish: { on: day, where: oneOf('hall', 'site'), by: '窗口甲', isAnonymised: true },
    withdraw: { on: day, reason: '问题已解决' },
    close: { on: day, result: oneOf('solved', 'explained', 'led'), summary: '已办结' },
    archive: { on: day, retention: '30年', filedBy: '窗口甲' },
    reopen: { on: day, reason: '有新情况' },
    mandate: {
      on: day,
      ...agent,
      subject: '修复路面',
      scopes: ['submit'],
      fromOn: day,
      toOn: addDays(day, n % 90),
      signedByCitizenOn: day,
      signedByAgentOn: day,
      consents: { processing: isYes, sensitive: true, provide: true },
    },
    revokeMandate: { on: day },
    endMandate: { on: day, reason: '事项办结' },
    recuseAgent: { on: day, askedBy: '张三', reason: '亲属', isGranted: isYes },
    handOverAgency: { on: day, ...agent, citizenAgreedOn: day, reason: '调岗' },
    runErrand: {
      on: day,
      kind: oneOf('visit', 'enquire'),
      text: '已去',
      nextOn: isYes ? addDays(day, (n % 9) + 1) : null,
    },
    submit: { on: day, unit: '城管局' },
    recordReceipt: { submitId: state.submitIds.find((id) => !state.receiptedIds.includes(id)) ?? 'none', on: day },
    meet: {
      on: day,
      place: '会议室',
      chair: '负责人',
      units: ['城管局'],
      minutes: '研究',
      actions: [{ no: 1, unit: '城管局', what: '修复', byOn: addDays(day, (n % 20) + 1) }],
    },
    finishAction: {
      meetId: Object.entries(state.meetings).find(([, open]) => open.length > 0)?.[0] ?? 'none',
      no: 1,
      on: day,
      text: '已落实',
    },
    feedBack: { on: day, how: 'phone', text: '进展' },
  }
  return PETITION_ACTS[name].parse(payloads[name]) as PetitionAct
}

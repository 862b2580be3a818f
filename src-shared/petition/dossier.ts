import type { Day } from '../kernel/day.ts'
import type { DossierGap } from '../mediation/schema.ts'
import { firstSortingDay, firstToldDay } from './clocks.ts'
import type { PetitionState } from './fold.ts'
import { all, first, last, opinionOf, servedOf, type PetitionRecord } from './project.ts'

/**
 * Order inside a petition's dossier (一事一档). Source: the list of 代理档案 in B2.5, put together from several local
 * forms; notices that it does not name stand with the one they belong to. Identity papers and what the citizen
 * brought exist on paper only.
 */
const ORDER = [
  'petition_cover',
  'petition_catalogue',
  'petition_registration',
  'agency_mandate',
  'agency_registration',
  'petition_transfer_letter',
  'petition_objection',
  'petition_direction_notice',
  'petition_guidance_notice',
  'petition_procedure_notice',
  'petition_refusal',
  'petition_no_more',
  'petition_acceptance_notice',
  'agency_meeting',
  'petition_hearing_notice',
  'petition_hearing_record',
  'petition_extension_notice',
  'petition_supervision',
  'petition_report',
  'petition_opinion',
  'petition_review_opinion',
  'petition_recheck_opinion',
  'petition_mediation_referral',
  'petition_mediation_reply',
  'petition_settlement',
  'petition_service_receipt',
  'agency_feedback',
  'petition_satisfaction',
  'petition_return_visit',
  'petition_closing',
  'deadline_sheet',
  'receipt_slip',
  'dossier_gaps',
]

export function petitionDossierOrder(kind: string): number {
  const at = ORDER.indexOf(kind)
  return at < 0 ? ORDER.length : at
}

/** What a check-up needs to know besides state and record. */
export interface PetitionDossierFacts {
  receivedOn: Day
  /** Kinds of paper issued and not void. */
  issuedKinds: ReadonlySet<string>
  /** An address or telephone number is known, so that a written notice can reach somebody. */
  hasContact: boolean
  isAnonymous: boolean
}

const LEVELS = { handling: '处理意见', review: '复查意见', recheck: '复核意见' } as const
const OPINION_KINDS = {
  handling: 'petition_opinion',
  review: 'petition_review_opinion',
  recheck: 'petition_recheck_opinion',
} as const
type Level = keyof typeof LEVELS
const LEVEL_LIST = Object.keys(LEVELS) as Level[]

/** 一事一档 as it stands: what is missing, which days are out of order, where a signature is wanted. */
export function checkPetitionDossier(
  state: PetitionState,
  record: PetitionRecord,
  facts: PetitionDossierFacts,
): DossierGap[] {
  const missing = [
    ...registrationGaps(record, facts),
    ...noticeGaps(state, record, facts),
    ...opinionGaps(record, facts),
    ...agencyGaps(record, facts),
    ...endGaps(state, record, facts),
  ].map(([text, field]) => ({ kind: 'missing' as const, text, field }))
  return [...missing, ...outOfOrder(state, record, facts), ...unsigned(record)]
}

type Lack = [text: string, field: string]
const lacks = (...found: (Lack | false | null | undefined)[]): Lack[] => found.filter((each) => !!each)

function registrationGaps(record: PetitionRecord, facts: PetitionDossierFacts): Lack[] {
  const described = last(record, 'describe')
  if (!described) return [['信访登记没有补全', 'describe']]
  return lacks(
    !facts.issuedKinds.has('petition_registration') && ['缺信访事项登记表', 'petition_registration'],
    !facts.isAnonymous &&
      !facts.hasContact &&
      !described.isContactUnclear && ['没有住址或联系电话，无法书面告知', 'amend'],
    described.form === 'visit' && described.receivedBy === '' && ['来访没有写明接谈人', 'describe'],
    described.isGroup && described.representativeIds.length === 0 && ['多人走访没有推选代表', 'describe'],
    described.isUrgent && !first(record, 'reportUrgent') && ['重大紧急事项没有报告记录（第二十五条）', 'reportUrgent'],
  )
}

/** Written notices owed to the citizen (Arts. 23, 31, 34, 36); none to one whose name or address is unknown. */
function noticeGaps(state: PetitionState, record: PetitionRecord, facts: PetitionDossierFacts): Lack[] {
  const isUnreachable = facts.isAnonymous || (last(record, 'describe')?.isContactUnclear ?? false)
  if (isUnreachable) return transferGaps(record, facts)
  const has = (kind: string): boolean => facts.issuedKinds.has(kind)
  const isTold = first(record, 'tellAcceptance') || all(record, 'unitAccepts').some((each) => each.toldOn)
  const passed = all(record, 'transfer')
  const isDirectionTold = first(record, 'tellDirection') || passed.some((each) => each.toldOn)
  const extended = last(record, 'extendDeadline')
  const refused = last(record, 'refuse')
  return [
    ...lacks(
      state.acceptedOn && !isTold && ['受理后没有书面告知信访人（第二十三条）', 'tellAcceptance'],
      first(record, 'accept') &&
        !has('petition_acceptance_notice') &&
        !isPassedOn(state) && ['缺受理告知书', 'petition_acceptance_notice'],
      passed.length > 0 && !isDirectionTold && ['转送、交办后没有告知信访人去向（第二十三条）', 'tellDirection'],
      first(record, 'handReport') &&
        !isDirectionTold && ['检举控告转送后没有告知信访人（第二十三条）', 'tellDirection'],
      passed.length > 0 && !has('petition_direction_notice') && ['缺去向告知书', 'petition_direction_notice'],
      first(record, 'guide') &&
        !has('petition_guidance_notice') && ['缺不属本单位职权的告知书', 'petition_guidance_notice'],
      first(record, 'leadToProcedure') &&
        !has('petition_procedure_notice') && ['缺适用其他法定途径告知书', 'petition_procedure_notice'],
      refused?.ground === 'pending_elsewhere' && !has('petition_refusal') && ['缺不予受理告知书', 'petition_refusal'],
      refused?.ground === 'after_recheck' && !has('petition_no_more') && ['缺不再受理告知书', 'petition_no_more'],
      extended &&
        !extended.toldOn &&
        !toldAfter(record, extended.seq) && ['延期没有告知信访人理由（第三十四条）', 'tellExtension'],
      extended && !has('petition_extension_notice') && ['缺延期办理告知书', 'petition_extension_notice'],
    ),
    ...transferGaps(record, facts),
  ]
}

const isPassedOn = (state: PetitionState): boolean => state.transfers.some((each) => each.acceptedOn)
const toldAfter = (record: PetitionRecord, seq: number): boolean =>
  all(record, 'tellExtension').some((each) => each.seq > seq)

function transferGaps(record: PetitionRecord, facts: PetitionDossierFacts): Lack[] {
  const passed = all(record, 'transfer')
  const isReceived = (id: string): boolean => all(record, 'recordUnitReceipt').some((each) => each.transferId === id)
  const isReturned = (id: string): boolean =>
    all(record, 'unitObjects').some((each) => each.transferId === id && each.isAgreed)
  return [
    ...lacks(
      (passed.length > 0 || first(record, 'handReport')) &&
        !facts.issuedKinds.has('petition_transfer_letter') && ['缺转送（交办）函', 'petition_transfer_letter'],
      first(record, 'supervise') &&
        !facts.issuedKinds.has('petition_supervision') && ['缺督办函', 'petition_supervision'],
    ),
    ...passed
      .filter((each) => !each.receivedOn && !isReceived(each.id) && !isReturned(each.id))
      .map((each): Lack => [`${each.unit}没有签收转送、交办的记录`, 'recordUnitReceipt']),
    ...passed
      .filter((each) => each.mode === 'assign' && !isReturned(each.id) && !isReported(record, each.id))
      .map((each): Lack => [`${each.unit}没有提交办结报告（第二十二条）`, 'unitReports']),
  ]
}

const isReported = (record: PetitionRecord, transferId: string): boolean =>
  all(record, 'unitReports').some((each) => each.transferId === transferId)

function opinionGaps(record: PetitionRecord, facts: PetitionDossierFacts): Lack[] {
  const gaps = LEVEL_LIST.flatMap((level) => {
    const opinion = opinionOf(record, level)
    const asked = all(record, 'describe').at(-1)?.requests.length ?? 0
    return lacks(
      opinion && !facts.issuedKinds.has(OPINION_KINDS[level]) && [`缺${LEVELS[level]}书`, OPINION_KINDS[level]],
      opinion && !servedOf(record, level) && [`${LEVELS[level]}没有送达`, 'serve'],
      opinion &&
        opinion.items.length < asked && [
          `${LEVELS[level]}只答复了 ${opinion.items.length} 项，请求有 ${asked} 项`,
          'issueOpinion',
        ],
    )
  })
  const isServed = all(record, 'serve').length > 0
  return [
    ...gaps,
    ...lacks(
      isServed && !facts.issuedKinds.has('petition_service_receipt') && ['缺送达回证', 'petition_service_receipt'],
      first(record, 'hear') &&
        !facts.issuedKinds.has('petition_hearing_record') && ['缺听证笔录', 'petition_hearing_record'],
      first(record, 'settle') &&
        !facts.issuedKinds.has('petition_settlement') && ['缺调解（和解）协议书', 'petition_settlement'],
      first(record, 'toMediation') &&
        !facts.issuedKinds.has('petition_mediation_referral') && ['缺访调对接移送函', 'petition_mediation_referral'],
    ),
  ]
}

function agencyGaps(record: PetitionRecord, facts: PetitionDossierFacts): Lack[] {
  if (!first(record, 'mandate')) return []
  const has = (kind: string): boolean => facts.issuedKinds.has(kind)
  const receipted = new Set(all(record, 'recordReceipt').map((each) => each.submitId))
  const finished = new Set(all(record, 'finishAction').map((each) => `${each.meetId}:${each.no}`))
  return [
    ...lacks(
      !has('agency_mandate') && ['缺信访代理委托书', 'agency_mandate'],
      !has('agency_registration') && ['缺信访代理登记表', 'agency_registration'],
      all(record, 'feedBack').length === 0 && ['没有向委托人反馈的记录', 'feedBack'],
      first(record, 'meet') && !has('agency_meeting') && ['缺协调会纪要', 'agency_meeting'],
    ),
    ...all(record, 'submit')
      .filter((each) => !receipted.has(each.id))
      .map((each): Lack => [`${each.on} 提交${each.unit}没有回执`, 'recordReceipt']),
    ...all(record, 'meet').flatMap((meeting) =>
      meeting.actions
        .filter((action) => !finished.has(`${meeting.id}:${action.no}`))
        .map((action): Lack => [
          `${meeting.on} 协调会议定事项 ${action.no}（${action.unit}）没有落实记录`,
          'finishAction',
        ]),
    ),
  ]
}

/** What is owed once the matter has ended. */
function endGaps(state: PetitionState, record: PetitionRecord, facts: PetitionDossierFacts): Lack[] {
  if (state.stage !== 'closed' && state.stage !== 'archived') return []
  const has = (kind: string): boolean => facts.issuedKinds.has(kind)
  const isAnswered = LEVEL_LIST.some((level) => opinionOf(record, level)) || !!first(record, 'settle')
  return lacks(
    isAnswered && !state.ratings.unit && ['没有对办理单位的满意度评价（未评也请记录“逾期未评”）', 'rate'],
    state.mandates > 0 && !state.ratings.agency && ['没有对代理工作的满意度评价（未评也请记录“逾期未评”）', 'rate'],
    !has('petition_closing') && ['缺结案审批表', 'petition_closing'],
    !has('petition_cover') && ['缺档案封面', 'petition_cover'],
    !has('petition_catalogue') && ['缺档案目录', 'petition_catalogue'],
  )
}

function outOfOrder(state: PetitionState, record: PetitionRecord, facts: PetitionDossierFacts): DossierGap[] {
  const gaps: DossierGap[] = []
  const check = (later: Day | null | undefined, earlier: Day | null | undefined, text: string, field: string): void => {
    if (later && earlier && later < earlier)
      gaps.push({ kind: 'order', text: `${text}（${later} 早于 ${earlier}）`, field })
  }
  check(firstSortingDay(record), facts.receivedOn, '甄别处理早于收到', 'amend')
  check(firstToldDay(record), facts.receivedOn, '告知早于收到', 'amend')
  check(first(record, 'tellAcceptance')?.on, state.acceptedOn, '告知受理早于受理', 'tellAcceptance')
  check(first(record, 'tellDirection')?.on, first(record, 'transfer')?.on, '告知去向早于转送', 'tellDirection')
  check(opinionOf(record, 'handling')?.on, state.acceptedOn, '处理意见早于受理', 'issueOpinion')
  for (const level of LEVEL_LIST)
    check(servedOf(record, level)?.on, opinionOf(record, level)?.on, `${LEVELS[level]}的送达早于作出`, 'serve')
  for (const extended of all(record, 'extendDeadline'))
    check(extended.toldOn, extended.on, '告知延期早于批准', 'tellExtension')
  const mandate = first(record, 'mandate')
  for (const each of [...all(record, 'runErrand'), ...all(record, 'submit')])
    check(each.on, mandate?.signedByCitizenOn, '代理事务早于委托人签名', 'mandate')
  for (const receipt of all(record, 'recordReceipt'))
    check(
      receipt.on,
      all(record, 'submit').find((each) => each.id === receipt.submitId)?.on,
      '回执早于提交',
      'recordReceipt',
    )
  check(state.closedOn, state.acceptedOn, '结案早于受理', 'close')
  check(last(record, 'archive')?.on, state.closedOn, '归档早于结案', 'archive')
  return gaps
}

function unsigned(record: PetitionRecord): DossierGap[] {
  const gaps: DossierGap[] = []
  const want = (text: string, field: string) => void gaps.push({ kind: 'signature', text, field })
  const described = last(record, 'describe')
  if (described && (described.form === 'visit' || described.form === 'call') && !described.isConfirmed)
    want('口述的请求、事实和理由没有经信访人本人确认（第十九条）', 'describe')
  for (const mandate of all(record, 'mandate')) {
    if (mandate.signedByCitizenOn > mandate.fromOn) want('委托书在委托开始后才由委托人签名', 'mandate')
    if (mandate.signedByAgentOn > mandate.fromOn) want('委托书在委托开始后才由代理员签名', 'mandate')
  }
  for (const feedback of all(record, 'feedBack'))
    if (!feedback.isSigned && (feedback.how === 'face' || feedback.how === 'home'))
      want(`${feedback.on} 当面反馈没有委托人签收`, 'feedBack')
  const withdrawn = last(record, 'withdraw')
  if (withdrawn && !withdrawn.isInWriting) want('撤回没有书面材料或信访人签名', 'withdraw')
  return gaps
}

import type { MediationActName } from '../../src-shared/mediation/events.ts'
import type { MediationView } from '../../src-shared/mediation/schema.ts'
import { step, type NextStep as AnyNextStep, type StationState } from '../workbench/nextStep.ts'

export type NextStep = AnyNextStep<MediationActName>

/** The stations of a mediation, as the line on top of the workbench shows them. */
export const STATIONS = [
  '受理',
  '征求意见·告知·指定',
  '调解',
  '协议',
  '签章生效',
  '履行',
  '回访·确认',
  '结案',
  '归档',
] as const

/** How far the mediation has come: index into STATIONS of what is being done now; STATIONS.length when all is done. */
export function stationOf(view: MediationView): number {
  const { stage } = view.matter
  if (stage === 'to_accept' || stage === 'refused') return 0
  if (stage === 'archived') return STATIONS.length
  if (stage === 'closed') return 8
  if (stage === 'terminated') return 7
  if (stage === 'performed') return isVisited(view) ? 7 : 6
  if (stage === 'performing') return 5
  if (stage === 'agreed') return 4
  if (!isPrepared(view)) return 1
  return view.sessions.at(-1)?.result === 'agreed' ? 3 : 2
}

/** How each of STATIONS stands. Done is only what the record shows; passed without it is missed, or skipped by the way it ended. */
export function stationStates(view: MediationView): StationState[] {
  const current = stationOf(view)
  const isFailed = view.detail?.result === 'failure'
  return STATIONS.map((_, index) => {
    if (index === current) return 'now'
    const isSkipped = view.matter.stage === 'refused' || (isFailed && index >= 2 && index <= 6)
    if (index > current) return isSkipped ? 'skipped' : 'later'
    if (hasHappened(view, index)) return 'done'
    return isSkipped ? 'skipped' : 'missed'
  })
}

function hasHappened(view: MediationView, station: number): boolean {
  const { matter, detail, consents, sessions, agreement, confirmation } = view
  const happened = [
    () => (detail?.acceptedOn ?? null) !== null,
    () =>
      (detail?.mediators.length ?? 0) > 0 &&
      consents.length > 0 &&
      consents.every(({ state, isTold }) => state !== 'unknown' && isTold),
    () => sessions.length > 0,
    () => agreement !== null,
    () => (agreement?.effectiveOn ?? null) !== null,
    () => matter.stage === 'performed' || isPaid(view) || hasAct(view, 'concludePerformance'),
    () => isVisited(view) || confirmation.state !== 'none',
    () => matter.stage === 'closed' || matter.stage === 'archived',
    () => matter.stage === 'archived',
  ]
  return happened[station]?.() ?? false
}

export function nextStep(view: MediationView): NextStep {
  const { stage } = view.matter
  if (stage === 'to_accept')
    return step('受理', '核对纠纷类别和简要情况，决定受理或不予受理。受理日起算期限。', [
      'accept',
      'refuse',
      'recordConsent',
    ])
  if (stage === 'mediating') return mediating(view)
  if (stage === 'agreed') {
    const open = view.agreement?.signatures.filter(({ on }) => !on) ?? []
    return step(
      '签章生效',
      `各方当事人、调解员签名并加盖调委会印章后生效（人民调解法第二十九条）。还差 ${open.length} 项。`,
      ['signAsParty'],
      (view.agreement?.signatures ?? []).map(({ who, role, on }) => ({
        text: role === 'seal' ? '调委会印章' : `${who}签名`,
        isDone: on !== null,
      })),
    )
  }
  if (stage === 'performing') {
    const open = view.agreement?.instalments.filter(({ paidOn }) => !paidOn).length ?? 0
    return step(
      '履行',
      open > 0 ? `还有 ${open} 期没有履行。` : '记录履行情况；可以提示双方在三十日内共同申请司法确认。',
      open > 0
        ? ['performInstalment', 'concludePerformance', 'applyConfirmation']
        : ['concludePerformance', 'visitReturn', 'applyConfirmation'],
    )
  }
  if (stage === 'performed') {
    const acts: MediationActName[] = isVisited(view) ? ['close', 'visitReturn'] : ['visitReturn', 'close']
    return step(
      '回访与结案',
      isVisited(view) ? '已经回访，可以结案。' : '回访当事人，再结案；也可以先结案，以后回访。',
      [...acts, 'applyConfirmation'],
    )
  }
  if (stage === 'terminated') return step('结案', '调解已终止。送达终止告知书后结案。', ['close'])
  if (stage === 'closed') return step('归档', '补齐卷宗后立卷归档。', ['archive', 'visitReturn'])
  if (stage === 'refused') return step('不予受理', '已作不予受理处理，并告知其他途径。', [])
  return step('已归档', '卷宗已归档。需要继续处理的，由负责人重新打开。', [])
}

function mediating(view: MediationView): NextStep {
  const refused = view.consents.filter(({ state }) => state === 'refused')
  if (refused.length > 0)
    return step(
      '终止调解',
      `${refused.map(({ name }) => name).join('、')}明确拒绝调解，不得调解（人民调解法第十七条）。请终止并告知其他途径；愿意继续的，重新记下意见。`,
      ['terminate', 'recordConsent'],
    )
  if (!isPrepared(view)) {
    const isAgreed = view.consents.every(({ state }) => state === 'given')
    const isTold = view.consents.every((each) => each.isTold)
    const hasMediators = (view.detail?.mediators.length ?? 0) > 0
    const acts: MediationActName[] = []
    if (!isAgreed) acts.push('recordConsent')
    if (!isTold) acts.push('tellRights')
    if (!hasMediators) acts.push('assignMediators')
    if (hasMediators) acts.push('recordSession')
    return step('调解前的三件事', '顺序不限，可以在调解现场一并办理。', acts, [
      { text: '各方同意调解', isDone: isAgreed },
      { text: '权利义务已告知', isDone: isTold },
      { text: '已指定调解员', isDone: hasMediators },
    ])
  }
  const last = view.sessions.at(-1)?.result
  if (!last) return step('调解', '调解后写好记录；可以多次调解，一次一份。', ['recordSession', 'terminate'])
  if (last === 'agreed') return step('达成协议', '把谈成的内容写成协议。', ['reachAgreement', 'recordSession'])
  if (last === 'failed')
    return step('终止或再调', '上一次没有谈成。可以再调解一次，或终止并告知其他途径。', [
      'terminate',
      'recordSession',
      'reachAgreement',
    ])
  return step('继续调解', '上一次有待继续。', ['recordSession', 'reachAgreement', 'terminate'])
}

/** A session proves what the three steps before it are for, so that it counts as them. */
function isPrepared(view: MediationView): boolean {
  if ((view.detail?.mediators.length ?? 0) === 0) return false
  return view.sessions.length > 0 || view.consents.every(({ state, isTold }) => state === 'given' && isTold)
}

function isPaid({ agreement }: MediationView): boolean {
  return agreement !== null && agreement.instalments.length > 0 && agreement.instalments.every(({ paidOn }) => paidOn)
}

function isVisited(view: MediationView): boolean {
  return hasAct(view, 'visitReturn')
}

function hasAct(view: MediationView, act: MediationActName): boolean {
  return view.matter.timeline.some(
    ({ kind, isTakenBack, problem }) => kind === `mediation.${act}` && !isTakenBack && !problem,
  )
}

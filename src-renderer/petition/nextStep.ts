import { firstSortingDay, firstToldDay } from '../../src-shared/petition/clocks.ts'
import { currentTransfer } from '../../src-shared/petition/fold.ts'
import { all } from '../../src-shared/petition/project.ts'
import type { PetitionView } from '../../src-shared/petition/schema.ts'
import { step, type NextStep as AnyNextStep, type Station, type StationState } from '../workbench/nextStep.ts'
import type { FormName } from './formName.ts'

export type NextStep = AnyNextStep<FormName>

const TITLES = ['登记', '甄别', '告知', '办理', '意见', '送达', '评价', '办结', '归档'] as const
const [TOLD, HANDLED, OPINION, SERVED, RATED, CLOSED] = [2, 3, 4, 5, 6, 7] as const

function stationOf(view: PetitionView): number {
  const { state, record } = view
  switch (state.stage) {
    case 'to_sort':
      return state.isDescribed ? 1 : 0
    case 'handling':
    case 'transferred':
    case 'in_mediation':
    case 'led':
      return firstToldDay(record) || unitTold(view) ? HANDLED : TOLD
    case 'reviewing':
    case 'rechecking':
      return OPINION
    case 'opinion':
      return SERVED
    case 'closed':
      return TITLES.length - 1
    case 'archived':
      return TITLES.length
    default:
      return state.ratings.unit ? CLOSED : RATED
  }
}

/** How each station stands. Done is only what the record shows; a way that needs no opinion skips opinion and service. */
export function stationsOf(view: PetitionView): Station[] {
  const { state, record } = view
  const current = stationOf(view)
  const isElsewhere = ['guided', 'led', 'refused', 'replied', 'withdrawn', 'settled'].includes(state.stage)
  const happened = [
    state.isDescribed,
    firstSortingDay(record) !== undefined,
    firstToldDay(record) !== undefined || unitTold(view),
    current > HANDLED && firstSortingDay(record) !== undefined,
    state.opinions.handling !== null,
    (state.opinions.handling?.servedOn ?? null) !== null,
    state.ratings.unit,
    state.stage === 'closed' || state.stage === 'archived',
    state.stage === 'archived',
  ]
  return TITLES.map((title, at) => ({ title, state: stateAt(at) }))

  function stateAt(at: number): StationState {
    if (at === current) return 'now'
    if (happened[at]) return 'done'
    const isWithoutOpinion = (at === OPINION || at === SERVED) && !happened[OPINION] && (isElsewhere || at < current)
    if (isWithoutOpinion) return 'skipped'
    return at < current ? 'missed' : 'later'
  }
}

const unitTold = ({ record }: PetitionView): boolean => all(record, 'unitAccepts').some(({ toldOn }) => toldOn)

export function nextStep(view: PetitionView): NextStep {
  const { state, record } = view
  const found = withPublishing(withExtension(stepOf(view), view), view)
  const isUrgentOpen = state.isUrgent && !record.reportUrgent
  if (!isUrgentOpen || state.stage === 'archived') return found
  return {
    ...found,
    acts: ['reportUrgent', ...found.acts],
    checks: [{ text: '重大紧急已报告', isDone: false }, ...found.checks],
  }
}

/** Where the citizen agreed that the answer be published, that stands beside what leads on. */
function withPublishing(found: NextStep, { state }: PetitionView): NextStep {
  const isOpen = state.mayPublish && !state.wishesSecrecy && state.purpose !== 'report' && !state.publishedOn
  const isAnswered = ['served', 'settled', 'replied', 'closed'].includes(state.stage)
  if (!isOpen || !isAnswered) return found
  return {
    ...found,
    acts: [...found.acts, 'publish'],
    checks: [...found.checks, { text: '公开答复（信访人已同意）', isDone: false }],
  }
}

/** An extension of which the citizen was not told yet stands first until it was (Art. 34). */
function withExtension(found: NextStep, { state, record }: PetitionView): NextStep {
  const told = all(record, 'tellExtension').at(-1)?.seq ?? 0
  const isOpen = all(record, 'extendDeadline').some(({ seq, toldOn }) => !toldOn && seq > told)
  if (!isOpen || ['withdrawn', 'closed', 'archived'].includes(state.stage)) return found
  return {
    ...found,
    acts: ['tellExtension', ...found.acts],
    checks: [{ text: '已告知延期', isDone: false }, ...found.checks],
  }
}

function stepOf(view: PetitionView): NextStep {
  const { state } = view
  switch (state.stage) {
    case 'to_sort':
      return toSort(view)
    case 'handling':
      return handling(view)
    case 'transferred':
      return transferred(view)
    case 'in_mediation':
      return step('等待调解结果', '调解另有一件，一有结果会自动反馈到这里。调解不成的，回来继续办理。', [
        'mediationReturns',
        'contact',
      ])
    case 'led':
      return step(
        '关注其他途径',
        '信访人已被告知适用的程序。那边受理、有结果的，记下来；不需要再跟的可以办结。',
        state.procedureOn ? ['procedureEnds', 'close', 'contact'] : ['procedureBegins', 'close', 'contact'],
      )
    case 'opinion':
      return step('送达', '意见书送到信访人手里才算数：申请复查、复核的三十日从签收起算。', ['serve', 'feedBack'])
    case 'served':
      return served(view)
    case 'reviewing':
      return step('作出复查意见', '收到复查请求之日起三十日内书面答复（第三十五条）。', ['issueOpinion', 'contact'])
    case 'rechecking':
      return step('作出复核意见', '收到复核请求之日起三十日内作出；听证时间不计入（第三十六条）。', [
        'issueOpinion',
        'hear',
      ])
    case 'closed':
      return step('归档', '补齐档案后立卷归档，一事一档。', ['archive', 'rate', 'visitReturn', 'applyReview'])
    case 'archived':
      return step('已归档', '需要继续办理的，由负责人重新打开。', [])
    default:
      return step(
        '评价与办结',
        ENDS[state.stage] ?? '已经处理，可以办结。',
        state.ratings.unit || state.stage === 'withdrawn' ? ['close', 'serve'] : ['rate', 'close', 'serve'],
      )
  }
}

const RIGHT_LEFT = '信访人仍可在三十日内申请复查或复核，办结不影响这个权利。'
const NOTHING_LEFT = '复核意见是终局意见，不能再申请复查、复核（第三十六条）。'

function served({ state }: PetitionView): NextStep {
  const transfer = currentTransfer(state)
  const acts: FormName[] = state.ratings.unit ? ['close'] : ['rate', 'close']
  if (transfer?.mode === 'assign' && !transfer.reportedOn) acts.push('unitReports')
  const rest = state.opinions.recheck ? NOTHING_LEFT : RIGHT_LEFT
  return step('评价与办结', `请信访人评价，落实情况可以回访。${rest}`, [...acts, 'visitReturn', 'applyReview'])
}

const ENDS: Partial<Record<string, string>> = {
  settled: '已经达成协议。协议送达各方后办结。',
  replied: '已经答复信访人，可以办结。',
  guided: '已经告知信访人向谁提出。告知书送达后办结。',
  refused: '已经作出不予（再）受理。告知书送达后办结。',
  withdrawn: '信访人已经撤回，可以办结；以后仍可以再提出。',
}

function toSort({ state }: PetitionView): NextStep {
  if (state.objection === 'raised')
    return step('等待异议答复', '转送单位同意的，交还材料；不同意的，由本单位继续甄别办理。', ['senderDecides', 'sort'])
  if (!state.isDescribed)
    return step('补全信访登记', '登记卡上有的已经带好；补上目的、分类、请求和此前的程序。', ['describe', 'contact'])
  if (state.purpose === 'report')
    return step('转送有权单位', '检举控告已密封，按管理权限转送有权单位（第三十条）。', [
      'handReport',
      'sort',
      'contact',
    ])
  return step('甄别', '收到之日起十五日内甄别处理、书面告知信访人（第二十二条、第二十三条）。', [
    'sort',
    'mandate',
    'contact',
  ])
}

function handling(view: PetitionView): NextStep {
  const { state, record } = view
  const isTold = firstToldDay(record) !== undefined || unitTold(view)
  const checks = [
    { text: '已告知受理', isDone: isTold },
    { text: '联系过信访人', isDone: all(record, 'contact').length + all(record, 'feedBack').length > 0 },
  ]
  const unit = currentTransfer(state)?.unit
  if (!isTold)
    return step(
      '告知受理',
      '收到之日起十五日内书面告知信访人（第二十三条）。',
      unit ? ['tellAcceptance', 'tellDirection', 'issueOpinion'] : ['tellAcceptance', 'issueOpinion', 'contact'],
      checks,
    )
  return step(
    '办理',
    `${unit ? `由${unit}办理。` : ''}听取陈述、调查核实，出具信访处理意见书（第三十一条第六项）；可以调解、和解。`,
    unit
      ? ['unitReports', 'issueOpinion', 'contact', 'supervise', 'meet']
      : ['issueOpinion', 'contact', 'meet', 'settle', 'extendDeadline'],
    checks,
  )
}

function transferred(view: PetitionView): NextStep {
  const { state, record } = view
  const isToldWhere = firstToldDay(record) !== undefined
  if (state.purpose === 'report')
    return step(
      '已转送有权单位',
      '由有权单位依规办理和反馈。十五日内告知信访人已依规转送；告知和签收的材料齐全后可以办结。',
      isToldWhere ? ['close', 'contact', 'serve'] : ['tellDirection', 'close', 'contact'],
      [{ text: '已告知信访人', isDone: isToldWhere }],
    )
  const transfer = currentTransfer(state)
  if (!transfer) return step('甄别', '单位退回的，重新甄别。', ['sort'])
  const acts: FormName[] = []
  if (!isToldWhere) acts.push('tellDirection')
  if (!transfer.receivedOn) acts.push('recordUnitReceipt')
  if (!transfer.acceptedOn) acts.push('unitAccepts', 'unitObjects')
  acts.push('unitReports')
  if (transfer.reportedOn) acts.unshift('close')
  acts.push('supervise', 'contact')
  return step('跟踪承办单位', `已${transfer.mode === 'assign' ? '交办' : '转送'}${transfer.unit}。`, acts, [
    { text: '已告知信访人去向', isDone: isToldWhere },
    { text: '单位已签收', isDone: transfer.receivedOn !== null },
    { text: '单位已受理', isDone: transfer.acceptedOn !== null },
    { text: '单位已报告结果', isDone: transfer.reportedOn !== null },
  ])
}

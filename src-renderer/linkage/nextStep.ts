import type { LinkageActName } from '../../src-shared/linkage/events.ts'
import { activeParts, stageOf, type PartState } from '../../src-shared/linkage/fold.ts'
import type { LinkageView } from '../../src-shared/linkage/schema.ts'
import { step, type NextStep as AnyNextStep, type Station, type StationState } from '../workbench/nextStep.ts'
import { isActive } from './parts.ts'

export type NextStep = AnyNextStep<LinkageActName>

const TITLES = ['受理', '分流', '接件', '办理', '答复', '验证', '办结', '归档'] as const
/** The station that stands for each stage. */
const AT: Partial<Record<string, number>> = {
  to_describe: 0,
  to_dispatch: 1,
  to_receive: 2,
  handling: 3,
  to_verify: 5,
  verified: 6,
  closed: 7,
}

const RECEIPT = TITLES.indexOf('接件')
/** Units that owe and have not taken it up: after 改派 the new lead, while a helper is at work. */
const notReceived = <P extends Pick<PartState, 'receivedOn' | 'answeredOn'>>(parts: readonly P[]): P[] =>
  parts.filter(({ receivedOn, answeredOn }) => !receivedOn && !answeredOn)

/** A task that came back stands where it was taken up: a unit may give back what it never received. */
const stationAt = (stage: string, parts: readonly PartState[]): number =>
  stage === 'returned' || stage === 'to_confer'
    ? parts.some(({ receivedOn }) => receivedOn)
      ? 3
      : 2
    : (AT[stage] ?? TITLES.length)

/** How each station stands. Done is only what the record shows. */
export function stationsOf({ state }: LinkageView): Station[] {
  const stage = stageOf(state)
  const current = stationAt(stage, activeParts(state))
  const isFiled = state.filedOn !== null
  return TITLES.map((title, at) => ({ title, state: stateAt(at) }))

  function stateAt(at: number): StationState {
    if (isFiled && at > 0 && at < TITLES.length - 1) return 'skipped'
    if (isFiled && at === TITLES.length - 1) return state.archivedOn ? 'done' : 'now'
    if (at === current) return 'now'
    if (at === RECEIPT && at < current && notReceived(activeParts(state)).length > 0) return 'missed'
    return at < current ? 'done' : 'later'
  }
}

/** What leads on now, with what every unit still owes. */
export function nextStep(view: LinkageView): NextStep {
  const { state, parts } = view
  const active = parts.filter(isActive)
  const checks = active.map((part) => ({
    text: `${part.unit}${part.role === 'lead' ? '（主办）' : ''}${part.state === 'answered' ? '已答复' : `答复，${part.dueOn} 前`}`,
    isDone: part.state === 'answered',
  }))
  const cards: LinkageActName[] = active.some(({ dueCard }) => dueCard) ? ['supervise'] : []
  switch (stageOf(state)) {
    case 'to_describe':
      return step(
        '补全受理登记',
        '写明属于哪一联、从哪里来、什么类别；来件的编号照原样记下。登记了才列入台账和看板。',
        ['describe'],
      )
    case 'to_dispatch':
      return step('分流交办', '选定一个主办单位和需要的协办单位，各自写明期限。不用办的可以备案。', [
        'dispatch',
        'file',
      ])
    case 'to_receive':
      return step(
        '等待单位接件',
        '打印交办单送达各单位，接件后记下日期。过了亮牌线还没有接件的可以督办。',
        ['unitReceives', ...cards, 'unitReturns'],
        checks,
      )
    case 'handling': {
      const waiting = notReceived(active).map(({ unit }) => unit)
      return step(
        '等待单位答复',
        `各单位的答复都到齐后才能验证。${waiting.length > 0 ? `${waiting.join('、')}还没有接件。` : ''}`,
        [...cards, 'unitAnswers', ...(waiting.length > 0 ? (['unitReceives'] as const) : []), 'note', 'unitReturns'],
        checks,
      )
    }
    case 'returned':
      return step('处理退回', '退回理由成立的，改派主办单位；不成立的，不同意退回，期限照旧。', [
        'dispatch',
        'refuseReturn',
      ])
    case 'to_confer':
      return step('召集会商', '这是再次退回，由负责人召集有关单位会商，用纪要和决定定下主办单位。', ['confer'])
    case 'to_verify':
      if (state.isReopened)
        return step(
          '重新交办或验证',
          '已经重新打开。还要单位办的，重新交办、另定期限；已经办好的直接验证。',
          ['dispatch', 'verify'],
          checks,
        )
      return step('验证', '各单位都已答复。到现场、打电话或者看照片核实，没有办好的退回重办。', ['verify'], checks)
    case 'verified':
      return step('办结', '验证已通过。区分实质性、阶段性、程序性办结。', ['close', 'feedBack'])
    case 'closed': {
      const owed = state.openSupervisions.length
      const tell = state.toldOn ? '已经反馈，可以归档。' : '把结果反馈给来件单位或反映人，再归档。'
      return step('反馈和归档', owed > 0 ? `${tell}还有 ${owed} 次督办没有反馈，归档后不能再记。` : tell, [
        ...(state.toldOn ? [] : (['feedBack'] as const)),
        ...(owed > 0 ? (['superviseAnswer'] as const) : []),
        'archive',
        'lookBack',
      ])
    }
    case 'filed':
      return step('已备案', '不交办，可以归档；情况变化的由负责人重新打开。', ['archive', 'feedBack'])
    default:
      return step(
        '已归档',
        '需要继续办的，由负责人重新打开。',
        state.closure && state.closure !== 'substantive' ? ['lookBack', 'reopen'] : ['reopen'],
      )
  }
}

import type { InputOf } from '../../src-shared/contract.ts'
import { PETITION_ACT_TITLES } from '../../src-shared/petition/describe.ts'
import type { PetitionActName } from '../../src-shared/petition/events.ts'
import { PETITION_INPUTS, petitionContract, type PetitionView } from '../../src-shared/petition/schema.ts'
import { isPetitionAct } from '../../src-shared/petition/topic.ts'
import { call } from '../api/call.ts'
import type { WorkbenchTopic } from '../workbench/topic.ts'
import { useWorkbench as useSharedWorkbench, type Workbench } from '../workbench/workbench.ts'

const TITLES: Partial<Record<string, string>> = { sort: '甄别', unitObjects: '承办单位提出异议' }
const BUTTONS: Partial<Record<string, string>> = {
  sort: '甄别（逐步引导）',
  describe: '信访登记',
  tellAcceptance: '记录告知受理',
  transfer: '转送或交办',
  recordUnitReceipt: '记录签收',
  tellDirection: '记录去向告知',
  unitObjects: '记录单位异议',
  unitAccepts: '记录单位受理',
  unitReports: '记录办结报告',
  objectToSender: '提出异议',
  senderDecides: '记录异议答复',
  guide: '告知向谁提出',
  procedureBegins: '记录该程序受理',
  procedureEnds: '记录该程序结果',
  mediationReturns: '记录调解结果',
  hear: '记录听证',
  settle: '记录调解或和解协议',
  issueOpinion: '写意见书',
  serve: '记录送达',
  applyReview: '记录申请复查、复核',
  tellExtension: '记录延期告知',
  superviseAnswer: '记录督办反馈',
  reportUrgent: '记录紧急报告',
  contact: '记录联系',
  rate: '记录满意度评价',
  visitReturn: '记录回访',
  publish: '记录公开答复',
  withdraw: '记录撤回',
  revokeMandate: '委托人撤回委托',
  recuse: '记录经办人回避',
  recuseAgent: '记录代理员回避',
  runErrand: '记录代理事务',
  submit: '记录代为提交',
  recordReceipt: '记录回执',
  meet: '记录协调会',
  finishAction: '记录落实',
  feedBack: '记录反馈',
}
const titleOf = (act: string): string => TITLES[act] ?? PETITION_ACT_TITLES[act as PetitionActName]

export const petitionTopic: WorkbenchTopic<PetitionView> = {
  name: 'petition',
  read: (matterId) => call('petition.get', { matterId }),
  send: (act, input) => call(`petition.${act}` as 'petition.accept', input as InputOf<'petition.accept'>),
  schemaOf: (act) => PETITION_INPUTS[act as PetitionActName],
  rolesOf: (act) => petitionContract[`petition.${act === 'sort' ? 'accept' : (act as PetitionActName)}`].allow,
  titleOf,
  buttonOf: (act) => BUTTONS[act] ?? titleOf(act),
  hasForm: (name) => name === 'sort' || isPetitionAct(name),
  whyNotOwn: (act, view) => (act !== 'sort' || view?.state.stage === 'to_sort' ? undefined : '已经甄别处理'),
  whatIfExtended: (matterId, deadline, amount) =>
    call('petition.whatIfExtended', { matterId, ...clockOf(deadline), amount }),
  extensionOf: clockOf,
}

/** Rule and anchor that name a clock (`B-06:<id of the transfer>`). */
function clockOf({ id, ruleId }: { id: string; ruleId: string }): { ruleId: string; anchor: string } {
  return { ruleId, anchor: id === ruleId ? '' : id.slice(ruleId.length + 1) }
}

export const useWorkbench = (): Workbench<PetitionView> => useSharedWorkbench<PetitionView>()

import type { InputOf } from '../../src-shared/contract.ts'
import { LINKAGE_ACT_TITLES } from '../../src-shared/linkage/describe.ts'
import type { LinkageActName } from '../../src-shared/linkage/events.ts'
import { LINKAGE_INPUTS, linkageContract, type LinkageView } from '../../src-shared/linkage/schema.ts'
import { isLinkageAct } from '../../src-shared/linkage/topic.ts'
import { call } from '../api/call.ts'
import type { WorkbenchTopic } from '../workbench/topic.ts'
import { useWorkbench as useSharedWorkbench, type Workbench } from '../workbench/workbench.ts'

const BUTTONS: Partial<Record<LinkageActName, string>> = {
  file: '备案了结',
  unitReceives: '记录接件',
  unitReturns: '记录退回',
  confer: '记录会商决定',
  note: '记录办理情况',
  instruct: '记录领导批示',
  unitAnswers: '记录答复',
  superviseAnswer: '记录督办反馈',
  lookBack: '记录回看',
  feedBack: '记录反馈',
}
const titleOf = (act: string): string => LINKAGE_ACT_TITLES[act as LinkageActName]

export const linkageTopic: WorkbenchTopic<LinkageView> = {
  name: 'linkage',
  read: (matterId) => call('linkage.get', { matterId }),
  send: (act, input) => call(`linkage.${act}` as 'linkage.close', input as InputOf<'linkage.close'>),
  schemaOf: (act) => LINKAGE_INPUTS[act as LinkageActName],
  rolesOf: (act) => linkageContract[`linkage.${act as LinkageActName}`].allow,
  titleOf,
  buttonOf: (act) => BUTTONS[act as LinkageActName] ?? titleOf(act),
  hasForm: isLinkageAct,
  whatIfExtended: (matterId, deadline, amount) =>
    call('linkage.whatIfExtended', { matterId, ...clockOf(deadline), amount }),
  extensionOf: clockOf,
}

/** Rule and anchor that name a clock (`L-02:<the unit's part>`). */
function clockOf({ id, ruleId }: { id: string; ruleId: string }): { ruleId: string; anchor: string } {
  return { ruleId, anchor: id === ruleId ? '' : id.slice(ruleId.length + 1) }
}

export const useWorkbench = (): Workbench<LinkageView> => useSharedWorkbench<LinkageView>()

import type { InputOf } from '../../src-shared/contract.ts'
import { ACT_TITLES, MEDIATION_ACTS, type MediationActName } from '../../src-shared/mediation/events.ts'
import { mediationContract, type MediationView } from '../../src-shared/mediation/schema.ts'
import { isAct } from '../../src-shared/mediation/topic.ts'
import { call } from '../api/call.ts'
import type { WorkbenchTopic } from '../workbench/topic.ts'
import { useWorkbench as useSharedWorkbench, type Workbench } from '../workbench/workbench.ts'
import { buttonTitle } from './buttonTitles.ts'

/** `correct` is no event of the mediation's course, but a form like the others. */
export type ActName = MediationActName | 'correct'
/** Forms whose title says more than the event's. */
const OWN_TITLES: Partial<Record<string, string>> = {
  correct: '更正案件信息',
  signAsParty: '签名盖章',
  signAsMediator: '签名盖章',
  sealByCommittee: '签名盖章',
  recordSession: '调解记录',
  reachAgreement: '调解协议',
}
const titleOf = (act: string): string => OWN_TITLES[act] ?? ACT_TITLES[act as MediationActName]
const hasForm = (name: string): name is ActName => name === 'correct' || isAct(name)

export const mediationTopic: WorkbenchTopic<MediationView> = {
  name: 'mediation',
  read: (matterId) => call('mediation.get', { matterId }),
  send: (act, input) => call(`mediation.${act}` as 'mediation.accept', input as InputOf<'mediation.accept'>),
  schemaOf: (act) => MEDIATION_ACTS[act as MediationActName],
  rolesOf: (act) => mediationContract[`mediation.${act as ActName}`].allow,
  titleOf,
  buttonOf: (act) => buttonTitle(act, titleOf(act)),
  hasForm,
  whyNotOwn: (act, view) => (act !== 'correct' ? undefined : view?.detail ? '' : '尚未受理'),
  whatIfExtended: (matterId, { ruleId }, amount) => call('mediation.whatIfExtended', { matterId, ruleId, amount }),
  extensionOf: ({ ruleId }) => ({ ruleId }),
}

export const useWorkbench = (): Workbench<MediationView> => useSharedWorkbench<MediationView>()

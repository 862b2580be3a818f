import type { Component } from 'vue'
import AcceptForm from './forms/AcceptForm.vue'
import AgreementForm from './forms/AgreementForm.vue'
import CorrectForm from './forms/CorrectForm.vue'
import ExtendForm from './forms/ExtendForm.vue'
import MediatorsForm from './forms/MediatorsForm.vue'
import SessionForm from './forms/SessionForm.vue'
import SignaturesForm from './forms/SignaturesForm.vue'
import SimpleActForm from './forms/SimpleActForm.vue'
import type { ActName, OpenAct } from './workbench.ts'

const OWN_FORMS: Partial<Record<ActName, Component>> = {
  accept: AcceptForm,
  assignMediators: MediatorsForm,
  recordSession: SessionForm,
  reachAgreement: AgreementForm,
  signAsParty: SignaturesForm,
  signAsMediator: SignaturesForm,
  sealByCommittee: SignaturesForm,
  extendDeadline: ExtendForm,
  correct: CorrectForm,
}

/** The form of an act and what it needs to know. */
export function formOf({ act, ref }: OpenAct): { form: Component; props: Record<string, unknown> } {
  const own = OWN_FORMS[act]
  if (!own) return { form: SimpleActForm, props: { act } }
  return { form: own, props: act === 'recordSession' ? { sessionId: ref } : {} }
}

/** Acts as the workbench groups them; the three signings share one form. */
export const ACT_GROUPS: readonly { title: string; acts: readonly ActName[] }[] = [
  { title: '受理', acts: ['accept', 'refuse', 'correct'] },
  { title: '调解前', acts: ['recordConsent', 'tellRights', 'assignMediators', 'recordRecusal'] },
  { title: '调解与协议', acts: ['recordSession', 'reachAgreement', 'signAsParty', 'terminate'] },
  {
    title: '履行以后',
    acts: ['performInstalment', 'concludePerformance', 'visitReturn', 'applyConfirmation', 'decideConfirmation'],
  },
  { title: '期限', acts: ['extendDeadline', 'recordPause'] },
  { title: '结案', acts: ['close', 'archive', 'reopen'] },
]

const BUTTON_TITLES: Partial<Record<ActName, string>> = {
  accept: '受理',
  recordConsent: '记录各方意见',
  tellRights: '记录权利义务告知',
  recordRecusal: '记录回避',
  recordSession: '写调解记录',
  reachAgreement: '写协议',
  signAsParty: '记录签名盖章',
  performInstalment: '记录分期履行',
  concludePerformance: '记录履行情况',
  visitReturn: '记录回访',
  decideConfirmation: '记录司法确认结果',
  recordPause: '记录不计入期限的时间',
  correct: '更正案件信息',
}
export function buttonTitle(act: ActName, title: string): string {
  return BUTTON_TITLES[act] ?? title
}

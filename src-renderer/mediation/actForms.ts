import type { Component } from 'vue'
import type { MediationActName } from '../../src-shared/mediation/events.ts'
import AcceptForm from './forms/AcceptForm.vue'
import AgreementForm from './forms/AgreementForm.vue'
import CorrectForm from './forms/CorrectForm.vue'
import MediatorsForm from './forms/MediatorsForm.vue'
import SessionForm from './forms/SessionForm.vue'
import SignaturesForm from './forms/SignaturesForm.vue'
import ExtendForm from '../workbench/ExtendForm.vue'
import SpecActForm from '../workbench/SpecActForm.vue'
import type { OpenAct } from '../workbench/workbench.ts'
import type { ActGroup } from '../workbench/actGroups.ts'
import { EARLY_ACTS } from './earlyActs.ts'
import { LATE_ACTS } from './lateActs.ts'
import type { ActName } from './workbench.ts'

const OWN_FORMS: Partial<Record<string, Component>> = {
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
  const spec = EARLY_ACTS[act as MediationActName] ?? LATE_ACTS[act as MediationActName]
  if (own === undefined) return { form: SpecActForm, props: { act, spec } }
  if (act === 'extendDeadline') return { form: own, props: { approver: '双方当事人' } }
  return { form: own, props: act === 'recordSession' ? { sessionId: ref } : {} }
}

/** Acts as the workbench groups them; the three signings share one form. */
export const ACT_GROUPS: readonly ActGroup<ActName>[] = [
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

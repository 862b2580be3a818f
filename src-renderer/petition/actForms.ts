import type { Component } from 'vue'
import type { PetitionActName } from '../../src-shared/petition/events.ts'
import type { ActGroup } from '../workbench/actGroups.ts'
import ExtendForm from '../workbench/ExtendForm.vue'
import SpecActForm from '../workbench/SpecActForm.vue'
import type { OpenAct } from '../workbench/workbench.ts'
import { PETITION_SPECS } from './acts/allActs.ts'
import DescribeForm from './DescribeForm.vue'
import SortingForm from './SortingForm.vue'
import { WAYS } from './ways.ts'
import type { FormName } from './formName.ts'

const EXTENSION =
  '情况复杂的，经本单位负责人批准可以延长，不超过三十日，并告知信访人延期理由（信访工作条例第三十四条）。期限已过的不能再批准。'

/** The form of an act and what it needs to know. */
export function formOf({ act, ref, preset }: OpenAct): { form: Component; props: Record<string, unknown> } {
  if (act === 'sort') return { form: SortingForm, props: {} }
  if (act === 'describe') return { form: DescribeForm, props: { preset } }
  if (act === 'extendDeadline') return { form: ExtendForm, props: { approver: '', note: EXTENSION, asksTold: true } }
  const spec = PETITION_SPECS[act as PetitionActName]
  if (!spec) throw new Error(`No form for ${act}`)
  return { form: SpecActForm, props: { act, spec, of: ref, preset } }
}

/** Acts as the workbench groups them. */
export const ACT_GROUPS: readonly ActGroup<FormName>[] = [
  { title: '登记', acts: ['describe', 'reportUrgent', 'contact', 'withdraw'] },
  { title: '甄别', acts: ['sort', ...WAYS] },
  { title: '告知', acts: ['tellAcceptance', 'tellDirection', 'senderDecides'] },
  {
    title: '承办单位',
    acts: ['recordUnitReceipt', 'unitAccepts', 'unitObjects', 'unitReports', 'supervise', 'superviseAnswer'],
  },
  { title: '其他途径', acts: ['procedureBegins', 'procedureEnds', 'mediationReturns'] },
  { title: '办理与意见', acts: ['recuse', 'hear', 'settle', 'issueOpinion', 'serve', 'applyReview'] },
  { title: '期限', acts: ['extendDeadline', 'tellExtension'] },
  {
    title: '代理',
    acts: ['mandate', 'runErrand', 'submit', 'recordReceipt', 'meet', 'finishAction', 'feedBack'],
  },
  { title: '代理变动', acts: ['handOverAgency', 'recuseAgent', 'revokeMandate', 'endMandate'] },
  { title: '结案', acts: ['rate', 'publish', 'visitReturn', 'close', 'archive', 'reopen'] },
]

import type { Component } from 'vue'
import type { LinkageActName } from '../../src-shared/linkage/events.ts'
import type { ActGroup } from '../workbench/actGroups.ts'
import ExtendForm from '../workbench/ExtendForm.vue'
import SpecActForm from '../workbench/SpecActForm.vue'
import type { OpenAct } from '../workbench/workbench.ts'
import { PLAIN_ACTS } from './acts.ts'
import DirectoryForm from './DirectoryForm.vue'

const EXTENSION = '单位有正当理由的，经分管领导批准可以延期；亮牌线跟着后移。期限已过的不能再批准。'

/** The form of an act and what it needs to know. */
export function formOf({ act, ref, preset }: OpenAct): { form: Component; props: Record<string, unknown> } {
  if (act === 'extendDeadline') return { form: ExtendForm, props: { approver: '', note: EXTENSION } }
  const spec = PLAIN_ACTS[act as LinkageActName]
  return spec
    ? { form: SpecActForm, props: { act, spec, of: ref, preset } }
    : { form: DirectoryForm, props: { act, of: ref, preset } }
}

/** Acts by the five 统一 of B.4. */
export const ACT_GROUPS: readonly ActGroup<LinkageActName>[] = [
  { title: '统一受理', acts: ['describe', 'file'] },
  {
    title: '统一分流',
    acts: ['dispatch', 'addHelpers', 'releaseHelper', 'unitReceives', 'unitReturns', 'refuseReturn'],
  },
  { title: '统一协调', acts: ['confer', 'note', 'instruct', 'copyTo', 'markUrgent', 'endUrgent', 'extendDeadline'] },
  { title: '统一督办', acts: ['supervise', 'superviseAnswer', 'unitAnswers', 'verify'] },
  { title: '统一归档', acts: ['close', 'feedBack', 'archive', 'lookBack', 'reopen'] },
]

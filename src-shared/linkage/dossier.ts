import type { Day } from '../kernel/day.ts'
import type { DossierGap } from '../mediation/schema.ts'
import { levelTitle, ROLES_OF_UNIT } from './codes.ts'
import { activeParts, findPart, stageOf, type LinkageState } from './fold.ts'
import { all, assignmentsOf, last, type LinkageRecord } from './project.ts'

/** What a check-up needs to know besides state and record. */
export interface LinkageDossierFacts {
  receivedOn: Day
  /** A paper of this kind and about this (a part, a supervision, a conference) is issued and not void. */
  isIssued: (kind: string, ref: string) => boolean
  /** The order left as a sealed package: none on paper is wanted. */
  isHandedOver: (key: string) => boolean
}

/** The file of a task as it stands: papers of part B.3 that are wanting, answers that are not in it, days out of order. */
export function checkLinkageDossier(
  state: LinkageState,
  record: LinkageRecord,
  facts: LinkageDossierFacts,
): DossierGap[] {
  if (!state.isDescribed) return [{ kind: 'missing', text: '受理登记没有补全', field: 'describe' }]
  return [
    ...[...paperGaps(state, record, facts), ...answerGaps(state, record)].map(([text, field]) => ({
      kind: 'missing' as const,
      text,
      field,
    })),
    ...outOfOrder(record, facts),
  ]
}

type Lack = [text: string, field: string]

function paperGaps(state: LinkageState, record: LinkageRecord, facts: LinkageDossierFacts): Lack[] {
  const titleOf = (key: string): string => findPart(state, key)?.unit ?? ''
  return [
    ...(facts.isIssued('linkage_intake', '') ? [] : [['缺受理单', 'linkage_intake'] as Lack]),
    ...activeParts(state)
      .filter(({ key }) => !facts.isIssued('linkage_order', key) && !facts.isHandedOver(key))
      .map(({ role, unit }): Lack => [`缺${ROLES_OF_UNIT[role]}${unit}的交办单`, 'linkage_order']),
    ...all(record, 'supervise')
      .filter(({ id }) => !facts.isIssued('linkage_supervision', id))
      .map(({ key, level, on }): Lack => [
        `缺 ${on} 对${titleOf(key)}${levelTitle(level)}的督办单`,
        'linkage_supervision',
      ]),
    ...all(record, 'confer')
      .filter(({ id }) => !facts.isIssued('linkage_minutes', id))
      .map(({ on }): Lack => [`缺 ${on} 的会商纪要`, 'linkage_minutes']),
  ]
}

/** What is owed once the task has ended. */
function answerGaps(state: LinkageState, record: LinkageRecord): Lack[] {
  if (!['closed', 'archived'].includes(stageOf(state))) return []
  const waiting = all(record, 'supervise').filter(({ id }) => state.openSupervisions.includes(id))
  return [
    ...waiting.map(({ key, on }): Lack => [
      `${on} 对${findPart(state, key)?.unit ?? ''}的督办没有反馈`,
      'superviseAnswer',
    ]),
    ...(state.toldOn ? [] : [['没有把结果反馈给来件单位或反映人', 'feedBack'] as Lack]),
  ]
}

function outOfOrder(record: LinkageRecord, { receivedOn }: LinkageDossierFacts): DossierGap[] {
  const gap = (text: string, later: Day, earlier: Day, field: string): DossierGap[] =>
    later < earlier ? [{ kind: 'order', text: `${text}（${later} 早于 ${earlier}）`, field }] : []
  const happenedOn = last(record, 'describe')?.happenedOn
  return [
    ...(happenedOn ? gap('收到早于发生', receivedOn, happenedOn, 'describe') : []),
    ...assignmentsOf(record).flatMap(({ unit, on }) => gap(`交办${unit}早于收到`, on, receivedOn, 'amend')),
  ]
}

import type { DocumentRow } from '../../src-shared/intake/schema.ts'
import { levelTitle, ROLES_OF_UNIT } from '../../src-shared/linkage/codes.ts'
import type { PartState } from '../../src-shared/linkage/fold.ts'
import { all, assignmentsOf } from '../../src-shared/linkage/project.ts'
import type { LinkageView } from '../../src-shared/linkage/schema.ts'
import type { PaperKind } from '../../src-shared/paper/registry.ts'
import { linkageDossierProblems } from './linkageDossierCheck.ts'
import { paperLine } from './listPapers.ts'
import type { MatterFile } from './matterFile.ts'

/** How a part ended, as a clerk says it. */
const ENDED_AS: Record<NonNullable<PartState['endedAs']>, string> = {
  returned: '已退回',
  released: '已退出协办',
  replaced: '已改派',
}
const ENDED_SECTION = '以前的交办（已经结束）'

/**
 * The papers of a task in the order in which they arise: what can be made, what must be, how often it was. Those of parts
 * that ended stand apart at the end and say how they ended.
 */
export function listLinkagePapers(file: MatterFile, documents: readonly DocumentRow[]): LinkageView['papers'] {
  const { linkage, linkageRecord: record } = file
  const line = (kind: PaperKind, isRequired: boolean, ref = '', refTitle = '', why = '', section?: string) =>
    paperLine(documents, { kind, isRequired, why, ref, refTitle, ...(section === undefined ? {} : { section }) })
  const units = assignmentsOf(record)
  const titleOf = (key: string): string => units.find((each) => each.key === key)?.unit ?? ''
  const endOf = (key: string) => linkage.parts.find((each) => each.key === key)?.endedAs ?? null
  const papersOf = ({ key, unit }: { key: string; unit: string }, order: string, section?: string) => [
    line('linkage_order', section === undefined, key, order, '', section),
    line('linkage_reply', false, key, section === undefined ? unit : order, '', section),
    line('linkage_transfer', false, key, section === undefined ? unit : order, '', section),
  ]
  const inForce = units.filter(({ key }) => endOf(key) === null)
  const ended = units.flatMap((part) => {
    const how = endOf(part.key)
    return how === null ? [] : [{ ...part, how: ENDED_AS[how] }]
  })
  return [
    line('linkage_intake', linkage.isDescribed, '', '', linkage.isDescribed ? '' : '请先补全受理登记'),
    ...[...inForce.filter(({ role }) => role === 'lead'), ...inForce.filter(({ role }) => role === 'helper')].flatMap(
      (part) => papersOf(part, `${ROLES_OF_UNIT[part.role]} ${part.unit}`),
    ),
    ...all(record, 'supervise').map(({ id, key, level, on }) =>
      line('linkage_supervision', true, id, `${levelTitle(level)} ${titleOf(key)} ${on}`),
    ),
    ...all(record, 'confer').map(({ id, on }) => line('linkage_minutes', true, id, on)),
    line('linkage_application', false),
    line('linkage_report', false),
    line('dossier_gaps', false, '', '', linkageDossierProblems(file).length > 0 ? '' : '卷宗体检没有发现问题'),
    line('deadline_sheet', false, '', '', file.deadlines.length > 0 ? '' : '这件事项没有在走的期限'),
    ...distinct(ended).flatMap(({ as, ...part }) => papersOf(part, as, ENDED_SECTION)),
  ]
}

/** Parts that ended, each under words of its own: with its day, and a number where one unit had it twice on one day. */
function distinct<P extends { key: string; unit: string; role: 'lead' | 'helper'; on: string; how: string }>(
  parts: readonly P[],
): (P & { as: string })[] {
  const words = parts.map(({ role, unit, on, how }) => `${ROLES_OF_UNIT[role]} ${unit} ${on} 交办，${how}`)
  return parts.map((part, at) => {
    const before = words.slice(0, at).filter((each) => each === words[at]).length
    const isOnly = words.filter((each) => each === words[at]).length === 1
    return { ...part, as: isOnly ? (words[at] ?? '') : `${words[at]}，第 ${before + 1} 次` }
  })
}

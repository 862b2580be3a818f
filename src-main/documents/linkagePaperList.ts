import type { DocumentRow } from '../../src-shared/intake/schema.ts'
import { levelTitle, ROLES_OF_UNIT } from '../../src-shared/linkage/codes.ts'
import { all, assignmentsOf } from '../../src-shared/linkage/project.ts'
import type { LinkageView } from '../../src-shared/linkage/schema.ts'
import type { PaperKind } from '../../src-shared/paper/registry.ts'
import { paperLine } from './listPapers.ts'
import type { MatterFile } from './matterFile.ts'

/** The papers of a task in the order in which they arise: what can be made, what must be, how often it was. */
export function listLinkagePapers(file: MatterFile, documents: readonly DocumentRow[]): LinkageView['papers'] {
  const { linkage, linkageRecord: record } = file
  const line = (kind: PaperKind, isRequired: boolean, ref = '', refTitle = '', why = '') =>
    paperLine(documents, { kind, isRequired, why, ref, refTitle })
  const units = assignmentsOf(record)
  const titleOf = (key: string): string => units.find((each) => each.key === key)?.unit ?? ''
  return [
    line('linkage_intake', linkage.isDescribed, '', '', linkage.isDescribed ? '' : '请先补全受理登记'),
    ...units.flatMap(({ key, unit, role }) => [
      line('linkage_order', true, key, `${ROLES_OF_UNIT[role]} ${unit}`),
      line('linkage_reply', false, key, unit),
      line('linkage_transfer', false, key, unit),
    ]),
    ...all(record, 'supervise').map(({ id, key, level, on }) =>
      line('linkage_supervision', true, id, `${levelTitle(level)} ${titleOf(key)} ${on}`),
    ),
    ...all(record, 'confer').map(({ id, on }) => line('linkage_minutes', true, id, on)),
    line('linkage_application', false),
    line('linkage_report', false),
    line('deadline_sheet', false, '', '', file.deadlines.length > 0 ? '' : '这件事项没有在走的期限'),
  ]
}

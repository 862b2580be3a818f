import type { DocumentRow } from '../../src-shared/intake/schema.ts'
import type { MediationView } from '../../src-shared/mediation/schema.ts'
import { dossierOrder } from '../../src-shared/mediation/dossier.ts'
import { PAPERS, type PaperKind } from '../../src-shared/paper/registry.ts'
import { dossierProblems } from './dossierCheck.ts'
import type { MatterFile } from './matterFile.ts'

type PaperLine = MediationView['papers'][number]

/** One line of a matter's list of papers; `why` is why it cannot be made now, empty if it can. */
export function paperLine(
  documents: readonly DocumentRow[],
  {
    kind,
    ref,
    why,
    ...more
  }: Pick<PaperLine, 'isRequired' | 'ref' | 'refTitle' | 'section' | 'why'> & { kind: PaperKind },
): PaperLine {
  const issued = documents.filter((each) => each.kind === kind && each.ref === ref && !each.isVoid).length
  return { kind, title: PAPERS[kind].title, ...more, ref, canIssue: why === '', why, issued }
}

/** The papers of a mediation in dossier order: what can be made, what must be, how often it was. */
export function listPapers(file: MatterFile, documents: readonly DocumentRow[]): PaperLine[] {
  const { accepted, agreement, sessions, terminated, returnVisit } = file.record
  const isConfirmable = agreement?.form === 'written' && file.mediation.agreement?.effectiveOn != null
  const line = (kind: PaperKind, isRequired: boolean, why: string, ref = '', refTitle = '') =>
    paperLine(documents, { kind, isRequired, why, ref, refTitle })
  const needs = (has: unknown, why: string): string => (has ? '' : why)
  const lines = [
    line('dossier_cover', true, needs(accepted, '受理后可制作')),
    line('dossier_catalogue', true, needs(accepted, '受理后可制作')),
    line('application_form', false, ''),
    line('acceptance_form', true, needs(accepted, '受理后可制作')),
    line('rights_notice', true, needs(accepted, '受理后可制作')),
    ...(sessions.length === 0
      ? [line('session_record', true, '还没有调解记录')]
      : sessions.map((session) =>
          line('session_record', true, '', session.id, `第 ${session.no} 次 ${session.heldOn}`),
        )),
    ...(agreement?.form === 'oral'
      ? [line('oral_agreement', true, '')]
      : [line('agreement', agreement !== null, needs(agreement, '还没有达成书面协议'))]),
    ...(terminated ? [line('termination_notice', true, '')] : []),
    ...(file.matter.stage === 'refused' ? [line('refusal_notice', true, '')] : []),
    line('return_visit', false, needs(returnVisit, '还没有回访')),
    line('judicial_confirmation', false, needs(isConfirmable, '书面协议生效后可制作')),
    line('dossier_gaps', false, needs(dossierProblems(file).length > 0, '卷宗体检没有发现问题')),
    line('deadline_sheet', false, needs(accepted, '受理后可制作')),
  ]
  return lines.sort((a, b) => dossierOrder(a.kind) - dossierOrder(b.kind))
}

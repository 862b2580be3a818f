import type { DocumentRow } from '../../src-shared/intake/schema.ts'
import type { PaperKind } from '../../src-shared/paper/registry.ts'
import { petitionDossierOrder } from '../../src-shared/petition/dossier.ts'
import type { PetitionView } from '../../src-shared/petition/schema.ts'
import { paperLine } from './listPapers.ts'
import type { MatterFile } from './matterFile.ts'

/** The papers of a petition in dossier order: what can be made, what must be, how often it was. */
export function listPetitionPapers(file: MatterFile, documents: readonly DocumentRow[]): PetitionView['papers'] {
  const line = (kind: PaperKind, isRequired: boolean, why: string, ref = '', refTitle = '') =>
    paperLine(documents, { kind, isRequired, why, ref, refTitle })
  const lines = [line('deadline_sheet', false, file.deadlines.length > 0 ? '' : '没有期限')]
  return lines.sort((a, b) => petitionDossierOrder(a.kind) - petitionDossierOrder(b.kind))
}

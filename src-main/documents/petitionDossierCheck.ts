import type { DossierGap } from '../../src-shared/mediation/schema.ts'
import { checkPetitionDossier } from '../../src-shared/petition/dossier.ts'
import { partiesOf, type MatterFile } from './matterFile.ts'

/** 一事一档 of a petition as it stands, by its acts, its parties and the papers issued. */
export function petitionDossierProblems(file: MatterFile): DossierGap[] {
  const citizens = partiesOf(file, 'visitor', 'applicant', 'representative')
  return checkPetitionDossier(file.petition, file.petitionRecord, {
    receivedOn: file.matter.receivedOn,
    issuedKinds: new Set(file.documents.filter((each) => !each.isVoid).map((each) => each.kind)),
    hasContact: citizens.some((party) => party.address !== '' || party.phone !== ''),
    isAnonymous: file.matter.isAnonymous === 1,
  })
}

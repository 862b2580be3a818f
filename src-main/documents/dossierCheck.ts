import { checkDossier } from '../../src-shared/mediation/dossier.ts'
import type { DossierGap } from '../../src-shared/mediation/schema.ts'
import { nameOf, principals, type MatterFile } from './matterFile.ts'
import { listDocuments } from './repo.ts'

/** 卷宗体检 of a matter as it stands, by its acts, its parties and the papers issued. */
export function dossierProblems(file: MatterFile): DossierGap[] {
  const issued = listDocuments(file.ctx.db, file.matter.id).filter((document) => !document.isVoid)
  return checkDossier(file.mediation, file.record, {
    receivedOn: file.matter.receivedOn,
    partyIds: principals(file).map((party) => party.partyId),
    nameOf: (id) => nameOf(file, id) || '当事人',
    issuedKinds: new Set(issued.map((document) => document.kind)),
    hasIdentity: (id) => file.parties.some((party) => party.partyId === id && party.idNumber !== ''),
  })
}

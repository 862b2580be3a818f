import { checkLinkageDossier } from '../../src-shared/linkage/dossier.ts'
import type { DossierGap } from '../../src-shared/mediation/schema.ts'
import { handedOver } from '../linkage/sealed/handedOver.ts'
import type { MatterFile } from './matterFile.ts'

/** The file of a task as it stands, by its acts, the papers issued and the packages handed over. */
export function linkageDossierProblems(file: MatterFile): DossierGap[] {
  const papers = file.documents.filter((each) => !each.isVoid)
  return checkLinkageDossier(file.linkage, file.linkageRecord, {
    receivedOn: file.matter.receivedOn,
    isIssued: (kind, ref) => papers.some((each) => each.kind === kind && each.ref === ref),
    isHandedOver: (key) => handedOver(file.events, key).length > 0,
  })
}

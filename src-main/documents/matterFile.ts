import { foldMatter, type MatterState } from '../../src-shared/intake/matterFold.ts'
import { PARTY_ROLES } from '../../src-shared/intake/schema.ts'
import { ageOn } from '../../src-shared/intake/identity.ts'
import { ETHNICITIES, ID_TYPES, SEXES } from '../../src-shared/intake/codes.ts'
import { codeTitle } from '../../src-shared/kernel/codeTable.ts'
import { INITIAL_LINKAGE, type LinkageState } from '../../src-shared/linkage/fold.ts'
import { projectLinkage, type LinkageRecord } from '../../src-shared/linkage/project.ts'
import { INITIAL_MEDIATION, type MediationState } from '../../src-shared/mediation/fold.ts'
import { projectMediation, type MediationRecord } from '../../src-shared/mediation/project.ts'
import type { DocumentRow, Reported } from '../../src-shared/intake/schema.ts'
import { INITIAL_PETITION, type PetitionState } from '../../src-shared/petition/fold.ts'
import { projectPetition, type PetitionRecord } from '../../src-shared/petition/project.ts'
import { listDeadlines, type DeadlineRow } from '../intake/deadlineRepo.ts'
import { listParties, type MatterParty } from '../intake/partyRepo.ts'
import { getMatter, takenEvents, TOPIC_FOLDS } from '../intake/record.ts'
import { listEvents, type EventRow, type MatterRecord } from '../intake/repo.ts'
import { listReported } from '../intake/sealRepo.ts'
import { findMediation, type MediationRow } from '../mediation/repo.ts'
import { findPetition, type PetitionRow } from '../petition/repo.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { listDocuments } from './repo.ts'

/** A matter with everything that its papers draw on. */
export interface MatterFile {
  ctx: Ctx
  matter: MatterRecord
  events: EventRow[]
  state: MatterState
  parties: MatterParty[]
  mediation: MediationState
  record: MediationRecord
  row: MediationRow | undefined
  petition: PetitionState
  petitionRecord: PetitionRecord
  petitionRow: PetitionRow | undefined
  linkage: LinkageState
  linkageRecord: LinkageRecord
  /** Papers already issued, void ones among them, oldest first. */
  documents: DocumentRow[]
  deadlines: DeadlineRow[]
  /** Whom a report (检举控告) is about; empty for any other matter. */
  reported: Reported[]
}

export function openFile(ctx: Ctx, matterId: string): MatterFile {
  const matter = getMatter(ctx, matterId)
  const events = listEvents(ctx.db, matterId)
  const state = foldMatter(events, TOPIC_FOLDS)
  const taken = takenEvents(events, state)
  return {
    ctx,
    matter,
    events: taken,
    state,
    parties: listParties(ctx.db, matterId),
    mediation: state.kind === 'mediation' ? (state.topic as MediationState) : INITIAL_MEDIATION,
    record: projectMediation(taken),
    row: findMediation(ctx.db, matterId),
    petition: state.kind === 'petition' ? (state.topic as PetitionState) : INITIAL_PETITION,
    petitionRecord: projectPetition(taken),
    petitionRow: findPetition(ctx.db, matterId),
    linkage: state.kind === 'linkage' ? (state.topic as LinkageState) : INITIAL_LINKAGE,
    linkageRecord: projectLinkage(taken),
    documents: listDocuments(ctx.db, matterId),
    deadlines: listDeadlines(ctx.db, matterId),
    reported: matter.isSealed === 1 ? listReported(ctx.db, matterId) : [],
  }
}

const PRINCIPALS = ['applicant', 'visitor', 'respondent', 'third_party']

/** The parties themselves; agents and guardians print inside the block of the one they act for. */
export const principals = (file: MatterFile): MatterParty[] =>
  file.parties.filter((party) => PRINCIPALS.includes(party.role))

export function partiesOf(file: MatterFile, ...roles: MatterParty['role'][]): MatterParty[] {
  return file.parties.filter((party) => roles.includes(party.role))
}

/** A party as the shared block of all forms prints it (A2.3). */
export function toPrintParty(file: MatterFile, party: MatterParty) {
  const helpers = (role: 'agent' | 'guardian') =>
    file.parties
      .filter((each) => each.role === role && (each.actsFor === party.name || each.actsFor === ''))
      .map((each) => ({
        name: each.name,
        relation: '',
        authority: each.authority,
        idNumber: each.idNumber,
        phone: each.phone,
      }))
  return {
    standing: party.role === 'visitor' ? '申请人' : PARTY_ROLES[party.role],
    kind: party.kind,
    name: party.name,
    sex: party.sex === '0' ? '' : (codeTitle(SEXES, party.sex) ?? ''),
    ethnicity: party.ethnicity ? (codeTitle(ETHNICITIES, party.ethnicity) ?? '') : '',
    age: party.birthOn ? `${ageOn(party.birthOn, file.ctx.today)}岁` : '',
    occupation: party.occupation,
    phone: party.phone,
    address: party.address,
    idType: party.idType ? (codeTitle(ID_TYPES, party.idType) ?? '') : '',
    idNumber: party.kind === 'person' ? party.idNumber : '',
    creditCode: party.kind === 'person' ? '' : party.idNumber,
    legalRepresentative: party.legalRepresentative,
    legalRepresentativeTitle: party.legalRepresentativeTitle,
    agents: helpers('agent'),
    guardians: helpers('guardian'),
  }
}

export const nameOf = (file: MatterFile, partyId: string): string =>
  file.parties.find((party) => party.partyId === partyId)?.name ?? ''

import { AppError } from '../../src-shared/kernel/errors.ts'
import type { DocumentRow } from '../../src-shared/intake/schema.ts'
import { PAPERS, type PaperKind } from '../../src-shared/paper/registry.ts'
import { petitionDossierOrder } from '../../src-shared/petition/dossier.ts'
import { all, opinionOf, type PetitionRecord } from '../../src-shared/petition/project.ts'
import type { PetitionActName } from '../../src-shared/petition/events.ts'
import type { PetitionView } from '../../src-shared/petition/schema.ts'
import type { Builder } from './draftPaper.ts'
import { paperLine } from './listPapers.ts'
import type { MatterFile } from './matterFile.ts'
import { petitionDossierProblems } from './petitionDossierCheck.ts'
import { chinese } from './petitionFile.ts'
import { serviceOf } from './petitionOpinions.ts'
import { PETITION_BUILDERS } from './petitionPapers.ts'

/** Papers to the citizen, each with a 送达回证 of its own. */
const SERVED: readonly string[] = [
  'petition_acceptance_notice',
  'petition_direction_notice',
  'petition_guidance_notice',
  'petition_refusal',
  'petition_no_more',
  'petition_procedure_notice',
  'petition_extension_notice',
  'petition_opinion',
  'petition_review_opinion',
  'petition_recheck_opinion',
  'petition_hearing_notice',
]

type Line = PetitionView['papers'][number]
type AddLine = (kind: PaperKind, isRequired?: boolean, ref?: string, refTitle?: string) => void

/** The papers of a petition in dossier order: what can be made, what must be, how often it was. */
export function listPetitionPapers(file: MatterFile, documents: readonly DocumentRow[]): PetitionView['papers'] {
  const lines: Line[] = []
  const add: AddLine = (kind, isRequired = false, ref = '', refTitle = '') =>
    void lines.push(paperLine(documents, { kind, isRequired, why: whyNot(file, kind, ref), ref, refTitle }))
  addForms(file, add)
  addNotices(file, add)
  addAgency(file, add)
  addService(file, documents, add)
  return lines.sort((a, b) => petitionDossierOrder(a.kind) - petitionDossierOrder(b.kind))
}

/** Why a paper cannot be made now: asks the one who would make it. */
function whyNot(file: MatterFile, kind: PaperKind, ref: string): string {
  const build = PETITION_BUILDERS[kind] as Builder<PaperKind> | undefined
  if (kind === 'deadline_sheet') return file.deadlines.length > 0 ? '' : '这件事项没有在走的期限'
  if (kind === 'dossier_gaps') return petitionDossierProblems(file).length > 0 ? '' : '档案体检没有发现问题'
  try {
    build?.(file, ref, '')
    return ''
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}

function addForms({ petition, petitionRecord: record, matter }: MatterFile, add: AddLine): void {
  add('petition_registration', true)
  add('petition_satisfaction')
  add('petition_closing', petition.closedOn !== null)
  if (petition.closedOn) add('petition_closing', false, 'report', '结案报告')
  add('petition_cover', true)
  add('petition_catalogue', true)
  add('deadline_sheet')
  add('dossier_gaps')
  if (matter.channel === 'transfer') add('petition_report')
  each(record, 'visitReturn', ({ id, on }) => add('petition_return_visit', false, id, chinese(on)))
}

function addNotices({ petition, petitionRecord: record }: MatterFile, add: AddLine): void {
  const has = (name: PetitionActName): boolean => all(record, name).length > 0
  if (has('accept') || petition.stage === 'to_sort') add('petition_acceptance_notice', has('accept'))
  each(record, 'transfer', ({ id, unit, on }) => {
    add('petition_transfer_letter', true, id, `${unit} ${chinese(on)}`)
    add('petition_direction_notice', true, id, `${unit} ${chinese(on)}`)
  })
  each(record, 'handReport', ({ id, organ }) => add('petition_transfer_letter', true, id, organ))
  if (has('guide')) add('petition_guidance_notice', true)
  if (has('objectToSender')) add('petition_objection', true)
  for (const ground of new Set(all(record, 'refuse').map((refused) => refused.ground)))
    add(ground === 'after_recheck' ? 'petition_no_more' : 'petition_refusal', true)
  if (has('leadToProcedure')) add('petition_procedure_notice', true)
  each(record, 'extendDeadline', ({ id, on, amount }) =>
    add('petition_extension_notice', true, id, `${chinese(on)} ${amount}日`),
  )
  if (has('accept') || has('unitAccepts')) add('petition_opinion', opinionOf(record, 'handling') !== undefined)
  if (opinionOf(record, 'review')) add('petition_review_opinion', true)
  if (opinionOf(record, 'recheck')) add('petition_recheck_opinion', true)
  if (petition.stage === 'handling' || petition.stage === 'rechecking') add('petition_hearing_notice')
  each(record, 'hear', ({ id, fromOn }) => {
    add('petition_hearing_notice', false, id, chinese(fromOn))
    add('petition_hearing_record', true, id, chinese(fromOn))
  })
  each(record, 'settle', ({ id, on }) => add('petition_settlement', true, id, chinese(on)))
  each(record, 'supervise', ({ id, unit, on }) => add('petition_supervision', true, id, `${unit} ${chinese(on)}`))
  each(record, 'toMediation', ({ id, on }) => add('petition_mediation_referral', true, id, chinese(on)))
  each(record, 'mediationReturns', ({ id, on }) => add('petition_mediation_reply', false, id, chinese(on)))
}

function addAgency({ petition, petitionRecord: record }: MatterFile, add: AddLine): void {
  if (petition.mandates === 0 && petition.purpose !== 'report') add('agency_mandate')
  each(record, 'mandate', ({ id, agentName, on }) => add('agency_mandate', true, id, `${agentName} ${chinese(on)}`))
  each(record, 'handOverAgency', ({ id, agentName, on }) =>
    add('agency_mandate', true, id, `移交${agentName} ${chinese(on)}`),
  )
  if (petition.mandates > 0) add('agency_registration', true)
  each(record, 'meet', ({ id, on }) => add('agency_meeting', true, id, chinese(on)))
  each(record, 'feedBack', ({ id, on }) => add('agency_feedback', false, id, chinese(on)))
}

/** One 送达回证 for each paper that went to the citizen, and for each service whose paper was not made here. */
function addService(file: MatterFile, documents: readonly DocumentRow[], add: AddLine): void {
  const papers = documents.filter((document) => !document.isVoid && SERVED.includes(document.kind))
  const newest = new Map(papers.map((document) => [`${document.kind} ${document.ref}`, document]))
  const covered = new Set<string>()
  for (const document of newest.values()) {
    const served = serviceOf(file, document)
    if (served) covered.add(served.id)
    add('petition_service_receipt', true, document.id, `${document.title} ${document.number}`.trim())
  }
  each(file.petitionRecord, 'serve', ({ id, what, paper }) => {
    if (covered.has(id)) return
    const kind = {
      handling: 'petition_opinion',
      review: 'petition_review_opinion',
      recheck: 'petition_recheck_opinion',
    } as const
    add('petition_service_receipt', true, id, what === 'notice' ? paper : PAPERS[kind[what]].title)
  })
}

function each<N extends PetitionActName>(
  record: PetitionRecord,
  name: N,
  visit: (act: ReturnType<typeof all<N>>[number]) => void,
): void {
  for (const act of all(record, name)) visit(act)
}

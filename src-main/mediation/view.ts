import type { MediationView } from '../../src-shared/mediation/schema.ts'
import { ACT_TITLES, type MediationActName } from '../../src-shared/mediation/events.ts'
import { acceptanceHints } from '../../src-shared/mediation/acceptanceHints.ts'
import { confirmationObstacles } from '../../src-shared/mediation/confirmationObstacles.ts'
import { whyNot } from '../../src-shared/mediation/whyNot.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import { dossierProblems } from '../documents/dossierCheck.ts'
import { nameOf, openFile, principals, type MatterFile } from '../documents/matterFile.ts'
import { listPapers } from '../documents/listPapers.ts'
import { getMatter } from '../intake/record.ts'
import { auditLook, viewMatter } from '../intake/view.ts'
import { listDeadlines } from '../intake/deadlineRepo.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'

/** The workbench of one mediation. */
function viewMediation(ctx: Ctx, matterId: string): MediationView {
  const file = openFile(ctx, matterId)
  if (file.state.kind !== 'mediation') throw new AppError('not_allowed', '这件事项没有分流到人民调解')
  const matter = viewMatter(ctx, file.matter)
  const acts = (Object.keys(ACT_TITLES) as MediationActName[]).map((name) => {
    const why = matter.stage === 'merged' || matter.stage === 'void' ? '已并入或已作废' : whyNot(file.mediation, name)
    return { act: name, title: ACT_TITLES[name], isAllowed: why === undefined, why: why ?? '' }
  })
  return {
    matter: { ...matter, acts: [...matter.acts, ...acts] },
    detail: viewDetail(file),
    consents: principals(file).map(({ partyId, name }) => ({
      partyId,
      name,
      state: file.mediation.consentedBy.includes(partyId)
        ? 'given'
        : file.mediation.refusedBy.includes(partyId)
          ? 'refused'
          : 'unknown',
      isTold: file.mediation.toldRights.includes(partyId),
    })),
    sessions: file.record.sessions.map(({ sessionId, ...session }) => ({
      ...session,
      id: (sessionId ?? session.id) as MediationView['sessions'][number]['id'],
    })),
    agreement: viewAgreement(file),
    confirmation: {
      state: file.mediation.confirmation,
      court: file.record.confirmationApplied?.court ?? ctx.settings.judicialCourt,
      caseNumber: file.record.confirmationDecided?.caseNumber ?? '',
      lastDay: listDeadlines(ctx.db, matterId).find((row) => row.ruleId === 'A-09')?.dueOn ?? null,
    },
    hints: hintsFor(file),
    dossier: dossierProblems(file),
    papers: listPapers(file, matter.documents),
  }
}

function viewDetail({ record, mediation, row }: MatterFile): MediationView['detail'] {
  const { accepted } = record
  if (!accepted) return null
  const {
    source,
    referralUnit,
    referralNumber,
    clock,
    justiceClass,
    governanceClass,
    scale,
    difficulty,
    facts,
    requests,
  } = accepted
  return {
    acceptedOn: mediation.acceptedOn,
    source,
    referralUnit,
    referralNumber,
    clock,
    justiceClass,
    governanceClass,
    scale,
    difficulty,
    facts,
    requests,
    mediators: record.mediators,
    result: mediation.result,
    closedOn: mediation.closedOn,
    archivedOn: row?.archivedOn ?? null,
  }
}

function viewAgreement(file: MatterFile): MediationView['agreement'] {
  const { agreement } = file.record
  const state = file.mediation.agreement
  if (!agreement || !state) return null
  return {
    number: file.row?.agreementNumber ?? '',
    form: agreement.form,
    reachedOn: agreement.reachedOn,
    effectiveOn: state.effectiveOn,
    disputedFacts: agreement.disputedFacts,
    terms: agreement.terms,
    amountFen: agreement.amountFen,
    performance: agreement.performance,
    performanceMeans: agreement.performanceMeans,
    performancePlace: agreement.performancePlace,
    performBy: agreement.performBy,
    copies: agreement.copies,
    instalments: file.record.instalments,
    signatures: [
      ...agreement.signatories.map(({ partyId, name }) => ({
        who: nameOf(file, partyId) || name,
        partyId,
        role: 'party' as const,
        on: state.signedOn[partyId] ?? null,
      })),
      {
        who: file.record.mediators.map((each) => each.name).join('、'),
        partyId: null,
        role: 'mediator',
        on: state.mediatorSignedOn,
      },
      { who: file.ctx.settings.committeeName, partyId: null, role: 'seal', on: state.sealedOn },
    ],
  }
}

function hintsFor(file: MatterFile): MediationView['hints'] {
  const { accepted, agreement } = file.record
  const text = [file.matter.summary, file.matter.facts, file.matter.wish].join('\n')
  const hints = accepted
    ? []
    : acceptanceHints({
        text,
        justiceClass: '',
        source: file.matter.channel === 'transfer' ? 'other_referral' : 'applied',
        clock: 'general',
        isRefusedByParty: file.mediation.refusedBy.length > 0,
      })
  const obstacles =
    accepted && agreement
      ? confirmationObstacles({
          justiceClass: accepted.justiceClass,
          agreementForm: agreement.form,
          terms: agreement.terms,
        })
      : []
  return [...hints, ...obstacles].map((hint) => ({ text: hint.text, source: hint.source }))
}

export const mediationViewHandlers = {
  'mediation.get': (ctx, { matterId }) => {
    auditLook(ctx, getMatter(ctx, matterId))
    return viewMediation(ctx, matterId)
  },
} satisfies Partial<Handlers>

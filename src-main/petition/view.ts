import { AppError } from '../../src-shared/kernel/errors.ts'
import { PETITION_ACT_TITLES } from '../../src-shared/petition/describe.ts'
import type { PetitionActName } from '../../src-shared/petition/events.ts'
import { petitionHints } from '../../src-shared/petition/hints.ts'
import type { PetitionView } from '../../src-shared/petition/schema.ts'
import { whyNot, whyUnfit } from '../../src-shared/petition/whyNot.ts'
import { openFile, type MatterFile } from '../documents/matterFile.ts'
import { nextPaperNumber } from '../documents/numbers.ts'
import { petitionDossierProblems } from '../documents/petitionDossierCheck.ts'
import { listPetitionPapers } from '../documents/petitionPaperList.ts'
import { getMatter } from '../intake/record.ts'
import { findMatter } from '../intake/repo.ts'
import { auditLook, viewMatter } from '../intake/view.ts'
import { mayKnow } from '../intake/visible.ts'
import type { Ctx, Handlers } from '../ctx/ctx.ts'
import { findPetition, listRepeats, type PetitionRow } from './repo.ts'

/** The workbench of one petition. */
function viewPetition(ctx: Ctx, matterId: string): PetitionView {
  const file = openFile(ctx, matterId)
  if (file.state.kind !== 'petition') throw new AppError('not_allowed', '这件事项没有分流到信访代理')
  const matter = viewMatter(ctx, file.matter)
  const { petition: state, petitionRecord: record } = file
  const row = findPetition(ctx.db, matterId)
  const isGone = matter.stage === 'merged' || matter.stage === 'void'
  const noTerm = (name: PetitionActName): string | undefined =>
    name !== 'extendDeadline' || matter.deadlines.some(({ canExtend }) => canExtend)
      ? undefined
      : '没有还在计算、可以延长的期限'
  const acts = (Object.keys(PETITION_ACT_TITLES) as PetitionActName[]).map((name) => {
    const why = isGone ? '已并入或已作废' : (whyUnfit(state, name, file.matter) ?? whyNot(state, name) ?? noTerm(name))
    return { act: name, title: PETITION_ACT_TITLES[name], isAllowed: why === undefined, why: why ?? '' }
  })
  return {
    matter: { ...matter, acts: [...matter.acts, ...acts] },
    agencyNumber: row?.agencyNumber ?? '',
    archiveNumber: row?.archiveNumber ?? '',
    nextNumber: nextPaperNumber(ctx, 'petition'),
    state,
    record,
    hints: petitionHints(state, record, { channel: file.matter.channel, people: file.matter.peopleCount }),
    dossier: petitionDossierProblems(file),
    papers: listPetitionPapers(file, matter.documents),
    mediation: viewMediation(ctx, row),
    repeats: viewRepeats(file, row),
  }
}

function viewMediation(ctx: Ctx, row: PetitionRow | undefined): PetitionView['mediation'] {
  const mediation = row?.mediationId ? findMatter(ctx.db, row.mediationId) : undefined
  return mediation && mayKnow(ctx, mediation)
    ? { matterId: mediation.id, number: mediation.number, stage: mediation.stage }
    : null
}

/** The chain of one matter's repeats; it belongs to the matter, and no list anywhere counts a person's. */
function viewRepeats({ ctx, matter }: MatterFile, row: PetitionRow | undefined): PetitionView['repeats'] {
  const firstId = row?.repeatOf ?? matter.id
  const ids = [firstId, ...listRepeats(ctx.db, firstId)].filter((id) => id !== matter.id)
  return ids
    .map((id) => findMatter(ctx.db, id))
    .filter((each) => each !== undefined)
    .filter((each) => mayKnow(ctx, each))
    .map(({ id, number, summary, receivedOn }) => ({
      matterId: id,
      number,
      summary,
      receivedOn,
      isFirst: id === firstId,
    }))
}

export const petitionViewHandlers = {
  'petition.get': (ctx, { matterId }) => {
    auditLook(ctx, getMatter(ctx, matterId))
    return viewPetition(ctx, matterId)
  },
} satisfies Partial<Handlers>

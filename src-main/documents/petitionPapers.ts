import type { PaperKind } from '../../src-shared/paper/registry.ts'
import { last, all, opinionOf } from '../../src-shared/petition/project.ts'
import { AGENCY_BUILDERS } from './agencyPapers.ts'
import type { Builder, Builders } from './draftPaper.ts'
import type { MatterFile } from './matterFile.ts'
import { guardReceivers, pick } from './petitionFile.ts'
import { FORM_BUILDERS } from './petitionForms.ts'
import { NOTICE_BUILDERS } from './petitionNotices.ts'
import { levelOf, OPINION_BUILDERS } from './petitionOpinions.ts'

/** The number that an act gave a petition paper; empty if none did. */
export function recordedPetitionNumber({ petitionRecord: record }: MatterFile, kind: PaperKind, ref: string): string {
  const level = levelOf(kind)
  if (level) return opinionOf(record, level)?.number ?? ''
  if (kind === 'petition_acceptance_notice') return last(record, 'tellAcceptance')?.number ?? ''
  if (kind === 'petition_transfer_letter')
    return pick([...all(record, 'transfer'), ...all(record, 'handReport')], ref)?.letterNumber ?? ''
  if (kind === 'petition_supervision') return pick(all(record, 'supervise'), ref)?.number ?? ''
  return ''
}

const OWN: Builders = { ...NOTICE_BUILDERS, ...OPINION_BUILDERS, ...FORM_BUILDERS, ...AGENCY_BUILDERS }

/** Whatever a petition's builder makes is looked at once more: nothing of a report goes to those reported. */
export const PETITION_BUILDERS = Object.fromEntries(
  Object.entries(OWN).map(([kind, build]) => [
    kind,
    (file: MatterFile, ref: string, number: string) => {
      const data = (build as Builder<PaperKind>)(file, ref, number)
      guardReceivers(file, data)
      return data
    },
  ]),
) as Builders

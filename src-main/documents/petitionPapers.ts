import type { PaperKind } from '../../src-shared/paper/registry.ts'
import type { Builders } from './draftPaper.ts'
import type { MatterFile } from './matterFile.ts'

/** The number that an act gave a petition paper; empty if none did. */
export function recordedPetitionNumber(_file: MatterFile, _kind: PaperKind, _ref: string): string {
  return ''
}

export const PETITION_BUILDERS = {} satisfies Builders

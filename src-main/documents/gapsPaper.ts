import { AppError } from '../../src-shared/kernel/errors.ts'
import { DOSSIER_GROUPS, type DossierGap } from '../../src-shared/mediation/schema.ts'
import type { PaperData } from '../../src-shared/paper/registry.ts'
import type { MatterFile } from './matterFile.ts'

type GapsPaper = PaperData<'dossier_gaps'>

/** 补正清单: what the check-up finds now, for whoever mends it. @throws AppError 'not_allowed' if it finds nothing */
export function gapsPaper(
  { ctx }: MatterFile,
  gaps: readonly DossierGap[],
  about: Pick<GapsPaper, 'committeeName' | 'number' | 'title'>,
): GapsPaper {
  if (gaps.length === 0) throw new AppError('not_allowed', '体检没有发现问题，不需要补正清单')
  return {
    ...about,
    checkedOn: ctx.today,
    checker: ctx.actor.name,
    groups: Object.entries(DOSSIER_GROUPS)
      .map(([kind, title]) => ({ title, items: gaps.filter((gap) => gap.kind === kind).map(({ text }) => text) }))
      .filter(({ items }) => items.length > 0),
  }
}

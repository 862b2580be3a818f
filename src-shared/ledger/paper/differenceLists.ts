import type { PaperData } from '../../paper/registry.ts'
import type { Difference } from '../schema.ts'

type Lists = Required<Pick<PaperData<'difference_sheet'>, 'items' | 'late' | 'progress'>>

/** Differences as their sheet lists them: corrections cell by cell, late rows and further handling row by row. */
export function toDifferenceLists(differences: readonly Difference[]): Lists {
  const of = (kind: Difference['kind']): Difference[] => differences.filter((each) => each.kind === kind)
  const rows = new Map<string, Difference[]>()
  for (const each of of('progress')) rows.set(each.matterId, [...(rows.get(each.matterId) ?? []), each])
  return {
    items: of('correction').map(({ columnTitle, dossierNumber, frozen, present, who, on, reason }) => {
      return { columnTitle, dossierNumber, frozen, present, who, on, reason }
    }),
    late: of('late').map((each) => ({ ...toLine(each), reason: each.reason })),
    progress: [...rows.values()].map((cells) => ({
      ...toLine(cells[0] as Difference),
      changes: cells.map(inWords).join('；'),
    })),
  }
}

const toLine = ({ dossierNumber, about, who, on }: Difference) => ({ dossierNumber, about, who, on })

/** What a cell became; what it was before only where it was anything. */
const inWords = ({ columnTitle, frozen, present }: Difference): string =>
  `${columnTitle}：${frozen === '' ? '' : `${frozen} → `}${present || '（空）'}`

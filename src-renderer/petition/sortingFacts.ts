import type { OutputOf } from '../../src-shared/contract.ts'
import { last } from '../../src-shared/petition/project.ts'
import type { PetitionView } from '../../src-shared/petition/schema.ts'
import type { SortingFacts } from '../../src-shared/petition/sorting.ts'

/** What the guided sorting needs, from the view that is on the screen. */
export function sortingFacts(view: PetitionView, settings: OutputOf<'centre.settings'> | undefined): SortingFacts {
  return {
    state: view.state,
    channel: view.matter.card.channel,
    described: last(view.record, 'describe'),
    sender: view.matter.card.sourceUnit,
    firstNumber: view.repeats.find(({ isFirst }) => isFirst)?.number ?? '',
    reviewOrgan: settings?.reviewOrgan ?? '',
    recheckOrgan: settings?.recheckOrgan ?? '',
  }
}

import type { OutputOf } from '../../src-shared/contract.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'

export type Colleague = OutputOf<'account.colleagues'>[number]

export const ELSEWHERE = '其他座席'

/**
 * People to choose from, those of this seat first; who works at another seat of the street says so.
 *
 * @param by what the choice stands for: the person's id, or the name as it is written on paper
 * @param noteOf what else is said of one
 */
export function peopleChoices(
  people: readonly Colleague[],
  by: 'id' | 'name',
  noteOf: (person: Colleague) => string = () => '',
): Choice[] {
  const seen = new Set<string>()
  return [...people]
    .sort((a, b) => Number(a.isRemote) - Number(b.isRemote))
    .filter((person) => !seen.has(person[by]) && seen.add(person[by]))
    .map((person) => {
      const note = [noteOf(person), person.isRemote ? ELSEWHERE : ''].filter(Boolean).join(' · ')
      return { value: person[by], label: person.name, ...(note ? { note } : {}) }
    })
}

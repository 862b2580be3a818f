import type { OutputOf } from '../../src-shared/contract.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { MediationView } from '../../src-shared/mediation/schema.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import type { FieldSpec, Values } from './fieldSpec.ts'

/** What a form may know besides the mediation itself. */
export interface Surroundings {
  view: MediationView
  today: Day
  myName: string
  settings: OutputOf<'centre.settings'> | undefined
}

/** A form made of ordinary fields only. */
export interface SimpleAct {
  /** A sentence on top: the rule behind the act. */
  note?: string
  /** What is worth knowing before it is done, one a line, under a heading. */
  warnings?: (s: Surroundings) => { title: string; lines: readonly string[] }
  initial: (s: Surroundings) => Values
  fields: (s: Surroundings, values: Values) => FieldSpec[]
  toPayload?: (values: Values) => unknown
  /** Several in a row are usual, one party after the other: true while there is one left. */
  hasMore?: (s: Surroundings) => boolean
}

export const dayField = (name: string, label: string): FieldSpec => ({ kind: 'day', name, label, required: true })

export const partyChoices = ({ view }: Surroundings): Choice[] =>
  view.consents.map(({ partyId, name }) => ({ value: partyId, label: name || '（未填姓名）' }))

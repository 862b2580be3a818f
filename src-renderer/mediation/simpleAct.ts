import type { MediationView } from '../../src-shared/mediation/schema.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import type { SimpleAct as AnySimpleAct, Surroundings as AnySurroundings } from '../workbench/simpleAct.ts'

export type Surroundings = AnySurroundings<MediationView>
export type SimpleAct = AnySimpleAct<MediationView>

export const partyChoices = ({ view }: Surroundings): Choice[] =>
  view.consents.map(({ partyId, name }) => ({ value: partyId, label: name || '（未填姓名）' }))

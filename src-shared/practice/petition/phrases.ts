import type { PetitionAct } from '../../petition/events.ts'
import type { JusticeCode, StoryRoute } from '../types.ts'
import type { Conclusion } from './plan.ts'
import { CITY_PHRASES } from './cityPhrases.ts'
import { LIFE_PHRASES } from './lifePhrases.ts'

export * from './commonPhrases.ts'

/** What offices say of one family of petitions, in several wordings; the slots are those of the family. */
export interface PetitionPhrases {
  /** Shares that differ from those of the purpose. */
  routes?: Partial<Record<StoryRoute, number>>
  conclusions?: readonly (readonly [Conclusion, number])[]
  /** What was found out. */
  found: readonly string[]
  support: readonly string[]
  explain: readonly string[]
  reject: readonly string[]
  basis: readonly string[]
  /** Of the unit that it was passed to. */
  report: readonly string[]
  /** While it is handled: feedback and contact. */
  progress: readonly string[]
  minutes: readonly string[]
  actions: readonly string[]
  reply?: Partial<Record<PetitionAct<'reply'>['adoption'], readonly string[]>>
  lead?: {
    procedure: PetitionAct<'leadToProcedure'>['procedure']
    organ: string
    word: string
    reason: readonly string[]
    results: readonly string[]
  }
  guide?: { toWhom: string; reason: readonly string[] }
  /** With whom it can go to people's mediation: the estate's property company, or a building company. */
  mediated?: { other: 'property' | 'construction'; justice: JusticeCode; governance: string }
}

/** By key of the family. */
export const PETITION_PHRASES: Readonly<Record<string, PetitionPhrases>> = { ...CITY_PHRASES, ...LIFE_PHRASES }

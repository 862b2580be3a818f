import type { CentreSettings } from '../centre/schema.ts'
import type { LedgerDefinition } from './definition.ts'

type Chosen = Pick<CentreSettings, 'ledgerBasis' | 'ledgerChoices'>

/** Keys of `settings.ledgerChoices`. */
export const basisKey = (ledger: string): string => `${ledger}.basis`
export const variantKey = (ledger: string, figure: string): string => `${ledger}.figure.${figure}`

/** By which day the office lists this ledger. The mediation ledger has a setting of its own. */
export function basisOf(ledger: Pick<LedgerDefinition, 'id' | 'bases'>, settings: Chosen): string {
  const chosen = ledger.id === 'mediation' ? settings.ledgerBasis : settings.ledgerChoices[basisKey(ledger.id)]
  return (ledger.bases.find(({ id }) => id === chosen) ?? ledger.bases[0])?.id ?? ''
}

/** Which of competing definitions the office chose for a figure; undefined: none, so the first holds. */
export function variantOf(
  ledger: Pick<LedgerDefinition, 'id'>,
  settings: Chosen,
): (figure: string) => string | undefined {
  return (figure) => settings.ledgerChoices[variantKey(ledger.id, figure)]
}

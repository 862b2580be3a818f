import { shallowRef } from 'vue'
import { session } from '../app/session.ts'
import type { CardForm } from './cardForm.ts'

const previous = shallowRef<{ generation: number; values: Record<string, unknown> }>()

/** Keeps the card just saved for F4, in memory and for this log-in only. */
export function rememberCard(card: CardForm): void {
  const values: Record<string, unknown> = { ...card }
  for (const [at, party] of card.parties.entries()) {
    values[`parties.${at}.role`] = party.role
    for (const [key, value] of Object.entries(party)) values[`parties.${at}.party.${key}`] = value
  }
  previous.value = { generation: session.generation, values }
}

/** The card saved before this one, by field name. */
export function previousValues(): Record<string, unknown> {
  return previous.value?.generation === session.generation ? previous.value.values : {}
}

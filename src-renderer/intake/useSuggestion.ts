import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { InputOf } from '../../src-shared/contract.ts'
import type { MatterId } from '../../src-shared/kernel/ids.ts'
import type { Suggestion } from '../../src-shared/intake/schema.ts'
import { call } from '../api/call.ts'
import { RpcError } from '../api/rpcError.ts'
import type { CardForm } from './cardForm.ts'

const WAIT_MS = 300
const NONE: Suggestion = { people: [], matters: [] }

/** Who and which matters the card seems to be about, asked a moment after typing stops. */
export function useSuggestion(
  card: CardForm,
  activeParty: Ref<number>,
  exceptMatterId: string | null,
): ComputedRef<Suggestion> {
  const answer = shallowRef<Suggestion>(NONE)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asked = 0

  const question = computed<InputOf<'intake.suggest'>>(() => {
    const party = card.parties[activeParty.value] ?? card.parties[0]
    return {
      name: (party?.name.trim() ?? '').slice(0, 80),
      phone: (party?.phone.trim() ?? '').slice(0, 30),
      idNumber: (party?.idNumber.trim() ?? '').slice(0, 30),
      address: (party?.address.trim() ?? '').slice(0, 120),
      summary: card.summary.trim().slice(0, 200),
      exceptMatterId: exceptMatterId as MatterId | null,
    }
  })

  async function ask(): Promise<void> {
    const { exceptMatterId: _except, ...texts } = question.value
    asked += 1
    const mine = asked
    if (Object.values(texts).every((text) => text === '')) {
      answer.value = NONE
      return
    }
    const found = await call('intake.suggest', question.value).catch((error: unknown) => {
      if (error instanceof RpcError) return NONE // a help that fails must not stop the reception
      throw error
    })
    if (mine === asked) answer.value = found
  }
  watch(question, (now, before) => {
    if (JSON.stringify(now) === JSON.stringify(before)) return
    clearTimeout(timer)
    timer = setTimeout(() => void ask(), WAIT_MS)
  })
  onScopeDispose(() => clearTimeout(timer))

  return computed<Suggestion>(() => {
    const apart = new Set(card.keptApart.map(({ matterId }) => matterId))
    const active = card.parties[activeParty.value]
    const linkedId = active?.partyId
    const isNot = new Set(active?.notPartyIds)
    const elsewhere = new Set(card.parties.map(({ partyId }) => partyId))
    return {
      // Once the person is known, only this one and the earlier matters are of interest.
      people: answer.value.people.filter(({ partyId }) =>
        linkedId ? partyId === linkedId : !isNot.has(partyId) && !elsewhere.has(partyId),
      ),
      matters: answer.value.matters.filter(({ matterId }) => !apart.has(matterId)),
    }
  })
}

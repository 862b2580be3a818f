import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { LedgerId } from '../../src-shared/ledger/schema.ts'

/** Which ledger is on the screen; kept in the address, mediation's if it says none. */
export function useLedger(): { ledger: ComputedRef<LedgerId>; chooseLedger: (ledger: LedgerId) => void } {
  const route = useRoute()
  const router = useRouter()
  return {
    ledger: computed(() => LedgerId.safeParse(route.query['ledger']).data ?? 'mediation'),
    chooseLedger: (ledger) => void router.replace({ query: { ...route.query, ledger } }),
  }
}

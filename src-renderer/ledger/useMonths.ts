import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { OutputOf } from '../../src-shared/contract.ts'
import type { LedgerId } from '../../src-shared/ledger/schema.ts'
import { LEDGERS } from '../../src-shared/ledger/registry.ts'
import { dayOf, Month, monthOf } from '../../src-shared/kernel/day.ts'
import { call } from '../api/call.ts'
import { useChanged } from '../api/useChanged.ts'
import { useReading } from './useReading.ts'

export type MonthState = OutputOf<'ledger.months'>[number]

export interface Months {
  readonly year: ComputedRef<number>
  readonly month: Ref<Month>
  /** The months of the chosen year with their state of sign-off. */
  readonly states: Readonly<ShallowRef<readonly MonthState[]>>
  readonly problem: Readonly<Ref<string>>
  choose(month: Month): void
  chooseYear(year: number): void
  reload(): Promise<void>
}

/** The ledger month on the screen; kept in the address, so that going back shows the same month. */
export function useMonths(ledger: LedgerId): Months {
  const route = useRoute()
  const router = useRouter()
  const asked = Month.safeParse(route.query['month'])
  const today = dayOf(new Date().toISOString())
  const month = ref(asked.data ?? monthOf(today)) as Ref<Month>
  const year = computed(() => Number(month.value.slice(0, 4)))
  const states = shallowRef<readonly MonthState[]>([])
  let isFirst = !asked.success

  const { problem, run: reload } = useReading(async () => {
    states.value = await call('ledger.months', { ledger, year: year.value })
    // With a cut-off day the month at the end of a calendar month is already the next one.
    const current = states.value.find(({ from, to }) => from <= today && today <= to)
    if (isFirst && current) month.value = current.month
    isFirst = false
  })
  function choose(next: Month): void {
    isFirst = false
    month.value = next
    void router.replace({ query: { ...route.query, month: next } })
  }
  watch(
    () => Month.safeParse(route.query['month']).data,
    (named) => {
      if (!named) return
      isFirst = false
      month.value = named
    },
  )
  watch(year, reload, { immediate: true })
  useChanged(['ledger', 'centre', ...LEDGERS[ledger].topics], reload)
  return {
    year,
    month,
    states,
    problem,
    choose,
    chooseYear: (next) => choose(`${next}-${month.value.slice(5, 7)}` as Month),
    reload,
  }
}

/** `2026年3月`. */
export function monthTitle(month: string): string {
  return `${Number(month.slice(0, 4))}年${Number(month.slice(5, 7))}月`
}

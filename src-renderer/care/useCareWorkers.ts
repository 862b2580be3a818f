import { storeToRefs } from 'pinia'
import { computed, type ComputedRef } from 'vue'
import { CARE_ROLES } from '../../src-shared/kernel/roles.ts'
import { useOfficeStore } from '../app/officeStore.ts'
import { peopleChoices } from '../app/peopleChoices.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'

/** Who may be given somebody to care for. */
export function useCareWorkers(): { workers: ComputedRef<Choice[]> } {
  const office = useOfficeStore()
  const { colleagues } = storeToRefs(office)
  office.want()
  const workers = computed(() =>
    peopleChoices(
      colleagues.value.filter(({ roles }) => roles.some((role) => (CARE_ROLES as readonly string[]).includes(role))),
      'id',
    ),
  )
  return { workers }
}

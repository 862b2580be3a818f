import { storeToRefs } from 'pinia'
import { computed, onMounted, type ComputedRef } from 'vue'
import { useOfficeStore } from '../app/officeStore.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'

/** 居村委 and grids as choices, a grid after its community; found by name or initials. */
export function usePlaces(): { choices: ComputedRef<Choice[]>; nameOf: (id: string | null) => string } {
  const office = useOfficeStore()
  const { places } = storeToRefs(office)
  onMounted(office.want)

  const nameOf = (id: string | null): string => {
    const place = places.value.find((each) => each.id === id)
    const parent = place?.parentId ? places.value.find((each) => each.id === place.parentId) : undefined
    return place ? `${parent ? `${parent.name} · ` : ''}${place.name}` : ''
  }
  const choices = computed<Choice[]>(() => {
    const active = places.value.filter(({ isActive }) => isActive)
    const within = (id: string) => active.filter(({ parentId }) => parentId === id)
    return active
      .filter(({ kind }) => kind === 'community')
      .flatMap((community) => [community, ...within(community.id)])
      .map(({ id, initials, kind }) => ({
        value: id,
        label: nameOf(id),
        note: kind === 'grid' ? '网格' : '居村委',
        keywords: initials,
      }))
  })
  return { choices, nameOf }
}

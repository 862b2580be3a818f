import { computed, onMounted, shallowRef, type ComputedRef } from 'vue'
import type { Place } from '../../src-shared/centre/schema.ts'
import { call } from '../api/call.ts'
import { RpcError } from '../api/rpcError.ts'
import { useChanged } from '../api/useChanged.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'

/** 居村委 and grids as choices, a grid after its community; found by name or initials. */
export function usePlaces(): { choices: ComputedRef<Choice[]>; nameOf: (id: string | null) => string } {
  const places = shallowRef<readonly Place[]>([])
  async function load(): Promise<void> {
    places.value = await call('centre.places', {}).catch((error: unknown) => {
      if (error instanceof RpcError) return places.value // the list is a help: without it the address is typed
      throw error
    })
  }
  onMounted(load)
  useChanged('centre', load)

  const nameOf = (id: string | null): string => {
    const place = places.value.find((each) => each.id === id)
    const parent = place?.parentId ? places.value.find((each) => each.id === place.parentId) : undefined
    return place ? `${parent ? `${parent.name} · ` : ''}${place.name}` : ''
  }
  const choices = computed<Choice[]>(() =>
    places.value
      .filter(({ isActive }) => isActive)
      .map(({ id, initials, kind }) => ({
        value: id,
        label: nameOf(id),
        note: kind === 'grid' ? '网格' : '居村委',
        keywords: initials,
      }))
      .sort((a, b) => a.label.localeCompare(b.label, 'zh-CN', { numeric: true })),
  )
  return { choices, nameOf }
}

import { computed, shallowRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { call } from '../api/call.ts'
import { useChanged } from '../api/useChanged.ts'
import { useReading } from '../ledger/useReading.ts'
import type { DialogForm } from '../workbench/SpecDialog.vue'
import { sourceForm, type Source } from './sheetForms.ts'
import { useDirectory } from './useDirectory.ts'

/** The systems that send lists, and the one that the address names; the dialog in which one is set. */
export function useSources() {
  const route = useRoute()
  const router = useRouter()
  const directory = useDirectory()
  const sources = shallowRef<readonly Source[]>([])
  const form = shallowRef<DialogForm>()
  const { problem, run: load } = useReading(async () => {
    sources.value = (await call('linkage.sheetSources', {})).filter(({ isActive }) => isActive)
  })
  void load()
  useChanged('linkage', load)
  const sourceId = computed({
    get: () => (typeof route.query.source === 'string' ? route.query.source : ''),
    set: (source) => void router.replace({ query: { ...route.query, source: source || undefined } }),
  })
  const source = computed(() => sources.value.find(({ id }) => id === sourceId.value))
  const isReady = computed(() => (source.value?.linkage ?? '') !== '')
  const options = computed(() => [
    { value: '', label: '请选择来件系统' },
    ...sources.value.map(({ id, name }) => ({ value: id, label: name })),
  ])
  const edit = (): void => void (form.value = sourceForm(source.value, directory.value))
  const add = (): void => void (form.value = sourceForm(undefined, directory.value))
  return { sourceId, source, isReady, options, form, problem, edit, add, load }
}
